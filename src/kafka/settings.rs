//! What an operator decides about Kafka; checked by whoever makes it.

use std::time::Duration;

use jiff::Timestamp;

use crate::kafka::Properties;

/// Where the items come from, where the reports go, and how surely.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Bootstrap servers, `host:port`, separated by commas.
    pub brokers: String,
    /// The consumer group.
    pub group_id: String,
    /// News items are read from here.
    pub input_topic: String,
    /// Reports are written here.
    pub output_topic: String,
    /// Rejected items are written here.
    pub dead_letter_topic: String,
    /// One small record per input is written here, if anywhere.
    pub audit_topic: Option<String>,
    /// Where a group begins that has no offsets.
    pub start: Start,
    /// Stable per instance; without it one is made of group, host and a random part.
    pub transactional_id: Option<String>,
    /// Static membership, if wanted.
    pub group_instance_id: Option<String>,
    /// A transaction is closed at the latest after so long.
    pub commit_interval: Duration,
    /// A transaction is closed at the latest with so many items.
    pub transaction_items_max: usize,
    /// What survives a crash.
    pub delivery: Delivery,
    /// `ce_source` of the reports.
    pub source: String,
    /// Input headers whose key begins so are copied to the reports.
    pub header_prefix: Option<String>,
    /// A member that is silent for so long loses its partitions.
    pub session_timeout: Duration,
    /// The broker aborts a transaction that stays open for so long.
    pub transaction_timeout: Duration,
    /// How long a revoke may take to finish what is in flight; below both timeouts.
    pub revoke_budget: Duration,
    /// librdkafka properties of both clients.
    pub properties: Properties,
    /// librdkafka properties of the consumer alone, over the common ones.
    pub consumer_properties: Properties,
    /// librdkafka properties of the producer alone, over the common ones.
    pub producer_properties: Properties,
}

/// Where a group begins that has no offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the log's beginning.
    Earliest,
    /// At the log's end.
    Latest,
    /// At the first record that is not older.
    Time(Timestamp),
}

/// What survives a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// Outputs and offsets in one transaction: nothing lost, nothing twice.
    ExactlyOnce,
    /// Offsets after outputs: nothing lost, something perhaps twice.
    AtLeastOnce,
}
