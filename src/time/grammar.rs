//! What every rule of the grammar reads from: the terms, the anchor, the lean, what was told before.

use jiff::civil::Date;

use crate::time::calendar::plus;
use crate::time::term::Term;
use crate::time::terms::Terms;
use crate::time::value::{Found, Value};
use crate::time::{Anchor, Granularity, Lean, Unit};

/// The grammar over the terms of one sentence. Rules are its methods, one file for each kind of time.
pub struct Grammar<'g> {
    pub terms: &'g Terms,
    pub published: Option<Date>,
    /// The lean of a token.
    pub lean: &'g dyn Fn(usize) -> Lean,
    pub told: Told,
}

/// Times that were told before, in this sentence or another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The last one.
    pub last: Option<Value>,
    /// The last one that was a quarter: reports compare it with the one "a year earlier".
    pub quarter: Option<Value>,
}

impl Told {
    pub fn remember(&mut self, value: &Value) {
        if value.days.is_none() || value.compared || value.granularity == Granularity::Range {
            return;
        }
        self.last = Some(*value);
        match value.granularity {
            Granularity::Quarter => self.quarter = Some(*value),
            // A whole year is compared with a whole year.
            Granularity::Year => self.quarter = None,
            _ => {}
        }
    }
}

impl Grammar<'_> {
    /// The terms from `at` on.
    pub fn rest(&self, at: usize) -> &[Term] {
        self.terms.list.get(at..).unwrap_or(&[])
    }

    pub fn term(&self, at: usize) -> Term {
        self.terms.list.get(at).copied().unwrap_or(Term::Other)
    }

    pub fn before(&self, at: usize) -> Term {
        at.checked_sub(1).map_or(Term::Other, |at| self.term(at))
    }

    pub fn lean(&self, at: usize) -> Lean {
        let told = || (self.lean)(self.terms.token(at));
        match (self.before(at), self.before(at.saturating_sub(1))) {
            // What comes into force is ahead.
            (Term::Starting, _) | (Term::On | Term::Of, Term::Starting) => Lean::Future,
            (Term::Since, _) => Lean::Past,
            // A term is set for what is ahead, if nothing speaks against it.
            (Term::By, _) if told() == Lean::Unknown => Lean::Future,
            _ => told(),
        }
    }

    /// The value that begins at `at`; none when there is none.
    pub fn value(&self, at: usize) -> Option<Found> {
        if self.term(at) == Term::Other {
            return None;
        }
        self.day(at)
            .or_else(|| self.part_of_unit(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.period(at))
            .or_else(|| self.date(at))
    }

    /// `count` units from publication.
    pub fn published_plus(&self, count: i32, unit: Unit) -> Option<Date> {
        plus(self.published?, count, unit)
    }

    /// The date that was told last, else that of publication.
    pub fn reference(&self) -> (Option<Date>, Anchor) {
        match self.told.last.and_then(|value| value.first()) {
            Some(date) => (Some(date), Anchor::Told(date)),
            None => (self.published, Anchor::Published),
        }
    }
}
