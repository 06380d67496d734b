//! Tokens → terms: what each word is to the grammar of time.

use jiff::civil::{Date, Weekday};

use crate::text::{Span, Token};
use crate::time::holiday::Holiday;
use crate::time::lower::Lower;
use crate::time::number::{near_year, number};
use crate::time::words::word;
use crate::time::{DayPart, Season, Unit};

/// What a word is to the grammar. Those without a comment are named after their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Nothing.
    Other,
    /// "a", "an".
    Article,
    Number(i32),
    /// "first" is 1.
    Ordinal(i8),
    /// "several", "few", "couple", "some".
    Several,
    /// Four digits that name a year.
    Year(i16),
    Decade(i16),
    /// "90s", a decade only after an apostrophe.
    ShortDecade(i16),
    /// "8:30".
    Clock,
    Meridiem,
    /// What follows an hour: "GMT", "local time".
    Zone,
    Date(Date),
    Weekday(Weekday),
    Month(i8),
    Season(Season),
    Holiday(Holiday),
    /// A holiday when "day" follows.
    HolidayOfDay(Holiday),
    /// A unit, and whether it is in the plural.
    Unit(Unit, bool),
    /// "yesterday", "today", "tomorrow" by their distance from today.
    Today(i8),
    Tonight,
    Overnight,
    Part(DayPart),
    /// "noon", "midnight".
    Noon,
    Next,
    Coming,
    Last,
    Past,
    Previous,
    Following,
    This,
    Current,
    Latest,
    That,
    Same,
    Corresponding,
    Period,
    The,
    Its,
    Fiscal,
    Ago,
    Earlier,
    Later,
    Early,
    Late,
    Mid,
    Middle,
    End,
    Beginning,
    Start,
    Eve,
    Now,
    /// "in", "at", "on".
    On,
    /// "during", "over", "throughout".
    During,
    Within,
    By,
    Before,
    After,
    From,
    /// "starting", "effective".
    Starting,
    Since,
    Until,
    Through,
    To,
    For,
    Of,
    And,
    Or,
    So,
    Between,
    As,
    Than,
    No,
    /// "about", "nearly", "just".
    About,
    /// "more", "less".
    More,
    /// "least", "most".
    Least,
    Soon,
    Any,
    Moment,
    Possible,
    Due,
    Course,
    /// "near", "foreseeable".
    Near,
    FutureWord,
    Ahead,
    Prior,
    Every,
    Possessive,
    Comma,
    Dash,
    New,
    Good,
}

impl Term {
    /// Whether a time has to have one like it.
    const fn is_core(self) -> bool {
        matches!(
            self,
            Self::Year(_)
                | Self::Decade(_)
                | Self::ShortDecade(_)
                | Self::Clock
                | Self::Meridiem
                | Self::Date(_)
                | Self::Weekday(_)
                | Self::Month(_)
                | Self::Season(_)
                | Self::Holiday(_)
                | Self::Unit(..)
                | Self::Today(_)
                | Self::Tonight
                | Self::Overnight
                | Self::Part(_)
                | Self::Noon
                | Self::Period
                | Self::Soon
                | Self::Later
                | Self::Last
                | Self::Moment
                | Self::Course
                | Self::FutureWord
                | Self::Possible
        )
    }
}

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

/// A word between its neighbours.
#[derive(Clone, Copy)]
struct Around<'t> {
    before: &'t str,
    word: &'t str,
    after: &'t str,
}

impl Around<'_> {
    fn term(self) -> Term {
        let lower = Lower::of(self.word);
        let first = self.word.bytes().next().unwrap_or(b' ');
        let term = if first.is_ascii_digit() {
            number(lower.as_str())
        } else {
            word(lower.as_str())
        };
        match term {
            Some(Term::Year(year)) if !self.is_year(year) => Term::Number(year.into()),
            Some(Term::Month(5)) if !self.is_may() => Term::Other,
            Some(Term::Month(3)) if !self.is_march() => Term::Other,
            Some(Term::Month(8)) if !self.is_capital() => Term::Other,
            Some(Term::Weekday(_)) if self.word.ends_with('.') && !self.is_capital() => Term::Other,
            Some(Term::Meridiem) if !self.before.starts_with(|c: char| c.is_ascii_digit()) => {
                Term::Other
            }
            term => term.unwrap_or(Term::Other),
        }
    }

    fn is_capital(self) -> bool {
        self.word
            .starts_with(|first: char| first.is_ascii_uppercase())
    }

    /// Neither a price nor a count nor the number of a paper.
    fn is_year(self, year: i16) -> bool {
        let before = Lower::of(self.before);
        let is_numbered = matches!(
            before.as_str(),
            "$" | "€"
                | "£"
                | "¥"
                | "#"
                | "no."
                | "nos."
                | "resolution"
                | "resolutions"
                | "law"
                | "flight"
                | "article"
                | "section"
                | "page"
                | "room"
                | "route"
                | "number"
                | "unscr"
                | "directive"
                | "order"
                | "than"
                | "least"
                | "some"
                | "nearly"
                | "almost"
        );
        let after = Lower::of(self.after);
        let is_count = matches!(
            after.as_str(),
            "%" | "percent"
                | "dollars"
                | "euros"
                | "rubles"
                | "roubles"
                | "pounds"
                | "yen"
                | "people"
                | "troops"
                | "soldiers"
                | "men"
                | "women"
                | "miles"
                | "km"
                | "kilometers"
                | "kilometres"
                | "tons"
                | "tonnes"
                | "points"
                | "prisoners"
                | "refugees"
                | "members"
                | "hours"
                | "days"
                | "years"
                | "shares"
                | "workers"
                | "jobs"
                | "delegates"
                | "votes"
                | "civilians"
                | "fighters"
                | "tanks"
                | "meters"
                | "metres"
                | "feet"
                | "barrels"
        );
        // What was before 1900 is told with a preposition or not at all.
        let is_told = year >= 1900
            || matches!(
                before.as_str(),
                "in" | "since" | "of" | "from" | "until" | "by"
            );
        !is_numbered && !is_count && is_told
    }

    /// The month and not the verb or the minister: beside a number or after a word of time.
    fn is_may(self) -> bool {
        self.is_capital() && (self.is_beside_number() || self.is_after_word_of_time())
    }

    /// The month and not the demonstration.
    fn is_march(self) -> bool {
        let is_lower = self
            .before
            .starts_with(|first: char| first.is_ascii_lowercase());
        let is_demonstration = matches!(self.after, "on" | "for" | "of" | "to" | "against");
        self.is_capital()
            && (self.is_beside_number()
                || self.is_after_word_of_time()
                || (is_lower && !is_demonstration))
    }

    fn is_beside_number(self) -> bool {
        let is_number = |word: &str| {
            let lower = Lower::of(word);
            let term = crate::time::number::number(lower.as_str())
                .or_else(|| crate::time::words::word(lower.as_str()));
            matches!(
                term,
                Some(Term::Number(1..=31) | Term::Ordinal(_) | Term::Year(_))
            )
        };
        is_number(self.after) || is_number(self.before)
    }

    fn is_after_word_of_time(self) -> bool {
        let before = Lower::of(self.before);
        matches!(
            before.as_str(),
            "in" | "by"
                | "last"
                | "next"
                | "this"
                | "since"
                | "until"
                | "till"
                | "early"
                | "late"
                | "mid"
                | "of"
                | "from"
                | "and"
                | "or"
                | "through"
                | "to"
                | "before"
                | "after"
                | "between"
                | "the"
                | "a"
                | "for"
                | "during"
                | "past"
                | "previous"
                | "following"
                | "-"
                | "–"
                | "—"
                | "per"
                | "coming"
        )
    }
}
