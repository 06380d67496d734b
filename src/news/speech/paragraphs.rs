//! Where a text's paragraphs stand.

use crate::text::Span;

/// The paragraphs in order, without the white space between them. They are parted by blank lines; in a
/// text that has none, by lines that end like a sentence. Cost: linear in the text.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let has_blank = has_blank_line(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let parts = if has_blank {
            words.is_empty()
        } else {
            last.is_some_and(ends_sentence)
        };
        if parts {
            found.extend(trimmed(text, Span { start, end: at }));
            start = at;
        }
        last = words.chars().next_back().or(last);
        at += line.len();
    }
    found.extend(trimmed(text, Span { start, end: at }));
    found
}

/// The span without white space at its ends; none when nothing is left.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then_some(Span { start, end })
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    lines.any(|line| line.trim().is_empty())
}

fn ends_sentence(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '"' | '”' | '’' | '\'' | '»' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn blank_lines_part_and_else_lines_that_end_a_sentence() {
        check(
            "One\nline.\n \nTwo.\r\n\r\nThree",
            &["One\nline.", "Two.", "Three"],
        );
        check("One is\nwrapped.\nTwo.", &["One is\nwrapped.", "Two."]);
        check(" \n\n", &[]);
        check("é", &["é"]);
    }
}
