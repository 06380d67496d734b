//! Speech without quotation marks: turns of a transcript, posts with their signature, and a paragraph
//! that another announces with a colon.

use crate::news::speech::marks::is_mark;
use crate::news::speech::paragraphs::{paragraphs, trimmed};
use crate::news::speech::quotation::Form;
use crate::news::speech::read::Read;
use crate::news::speech::reports::{Report, Reports};
use crate::news::speech::source::{Source, SourceKind};
use crate::text::Span;

/// Bytes of a speaker's label at most ("VICE PRESIDENT OF THE EUROPEAN COMMISSION LEE:").
const LABEL_BYTES_MAX: usize = 60;
/// From so many labelled paragraphs on, a text is a transcript, and paragraphs without a label go on
/// the turn before them.
const TRANSCRIPT_TURNS_MIN: usize = 3;
/// Words of a label that is written in small letters, at most.
const LABEL_WORDS_MAX: usize = 4;
/// Bytes of a signature under a post at most, from the dash to the handle.
const SIGNATURE_BYTES_MAX: usize = 80;

/// Labels that are no speakers.
const NO_SPEAKERS: &[&str] = &[
    "above",
    "analysis",
    "background",
    "breaking",
    "contributing",
    "editorial",
    "exclusive",
    "explainer",
    "fact",
    "factbox",
    "file",
    "graphic",
    "map",
    "media",
    "more",
    "note",
    "opinion",
    "photo",
    "read",
    "related",
    "subject",
    "summary",
    "update",
    "updated",
    "video",
    "watch",
    "withdrawal",
    "nominations",
];

/// Words that somebody says though no mark says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// What is said.
    pub words: Span,
    /// Who says it: a label, a signature, or the whole sentence that announces it.
    pub by: Span,
    pub form: Form,
}

/// The turns of a text in order. Cost: linear in it.
pub fn turns(text: &str) -> Vec<Turn> {
    let paragraphs = paragraphs(text);
    let labels: Vec<Option<Label>> = paragraphs.iter().map(|&span| label(text, span)).collect();
    let count = |caps: bool| {
        let of_kind = labels.iter().flatten().filter(|label| label.caps == caps);
        of_kind.count() >= TRANSCRIPT_TURNS_MIN
    };
    let (caps_go_on, small_count) = (count(true), count(false));
    let mut found: Vec<Turn> = Vec::new();
    let mut speaking = None;
    let mut before: Option<Span> = None;
    for (&paragraph, label) in paragraphs.iter().zip(&labels) {
        let label = label.as_ref().filter(|label| label.caps || small_count);
        if let Some(label) = label {
            speaking = Some(label.by).filter(|_| caps_go_on || small_count);
            found.extend(turn(text, label.words, label.by, Form::Turn));
        } else if let Some(by) = speaking {
            found.extend(turn(text, paragraph, by, Form::Turn));
        } else if let Some((words, by)) = post(text, paragraph) {
            let words = words.or(before);
            found.extend(words.and_then(|words| turn(text, words, by, Form::Post)));
        } else if let Some(by) = before.filter(|&before| announces(text, before, paragraph)) {
            found.extend(turn(text, paragraph, by, Form::Block));
        }
        before = Some(paragraph);
    }
    found.sort_by_key(|turn| turn.words);
    found.dedup_by(|later, earlier| later.words.start < earlier.words.end);
    found
}

fn turn(text: &str, words: Span, by: Span, form: Form) -> Option<Turn> {
    let words = trimmed(text, words)?;
    Some(Turn { words, by, form })
}

struct Label {
    by: Span,
    words: Span,
    caps: bool,
}

/// "MINISTER LEE: We …", "Q: …"; in small letters "Ann Lee: We …".
fn label(text: &str, paragraph: Span) -> Option<Label> {
    let words = paragraph.of(text);
    let colon = words.find(':').filter(|&at| at <= LABEL_BYTES_MAX)?;
    let (by, rest) = words.split_at_checked(colon)?;
    let rest = rest.strip_prefix(':')?;
    let spaced = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    let plain = by
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || ".'’-".contains(c));
    let first = by.split_whitespace().next()?.to_lowercase();
    let last = by.split_whitespace().next_back()?.to_lowercase();
    let is_kind = |word: &str| NO_SPEAKERS.contains(&word);
    if !spaced || !plain || is_kind(&first) || is_kind(&last) {
        return None;
    }
    // "McGURK" has small letters, too.
    let small = by.chars().filter(|c| c.is_lowercase()).count();
    let capitals = by.chars().filter(|c| c.is_uppercase()).count();
    let caps = capitals > 0 && small * 4 <= capitals;
    let names = by.split_whitespace().count() <= LABEL_WORDS_MAX
        && by
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
    let at = |from: usize, to: usize| Span {
        start: paragraph.start + from,
        end: paragraph.start + to,
    };
    (caps || names).then(|| Label {
        by: at(0, colon),
        words: at(colon + 1, words.len()),
        caps,
    })
}

/// The words of a post and its signature: "We will go. — Ann Lee (@annlee) March 3, 2030". The words are
/// none when the signature stands alone.
fn post(text: &str, paragraph: Span) -> Option<(Option<Span>, Span)> {
    let words = paragraph.of(text);
    let handle = words.find("(@")?;
    let before = words.get(..handle)?;
    let (dash, sign) = before
        .char_indices()
        .rev()
        .find(|&(_, letter)| matches!(letter, '—' | '–'))?;
    let name = dash + sign.len_utf8();
    let is_near = handle - name <= SIGNATURE_BYTES_MAX;
    let at = |from: usize, to: usize| Span {
        start: paragraph.start + from,
        end: paragraph.start + to,
    };
    let by = trimmed(text, at(name, handle)).filter(|_| is_near)?;
    Some((trimmed(text, at(0, dash)), by))
}

/// Whether a paragraph ends with a colon and the next has no marks of its own to speak for it.
fn announces(text: &str, before: Span, paragraph: Span) -> bool {
    before.of(text).ends_with(':') && !paragraph.of(text).starts_with(is_mark)
}

/// The report that a turn's label, signature or announcement makes.
pub fn report(read: &Read, reports: &mut Reports, turn: &Turn) -> Option<usize> {
    if turn.form == Form::Block {
        let tree = read.tree_after(turn.by.end.saturating_sub(1));
        let told = reports
            .reports
            .iter()
            .rposition(|report| report.at.tree == tree && report.source.is_some());
        return told;
    }
    let head = read.words_in(turn.by).last()?;
    let source = Source {
        span: turn.by,
        head: read.node(head)?.span,
        kind: SourceKind::Named,
        earlier: None,
    };
    reports.sources.push(source);
    let source = Some(reports.sources.len() - 1);
    Some(reports.note(Report {
        cue: None,
        source,
        at: head,
    }))
}
