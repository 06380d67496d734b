//! Text → words and punctuation marks.

use crate::text::Span;

/// A word, a number or one mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The tokens of `text` in order. A hyphen, a full stop or a comma between two letters or digits
/// stays inside its word ("cease-fire", "U.S.", "1,500"); a genitive ('s) is a token of its own.
/// Cost: linear in the text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        if is_apostrophe(letter) {
            end = genitive(text, end).unwrap_or(end);
        } else if letter.is_alphanumeric() {
            end = word_end(text, start);
        }
        while letters.peek().is_some_and(|&(at, _)| at < end) {
            letters.next();
        }
        tokens.push(Token {
            span: Span { start, end },
        });
    }
    tokens
}

/// One past the word that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let mut letters = rest.char_indices().peekable();
    let mut dots = 0;
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            continue;
        }
        let follows = letters
            .peek()
            .is_some_and(|&(_, next)| next.is_alphanumeric());
        let joins = matches!(letter, '-' | '.' | ',' | '\u{2011}') && follows;
        if letter == '.' && joins {
            dots += 1;
        }
        if joins && (letter != ',' || is_between_digits(rest, at)) {
            continue;
        }
        // The last full stop of "U.S." belongs to it.
        return start + at + usize::from(letter == '.' && dots > 0 && is_initials(rest, at));
    }
    text.len()
}

fn is_between_digits(rest: &str, at: usize) -> bool {
    let bytes = rest.as_bytes();
    let digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}

/// Whether `rest` up to `end` is single letters with full stops between.
fn is_initials(rest: &str, end: usize) -> bool {
    rest.get(..end).is_some_and(|word| {
        word.split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
    })
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// One past the "s" of a genitive whose apostrophe ends at `at`.
fn genitive(text: &str, at: usize) -> Option<usize> {
    let mut rest = text.get(at..)?.chars();
    let is_s = matches!(rest.next(), Some('s' | 'S'));
    (is_s && !rest.next().is_some_and(char::is_alphanumeric)).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text)
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn keeps_words_whole_and_marks_apart() {
        check(
            "Peru’s cease-fire, they said.",
            &["Peru", "’s", "cease-fire", ",", "they", "said", "."],
        );
        check(
            "The U.S. gave $1,500.",
            &["The", "U.S.", "gave", "$", "1,500", "."],
        );
        check("“Now,we go”", &["“", "Now", ",", "we", "go", "”"]);
        check("the states' aid", &["the", "states", "'", "aid"]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_white_space(text in "\\PC{0,120}|[a-zé.,'’ -]{0,120}") {
            let mut last = 0;
            for Token { span } in tokens(&text) {
                prop_assert!(span.start >= last && span.end > span.start);
                prop_assert!(text[last..span.start].trim().is_empty());
                last = span.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
