//! Judges for tests: the verdict follows from the id alone, so that it can be told without a service.

use std::str::FromStr;
use std::thread;
use std::time::Duration;

use communique::flow::{Answer, Judge, Record};
use communique::pipeline::{Dropped, Rejected, Stage, Verdict};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::inputs::sha256;

/// Ids that begin so make the judge panic.
pub const PANIC: &str = "panic-";
/// Ids that begin so get a report of [`HUGE_BYTES`].
pub const HUGE: &str = "huge-";
/// More than a topic takes by default.
pub const HUGE_BYTES: usize = 2_000_000;

/// How long [`TestJudge::Slow`] takes for each input: long against an end at once.
pub const SLOW: Duration = Duration::from_secs(20);

/// Of 256 ids, how many get a report.
const REPORTED: u8 = 128;
/// Of 256 ids, how many get a report or are dropped; the rest is rejected.
const NOT_REJECTED: u8 = 224;

/// What becomes of an input, as the wire names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The verdict's name.
    pub verdict: &'static str,
    /// The reason's name.
    pub reason: Option<&'static str>,
}

/// What [`TestJudge::ById`], and the service behind it, make of an id: about half get a report.
pub fn expected(id: &str) -> Expected {
    if id.starts_with(PANIC) {
        return Expected {
            verdict: "rejected",
            reason: Some(Rejected::Panic.name()),
        };
    }
    if id.starts_with(HUGE) {
        return Expected {
            verdict: "rejected",
            reason: Some(Rejected::ReportTooLarge.name()),
        };
    }
    let verdict = by_lot(id);
    Expected {
        verdict: verdict.name(),
        reason: verdict.reason(),
    }
}

const REJECTED_BY_LOT: [Rejected; 3] = [Rejected::NotJson, Rejected::NoText, Rejected::BadTime];

/// The kinds of test judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestJudge {
    /// Reports, drops and rejects by the id.
    ById,
    /// Drops all, unread.
    DropAll,
    /// Reports all, unread: the value as it came.
    ReportAll,
    /// As by the id, after [`SLOW`].
    Slow,
}

impl TestJudge {
    /// Its name, understood by [`TestJudge::from_str`].
    pub fn name(self) -> &'static str {
        match self {
            Self::ById => "by_id",
            Self::DropAll => "drop_all",
            Self::ReportAll => "report_all",
            Self::Slow => "slow",
        }
    }
}

impl FromStr for TestJudge {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [Self::ById, Self::DropAll, Self::ReportAll, Self::Slow];
        all.into_iter()
            .find(|judge| judge.name() == name)
            .ok_or_else(|| format!("no judge {name}"))
    }
}

impl Judge for TestJudge {
    fn judge(&self, record: &Record, _done: &mut dyn FnMut(Stage)) -> Answer {
        match self {
            Self::ById => by_id(record),
            Self::DropAll => Answer {
                item_id: None,
                verdict: Verdict::Dropped(Dropped::Gate),
            },
            Self::Slow => {
                thread::sleep(SLOW);
                by_id(record)
            }
            Self::ReportAll => {
                let report = record.value.clone().unwrap_or_default();
                Answer {
                    item_id: None,
                    verdict: Verdict::Report(report),
                }
            }
        }
    }
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

fn by_id(record: &Record) -> Answer {
    let value = record.value.as_deref().unwrap_or_default();
    let Ok(Named { id }) = serde_json::from_slice(value) else {
        let verdict = Verdict::Rejected(Rejected::NotJson, "no input of the tests".to_owned());
        return Answer {
            item_id: None,
            verdict,
        };
    };
    assert!(
        !id.starts_with(PANIC),
        "the judge panics as it was told to: {id}"
    );
    let verdict = if id.starts_with(HUGE) {
        Verdict::Report(vec![b'h'; HUGE_BYTES])
    } else {
        let report = json!({"id": id, "value_sha256": sha256(value)});
        by_lot(&id).map(|()| report.to_string().into_bytes())
    };
    Answer {
        item_id: Some(id),
        verdict,
    }
}

fn by_lot(id: &str) -> Verdict<()> {
    let digest = Sha256::digest(id);
    let (lot, pick) = (digest[0], usize::from(digest[1]));
    match lot {
        ..REPORTED => Verdict::Report(()),
        REPORTED..NOT_REJECTED => Verdict::Dropped(Dropped::ALL[pick % Dropped::ALL.len()]),
        _ => {
            let reason = REJECTED_BY_LOT[pick % REJECTED_BY_LOT.len()];
            Verdict::Rejected(reason, format!("rejected by lot: {id}"))
        }
    }
}
