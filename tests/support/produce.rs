//! Writes records to topics and says at which offsets they lie.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use communique::flow::Header;
use rdkafka::ClientConfig;
use rdkafka::client::ClientContext;
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::{DeliveryResult, Header as KafkaHeader, Message, OwnedHeaders};
use rdkafka::producer::{BaseProducer, BaseRecord, Producer, ProducerContext};

use super::Outcome;

/// All of one call, also with a busy broker.
const WRITE_LIMIT: Duration = Duration::from_secs(120);
/// As much as the largest topic of the tests allows.
const RECORD_BYTES_MAX: &str = "67108864";

/// One record to write.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    /// The partition.
    pub partition: i32,
    /// The key, if any.
    pub key: Option<Vec<u8>>,
    /// The value; none is a tombstone.
    pub value: Option<Vec<u8>>,
    /// Its timestamp; none lets the client take the time of writing.
    pub timestamp_ms: Option<i64>,
    /// Headers in order.
    pub headers: Vec<Header>,
}

/// Writes plainly; returns the offset of each record, in order.
pub fn write(brokers: &str, topic: &str, records: &[Outgoing]) -> Outcome<Vec<i64>> {
    let producer = producer(brokers, None, records.len())?;
    send_all(&producer, topic, records)?;
    offsets(&producer)
}

/// Writes in one transaction, so that a control record lies at the end of each partition.
pub fn write_transaction(brokers: &str, topic: &str, records: &[Outgoing]) -> Outcome<Vec<i64>> {
    let id = format!("communique-tests-{:016x}", fastrand::u64(..));
    let producer = producer(brokers, Some(&id), records.len())?;
    let text = |error: KafkaError| error.to_string();
    producer.init_transactions(WRITE_LIMIT).map_err(text)?;
    producer.begin_transaction().map_err(text)?;
    send_all(&producer, topic, records)?;
    producer.commit_transaction(WRITE_LIMIT).map_err(text)?;
    offsets(&producer)
}

/// Where each record went, by its place in the call; fewer than sent is a failure.
struct Deliveries(Mutex<Vec<Option<i64>>>);

impl ClientContext for Deliveries {}

impl ProducerContext for Deliveries {
    type DeliveryOpaque = usize;

    fn delivery(&self, result: &DeliveryResult<'_>, place: usize) {
        if let (Ok(message), Ok(mut offsets)) = (result, self.0.lock()) {
            offsets[place] = Some(message.offset());
        }
    }
}

fn producer(brokers: &str, id: Option<&str>, records: usize) -> Outcome<BaseProducer<Deliveries>> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    config.set("enable.idempotence", "true");
    config.set("message.max.bytes", RECORD_BYTES_MAX);
    config.set("linger.ms", "5");
    if let Some(id) = id {
        config.set("transactional.id", id);
    }
    let deliveries = Deliveries(Mutex::new(vec![None; records]));
    config
        .create_with_context(deliveries)
        .map_err(|error| error.to_string())
}

fn send_all(producer: &BaseProducer<Deliveries>, topic: &str, records: &[Outgoing]) -> Outcome {
    let begin = Instant::now();
    for (place, outgoing) in records.iter().enumerate() {
        let mut record = record(topic, outgoing, place);
        while let Err((error, again)) = producer.send(record) {
            let full = error.rdkafka_error_code() == Some(RDKafkaErrorCode::QueueFull);
            if !full || begin.elapsed() > WRITE_LIMIT {
                return Err(format!("{topic}: {error}"));
            }
            producer.poll(Duration::from_millis(10));
            record = again;
        }
    }
    producer
        .flush(WRITE_LIMIT)
        .map_err(|error| format!("{topic}: {error}"))
}

fn record<'a>(
    topic: &'a str,
    outgoing: &'a Outgoing,
    place: usize,
) -> BaseRecord<'a, Vec<u8>, Vec<u8>, usize> {
    let mut record = BaseRecord::with_opaque_to(topic, place).partition(outgoing.partition);
    if let Some(key) = &outgoing.key {
        record = record.key(key);
    }
    if let Some(value) = &outgoing.value {
        record = record.payload(value);
    }
    if let Some(timestamp_ms) = outgoing.timestamp_ms {
        record = record.timestamp(timestamp_ms);
    }
    if outgoing.headers.is_empty() {
        return record;
    }
    let headers = outgoing
        .headers
        .iter()
        .fold(OwnedHeaders::new(), |headers, header| {
            headers.insert(KafkaHeader {
                key: &header.key,
                value: header.value.as_ref(),
            })
        });
    record.headers(headers)
}

fn offsets(producer: &BaseProducer<Deliveries>) -> Outcome<Vec<i64>> {
    let offsets = producer
        .context()
        .0
        .lock()
        .map_err(|error| error.to_string())?
        .clone();
    let all: Option<Vec<i64>> = offsets.into_iter().collect();
    all.ok_or_else(|| "a record was not acknowledged".to_owned())
}
