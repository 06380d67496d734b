//! Single days: named, by weekday, by hour, by holiday.

use jiff::civil::{Date, Weekday};

use crate::time::calendar::{days_on, weekday, whole};
use crate::time::grammar::Grammar;
use crate::time::holiday::Holiday;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, DayPart, Granularity, Lean, Unit};

impl Grammar<'_> {
    /// "today", "tomorrow morning", "late on Friday", "9 p.m. on 5 May", "Christmas".
    pub fn day(&self, at: usize) -> Option<Found> {
        match *self.rest(at) {
            [Term::Early | Term::Late | Term::Earlier | Term::Later, ..] => self.shaded(at + 1),
            [Term::Mid, Term::Part(part), ..] => Some(self.part(part, at + 2)),
            _ => self
                .named_day(at)
                .or_else(|| self.hour(at))
                .or_else(|| self.weekday(at))
                .or_else(|| self.holiday(at)),
        }
    }

    /// What follows "early" or "later": a day stays the whole day.
    fn shaded(&self, at: usize) -> Option<Found> {
        match *self.rest(at) {
            [Term::On, Term::The, Term::Unit(Unit::Day, false), ..] => {
                Some((self.that_day(), at + 3))
            }
            [Term::On, ..] => self.named_day(at + 1).or_else(|| self.weekday(at + 1)),
            _ => self.named_day(at).or_else(|| self.weekday(at)),
        }
    }

    fn named_day(&self, at: usize) -> Option<Found> {
        let published =
            |shift| Value::day(self.published_plus(shift, Unit::Day), Anchor::Published);
        let night = |value: Value| value.with_part(DayPart::Night);
        Some(match *self.rest(at) {
            [Term::Today(shift), Term::Part(part), ..] => {
                (published(shift.into()).with_part(part), at + 2)
            }
            [Term::Today(shift), ..] => (published(shift.into()), self.after_day(at + 1)),
            [Term::Tonight, ..] => (night(published(0)), at + 1),
            [Term::Overnight, ..] => (night(published(0)), at + 1),
            [Term::This, Term::Part(part), ..] => (published(0).with_part(part), at + 2),
            [Term::Last, Term::Part(DayPart::Night), ..] => (night(published(-1)), at + 2),
            [Term::The, Term::Part(part), ..] if self.before(at) == Term::On => {
                self.part(part, at + 2)
            }
            [Term::The, Term::Same, Term::Unit(Unit::Day, false), ..] => (self.that_day(), at + 3),
            [Term::That, Term::Same, Term::Unit(Unit::Day, false), ..] => (self.that_day(), at + 3),
            [Term::That, Term::Unit(Unit::Day, false), ..] => (self.that_day(), at + 2),
            _ => return None,
        })
    }

    /// A part of a day that may follow: "the morning of 5 May", "mid-morning yesterday".
    fn part(&self, part: DayPart, next: usize) -> Found {
        let of = usize::from(self.term(next) == Term::Of);
        match self.dated(next + of) {
            Some((value, next)) => (value.with_part(part), next),
            None => (self.that_day().with_part(part), next),
        }
    }

    /// A day however it is told, but for its hour.
    fn dated(&self, at: usize) -> Option<Found> {
        self.named_day(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.date(at))
            .filter(|(value, _)| value.granularity == Granularity::Day)
    }

    /// The day that is spoken of: the last one told, else that of publication.
    fn that_day(&self) -> Value {
        let told = self
            .told
            .last
            .filter(|value| value.granularity == Granularity::Day);
        match told.and_then(|value| value.first()) {
            Some(date) => Value::day(Some(date), Anchor::Told(date)),
            None => Value::day(self.published, Anchor::Published),
        }
    }

    /// "7 a.m. GMT, Oct. 3", "noon Thursday", "8 a.m. local time on Tuesday".
    fn hour(&self, at: usize) -> Option<Found> {
        let (next, is_sure) = match *self.rest(at) {
            [Term::Number(1..=12) | Term::Clock, Term::Meridiem, ..] => (at + 2, true),
            [Term::Clock, Term::Zone, ..] => (at + 1, true),
            [Term::Noon, ..] => (at + 1, true),
            [Term::Clock, ..] => (at + 1, matches!(self.before(at), Term::On | Term::About)),
            _ => return None,
        };
        let zones = self
            .rest(next)
            .iter()
            .take_while(|&&term| term == Term::Zone);
        let next = next + zones.count();
        let joint = usize::from(matches!(
            self.term(next),
            Term::On | Term::Comma | Term::Of | Term::Late
        ));
        match self.dated(next + joint).or_else(|| self.dated(next)) {
            Some(found) => Some(found),
            None if is_sure => Some((self.that_day(), next)),
            None => None,
        }
    }

    /// Past the part or hour of a day: "Friday evening", "Friday at 9 p.m. GMT".
    pub fn after_day(&self, next: usize) -> usize {
        let at_hour = match *self.rest(next) {
            [Term::Part(_), ..] => return next + 1,
            [Term::On, Term::Number(_) | Term::Clock, Term::Meridiem, ..] => next + 3,
            [Term::On, Term::Clock | Term::Noon, ..] => next + 2,
            _ => return next,
        };
        let zones = self
            .rest(at_hour)
            .iter()
            .take_while(|&&term| term == Term::Zone);
        at_hour + zones.count()
    }

    /// "Friday", "next Friday", "Friday, 5 May", "Friday next week", "the previous Friday".
    fn weekday(&self, at: usize) -> Option<Found> {
        let skipped = match *self.rest(at) {
            [Term::Weekday(_), ..] => 0,
            [Term::This, Term::Coming, Term::Weekday(_), ..]
            | [Term::This, Term::Past, Term::Weekday(_), ..]
            | [Term::The, _, Term::Weekday(_), ..] => 2,
            [
                Term::This | Term::Next | Term::Last | Term::Coming | Term::Past,
                Term::Weekday(_),
                ..,
            ]
            | [Term::Previous | Term::Following, Term::Weekday(_), ..] => 1,
            _ => return None,
        };
        let place = at + skipped;
        let Term::Weekday(day) = self.term(place) else {
            return None;
        };
        let comma = usize::from(self.term(place + 1) == Term::Comma);
        let dated = self.date(place + 1 + comma);
        if let Some(dated) = dated.filter(|(value, _)| value.granularity == Granularity::Day) {
            return Some(dated);
        }
        if let Some(shift) = self.week_shift(place + 1) {
            let monday = whole(self.published_plus(shift, Unit::Week)?, Unit::Week)?.0;
            let date = days_on(monday, i32::from(day.to_monday_zero_offset()));
            return Some((Value::day(date, Anchor::Published), place + 3));
        }
        let (date, anchor) = match skipped {
            0 => (self.bare_weekday(place, day), Anchor::Published),
            _ => self.turned_weekday(self.term(place - 1), place, day)?,
        };
        let next = self.after_day(place + 1);
        let value = Value::day(date, anchor);
        Some(match self.term(place + 1) {
            Term::Part(part) => (value.with_part(part), next),
            _ => (value, next),
        })
    }

    /// The tense tells on which side it lies.
    fn bare_weekday(&self, place: usize, day: Weekday) -> Option<Date> {
        let lean = match *self.rest(place) {
            // "Thursday and Friday next week"
            [_, Term::And, Term::Weekday(_), ..] if self.week_shift(place + 3).is_some() => {
                let shift = self.week_shift(place + 3)?;
                let monday = whole(self.published_plus(shift, Unit::Week)?, Unit::Week)?.0;
                return days_on(monday, i32::from(day.to_monday_zero_offset()));
            }
            _ => self.lean(place),
        };
        weekday(self.published?, day, lean)
    }

    fn turned_weekday(
        &self,
        word: Term,
        place: usize,
        day: Weekday,
    ) -> Option<(Option<Date>, Anchor)> {
        let from = |date: Option<Date>, shift, lean| {
            days_on(date?, shift).and_then(|date| weekday(date, day, lean))
        };
        let (told, anchor) = self.reference();
        Some(match word {
            Term::Next | Term::Coming => (from(self.published, 1, Lean::Future), Anchor::Published),
            Term::Last | Term::Past => (from(self.published, -1, Lean::Past), Anchor::Published),
            Term::This => {
                let lean = if self.lean(place) == Lean::Past {
                    Lean::Past
                } else {
                    Lean::Future
                };
                (from(self.published, 0, lean), Anchor::Published)
            }
            Term::Following => (from(told, 1, Lean::Future), anchor),
            Term::Previous => (from(told, -1, Lean::Past), anchor),
            _ => return None,
        })
    }

    /// "next week" behind a weekday.
    fn week_shift(&self, at: usize) -> Option<i32> {
        match *self.rest(at) {
            [Term::Next, Term::Unit(Unit::Week, false), ..] => Some(1),
            [Term::This, Term::Unit(Unit::Week, false), ..] => Some(0),
            [Term::Last, Term::Unit(Unit::Week, false), ..] => Some(-1),
            _ => None,
        }
    }

    fn holiday(&self, at: usize) -> Option<Found> {
        let (shift, at) = match self.term(at) {
            Term::Next => (1, at + 1),
            Term::Last => (-1, at + 1),
            Term::This => (0, at + 1),
            _ => (0, at),
        };
        let (holiday, next) = match *self.rest(at) {
            [
                Term::New,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                Term::Unit(Unit::Day, false),
                ..,
            ] => (Holiday::NewYear, at + 4),
            [
                Term::New,
                Term::Unit(Unit::Year, false),
                Term::Possessive,
                Term::Eve,
                ..,
            ] => (Holiday::NewYearsEve, at + 4),
            [Term::Good, Term::Weekday(Weekday::Friday), ..] => (Holiday::GoodFriday, at + 2),
            [Term::Holiday(Holiday::Christmas), Term::Eve, ..] => (Holiday::ChristmasEve, at + 2),
            [
                Term::Holiday(Holiday::Easter),
                Term::Weekday(Weekday::Monday),
                ..,
            ] => (Holiday::EasterMonday, at + 2),
            [
                Term::Holiday(Holiday::Easter),
                Term::Weekday(Weekday::Sunday),
                ..,
            ] => (Holiday::Easter, at + 2),
            [Term::Holiday(holiday), Term::Unit(Unit::Day, false), ..] => (holiday, at + 2),
            [Term::Holiday(holiday), ..] => (holiday, at + 1),
            [
                Term::HolidayOfDay(holiday),
                Term::Possessive,
                Term::Unit(Unit::Day, false),
                ..,
            ] => (holiday, at + 3),
            [
                Term::HolidayOfDay(holiday),
                Term::Unit(Unit::Day, false),
                ..,
            ] => (holiday, at + 2),
            _ => return None,
        };
        let comma = usize::from(self.term(next) == Term::Comma);
        if let Term::Year(year) = self.term(next + comma) {
            let date = holiday.in_year(year);
            return Some((Value::day(date, Anchor::Calendar), next + comma + 1));
        }
        let date = self.published.and_then(|published| {
            let candidates =
                [-1, 0, 1].map(|years| holiday.in_year(published.year().checked_add(years)?));
            self.pick(candidates, shift, at)
        });
        Some((Value::day(date, Anchor::Published), next))
    }

    /// Of one day in the last, this and the next year, the one that is meant.
    fn pick(&self, candidates: [Option<Date>; 3], shift: i32, at: usize) -> Option<Date> {
        let published = self.published?;
        let mut days = candidates.into_iter().flatten();
        let lean = match shift {
            0 => self.lean(at),
            1 => Lean::Future,
            _ => Lean::Past,
        };
        match lean {
            Lean::Future => days.find(|&day| day >= published),
            Lean::Past => days.rfind(|&day| day <= published),
            Lean::Unknown => days.min_by_key(|&day| distance(published, day)),
        }
    }
}

/// Days between two dates.
pub fn distance(one: Date, other: Date) -> i32 {
    one.until(other)
        .map_or(i32::MAX, |span| span.get_days().abs())
}
