//! Reports against what people annotated, by section 4 of the annotators' guidelines.
//!
//! What is scored is the wire form, so that reports that were saved can be scored like fresh ones.
//! Knows nothing of how a report comes about.

mod agreement;
mod figures;
mod findings;
mod frame;
mod line;
mod matching;
mod reliability;
mod round_trip;
mod sample;
mod tally;

pub use figures::{
    CommitmentFigures, FieldFigures, Figures, FrameFigures, GivenFigures, Mean, Retrieval,
};
pub use findings::{Finding, Where};
pub use reliability::Bin;
pub use sample::Interval;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::evaluate::gold::{GoldItem, PartyNames};
use crate::evaluate::reading::findings::findings;
use crate::evaluate::reading::line::{RegisterLine, found_lines, gold_lines};
use crate::evaluate::reading::matching::{Stretch, pairs};
use crate::evaluate::reading::reliability::reliability;
use crate::evaluate::reading::sample::Sample;
use crate::evaluate::reading::tally::{Measure, Tally};
use crate::news::Item;
use crate::report::{Commitment, Field, Register};

/// One item, what people say of it, and what its report says; none when it has no report.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The item: its texts are those in which all offsets count.
    pub item: &'a Item,
    /// What people annotated.
    pub gold: &'a GoldItem,
    /// What was reported.
    pub found: Option<&'a Register>,
}

/// All that is measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Items compared.
    pub items: usize,
    /// Over all of them.
    #[serde(flatten)]
    pub all: Figures,
    /// By the items' source.
    pub by_source: BTreeMap<String, Figures>,
    /// By the field in which the commitments stand: `title` and `body`.
    pub by_field: BTreeMap<String, Figures>,
    /// Commitments by ten equal steps of confidence: how many of them are right.
    pub reliability: Vec<Bin>,
    /// Meetings by ten equal steps of their score: how many of them are right.
    pub meeting_reliability: Vec<Bin>,
}

/// Scores, and what there is to look at: what was missed, what is false, what differs.
pub fn score(cases: &[Case], names: &PartyNames) -> (Scores, Vec<Finding>) {
    let compared: Vec<Compared> = cases
        .iter()
        .map(|case| Compared::new(*case, names))
        .collect();
    let figures = |tallies: &[Tally]| Figures::of(&Sample::draw(tallies));
    let tallies: Vec<Tally> = compared.iter().map(|one| one.tally(names)).collect();
    let mut by_source: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
    for (one, tally) in compared.iter().zip(&tallies) {
        let source = one.case.item.source.clone().unwrap_or_default();
        by_source.entry(source).or_default().push(tally.clone());
    }
    let by_field = [("title", Field::Title), ("body", Field::Body)].map(|(name, field)| {
        let tallies: Vec<_> = compared
            .iter()
            .map(|one| one.tally_of_commitments(|at| at == field))
            .collect();
        (name.to_owned(), figures(&tallies))
    });
    let scores = Scores {
        items: cases.len(),
        all: figures(&tallies),
        by_source: by_source
            .into_iter()
            .map(|(source, tallies)| (source, figures(&tallies)))
            .collect(),
        by_field: by_field.into(),
        reliability: reliability(compared.iter().flat_map(Compared::judged)),
        meeting_reliability: reliability(cases.iter().filter_map(|case| {
            let meeting = case.found?.meeting.as_ref()?;
            Some((meeting.score, case.gold.meeting))
        })),
    };
    let found = compared.iter().flat_map(|one| findings(one, names));
    (scores, found.collect())
}

/// One item with the lines of both sides matched.
struct Compared<'a> {
    case: Case<'a>,
    found: Vec<RegisterLine>,
    gold: Vec<RegisterLine>,
    /// Indices into `found` and `gold`.
    pairs: Vec<(usize, usize)>,
}

impl<'a> Compared<'a> {
    fn new(case: Case<'a>, names: &PartyNames) -> Self {
        let found = found_lines(commitments(case), names);
        let gold = gold_lines(&case.gold.commitments, names);
        let places =
            |lines: &[RegisterLine]| -> Vec<Stretch> { lines.iter().map(|line| line.at).collect() };
        Self {
            case,
            pairs: pairs(&places(&found), &places(&gold)),
            found,
            gold,
        }
    }

    /// Counts everything.
    fn tally(&self, names: &PartyNames) -> Tally {
        let mut tally = self.tally_of_commitments(|_| true);
        let (ours, theirs) = (self.meeting().is_some(), self.case.gold.meeting);
        tally[Measure::Meeting].given(ours && theirs, ours, theirs);
        if let (Some(found), Some(gold)) = (self.meeting(), &self.case.gold.frame) {
            frame::count(&mut tally, found, gold, names);
        }
        if let Some(register) = self.case.found {
            round_trip::count(&mut tally, self.case.item, register);
        }
        tally
    }

    /// Counts the commitments in some fields.
    fn tally_of_commitments(&self, within: impl Fn(Field) -> bool) -> Tally {
        let mut tally = Tally::default();
        let counts = |line: &&RegisterLine| within(line.at.field);
        let found = self.found.iter().filter(counts).count();
        let gold = self.gold.iter().filter(counts).count();
        let matched: Vec<_> = self
            .pairs
            .iter()
            .map(|&(ours, theirs)| (&self.found[ours], &self.gold[theirs]))
            .filter(|(ours, _)| counts(ours))
            .collect();
        tally[Measure::Commitment].things(matched.len(), found, gold);
        tally[Measure::Register].things(0, found, gold);
        for (found, gold) in &matched {
            agreement::count(&mut tally, found, gold);
        }
        agreement::count_clusters(&mut tally, &matched);
        tally
    }

    fn meeting(&self) -> Option<&'a crate::report::Meeting> {
        self.case.found?.meeting.as_ref()
    }

    /// The confidence of each line that was found, and whether it is right.
    fn judged(&self) -> impl Iterator<Item = (f64, bool)> {
        let commitments = commitments(self.case).iter().enumerate();
        commitments.map(|(at, commitment)| {
            let right = self.pairs.iter().any(|&(ours, _)| ours == at);
            (commitment.confidence, right)
        })
    }
}

fn commitments(case: Case<'_>) -> &[Commitment] {
    case.found.map_or(&[], |register| &register.commitments)
}

#[cfg(test)]
mod tests;
