//! Floor 4: what was undertaken, by whom, to whom, by when, under which condition.
//!
//! Knows documents; knows nothing of wire forms or Kafka.
