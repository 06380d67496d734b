//! Floor 3: the news item as checked input, and the document that reading makes of it.
//!
//! Knows the input's wire forms; knows nothing of meetings, commitments or Kafka.
