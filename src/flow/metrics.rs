//! Every metric of the service, in one place, with its allowed label values.
//!
//! No label grows with the input: verdicts, reasons, stages and outcomes are closed lists; partitions
//! and workers are as many as were configured.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant, SystemTime};

use prometheus::{
    Counter, Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec,
    IntGauge, IntGaugeVec, Opts, Registry, TextEncoder,
};

use super::counted::{ClientStatistics, Outcome, PartitionLag, Reload};
use crate::pipeline::{Dropped, Rejected, Stage, Verdict, Withdrawn};

/// From a microsecond, which is what the gate takes, to a minute.
const STAGE_SECONDS: &[f64] = &[
    1e-6, 5e-6, 2e-5, 1e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.5, 2.0, 10.0, 60.0,
];
/// From a millisecond, which is what a commit takes, to a minute.
const COMMIT_SECONDS: &[f64] = &[
    1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0,
];
/// From fresh to a year behind: backfilling is ordinary work.
const AGE_SECONDS: &[f64] = &[
    0.1, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 21600.0, 86400.0, 604800.0,
    2592000.0, 31536000.0,
];

/// Declares the struct, registers each field under its name, and keeps name, help and kind together.
macro_rules! metrics {
    ($($field:ident: $kind:ident = $make:expr,)+) => {
        /// All metrics, registered once per process or test.
        #[derive(Debug)]
        pub struct Metrics {
            registry: Registry,
            /// Start of each worker's present record, in microseconds since `born`; 0 when idle.
            busy_since_us: Vec<AtomicU64>,
            born: Instant,
            $($field: $kind,)+
        }

        impl Metrics {
            /// Registers all metrics for so many workers. Fails only on a name that is used twice.
            pub fn new(workers: usize) -> prometheus::Result<Self> {
                let registry = Registry::new();
                $(let $field: $kind = $make?; registry.register(Box::new($field.clone()))?;)+
                #[cfg(target_os = "linux")]
                registry.register(Box::new(
                    prometheus::process_collector::ProcessCollector::for_self(),
                ))?;
                let busy_since_us = (0..workers.max(1)).map(|_| AtomicU64::new(0)).collect();
                let made = Self { registry, busy_since_us, born: Instant::now(), $($field,)+ };
                made.begin_at_zero();
                Ok(made)
            }
        }
    };
}

fn name(short: &str, help: &str) -> Opts {
    Opts::new(format!("communique_{short}"), help)
}

fn histogram(short: &str, help: &str, buckets: &[f64]) -> HistogramOpts {
    HistogramOpts::from(name(short, help)).buckets(buckets.to_vec())
}

metrics! {
    build_info: IntGaugeVec = IntGaugeVec::new(
        name("build_info", "Always 1; the versions of code, model, rules and world."),
        &["version", "model", "rules", "world"],
    ),
    items_in: IntCounter = IntCounter::with_opts(
        name("items_in_total", "Inputs read, those read again after an abort included.")),
    items: IntCounterVec = IntCounterVec::new(
        name("items_total", "Inputs answered and committed, by verdict and reason."),
        &["verdict", "reason"],
    ),
    dead_letters: IntCounterVec = IntCounterVec::new(
        name("dead_letters_total", "Inputs that went to the dead letters, by reason."), &["reason"]),
    stage_seconds: HistogramVec = HistogramVec::new(
        histogram("stage_seconds", "Time in each stage of reading one item.", STAGE_SECONDS), &["stage"]),
    item_seconds: Histogram = Histogram::with_opts(histogram(
        "item_seconds", "From reading an input to the commit of its answer.", AGE_SECONDS)),
    input_age_seconds: Histogram = Histogram::with_opts(histogram(
        "input_age_seconds", "From an input's timestamp to the commit of its answer.", AGE_SECONDS)),
    in_flight_items: IntGauge = IntGauge::with_opts(
        name("in_flight_items", "Inputs read and not yet settled.")),
    in_flight_bytes: IntGauge = IntGauge::with_opts(
        name("in_flight_bytes", "Bytes of the inputs read and not yet settled.")),
    queue_depth: IntGauge = IntGauge::with_opts(
        name("queue_depth", "Events that wait for the runner.")),
    paused_partitions: IntGauge = IntGauge::with_opts(
        name("paused_partitions", "Partitions paused by back-pressure.")),
    workers: IntGauge = IntGauge::with_opts(name("workers", "Worker threads.")),
    worker_busy_seconds: Counter = Counter::with_opts(
        name("worker_busy_seconds_total", "Time that workers spent judging, together.")),
    worker_panics: IntCounter = IntCounter::with_opts(
        name("worker_panics_total", "Items whose reading panicked.")),
    transactions: IntCounterVec = IntCounterVec::new(
        name("transactions_total", "Batches by outcome."), &["outcome"]),
    transaction_seconds: HistogramVec = HistogramVec::new(
        histogram("transaction_seconds", "Time to end a batch, by outcome.", COMMIT_SECONDS), &["outcome"]),
    fences: IntCounter = IntCounter::with_opts(
        name("fences_total", "Times that another instance took over the transactional id.")),
    rebuilds: IntCounter = IntCounter::with_opts(
        name("client_rebuilds_total", "Times that the broker clients were built anew.")),
    rebalances: IntCounterVec = IntCounterVec::new(
        name("rebalances_total", "Changes of the assignment, by event."), &["event"]),
    assigned_partitions: IntGauge = IntGauge::with_opts(
        name("assigned_partitions", "Partitions read by this instance.")),
    consumer_lag: IntGaugeVec = IntGaugeVec::new(
        name("consumer_lag", "Records between the position and the end of the log, by partition."),
        &["partition"],
    ),
    consumer_position: IntGaugeVec = IntGaugeVec::new(
        name("consumer_position", "Offset of the next record to read, by partition."),
        &["partition"],
    ),
    reloads: IntCounterVec = IntCounterVec::new(
        name("reloads_total", "Loads of rules and world, the first included, by outcome."), &["outcome"]),
    last_reload_successful: IntGauge = IntGauge::with_opts(
        name("last_reload_successful", "1 when the last load of rules and world was put in force, 0 when it was refused.")),
    breaker_open: IntGauge = IntGauge::with_opts(
        name("breaker_open", "1 once the circuit breaker has stopped the service.")),
    last_progress: Gauge = Gauge::with_opts(
        name("last_progress_timestamp_seconds", "When a batch was last committed, since 1970.")),
    client_messages: IntGaugeVec = IntGaugeVec::new(
        name("client_queued_messages", "Messages in the broker client's queues."), &["client"]),
    client_bytes: IntGaugeVec = IntGaugeVec::new(
        name("client_queued_bytes", "Bytes in the broker client's queues."), &["client"]),
    client_brokers_up: IntGaugeVec = IntGaugeVec::new(
        name("client_brokers_up", "Brokers that the client is connected to."), &["client"]),
    client_request_timeouts: IntGaugeVec = IntGaugeVec::new(
        name("client_request_timeouts", "Requests timed out since the client was built."), &["client"]),
    client_round_trip: GaugeVec = GaugeVec::new(
        name("client_round_trip_seconds", "The slowest broker's median round trip."), &["client"]),
}

/// The scrape side.
impl Metrics {
    /// All metrics in Prometheus' text format.
    pub fn render(&self) -> String {
        let families = self.registry.gather();
        TextEncoder::new()
            .encode_to_string(&families)
            .unwrap_or_default()
    }
}

/// Where counting begins.
impl Metrics {
    /// Series that come into being with their first event hide it: an increase is seen from one sample to
    /// the next. So what alerts and ratios are made of is there from the start.
    fn begin_at_zero(&self) {
        self.items.with_label_values(&["report", ""]);
        for why in Withdrawn::ALL {
            self.items.with_label_values(&["withdrawn", why.name()]);
        }
        for why in Dropped::ALL {
            self.items.with_label_values(&["dropped", why.name()]);
        }
        for why in Rejected::ALL {
            self.items.with_label_values(&["rejected", why.name()]);
            self.dead_letters.with_label_values(&[why.name()]);
        }
        for outcome in [Outcome::Committed, Outcome::Aborted, Outcome::Failed] {
            self.transactions.with_label_values(&[outcome.name()]);
        }
        for outcome in [Reload::Swapped, Reload::Unchanged, Reload::Refused] {
            self.reloads.with_label_values(&[outcome.name()]);
        }
        for event in ["assigned", "revoked", "lost"] {
            self.rebalances.with_label_values(&[event]);
        }
        for client in ["consumer", "producer"] {
            self.client_brokers_up.with_label_values(&[client]);
        }
    }
}

/// The counting side, in the order of an item's way.
impl Metrics {
    /// The versions at work; replaces those of before.
    pub fn versions(&self, version: &str, model: &str, rules: &str, world: &str) {
        self.build_info.reset();
        self.build_info
            .with_label_values(&[version, model, rules, world])
            .set(1);
        self.workers.set(self.busy_since_us.len() as i64);
    }

    /// Inputs were read.
    pub fn read(&self, items: usize) {
        self.items_in.inc_by(items as u64);
    }

    /// What is in flight and waits for the runner.
    pub fn in_flight(&self, items: usize, bytes: usize, waiting_events: usize) {
        self.in_flight_items.set(items as i64);
        self.in_flight_bytes.set(bytes as i64);
        self.queue_depth.set(waiting_events as i64);
    }

    /// Partitions paused by back-pressure.
    pub fn paused(&self, partitions: usize) {
        self.paused_partitions.set(partitions as i64);
    }

    /// A worker begins a record.
    pub fn worker_begins(&self, worker: usize) {
        if let Some(since) = self.busy_since_us.get(worker) {
            since.store(self.born.elapsed().as_micros().max(1) as u64, Relaxed);
        }
    }

    /// A worker is done with a record.
    pub fn worker_ends(&self, worker: usize, took: Duration) {
        self.worker_busy_seconds.inc_by(took.as_secs_f64());
        if let Some(since) = self.busy_since_us.get(worker) {
            since.store(0, Relaxed);
        }
    }

    /// How long the slowest worker has been at its present record.
    pub fn workers_busy_longest(&self) -> Duration {
        let now = self.born.elapsed().as_micros() as u64;
        let busy = self
            .busy_since_us
            .iter()
            .map(|since| match since.load(Relaxed) {
                0 => 0,
                began => now.saturating_sub(began),
            });
        Duration::from_micros(busy.max().unwrap_or(0))
    }

    /// One stage of reading took so long.
    pub fn stage_took(&self, stage: Stage, took: Duration) {
        self.stage_seconds
            .with_label_values(&[stage.name()])
            .observe(took.as_secs_f64());
    }

    /// The reading of an item panicked.
    pub fn panicked(&self) {
        self.worker_panics.inc();
    }

    /// An answer was committed: read so long ago, written so long ago.
    pub fn answered(&self, verdict: &Verdict<()>, took: Duration, age: Option<Duration>) {
        let reason = verdict.reason().unwrap_or("");
        self.items
            .with_label_values(&[verdict.name(), reason])
            .inc();
        if let Verdict::Rejected(..) = verdict {
            self.dead_letters.with_label_values(&[reason]).inc();
        }
        self.item_seconds.observe(took.as_secs_f64());
        if let Some(age) = age {
            self.input_age_seconds.observe(age.as_secs_f64());
        }
    }

    /// A batch ended.
    pub fn batch(&self, outcome: Outcome, took: Duration) {
        let outcome_name = outcome.name();
        self.transactions.with_label_values(&[outcome_name]).inc();
        self.transaction_seconds
            .with_label_values(&[outcome_name])
            .observe(took.as_secs_f64());
        if outcome == Outcome::Committed {
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            self.last_progress
                .set(now.unwrap_or_default().as_secs_f64());
        }
    }

    /// Another instance took over.
    pub fn fenced(&self) {
        self.fences.inc();
    }

    /// The clients are built anew.
    pub fn rebuilt(&self) {
        self.rebuilds.inc();
    }

    /// The assignment changed (`assigned`, `revoked`, `lost`); so many partitions are read now.
    pub fn rebalanced(&self, event: &'static str, partitions: usize) {
        self.rebalances.with_label_values(&[event]).inc();
        self.assigned_partitions.set(partitions as i64);
    }

    /// The clients are gone, and with them the assignment.
    pub fn disconnected(&self) {
        for client in ["consumer", "producer"] {
            self.client_brokers_up.with_label_values(&[client]).set(0);
        }
        self.assigned_partitions.set(0);
        self.paused_partitions.set(0);
        self.consumer_lag.reset();
        self.consumer_position.reset();
    }

    /// Position and lag of the partitions read here; those not named are forgotten.
    pub fn lag(&self, partitions: impl Iterator<Item = PartitionLag>) {
        self.consumer_lag.reset();
        self.consumer_position.reset();
        for read in partitions {
            let number = read.number.to_string();
            self.consumer_lag
                .with_label_values(&[&number])
                .set(read.lag);
            self.consumer_position
                .with_label_values(&[&number])
                .set(read.position);
        }
    }

    /// Rules and world were loaded, or refused.
    pub fn reloaded(&self, outcome: Reload) {
        self.reloads.with_label_values(&[outcome.name()]).inc();
        self.last_reload_successful
            .set(i64::from(outcome != Reload::Refused));
    }

    /// The circuit breaker has stopped the service.
    pub fn breaker_opened(&self) {
        self.breaker_open.set(1);
    }

    /// What the broker client (`consumer` or `producer`) says of itself.
    pub fn client(&self, client: &'static str, says: ClientStatistics) {
        self.client_messages
            .with_label_values(&[client])
            .set(says.messages);
        self.client_bytes
            .with_label_values(&[client])
            .set(says.bytes);
        self.client_brokers_up
            .with_label_values(&[client])
            .set(says.brokers_up);
        self.client_request_timeouts
            .with_label_values(&[client])
            .set(says.request_timeouts);
        self.client_round_trip
            .with_label_values(&[client])
            .set(says.round_trip.as_secs_f64());
    }
}
