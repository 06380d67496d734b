//! Where a report was filed, before its first words: "LIMA, June 3 (Andina) - Peru will ...".
//!
//! The treebanks hardly know it, and a parser that learnt from them takes the city for the subject. So it is
//! told from the sentence by its own marks, before anything is parsed.

use super::span::Span;
use super::token::{Token, is_gap};

/// Tokens of a dateline at most, its dash among them.
const TOKENS_MAX: usize = 18;
/// Letters of a city in capitals at least: "US" is an actor.
const CITY_LETTERS_MIN: usize = 3;

const DASHES: &[&str] = &["-", "--", "---", "–", "—", "_", "//"];

const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How many of a sentence's tokens are its dateline. Cost: a look at the first few.
pub fn dateline(text: &str, tokens: &[Token]) -> usize {
    let forms: Vec<&str> = tokens
        .iter()
        .take(TOKENS_MAX)
        .map(|token| token.span.of(text))
        .collect();
    let Some(first) = forms.first() else {
        return 0;
    };
    let in_capitals = is_in_capitals(first);
    if !in_capitals && !is_name(first) {
        return 0;
    }
    let mut place = Place::default();
    let mut at = 0;
    while let Some(&form) = forms.get(at) {
        let is_apart = tokens
            .get(at)
            .is_some_and(|token| is_apart(text, token.span));
        if at > 0 && DASHES.contains(&form) && (is_apart || form == "—") {
            let next = forms.get(at + 1).is_some_and(|next| begins(next));
            return if next && (in_capitals || place.is_sure()) {
                at + 1
            } else {
                0
            };
        }
        // "Lima, June 3 (Andina) Peru will", "LIMA, June 3. /Andina/. Peru will".
        if place.is_closed && form == "." {
            at += 1;
            continue;
        }
        if place.is_closed {
            return if place.is_sure() && place.day && begins(form) {
                at
            } else {
                0
            };
        }
        if !place.takes(form, in_capitals, at > 0) {
            return 0;
        }
        at += 1;
    }
    0
}

/// Bytes of the same at most, so that most sentences cost nothing.
const BYTES_MAX: usize = 80;
/// Words of what seemed a sentence and is a part of a dateline at most.
const WORDS_MAX: usize = 8;

/// Whether the first words of a text, which seemed a sentence, are a dateline or the beginning of one to which
/// `next` belongs: "LIMA, June 3." before "/Andina/.", "LIMA." before "June 3." before "ANDINA - Peru will".
pub fn goes_on(first: &str, next: &str) -> bool {
    if first.len() > BYTES_MAX {
        return false;
    }
    let bare = |word: &str| word.trim_matches([',', '.', '/', '(', ')']).to_owned();
    let parts = first.split(|letter| is_gap(letter) || letter == '/');
    let parts = parts.filter(|part| part.contains(char::is_alphanumeric));
    let all: Vec<String> = parts.take(WORDS_MAX + 1).map(bare).collect();
    let month = all.iter().any(|word| is_month(word));
    let dated = month && all.iter().any(|word| is_number(word));
    let fits = |word: &String| is_name(word) || is_number(word);
    let in_capitals = all.first().is_some_and(|word| is_in_capitals(word));
    if all.len() > WORDS_MAX || !all.iter().all(fits) || !(in_capitals || dated) {
        return false;
    }
    let mut words = next.split_whitespace();
    let (start, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let sender = || is_in_capitals(start) && DASHES.contains(&second);
    let date = || in_capitals && is_month(start) && is_number(&bare(second));
    match dated {
        true => first.ends_with("/.") || start.starts_with('/') || sender(),
        false => first.ends_with('.') && date(),
    }
}

/// What was read of a dateline.
#[derive(Default)]
struct Place {
    comma: bool,
    month: bool,
    day: bool,
    is_open: bool,
    is_closed: bool,
}

impl Place {
    /// Whether more than a name was read: a date or who sent it.
    fn is_sure(&self) -> bool {
        self.is_closed || (self.comma && self.month && self.day)
    }

    /// Whether a word can stand in a dateline after what was read.
    fn takes(&mut self, form: &str, in_capitals: bool, goes_on: bool) -> bool {
        match form {
            "(" if goes_on && !self.is_open => self.is_open = true,
            ")" if self.is_open => {
                self.is_open = false;
                self.is_closed = true;
            }
            "/" if self.is_open => {
                self.is_open = false;
                self.is_closed = true;
            }
            "/" if goes_on => self.is_open = true,
            // "(Andina)", not "(left)".
            _ if self.is_open => return begins(form),
            "," => self.comma |= !self.month,
            "." => {}
            _ if is_month(form) => self.month = true,
            _ if is_number(form) => self.day = true,
            // "Ukraine", "N.Y.": behind the comma or as the rest of a name.
            _ => {
                return is_in_capitals(form)
                    || (is_name(form) && (in_capitals || !goes_on || !self.month));
            }
        }
        true
    }
}

/// Whether blanks part a token from its neighbours.
fn is_apart(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
}

fn is_in_capitals(form: &str) -> bool {
    let letters = form.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= CITY_LETTERS_MIN && letters.clone().all(char::is_uppercase)
}

fn is_name(form: &str) -> bool {
    form.starts_with(char::is_uppercase)
}

fn is_month(form: &str) -> bool {
    let lower = form.trim_end_matches('.').to_lowercase();
    is_name(form) && MONTHS.contains(&lower.as_str())
}

fn is_number(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|digit| digit.is_ascii_digit())
}

/// Whether a sentence can begin with this word.
fn begins(form: &str) -> bool {
    !form.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "tests fail by panicking")]

    use super::super::token::tokens;
    use super::*;

    /// `text` has a bar behind its dateline; none without one.
    fn check(expected: &str) {
        let (line, rest) = expected.split_once('|').unwrap_or(("", expected));
        let text = format!("{line}{rest}");
        let found = tokens(&text);
        let count = dateline(&text, &found);
        let end = count.checked_sub(1).map_or(0, |last| found[last].span.end);
        assert_eq!(&text[..end], line, "{text}");
    }

    #[test]
    fn a_dateline_ends_with_its_dash() {
        check("LIMA -| Peru will pay.");
        check("LIMA —| Peru will pay.");
        check("LIMA (Andina) -| “Peru will pay,” he said.");
        check("LIMA, June 3 (Andina) --| Peru will pay.");
        check("LIMA, Peru, Jan. 3 /Andina/ -| Ten men left.");
        check("PUERTO MALDONADO, Peru _| Peru will pay.");
        check("SANTIAGO DE CHILE (Reuters) -| Peru will pay.");
        check("Lima, 3 June (Andina) –| Peru will pay.");
        check("Lima, June 3 (Andina)| Peru will pay.");
        check("Lima (Andina) -| Peru will pay.");
        check("LIMA, June 3. /Andina/.| Peru will pay.");
        check("Lima, 3 June /Andina/.| Peru will pay.");
        check("LIMA. June 3. ANDINA -| Peru will pay.");
    }

    #[test]
    fn a_dateline_may_seem_several_sentences() {
        for (first, next) in [
            ("LIMA, June 3.", "/Andina/."),
            ("LIMA, June 3. /Andina/.", "Peru will pay."),
            ("LIMA, June 3./Andina/.", "Peru will pay."),
            ("LIMA.", "June 3."),
            ("LIMA. June 3.", "ANDINA - Peru will pay."),
        ] {
            assert!(goes_on(first, next), "{first} {next}");
        }
        for (first, next) in [
            ("LIMA, June 3.", "Peru will pay."),
            ("PERU PAYS.", "Chile will, too."),
            ("Peru pays on June 3.", "/Andina/."),
            ("LIMA.", "The port is closed."),
            ("LIMA.", "March to the palace begins."),
        ] {
            assert!(!goes_on(first, next), "{first} {next}");
        }
    }

    #[test]
    fn other_dashes_are_none() {
        check("EU - Chile talks resume.");
        check("NATO - as it is called - will pay.");
        check("UN-backed troops will pay.");
        check("NATO-Peru talks will pay.");
        check("Peru - Chile - Bolivia.");
        check("Peru (and Chile) will pay.");
        check("On June 3 - Peru will pay.");
        check("PERU TO PAY CHILE");
        check("Lima, June 3 (Andina) is the source.");
        check("President Tom Ray (left) - Peru will pay.");
    }
}
