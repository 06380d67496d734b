//! Floor 6: the runner: source → workers → sink, ordered settling, back-pressure.
//!
//! Knows records, verdicts and threads; knows nothing of Kafka.

mod judge;
mod record;
mod settings;

pub use judge::{Answer, Judge};
pub use record::{Header, Partition, Record};
pub use settings::{BreakerSettings, Settings};
