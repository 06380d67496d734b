//! Words that open a condition.

use crate::news::Sentence;
use crate::text::{Node, Relation, Upos};

/// Where a condition may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its first token.
    pub first: usize,
    /// One past the words that open it.
    pub inner: usize,
    /// Whether only an event makes it one ("until elections are held", not "until May").
    pub needs_event: bool,
    /// Whether it is one only of what is refused ("no talks before …").
    pub needs_refusal: bool,
    /// Whether it restricts what another sentence told.
    pub restricts: bool,
}

impl Opening {
    /// A plain one.
    pub const fn at(first: usize, inner: usize) -> Self {
        Self {
            first,
            inner,
            needs_event: false,
            needs_refusal: false,
            restricts: false,
        }
    }
}

/// What a phrase needs to open a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// Nothing more.
    Nothing,
    /// A clause that it introduces.
    Clause,
    /// An event, not a date.
    Event,
    /// An event, and an act that is refused.
    Refusal,
    /// Nothing more; it also restricts what the sentence before told.
    Restricts,
}

/// Phrases, the longer before the shorter that they begin with.
const PHRASES: &[(&[&str], Needs)] = &[
    (&["only", "if"], Needs::Restricts),
    (&["only", "once"], Needs::Restricts),
    (&["only", "after"], Needs::Restricts),
    (&["only", "when"], Needs::Restricts),
    (&["only", "on", "condition"], Needs::Restricts),
    (&["only", "in", "exchange", "for"], Needs::Restricts),
    (&["only", "in", "return", "for"], Needs::Restricts),
    (&["only", "under"], Needs::Nothing),
    (&["if", "and", "when"], Needs::Nothing),
    (&["if"], Needs::Clause),
    (&["unless", "and", "until"], Needs::Restricts),
    (&["unless"], Needs::Restricts),
    (&["except", "if"], Needs::Nothing),
    (&["provided", "that"], Needs::Restricts),
    (&["provided"], Needs::Clause),
    (&["providing", "that"], Needs::Nothing),
    (&["providing"], Needs::Clause),
    (&["assuming", "that"], Needs::Nothing),
    (&["assuming"], Needs::Clause),
    (&["as", "long", "as"], Needs::Clause),
    (&["so", "long", "as"], Needs::Clause),
    (&["once"], Needs::Clause),
    (&["not", "until"], Needs::Event),
    (&["until"], Needs::Event),
    (&["till"], Needs::Event),
    (&["before"], Needs::Refusal),
    (&["without"], Needs::Refusal),
    (&["on", "condition", "that"], Needs::Restricts),
    (&["on", "the", "condition", "that"], Needs::Restricts),
    (&["on", "condition", "of"], Needs::Nothing),
    (&["on", "the", "condition", "of"], Needs::Nothing),
    (&["on", "the", "premise", "that"], Needs::Nothing),
    (&["on", "the", "understanding", "that"], Needs::Nothing),
    (&["on", "the", "assumption", "that"], Needs::Nothing),
    (&["with", "the", "proviso", "that"], Needs::Nothing),
    (&["in", "exchange", "for"], Needs::Nothing),
    (&["in", "return", "for"], Needs::Nothing),
    (&["subject", "to"], Needs::Nothing),
    (&["conditional", "on"], Needs::Nothing),
    (&["conditional", "upon"], Needs::Nothing),
    (&["conditioned", "on"], Needs::Nothing),
    (&["contingent", "on"], Needs::Nothing),
    (&["contingent", "upon"], Needs::Nothing),
    (&["dependent", "on"], Needs::Nothing),
    (&["dependent", "upon"], Needs::Nothing),
    (&["depending", "on"], Needs::Nothing),
    (&["depending", "upon"], Needs::Nothing),
    (&["pending"], Needs::Clause),
    (&["absent"], Needs::Clause),
    (&["in", "the", "absence", "of"], Needs::Nothing),
    (&["as", "a", "condition", "for"], Needs::Nothing),
    (&["as", "a", "condition", "of"], Needs::Nothing),
    (&["as", "a", "precondition", "for"], Needs::Nothing),
    (&["in", "case", "of"], Needs::Nothing),
    (&["in", "the", "case", "of"], Needs::Nothing),
    (&["in", "case"], Needs::Clause),
    (&["in", "the", "event", "of"], Needs::Nothing),
    (&["in", "the", "event", "that"], Needs::Nothing),
    (&["in", "the", "event"], Needs::Clause),
    (&["to", "the", "extent", "that"], Needs::Nothing),
];

/// Words behind "if" that make a mere aside of it.
const ASIDES: &[&str] = &[
    "any", "anything", "at", "ever", "not", "only", "possible", "so",
];

/// Words behind "until" and "once" that name no event.
const NO_EVENTS: &[&str] = &[
    "again", "every", "further", "more", "now", "recently", "then", "this",
];

/// Nouns behind "without" that name no term.
const NO_TERMS: &[&str] = &[
    "any",
    "delay",
    "doubt",
    "exception",
    "fail",
    "further",
    "hesitation",
    "precondition",
    "preconditions",
    "question",
];

/// Nouns of "under the right conditions", and words that make them particular.
const STATES: &[&str] = &["circumstance", "condition", "scenario"];
const PARTICULAR: &[&str] = &[
    "a",
    "appropriate",
    "certain",
    "no",
    "proper",
    "right",
    "some",
    "such",
    "what",
    "which",
];

/// The condition that may open at token `at`.
pub fn opening_at(sentence: &Sentence, at: usize) -> Option<Opening> {
    phrase(sentence, at)
        .or_else(|| state(sentence, at))
        .or_else(|| inversion(sentence, at))
}

/// Whether a phrase begins with this word; most words are none of these, and every word is asked.
fn begins_phrase(word: &str) -> bool {
    matches!(
        word,
        "only"
            | "if"
            | "unless"
            | "except"
            | "provided"
            | "providing"
            | "assuming"
            | "as"
            | "so"
            | "once"
            | "not"
            | "until"
            | "till"
            | "before"
            | "without"
            | "on"
            | "with"
            | "in"
            | "subject"
            | "conditional"
            | "conditioned"
            | "contingent"
            | "dependent"
            | "depending"
            | "pending"
            | "absent"
            | "to"
    )
}

fn phrase(sentence: &Sentence, at: usize) -> Option<Opening> {
    begins_phrase(sentence.word(at)).then_some(())?;
    let &(words, needs) = PHRASES
        .iter()
        .find(|(words, _)| sentence.has_words(at, words))?;
    let inner = at + words.len();
    let before = sentence.word_before(at);
    let after = sentence.word(inner);
    // "As if", "even if" and "what if" name no condition, "at once" and "once again" no event.
    let is_other = match words {
        ["if"] => matches!(before, "as" | "even" | "what") || ASIDES.contains(&after),
        ["once"] => matches!(before, "at" | "for" | "than") || NO_EVENTS.contains(&after),
        ["until" | "till"] | ["not", "until"] => NO_EVENTS.contains(&after),
        ["without"] => after.ends_with("ing") || NO_TERMS.contains(&after),
        _ => false,
    };
    let asks = needs == Needs::Clause || words == ["before"];
    let is_clause = !asks || introduces(sentence, at, inner);
    (!is_other && is_clause && inner < sentence.words.len()).then_some(Opening {
        first: at,
        inner,
        needs_event: matches!(needs, Needs::Event | Needs::Refusal) || words == ["only", "after"],
        // "Without a truce, Peru will leave".
        needs_refusal: needs == Needs::Refusal && !(words == ["without"] && at == 0),
        restricts: needs == Needs::Restricts || words == ["until"],
    })
}

/// Whether the words from `at` to before `inner` are a subordinator or a preposition here.
fn introduces(sentence: &Sentence, at: usize, inner: usize) -> bool {
    let nodes = sentence.tree.nodes();
    let Some(node) = nodes.get(at) else {
        return false;
    };
    match sentence.word(at) {
        "once" => {
            // "Once Chile signs": a clause of its own hangs on it, not a count.
            let governs = node.head.is_some_and(|head| {
                nodes.get(head).is_some_and(|head| {
                    matches!(
                        head.relation,
                        Relation::Advcl | Relation::Acl | Relation::Dep
                    ) && head.first == at
                })
            });
            node.relation == Relation::Mark || (node.relation == Relation::Advmod && governs)
        }
        // "Before parliament" is a place.
        "before" => node.relation == Relation::Mark,
        "pending" | "absent" => {
            matches!(
                node.relation,
                Relation::Case | Relation::Mark | Relation::Advcl | Relation::Acl
            ) && sentence.tree.nodes().get(inner).is_some_and(is_nominal)
                || (at == 0
                    && nodes
                        .get(inner)
                        .is_some_and(|next| next.tag.upos != Upos::Punct))
        }
        "provided" | "providing" | "assuming" => {
            node.relation == Relation::Mark
                || (node.relation == Relation::Advcl
                    && at.checked_sub(1).is_none_or(|at| sentence.word(at) == ","))
        }
        // "As long as two years" is a measure.
        "as" | "so" => nodes
            .get(inner)
            .is_some_and(|next| next.tag.upos != Upos::Num),
        _ => true,
    }
}

fn is_nominal(node: &Node) -> bool {
    matches!(
        node.tag.upos,
        Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Pron | Upos::Num
    )
}

/// "Under the right conditions", "under certain circumstances"; not "under the conditions of the pact".
fn state(sentence: &Sentence, at: usize) -> Option<Opening> {
    (sentence.word(at) == "under").then_some(())?;
    let noun = sentence.tree.nodes().get(at)?.head?;
    let is_state = sentence
        .lemmas
        .get(noun)
        .is_some_and(|lemma| STATES.contains(&lemma.as_str()));
    let is_particular = (at + 1..noun)
        .any(|word| PARTICULAR.contains(&sentence.word(word)) && sentence.word(word) != "no");
    (is_state && is_particular).then(|| Opening::at(at, at + 1))
}

/// "Should Chile attack", "Were Chile to attack": no subject before it.
fn inversion(sentence: &Sentence, at: usize) -> Option<Opening> {
    let nodes = sentence.tree.nodes();
    let asks = sentence.words.last().is_some_and(|word| word == "?");
    let opens = at == 0 && sentence.word(at) == "were" && !asks;
    let conditional = nodes.get(at)?.head.and_then(|verb| sentence.relation(verb));
    if opens && conditional == Some(Relation::Advcl) {
        return Some(Opening::at(at, at + 1));
    }
    let node = nodes
        .get(at)
        .filter(|node| node.relation == Relation::Aux && sentence.word(at) == "should")?;
    let verb = node.head?;
    let is_question = sentence.words.last().is_some_and(|word| word == "?");
    let first = sentence.tree.children(verb).find(|&child| {
        nodes.get(child).is_some_and(|node| {
            !matches!(
                node.relation,
                Relation::Punct | Relation::Cc | Relation::Mark
            )
        })
    });
    (first == Some(at) && verb > at + 1 && !is_question).then(|| Opening::at(at, verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_asked_for_by_its_first_word() {
        let unknown = PHRASES.iter().filter(|(words, _)| !begins_phrase(words[0]));
        assert_eq!(unknown.count(), 0);
    }
}
