//! The settings of librdkafka's clients: what the promise needs, then what the operator passes through.

use rdkafka::ClientConfig;
use rdkafka::config::RDKafkaLogLevel;

use super::limits::Limits;
use super::{Delivery, Properties, Settings};
use crate::flow::InFlight;

/// How often librdkafka tells of itself; readiness and lag are as fresh as this.
const STATISTICS_INTERVAL_MS: u64 = 2_000;

/// The wait before a request is repeated. The coordinator answers CONCURRENT_TRANSACTIONS for a moment
/// after each commit; with the default of 100 ms every transaction would take as long.
const RETRY_BACKOFF_MS: u64 = 10;

/// The longest that this wait grows to: a broker that restarts must not be hammered.
const RETRY_BACKOFF_MS_MAX: u64 = 1_000;

/// How long a message waits for company. A commit waits for all messages, so this is part of it.
const LINGER_MS: u64 = 1;

/// When an idle connection of the producer is closed. librdkafka up to 2.14 may wait for a group coordinator
/// that has left the cluster, however long (its issues 5456 and 5511), and looks for the new one when a
/// connection opens or closes: so one does.
const IDLE_MS_MAX: u64 = 10_000;

/// librdkafka's own default and limit of a batch.
const BATCH_BYTES_MAX: usize = 1_000_000;

/// How long the broker holds a fetch that finds nothing. A broker is asked for all its partitions by one
/// fetch at a time, so that one at its end holds up those that were resumed meanwhile.
const FETCH_WAIT_MS: u64 = 50;

/// How soon a partition is fetched again after the prefetch bound was met. With the default of a second
/// the consumer stands still for as long each time that it has enough.
const FETCH_QUEUE_BACKOFF_MS: u64 = 5;

/// Beside a record, a fetch response carries its batch's header and those of the request.
const RECEIVE_OVERHEAD_BYTES: usize = 1 << 20;

/// The least that one response may hold: librdkafka asks for up to `fetch.max.bytes` (50 MiB).
const RECEIVE_BYTES_MIN: usize = 100_000_000;

/// librdkafka's upper bound of `receive.message.max.bytes` and `message.max.bytes`.
const MESSAGE_BYTES_MAX: usize = 1_000_000_000;

/// A poll thread that was silent for so long has hung; it polls several times a second.
const POLL_SILENCE_MS_MAX: u128 = 300_000;

/// What both clients share.
pub(super) fn common(settings: &Settings) -> ClientConfig {
    let mut config = ClientConfig::new();
    config
        .set("bootstrap.servers", &settings.brokers)
        .set("client.id", "communique")
        .set("statistics.interval.ms", STATISTICS_INTERVAL_MS.to_string())
        .set_log_level(RDKafkaLogLevel::Info);
    pass_through(&mut config, &settings.properties);
    config
}

/// The consumer: commits nothing by itself, skips nothing by itself, prefetches within bounds.
pub(super) fn consumer(settings: &Settings, limits: &Limits, in_flight: &InFlight) -> ClientConfig {
    let session_ms = settings.session_timeout.as_millis();
    let receive_bytes = (limits.input_bytes_max + RECEIVE_OVERHEAD_BYTES)
        .clamp(RECEIVE_BYTES_MIN, MESSAGE_BYTES_MAX);
    let mut config = common(settings);
    config
        .set("receive.message.max.bytes", receive_bytes.to_string())
        .set("fetch.wait.max.ms", FETCH_WAIT_MS.to_string())
        .set("fetch.error.backoff.ms", "100")
        .set("fetch.queue.backoff.ms", FETCH_QUEUE_BACKOFF_MS.to_string());
    pass_through(&mut config, &settings.consumer_properties);
    config
        .set("group.id", &settings.group_id)
        .set("enable.auto.commit", "false")
        .set("enable.auto.offset.store", "false")
        .set("auto.offset.reset", "error")
        .set("isolation.level", "read_committed")
        .set("partition.assignment.strategy", "cooperative-sticky")
        .set("enable.partition.eof", "true")
        .set("session.timeout.ms", session_ms.to_string())
        .set(
            "heartbeat.interval.ms",
            heartbeat_ms(session_ms).to_string(),
        )
        .set(
            "max.poll.interval.ms",
            session_ms.max(POLL_SILENCE_MS_MAX).to_string(),
        )
        .set(
            "queued.min.messages",
            in_flight.items_max().clamp(1, 10_000_000).to_string(),
        )
        .set(
            "queued.max.messages.kbytes",
            (in_flight.bytes_max() / 1024)
                .clamp(1, 2_097_151)
                .to_string(),
        );
    if let Some(id) = &settings.group_instance_id {
        config.set("group.instance.id", id);
    }
    config
}

/// The producer: idempotent, transactional where delivery is exactly once.
pub(super) fn producer(
    settings: &Settings,
    limits: &Limits,
    transactional_id: &str,
) -> ClientConfig {
    let timeout_ms = settings.transaction_timeout.as_millis().to_string();
    let message_bytes = limits.message_bytes_max().clamp(1_000, MESSAGE_BYTES_MAX);
    // A batch that exceeds its topic's limit fails as a whole.
    let batch_bytes = limits.batch_bytes_max().clamp(1, BATCH_BYTES_MAX);
    let mut config = common(settings);
    config
        .set("linger.ms", LINGER_MS.to_string())
        .set("connections.max.idle.ms", IDLE_MS_MAX.to_string())
        .set("retry.backoff.ms", RETRY_BACKOFF_MS.to_string())
        .set("retry.backoff.max.ms", RETRY_BACKOFF_MS_MAX.to_string())
        .set("batch.size", batch_bytes.to_string())
        .set("message.max.bytes", message_bytes.to_string());
    pass_through(&mut config, &settings.producer_properties);
    config
        .set("enable.idempotence", "true")
        .set("partitioner", "murmur2_random")
        .set("message.timeout.ms", &timeout_ms);
    if settings.delivery == Delivery::ExactlyOnce {
        config
            .set("transactional.id", transactional_id)
            .set("transaction.timeout.ms", &timeout_ms);
    }
    config
}

/// The configured id, or one of group, host and a random part: processes without one need no thought.
pub(super) fn transactional_id(settings: &Settings) -> String {
    settings.transactional_id.clone().unwrap_or_else(|| {
        let host = gethostname::gethostname();
        let random = fastrand::u64(..);
        format!(
            "{}-{}-{random:016x}",
            settings.group_id,
            host.to_string_lossy()
        )
    })
}

/// Partitions stand still from the first word of a rebalance to its last, and each word comes with a
/// heartbeat: so these are frequent, ten to a session.
fn heartbeat_ms(session_ms: u128) -> u128 {
    (session_ms / 10).clamp(100, 3_000)
}

fn pass_through(config: &mut ClientConfig, properties: &Properties) {
    for (name, value) in properties.iter() {
        config.set(name, value.expose());
    }
}
