//! A time that words name, before a preposition turns it.

use jiff::civil::Date;

use crate::time::calendar::{Days, whole};
use crate::time::{Anchor, DayPart, Granularity, Timex, Unit};

/// The days that words name, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// First and last day, where they can be told.
    pub days: Option<Days>,
    pub granularity: Granularity,
    pub timex: Timex,
    pub anchor: Anchor,
    /// Whether it is the end of a unit ("the end of March"): before it is by it.
    pub is_end: bool,
    pub vague: bool,
    /// Whether it is only there to be compared with ("up from a year earlier").
    pub compared: bool,
}

/// A value and the place just after its last term.
pub type Found = (Value, usize);

impl Value {
    /// Days that are a whole `unit`.
    pub fn unit(unit: Unit, days: Option<Days>, anchor: Anchor) -> Self {
        Self {
            days,
            granularity: granularity(unit),
            timex: Timex::of(unit, days),
            anchor,
            is_end: false,
            vague: false,
            compared: false,
        }
    }

    /// The `unit` around a date.
    pub fn around(unit: Unit, date: Option<Date>, anchor: Anchor) -> Self {
        Self::unit(unit, date.and_then(|date| whole(date, unit)), anchor)
    }

    pub fn day(date: Option<Date>, anchor: Anchor) -> Self {
        Self::around(Unit::Day, date, anchor)
    }

    /// Any other stretch of days.
    pub fn range(days: Option<Days>, anchor: Anchor) -> Self {
        let timex = days.map_or(Timex::Unknown, |(first, last)| Timex::Range(first, last));
        Self {
            granularity: Granularity::Range,
            timex,
            ..Self::unit(Unit::Day, days, anchor)
        }
    }

    pub fn with_part(self, part: DayPart) -> Self {
        let timex = match self.days {
            Some((day, _)) => Timex::DayPart(day, part),
            None => Timex::Unknown,
        };
        Self { timex, ..self }
    }

    /// The whole of what the words name, also where only the rest of it is meant.
    pub fn full(&self) -> Option<Days> {
        match self.timex {
            Timex::Unit(unit, first) => whole(first, unit),
            _ => self.days,
        }
    }

    pub fn first(&self) -> Option<Date> {
        self.full().map(|(first, _)| first)
    }
}

const fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Hour | Unit::Day => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Half => Granularity::Half,
        Unit::Year => Granularity::Year,
        Unit::Weekend | Unit::Decade | Unit::Century => Granularity::Range,
    }
}
