//! Units told from publication or from what was told: weeks, months, quarters, seasons, years.

use jiff::civil::Date;

use crate::time::calendar::{Days, days_on, month_of, part_of_year, plus, season_from, whole};
use crate::time::days::distance;
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Lean, Season, Timex, Unit};

impl Grammar<'_> {
    /// "next week", "later this month", "the third quarter", "this summer", "a year earlier".
    pub fn period(&self, at: usize) -> Option<Found> {
        self.rest_of_unit(at)
            .or_else(|| self.numbered(at))
            .or_else(|| self.year_before(at))
            .or_else(|| self.season(at))
            .or_else(|| self.shifted_unit(at))
    }

    /// How far from now a word moves a unit, from where, and past how many terms.
    fn shift(&self, at: usize) -> Option<(i32, bool, usize)> {
        const FROM_PUBLISHED: bool = false;
        const FROM_TOLD: bool = true;
        let the = usize::from(matches!(self.term(at), Term::The | Term::Its));
        let (shift, from, count) = match *self.rest(at + the) {
            [Term::This, Term::Coming, ..] => (1, FROM_PUBLISHED, 2),
            [Term::This, Term::Past, ..] => (-1, FROM_PUBLISHED, 2),
            [Term::This | Term::Current, ..] => (0, FROM_PUBLISHED, 1),
            [Term::Next | Term::Coming, ..] => (1, FROM_PUBLISHED, 1),
            [Term::Last | Term::Past, ..] => (-1, FROM_PUBLISHED, 1),
            [Term::Following, ..] => (1, FROM_TOLD, 1),
            [Term::Previous, ..] => (-1, FROM_TOLD, 1),
            [Term::That, Term::Same, ..] => (0, FROM_TOLD, 2),
            [Term::That | Term::Same, ..] => (0, FROM_TOLD, 1),
            _ => return None,
        };
        Some((shift, from, at + the + count))
    }

    fn shifted_unit(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.definite_unit(at) {
            return Some(found);
        }
        let (shift, from_told, place) = self.shift(at)?;
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let Term::Unit(unit, false) = self.term(place) else {
            // "a higher dividend this year than last"
            let is_left_out = self.term(at) == Term::Last
                && matches!(self.before(at), Term::As | Term::Than)
                && self
                    .told
                    .last
                    .is_some_and(|told| told.granularity == Granularity::Year);
            let value = Value::around(
                Unit::Year,
                self.from_published(-1, Unit::Year),
                Anchor::Published,
            );
            return is_left_out.then_some((value, at + 1));
        };
        // "The last day" is the last of something else, "this half" one of a match.
        let is_none = match unit {
            Unit::Day => !from_told && self.term(place - 1) != Term::Next,
            Unit::Half | Unit::Hour => true,
            _ => self.term(place - 1) == Term::Same && self.told.last.is_none(),
        };
        if is_none {
            return None;
        }
        // "The next day" is the one after what was told.
        let (date, anchor) = if from_told || unit == Unit::Day {
            self.reference()
        } else {
            (self.published, Anchor::Published)
        };
        let value = Value::unit(unit, moved(date, shift, unit), anchor);
        let value = match self.term(place - 1) {
            Term::Past => self.back_to_now(value, unit),
            _ if shift == 0 && !from_told => self.what_is_left(value, place),
            _ => value,
        };
        Some((value, place + 1))
    }

    /// Of "this week", when it is still to come, today to its end.
    fn what_is_left(&self, value: Value, place: usize) -> Value {
        let days = value
            .days
            .zip(self.published)
            .map(|((first, last), today)| {
                let is_ahead = self.lean(place) == Lean::Future;
                (
                    if is_ahead {
                        today.clamp(first, last)
                    } else {
                        first
                    },
                    last,
                )
            });
        Value { days, ..value }
    }

    /// "The past year" is one that ends today.
    fn back_to_now(&self, value: Value, unit: Unit) -> Value {
        let days = self.from_published(-1, unit).zip(self.published);
        Value { days, ..value }
    }

    /// "later this month", "earlier in the year".
    fn rest_of_unit(&self, at: usize) -> Option<Found> {
        let is_later = match self.term(at) {
            Term::Later => true,
            Term::Earlier => false,
            _ => return None,
        };
        let place = match *self.rest(at + 1) {
            [Term::This | Term::That, ..] => at + 2,
            [Term::On, Term::The | Term::This, ..] => at + 3,
            _ => return None,
        };
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let value = match self.term(place) {
            Term::Unit(unit, false) if !matches!(unit, Unit::Day | Unit::Hour | Unit::Half) => {
                Value::around(unit, self.published, Anchor::Published)
            }
            Term::Season(season) => self.season_value(season, 0, place),
            _ => return None,
        };
        let days = value
            .days
            .zip(self.published)
            .and_then(|((first, last), today)| {
                if is_later {
                    Some((days_on(today, 1)?.clamp(first, last), last))
                } else {
                    Some((first, today.clamp(first, last)))
                }
            });
        Some((Value { days, ..value }, place + 1))
    }

    /// "the weekend", "the quarter", "the latest period", "the 1988 period", "in the year".
    fn definite_unit(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(self.term(at), Term::The | Term::Its));
        let place = at + the;
        let fiscal = usize::from(self.term(place) == Term::Fiscal);
        let (value, next) = match *self.rest(place) {
            [
                Term::Latest | Term::Corresponding,
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => (self.last_quarter(), place + 2),
            [
                Term::Year(year),
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => (self.quarter_of(year)?, place + 2),
            [
                Term::Latest,
                Term::Fiscal,
                Term::Unit(Unit::Year, false),
                ..,
            ] => {
                let date = self.from_published(-1, Unit::Year);
                (
                    Value::around(Unit::Year, date, Anchor::Published),
                    place + 3,
                )
            }
            [Term::Unit(Unit::Weekend, false), ..] if the == 1 => {
                let days = self.weekend(self.lean(place));
                (
                    Value::unit(Unit::Weekend, days, Anchor::Published),
                    place + 1,
                )
            }
            [Term::Unit(Unit::Quarter, false), ..] if the == 1 && self.is_in(at) => {
                (self.last_quarter(), place + 1)
            }
            [..] if the == 1 => match self.term(place + fiscal) {
                Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year), false)
                    if (self.is_in(at) || fiscal == 1)
                        && !matches!(
                            self.term(place + fiscal + 1),
                            Term::Of | Term::Number(_) | Term::Year(_) | Term::Ordinal(_)
                        ) =>
                {
                    let value = Value::around(unit, self.published, Anchor::Published);
                    (value, place + fiscal + 1)
                }
                _ => return None,
            },
            _ => return None,
        };
        Some((value, next))
    }

    /// A mere "the year" is a time only behind a preposition of time.
    fn is_in(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Term::On | Term::During | Term::For | Term::By | Term::Of | Term::Until
        )
    }

    /// The weekend that is on, else the next or the last one.
    fn weekend(&self, lean: Lean) -> Option<Days> {
        let (first, last) = whole(self.published?, Unit::Weekend)?;
        let is_ahead = self.published? < first && lean != Lean::Future;
        let shift = if is_ahead { -7 } else { 0 };
        Some((days_on(first, shift)?, days_on(last, shift)?))
    }

    /// The quarter that was told, else the last one that is over.
    fn last_quarter(&self) -> Value {
        self.told.quarter.unwrap_or_else(|| {
            let date = self.from_published(-1, Unit::Quarter);
            Value::around(Unit::Quarter, date, Anchor::Published)
        })
    }

    /// "The 1988 period": the quarter that was told, in another year, or that whole year.
    fn quarter_of(&self, year: i16) -> Option<Value> {
        let first = self.told.quarter.and_then(|value| value.first());
        Some(match first {
            Some(first) => {
                let days = part_of_year(year, (first.month() - 1) / 3, Unit::Quarter);
                Value {
                    compared: true,
                    ..Value::unit(Unit::Quarter, days, Anchor::Calendar)
                }
            }
            None => Value::around(Unit::Year, Date::new(year, 1, 1).ok(), Anchor::Calendar),
        })
    }

    /// "a year ago", "year-earlier", "the year-ago (third) quarter", "last year's quarter": with what
    /// was told, a year before it, where a quarter was told; else the last year.
    fn year_before(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(
            self.term(at),
            Term::The | Term::Article | Term::Its
        ));
        let place = at + the + usize::from(self.term(at + the) == Term::Corresponding);
        let next = match *self.rest(place) {
            [Term::Unit(Unit::Year, false), Term::Ago | Term::Earlier, ..] => place + 2,
            [
                Term::Last,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                Term::Unit(Unit::Quarter, false) | Term::Period,
                ..,
            ] => place + 3,
            [Term::Period, Term::Last, Term::Unit(Unit::Year, false), ..] => {
                let value = self.year_back(self.last_quarter());
                return Some((value, place + 3));
            }
            _ => return None,
        };
        let (base, next) = match *self.rest(next) {
            [Term::Unit(Unit::Quarter, false) | Term::Period, ..] => {
                (Some(self.last_quarter()), next + 1)
            }
            [
                Term::Ordinal(number @ 1..=4),
                Term::Unit(Unit::Quarter, false),
                ..,
            ] => (Some(self.nearest_part(number - 1, Unit::Quarter)), next + 2),
            _ => (self.told.quarter, next),
        };
        let year = || Value {
            compared: true,
            ..Value::around(
                Unit::Year,
                self.from_published(-1, Unit::Year),
                Anchor::Published,
            )
        };
        Some((base.map_or_else(year, |base| self.year_back(base)), next))
    }

    fn year_back(&self, value: Value) -> Value {
        let date = value.first().and_then(|first| plus(first, -1, Unit::Year));
        Value {
            compared: true,
            ..Value::around(Unit::Quarter, date, value.anchor)
        }
    }

    /// "the third quarter (of 2024)", "next year's first quarter", "the first half of 2025".
    fn numbered(&self, at: usize) -> Option<Found> {
        let the = usize::from(matches!(
            self.term(at),
            Term::The | Term::Its | Term::Article
        ));
        let place = at + the;
        let (year, place) = match *self.rest(place) {
            [Term::Year(year), ..] => (Some(year), place + 1),
            [
                Term::This | Term::Next | Term::Last,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                ..,
            ] => {
                let (shift, _, _) = self.shift(place)?;
                let date = self.from_published(shift, Unit::Year);
                (date.map(Date::year), place + 3)
            }
            _ => (None, place),
        };
        let place = place + usize::from(self.term(place) == Term::Fiscal);
        let (number, unit, next) = match *self.rest(place) {
            [
                Term::Ordinal(number @ 1..=4),
                Term::Unit(Unit::Quarter, _),
                ..,
            ] => (number - 1, Unit::Quarter, place + 2),
            [
                Term::Ordinal(number @ 1..=4),
                Term::Fiscal,
                Term::Unit(Unit::Quarter, _),
                ..,
            ] => (number - 1, Unit::Quarter, place + 3),
            [Term::Ordinal(number @ 1..=2), Term::Unit(Unit::Half, _), ..] => {
                (number - 1, Unit::Half, place + 2)
            }
            [
                Term::Ordinal(1),
                Term::Number(2),
                Term::Unit(Unit::Quarter, true),
                ..,
            ] => (0, Unit::Half, place + 3),
            [Term::Last, Term::Unit(Unit::Half, _), Term::Of, ..] => (1, Unit::Half, place + 2),
            _ => return None,
        };
        if let Some(year) = year {
            return Some((
                Value::unit(unit, part_of_year(year, number, unit), Anchor::Calendar),
                next,
            ));
        }
        if let Some((of, next)) = self.year_behind(next) {
            let year = of.first().map(Date::year);
            let days = year.and_then(|year| part_of_year(year, number, unit));
            return Some((Value::unit(unit, days, of.anchor), next));
        }
        // "The second half" alone is more often one of a match.
        (unit == Unit::Quarter).then(|| (self.nearest_part(number, unit), next))
    }

    /// A year that a quarter, half or season is of.
    pub fn year_behind(&self, next: usize) -> Option<Found> {
        let of = usize::from(matches!(self.term(next), Term::Of | Term::On));
        let place = next + of;
        let is_the_year = matches!(
            self.rest(place),
            [Term::The, Term::Unit(Unit::Year, false), ..]
        );
        let found = if is_the_year && of == 1 {
            let value = Value::around(Unit::Year, self.published, Anchor::Published);
            Some((value, place + 2))
        } else {
            self.shifted_unit(place).or_else(|| self.date(place))
        };
        found.filter(|(value, _)| value.granularity == Granularity::Year)
    }

    /// Of the quarters with that number the nearest.
    fn nearest_part(&self, number: i8, unit: Unit) -> Value {
        let days = self.published.and_then(|published| {
            [-1, 0, 1]
                .into_iter()
                .filter_map(|years| {
                    part_of_year(published.year().checked_add(years)?, number, unit)
                })
                .min_by_key(|&(first, last)| distance(published, first) + distance(published, last))
        });
        Value::unit(unit, days, Anchor::Published)
    }

    /// "this summer", "the winter of 2025", "in spring".
    fn season(&self, at: usize) -> Option<Found> {
        let (shift, _, place) = self.shift(at).unwrap_or((0, false, at));
        let the = usize::from(self.term(place) == Term::The);
        let Term::Season(season) = self.term(place + the) else {
            return None;
        };
        let next = place + the + 1;
        if let Some((year, next)) = self.year_behind(next) {
            let begun = i16::from(season == Season::Winter);
            let year = year.first()?.year().checked_sub(begun)?;
            return Some((
                season_of(season, season_from(year, season), Anchor::Calendar),
                next,
            ));
        }
        // "The fall of the government", "a spring".
        let is_time = place > at
            || matches!(
                self.before(at),
                Term::On
                    | Term::By
                    | Term::Since
                    | Term::Until
                    | Term::Early
                    | Term::Late
                    | Term::Mid
                    | Term::During
                    | Term::Before
                    | Term::After
                    | Term::From
                    | Term::Of
                    | Term::Through
            );
        if !is_time || self.term(next) == Term::Of {
            return None;
        }
        Some((self.season_value(season, shift, at), next))
    }

    fn season_value(&self, season: Season, shift: i32, at: usize) -> Value {
        let days = self.published.and_then(|today| {
            let seasons =
                [-2, -1, 0, 1].map(|years| season_from(today.year().checked_add(years)?, season));
            let mut seasons = seasons.into_iter().flatten();
            match (shift, self.lean(at)) {
                (1, _) => seasons.find(|&(first, _)| first > today),
                (-1, _) => seasons.rfind(|&(_, last)| last < today),
                (_, Lean::Future) => seasons.find(|&(_, last)| last >= today),
                (_, Lean::Past) => seasons.rfind(|&(first, _)| first <= today),
                _ => seasons
                    .min_by_key(|&(first, last)| distance(today, first) + distance(today, last)),
            }
        });
        season_of(season, days, Anchor::Published)
    }
}

fn season_of(season: Season, days: Option<Days>, anchor: Anchor) -> Value {
    let timex = days.map_or(Timex::Unknown, |(first, _)| Timex::Season(season, first));
    Value {
        timex,
        ..Value::range(days, anchor)
    }
}

/// The unit `shift` units on from the one around `date`, counted from its first day: a month after 31
/// January is still February.
fn moved(date: Option<Date>, shift: i32, unit: Unit) -> Option<Days> {
    let (first, _) = whole(date?, unit)?;
    match unit {
        Unit::Month => month_of(
            plus(first, shift, unit)?.year(),
            plus(first, shift, unit)?.month(),
        ),
        _ => whole(plus(first, shift, unit)?, unit),
    }
}
