//! The delivery promise, checked: every input answered exactly once, in order, and no committed
//! offset beyond an unanswered one or short of the end.
//!
//! Pure: it is given what was sent and what was seen.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::inputs::Sent;
use super::judge::Expected;

/// Where an answer was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The output topic.
    Reports,
    /// The dead letters.
    DeadLetters,
    /// The audit topic.
    Audit,
}

/// One record of one of the service's topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The item's id.
    pub id: String,
    /// The partition of the input that it names.
    pub input_partition: i32,
    /// The offset of the input that it names.
    pub input_offset: i64,
    /// The partition that it lies in itself.
    pub partition: i32,
    /// SHA-256 of the input's value, where the record tells.
    pub value_sha256: Option<String>,
    /// The verdict that it states or is.
    pub verdict: String,
    /// The reason that it states.
    pub reason: Option<String>,
}

/// All that is seen after the service has done its work.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The records of each topic, in the order of partition and offset.
    pub answers: BTreeMap<Place, Vec<Answered>>,
    /// The group's committed offsets.
    pub committed: BTreeMap<i32, i64>,
    /// The ends of the input's log.
    pub log_ends: BTreeMap<i32, i64>,
}

/// A breach of the promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// An answer is missing.
    Lost(Place, String),
    /// An answer stands there so many times.
    Repeated(Place, String, usize),
    /// An answer stands after one to a later input of the same partition: place, partition, id.
    OutOfOrder(Place, i32, String),
    /// Another verdict or reason than the judge gives, or an answer where none belongs.
    WrongVerdict(Place, String),
    /// It names another input or another value than the one that was sent.
    Altered(Place, String),
    /// An answer to something that nobody sent.
    Unknown(Place, String),
    /// Committed offset and end of the log of a partition differ.
    OffsetGap {
        /// The partition of the input.
        partition: i32,
        /// What the group has committed.
        committed: Option<i64>,
        /// Where the log ends.
        end: i64,
    },
}

impl Violation {
    /// Its kind, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Lost(..) => "lost",
            Self::Repeated(..) => "repeated",
            Self::OutOfOrder(..) => "out_of_order",
            Self::WrongVerdict(..) => "wrong_verdict",
            Self::Altered(..) => "altered",
            Self::Unknown(..) => "unknown",
            Self::OffsetGap { .. } => "offset_gap",
        }
    }
}

/// All breaches, none when the promise was kept. `expected` tells the verdict of an id.
pub fn check(sent: &[Sent], seen: &Seen, expected: impl Fn(&str) -> Expected) -> Violations {
    let by_id: HashMap<&str, &Sent> = sent.iter().map(|sent| (sent.id.as_str(), sent)).collect();
    let mut violations = Vec::new();
    for place in [Place::Reports, Place::DeadLetters, Place::Audit] {
        let answers = seen.answers.get(&place).map_or(&[][..], Vec::as_slice);
        violations.extend(check_counts(place, answers, sent, &expected));
        violations.extend(check_each(place, answers, &by_id, &expected));
        violations.extend(check_order(place, answers));
    }
    violations.extend(check_offsets(seen));
    Violations(violations)
}

/// Exactly one answer where one belongs.
fn check_counts<'a>(
    place: Place,
    answers: &[Answered],
    sent: &'a [Sent],
    expected: &'a impl Fn(&str) -> Expected,
) -> impl Iterator<Item = Violation> + 'a {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for answer in answers {
        *counts.entry(answer.id.clone()).or_default() += 1;
    }
    sent.iter().filter_map(move |sent| {
        let id = || sent.id.clone();
        match (
            belongs(place, expected(&sent.id)),
            counts.get(&sent.id).copied().unwrap_or(0),
        ) {
            (true, 0) => Some(Violation::Lost(place, id())),
            (_, times) if times > 1 => Some(Violation::Repeated(place, id(), times)),
            _ => None,
        }
    })
}

/// Each answer is the right one to an input that was sent.
fn check_each<'a>(
    place: Place,
    answers: &'a [Answered],
    by_id: &'a HashMap<&str, &Sent>,
    expected: &'a impl Fn(&str) -> Expected,
) -> impl Iterator<Item = Violation> + 'a {
    answers.iter().filter_map(move |answer| {
        let id = || answer.id.clone();
        let Some(sent) = by_id.get(answer.id.as_str()) else {
            return Some(Violation::Unknown(place, id()));
        };
        let expected = expected(&answer.id);
        let same_place =
            (answer.input_partition, answer.input_offset) == (sent.partition, sent.offset);
        let same_value = answer
            .value_sha256
            .as_ref()
            .is_none_or(|sum| *sum == sent.value_sha256);
        let same_verdict =
            answer.verdict == expected.verdict && answer.reason.as_deref() == expected.reason;
        if !belongs(place, expected) || !same_verdict {
            Some(Violation::WrongVerdict(place, id()))
        } else if !same_place || !same_value {
            Some(Violation::Altered(place, id()))
        } else {
            None
        }
    })
}

/// The inputs of one partition in order within each partition of the place.
fn check_order(place: Place, answers: &[Answered]) -> impl Iterator<Item = Violation> {
    let mut latest: HashMap<(i32, i32), i64> = HashMap::new();
    answers.iter().filter_map(move |answer| {
        let key = (answer.partition, answer.input_partition);
        let latest = latest.entry(key).or_insert(i64::MIN);
        let before = std::mem::replace(latest, answer.input_offset.max(*latest));
        let out_of_order = answer.input_offset < before;
        out_of_order.then(|| Violation::OutOfOrder(place, answer.partition, answer.id.clone()))
    })
}

fn check_offsets(seen: &Seen) -> impl Iterator<Item = Violation> {
    seen.log_ends.iter().filter_map(|(&partition, &end)| {
        let committed = seen.committed.get(&partition).copied();
        // A partition that holds nothing has nothing to commit.
        let complete = committed == Some(end) || (committed.is_none() && end == 0);
        (!complete).then_some(Violation::OffsetGap {
            partition,
            committed,
            end,
        })
    })
}

fn belongs(place: Place, expected: Expected) -> bool {
    match place {
        Place::Audit => true,
        Place::Reports => matches!(expected.verdict, "report" | "withdrawn"),
        Place::DeadLetters => expected.verdict == "rejected",
    }
}

/// Breaches, shown by kind with the first of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations(pub Vec<Violation>);

impl Violations {
    /// How many there are of each kind.
    pub fn kinds(&self) -> BTreeMap<&'static str, usize> {
        let mut kinds = BTreeMap::new();
        for violation in &self.0 {
            *kinds.entry(violation.kind()).or_default() += 1;
        }
        kinds
    }

    /// Fails unless there are none.
    pub fn none(&self) -> Result<(), String> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.to_string())
        }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the delivery promise is broken:")?;
        for (kind, count) in self.kinds() {
            let first = self.0.iter().find(|violation| violation.kind() == kind);
            write!(f, "\n  {kind}: {count}, the first: {first:?}")?;
        }
        Ok(())
    }
}
