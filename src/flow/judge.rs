//! Who answers a record: the contract between the workers and whatever reads.

use crate::flow::Record;
use crate::pipeline::{Reader, Stage, Verdict};

/// The answer to one record: the item's id where one was found, and the verdict with the report as
/// the bytes that go out.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The item's id, for keys, the audit and logs.
    pub item_id: Option<String>,
    /// What becomes of it.
    pub verdict: Verdict<Vec<u8>>,
}

/// Judges records on worker threads. It may panic: that is caught, and answered for it.
pub trait Judge: Send + Sync {
    /// Answers one record. Must depend on nothing but the record, so that the same input has the same
    /// verdict after a crash, and calls `done` at the end of each stage that it wants measured.
    fn judge(&self, record: &Record, done: &mut dyn FnMut(Stage)) -> Answer;
}

impl Judge for Reader {
    fn judge(&self, record: &Record, done: &mut dyn FnMut(Stage)) -> Answer {
        let reading = self.read(record.value.as_deref(), record.timestamp_ms, done);
        // A report is made of strings, numbers and lists alone: it always has a JSON form.
        let verdict = reading
            .verdict
            .map(|report| serde_json::to_vec(&report).unwrap_or_default());
        done(Stage::Report);
        Answer {
            item_id: reading.item_id,
            verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Partition;
    use crate::pipeline::{Data, Dropped, Settings, Withdrawn, samples};

    fn record(value: Option<&str>) -> Record {
        Record {
            partition: Partition {
                topic: "in".into(),
                number: 3,
            },
            offset: 7,
            sequence: 1,
            key: None,
            value: value.map(|text| text.as_bytes().to_vec()),
            timestamp_ms: Some(5),
            headers: Vec::new(),
        }
    }

    #[test]
    fn a_report_leaves_as_json_and_the_same_each_time() {
        let reader = Reader::new(&Data::embedded(), Settings::default()).unwrap();
        let mut stages = Vec::new();
        let record = record(samples().next());
        let answer = reader.judge(&record, &mut |stage| stages.push(stage));
        assert_eq!(answer.item_id.as_deref(), Some("sample-01"));
        assert_eq!(stages.last(), Some(&Stage::Report));
        let Verdict::Report(bytes) = &answer.verdict else {
            panic!("{:?}", answer.verdict)
        };
        let report: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        assert_eq!(report["item"]["id"], "sample-01");
        assert_eq!(reader.judge(&record, &mut |_| ()), answer);
    }

    #[test]
    fn a_tombstone_is_dropped_and_a_cancelled_item_withdrawn() {
        let reader = Reader::new(&Data::embedded(), Settings::default()).unwrap();
        let answer = reader.judge(&record(None), &mut |_| ());
        assert_eq!(answer.verdict, Verdict::Dropped(Dropped::Tombstone));
        let cancelled = r#"{"id": "b", "status": "cancelled"}"#;
        let answer = reader.judge(&record(Some(cancelled)), &mut |_| ());
        assert!(matches!(
            answer.verdict,
            Verdict::Withdrawn(Withdrawn::Cancelled, _)
        ));
    }
}
