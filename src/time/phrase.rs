//! Prepositions over values: what "by", "until", "within" make of a time.

use jiff::civil::Date;

use crate::time::calendar::{days_on, plus};
use crate::time::grammar::Grammar;
use crate::time::term::Term;
use crate::time::value::{Found, Value};
use crate::time::{Granularity, Interval, Lean, Relation, Timex, Unit};

/// A value under a preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub value: Value,
    pub relation: Relation,
    pub interval: Interval,
    /// One past the last term.
    pub next: usize,
}

/// Terms between "first" and "in ten years" at most.
const RECORD_TERMS_MAX: usize = 12;

impl Grammar<'_> {
    /// The phrase that begins at `at`; none when there is none.
    pub fn phrase(&self, at: usize) -> Option<Phrase> {
        // What repeats has no interval.
        if self.term(at) == Term::Every {
            return None;
        }
        // But "100 dollars each for six months" is told once.
        let preposition = self.preposition(at);
        if self.before(at) == Term::Every && preposition.is_none() {
            return None;
        }
        if let Some(found) = self.vague(at) {
            return Some(self.under(Relation::On, found));
        }
        if let Some((relation, place)) = preposition {
            let found = self.object(relation, at, place);
            return found.map(|(relation, found)| self.under(relation, found));
        }
        let found = self.value_or_range(at).or_else(|| self.stretch_back(at))?;
        Some(self.under(Relation::On, found))
    }

    /// A preposition and the place just after it.
    fn preposition(&self, at: usize) -> Option<(Relation, usize)> {
        let (relation, count) = match *self.rest(at) {
            [Term::No, Term::Later, Term::Than, ..] => (Relation::By, 3),
            [Term::No, Term::Earlier, Term::Than, ..] => (Relation::From, 3),
            [Term::On, Term::Or, Term::Before, ..] => (Relation::By, 3),
            [Term::On, Term::Or, Term::After, ..] => (Relation::From, 3),
            [Term::On, Term::The, Term::Latest, Term::By, ..] => (Relation::By, 4),
            [Term::By, Term::The, Term::Latest, ..] => (Relation::By, 3),
            [Term::By, Term::About, ..] => (Relation::By, 2),
            [Term::By, Term::On, Term::Least, ..] => (Relation::By, 3),
            [Term::By, ..] => (Relation::By, 1),
            [Term::Ahead | Term::Prior, Term::Of | Term::To, ..] => (Relation::Before, 2),
            [Term::Before, ..] => (Relation::Before, 1),
            [Term::Until | Term::Through, Term::On, Term::Least, ..] => (Relation::Until, 3),
            [Term::On, Term::Least, Term::Until | Term::Through, ..] => (Relation::Until, 3),
            [Term::Until | Term::Through, ..] => (Relation::Until, 1),
            [Term::After, ..] => (Relation::After, 1),
            [Term::Starting | Term::Beginning, Term::From | Term::On, ..] => (Relation::From, 2),
            [Term::Starting, Term::As, Term::Of, ..] => (Relation::From, 3),
            [Term::Starting | Term::Beginning, ..] => (Relation::From, 1),
            [Term::As, Term::Of | Term::From, ..] => (Relation::From, 2),
            [Term::From | Term::Between, ..] => (Relation::From, 1),
            [Term::Since, ..] => (Relation::Since, 1),
            [Term::Within, ..] => (Relation::Within, 1),
            [Term::For, ..] => (Relation::For, 1),
            [Term::On | Term::During, ..] => (Relation::On, 1),
            _ => return None,
        };
        Some((relation, at + count))
    }

    /// What follows the preposition at `at`, and what they are together.
    fn object(&self, relation: Relation, at: usize, place: usize) -> Option<(Relation, Found)> {
        if let Some(found) = self
            .coming(place)
            .filter(|_| !matches!(relation, Relation::By))
        {
            return Some((Relation::On, found));
        }
        let found = match (relation, self.term(at)) {
            (Relation::Within, _) | (_, Term::During) => {
                self.stretch(place).map(|found| (Relation::Within, found))
            }
            (Relation::For, _) => self.for_stretch(place).map(|found| (Relation::For, found)),
            (Relation::From, _) => self.between(place).map(|found| (Relation::On, found)),
            (Relation::On, _) if self.is_next_few(place) => {
                self.stretch(place).map(|found| (Relation::Within, found))
            }
            // "Built in two years" tells how long it took.
            (Relation::On, _) if self.lean(place) != Lean::Past && !self.looks_back(at, place) => {
                self.ahead(place).map(|found| (Relation::On, found))
            }
            _ => None,
        };
        let found = found
            .or_else(|| {
                let found = self.value_or_range(place)?;
                let is_range = matches!(found.0.timex, Timex::Range(..));
                let is_closed = relation == Relation::From && is_range;
                Some((if is_closed { Relation::On } else { relation }, found))
            })
            .or_else(|| Some((Relation::On, self.stretch_back(place)?)));
        found.filter(|(_, (value, _))| self.takes(at, place, value))
    }

    /// "The first visit in ten years", "the worst floods in six months": so long there was none. Days and weeks
    /// lie ahead all the same ("the first round in two weeks").
    fn looks_back(&self, at: usize, place: usize) -> bool {
        let count = self.count(place);
        let is_long = count.is_some_and(|count| matches!(count.unit, Unit::Month | Unit::Year));
        let back = self.terms.list.get(at.saturating_sub(RECORD_TERMS_MAX)..at);
        let mut back = back.unwrap_or_default().iter();
        is_long && back.any(|term| matches!(term, Term::Ordinal(1) | Term::Extreme))
    }

    /// "in the next two weeks".
    fn is_next_few(&self, place: usize) -> bool {
        let the = usize::from(self.term(place) == Term::The);
        matches!(
            self.rest(place + the),
            [
                Term::Next | Term::Coming,
                Term::Number(_) | Term::Article,
                ..
            ]
        )
    }

    /// "for six months", "for six months from 1 May".
    fn for_stretch(&self, place: usize) -> Option<Found> {
        let (value, next) = self.stretch(place)?;
        let Timex::Duration(number, unit) = value.timex else {
            return Some((value, next));
        };
        let start = match self.term(next) {
            Term::From | Term::Starting | Term::Beginning => {
                let on = usize::from(matches!(self.term(next + 1), Term::On | Term::From));
                self.value(next + 1 + on)
            }
            _ => None,
        };
        let Some((start, after)) = start else {
            return Some((value, next));
        };
        let days = start
            .days
            .and_then(|(first, _)| Some((first, plus(first, number, unit)?)));
        Some((
            Value {
                days,
                anchor: start.anchor,
                ..value
            },
            after,
        ))
    }

    /// "Based on today's talks": a day that is told from today takes no "on". A lone number is the
    /// year of nothing behind "for" and "at".
    fn takes(&self, at: usize, place: usize, value: &Value) -> bool {
        match (self.term(at), self.term(place)) {
            (Term::On | Term::During | Term::Within, Term::Today(_) | Term::Tonight) => false,
            (Term::Within | Term::Through, Term::Year(_)) => value.granularity != Granularity::Year,
            _ => true,
        }
    }

    fn under(&self, relation: Relation, (value, next): Found) -> Phrase {
        Phrase {
            interval: turned(relation, &value, self.published),
            value,
            relation,
            next,
        }
    }
}

fn turned(relation: Relation, value: &Value, published: Option<Date>) -> Interval {
    let Some((first, last)) = value.days else {
        return Interval::default();
    };
    let (not_before, not_after) = match relation {
        Relation::On | Relation::For => (Some(first), Some(last)),
        Relation::By | Relation::Until => (None, Some(last)),
        Relation::Before if value.is_end => (None, Some(last)),
        Relation::Before => (None, days_on(first, -1)),
        Relation::Within => {
            let today = published.filter(|&today| today <= last);
            (today.or(Some(first)), Some(last))
        }
        Relation::After => (days_on(last, 1), None),
        Relation::From => (Some(first), None),
        Relation::Since => (Some(first), published.filter(|&today| today >= first)),
    };
    Interval {
        not_before,
        not_after,
    }
}
