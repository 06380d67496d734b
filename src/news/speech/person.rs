//! Whom the first person means inside quotations.

use crate::news::speech::read::{Place, Read};
use crate::news::speech::{Quotation, Speech};

/// Words of the first person, in small letters.
const FIRST_PERSON: &[&str] = &[
    "i",
    "me",
    "mine",
    "my",
    "myself",
    "our",
    "ours",
    "ourselves",
    "us",
    "we",
];
/// Words between a word of speech and the comma behind it at most ("they told us, …").
const TOLD_WORDS_MAX: usize = 2;

/// First byte of every word of the first person that stands in a quotation, with its source, in order.
pub fn first_persons(read: &Read, speech: &Speech) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (tree, sentence) in read.sentences.iter().enumerate() {
        for (word, node) in sentence.tree.nodes().iter().enumerate() {
            let form = node.span.of(read.text);
            let is_first = FIRST_PERSON
                .iter()
                .any(|first| form.eq_ignore_ascii_case(first));
            let quotation = is_first.then(|| speech.quotation_at(node.span.start));
            let Some(quotation) = quotation.flatten() else {
                continue;
            };
            let source = as_said_inside(read, speech, quotation, Place { tree, word })
                .or_else(|| speech.reports.get(quotation.report?)?.source);
            found.extend(source.map(|source| (node.span.start, source)));
        }
    }
    found
}

/// "they told us, we will pay": who speaks by a report that stands in the quotation before a comma or
/// colon, with the first person right behind it. Words alone tell, as parsers tell it wrong.
fn as_said_inside(
    read: &Read,
    speech: &Speech,
    quotation: &Quotation,
    place: Place,
) -> Option<usize> {
    let at = |word: usize| Place { word, ..place };
    let comma = place
        .word
        .checked_sub(1)
        .filter(|&word| matches!(read.form(at(word)), "," | ":"))?;
    let report = (comma.saturating_sub(TOLD_WORDS_MAX)..comma)
        .find_map(|word| speech.report_at(at(word)))?;
    let start = read.node(report.at)?.span.start;
    report.source.filter(|_| quotation.words.start <= start)
}
