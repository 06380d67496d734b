//! Units of the calendar as intervals of days. Beyond the calendar's ends there is nothing.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::time::{Granularity, Lean};

/// First and last day.
pub type Days = (Date, Date);

/// `count` units after `date` (before it when negative).
pub fn plus(date: Date, count: i32, unit: Granularity) -> Option<Date> {
    let span: Span = match unit {
        Granularity::Week => count.checked_mul(7)?.days(),
        Granularity::Month => count.months(),
        Granularity::Quarter => count.checked_mul(3)?.months(),
        Granularity::Half => count.checked_mul(6)?.months(),
        Granularity::Year => count.years(),
        Granularity::Day | Granularity::Range => count.days(),
    };
    date.checked_add(span).ok()
}

/// The whole unit around `date`.
pub fn whole(date: Date, unit: Granularity) -> Option<Days> {
    match unit {
        Granularity::Day | Granularity::Range => Some((date, date)),
        Granularity::Week => {
            let monday = plus(
                date,
                -i32::from(date.weekday().to_monday_zero_offset()),
                Granularity::Day,
            )?;
            Some((monday, plus(monday, 6, Granularity::Day)?))
        }
        Granularity::Month => Some((date.first_of_month(), date.last_of_month())),
        Granularity::Quarter => part_of_year(date, (date.month() - 1) / 3, Granularity::Quarter),
        Granularity::Half => part_of_year(date, (date.month() - 1) / 6, Granularity::Half),
        Granularity::Year => Some((date.first_of_year(), date.last_of_year())),
    }
}

/// The quarter or half with this number, from 0, of the year of `date`.
pub fn part_of_year(date: Date, number: i8, unit: Granularity) -> Option<Days> {
    let months = if unit == Granularity::Half { 6 } else { 3 };
    let first = Date::new(date.year(), number.checked_mul(months)?.checked_add(1)?, 1).ok()?;
    Some((
        first,
        plus(first, i32::from(months) - 1, Granularity::Month)?.last_of_month(),
    ))
}

/// The first, middle or last third (0, 1, 2) of a month or year; the whole of any other unit.
pub fn third((start, end): Days, number: i8, unit: Granularity) -> Option<Days> {
    match unit {
        Granularity::Month => {
            let first = Date::new(start.year(), start.month(), number * 10 + 1).ok()?;
            Some((
                first,
                if number == 2 {
                    end
                } else {
                    plus(first, 9, Granularity::Day)?
                },
            ))
        }
        Granularity::Year => {
            let first = Date::new(start.year(), number * 4 + 1, 1).ok()?;
            Some((first, plus(first, 3, Granularity::Month)?.last_of_month()))
        }
        _ => Some((start, end)),
    }
}

/// The nearest such weekday, `date` itself included.
pub fn weekday(date: Date, day: Weekday, lean: Lean) -> Option<Date> {
    let ahead = i32::from(date.weekday().until(day));
    match lean {
        Lean::Future => plus(date, ahead, Granularity::Day),
        Lean::Past => plus(
            date,
            if ahead == 0 { 0 } else { ahead - 7 },
            Granularity::Day,
        ),
    }
}

/// A day and month without a year: that of the anchor's year, or of the next (past: previous) one
/// when that lies more than half a year on the wrong side.
pub fn nearest(anchor: Date, month: i8, day: i8, lean: Lean) -> Option<Date> {
    let this = Date::new(anchor.year(), month, day).ok();
    let half = |count| plus(anchor, count, Granularity::Month);
    match (this, lean) {
        (Some(date), Lean::Future) if date < half(-6)? => {
            Date::new(anchor.year().checked_add(1)?, month, day).ok()
        }
        (Some(date), Lean::Past) if date > half(6)? => {
            Date::new(anchor.year().checked_sub(1)?, month, day).ok()
        }
        (this, _) => this,
    }
}
