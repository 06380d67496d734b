//! Two times that make one interval.

use crate::time::calendar::days_on;
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity};

impl Grammar<'_> {
    /// A value and, where a second one follows that it reaches to, the interval of both: "Friday and
    /// Saturday", "25 March to 2 April", "May–June".
    pub fn value_or_range(&self, at: usize) -> Option<Found> {
        let (first, next) = self.value(at)?;
        let joined = match self.term(next) {
            Term::Dash | Term::To | Term::Through => self.until(first, next + 1),
            // "Monday and Friday" are two days and no interval, "2024 and 2025" two years.
            Term::And => self.until(first, next + 1).filter(|(both, _)| {
                first.granularity != Granularity::Year && self.is_adjoined(first, next + 1, both)
            }),
            _ => None,
        };
        Some(joined.unwrap_or((first, next)))
    }

    /// "from 25 March to 2 April", "between Monday and Wednesday": what follows the preposition.
    pub fn between(&self, at: usize) -> Option<Found> {
        let (first, next) = self.value(at)?;
        match self.term(next) {
            Term::To | Term::Until | Term::Through | Term::And | Term::Dash => {
                self.until(first, next + 1)
            }
            _ => None,
        }
    }

    /// Units of one kind, the second not before the first.
    fn until(&self, first: Value, at: usize) -> Option<Found> {
        let (last, next) = self.value(at)?;
        let ((start, first_end), (mut last_start, mut end)) = first.days.zip(last.days)?;
        // "Monday to Wednesday", said on a Tuesday.
        if last_start < start && matches!(self.term(at), Term::Weekday(_)) {
            (last_start, end) = (days_on(last_start, 7)?, days_on(end, 7)?);
        }
        let is_alike =
            first.granularity == last.granularity && first.granularity != Granularity::Range;
        if !is_alike || last_start <= first_end {
            return None;
        }
        let anchor = if first.anchor == Anchor::Calendar {
            last.anchor
        } else {
            first.anchor
        };
        Some((Value::range(Some((start, end)), anchor), next))
    }

    /// Whether the second of two times, at `at`, begins where the first ends.
    fn is_adjoined(&self, first: Value, at: usize, both: &Value) -> bool {
        let second = self.value(at).and_then(|(value, _)| value.days);
        let ends = first.days.zip(both.days).zip(second);
        ends.is_some_and(|(((_, first_end), (_, end)), (start, last))| {
            // The second may have been moved on by a week.
            let length = start.until(last).map_or(0, |span| span.get_days());
            days_on(first_end, length + 1) == Some(end)
        })
    }
}
