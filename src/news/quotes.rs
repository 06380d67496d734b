//! What stands inside quotation marks.

use crate::text::Span;

/// A quotation longer than this has lost its closing mark, and is none.
const QUOTE_BYTES_MAX: usize = 4_000;

/// The stretches between double quotation marks, without the marks, in order and apart. A quotation
/// that runs over paragraphs opens anew in each, as papers print it; one that is never closed ends
/// with its paragraph. Cost: linear in the text.
pub fn quotes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut close = |open: Option<usize>, end: usize| {
        let Some(start) = open.filter(|&start| end.saturating_sub(start) <= QUOTE_BYTES_MAX) else {
            return;
        };
        let words = text.get(start..end).unwrap_or("").trim_end();
        if !words.is_empty() {
            found.push(Span {
                start,
                end: start + words.len(),
            });
        }
    };
    let mut last_newline = None;
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        match letter {
            '“' | '„' | '«' => {
                close(open, at);
                open = Some(after);
            }
            '”' | '»' => {
                close(open.take(), at);
            }
            '"' if open.is_some() => close(open.take(), at),
            '"' => open = Some(after),
            '\n' if last_newline == Some(at) => close(open.take(), at),
            _ => {}
        }
        if letter == '\n' {
            last_newline = Some(after);
        } else if !letter.is_whitespace() {
            last_newline = None;
        }
    }
    close(open, text.len());
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotes(text).iter().map(|quote| quote.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_open_and_close() {
        check(
            "He said \"we will\" and “they won’t” today.",
            &["we will", "they won’t"],
        );
        check("“One.\n\n“Two,” he said.", &["One.", "Two,"]);
        check("An \"open end\n\nA new \"one\"", &["open end", "one"]);
        check("no marks, it's", &[]);
    }

    proptest! {
        #[test]
        fn quotes_are_apart_and_in_order(text in "(“|”|\"|\n|a|é){0,60}") {
            let mut last = 0;
            for quote in quotes(&text) {
                prop_assert!(quote.start >= last && quote.end > quote.start);
                prop_assert!(text.get(quote.start..quote.end).is_some());
                last = quote.end;
            }
        }
    }
}
