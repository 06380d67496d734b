//! Units of the calendar as intervals of days. Beyond the calendar's ends there is nothing.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::time::{Lean, Season, Unit};

/// First and last day.
pub type Days = (Date, Date);

/// `count` units after `date` (before it when negative). Hours count as the days that they fill.
pub fn plus(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let span: Span = match unit {
        Unit::Hour => (count / 24).days(),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => count.checked_mul(7)?.days(),
        Unit::Month => count.months(),
        Unit::Quarter => count.checked_mul(3)?.months(),
        Unit::Half => count.checked_mul(6)?.months(),
        // Checked by hand: the spans of jiff end before `i32` does.
        Unit::Year => years(count)?,
        Unit::Decade => years(count.checked_mul(10)?)?,
        Unit::Century => years(count.checked_mul(100)?)?,
    };
    date.checked_add(span).ok()
}

fn years(count: i32) -> Option<Span> {
    Span::new().try_years(count).ok()
}

/// `count` days after `date`.
pub fn days_on(date: Date, count: i32) -> Option<Date> {
    plus(date, count, Unit::Day)
}

/// The whole unit around `date`.
pub fn whole(date: Date, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Hour | Unit::Day => Some((date, date)),
        Unit::Week | Unit::Weekend => {
            let monday = days_on(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
            let skipped = if unit == Unit::Weekend { 5 } else { 0 };
            Some((days_on(monday, skipped)?, days_on(monday, 6)?))
        }
        Unit::Month => Some((date.first_of_month(), date.last_of_month())),
        Unit::Quarter => part_of_year(date.year(), (date.month() - 1) / 3, unit),
        Unit::Half => part_of_year(date.year(), (date.month() - 1) / 6, unit),
        Unit::Year => Some((date.first_of_year(), date.last_of_year())),
        Unit::Decade => years_from(date.year().div_euclid(10).checked_mul(10)?, 10),
        Unit::Century => years_from(date.year().div_euclid(100).checked_mul(100)?, 100),
    }
}

/// `count` whole years, the first of them `year`.
pub fn years_from(year: i16, count: i16) -> Option<Days> {
    let last = year.checked_add(count)?.checked_sub(1)?;
    Some((Date::new(year, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The quarter or half with this number, from 0.
pub fn part_of_year(year: i16, number: i8, unit: Unit) -> Option<Days> {
    let months: i8 = if unit == Unit::Half { 6 } else { 3 };
    let first = Date::new(year, number.checked_mul(months)?.checked_add(1)?, 1).ok()?;
    let last = plus(first, i32::from(months) - 1, Unit::Month)?;
    Some((first, last.last_of_month()))
}

/// The month with this number, from 1.
pub fn month_of(year: i16, month: i8) -> Option<Days> {
    whole(Date::new(year, month, 1).ok()?, Unit::Month)
}

/// The season that begins in `year`; a winter ends in the next.
pub fn season_from(year: i16, season: Season) -> Option<Days> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let first = Date::new(year, month, 1).ok()?;
    Some((first, plus(first, 2, Unit::Month)?.last_of_month()))
}

/// The first, middle or last third (0, 1, 2) of a unit: ten days of a month, four months of a year,
/// years 0–3, 4–6 and 7–9 of a decade, else as nearly as days allow. A single day has no thirds.
pub fn third((first, last): Days, number: i8, unit: Unit) -> Option<Days> {
    let from = i32::from(number);
    match unit {
        Unit::Month => {
            let end = if number == 2 {
                last
            } else {
                days_on(first, from * 10 + 9)?
            };
            Some((days_on(first, from * 10)?, end))
        }
        Unit::Year => {
            let start = plus(first, from * 4, Unit::Month)?;
            Some((start, plus(start, 3, Unit::Month)?.last_of_month()))
        }
        Unit::Quarter => whole(plus(first, from, Unit::Month)?, Unit::Month),
        Unit::Half => {
            let start = plus(first, from * 2, Unit::Month)?;
            Some((start, plus(start, 1, Unit::Month)?.last_of_month()))
        }
        Unit::Decade => {
            let (from, count) = [(0, 4), (4, 3), (7, 3)].get(usize::try_from(number).ok()?)?;
            years_from(first.year().checked_add(*from)?, *count)
        }
        Unit::Hour | Unit::Day => Some((first, last)),
        Unit::Week | Unit::Weekend | Unit::Century => {
            let length = first.until(last).ok()?.get_days() + 1;
            let end = if number == 2 {
                last
            } else {
                days_on(first, length * (from + 1) / 3 - 1)?
            };
            Some((days_on(first, length * from / 3)?, end.max(first)))
        }
    }
}

/// The nearest such weekday on the side that `lean` says, `date` itself included. News tells of what
/// was where nothing speaks against it.
pub fn weekday(date: Date, day: Weekday, lean: Lean) -> Option<Date> {
    let ahead = i32::from(date.weekday().until(day));
    let back = if ahead == 0 { 0 } else { ahead - 7 };
    days_on(date, if lean == Lean::Future { ahead } else { back })
}

/// A day and month without a year: that of the anchor's year, or of the next (past: previous) one
/// when that lies more than half a year on the wrong side.
pub fn nearest(anchor: Date, month: i8, day: i8, lean: Lean) -> Option<Date> {
    let in_year = |shift: i16| Date::new(anchor.year().checked_add(shift)?, month, day).ok();
    let this = in_year(0);
    let half = |count| plus(anchor, count, Unit::Month);
    let too_early = this.zip(half(-6)).is_some_and(|(date, limit)| date < limit);
    let too_late = this.zip(half(6)).is_some_and(|(date, limit)| date > limit);
    match lean {
        Lean::Future if this.is_some_and(|date| date < anchor) => in_year(1),
        Lean::Unknown if too_early => in_year(1),
        Lean::Past | Lean::Unknown if too_late => in_year(-1),
        _ => this,
    }
}
