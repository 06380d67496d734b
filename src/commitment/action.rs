//! What is to be done: the lemma of the act and its words.

use crate::commitment::candidate::Candidate;
use crate::text::{Relation, Span};

/// Verbs that only say how an act goes on; the act is the verb below them ("continue to support").
const ASPECTS: &[&str] = &[
    "continue", "begin", "start", "keep", "seek", "try", "help", "go", "have",
];

/// The lemma of the act; below a verb of aspect, that of the verb that it governs.
pub fn lemma<'d>(candidate: &Candidate<'d>) -> &'d str {
    let sentence = candidate.sentence;
    let own = sentence.lemma(candidate.act);
    let governed = sentence.child_in(candidate.act, &[Relation::Xcomp]);
    match governed {
        Some(below) if ASPECTS.contains(&own) => sentence.lemma(below),
        _ => own,
    }
}

/// The words of the act within the evidence, without condition and time at its end.
pub fn words(candidate: &Candidate, evidence: Span, stops: &[Option<Span>]) -> Span {
    let sentence = candidate.sentence;
    let act = sentence.node(candidate.act);
    let own = &[
        Relation::Det,
        Relation::Amod,
        Relation::Compound,
        Relation::NmodPoss,
        Relation::Nummod,
    ];
    let first = sentence
        .children_in(candidate.act, own)
        .filter_map(|child| sentence.node(child))
        .map(|node| node.span.start)
        .chain(act.map(|node| node.span.start))
        .min();
    let start = first.unwrap_or(evidence.start).max(evidence.start);
    let head = act.map_or(start, |node| node.span.end);
    let end = stops
        .iter()
        .flatten()
        .map(|stop| stop.start)
        .filter(|&stop| stop >= head)
        .fold(evidence.end.max(head), usize::min);
    let span = Span { start, end };
    let words = span
        .of(candidate.section.text)
        .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'));
    Span {
        end: start + words.len(),
        ..span
    }
}
