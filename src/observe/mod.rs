//! Floor 8: what is seen from outside: logs, the HTTP port, exit codes.
//!
//! Knows nothing of the flow or Kafka: whoever wires the service hands in what is to be shown.

mod exit;
pub mod http;
pub mod logs;

pub use exit::{EXIT_CODES, Exit};
