//! Text → words and punctuation marks.

use crate::text::Span;

/// What may follow an apostrophe as a token of its own.
const CLITICS: [&str; 6] = ["s", "ll", "re", "ve", "d", "m"];

/// A word, a number or one mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes.
    pub span: Span,
}

/// The tokens of `text` in order. A hyphen, a full stop or a comma between two letters or digits
/// stays inside its word ("cease-fire", "U.S.", "1,500"); clitics are tokens of their own, as in the
/// English treebanks ("Peru" "'s", "we" "'ll", "wo" "n't").
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
            end = clitic(text, end).unwrap_or(end);
        } else if let Some(negated) = negation(text, start) {
            end = negated;
        } else if letter.is_alphanumeric() {
            let word = word_end(text, start);
            end = before_negation(text, start, word).unwrap_or(word);
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

/// One past the letters of a clitic whose apostrophe ends at `at`.
fn clitic(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    CLITICS
        .iter()
        .find_map(|clitic| is_next_word(rest, clitic).then_some(at + clitic.len()))
}

/// One past "n't" when it begins at `start`, which a word before it has left over.
fn negation(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back()?;
    let rest = text.get(start..)?.strip_prefix(['n', 'N'])?;
    let rest = before
        .is_alphabetic()
        .then(|| rest.strip_prefix(is_apostrophe))??;
    is_next_word(rest, "t").then_some(text.len() - rest.len() + 1)
}

/// Where the word from `start` to `end` ends when "n't" is parted from it.
fn before_negation(text: &str, start: usize, end: usize) -> Option<usize> {
    let at = end.checked_sub(1).filter(|&at| at > start)?;
    negation(text, at).map(|_| at)
}

/// Whether `rest` begins with `word` in any case, and no letter follows.
fn is_next_word(rest: &str, word: &str) -> bool {
    let fits = rest
        .get(..word.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(word));
    fits && !rest
        .get(word.len()..)
        .is_some_and(|after| after.starts_with(char::is_alphanumeric))
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
        check(
            "We’ll see, it won't, I’d",
            &["We", "’ll", "see", ",", "it", "wo", "n't", ",", "I", "’d"],
        );
        check(
            "in't n't don'ts",
            &["i", "n't", "n", "'", "t", "don", "'", "ts"],
        );
        check("", &[]);
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_white_space(text in "\\PC{0,120}|[a-zé.,'’ -]{0,120}") {
            let mut last = 0;
            for Token { span } in tokens(&text) {
                prop_assert!(span.start >= last && span.end > span.start);
                prop_assert!(text.get(last..span.start).unwrap().trim().is_empty());
                last = span.end;
            }
            prop_assert!(text.get(last..).unwrap().trim().is_empty());
        }
    }
}
