//! Text → sentences.

use crate::text::Span;

/// The language whose abbreviations and full stops are known.
const LANGUAGE: &str = "en";

/// Bytes that are split at once: the splitter takes time quadratic in opening quotation marks, and no
/// paragraph of news is longer.
const PIECE_BYTES_MAX: usize = 8 * 1024;

/// The sentences of `text` in order, as byte offsets, trimmed of white space; empty ones are left
/// out. A blank line always ends a sentence, and so does the last space within 8 kB without one.
/// Cost: linear in the text.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(piece) = text.get(start..).filter(|rest| !rest.is_empty()).map(piece) {
        let boundaries = sentencex::get_sentence_boundaries(LANGUAGE, piece);
        let spans = boundaries
            .iter()
            .filter_map(|one| trimmed(text, start + one.start_byte, start + one.end_byte));
        found.extend(spans);
        start += piece.len();
    }
    found
}

/// The longest start of `rest` within the limit that ends with a paragraph, or else with a word.
fn piece(rest: &str) -> &str {
    if rest.len() <= PIECE_BYTES_MAX {
        return rest;
    }
    let limit = rest.floor_char_boundary(PIECE_BYTES_MAX);
    let most = rest.get(..limit).unwrap_or(rest);
    let paragraph = most.rfind("\n\n").map(|at| at + 2);
    let end = paragraph
        .or_else(|| most.rfind(char::is_whitespace))
        .filter(|&end| end > 0);
    most.get(..end.unwrap_or(limit)).unwrap_or(most)
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

    #[test]
    fn a_long_text_is_split_in_linear_time_and_at_its_paragraphs() {
        let paragraph = "“We will send aid. ".repeat(300) + "\n\n";
        let text = paragraph.repeat(200);
        let start = std::time::Instant::now();
        assert!(sentences(&text).len() >= 200);
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
        let (first, second) = ("a".repeat(PIECE_BYTES_MAX - 10), "b".repeat(20));
        let text = format!("{first}\n\n{second}");
        check(&text, &[&first, &second]);
        let half = "é".repeat(PIECE_BYTES_MAX / 2);
        check(&half.repeat(2), &[&half, &half]);
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
