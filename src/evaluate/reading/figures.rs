//! Counts → figures with intervals.

use serde::Serialize;

use crate::evaluate::reading::sample::{Interval, Sample};
use crate::evaluate::reading::tally::Measure;

/// What was found against what there is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retrieval {
    /// Share of what was found that is right.
    pub precision: Interval,
    /// Share of the gold that was found.
    pub recall: Interval,
    /// Their harmonic mean.
    pub f1: Interval,
    /// How many are right.
    pub right: usize,
    /// How many were found.
    pub found: usize,
    /// How many the gold has.
    pub gold: usize,
}

/// A share or mean over cases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// The share of right cases, or the mean.
    #[serde(flatten)]
    pub share: Interval,
    /// The number of cases.
    pub of: usize,
}

/// All figures of a set of items.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Items that cover a meeting.
    pub meeting: Retrieval,
    /// The meetings' frames, on items that both sides call a meeting.
    pub frame: FrameFigures,
    /// Commitments: same field, evidence shared by half of the shorter, one to one.
    pub commitment: CommitmentFigures,
    /// The fields of matched commitments.
    pub fields: FieldFigures,
    /// The fields that most commitments lack, on matched ones where one side gives them.
    pub where_given: GivenFigures,
    /// The headline: commitments with the right committer, polarity and dates.
    pub register: Retrieval,
    /// Stretches of reports whose words stand where the report says.
    pub round_trips: Mean,
}

/// The fields of frames.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FrameFigures {
    /// Status.
    pub status: Mean,
    /// Format.
    pub format: Mean,
    /// Parties, as sets.
    pub parties: Retrieval,
    /// Participants, by family name.
    pub participants: Retrieval,
    /// Place; none equals none.
    pub place: Mean,
    /// Date; none equals none.
    pub date: Mean,
    /// Frames whose meeting is planned and reported as held: the fewer the better.
    pub planned_as_held: Mean,
}

/// Commitments.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommitmentFigures {
    /// How many are found.
    #[serde(flatten)]
    pub retrieval: Retrieval,
    /// Mean intersection over union of the matched evidence.
    pub mean_iou: Mean,
}

/// Fields that every commitment has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldFigures {
    /// Type.
    #[serde(rename = "type")]
    pub kind: Mean,
    /// The exact set of committers.
    pub committer: Mean,
    /// Voice.
    pub voice: Mean,
    /// Hedged.
    pub hedged: Mean,
    /// Person, by family name; agreements of several committers are left out.
    pub person: Mean,
    /// Addressees, as sets; an agreement of several committers has none.
    pub addressee: Retrieval,
}

/// Fields that most commitments lack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GivenFigures {
    /// Condition: words shared by half of the shorter.
    pub condition: Retrieval,
    /// Both dates; a due without dates counts as none.
    pub due: Retrieval,
    /// Pairs of matched mentions of one undertaking.
    pub same_as: Retrieval,
}

impl Figures {
    pub(super) fn of(sample: &Sample) -> Self {
        let retrieval = |measure| retrieval(sample, measure);
        let mean = |measure| mean(sample, measure);
        Self {
            meeting: retrieval(Measure::Meeting),
            frame: FrameFigures {
                status: mean(Measure::Status),
                format: mean(Measure::Format),
                parties: retrieval(Measure::Parties),
                participants: retrieval(Measure::Participants),
                place: mean(Measure::Place),
                date: mean(Measure::Date),
                planned_as_held: mean(Measure::PlannedAsHeld),
            },
            commitment: CommitmentFigures {
                retrieval: retrieval(Measure::Commitment),
                mean_iou: mean(Measure::Overlap),
            },
            fields: FieldFigures {
                kind: mean(Measure::Type),
                committer: mean(Measure::Committer),
                voice: mean(Measure::Voice),
                hedged: mean(Measure::Hedged),
                person: mean(Measure::Person),
                addressee: retrieval(Measure::Addressee),
            },
            where_given: GivenFigures {
                condition: retrieval(Measure::Condition),
                due: retrieval(Measure::Due),
                same_as: retrieval(Measure::SameAs),
            },
            register: retrieval(Measure::Register),
            round_trips: mean(Measure::RoundTrip),
        }
    }
}

fn retrieval(sample: &Sample, measure: Measure) -> Retrieval {
    let count = sample.total[measure];
    Retrieval {
        precision: sample.interval(|tally| tally[measure].precision()),
        recall: sample.interval(|tally| tally[measure].recall()),
        f1: sample.interval(|tally| tally[measure].f1()),
        right: count.right as usize,
        found: count.found as usize,
        gold: count.gold as usize,
    }
}

fn mean(sample: &Sample, measure: Measure) -> Mean {
    Mean {
        share: sample.interval(|tally| tally[measure].recall()),
        of: sample.total[measure].gold as usize,
    }
}
