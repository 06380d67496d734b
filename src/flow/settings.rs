//! What an operator decides about the runner; checked by whoever makes it.

use std::time::Duration;

/// Bounds and budgets of the runner.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Worker threads, at least 1.
    pub workers: usize,
    /// Reading pauses when so many items are between source and sink.
    pub in_flight_items_max: usize,
    /// Reading pauses when the items between source and sink hold so many bytes.
    pub in_flight_bytes_max: usize,
    /// How long a shutdown may take to answer and commit what is in flight.
    pub drain_budget: Duration,
    /// When to stop rather than to reject on and on.
    pub breaker: BreakerSettings,
}

/// The circuit breaker's limits: it opens when either is passed.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakerSettings {
    /// The share of rejected items, 0 to 1, that the last `window_items` may reach; 1 never opens.
    pub ratio_max: f64,
    /// Over how many items the share is counted; fewer are no ground to open.
    pub window_items: usize,
    /// How many items in a row may be rejected.
    pub run_length_max: usize,
}
