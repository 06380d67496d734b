//! Builds a source and a sink from the settings: topics checked, producer initialised, group joined.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;
use rdkafka::config::FromClientConfigAndContext;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::KafkaResult;
use rdkafka::producer::Producer;

use super::context::{Context, GroupConsumer};
use super::failpoint::around;
use super::handover::Handover;
use super::letters::Letters;
use super::limits::Limits;
use super::membership::Membership;
use super::outbox::Outbox;
use super::{Delivery, KafkaSink, KafkaSource, Pulse, Settings, client, ladder, sink, topics};
use crate::flow::{Event, Failure, InFlight, Metrics};

/// How long one attempt to initialise transactions may take; it is repeated until it is done, nobody waits
/// for it, or the clients are to be built anew.
const INIT_WITHIN: Duration = Duration::from_secs(5);

/// What the clients are built from, and what they share with those who watch them. It outlives them:
/// clients are rebuilt from the same.
#[derive(Clone, Debug)]
pub struct Connector {
    settings: Settings,
    transactional_id: String,
    item_bytes_max: usize,
    metrics: Arc<Metrics>,
    status: Arc<Status>,
}

/// What can be seen of the clients from outside.
#[derive(Debug, Default)]
pub struct Status {
    /// The poll thread's pulse.
    pub poll: Arc<Pulse>,
    /// The pulse of a transactional call that is under way.
    pub call: Arc<Pulse>,
    joined: Arc<AtomicBool>,
    producer_ready: AtomicBool,
    /// Nobody wants to be connected any more.
    stopping: AtomicBool,
}

impl Status {
    /// Whether the group is joined.
    pub fn is_joined(&self) -> bool {
        self.joined.load(Relaxed)
    }

    /// Whether the producer is initialised.
    pub fn is_producer_ready(&self) -> bool {
        self.producer_ready.load(Relaxed)
    }

    /// The clients are gone.
    pub fn disconnected(&self) {
        self.joined.store(false, Relaxed);
        self.producer_ready.store(false, Relaxed);
    }

    /// Gives up connecting.
    pub fn stop(&self) {
        self.stopping.store(true, Relaxed);
    }
}

impl Connector {
    /// Chooses the transactional id, once for all clients that are built. Values larger than
    /// `item_bytes_max` will not go to the dead letters.
    pub fn new(settings: Settings, item_bytes_max: usize, metrics: Arc<Metrics>) -> Self {
        #[cfg(feature = "failpoints")]
        super::failpoint::arm();
        Self {
            transactional_id: client::transactional_id(&settings),
            settings,
            item_bytes_max,
            metrics,
            status: Arc::default(),
        }
    }

    /// What can be seen from outside.
    pub fn status(&self) -> Arc<Status> {
        Arc::clone(&self.status)
    }

    /// Makes the topics that are missing. Fails where the cluster cannot be reached or refuses.
    pub fn create_topics(&self) -> Result<(), Failure> {
        topics::create(&self.settings)
    }

    /// Checks the topics, initialises the producer, which ends what a predecessor left open, and joins
    /// the group. The source sends to `events`, and reads no more than `in_flight` allows.
    ///
    /// [`Failure::Fatal`] is for an operator to mend; [`Failure::Rebuild`] may be gone the next time.
    pub fn connect(
        &self,
        events: Sender<Event>,
        in_flight: Arc<InFlight>,
    ) -> Result<(KafkaSource, KafkaSink), Failure> {
        let connected = || self.try_connect(events, in_flight);
        around!("connect", connected(), |error| Failure::Rebuild(
            error.to_string()
        ))
    }

    fn try_connect(
        &self,
        events: Sender<Event>,
        in_flight: Arc<InFlight>,
    ) -> Result<(KafkaSource, KafkaSink), Failure> {
        self.status.disconnected();
        let limits = topics::check(&self.settings)?;
        let outbox = self.outbox(&limits)?;
        self.status.producer_ready.store(true, Relaxed);
        let consumer = self.consumer(events, &limits, &in_flight)?;
        let source = KafkaSource::start(
            Arc::clone(&consumer),
            in_flight,
            Arc::clone(&self.status.poll),
        );
        let source = source.map_err(|error| Failure::Fatal(format!("no poll thread: {error}")))?;
        let letters = self.letters(limits);
        Ok((
            source,
            KafkaSink::new(
                outbox,
                consumer,
                letters,
                &self.settings,
                Arc::clone(&self.status.call),
            ),
        ))
    }

    fn outbox(&self, limits: &Limits) -> Result<Outbox, Failure> {
        let config = client::producer(&self.settings, limits, &self.transactional_id);
        let timeout = self.settings.transaction_timeout;
        let outbox = Outbox::new(&config, Arc::clone(&self.metrics), timeout)?;
        if self.settings.delivery == Delivery::ExactlyOnce {
            let producer = outbox.producer();
            let within = sink::outcome_within(timeout);
            sink::repeat("initialising transactions", within, || {
                self.unless_stopping(|| around!("init", producer.init_transactions(INIT_WITHIN)))
            })?;
        }
        Ok(outbox)
    }

    /// An error that climbs the ladder once nobody waits any more.
    fn unless_stopping(&self, call: impl Fn() -> KafkaResult<()>) -> KafkaResult<()> {
        if self.status.stopping.load(Relaxed) {
            return Err(rdkafka::error::KafkaError::Canceled);
        }
        call()
    }

    fn consumer(
        &self,
        events: Sender<Event>,
        limits: &Limits,
        in_flight: &InFlight,
    ) -> Result<Arc<GroupConsumer>, Failure> {
        let context = Context {
            events,
            handover: Arc::<Handover>::default(),
            revoke_budget: self.settings.revoke_budget,
            start: self.settings.start,
            topic: self.settings.input_topic.as_str().into(),
            pending: Mutex::default(),
            changes: AtomicUsize::new(0),
            membership: self.membership(),
            metrics: Arc::clone(&self.metrics),
        };
        let config = client::consumer(&self.settings, limits, in_flight);
        let consumer = BaseConsumer::from_config_and_context(&config, context);
        let consumer =
            consumer.map_err(|error| ladder::refused("the consumer's settings", &error))?;
        consumer
            .subscribe(&[&self.settings.input_topic])
            .map_err(|error| Failure::Fatal(format!("subscribing: {error}")))?;
        Ok(Arc::new(consumer))
    }

    fn membership(&self) -> Membership {
        Membership::new(
            Arc::clone(&self.status.joined),
            self.settings.session_timeout,
            self.settings.revoke_budget,
            Instant::now(),
        )
    }

    fn letters(&self, limits: Limits) -> Letters {
        let settings = &self.settings;
        Letters {
            output_topic: settings.output_topic.clone(),
            dead_letter_topic: settings.dead_letter_topic.clone(),
            audit_topic: settings.audit_topic.clone(),
            source: settings.source.clone(),
            header_prefix: settings.header_prefix.clone(),
            limits,
            item_bytes_max: self.item_bytes_max,
        }
    }
}
