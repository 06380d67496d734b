//! How long an item waits until its answer is visible to a reader of committed data.
//!
//! One thread sends items at an even pace, another reads the audit topic, where every item has its answer.
//! Time counts from when an item was due to be sent, so that a sender that is held up hides nothing.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::message::Message;
use rdkafka::producer::{BaseProducer, BaseRecord, Producer};
use rdkafka::{ClientConfig, Offset, TopicPartitionList};
use serde::Deserialize;

use crate::items::Items;
use crate::measure::run::{self, PARTITIONS, Run};
use crate::measure::spread::{Spread, number};
use crate::settings::Settings;
use crate::support::produce::Outgoing;
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster};
use crate::variant::Variant;

const READY_LIMIT: Duration = Duration::from_secs(60);
/// What is sent first meets cold caches and is not counted.
const WARM_UP: Duration = Duration::from_secs(1);
/// After the last was sent.
const ANSWERS_LIMIT: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(100);

/// The figures of all rounds.
pub struct Figures {
    load: f64,
    rows: Vec<(Variant, Taken)>,
}

#[derive(Default)]
struct Taken {
    median_ms: Spread,
    p99_ms: Spread,
}

/// Sends `load` items a second to each variant in turn.
pub fn measure(brokers: &str, items: &Items, load: f64, settings: &Settings) -> Outcome<Figures> {
    let rows = Variant::FOR_LATENCY.map(|variant| (variant, Taken::default()));
    let mut figures = Figures {
        load,
        rows: rows.into(),
    };
    let count = (settings.latency.as_secs_f64() * load) as usize;
    let records: Vec<Outgoing> = items.records(count, PARTITIONS).collect();
    for round in 0..settings.rounds {
        for (variant, taken) in &mut figures.rows {
            let waits = waits(brokers, &records, load, *variant)?;
            taken.median_ms.push(waits.median());
            taken.p99_ms.push(waits.part(0.99));
            eprintln!(
                "round {round}: {variant:?}: visible after {:.0} ms",
                waits.median()
            );
        }
    }
    Ok(figures)
}

/// Milliseconds until each answer was seen.
fn waits(brokers: &str, records: &[Outgoing], load: f64, variant: Variant) -> Outcome<Spread> {
    let input = format!("latency-{:08x}", fastrand::u32(..));
    run::create(brokers, &input, PARTITIONS)?;
    let run = Run::new(brokers, &input)?;
    let mut more = variant.settings();
    more.push(("kafka.audit_topic", run.audit()));
    let mut service = run.start(Reader::Real, &more)?;
    service.wait_ready(READY_LIMIT)?;
    let answers = answers(brokers, &run.audit())?;
    let pace = Pace {
        begin: Instant::now(),
        load,
    };
    let seen = thread::scope(|scope| {
        let sender = scope.spawn(|| send(brokers, &input, records, pace));
        let seen = see(&answers, records.len(), pace, &service);
        sender
            .join()
            .map_err(|_| "the sender panicked".to_owned())??;
        seen
    })?;
    service.kill()?;
    run.clear()?;
    cluster::delete_topics(brokers, &[&input])?;
    let mut waits = Spread::default();
    for (n, seen) in seen.into_iter().enumerate() {
        if pace.due(n) >= pace.begin + WARM_UP {
            let wait = seen.saturating_duration_since(pace.due(n));
            waits.push(wait.as_secs_f64() * 1000.0);
        }
    }
    Ok(waits)
}

/// When each item is to be sent.
#[derive(Clone, Copy)]
struct Pace {
    begin: Instant,
    load: f64,
}

impl Pace {
    fn due(self, n: usize) -> Instant {
        self.begin + Duration::from_secs_f64(n as f64 / self.load)
    }
}

fn send(brokers: &str, topic: &str, records: &[Outgoing], pace: Pace) -> Outcome {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    config.set("enable.idempotence", "true");
    config.set("linger.ms", "0");
    let producer: BaseProducer = config.create().map_err(|error| error.to_string())?;
    for (n, outgoing) in records.iter().enumerate() {
        thread::sleep(pace.due(n).saturating_duration_since(Instant::now()));
        let value = outgoing.value.as_deref().unwrap_or_default();
        let record: BaseRecord<'_, (), [u8]> = BaseRecord::to(topic).payload(value);
        let sent = producer.send(record.partition(outgoing.partition));
        sent.map_err(|(error, _)| error.to_string())?;
        producer.poll(Duration::ZERO);
    }
    producer
        .flush(ANSWERS_LIMIT)
        .map_err(|error| error.to_string())
}

/// A reader of committed data at the beginning of the audit.
fn answers(brokers: &str, topic: &str) -> Outcome<BaseConsumer> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    config.set("group.id", "communique-bench-look");
    config.set("isolation.level", "read_committed");
    config.set("enable.auto.commit", "false");
    let consumer: BaseConsumer = config.create().map_err(|error| error.to_string())?;
    let mut list = TopicPartitionList::new();
    for partition in 0..PARTITIONS {
        let added = list.add_partition_offset(topic, partition, Offset::Beginning);
        added.map_err(|error| error.to_string())?;
    }
    consumer.assign(&list).map_err(|error| error.to_string())?;
    Ok(consumer)
}

/// Where an answered input lies.
#[derive(Deserialize)]
struct Place {
    partition: usize,
    offset: usize,
}

/// When the answer to each item was seen, in the order of sending.
fn see(
    answers: &BaseConsumer,
    count: usize,
    pace: Pace,
    service: &Service,
) -> Outcome<Vec<Instant>> {
    let mut seen: Vec<Option<Instant>> = vec![None; count];
    let mut missing = count;
    let end = pace.due(count) + ANSWERS_LIMIT;
    while missing > 0 {
        if Instant::now() > end {
            return Err(service.with_tail(&format!("{missing} answers of {count} are missing")));
        }
        let Some(message) = answers.poll(POLL) else {
            continue;
        };
        let now = Instant::now();
        let message = message.map_err(|error| error.to_string())?;
        let place: Place = serde_json::from_slice(message.payload().unwrap_or_default())
            .map_err(|error| error.to_string())?;
        // Items go to the partitions in turn, so that the place tells which it is.
        let n = place.offset * PARTITIONS as usize + place.partition;
        let when = seen.get_mut(n).ok_or("an answer to what was not sent")?;
        if when.replace(now).is_none() {
            missing -= 1;
        }
    }
    Ok(seen.into_iter().flatten().collect())
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "From produced to visible under `read_committed`, at half of the first line's rate ({} items/s):\n",
            number(self.load)
        )?;
        writeln!(f, "| delivery | commit interval | p50, ms | p99, ms |")?;
        writeln!(f, "| --- | ---: | ---: | ---: |")?;
        for (variant, taken) in &self.rows {
            writeln!(
                f,
                "| `{}` | {} ms | {} | {} |",
                variant.delivery, variant.commit_interval_ms, taken.median_ms, taken.p99_ms
            )?;
        }
        Ok(())
    }
}
