//! The first word with the cluster: what is there, or why nobody answers, so that an operator can act.
//!
//! A client that asks for metadata hears no more than that no broker could be used in time. Why not comes
//! as an error event, which only a poll delivers; so a producer that sends nothing asks here, in slices,
//! and polls between them. TLS and passwords that fail will fail again: they end it within seconds.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rdkafka::config::{FromClientConfigAndContext, RDKafkaLogLevel};
use rdkafka::error::{KafkaError, RDKafkaErrorCode};
use rdkafka::metadata::Metadata;
use rdkafka::producer::{BaseProducer, DeliveryResult, Producer, ProducerContext};
use rdkafka::{ClientConfig, ClientContext};
use tracing::{debug, warn};

use super::ladder;
use crate::flow::Failure;

/// How long the cluster may take, question by question. The first ones are short, since an error is heard
/// only after one; the last is long enough for a cluster that is merely slow.
const SLICES: [Duration; 4] = [
    Duration::from_secs(1),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(6),
];

/// After this slice, who watches the log is told why it takes so long.
const TOLD_AFTER: usize = 1;

/// How long events are heard after a question; they wait already.
const HEARD_FOR: Duration = Duration::from_millis(20);

/// What to look at where nothing more is known.
const LOOK_AT: &str =
    "look at kafka.brokers, at kafka.properties.security.protocol, and whether the cluster runs";

/// How librdkafka marks what it logs of a connection that failed.
const FAILED: &str = "FAIL";

/// How OpenSSL calls what the other side has to say against a connection.
const ALERT: &str = "SSL alert number";

/// A client that only asks.
pub(super) struct Asker(BaseProducer<Heard>);

impl Asker {
    /// Nothing is asked yet. Fails where librdkafka refuses the settings.
    pub fn new(config: &ClientConfig) -> Result<Self, Failure> {
        let producer = BaseProducer::from_config_and_context(config, Heard::default());
        Ok(Self(producer.map_err(|error| {
            ladder::refused("the clients' settings", &error)
        })?))
    }

    /// All topics and brokers. [`Failure::Fatal`] where credentials, certificates or rights are wrong,
    /// [`Failure::Rebuild`] where it may be better the next time.
    pub fn metadata(&self) -> Result<Metadata, Failure> {
        let mut failed = None;
        for (slice, within) in SLICES.into_iter().enumerate() {
            match self.0.client().fetch_metadata(None, within) {
                Ok(metadata) => return Ok(metadata),
                Err(error) => failed = Some(error),
            }
            self.0.poll(HEARD_FOR);
            let mut heard = self.0.context().lock();
            if let Some(failure) = heard.for_good.take() {
                return Err(failure);
            }
            if slice == TOLD_AFTER
                && let Some(reason) = &heard.last
            {
                warn!(reason, "no broker can be used yet; {LOOK_AT}");
            }
            drop(heard);
        }
        Err(self.unreachable(failed.as_ref()))
    }

    fn unreachable(&self, error: Option<&KafkaError>) -> Failure {
        let last = self.0.context().lock().last.take();
        let said = last.or_else(|| error.map(ToString::to_string));
        let said = said.unwrap_or_else(|| "no answer".to_owned());
        Failure::Rebuild(format!("the cluster cannot be reached: {said}; {LOOK_AT}"))
    }
}

/// What librdkafka said while it was asked.
#[derive(Default)]
struct Heard(Mutex<Said>);

#[derive(Default)]
struct Said {
    /// The latest reason of a broker.
    last: Option<String>,
    /// What will not be better the next time.
    for_good: Option<Failure>,
}

impl Heard {
    fn lock(&self) -> MutexGuard<'_, Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClientContext for Heard {
    fn log(&self, _: RDKafkaLogLevel, facility: &str, message: &str) {
        debug!(facility, message, "librdkafka");
        // A connection that ends without a word is no error, but a guess at the reason is logged.
        if facility == FAILED {
            self.lock().last = Some(message.to_owned());
        }
    }

    fn error(&self, error: KafkaError, reason: &str) {
        // A broker refuses a client's certificate after the handshake, and to receive merely fails.
        let code = if reason.contains(ALERT) {
            Some(RDKafkaErrorCode::SSL)
        } else {
            error.rdkafka_error_code()
        };
        debug!(%error, reason, "no broker yet");
        let mut said = self.lock();
        if let Some(remedy) = code.and_then(ladder::remedy_at_start) {
            let failure = Failure::Fatal(format!("the cluster lets nobody in: {reason}; {remedy}"));
            said.for_good.get_or_insert(failure);
        }
        // That all brokers are down is no reason.
        if code != Some(RDKafkaErrorCode::AllBrokersDown) {
            said.last = Some(reason.to_owned());
        }
    }
}

impl ProducerContext for Heard {
    type DeliveryOpaque = ();

    fn delivery(&self, _: &DeliveryResult<'_>, (): ()) {}
}
