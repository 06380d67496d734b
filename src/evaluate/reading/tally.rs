//! What is counted of one item, so that counts add up over items however these are drawn.

use std::ops::{Index, IndexMut};

use crate::evaluate::count::Count;

/// What is measured. Each is a ratio of sums over items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Items that cover a meeting.
    Meeting,
    /// The frame's status, of the frames that both sides give.
    Status,
    /// The frame's format.
    Format,
    /// The frame's parties.
    Parties,
    /// The frame's participants.
    Participants,
    /// The frame's place.
    Place,
    /// The frame's date.
    Date,
    /// Frames of planned meetings that are given as held.
    PlannedAsHeld,
    /// Commitments.
    Commitment,
    /// Intersection over union of matched evidence.
    Overlap,
    /// Type, of the matched commitments.
    Type,
    /// The set of committers.
    Committer,
    /// Voice.
    Voice,
    /// Hedged.
    Hedged,
    /// The person who acts.
    Person,
    /// Addressees.
    Addressee,
    /// Conditions, where one side gives one.
    Condition,
    /// Due dates, where one side gives one.
    Due,
    /// Pairs of mentions of one undertaking.
    SameAs,
    /// Lines of the register.
    Register,
    /// Stretches whose words stand where the report says.
    RoundTrip,
}

/// One more than the last of [`Measure`].
const MEASURES: usize = Measure::RoundTrip as usize + 1;

/// All counts of one item, or of many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally([Count; MEASURES]);

impl Tally {
    /// Adds another's counts.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(&other.0) {
            sum.right += more.right;
            sum.found += more.found;
            sum.gold += more.gold;
        }
    }
}

impl Index<Measure> for Tally {
    type Output = Count;

    fn index(&self, measure: Measure) -> &Count {
        &self.0[measure as usize]
    }
}

impl IndexMut<Measure> for Tally {
    fn index_mut(&mut self, measure: Measure) -> &mut Count {
        &mut self.0[measure as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_sums() {
        let mut one = Tally::default();
        one[Measure::Due].given(false, true, true);
        one[Measure::Due].given(false, true, false);
        one[Measure::Voice].case(true);
        let mut other = Tally::default();
        other[Measure::Due].given(true, true, true);
        one.add(&other);
        let due = one[Measure::Due];
        assert_eq!(
            (due.precision(), due.recall()),
            (Some(1.0 / 3.0), Some(0.5))
        );
        assert_eq!(due.f1(), Some(0.4));
        assert_eq!(one[Measure::Voice].f1(), Some(1.0));
        assert_eq!(one[Measure::Type].f1(), None);
    }
}
