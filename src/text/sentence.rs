//! Text → sentences.

use crate::text::Span;

/// The language whose abbreviations and full stops are known.
const LANGUAGE: &str = "en";

/// The sentences of `text` in order, as byte offsets, trimmed of white space; empty ones are left
/// out. A blank line always ends a sentence. Cost: linear in the text.
pub fn sentences(text: &str) -> Vec<Span> {
    sentencex::get_sentence_boundaries(LANGUAGE, text)
        .iter()
        .filter_map(|found| trimmed(text, found.start_byte, found.end_byte))
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let words = text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits_at_full_stops_and_blank_lines_but_not_at_abbreviations() {
        check(
            "Peru signed. Chile did not.",
            &["Peru signed.", "Chile did not."],
        );
        check("  A headline\n\nIts body. ", &["A headline", "Its body."]);
        check(
            "The U.S. envoy met Dr. Ode there.",
            &["The U.S. envoy met Dr. Ode there."],
        );
        check(" \n ", &[]);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_inside_the_text(text in "\\PC{0,200}|[a-z .!?\"\n“”é]{0,300}") {
            let mut last = 0;
            for span in sentences(&text) {
                prop_assert!(span.start >= last && span.start < span.end);
                prop_assert!(text.get(span.start..span.end).is_some());
                last = span.end;
            }
        }
    }
}
