//! The beginning, middle and end of a unit.

use crate::time::calendar::{days_on, plus, third};
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Timex, Unit};

impl Grammar<'_> {
    /// "the end of March", "early next year", "mid-April", "late in the week", "year-end".
    pub fn part_of_unit(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.unit_end(at) {
            return Some(found);
        }
        if let Some(found) = self.numbered_of(at) {
            return Some(found);
        }
        let the = usize::from(self.term(at) == Term::The);
        let (number, place) = match *self.rest(at + the) {
            [Term::End, Term::Of, ..] => (2, at + the + 2),
            [Term::Beginning | Term::Start, Term::Of, ..] => (0, at + the + 2),
            [Term::Middle, Term::Of, ..] => (1, at + the + 2),
            [Term::Early, Term::On, ..] => (0, at + the + 2),
            [Term::Late, Term::On, ..] => (2, at + the + 2),
            [Term::Early, ..] => (0, at + the + 1),
            [Term::Late, ..] => (2, at + the + 1),
            [Term::Mid, ..] => (1, at + the + 1),
            _ => return None,
        };
        let is_end = self.term(at + the) == Term::End;
        let (value, next) = self.unit_to_part(place)?;
        if value.granularity == Granularity::Day {
            // "The end of Friday" is Friday.
            return Some((Value { is_end, ..value }, next));
        }
        let unit = match value.timex {
            Timex::Unit(unit, _) => unit,
            // Seasons are parted by days, as weeks are.
            _ => Unit::Week,
        };
        let full = value.full();
        let days = full.and_then(|days| third(days, number, unit));
        let value = Value {
            days,
            granularity: Granularity::Range,
            is_end,
            vague: true,
            ..value
        };
        Some((value, next))
    }

    /// "the first week of May", "the last day of next month", "the last quarter of 2025".
    fn numbered_of(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.term(at) == Term::The);
        let number = match self.term(at + the) {
            Term::Ordinal(number) => Some(i32::from(number)),
            Term::Last => None,
            _ => return None,
        };
        let [Term::Unit(unit, false), Term::Of, ..] = *self.rest(at + the + 1) else {
            return None;
        };
        let (value, next) = self.unit_to_part(at + the + 3)?;
        let (first, last) = value.full()?;
        let start = match number {
            Some(number) => plus(first, number - 1, unit)?,
            None => plus(days_on(last, 1)?, -1, unit)?,
        };
        let end = days_on(plus(start, 1, unit)?, -1)?;
        // "The fortieth day of May" is none.
        if unit == Unit::Hour || end > last || start < first {
            return None;
        }
        let whole = Value::around(unit, Some(start), value.anchor);
        let is_whole = whole.days == Some((start, end));
        let value = if is_whole {
            whole
        } else {
            Value::range(Some((start, end)), value.anchor)
        };
        Some((value, next))
    }

    /// "the month" by itself, or any unit that is more than a day.
    fn unit_to_part(&self, place: usize) -> Option<Found> {
        let the = usize::from(self.term(place) == Term::The);
        match *self.rest(place + the) {
            [Term::Unit(unit, false), ..] if the == 1 || self.before(place) == Term::Mid => {
                let is_unit = !matches!(unit, Unit::Day | Unit::Hour | Unit::Half);
                let value = Value::around(unit, self.published, Anchor::Published);
                is_unit.then_some((value, place + the + 1))
            }
            _ => self.period(place).or_else(|| self.date(place)),
        }
    }

    /// "year-end", "year's end", "the year end", "month-end": the last third of the one around today.
    fn unit_end(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.term(at) == Term::The);
        let (unit, next) = match *self.rest(at + the) {
            [Term::Unit(unit, false), Term::End, ..] => (unit, at + the + 2),
            [Term::Unit(unit, false), Term::Possessive, Term::End, ..] => (unit, at + the + 3),
            _ => return None,
        };
        if !matches!(unit, Unit::Year | Unit::Month | Unit::Quarter) {
            return None;
        }
        let value = Value::around(unit, self.published, Anchor::Published);
        let days = value.days.and_then(|days| third(days, 2, unit));
        let value = Value {
            days,
            granularity: Granularity::Range,
            is_end: true,
            vague: true,
            ..value
        };
        Some((value, next))
    }
}
