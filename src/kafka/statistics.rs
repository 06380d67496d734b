//! What librdkafka logs and tells of itself, as tracing events and metrics.

use std::time::Duration;

use rdkafka::Statistics;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use tracing::{debug, info, warn};

use crate::flow::{ClientStatistics, Metrics, PartitionLag};

/// Notes one client's statistics.
pub(super) fn note(metrics: &Metrics, client: &'static str, says: &Statistics) {
    let brokers = says.brokers.values();
    let slowest = brokers
        .clone()
        .filter_map(|broker| broker.rtt.as_ref())
        .map(|rtt| rtt.p50)
        .max();
    let timeouts: u64 = brokers.clone().map(|broker| broker.req_timeouts).sum();
    let up = brokers
        .filter(|broker| broker.state == "UP" && broker.nodeid >= 0)
        .count();
    let fetched = || {
        says.topics
            .values()
            .flat_map(|topic| topic.partitions.values())
    };
    let messages = says.msg_cnt as i64 + fetched().map(|p| p.fetchq_cnt).sum::<i64>();
    let bytes = says.msg_size + fetched().map(|p| p.fetchq_size).sum::<u64>();
    metrics.client(
        client,
        ClientStatistics {
            messages,
            bytes: bytes as i64,
            brokers_up: up as i64,
            request_timeouts: timeouts as i64,
            round_trip: Duration::from_micros(slowest.unwrap_or(0).max(0) as u64),
        },
    );
}

/// Lag of the partitions of `topic` that are being read: what is committed in the log and not yet
/// passed on by the consumer.
pub(super) fn lag(says: &Statistics, topic: &str) -> Vec<PartitionLag> {
    let partitions = says
        .topics
        .get(topic)
        .into_iter()
        .flat_map(|topic| topic.partitions.values());
    let read = partitions.filter(|p| p.partition >= 0 && p.fetch_state == "active");
    let known = read.filter(|p| p.ls_offset >= 0 && p.app_offset >= 0);
    known
        .map(|p| PartitionLag {
            number: p.partition,
            position: p.app_offset,
            lag: (p.ls_offset - p.app_offset).max(0),
        })
        .collect()
}

/// Logs a line of librdkafka at its own level.
pub(super) fn log(level: RDKafkaLogLevel, facility: &str, message: &str) {
    match level {
        RDKafkaLogLevel::Emerg
        | RDKafkaLogLevel::Alert
        | RDKafkaLogLevel::Critical
        | RDKafkaLogLevel::Error
        | RDKafkaLogLevel::Warning => warn!(facility, message, "librdkafka"),
        RDKafkaLogLevel::Notice | RDKafkaLogLevel::Info => info!(facility, message, "librdkafka"),
        RDKafkaLogLevel::Debug => debug!(facility, message, "librdkafka"),
    }
}

/// Logs an error that concerns the client as a whole. The end of a partition comes this way too, and is
/// none.
pub(super) fn log_error(client: &'static str, error: &KafkaError, reason: &str) {
    if error.rdkafka_error_code() == Some(RDKafkaErrorCode::PartitionEOF) {
        return;
    }
    warn!(client, %error, reason, "broker client in trouble");
}
