//! Words, numbers and signs in the manner of the English Universal Dependencies.
//!
//! Clitics part from their host ("do|n't", "state|'s"), hyphenated words fall into their members
//! ("well|-|known") unless the first is a mere prefix ("co-chair"), a unit parts from its number
//! ("5|km"), while dates, times, abbreviations and addresses stay whole. Spans are exact: what lies
//! between two tokens is white space or something that cannot be seen.

use super::abbreviation::is_abbreviation;
use super::clitic::{is_dollar_prefix, is_prefix, is_unit, split_at};
use super::span::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text that was given.
    pub span: Span,
}

/// The tokens of one sentence, in order. Any text will do. Cost: linear in `text`.
pub fn tokens(text: &str) -> Vec<Token> {
    // English has about one token per five bytes.
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let end = text.trim_end_matches(is_gap).len();
    let mut position = 0;
    while let Some(start) = next_visible(text, position) {
        let chunk_end = rest(text, start)
            .find(is_gap)
            .map_or(text.len(), |length| start + length);
        let mut scanner = Scanner {
            text,
            end: chunk_end,
            closing: chunk_end == end,
            found,
        };
        scanner.chunk(start);
        found = scanner.found;
        position = chunk_end;
    }
    found
}

/// Whether a character parts tokens without being one: white space, controls, invisible marks of
/// direction and width. The joiner inside an emoji is no gap.
pub fn is_gap(character: char) -> bool {
    match character {
        '!'..='~' => false,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => true,
        _ => character.is_whitespace() || character.is_control(),
    }
}

fn next_visible(text: &str, from: usize) -> Option<usize> {
    rest(text, from)
        .find(|character| !is_gap(character))
        .map(|offset| from + offset)
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or("")
}

/// Longest word looked at for clitics, abbreviations and the like, in bytes; longer runs of letters
/// are no words.
const WORD_BYTES_MAX: usize = 64;

struct Scanner<'t> {
    text: &'t str,
    /// End of the run of visible characters at hand.
    end: usize,
    /// True when nothing visible follows in the sentence.
    closing: bool,
    found: Vec<Token>,
}

impl<'t> Scanner<'t> {
    fn chunk(&mut self, start: usize) {
        let mut position = start;
        while position < self.end {
            let end = self.token_end(position);
            self.push(position, end);
            position = end;
        }
    }

    /// Splits what belongs together on the surface only, and keeps the rest.
    fn push(&mut self, start: usize, end: usize) {
        let word = self.slice(start, end);
        let mut from = start;
        if word.len() <= WORD_BYTES_MAX
            && let Some(offset) = split_at(word)
        {
            from = start + offset;
            self.found.push(Token {
                span: Span { start, end: from },
            });
        }
        self.found.push(Token {
            span: Span { start: from, end },
        });
    }

    /// Where the token that begins at `start` ends; always after it.
    fn token_end(&self, start: usize) -> usize {
        let Some(first) = self.char_at(start) else {
            return self.end;
        };
        if let Some(end) = self.address_end(start).or_else(|| self.emoticon_end(start)) {
            return end;
        }
        if first.is_alphanumeric() {
            return self.word_end(start);
        }
        let after = start + first.len_utf8();
        match first {
            '.' | '!' | '?' => self.run_end(after, |next| matches!(next, '.' | '!' | '?')),
            '-' | '=' | '_' | '*' | '<' | '>' | '~' | '\'' | '’' | '`' | '#' | '…' => {
                self.run_end(after, |next| next == first)
            }
            _ if first.is_ascii() => after,
            _ => self.symbol_end(after),
        }
    }

    fn run_end(&self, mut position: usize, belongs: impl Fn(char) -> bool) -> usize {
        while let Some(next) = self.char_at(position).filter(|&next| belongs(next)) {
            position += next.len_utf8();
        }
        position
    }

    /// A sign outside ASCII with what modifies it: accents, skin tones, joined emoji, flags' letters.
    fn symbol_end(&self, mut position: usize) -> usize {
        while let Some(next) = self.char_at(position) {
            match next {
                '\u{200d}' => {
                    position += next.len_utf8();
                    position += self.char_at(position).map_or(0, char::len_utf8);
                }
                _ if is_mark(next) => position += next.len_utf8(),
                _ => break,
            }
        }
        position
    }

    /// The end of an e-mail or web address, without the punctuation that closes the sentence.
    fn address_end(&self, start: usize) -> Option<usize> {
        // Only the beginning tells: an address of thousands of bytes is still found by its head.
        let whole = self.slice(start, self.end);
        let head = whole.get(..whole.floor_char_boundary(WORD_BYTES_MAX))?;
        let scheme =
            head.starts_with("http:") || head.starts_with("https:") || head.starts_with("www.");
        let mail = || {
            head.split_once('@').is_some_and(|(user, host)| {
                let plain = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
                !user.is_empty()
                    && user.chars().all(plain)
                    && host.starts_with(|c: char| c.is_alphanumeric())
            })
        };
        if !(scheme || head.starts_with(|c: char| c.is_ascii_alphanumeric()) && mail()) {
            return None;
        }
        let length = whole
            .find(['<', '>', '"', '“', '”', ')', '(', '[', ']', ',', ';'])
            .unwrap_or(whole.len());
        let address = whole
            .get(..length)?
            .trim_end_matches(['.', ':', '!', '?', '\'', '’', '*']);
        (!address.is_empty()).then_some(start + address.len())
    }

    /// ":-)" and its like, only when nothing else stands with it.
    fn emoticon_end(&self, start: usize) -> Option<usize> {
        let whole = self.slice(start, self.end);
        matches!(
            whole,
            ":)" | ":(" | ";)" | ":D" | ":P" | ":-)" | ":-(" | ";-)" | "=)" | "(:"
        )
        .then_some(self.end)
    }

    /// The end of a word or number with what joins its parts.
    fn word_end(&self, start: usize) -> usize {
        let mut position = start;
        let mut before = ' ';
        while let Some(character) = self.char_at(position) {
            let after = position + character.len_utf8();
            if character.is_alphanumeric() || character == '_' || is_mark(character) {
                if before.is_ascii_digit()
                    && character.is_alphabetic()
                    && self.is_number(start, position)
                {
                    let end = self.run_end(position, char::is_alphabetic);
                    if is_unit(self.slice(position, end)) {
                        return position;
                    }
                }
                position = after;
            } else if character == '$' && is_dollar_prefix(self.slice(start, position)) {
                return after;
            } else if let Some(end) = self.joined(start, position, before, character, after) {
                if self.char_at(end).is_none_or(|next| !next.is_alphanumeric()) {
                    return end;
                }
                position = end;
            } else {
                break;
            }
            before = character;
        }
        position.max(start + 1)
    }

    /// Whether the sign at `position` belongs to the word from `start` on; where it ends then.
    fn joined(
        &self,
        start: usize,
        position: usize,
        before: char,
        sign: char,
        after: usize,
    ) -> Option<usize> {
        let next = self.char_at(after);
        let letter = next.is_some_and(char::is_alphabetic);
        let digits = before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit());
        let joins = match sign {
            '\'' | '’' => letter,
            '.' => return self.joined_by_period(start, position, digits, next, after),
            ',' => digits && self.digits_from(after) == 3,
            ':' | '/' => digits,
            '-' if digits => return self.number_group_end(start),
            '-' => {
                next.is_some_and(char::is_alphanumeric) && is_prefix(self.slice(start, position))
            }
            '&' => {
                before.is_ascii_uppercase() && next.is_some_and(|next| next.is_ascii_uppercase())
            }
            _ => false,
        };
        joins.then_some(after)
    }

    /// A period inside a number, an abbreviation or a host name.
    fn joined_by_period(
        &self,
        start: usize,
        position: usize,
        digits: bool,
        next: Option<char>,
        after: usize,
    ) -> Option<usize> {
        let word = self.slice(start, position);
        if word.len() > WORD_BYTES_MAX {
            return None;
        }
        let dotted = word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        let joins = match next {
            Some(next) if next.is_alphanumeric() => digits || dotted || self.ends_in_host(after),
            // At the end of a sentence the period of a title or of a single letter closes it.
            _ if self.closing && after == self.end => {
                is_abbreviation(word).is_some_and(|kind| kind.may_close())
                    || dotted && word.len() > 1
            }
            _ => {
                dotted && (word.len() > 1 || word.chars().all(char::is_uppercase))
                    || is_abbreviation(word).is_some()
            }
        };
        joins.then_some(after)
    }

    /// "com", "org" and the like after a period, at the end of a run of letters.
    fn ends_in_host(&self, after: usize) -> bool {
        let end = self.run_end(after, |c| c.is_ascii_alphanumeric());
        matches!(
            self.slice(after, end),
            "com" | "org" | "net" | "gov" | "edu" | "int" | "uk" | "ru" | "eu" | "doc" | "pdf"
        )
    }

    /// Telephone numbers and dates with hyphens: three groups, or three digits and four.
    fn number_group_end(&self, start: usize) -> Option<usize> {
        let end = self.run_end(start, |c| c.is_ascii_digit() || c == '-');
        let number = self.slice(start, end).trim_end_matches('-');
        let lengths = number.split('-').map(str::len);
        let whole = lengths.clone().count() >= 3 || lengths.eq([3, 4]);
        (whole && number.len() <= WORD_BYTES_MAX && !number.contains("--"))
            .then_some(start + number.len())
    }

    fn is_number(&self, start: usize, end: usize) -> bool {
        self.slice(start, end)
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    }

    fn digits_from(&self, position: usize) -> usize {
        // Four are enough to tell three from more.
        self.slice(position, self.end)
            .bytes()
            .take(4)
            .take_while(u8::is_ascii_digit)
            .count()
    }

    fn char_at(&self, position: usize) -> Option<char> {
        self.text.get(position..self.end)?.chars().next()
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }
}

/// Accents that combine with the letter before, variation selectors, skin tones.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{64b}'..='\u{65f}'
            | '\u{900}'..='\u{903}'
            | '\u{93a}'..='\u{94f}'
            | '\u{200c}'
            | '\u{20d0}'..='\u{20f0}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<&str> = tokens(text)
            .iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn clitics() {
        check(
            "They don't think it's ours.",
            "They|do|n't|think|it|'s|ours|.",
        );
        check("We’ll cannot", "We|’ll|can|not");
        check(
            "the ministers' talks, O'Brien's",
            "the|ministers|'|talks|,|O'Brien|'s",
        );
        check("I'm gonna", "I|'m|gon|na");
    }

    #[test]
    fn hyphens() {
        check(
            "a well-known co-chair of pro-peace talks",
            "a|well|-|known|co-chair|of|pro-peace|talks",
        );
        check(
            "call 555-0134 on 2024-03-01, 10-15 men",
            "call|555-0134|on|2024-03-01|,|10|-|15|men",
        );
        check("talks -- if any --", "talks|--|if|any|--");
    }

    #[test]
    fn numbers_and_money() {
        check(
            "US$10,500.50, $3bn (5%) 10am 3rd 1990s",
            "US$|10,500.50|,|$|3|bn|(|5|%|)|10|am|3rd|1990s",
        );
        check("at 10:30 on 9/11, 1,2", "at|10:30|on|9/11|,|1|,|2");
    }

    #[test]
    fn abbreviations_and_ends() {
        check(
            "Gen. A. B. Smith of the U.S. met Mr. Roe.",
            "Gen.|A.|B.|Smith|of|the|U.S.|met|Mr.|Roe|.",
        );
        check("They left the U.S.", "They|left|the|U.S.");
        check("It was plan B.", "It|was|plan|B|.");
        check("Really?! Well...", "Really|?!|Well|...");
    }

    #[test]
    fn addresses() {
        check(
            "See https://example.org/a-b?c=1.",
            "See|https://example.org/a-b?c=1|.",
        );
        check(
            "(press.office@example.int),",
            "(|press.office@example.int|)|,",
        );
        check("example.com and/or", "example.com|and|/|or");
    }

    #[test]
    fn signs_beyond_ascii() {
        check("👩‍👩‍👧 met 👍🏽“so”", "👩‍👩‍👧|met|👍🏽|“|so|”");
        check("السلام عليكم.", "السلام|عليكم|.");
        check("a\u{200f}b\u{0}c\u{feff}", "a|b|c");
    }

    fn check_cover(text: &str) {
        let mut position = 0;
        for Token { span } in tokens(text) {
            assert!(
                span.start >= position && span.end > span.start,
                "{span:?} in {text:?}"
            );
            assert!(
                Span {
                    start: position,
                    end: span.start
                }
                .of(text)
                .chars()
                .all(is_gap),
                "{text:?}"
            );
            assert!(!span.of(text).is_empty(), "{text:?}");
            position = span.end;
        }
        assert!(rest(text, position).chars().all(is_gap), "{text:?}");
    }

    proptest! {
        #[test]
        fn tokens_and_gaps_give_the_text_back(text in any::<String>()) {
            check_cover(&text);
        }

        #[test]
        fn so_they_do_near_english(text in "[a-cA-C0-3.,'’\\-/:$%&@ \\u{200d}\\u{301}é👍]{0,40}") {
            check_cover(&text);
        }
    }
}
