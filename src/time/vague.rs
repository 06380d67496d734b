//! Times without a date: "soon", "in the near future", and those with a conventional one: "in the
//! coming weeks".

use crate::time::calendar::days_on;
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Timex, Unit};

/// Days that "in the coming days", "weeks" and "months" reach.
const COMING_DAYS: [(Unit, i32); 3] = [(Unit::Day, 7), (Unit::Week, 28), (Unit::Month, 90)];

impl Grammar<'_> {
    /// "soon", "as soon as possible", "in due course", "at any moment", "later".
    pub fn vague(&self, at: usize) -> Option<Found> {
        let count = match *self.rest(at) {
            [Term::As, Term::Soon, Term::As, Term::Possible, ..] => 4,
            // "As soon as the talks end" hangs on the talks.
            [Term::As, Term::Soon, ..] => return None,
            [Term::Soon, Term::After | Term::Before | Term::As, ..] => return None,
            [Term::Soon, ..] => 1,
            [Term::On, Term::Due, Term::Course, ..] => 3,
            [Term::On, Term::The, Term::Near, Term::FutureWord, ..] => 4,
            [Term::On, Term::Near, Term::FutureWord, ..] => 3,
            [Term::On, Term::The, Term::Coming, Term::Period, ..] => 4,
            [
                Term::On,
                Term::Any,
                Term::Moment | Term::Unit(Unit::Hour, false),
                ..,
            ] => 3,
            [Term::Any, Term::Moment, ..] => 2,
            [Term::Any, Term::Unit(Unit::Day, false), Term::Now, ..] => 3,
            [Term::Later, Term::Other, ..] | [Term::Later] if self.is_adverb(at) => 1,
            _ => return None,
        };
        let value = Value {
            granularity: Granularity::Range,
            timex: Timex::Future,
            vague: true,
            ..Value::day(None, Anchor::Published)
        };
        Some((value, at + count))
    }

    /// "Will be told later", not "years later", "later talks", "later in the week".
    fn is_adverb(&self, at: usize) -> bool {
        let is_followed = matches!(
            self.rest(at + 1),
            [
                Term::Than | Term::On | Term::This | Term::Today(_) | Term::Weekday(_),
                ..
            ]
        );
        let is_measured = matches!(
            self.before(at),
            Term::Unit(..) | Term::The | Term::Article | Term::No | Term::Or
        );
        !is_followed && !is_measured && self.terms.list.len() <= at + 2
    }

    /// After "in", "within", "over": "the coming days and weeks", "the next few months", "weeks",
    /// "the weeks ahead".
    pub fn coming(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.term(at) == Term::The);
        let ahead = usize::from(matches!(self.term(at + the), Term::Coming | Term::Next));
        let a = usize::from(self.term(at + the + ahead) == Term::Article);
        let some = usize::from(self.term(at + the + ahead + a) == Term::Several);
        let of = usize::from(a + some == 2 && self.term(at + the + ahead + 2) == Term::Of);
        let mut place = at + the + ahead + a + some + of;
        let before = self.before(at);
        let is_told = ahead == 1 || before == Term::Within || (some == 1 && before == Term::On);
        let mut reach = None;
        while let Term::Unit(unit, true) = self.term(place) {
            reach = Some(unit);
            let joins = matches!(self.term(place + 1), Term::And | Term::Or);
            place += 1 + usize::from(joins && matches!(self.term(place + 2), Term::Unit(_, true)));
        }
        let unit = reach?;
        // "In the weeks ahead"; "ahead of" is a preposition.
        let is_ahead = self.term(place) == Term::Ahead && self.term(place + 1) != Term::Of;
        if !is_ahead && (!is_told || (the == 1 && ahead == 0)) {
            return None;
        }
        let place = place + usize::from(is_ahead);
        let days = COMING_DAYS.iter().find(|(known, _)| *known == unit);
        let days = days.and_then(|&(_, count)| {
            let day = |count| days_on(self.published?, count);
            // As "within two weeks" does, "within weeks" begins at once.
            let first = i32::from(before != Term::Within);
            day(first).zip(day(count))
        });
        let value = Value {
            timex: Timex::Future,
            vague: true,
            ..Value::range(days, Anchor::Published)
        };
        Some((value, place))
    }
}
