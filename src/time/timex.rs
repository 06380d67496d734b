//! Values in the manner of TIMEX3 (TimeML 1.2.1).

use std::fmt;

use jiff::civil::Date;

use crate::time::calendar::Days;
use crate::time::unit::{DayPart, Season, Unit};

/// A time as its words name it. Its `Display` is the TIMEX3 value: `2024-03-05`, `2024-W10`,
/// `2024-Q1`, `P2W`, `FUTURE_REF`; an interval is written `first/last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timex {
    /// The unit that begins on, or holds, the date.
    Unit(Unit, Date),
    /// Part of a day.
    DayPart(Date, DayPart),
    /// A season, by its first day.
    Season(Season, Date),
    /// From the first to the last day.
    Range(Date, Date),
    /// So many units.
    Duration(i32, Unit),
    /// Some time to come.
    Future,
    /// No value, for want of an anchor.
    Unknown,
}

impl Timex {
    /// The value of days that are a whole `unit`.
    pub(crate) fn of(unit: Unit, days: Option<Days>) -> Self {
        days.map_or(Self::Unknown, |(first, _)| Self::Unit(unit, first))
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match *self {
            Self::Unit(unit, date) => write_unit(f, unit, date),
            Self::DayPart(date, part) => write!(f, "{date}T{}", part.code()),
            Self::Season(season, date) => {
                let year = date.year() + i16::from(season == Season::Winter);
                write!(f, "{year:04}-{}", season.code())
            }
            Self::Range(first, last) => write!(f, "{first}/{last}"),
            Self::Duration(count, unit) => write_duration(f, count, unit),
            Self::Future => f.write_str("FUTURE_REF"),
            Self::Unknown => f.write_str("XXXX"),
        }
    }
}

fn write_unit(f: &mut fmt::Formatter, unit: Unit, date: Date) -> fmt::Result {
    let (year, month) = (date.year(), date.month());
    let week = date.iso_week_date();
    match unit {
        Unit::Hour | Unit::Day => write!(f, "{date}"),
        Unit::Week => write!(f, "{:04}-W{:02}", week.year(), week.week()),
        Unit::Weekend => write!(f, "{:04}-W{:02}-WE", week.year(), week.week()),
        Unit::Month => write!(f, "{year:04}-{month:02}"),
        Unit::Quarter => write!(f, "{year:04}-Q{}", (month - 1) / 3 + 1),
        Unit::Half => write!(f, "{year:04}-H{}", (month - 1) / 6 + 1),
        Unit::Year => write!(f, "{year:04}"),
        Unit::Decade => write!(f, "{:03}", year.div_euclid(10)),
        Unit::Century => write!(f, "{:02}", year.div_euclid(100)),
    }
}

fn write_duration(f: &mut fmt::Formatter, count: i32, unit: Unit) -> fmt::Result {
    match unit {
        Unit::Hour => write!(f, "PT{count}H"),
        Unit::Day => write!(f, "P{count}D"),
        Unit::Week => write!(f, "P{count}W"),
        Unit::Weekend => write!(f, "P{count}WE"),
        Unit::Month => write!(f, "P{count}M"),
        Unit::Quarter => write!(f, "P{count}Q"),
        Unit::Half => write!(f, "P{}M", count.saturating_mul(6)),
        Unit::Year => write!(f, "P{count}Y"),
        Unit::Decade => write!(f, "P{count}DE"),
        Unit::Century => write!(f, "P{count}CE"),
    }
}
