//! What those hear who ask why: each rule that was tried, each candidate as it is judged, and why one is
//! left out.

use crate::commitment::judge::Judge;
use crate::commitment::propose::Outcome;
use crate::judgement::{Contribution, Features};
use crate::news::Part;
use crate::text::Span;

/// One step on the way from a document to its undertakings. Whoever does not ask pays for none.
#[derive(Clone)]
pub enum Heard<'h> {
    /// A rule was tried.
    Tried(Tried),
    /// A candidate was judged.
    Judged(Judged<'h>),
    /// A candidate that was judged is no undertaking of the item.
    LeftOut {
        /// How many candidates had been judged before it.
        number: usize,
        /// Why.
        why: LeftOut,
    },
}

/// One rule at one trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The rule.
    pub rule: String,
    /// The text in which its trigger stands.
    pub part: Part,
    /// The trigger.
    pub trigger: Span,
    /// What came of it.
    pub outcome: Outcome,
}

/// A candidate and what the judgement makes of it.
#[derive(Clone, Copy)]
pub struct Judged<'h> {
    /// The text in which it stands.
    pub part: Part,
    /// Its words.
    pub evidence: Span,
    /// The rule that shaped it.
    pub rule: &'h str,
    /// How likely it is an undertaking, 0 to 1.
    pub probability: f64,
    pub(super) judge: &'h Judge,
    pub(super) features: &'h Features,
}

/// Why a candidate is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is too unlikely to be an undertaking.
    Unlikely,
    /// Nobody is bound by it.
    BindsNobody,
    /// A likelier one has most of its words.
    SharesWords,
    /// As many as a report may have are likelier.
    TooMany,
}

impl Judged<'_> {
    /// What moves its log-odds furthest, the furthest first. Computed when asked for.
    pub fn contributions(&self, at_most: usize) -> Vec<Contribution<'_>> {
        self.judge.contributions(self.features, at_most)
    }
}

impl LeftOut {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unlikely => "unlikely",
            Self::BindsNobody => "binds nobody",
            Self::SharesWords => "shares words with a likelier one",
            Self::TooMany => "too many",
        }
    }
}
