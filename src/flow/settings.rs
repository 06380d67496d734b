//! The validated settings of the flow.

use std::time::Duration;

/// How much is done at once and when to give up.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Worker threads, at least 1.
    pub workers: usize,
    /// Records read and not yet settled, at the most.
    pub in_flight_items_max: usize,
    /// Their bytes, at the most; one record may exceed it alone.
    pub in_flight_bytes_max: usize,
    /// How long a batch stays open before it is committed.
    pub commit_interval: Duration,
    /// Records in one batch, at the most.
    pub batch_items_max: usize,
    /// How long unfinished work may take after a stop was asked for.
    pub drain_budget: Duration,
    /// When to stop instead of filling the dead letters.
    pub breaker: BreakerSettings,
}

/// When to stop instead of filling the dead letters.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakerSettings {
    /// Share of rejected records in a full window above which the service stops, 0 to 1; 1 never
    /// stops.
    pub ratio_max: f64,
    /// Records in the window.
    pub window_items: usize,
    /// Rejected records in a row at which the service stops; 0 never stops.
    pub run_length_max: usize,
}
