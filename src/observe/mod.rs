//! Floor 8: what is seen from outside: logs and the HTTP port.
//!
//! Knows nothing of the flow or Kafka: whoever wires the service hands in what is to be shown.

pub mod http;
pub mod logs;
