//! Counted units: "two weeks ago", "in five days", "a week later", "the next two months".

use jiff::civil::Date;

use crate::time::calendar::{days_on, plus};
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Timex, Unit};

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub number: i32,
    pub unit: Unit,
    /// "about two weeks", "a week or so".
    pub vague: bool,
    /// One past the last term.
    pub next: usize,
}

impl Grammar<'_> {
    /// "two weeks", "about a year", "five to eight years", "a day or two", "half a year", "a week or
    /// so"; none for "some weeks".
    pub fn count(&self, at: usize) -> Option<Count> {
        let (about, at) = self.past_approximation(at);
        // "Another six months" are six.
        let another = self.term(at) == Term::Another;
        let one_more = another && matches!(self.term(at + 1), Term::Unit(_, false));
        let at = at + usize::from(another && !one_more);
        let (number, place) = match *self.rest(at) {
            [
                Term::Unit(Unit::Half, false),
                Term::Article,
                Term::Unit(Unit::Year, false),
                ..,
            ] => {
                return Some(Count {
                    number: 1,
                    unit: Unit::Half,
                    vague: about,
                    next: at + 3,
                });
            }
            [
                Term::Number(_),
                Term::To | Term::Or | Term::Dash,
                Term::Number(most),
                ..,
            ] => (most, at + 3),
            // "A dozen days", not "a 12-day tour".
            [Term::Article, Term::Number(12), Term::Unit(_, true), ..] => (12, at + 2),
            [
                Term::Number(few @ 1..=99),
                Term::Number(many @ (100 | 1000)),
                ..,
            ] => (few * many, at + 2),
            [Term::Article | Term::Number(1), Term::Fortnight, ..] | [Term::Fortnight, ..] => {
                return Some(Count {
                    number: 2,
                    unit: Unit::Week,
                    vague: about,
                    next: at + 1 + usize::from(self.term(at) != Term::Fortnight),
                });
            }
            [Term::Number(number), ..] => (number, at + 1),
            [Term::Article | Term::Another, ..] => (1, at + 1),
            _ => return None,
        };
        let Term::Unit(unit, _) = self.term(place) else {
            return None;
        };
        let (number, vague, next) = match *self.rest(place + 1) {
            [Term::Or, Term::So, ..] => (number, true, place + 3),
            [Term::Or, Term::Number(most), ..] if self.term(at) == Term::Article => {
                (most, true, place + 3)
            }
            _ => (number, about || place > at + 1, place + 1),
        };
        (unit != Unit::Half).then_some(Count {
            number,
            unit,
            vague,
            next,
        })
    }

    /// "about", "nearly", "more than", "at least".
    fn past_approximation(&self, at: usize) -> (bool, usize) {
        match *self.rest(at) {
            [Term::About, ..] => (true, at + 1),
            [Term::More, Term::Than, ..] => (true, at + 2),
            [Term::On, Term::Least, ..] => (true, at + 2),
            _ => (false, at),
        }
    }

    /// A count with the direction that it goes: a point in time.
    pub fn counted(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.day_before_or_after(at) {
            return Some(found);
        }
        let count = self.count(at)?;
        let next = count.next;
        let published = (self.published, Anchor::Published);
        let (sign, (from, anchor), next) = match *self.rest(next) {
            // "A year ago" is compared with what was told.
            [Term::Ago | Term::Earlier, ..] if self.is_year(count) => return None,
            [Term::Ago, ..] => (-1, published, next + 1),
            [Term::From, Term::Now, ..] => (1, published, next + 2),
            [Term::Earlier, ..] => (-1, self.reference(), next + 1),
            [Term::Later, ..] => (1, self.reference(), next + 1),
            [Term::From | Term::After, ..] => {
                let (day, next) = self.named(next + 1)?;
                (1, (day.full().map(|(_, last)| last), day.anchor), next)
            }
            [Term::Before, ..] => {
                let (day, next) = self.named(next + 1)?;
                (-1, (day.first(), day.anchor), next)
            }
            _ => return None,
        };
        Some((point(count, sign, from, anchor), next))
    }

    fn is_year(&self, count: Count) -> bool {
        count.number == 1 && count.unit == Unit::Year && !count.vague
    }

    /// The time that a count is counted from.
    fn named(&self, at: usize) -> Option<Found> {
        let found = self.day(at).or_else(|| self.date(at));
        found.filter(|(value, _)| value.granularity == Granularity::Day)
    }

    /// "the day after tomorrow", "the day before yesterday", "the day before", "the month after".
    fn day_before_or_after(&self, at: usize) -> Option<Found> {
        let [
            Term::The,
            Term::Unit(unit, false),
            Term::Before | Term::After,
            ..,
        ] = *self.rest(at)
        else {
            return None;
        };
        let sign = if self.term(at + 2) == Term::After {
            1
        } else {
            -1
        };
        if let Some((day, next)) = self.named(at + 3).filter(|_| unit == Unit::Day) {
            let date = day.first().and_then(|date| days_on(date, sign));
            return Some((Value::day(date, day.anchor), next));
        }
        // "The day after the talks" hangs on the talks.
        let is_last = self.told.last.is_some()
            && matches!(
                self.rest(at + 3),
                [] | [Term::Other] | [Term::Comma | Term::And, ..]
            );
        let (from, anchor) = self.reference();
        let date = from.and_then(|date| plus(date, sign, unit));
        is_last.then(|| (Value::around(unit, date, anchor), at + 3))
    }

    /// "in two weeks": the day that is so far ahead.
    pub fn ahead(&self, at: usize) -> Option<Found> {
        let count = self.count(at)?;
        let value = point(count, 1, self.published, Anchor::Published);
        // However coarse the unit, a term that is set ends on its day.
        let date = self.published_plus(count.number, count.unit);
        let days = date.map(|date| (date, date));
        let value = Value {
            days,
            granularity: Granularity::Day,
            ..value
        };
        Some((value, count.next))
    }

    /// "two weeks" or "the next two weeks" from publication on, after "within", "over", "for".
    pub fn stretch(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.term(at) == Term::The);
        let ahead = usize::from(matches!(
            self.term(at + the),
            Term::Next | Term::Coming | Term::Following
        ));
        let place = if ahead == 1 { at + the + 1 } else { at };
        // "The next week" is one of the calendar; "the next decade" is none.
        let is_decade = ahead == 1 && self.term(place) == Term::Unit(Unit::Decade, false);
        let count = if is_decade {
            Count {
                number: 1,
                unit: Unit::Decade,
                vague: false,
                next: place + 1,
            }
        } else {
            self.count(place)?
        };
        let end = self.published_plus(count.number, count.unit);
        let value = Value::range(self.published.zip(end), Anchor::Published);
        let timex = Timex::Duration(count.number, count.unit);
        Some((
            Value {
                timex,
                vague: count.vague,
                ..value
            },
            count.next,
        ))
    }

    /// "the past two weeks", "the last three days": up to publication.
    pub fn stretch_back(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.term(at), Term::The | Term::Its));
        if !matches!(
            self.term(at + the),
            Term::Last | Term::Past | Term::Previous
        ) {
            return None;
        }
        let count = self.count(at + the + 1)?;
        let start = self.published_plus(-count.number, count.unit);
        let value = Value::range(start.zip(self.published), Anchor::Published);
        let timex = Timex::Duration(count.number, count.unit);
        Some((Value { timex, ..value }, count.next))
    }
}

/// The point that is a count away: the day for days and weeks, the month or year for those. As a
/// TIMEX3 value it is as coarse as its unit.
fn point(count: Count, sign: i32, from: Option<Date>, anchor: Anchor) -> Value {
    let number = count.number.checked_mul(sign);
    let date = from
        .zip(number)
        .and_then(|(from, number)| plus(from, number, count.unit));
    let coarse = Value::around(count.unit, date, anchor);
    let value = match count.unit {
        Unit::Week => Value {
            days: date.map(|date| (date, date)),
            granularity: Granularity::Day,
            ..coarse
        },
        _ => coarse,
    };
    Value {
        vague: count.vague,
        ..value
    }
}
