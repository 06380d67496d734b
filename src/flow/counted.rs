//! What the metrics are told, beside plain numbers.

use std::time::Duration;

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Published.
    Committed,
    /// Void; its records are read again.
    Aborted,
    /// Unknown or unrecoverable; the clients are rebuilt, which settles it.
    Failed,
}

impl Outcome {
    /// The label's value.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::Aborted => "aborted",
            Self::Failed => "failed",
        }
    }
}

/// How a reload of rules and world ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reload {
    /// New data are in force.
    Swapped,
    /// What lies on the disk is what is in force.
    Unchanged,
    /// What lies on the disk cannot be used; the old data stay in force.
    Refused,
}

impl Reload {
    /// The label's value.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Swapped => "swapped",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
        }
    }
}

/// What librdkafka says of one client, as far as it is worth watching.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ClientStatistics {
    /// Messages in its queues.
    pub messages: i64,
    /// Their bytes.
    pub bytes: i64,
    /// Brokers it is connected to.
    pub brokers_up: i64,
    /// Requests that timed out since it was built.
    pub request_timeouts: i64,
    /// The slowest broker's median round trip.
    pub round_trip: Duration,
}

/// How far one partition is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartitionLag {
    /// Its number.
    pub number: i32,
    /// The offset of the next record to read.
    pub position: i64,
    /// Records from there to the end of the log.
    pub lag: i64,
}
