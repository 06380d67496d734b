//! Tokens → terms.

use crate::text::{Span, Token};
use crate::time::neighbours::Around;
use crate::time::number::near_year;
use crate::time::term::Term;

/// The terms of one sentence. Words that are joined to one term ("twenty-five") count once; hyphens
/// between words are left out ("third-quarter"), those before numbers and names stay ("5-7").
#[derive(Default)]
pub struct Terms {
    /// In the order of the text.
    pub list: Vec<Term>,
    /// First and last token of each.
    places: Vec<(usize, usize)>,
    has_core: bool,
}

impl Terms {
    /// Reads the tokens of one sentence of `text`, in place of what was read before. Cost: one look
    /// at each token.
    pub fn read(&mut self, text: &str, tokens: &[Token]) {
        self.list.clear();
        self.places.clear();
        self.has_core = false;
        let word_at = |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
        for at in 0..tokens.len() {
            let around = Around {
                before: at.checked_sub(1).map_or("", word_at),
                word: word_at(at),
                after: word_at(at + 1),
            };
            match around
                .word
                .strip_prefix("mid-")
                .or(around.word.strip_prefix("Mid-"))
            {
                Some(rest) => {
                    self.push(Term::Mid, at);
                    self.push(
                        Around {
                            word: rest,
                            before: "mid",
                            ..around
                        }
                        .term(),
                        at,
                    );
                }
                None => self.push(around.term(), at),
            }
        }
    }

    /// Whether there can be any time in it.
    pub fn has_core(&self) -> bool {
        self.has_core
    }

    /// The token that a term begins with.
    pub fn token(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |&(first, _)| first)
    }

    /// The stretch of the terms from `from` to just before `next`.
    pub fn span(&self, tokens: &[Token], from: usize, next: usize) -> Option<Span> {
        let (first, _) = *self.places.get(from)?;
        let (_, last) = *self.places.get(next.checked_sub(1)?)?;
        Some(Span {
            start: tokens.get(first)?.span.start,
            end: tokens.get(last)?.span.end,
        })
    }

    fn push(&mut self, term: Term, token: usize) {
        self.has_core |= term.is_core();
        // "nineteen ninety"
        self.has_core |= matches!(term, Term::Number(_))
            && matches!(self.list.last(), Some(Term::Number(17..=20)));
        match (self.list.as_slice(), term) {
            // "twenty-five"
            ([.., Term::Number(tens @ 20..=90), Term::Dash], Term::Number(ones @ 1..=9))
                if tens % 10 == 0 =>
            {
                let joined = Term::Number(tens + ones);
                self.join(2, joined, token);
            }
            // "'97", "the '90s"
            ([.., Term::Possessive], Term::Number(year @ 10..=99)) => {
                let year = near_year(i16::try_from(year).unwrap_or(0));
                self.has_core = true;
                self.join(1, Term::Year(year), token);
            }
            ([.., Term::Possessive], Term::ShortDecade(year)) => {
                self.join(1, Term::Decade(year), token);
            }
            ([.., before, Term::Dash], after) if is_compound(*before, after) => {
                self.list.pop();
                self.places.pop();
                self.join(0, term, token);
            }
            _ => self.join(0, term, token),
        }
    }

    /// Puts a term in the place of the last `count` and of the token at hand.
    fn join(&mut self, count: usize, term: Term, token: usize) {
        let mut first = token;
        for _ in 0..count {
            self.list.pop();
            first = self.places.pop().map_or(first, |(first, _)| first);
        }
        self.list.push(term);
        self.places.push((first, token));
    }
}

/// Whether a hyphen only makes one word of two: "year-end", "72-hour".
fn is_compound(before: Term, after: Term) -> bool {
    let joins_units = matches!(
        after,
        Term::Unit(..) | Term::Ago | Term::Earlier | Term::End | Term::Ordinal(_) | Term::Part(_)
    );
    joins_units && before != Term::Other || matches!(before, Term::Mid | Term::Early | Term::Late)
}
