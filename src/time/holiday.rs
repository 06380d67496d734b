//! Named days that news tells dates by.

use jiff::civil::{Date, Weekday};

use crate::time::calendar::days_on;

/// A named day. Labour Day is that of the first of May; countries that keep another name a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    NewYear,
    NewYearsEve,
    Valentine,
    Nowruz,
    GoodFriday,
    Easter,
    EasterMonday,
    Labour,
    Victory,
    Bastille,
    Halloween,
    Armistice,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    Boxing,
}

impl Holiday {
    /// Its date in a year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        let fixed = |month, day| Date::new(year, month, day).ok();
        match self {
            Self::NewYear => fixed(1, 1),
            Self::NewYearsEve => fixed(12, 31),
            Self::Valentine => fixed(2, 14),
            Self::Nowruz => fixed(3, 21),
            Self::GoodFriday => days_on(easter(year)?, -2),
            Self::Easter => easter(year),
            Self::EasterMonday => days_on(easter(year)?, 1),
            Self::Labour => fixed(5, 1),
            Self::Victory => fixed(5, 9),
            Self::Bastille => fixed(7, 14),
            Self::Halloween => fixed(10, 31),
            Self::Armistice => fixed(11, 11),
            Self::Thanksgiving => fixed(11, 1)?
                .nth_weekday_of_month(4, Weekday::Thursday)
                .ok(),
            Self::ChristmasEve => fixed(12, 24),
            Self::Christmas => fixed(12, 25),
            Self::Boxing => fixed(12, 26),
        }
    }
}

/// Western Easter Sunday (the anonymous Gregorian computus); none before that calendar began.
fn easter(year: i16) -> Option<Date> {
    let of = i32::from(year);
    if of < 1583 {
        return None;
    }
    let (golden, century, rest) = (of % 19, of / 100, of % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * shift + 114;
    let month = i8::try_from(days / 31).ok()?;
    let day = i8::try_from(days % 31 + 1).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts_fall_where_they_fell() {
        for (year, month, day) in [(1998, 4, 12), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
        let thanksgiving = Holiday::Thanksgiving.in_year(2023);
        assert_eq!(thanksgiving, Date::new(2023, 11, 23).ok());
        assert_eq!(easter(1500), None);
    }
}
