//! Where a report was filed, before its first words: "LIMA, June 3 (Andina) - Peru will ...".
//!
//! The treebanks hardly know it, and a parser that learnt from them takes the city for the subject. So it is
//! told from the sentence by its own marks, before anything is parsed.

use super::span::Span;
use super::token::Token;

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
        // "Lima, June 3 (Andina) Peru will".
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
            // "(Andina)", not "(left)".
            _ if self.is_open => return begins(form),
            "," => self.comma |= !self.month,
            "/" | "." => {}
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
