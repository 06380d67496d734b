//! Quarters and halves, and the ones that reports compare them with.

use jiff::civil::Date;

use crate::time::calendar::{days_on, part_of_year, plus};
use crate::time::days::distance;
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Unit};

impl Grammar<'_> {
    /// The quarter that was told, else the last one that is over.
    pub fn last_quarter(&self) -> Value {
        self.told.quarter.unwrap_or_else(|| {
            let date = self.published_plus(-1, Unit::Quarter);
            Value::around(Unit::Quarter, date, Anchor::Published)
        })
    }

    /// "The 2024 period": the quarter that was told, in another year, or that whole year.
    pub fn quarter_of(&self, year: i16) -> Option<Value> {
        let first = self.told.quarter.and_then(|value| value.first());
        Some(match first {
            Some(first) => {
                let days = part_of_year(year, (first.month() - 1) / 3, Unit::Quarter);
                Value {
                    compared: true,
                    ..Value::unit(Unit::Quarter, days, Anchor::Calendar)
                }
            }
            None => Value::around(Unit::Year, Date::new(year, 1, 1).ok(), Anchor::Calendar),
        })
    }

    /// "a year ago", "year-earlier", "the year-ago (third) quarter", "last year's quarter": with what
    /// was told, a year before it, where a quarter was told; else the last year.
    pub fn year_before(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(
            self.term(at),
            Term::The | Term::Article | Term::Its
        ));
        let place = at + the + usize::from(self.term(at + the) == Term::Corresponding);
        let next = match *self.rest(place) {
            [Term::Unit(Unit::Year, false), Term::Ago | Term::Earlier, ..] => place + 2,
            [
                Term::Last,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => place + 3,
            [Term::Period, Term::Last, Term::Unit(Unit::Year, false), ..] => {
                let value = self.year_back(self.last_quarter());
                return Some((value, place + 3));
            }
            _ => return None,
        };
        let (base, next) = match *self.rest(next) {
            [Term::Unit(Unit::Quarter, false) | Term::Period, ..] => {
                (Some(self.last_quarter()), next + 1)
            }
            [
                Term::Ordinal(number @ 1..=4),
                Term::Unit(Unit::Quarter, false),
                ..,
            ] => (Some(self.nearest_part(number - 1, Unit::Quarter)), next + 2),
            _ => (self.told.quarter, next),
        };
        let year = || Value {
            compared: true,
            ..Value::around(
                Unit::Year,
                self.published_plus(-1, Unit::Year),
                Anchor::Published,
            )
        };
        Some((base.map_or_else(year, |base| self.year_back(base)), next))
    }

    fn year_back(&self, value: Value) -> Value {
        let date = value.first().and_then(|first| plus(first, -1, Unit::Year));
        Value {
            compared: true,
            ..Value::around(Unit::Quarter, date, value.anchor)
        }
    }

    /// "the third quarter (of 2024)", "next year's first quarter", "the first half of 2025".
    pub fn numbered(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(
            self.term(at),
            Term::The | Term::Its | Term::Article
        ));
        let place = at + the;
        let (year, place) = match *self.rest(place) {
            [Term::Year(year), ..] => (Some(year), place + 1),
            [
                Term::This | Term::Next | Term::Last,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                ..,
            ] => {
                let (shift, _, _) = self.shift(place)?;
                let date = self.published_plus(shift, Unit::Year);
                (date.map(Date::year), place + 3)
            }
            _ => (None, place),
        };
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let (number, unit, next) = match *self.rest(place) {
            [
                Term::Ordinal(number @ 1..=4),
                Term::Unit(Unit::Quarter, _),
                ..,
            ] => (number - 1, Unit::Quarter, place + 2),
            [
                Term::Ordinal(number @ 1..=4),
                Term::Fiscal,
                Term::Unit(Unit::Quarter, _),
                ..,
            ] => (number - 1, Unit::Quarter, place + 3),
            [Term::Ordinal(number @ 1..=2), Term::Unit(Unit::Half, _), ..] => {
                (number - 1, Unit::Half, place + 2)
            }
            [
                Term::Ordinal(1),
                Term::Number(2),
                Term::Unit(Unit::Quarter, true),
                ..,
            ] => (0, Unit::Half, place + 3),
            [Term::Last, Term::Unit(Unit::Half, _), Term::Of, ..] => (1, Unit::Half, place + 2),
            _ => return None,
        };
        if let Some(year) = year {
            return Some((
                Value::unit(unit, part_of_year(year, number, unit), Anchor::Calendar),
                next,
            ));
        }
        if let Some((of, next)) = self.year_behind(next) {
            let year = of.first().map(Date::year);
            let days = year.and_then(|year| part_of_year(year, number, unit));
            return Some((Value::unit(unit, days, of.anchor), next));
        }
        if let Some(found) = self
            .half_of_month(next, number)
            .filter(|_| unit == Unit::Half)
        {
            return Some(found);
        }
        // "The second half" alone is more often one of a match.
        (unit == Unit::Quarter).then(|| (self.nearest_part(number, unit), next))
    }

    /// "The first half of June", of which `number` is 0: its days to the 15th, else those behind.
    fn half_of_month(&self, next: usize, number: i8) -> Option<Found> {
        let place = next + usize::from(self.term(next) == Term::Of);
        let found = self.shifted_unit(place).or_else(|| self.date(place));
        let (month, next) = found.filter(|_| place > next)?;
        let (first, last) = month.full()?;
        let is_month = month.granularity == Granularity::Month;
        let middle = days_on(first, 14)?;
        let days = if number == 0 {
            (first, middle)
        } else {
            (days_on(middle, 1)?, last)
        };
        let half = Value {
            days: Some(days),
            granularity: Granularity::Range,
            ..month
        };
        is_month.then_some((half, next))
    }

    /// A year that a quarter, half or season is of.
    pub fn year_behind(&self, next: usize) -> Option<Found> {
        let of = usize::from(matches!(self.term(next), Term::Of | Term::On));
        let place = next + of;
        let is_the_year = matches!(
            self.rest(place),
            [Term::The, Term::Unit(Unit::Year, false), ..]
        );
        let found = if is_the_year && of == 1 {
            let value = Value::around(Unit::Year, self.published, Anchor::Published);
            Some((value, place + 2))
        } else {
            self.shifted_unit(place).or_else(|| self.date(place))
        };
        found.filter(|(value, _)| value.granularity == Granularity::Year)
    }

    /// Of the quarters with that number the nearest.
    fn nearest_part(&self, number: i8, unit: Unit) -> Value {
        let days = self.published.and_then(|published| {
            [-1, 0, 1]
                .into_iter()
                .filter_map(|years| {
                    part_of_year(published.year().checked_add(years)?, number, unit)
                })
                .min_by_key(|&(first, last)| distance(published, first) + distance(published, last))
        });
        Value::unit(unit, days, Anchor::Published)
    }
}
