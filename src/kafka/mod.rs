//! Floor 7: Apache Kafka: client settings, source, transactional sink, dead letters.
//!
//! Knows brokers and transactions; knows nothing of what an item means.
