//! Units told from publication or from what was told: weeks, months, quarters, seasons, years.

use jiff::civil::Date;

use crate::time::calendar::{Days, days_on, month_of, plus, whole};
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Lean, Unit};

impl Grammar<'_> {
    /// "next week", "later this month", "the third quarter", "this summer", "a year earlier".
    pub fn period(&self, at: usize) -> Option<Found> {
        self.rest_of_unit(at)
            .or_else(|| self.numbered(at))
            .or_else(|| self.year_before(at))
            .or_else(|| self.season(at))
            .or_else(|| self.shifted_unit(at))
    }

    /// How far from now a word moves a unit, from where, and past how many terms.
    pub fn shift(&self, at: usize) -> Option<(i32, bool, usize)> {
        const FROM_PUBLISHED: bool = false;
        const FROM_TOLD: bool = true;
        let the = usize::from(matches!(self.term(at), Term::The | Term::Its));
        let (shift, from, count) = match *self.rest(at + the) {
            [Term::This, Term::Coming, ..] => (1, FROM_PUBLISHED, 2),
            [Term::This, Term::Past, ..] => (-1, FROM_PUBLISHED, 2),
            [Term::This | Term::Current, ..] => (0, FROM_PUBLISHED, 1),
            [Term::Next | Term::Coming, ..] => (1, FROM_PUBLISHED, 1),
            [Term::Last | Term::Past, ..] => (-1, FROM_PUBLISHED, 1),
            [Term::Following, ..] => (1, FROM_TOLD, 1),
            [Term::Previous, ..] => (-1, FROM_TOLD, 1),
            [Term::That, Term::Same, ..] => (0, FROM_TOLD, 2),
            [Term::That | Term::Same, ..] => (0, FROM_TOLD, 1),
            _ => return None,
        };
        Some((shift, from, at + the + count))
    }

    pub fn shifted_unit(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.definite_unit(at) {
            return Some(found);
        }
        let (shift, from_told, place) = self.shift(at)?;
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let Term::Unit(unit, false) = self.term(place) else {
            // "more rain this year than last"
            let is_left_out = self.term(at) == Term::Last
                && matches!(self.before(at), Term::As | Term::Than)
                && self
                    .told
                    .last
                    .is_some_and(|told| told.granularity == Granularity::Year);
            let value = Value::around(
                Unit::Year,
                self.published_plus(-1, Unit::Year),
                Anchor::Published,
            );
            return is_left_out.then_some((value, at + 1));
        };
        // "The last day" is the last of something else, "this half" one of a match.
        let is_none = match unit {
            Unit::Day => !from_told && self.term(place - 1) != Term::Next,
            Unit::Half | Unit::Hour => true,
            _ => self.term(place - 1) == Term::Same && self.told.last.is_none(),
        };
        if is_none {
            return None;
        }
        // "The next day" is the one after what was told.
        let (date, anchor) = if from_told || unit == Unit::Day {
            self.reference()
        } else {
            (self.published, Anchor::Published)
        };
        let value = Value::unit(unit, moved(date, shift, unit), anchor);
        let value = match self.term(place - 1) {
            Term::Past => self.back_to_now(value, unit),
            _ if shift == 0 && !from_told => self.what_is_left(value, place),
            _ => value,
        };
        Some((value, place + 1))
    }

    /// Of "this week", when it is still to come, today to its end.
    fn what_is_left(&self, value: Value, place: usize) -> Value {
        let days = value
            .days
            .zip(self.published)
            .map(|((first, last), today)| {
                let is_ahead = self.lean(place) == Lean::Future;
                (
                    if is_ahead {
                        today.clamp(first, last)
                    } else {
                        first
                    },
                    last,
                )
            });
        Value { days, ..value }
    }

    /// "The past year" is one that ends today.
    fn back_to_now(&self, value: Value, unit: Unit) -> Value {
        let days = self.published_plus(-1, unit).zip(self.published);
        Value { days, ..value }
    }

    /// "later this month", "earlier in the year".
    fn rest_of_unit(&self, at: usize) -> Option<Found> {
        let is_later = match self.term(at) {
            Term::Later => true,
            Term::Earlier => false,
            _ => return None,
        };
        let place = match *self.rest(at + 1) {
            [Term::This | Term::That, ..] => at + 2,
            [Term::On, Term::The | Term::This, ..] => at + 3,
            _ => return None,
        };
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let value = match self.term(place) {
            Term::Unit(unit, false) if !matches!(unit, Unit::Day | Unit::Hour | Unit::Half) => {
                Value::around(unit, self.published, Anchor::Published)
            }
            Term::Season(season) => self.season_value(season, 0, place),
            _ => return None,
        };
        let days = value
            .days
            .zip(self.published)
            .and_then(|((first, last), today)| {
                if is_later {
                    Some((days_on(today, 1)?.clamp(first, last), last))
                } else {
                    Some((first, today.clamp(first, last)))
                }
            });
        Some((Value { days, ..value }, place + 1))
    }

    /// "the weekend", "the quarter", "the latest period", "the 2024 period", "in the year".
    fn definite_unit(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.term(at), Term::The | Term::Its));
        let place = at + the;
        let fiscal = usize::from(self.term(place) == Term::Fiscal);
        let (value, next) = match *self.rest(place) {
            [
                Term::Latest | Term::Corresponding,
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => (self.last_quarter(), place + 2),
            [
                Term::Year(year),
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => (self.quarter_of(year)?, place + 2),
            [
                Term::Latest,
                Term::Fiscal,
                Term::Unit(Unit::Year, false),
                ..,
            ] => {
                let date = self.published_plus(-1, Unit::Year);
                (
                    Value::around(Unit::Year, date, Anchor::Published),
                    place + 3,
                )
            }
            [Term::Unit(Unit::Weekend, false), ..] if the == 1 => {
                let days = self.weekend(self.lean(place));
                (
                    Value::unit(Unit::Weekend, days, Anchor::Published),
                    place + 1,
                )
            }
            [Term::Unit(Unit::Quarter, false), ..] if the == 1 && self.is_in(at) => {
                (self.last_quarter(), place + 1)
            }
            [..] if the == 1 => match self.term(place + fiscal) {
                Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false)
                    if (self.is_in(at) || fiscal == 1)
                        && !matches!(
                            self.term(place + fiscal + 1),
                            Term::Of | Term::Number(_) | Term::Year(_) | Term::Ordinal(_)
                        ) =>
                {
                    let value = Value::around(unit, self.published, Anchor::Published);
                    (value, place + fiscal + 1)
                }
                _ => return None,
            },
            _ => return None,
        };
        Some((value, next))
    }

    /// A mere "the year" is a time only behind a preposition of time.
    fn is_in(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Term::On | Term::During | Term::For | Term::By | Term::Of | Term::Until
        )
    }

    /// The weekend that is on, else the next or the last one.
    fn weekend(&self, lean: Lean) -> Option<Days> {
        let (first, last) = whole(self.published?, Unit::Weekend)?;
        let is_ahead = self.published? < first && lean != Lean::Future;
        let shift = if is_ahead { -7 } else { 0 };
        Some((days_on(first, shift)?, days_on(last, shift)?))
    }
}

/// The unit `shift` units on from the one around `date`, counted from its first day: a month after 31
/// January is still February.
fn moved(date: Option<Date>, shift: i32, unit: Unit) -> Option<Days> {
    let (first, _) = whole(date?, unit)?;
    match unit {
        Unit::Month => month_of(
            plus(first, shift, unit)?.year(),
            plus(first, shift, unit)?.month(),
        ),
        _ => whole(plus(first, shift, unit)?, unit),
    }
}
