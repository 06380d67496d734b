//! How far a line that was found agrees with the gold's line that it stands for.

use crate::evaluate::gold::share_family_name;
use crate::evaluate::reading::line::RegisterLine;
use crate::evaluate::reading::tally::{Measure, Tally};

/// What of a matched pair is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The type.
    pub kind: bool,
    /// The set of committers.
    pub committer: bool,
    /// The voice.
    pub voice: bool,
    /// Whether it is hedged.
    pub hedged: bool,
    /// The person; none where the gold's line is mutual, as nobody acts alone there.
    pub person: Option<bool>,
    /// The set of addressees.
    pub addressee: bool,
    /// The condition: both have none, or their words match.
    pub condition: bool,
    /// The dates by when; both without any are the same.
    pub due: bool,
    /// Refusals are told from the rest.
    pub polarity: bool,
}

impl Agreement {
    /// Compares.
    pub fn of(found: &RegisterLine, gold: &RegisterLine) -> Self {
        let person = match (&found.person, &gold.person) {
            (Some(found), Some(gold)) => share_family_name(found, gold),
            (found, gold) => found.is_none() && gold.is_none(),
        };
        let condition = match (found.condition, gold.condition) {
            (Some(found), Some(gold)) => found.matches(gold),
            (found, gold) => found.is_none() && gold.is_none(),
        };
        let is_refusal = |line: &RegisterLine| line.kind == "refusal";
        Self {
            kind: found.kind == gold.kind,
            committer: found.committer == gold.committer,
            voice: found.voice == gold.voice,
            hedged: found.hedged == gold.hedged,
            person: (!gold.is_mutual()).then_some(person),
            addressee: found.addressee == gold.addressee,
            condition,
            due: found.due == gold.due,
            polarity: is_refusal(found) == is_refusal(gold),
        }
    }

    /// Whether the register would have this line right.
    pub fn is_register_line(self) -> bool {
        self.committer && self.polarity && self.due
    }
}

/// Counts a matched pair.
pub fn count(tally: &mut Tally, found: &RegisterLine, gold: &RegisterLine) {
    let agreement = Agreement::of(found, gold);
    tally[Measure::Overlap].part(found.at.overlap(gold.at));
    tally[Measure::Type].case(agreement.kind);
    tally[Measure::Committer].case(agreement.committer);
    tally[Measure::Voice].case(agreement.voice);
    tally[Measure::Hedged].case(agreement.hedged);
    if let Some(person) = agreement.person {
        tally[Measure::Person].case(person);
    }
    tally[Measure::Addressee].sets(&found.addressee, &gold.addressee);
    let (ours, theirs) = (found.condition.is_some(), gold.condition.is_some());
    tally[Measure::Condition].given(ours && theirs && agreement.condition, ours, theirs);
    let (ours, theirs) = (found.due.is_some(), gold.due.is_some());
    tally[Measure::Due].given(ours && theirs && agreement.due, ours, theirs);
    let line = usize::from(agreement.is_register_line());
    tally[Measure::Register].things(line, 0, 0);
}

/// Counts the pairs of matched mentions that stand for one undertaking.
pub fn count_clusters(tally: &mut Tally, pairs: &[(&RegisterLine, &RegisterLine)]) {
    for (at, (found, gold)) in pairs.iter().enumerate() {
        for (other_found, other_gold) in pairs.iter().skip(at + 1) {
            let ours = found.undertaking == other_found.undertaking;
            let theirs = gold.undertaking == other_gold.undertaking;
            tally[Measure::SameAs].given(ours && theirs, ours, theirs);
        }
    }
}
