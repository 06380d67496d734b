//! Floor 6: the runner: source → workers → sink, ordered settling, back-pressure.
//!
//! Knows records, verdicts and threads; knows nothing of Kafka.
//!
//! One [`Runner`] stands between a [`Source`] and a [`Sink`]. Records go to the [`Workers`], whose
//! answers come back in any order, are put in order again by a ledger, and leave in batches: answers
//! and positions together. What is read and not yet settled is bounded by [`InFlight`].

mod batch;
mod breaker;
mod counted;
mod event;
mod in_flight;
mod judge;
mod memory;
mod metrics;
mod record;
mod runner;
mod settings;
mod settle;
mod workers;

pub use counted::{ClientStatistics, Outcome, PartitionLag, Reload};
pub use event::{Event, Failure, Revocation, Sink, Source};
pub use in_flight::InFlight;
pub use judge::{Answer, Judge};
pub use memory::{MemoryLog, MemorySink, MemorySource};
pub use metrics::Metrics;
pub use record::{Header, Partition, Record};
pub use runner::{Ending, Runner};
pub use settings::{BatchSettings, BreakerSettings, Settings};
pub use workers::{Desk, Workers};
