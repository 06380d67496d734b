//! Sentences of news prose as it comes over a wire: hard-broken lines, lists, headings, datelines.
//!
//! Blank lines and list marks part blocks first; inside a block `sentencex` finds the ends, and what
//! it parts wrongly for news (titles, initials, datelines, quotations that go on) is joined again.

use super::abbreviation::{Abbreviation, is_abbreviation};
use super::dateline;
use super::span::Span;
use super::token::is_gap;

/// A block longer than this is cut at a gap: the splitter takes time quadratic in opening quotation
/// marks, and text without blank lines must not be handed on as one piece. No paragraph of prose is
/// longer.
const BLOCK_BYTES_MAX: usize = 8 * 1024;

/// The sentences of `text` in order, without the white space around them. Cost: linear in `text`.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for block in blocks(text) {
        let first = found.len();
        for boundary in sentencex::get_sentence_boundaries("en", block.of(text)) {
            let start = block.start + boundary.start_byte;
            let Some(span) = trimmed(
                text,
                Span {
                    start,
                    end: block.start + boundary.end_byte,
                },
            ) else {
                continue;
            };
            let is_second = found.len() == first + 1;
            match found.get_mut(first..).and_then(|inside| inside.last_mut()) {
                Some(last)
                    if goes_on(last.of(text), span.of(text))
                        || (is_second && dateline::goes_on(last.of(text), span.of(text))) =>
                {
                    last.end = span.end;
                }
                _ => found.push(span),
            }
        }
    }
    found
}

/// The span without gaps at its ends; `None` when nothing visible is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inside = span.of(text).trim_end_matches(is_gap);
    let visible = inside.trim_start_matches(is_gap);
    let start = span.start + inside.len() - visible.len();
    (!visible.is_empty()).then_some(Span {
        start,
        end: span.start + inside.len(),
    })
}

/// Paragraphs, list items and headings; overlong ones in pieces.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_matches(is_gap);
        if content.is_empty() || opens_block(content) {
            push_pieces(text, Span { start, end }, &mut blocks);
            start = end;
        }
        end += line.len();
        if content.starts_with('#') {
            push_pieces(text, Span { start, end }, &mut blocks);
            start = end;
        }
    }
    push_pieces(text, Span { start, end }, &mut blocks);
    blocks
}

/// Whether a line begins with the mark of a list or of a heading.
fn opens_block(line: &str) -> bool {
    let mark = line.split(is_gap).next().unwrap_or("");
    match mark {
        "-" | "*" | "•" | "·" | "–" | "—" | "+" | "o" | ">" => mark.len() < line.len(),
        _ if mark.starts_with('#') => true,
        _ => {
            let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
            mark.len() > number.len()
                && mark.len() < line.len()
                && mark.ends_with(['.', ')'])
                && number.len() <= 2
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        }
    }
}

fn push_pieces(text: &str, mut block: Span, blocks: &mut Vec<Span>) {
    while block.end - block.start > BLOCK_BYTES_MAX {
        let limit = text.floor_char_boundary(block.start + BLOCK_BYTES_MAX);
        let piece = Span {
            start: block.start,
            end: limit,
        };
        // Best after a full stop, else between two words, else anywhere.
        let words = piece.of(text);
        let stop = words.rmatch_indices(is_gap).find(|(gap, _)| {
            words
                .get(..*gap)
                .is_some_and(|before| before.ends_with(['.', '!', '?']))
        });
        let gap = stop
            .map(|(gap, _)| gap)
            .or_else(|| words.rfind(is_gap))
            .filter(|&gap| gap > 0);
        let end = gap.map_or(limit, |gap| block.start + gap);
        blocks.push(Span {
            start: block.start,
            end,
        });
        block.start = end;
    }
    if block.start < block.end {
        blocks.push(block);
    }
}

/// How much of the end of a sentence tells whether it goes on: two long words.
const END_BYTES: usize = 64;

/// Whether `next` belongs to the sentence that `last` seemed to end.
fn goes_on(last: &str, next: &str) -> bool {
    let first = next
        .trim_start_matches(['"', '“', '\'', '‘', '('])
        .chars()
        .next();
    // The end is enough, and keeps a run of thousands of ends from being read again for each.
    let end = last
        .get(last.floor_char_boundary(last.len().saturating_sub(END_BYTES))..)
        .unwrap_or(last);
    let word = end
        .rsplit(is_gap)
        .next()
        .unwrap_or("")
        .trim_start_matches(['(', '"', '“']);
    let Some(stem) = word.strip_suffix('.') else {
        // A question or exclamation inside a quotation that its speaker's verb follows.
        return last.ends_with(['"', '”', '\'', '’']) && first.is_some_and(char::is_lowercase);
    };
    // "1." by itself is the mark of a list.
    if !stem.is_empty()
        && stem.len() + 1 == last.len()
        && stem.bytes().all(|byte| byte.is_ascii_digit())
    {
        return true;
    }
    // "J." or "J.D." after a name or a title or at the start is an initial; "plan B." ends a sentence.
    let mut before = end.rsplit(is_gap).skip(1).filter(|word| !word.is_empty());
    let named = before
        .next()
        .is_none_or(|word| word.starts_with(char::is_uppercase));
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_uppercase);
    let letters = stem.split('.').all(is_letter);
    let initial = letters && named && stem != "I";
    match is_abbreviation(stem) {
        Some(Abbreviation::Title) => true,
        Some(Abbreviation::Counter) => first.is_some_and(|first| first.is_ascii_digit()),
        Some(Abbreviation::Other) => {
            first.is_some_and(|first| first.is_lowercase() || is_dash(first))
        }
        None => initial || first.is_some_and(is_dash),
    }
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn abbreviations_and_initials() {
        check(
            "The U.S. Secretary met Gen. Smith. Mr. J. R. Roe of Acme Inc. was there. He left.",
            &[
                "The U.S. Secretary met Gen. Smith.",
                "Mr. J. R. Roe of Acme Inc. was there.",
                "He left.",
            ],
        );
        check(
            "Resolution No. 10 passed. It binds all.",
            &["Resolution No. 10 passed.", "It binds all."],
        );
        check(
            "Talks resume on Sept. 5. Both agreed.",
            &["Talks resume on Sept. 5.", "Both agreed."],
        );
        check(
            "Senator J.D. Roe came from the U.A.E. He left.",
            &["Senator J.D. Roe came from the U.A.E.", "He left."],
        );
        check(
            "He flew to the U.S. on Friday.",
            &["He flew to the U.S. on Friday."],
        );
        check(
            "They met at 9 a.m. in Oslo. Then lunch.",
            &["They met at 9 a.m. in Oslo.", "Then lunch."],
        );
    }

    #[test]
    fn quotations() {
        check(
            "\"We will sign,\" she said. \"Soon.\" He nodded.",
            &["\"We will sign,\" she said.", "\"Soon.\"", "He nodded."],
        );
        check(
            "“Will you sign?” asked the envoy.",
            &["“Will you sign?” asked the envoy."],
        );
        check(
            "“We signed.” The envoy left.",
            &["“We signed.”", "The envoy left."],
        );
    }

    #[test]
    fn datelines_and_slugs() {
        check(
            "GENEVA (Agency) - Talks opened. All came.",
            &["GENEVA (Agency) - Talks opened.", "All came."],
        );
        check(
            "GENEVA, June 3. /Agency/. Talks opened. All came.",
            &["GENEVA, June 3. /Agency/. Talks opened.", "All came."],
        );
        check(
            "GENEVA. June 3. AGENCY - Talks opened. All came.",
            &["GENEVA. June 3. AGENCY - Talks opened.", "All came."],
        );
        check(
            "WASHINGTON, D.C. – The envoy spoke.",
            &["WASHINGTON, D.C. – The envoy spoke."],
        );
        check(
            "TALKS-SUMMIT/OPEN (URGENT)\n\nThe envoys met.",
            &["TALKS-SUMMIT/OPEN (URGENT)", "The envoys met."],
        );
    }

    #[test]
    fn lists_and_broken_lines() {
        check(
            "The two sides agreed:\n- to open\nthe border\n- to meet again\n\nThey parted.",
            &[
                "The two sides agreed:",
                "- to open\nthe border",
                "- to meet again",
                "They parted.",
            ],
        );
        check(
            "1. Open the border.\n2) Meet.",
            &["1. Open the border.", "2) Meet."],
        );
        check(
            "The envoys met in\nVienna. They\nagreed.",
            &["The envoys met in\nVienna.", "They\nagreed."],
        );
        check("## Outcome\nThey agreed.", &["## Outcome", "They agreed."]);
    }

    #[test]
    fn odd_input() {
        check("", &[]);
        check(" \n\u{feff}\t", &[]);
        check("?!", &["?!"]);
        let long = "word ".repeat(200_000);
        assert!(
            sentences(&long)
                .iter()
                .all(|span| span.end - span.start <= BLOCK_BYTES_MAX)
        );
    }

    proptest! {
        #[test]
        fn sentences_hold_all_that_is_visible(text in any::<String>()) {
            let mut position = 0;
            for span in sentences(&text) {
                assert!(span.start >= position && span.end > span.start);
                assert!(Span { start: position, end: span.start }.of(&text).chars().all(is_gap));
                position = span.end;
            }
            assert!(Span { start: position, end: text.len() }.of(&text).chars().all(is_gap));
        }
    }
}
