//! The outbox: what is sent, counted until it is acknowledged.
//!
//! rdkafka's own flush goes in steps of 100 ms. Here a thread of the producer's own serves the delivery
//! reports, and a commit waits until nothing is outstanding.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rdkafka::ClientConfig;
use rdkafka::config::{FromClientConfigAndContext, RDKafkaLogLevel};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::message::OwnedHeaders;
use rdkafka::producer::{BaseRecord, DeliveryResult, Producer, ProducerContext, ThreadedProducer};
use rdkafka::{ClientContext, Statistics};

use super::failpoint::around;
use super::{ladder, statistics};
use crate::flow::{Failure, Metrics};

/// How long to wait for room in librdkafka's queue before trying again.
const QUEUE_FULL_WAIT: Duration = Duration::from_millis(5);

/// One message on its way out.
pub(super) struct Outgoing<'a> {
    /// Where to.
    pub topic: &'a str,
    /// Its partition; by the key where there is none.
    pub partition: Option<i32>,
    /// Its key, if any.
    pub key: Option<&'a [u8]>,
    /// Its value, if any.
    pub value: Option<&'a [u8]>,
    /// Its timestamp; the broker's or client's own where there is none.
    pub timestamp_ms: Option<i64>,
    /// Its headers, in order.
    pub headers: OwnedHeaders,
}

/// A producer that knows what is outstanding.
pub(super) struct Outbox {
    producer: ThreadedProducer<Reports>,
    deliveries: Arc<Deliveries>,
    /// librdkafka gives a message up after so long.
    delivery_timeout: Duration,
}

impl Outbox {
    /// Makes the producer; nothing is asked of the cluster yet.
    pub fn new(
        config: &ClientConfig,
        metrics: Arc<Metrics>,
        timeout: Duration,
    ) -> Result<Self, Failure> {
        let deliveries = Arc::<Deliveries>::default();
        let reports = Reports {
            deliveries: Arc::clone(&deliveries),
            metrics,
        };
        let producer = ThreadedProducer::from_config_and_context(config, reports);
        Ok(Self {
            producer: producer
                .map_err(|error| ladder::refused("the producer's settings", &error))?,
            deliveries,
            delivery_timeout: timeout,
        })
    }

    /// The producer, for its transactions.
    pub fn producer(&self) -> &ThreadedProducer<Reports> {
        &self.producer
    }

    /// Sends one message; waits where librdkafka's queue is full.
    pub fn send(&self, outgoing: Outgoing<'_>) -> Result<(), Failure> {
        around!("produce", self.produce(outgoing), |error| failed(&error))
    }

    fn produce(&self, outgoing: Outgoing<'_>) -> Result<(), Failure> {
        let give_up = Instant::now() + self.delivery_timeout;
        let mut record = BaseRecord::<[u8], [u8], ()>::to(outgoing.topic).headers(outgoing.headers);
        record.partition = outgoing.partition;
        record.key = outgoing.key;
        record.payload = outgoing.value;
        record.timestamp = outgoing.timestamp_ms;
        self.deliveries.sent();
        loop {
            match self.producer.send(record) {
                Ok(()) => return Ok(()),
                Err((KafkaError::MessageProduction(RDKafkaErrorCode::QueueFull), back))
                    if Instant::now() < give_up =>
                {
                    record = back;
                    std::thread::sleep(QUEUE_FULL_WAIT);
                }
                Err((error, _)) => {
                    self.deliveries.unsent();
                    return Err(failed(&error));
                }
            }
        }
    }

    /// Waits until everything that was sent is acknowledged. librdkafka bounds the wait: it gives a
    /// message up in time, and that is a failure too.
    pub fn settle(&self) -> Result<(), Failure> {
        around!("settle", self.deliveries.wait_for_none(), |error| failed(
            &error
        ))
    }

    /// Forgets failures of a batch that is void.
    pub fn forget(&self) {
        self.deliveries.lock().failed = None;
    }
}

/// What a failed delivery asks for: the batch is void, unless the broker refuses for good.
fn failed(error: &KafkaError) -> Failure {
    let said = format!("producing: {error}");
    ladder::denied(error, &said).unwrap_or(Failure::Abort(said))
}

/// What is on its way.
#[derive(Default)]
struct Deliveries {
    state: Mutex<Outstanding>,
    settled: Condvar,
}

#[derive(Default)]
struct Outstanding {
    messages: usize,
    failed: Option<Failure>,
}

impl Deliveries {
    fn sent(&self) {
        self.lock().messages += 1;
    }

    fn unsent(&self) {
        self.lock().messages -= 1;
    }

    fn delivered(&self, failure: Option<Failure>) {
        let mut state = self.lock();
        state.messages -= 1;
        if state.failed.is_none() {
            state.failed = failure;
        }
        if state.messages == 0 {
            self.settled.notify_all();
        }
    }

    fn wait_for_none(&self) -> Result<(), Failure> {
        let waiting = |state: &mut Outstanding| state.messages > 0;
        let waited = self.settled.wait_while(self.lock(), waiting);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.failed.take().map_or(Ok(()), Err)
    }

    fn lock(&self) -> MutexGuard<'_, Outstanding> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the producer calls back on its own thread.
pub(super) struct Reports {
    deliveries: Arc<Deliveries>,
    metrics: Arc<Metrics>,
}

impl ClientContext for Reports {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        statistics::log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        statistics::log_error("producer", &error, reason);
    }

    fn stats(&self, says: Statistics) {
        statistics::note(&self.metrics, "producer", &says);
    }
}

impl ProducerContext for Reports {
    type DeliveryOpaque = ();

    fn delivery(&self, result: &DeliveryResult<'_>, _: ()) {
        let failure = result.as_ref().err().map(|(error, _)| failed(error));
        self.deliveries.delivered(failure);
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        // What nobody will commit need not be sent.
        self.producer
            .purge(rdkafka::producer::PurgeConfig::default().queue().inflight());
    }
}
