//! What each word is to the grammar of time.

use jiff::civil::{Date, Weekday};

use crate::time::holiday::Holiday;
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
    /// "largest", "worst".
    Extreme,
    Another,
    Fortnight,
}

impl Term {
    /// Whether a time has to have one like it.
    pub const fn is_core(self) -> bool {
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
                | Self::Fortnight
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
