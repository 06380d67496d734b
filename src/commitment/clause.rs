//! Where an undertaking's words end, and which of them make it conditional.

use crate::news::{Section, Sentence};

/// Words that open a condition; those with an event after them only.
const CONDITIONS: &[&[&str]] = &[
    &["if"],
    &["unless"],
    &["provided", "that"],
    &["provided"],
    &["as", "long", "as"],
    &["only", "after"],
    &["only", "if"],
    &["only", "when"],
    &["once"],
    &["on", "condition", "that"],
    &["in", "exchange", "for"],
    &["in", "return", "for"],
];

/// Verbs of saying that close an undertaking when they follow a comma or a name.
pub const SAYING: &[&str] = &[
    "added",
    "announced",
    "declared",
    "reported",
    "said",
    "saying",
    "says",
    "stated",
    "stressed",
    "told",
    "warned",
];

/// Tokens between a comma and a verb of saying at most ("the Peruvian foreign minister, Ann Lee, said").
const ATTRIBUTION_TOKENS_MAX: usize = 8;

/// One past the last token of the clause in which token `at` stands: at the end of the sentence or
/// quotation, or before an aside or an attribution.
pub fn clause_end(section: &Section, sentence: &Sentence, at: usize) -> usize {
    let start = sentence.tokens.get(at).map_or(0, |token| token.span.start);
    let quote_end = section
        .quote_at(start)
        .map_or(usize::MAX, |quote| quote.end);
    let mut end = at;
    while end < sentence.tokens.len() {
        let outside = sentence
            .tokens
            .get(end)
            .is_none_or(|token| token.span.start >= quote_end);
        if outside || closes(sentence, end) {
            break;
        }
        end += 1;
    }
    while end > at && is_mark(sentence.word(end - 1)) {
        end -= 1;
    }
    end
}

fn closes(sentence: &Sentence, at: usize) -> bool {
    match sentence.word(at) {
        ";" | "—" | "–" | "?" | "!" | ":" => true,
        "," => {
            let next = sentence.word(at + 1);
            let conjunction = sentence.word(at + 1) == "and"
                && matches!(sentence.word(at + 2), "that" | "will" | "would");
            matches!(
                next,
                "but"
                    | "while"
                    | "which"
                    | "who"
                    | "although"
                    | "though"
                    | "as"
                    | "according"
                    | "with"
            ) || next.ends_with("ing")
                || conjunction
                || is_attribution(sentence, at + 1)
        }
        "and" | "&" => starts_anew(sentence, at + 1),
        "according" => sentence.word(at + 1) == "to",
        _ => false,
    }
}

/// Whether an actor with a finite verb of its own begins at `at` ("and Mali promised …").
fn starts_anew(sentence: &Sentence, at: usize) -> bool {
    let at = at + usize::from(sentence.word(at) == "the");
    let mention = sentence
        .tokens
        .get(at)
        .and_then(|token| sentence.mention_at(token.span.start));
    mention.is_some_and(|mention| {
        let verb = sentence.word(sentence.token_at(mention.span.end));
        verb.ends_with("ed")
            || matches!(
                verb,
                "will" | "would" | "is" | "are" | "was" | "were" | "has" | "had" | "said"
            )
    })
}

/// Whether the words from `at` on are somebody who says something.
fn is_attribution(sentence: &Sentence, at: usize) -> bool {
    let last = sentence.words.len().min(at + ATTRIBUTION_TOKENS_MAX);
    (at..last)
        .take_while(|&place| !matches!(sentence.word(place), "that" | "to" | "will"))
        .any(|place| SAYING.contains(&sentence.word(place)))
}

/// The condition among the tokens from `from` to before `to`, as its first token and one past its last.
pub fn condition(sentence: &Sentence, from: usize, to: usize) -> Option<(usize, usize)> {
    let start =
        (from..to).find(|&at| CONDITIONS.iter().any(|words| sentence.has_words(at, words)))?;
    let comma = (start..to).find(|&at| sentence.word(at) == ",");
    Some((start, comma.unwrap_or(to)))
}

/// A condition that stands before the committer and a comma ("If Chile agrees, Peru …").
pub fn condition_before(sentence: &Sentence, subject: usize) -> Option<(usize, usize)> {
    let comma = subject
        .checked_sub(1)
        .filter(|&at| sentence.word(at) == ",")?;
    let start = (0..comma)
        .rev()
        .take_while(|&at| sentence.word(at) != ",")
        .last()?;
    CONDITIONS
        .iter()
        .any(|words| sentence.has_words(start, words))
        .then_some((start, comma))
}

fn is_mark(word: &str) -> bool {
    !word.chars().any(char::is_alphanumeric) && !matches!(word, "%" | ")")
}
