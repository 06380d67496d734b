//! Floor 2: temporal expressions and the intervals they mean, counted from an anchor date.
//!
//! Knows dates (by `jiff`), words and, for the tense of a clause, its tree; never the clock, never
//! what an item is.
//!
//! The tokens of a sentence become terms of time; most become none, and a stretch without
//! any costs a look at each token. A grammar reads values from the terms ("next week", "the end of
//! March"): a value is an interval of days. A preposition turns it into what is meant ("by the end of
//! March"). A [`Timeline`] remembers the times that were told, for "a week later" and "the same day".
//!
//! Not read: what repeats ("every Friday"), ages ("two-year-old"), durations that begin at no known
//! day ("after three weeks of talks"), times told by an event alone ("after the vote": the floors that
//! know events may add them), the fiscal calendars of companies, and dates of other calendars than
//! the Gregorian.

mod calendar;
mod counts;
mod dates;
mod days;
mod grammar;
mod holiday;
mod lean;
mod lower;
mod neighbours;
mod number;
mod parts;
mod period;
mod phrase;
mod quarter;
mod range;
mod season;
mod term;
mod terms;
#[cfg(test)]
mod tests;
mod timeline;
mod timex;
mod unit;
mod vague;
mod value;
mod words;

pub use lean::{Lean, lean};
pub use timeline::{Timeline, expressions};
pub use timex::Timex;
pub use unit::{DayPart, Season, Unit};
pub use words::is_calendar;

use jiff::civil::Date;

use crate::text::Span;

/// Words that speak of a time, and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where they stand, preposition included.
    pub span: Span,
    /// What the preposition makes of the time.
    pub relation: Relation,
    /// The days that are meant; both ends open when only the words are known ("soon").
    pub interval: Interval,
    /// The unit of the words; none when only the words are known.
    pub granularity: Option<Granularity>,
    /// What it was counted from.
    pub anchor: Anchor,
    /// The time that the words name, before the preposition turns it.
    pub timex: Timex,
    /// Whether the ends of the interval are a convention, not told ("in the coming weeks", "early
    /// May", "a week or so").
    pub vague: bool,
}

/// Days from `not_before` to `not_after`, both included; none where open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub not_before: Option<Date>,
    /// Last day.
    pub not_after: Option<Date>,
}

/// What a preposition makes of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// In it: "on Friday", "in May", "during the week", or no preposition at all.
    On,
    /// At its end or sooner: "by", "no later than".
    By,
    /// Sooner than it begins: "before", "ahead of". Before an end is by it.
    Before,
    /// From the anchor to its end: "within a week", "over the next two weeks".
    Within,
    /// Once it is over.
    After,
    /// From its first day on: "from", "starting", "effective".
    From,
    /// Up to its last day: "until", "till", "through".
    Until,
    /// From its first day to the anchor: "since".
    Since,
    /// As long as it lasts: "for six months", "for May".
    For,
}

impl Relation {
    /// A name for people and logs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::By => "by",
            Self::Before => "before",
            Self::Within => "within",
            Self::After => "after",
            Self::From => "from",
            Self::Until => "until",
            Self::Since => "since",
            Self::For => "for",
        }
    }
}

/// What a time was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the words give the date in full.
    Calendar,
    /// The date of publication.
    Published,
    /// A date that was told before ("a week later").
    Told(Date),
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
