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
