//! Floor 4: is the item coverage of a diplomatic meeting, and of which one?
//!
//! Knows documents; knows nothing of wire forms or Kafka.
