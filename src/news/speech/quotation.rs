//! A quotation, and whether marks make one at all.

use crate::news::speech::cue;
use crate::news::speech::read::{Place, Read};
use crate::news::speech::stretches::Stretch;
use crate::text::{Mood, Span, Upos, VerbForm};

/// Words that somebody says, verbatim. Spans count bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without marks.
    pub words: Span,
    /// The same with marks where it has any.
    pub outer: Span,
    /// Of which form.
    pub form: Form,
    /// Inside how many other quotations or stretches between marks it stands.
    pub depth: usize,
    /// Who says it, as an index into [`Speech::reports`](crate::news::speech::Speech::reports); none when
    /// that could not be told.
    pub report: Option<usize>,
    /// The same number for all quotations that are one utterance: parted by "he said", or going on in
    /// the next paragraph.
    pub utterance: usize,
}

/// How words stand as somebody's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Whole clauses between marks.
    Direct,
    /// A fragment between marks inside the writer's sentence, with somebody who answers for it.
    Mixed,
    /// Between marks, but nobody speaks: a title, a word as a word, irony.
    Mention,
    /// A turn of a transcript.
    Turn,
    /// A post with its signature.
    Post,
    /// A paragraph that a colon announces.
    Block,
}

impl Form {
    /// Whether somebody speaks.
    pub const fn is_speech(self) -> bool {
        !matches!(self, Self::Mention)
    }
}

/// Words before marks after which they hold a name or a word as a word.
const NAMING: &[&str] = &[
    "album",
    "article",
    "book",
    "called",
    "codenamed",
    "column",
    "dubbed",
    "entitled",
    "essay",
    "film",
    "headlined",
    "movie",
    "named",
    "nicknamed",
    "novel",
    "phrase",
    "play",
    "programme",
    "slogan",
    "so-called",
    "song",
    "term",
    "titled",
    "word",
];

/// Marks at the end of words that are somebody's whole sentence, or stand before "he said".
pub const COMPLETE: [char; 4] = [',', '.', '!', '?'];

/// From this share of capitalised long words on, words are written as a title.
const TITLE_SHARE_MIN: f64 = 0.99;
/// Shorter words are small in titles, too.
const TITLE_WORD_LETTERS_MIN: usize = 4;

/// The form of a stretch by the tie to its speaker: none, loose (`false`) or firm.
pub fn form(read: &Read, stretch: &Stretch, tie: Option<bool>) -> Form {
    let clause = is_clause(read, stretch.words);
    let complete = stretch.words.of(read.text).ends_with(COMPLETE);
    match tie {
        _ if is_named(read, stretch) => Form::Mention,
        Some(_) if clause => Form::Direct,
        Some(true) if complete => Form::Direct,
        Some(true) => Form::Mixed,
        None if clause => Form::Direct,
        _ => Form::Mention,
    }
}

/// Whether a stretch holds a name, title or word as a word, by what stands before it and how it is
/// written.
fn is_named(read: &Read, stretch: &Stretch) -> bool {
    let before = read.text.get(..stretch.outer.start).unwrap_or("");
    let word = before
        .trim_end()
        .rsplit(|c: char| c.is_whitespace() || is_opening(c))
        .next()
        .unwrap_or("");
    // "he called: “…”" and "the film, “…”" differ by their mark; a mark lets somebody speak.
    if NAMING.contains(&word.to_lowercase().as_str()) {
        return true;
    }
    let words = stretch.words.of(read.text);
    let speaks = before.trim_end().ends_with([':', ','])
        || words.ends_with(COMPLETE)
        || before.trim_end().is_empty();
    let around = read
        .sentence(read.tree_after(stretch.outer.start))
        .of(read.text);
    !speaks && is_title(words) && !is_title(around)
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '(' | '[' | '—' | '–')
}

fn is_title(words: &str) -> bool {
    let long = words
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= TITLE_WORD_LETTERS_MIN);
    let (mut all, mut capital) = (0_u32, 0_u32);
    for word in long {
        all += 1;
        capital += u32::from(word.starts_with(char::is_uppercase));
    }
    all >= 2 && f64::from(capital) >= TITLE_SHARE_MIN * f64::from(all)
}

/// Whether a stretch holds a clause: a finite verb, or a bare one that commands.
pub fn is_clause(read: &Read, words: Span) -> bool {
    read.words_in(words).any(|place| {
        read.node(place).is_some_and(|node| {
            node.tag.verb_form == Some(VerbForm::Fin) || node.tag.mood == Some(Mood::Imp)
        })
    })
}

/// The words of a stretch whose heads stand outside it.
pub fn tops<'a>(read: &Read<'a>, words: Span) -> impl Iterator<Item = Place> + 'a {
    let read = *read;
    read.words_in(words).filter(move |&place| {
        let outside = |head: Place| {
            read.node(head)
                .is_none_or(|node| node.span.start < words.start || node.span.end > words.end)
        };
        !read.is_tagged(place, &[Upos::Punct]) && read.head(place).is_none_or(outside)
    })
}

/// Whether a report is told by a verb, or by no word at all: a noun ("the threat") lets nobody speak.
pub fn lets_speak(read: &Read, at: Place, has_cue: bool) -> bool {
    !has_cue
        || (read.is_tagged(at, &[Upos::Verb])
            && cue::verb_class(read.lemma(at)) != Some(cue::CueClass::Cite))
        || matches!(read.lemma(at), "put" | "make")
}
