//! Floor 2: temporal expressions and the intervals they mean, counted from an anchor date.
//!
//! Knows dates (by `jiff`) and words; never the clock, never what an item is.
//!
//! A phrase is a value ("next week", "the end of March") under a preposition ("by", "until"): the
//! value is an interval of days, and the preposition turns it into what is meant.

mod calendar;
mod phrase;
mod value;
mod words;

pub use phrase::expressions;

use jiff::civil::Date;

use crate::text::Span;

/// Words that speak of a time, and the days that they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where they stand, preposition included.
    pub span: Span,
    /// The days; all open when only the words are known ("soon").
    pub interval: Interval,
}

/// Days from `start` to `end`, both included; none where open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// The unit of the words; none when only the words are known.
    pub granularity: Option<Granularity>,
}

/// The unit in which a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// One day.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Half,
    /// A calendar year.
    Year,
    /// Any other interval.
    Range,
}

impl Granularity {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Half => "half",
            Self::Year => "year",
            Self::Range => "range",
        }
    }
}

/// Which way a bare weekday or date leans when it could lie on either side of the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// To what is still to come: deadlines.
    Future,
    /// To what has been: a meeting that was held.
    Past,
}
