//! Values: the times that words name, before a preposition turns them.

use jiff::civil::Date;

use crate::time::calendar::{Days, nearest, part_of_year, plus, third, weekday, whole};
use crate::time::{Granularity, Lean, words};

/// What a value is counted from, and the words, lower case, that it is read from.
pub struct Frame<'w> {
    pub words: &'w [String],
    pub anchor: Option<Date>,
    pub lean: Lean,
}

/// A time that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The days, where they can be told.
    pub days: Option<Days>,
    pub granularity: Granularity,
    /// One past the last word.
    pub next: usize,
    /// Whether it is the end of a unit ("the end of March").
    pub is_end: bool,
}

impl Frame<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// The value that begins at word `at`, the longest that is known.
    pub fn value(&self, at: usize) -> Option<Value> {
        self.named_day(at)
            .or_else(|| self.part(at))
            .or_else(|| self.relative_unit(at))
            .or_else(|| self.date(at))
    }

    /// "today", "Friday", "next Friday", "last Friday".
    fn named_day(&self, at: usize) -> Option<Value> {
        let (shift, next) = match self.word(at) {
            "today" | "tonight" => (0, at + 1),
            "this" if matches!(self.word(at + 1), "morning" | "afternoon" | "evening") => {
                (0, at + 2)
            }
            "tomorrow" => (1, at + 1),
            "yesterday" => (-1, at + 1),
            _ => return self.weekday(at),
        };
        Some(
            self.day(
                self.anchor
                    .and_then(|anchor| plus(anchor, shift, Granularity::Day)),
                next,
            ),
        )
    }

    fn weekday(&self, at: usize) -> Option<Value> {
        let (from, lean, place) = match self.word(at) {
            "next" | "coming" => (1, Lean::Future, at + 1),
            "last" => (-1, Lean::Past, at + 1),
            "this" => (0, self.lean, at + 1),
            _ => (0, self.lean, at),
        };
        let day = words::weekday(self.word(place))?;
        // A date that follows says it better ("Friday, March 5").
        let after = place + 1 + usize::from(self.word(place + 1) == ",");
        if let Some(dated) = self
            .date(after)
            .filter(|value| value.granularity == Granularity::Day)
        {
            return Some(dated);
        }
        let from = self
            .anchor
            .and_then(|anchor| plus(anchor, from, Granularity::Day));
        Some(self.day(from.and_then(|from| weekday(from, day, lean)), place + 1))
    }

    /// "the end of March", "late September", "early next year", "the second half of 2025".
    fn part(&self, at: usize) -> Option<Value> {
        let at = at + usize::from(self.word(at) == "the");
        if let Some(value) = self.quarter_or_half(at) {
            return Some(value);
        }
        let (number, next) = match (self.word(at), self.word(at + 1)) {
            ("end", "of") => (2, at + 2),
            ("beginning" | "start", "of") => (0, at + 2),
            ("middle", "of") => (1, at + 2),
            ("late", _) => (2, at + 1),
            ("early", _) => (0, at + 1),
            ("mid", "-") => (1, at + 2),
            _ => return self.mid(at),
        };
        let is_end = self.word(at) == "end";
        self.third_of(next, number, is_end)
    }

    /// "mid-March" as one word.
    fn mid(&self, at: usize) -> Option<Value> {
        let month = words::month(self.word(at).strip_prefix("mid-")?)?;
        let days = self
            .month(month, None)
            .and_then(|days| third(days, 1, Granularity::Month));
        Some(Value {
            days,
            granularity: Granularity::Range,
            next: at + 1,
            is_end: false,
        })
    }

    fn third_of(&self, at: usize, number: i8, is_end: bool) -> Option<Value> {
        let at = at + usize::from(self.word(at) == "the");
        let unit = words::unit(self.word(at));
        let whole_unit = unit.map(|unit| self.unit_around(unit, 0, at + 1));
        let value = whole_unit
            .or_else(|| self.relative_unit(at))
            .or_else(|| self.date(at))?;
        let full = value
            .days
            .and_then(|(_, end)| whole(end, value.granularity));
        let days = full.and_then(|days| third(days, number, value.granularity));
        Some(Value {
            days,
            granularity: Granularity::Range,
            is_end,
            ..value
        })
    }

    fn quarter_or_half(&self, at: usize) -> Option<Value> {
        let number = words::ordinal(self.word(at))?;
        let unit = match self.word(at + 1) {
            "quarter" => Granularity::Quarter,
            "half" if number < 2 => Granularity::Half,
            _ => return None,
        };
        let of = if self.word(at + 2) == "of" {
            self.value(at + 3 + usize::from(self.word(at + 3) == "the"))
        } else {
            None
        };
        let of = of.filter(|value| value.granularity == Granularity::Year);
        let (around, next) = match of {
            Some(value) => (value.days.map(|(_, end)| end), value.next),
            // "The second half" alone is more often one of a match.
            None if unit == Granularity::Half => return None,
            None => (self.anchor, at + 2),
        };
        let days = around.and_then(|date| part_of_year(date, number, unit));
        Some(Value {
            days,
            granularity: unit,
            next,
            is_end: false,
        })
    }

    /// "next week", "this month", "last year", "later this month", "the year".
    fn relative_unit(&self, at: usize) -> Option<Value> {
        let later = self.word(at) == "later";
        let at = at + usize::from(later) + usize::from(self.word(at) == "the");
        let shift = match self.word(at) {
            "this" => 0,
            "next" | "coming" => 1,
            "last" | "past" => -1,
            _ => return None,
        };
        let word = self.word(at + 1);
        let unit = if word.ends_with('s') {
            return None;
        } else {
            words::unit(word)?
        };
        let value = self.unit_around(unit, shift, at + 2);
        let Some((start, end)) = value
            .days
            .filter(|_| shift == 0 && self.lean == Lean::Future)
        else {
            return Some(value);
        };
        // What is left of it: today to its end, or from tomorrow when "later" says so.
        let anchor = self.anchor.map_or(start, |anchor| {
            plus(anchor, i32::from(later), Granularity::Day).unwrap_or(anchor)
        });
        Some(Value {
            days: Some((anchor.min(end), end)),
            ..value
        })
    }

    fn unit_around(&self, unit: Granularity, shift: i32, next: usize) -> Value {
        // Counted from the unit's first day: a month after 31 January is still February.
        let first = self
            .anchor
            .and_then(|anchor| whole(anchor, unit))
            .and_then(|(first, _)| plus(first, shift, unit));
        Value {
            days: first.and_then(|first| whole(first, unit)),
            granularity: unit,
            next,
            is_end: false,
        }
    }

    /// "5 March 2025", "March 5", "March 5-7", "March 2025", "March", "2025".
    fn date(&self, at: usize) -> Option<Value> {
        if let Some(day) = words::day_of_month(self.word(at)) {
            let of = usize::from(self.word(at + 1) == "of");
            let month = words::month(self.word(at + 1 + of))?;
            return Some(self.day_and_month(day, month, at + 2 + of));
        }
        if let Some(year) = words::year(self.word(at)) {
            let first = Date::new(year, 1, 1).ok();
            let days = first.and_then(|first| whole(first, Granularity::Year));
            return Some(Value {
                days,
                granularity: Granularity::Year,
                next: at + 1,
                is_end: false,
            });
        }
        let month = words::month(self.word(at))?;
        let next = at + 1 + usize::from(self.word(at + 1) == ".");
        if let Some(days) = self.days_of_month(month, next) {
            return Some(Value {
                days: Some(days),
                granularity: Granularity::Range,
                next: next + 3,
                is_end: false,
            });
        }
        if let Some(day) = words::day_of_month(self.word(next)) {
            return Some(self.day_and_month(day, month, next + 1));
        }
        let place =
            next + usize::from(self.word(next) == ",") + usize::from(self.word(next) == "of");
        let year = words::year(self.word(place));
        let next = if year.is_some() { place + 1 } else { next };
        Some(Value {
            days: self.month(month, year),
            granularity: Granularity::Month,
            next,
            is_end: false,
        })
    }

    fn day_and_month(&self, day: i8, month: i8, next: usize) -> Value {
        let place = next + usize::from(self.word(next) == ",");
        match words::year(self.word(place)) {
            Some(year) => self.day(Date::new(year, month, day).ok(), place + 1),
            None => self.day(
                self.anchor
                    .and_then(|anchor| nearest(anchor, month, day, self.lean)),
                next,
            ),
        }
    }

    /// "5-7" after a month: three words.
    fn days_of_month(&self, month: i8, at: usize) -> Option<Days> {
        if !matches!(self.word(at + 1), "-" | "–") {
            return None;
        }
        let date = |at| {
            nearest(
                self.anchor?,
                month,
                words::day_of_month(self.word(at))?,
                self.lean,
            )
        };
        let (first, last) = (date(at)?, date(at + 2)?);
        (first <= last).then_some((first, last))
    }

    /// A whole month; without a year the next one that has not passed, or the last that has begun.
    fn month(&self, month: i8, year: Option<i16>) -> Option<Days> {
        let of = |year: i16| {
            Date::new(year, month, 1)
                .ok()
                .and_then(|first| whole(first, Granularity::Month))
        };
        if let Some(year) = year {
            return of(year);
        }
        let anchor = self.anchor?;
        let (start, end) = of(anchor.year())?;
        match self.lean {
            Lean::Future if end < anchor => of(anchor.year().checked_add(1)?),
            Lean::Past if start > anchor => of(anchor.year().checked_sub(1)?),
            _ => Some((start, end)),
        }
    }

    fn day(&self, date: Option<Date>, next: usize) -> Value {
        Value {
            days: date.map(|date| (date, date)),
            granularity: Granularity::Day,
            next,
            is_end: false,
        }
    }
}
