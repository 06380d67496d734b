//! Dates of the calendar: days of months, months, years, decades.

use jiff::civil::Date;

use crate::time::calendar::{Days, month_of, nearest, years_from};
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Lean, Timex, Unit};

impl Grammar<'_> {
    /// "5 March 2025", "March 5th", "March 5-7", "5 and 6 March", "March 2025", "March", "2025".
    pub fn date(&self, at: usize) -> Option<Found> {
        match *self.rest(at) {
            [Term::Date(date), ..] => Some((
                Value::day(Some(date), Anchor::Calendar),
                self.after_day(at + 1),
            )),
            [Term::Month(month), ..] => Some(self.month_first(month, at + 1)),
            [
                Term::Last | Term::Next | Term::This | Term::Past,
                Term::Month(month),
                ..,
            ] => Some(self.turned_month(month, at)),
            [Term::The, Term::Ordinal(_) | Term::Number(_), ..] => self.day_first(at + 1),
            [Term::Year(year), ..] => Some(self.year(year, at)),
            [Term::The, Term::Unit(Unit::Year, false), ..] => self.spelt_year(at + 2, true),
            [Term::Fiscal, Term::Year(year), ..] => Some(self.year(year, at + 1)),
            [
                Term::Fiscal,
                Term::Unit(Unit::Year, false),
                Term::Year(year),
                ..,
            ] => Some(self.year(year, at + 2)),
            [Term::The, Term::Decade(year), ..] => Some(decade(year, at + 2)),
            [Term::Decade(year), ..] => Some(decade(year, at + 1)),
            [Term::Number(_) | Term::Ordinal(_), ..] => {
                self.day_first(at).or_else(|| self.spelt_year(at, false))
            }
            _ => None,
        }
    }

    /// The day of a month that a term can be.
    fn day_number(&self, at: usize) -> Option<i8> {
        let day = match self.term(at) {
            Term::Number(day) => i8::try_from(day).ok()?,
            Term::Ordinal(day) => day,
            _ => return None,
        };
        (1..=31).contains(&day).then_some(day)
    }

    /// "5 March", "the 5th of March", "5-7 March", "from 5 to 7 March", "5 and 6 March 2024".
    fn day_first(&self, at: usize) -> Option<Found> {
        let first = self.day_number(at)?;
        let joins = matches!(
            self.term(at + 1),
            Term::Dash
                | Term::To
                | Term::And
                | Term::Or
                | Term::Through
                | Term::Until
                | Term::Comma
        );
        let the = usize::from(joins && self.term(at + 2) == Term::The);
        let last = if joins {
            self.day_number(at + 2 + the)
        } else {
            None
        };
        let place = if last.is_some() { at + 3 + the } else { at + 1 };
        let place = place + usize::from(self.term(place) == Term::Of);
        let Term::Month(month) = self.term(place) else {
            return None;
        };
        let (year, next) = self.year_after(place + 1);
        Some(self.days_of_month(place, month, (first, last), year, next))
    }

    fn month_first(&self, month: i8, next: usize) -> Found {
        let at = next - 1;
        let place = next + usize::from(self.term(next) == Term::The);
        let is_spelt_year = self.spelt_year(place, false).is_some();
        let first = self.day_number(place);
        let Some(first) = first.filter(|_| self.is_no_count(place) && !is_spelt_year) else {
            let (year, next) = self.year_after(next);
            let anchor = if year.is_some() {
                Anchor::Calendar
            } else {
                Anchor::Published
            };
            let days = match year {
                Some(year) => month_of(year, month),
                None => self.bare_month(month, self.lean(at)),
            };
            return (Value::unit(Unit::Month, days, anchor), next);
        };
        let joins = matches!(
            self.term(place + 1),
            Term::Dash | Term::And | Term::To | Term::Through | Term::Or
        );
        let last = self
            .day_number(place + 2)
            .filter(|_| joins && self.is_no_count(place + 2))
            // "Oct. 30 to 2 November" has its own month.
            .filter(|_| !matches!(self.term(place + 3), Term::Month(_)));
        let next = if last.is_some() { place + 3 } else { place + 1 };
        let (year, next) = self.year_after(next);
        self.days_of_month(at, month, (first, last), year, next)
    }

    /// "On March 5 two states" and "in May 20 people" are told apart by what is counted.
    fn is_no_count(&self, at: usize) -> bool {
        !matches!(
            self.rest(at),
            [Term::Number(_), Term::Unit(..) | Term::Meridiem, ..]
        )
    }

    fn days_of_month(
        &self,
        at: usize,
        month: i8,
        (first, last): (i8, Option<i8>),
        year: Option<i16>,
        next: usize,
    ) -> Found {
        let anchor = if year.is_some() {
            Anchor::Calendar
        } else {
            Anchor::Published
        };
        let date = |day| match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => nearest(self.published?, month, day, self.lean(at)),
        };
        let next = self.after_day(next);
        let last = last
            .and_then(date)
            .zip(date(first))
            .filter(|(last, first)| last > first);
        match last {
            Some((last, first)) => (Value::range(Some((first, last)), anchor), next),
            None => (Value::day(date(first), anchor), next),
        }
    }

    /// A year behind a month or day: ", 2024", "of 2024", "this year".
    fn year_after(&self, next: usize) -> (Option<i16>, usize) {
        let published = self.published.map(Date::year);
        let shifted = |shift: i16| published.and_then(|year| year.checked_add(shift));
        match *self.rest(next) {
            [Term::Year(year), ..] => (Some(year), next + 1),
            [Term::Comma | Term::Of, Term::Year(year), ..] => (Some(year), next + 2),
            [Term::This, Term::Unit(Unit::Year, false), ..] => (shifted(0), next + 2),
            [Term::Next, Term::Unit(Unit::Year, false), ..] => (shifted(1), next + 2),
            [Term::Last, Term::Unit(Unit::Year, false), ..] => (shifted(-1), next + 2),
            [Term::Of, Term::This, Term::Unit(Unit::Year, false), ..] => (shifted(0), next + 3),
            [Term::Of, Term::Next, Term::Unit(Unit::Year, false), ..] => (shifted(1), next + 3),
            [Term::Of, Term::Last, Term::Unit(Unit::Year, false), ..] => (shifted(-1), next + 3),
            _ => match self.spelt_year(next, false) {
                Some((value, after)) => (value.first().map(Date::year), after),
                None => (None, next),
            },
        }
    }

    /// A month without a year: ahead the next that has not passed, back the last that has begun,
    /// else the nearest.
    fn bare_month(&self, month: i8, lean: Lean) -> Option<Days> {
        let published = self.published?;
        let year = published.year();
        let of = |shift: i16| month_of(year.checked_add(shift)?, month);
        let ahead = i32::from(month) - i32::from(published.month());
        match lean {
            Lean::Future if ahead < 0 => of(1),
            Lean::Past if ahead > 0 => of(-1),
            Lean::Unknown if ahead > 6 => of(-1),
            Lean::Unknown if ahead < -6 => of(1),
            _ => of(0),
        }
    }

    /// "last May", "next March 3", "this September".
    fn turned_month(&self, month: i8, at: usize) -> Found {
        let (value, next) = self.month_first(month, at + 2);
        let days = self.published.and_then(|published| {
            let is_before = month < published.month();
            let shift = match self.term(at) {
                Term::Next if month <= published.month() => 1,
                Term::Last | Term::Past if !is_before => -1,
                _ => 0,
            };
            month_of(published.year().checked_add(shift)?, month)
        });
        if value.granularity != Granularity::Month || value.anchor == Anchor::Calendar {
            return (value, next);
        }
        (Value::unit(Unit::Month, days, Anchor::Published), next)
    }

    /// "2025", "2007–2013", "2007-08".
    fn year(&self, year: i16, at: usize) -> Found {
        let until = match *self.rest(at) {
            [_, Term::Dash, Term::Year(last), ..] => Some(last),
            [_, Term::Dash, Term::Number(last @ 0..=99), ..] => i16::try_from(last)
                .ok()
                .map(|last| year - year % 100 + last),
            _ => None,
        };
        if let Some(last) = until.filter(|&last| last > year) {
            let days = years_from(year, last - year + 1);
            return (Value::range(days, Anchor::Calendar), at + 3);
        }
        let value = Value::unit(Unit::Year, years_from(year, 1), Anchor::Calendar);
        (value, at + 1)
    }

    /// "nineteen eighty-four", and after "the year" also "two thousand" and "2025".
    fn spelt_year(&self, at: usize, is_named: bool) -> Option<Found> {
        let (year, next) = match *self.rest(at) {
            [Term::Year(year), ..] if is_named => (i32::from(year), at + 1),
            [
                Term::Number(century @ 17..=20),
                Term::Number(rest @ 10..=99),
                ..,
            ] => (century * 100 + rest, at + 2),
            [
                Term::Number(2),
                Term::Number(1000),
                Term::Number(rest @ 1..=99),
                ..,
            ] => (2000 + rest, at + 3),
            [
                Term::Number(2),
                Term::Number(1000),
                Term::And,
                Term::Number(rest @ 1..=99),
                ..,
            ] => (2000 + rest, at + 4),
            [Term::Number(2), Term::Number(1000), ..] if is_named => (2000, at + 2),
            _ => return None,
        };
        let days = years_from(i16::try_from(year).ok()?, 1);
        Some((Value::unit(Unit::Year, days, Anchor::Calendar), next))
    }
}

fn decade(year: i16, next: usize) -> Found {
    let days = years_from(year, 10);
    let timex = Timex::of(Unit::Decade, days);
    let value = Value::unit(Unit::Decade, days, Anchor::Calendar);
    (Value { timex, ..value }, next)
}
