//! What comes from a source: one input with its place in the log.

use std::sync::Arc;

/// One partition of one topic; cheap to clone and to compare.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Partition {
    /// The topic's name, shared by all its records.
    pub topic: Arc<str>,
    /// The partition's number.
    pub number: i32,
}

/// One input as it lies in the log, owned.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Where it lies.
    pub partition: Partition,
    /// Its offset there.
    pub offset: i64,
    /// The source's running number, never used twice: a record that is read again has another, so
    /// that a late answer to its first reading is told from the answer to its second.
    pub sequence: u64,
    /// The key, if any.
    pub key: Option<Vec<u8>>,
    /// The value; none is a tombstone.
    pub value: Option<Vec<u8>>,
    /// When the broker or producer says it was written, in milliseconds since 1970.
    pub timestamp_ms: Option<i64>,
    /// Headers in order; a header may lack a value.
    pub headers: Vec<Header>,
}

impl Record {
    /// What it holds in memory, about: for the bound on bytes in flight.
    pub fn bytes(&self) -> usize {
        let headers: usize = self.headers.iter().map(Header::bytes).sum();
        self.key.as_ref().map_or(0, Vec::len) + self.value.as_ref().map_or(0, Vec::len) + headers
    }
}

/// One header of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its key; may repeat.
    pub key: String,
    /// Its value, if any.
    pub value: Option<Vec<u8>>,
}

impl Header {
    fn bytes(&self) -> usize {
        self.key.len() + self.value.as_ref().map_or(0, Vec::len)
    }
}
