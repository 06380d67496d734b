//! Who is named together with whom, by the words between them.

use crate::news::section::Sentence;

/// Tokens between two people who are named together, at most ("and", ",").
const LINK_TOKENS: usize = 2;
/// The same where each has words of its own behind the name ("of Peru and").
const LISTED_TOKENS: usize = 5;

/// Whether two stand side by side, the first ending before token `end` and the second, with title and
/// office, beginning at `start`: "President A and Foreign Minister B".
pub fn are_together(sentence: &Sentence, end: usize, start: usize) -> bool {
    let links = |at: usize| {
        matches!(
            sentence.word(at),
            "," | ";" | "and" | "&" | "the" | "or" | "-" | "–" | "(" | ")"
        )
    };
    start <= end + LINK_TOKENS && (end..start).all(links)
}

/// Whether the second goes on with a list that the first is in: "Presidents A of Peru and B of Chile".
pub fn are_listed(sentence: &Sentence, end: usize, start: usize) -> bool {
    let joint = sentence.word_before(start);
    start <= end + LISTED_TOKENS && matches!(joint, "and" | "," | "&")
}

/// Whether the words before token `at` say that who follows comes with who was named before.
pub fn joins(sentence: &Sentence, at: usize) -> bool {
    let Some(link) = at.checked_sub(1) else {
        return false;
    };
    let before = sentence.word_before(link);
    match sentence.word(link) {
        "by" => matches!(before, "joined" | "accompanied"),
        "with" => matches!(before, "along" | "together"),
        "alongside" => true,
        _ => false,
    }
}
