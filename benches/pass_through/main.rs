//! How fast records pass through the service when reading costs nothing: `cargo bench --bench
//! pass_through`.
//!
//! Two judges, one that drops all and one that reports all, are each run with and without the promise
//! at several commit intervals, in turn, round by round: what disturbs the machine disturbs all of
//! them. The rate is taken between the first and the last but one commit, so that neither the start
//! of the process nor the wait for the last commit counts. `-- small` measures small transactions
//! alone.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod table;

#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use support::cluster::{self, CommittedOffsets, Topic};
use support::judge::TestJudge;
use support::node::Node;
use support::produce::{self, Outgoing};
use support::service::{Reader, Service, Settings};
use support::{Outcome, http, under_test};
use table::{AT_LEAST, EXACTLY, Variant, print_machine, print_rates};

/// Items in the topic, and so many of them are read where each is reported: ten seconds of work or so.
const ITEMS: usize = 1_600_000;
const REPORTED_ITEMS: usize = 500_000;
const ITEM_BYTES: usize = 2_000;
const PARTITIONS: i32 = 6;
const ROUNDS: usize = 3;
/// Records written at once: what is held in memory.
const FILL: usize = 20_000;
/// Between two looks at the committed offsets: short against the shortest interval that is judged.
const LOOK_EVERY: Duration = Duration::from_millis(5);
const RUN_LIMIT: Duration = Duration::from_secs(180);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// For the duration of small transactions: so many records, so often.
const SMALL_RECORDS: usize = 10;
const SMALL_EVERY: Duration = Duration::from_millis(50);
const SMALL_TRANSACTIONS: usize = 60;

const DELIVERIES: [(&str, u32); 5] = [
    (AT_LEAST, 10),
    (AT_LEAST, 100),
    (EXACTLY, 10),
    (EXACTLY, 100),
    (EXACTLY, 1000),
];

fn main() -> ExitCode {
    if let Some(code) = under_test::run_if_asked() {
        return code;
    }
    // `cargo test` runs benchmarks, too, without this flag.
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let node = Node::start("pass_through")?;
    let bench = Bench {
        brokers: node.brokers(),
        input: format!("pass-{:08x}", fastrand::u32(..)),
    };
    let small_ms = bench.small_transaction_ms()?;
    let small = format!(
        "A transaction of {SMALL_RECORDS} small records ends in {small_ms:.1} ms (median)."
    );
    if std::env::args().any(|argument| argument == "small") {
        println!("{small}");
        return Ok(());
    }
    bench.fill()?;
    let variants: Vec<Variant> = [TestJudge::DropAll, TestJudge::ReportAll]
        .into_iter()
        .flat_map(|judge| {
            DELIVERIES.map(|(delivery, commit_interval_ms)| Variant {
                judge,
                delivery,
                commit_interval_ms,
            })
        })
        .collect();
    let mut rates = vec![Vec::new(); variants.len()];
    for round in 0..ROUNDS {
        for (variant, rates) in variants.iter().zip(&mut rates) {
            let rate = bench.rate(*variant)?;
            eprintln!("round {round}: {variant:?}: {rate:.0} items/s");
            rates.push(rate);
        }
    }
    print_machine(&format!(
        "{ITEMS} items of {ITEM_BYTES} bytes in {PARTITIONS} partitions, {ROUNDS} rounds in turn"
    ));
    print_rates(&variants, &rates);
    println!("\n{small}");
    cluster::delete_topics(node.brokers(), &[&bench.input])
}

/// The cluster and the topic that all variants read.
struct Bench<'a> {
    brokers: &'a str,
    input: String,
}

impl Bench<'_> {
    fn fill(&self) -> Outcome {
        self.create(&self.input, PARTITIONS)?;
        let mut chance = fastrand::Rng::with_seed(1);
        for _ in 0..ITEMS.div_ceil(FILL) {
            let records: Vec<Outgoing> = (0..FILL as i32)
                .map(|n| record(n % PARTITIONS, ITEM_BYTES, &mut chance))
                .collect();
            produce::write(self.brokers, &self.input, &records)?;
        }
        Ok(())
    }

    fn create(&self, topic: &str, partitions: i32) -> Outcome {
        let topic = Topic {
            name: topic,
            partitions,
            message_bytes_max: None,
        };
        cluster::create_topics(self.brokers, &[topic])
    }

    /// Items a second of one run through the whole topic.
    fn rate(&self, variant: Variant) -> Outcome<f64> {
        let run = Run::new(self, &self.input)?;
        let service = run.start(variant)?;
        let items = match variant.judge {
            TestJudge::ReportAll => REPORTED_ITEMS,
            _ => ITEMS,
        };
        let looks = run.look_until(&service, items as i64)?;
        service.kill()?;
        run.clear()?;
        rate(&looks).ok_or_else(|| format!("too few commits to take a rate: {looks:?}"))
    }

    /// The median time to end a transaction of a few small records, interpolated in the service's own
    /// histogram.
    fn small_transaction_ms(&self) -> Outcome<f64> {
        let input = format!("{}-small", self.input);
        self.create(&input, 1)?;
        let run = Run::new(self, &input)?;
        let variant = Variant {
            judge: TestJudge::ReportAll,
            delivery: EXACTLY,
            commit_interval_ms: 1,
        };
        let mut service = run.start(variant)?;
        service.wait_ready(RUN_LIMIT)?;
        let mut chance = fastrand::Rng::with_seed(2);
        for _ in 0..SMALL_TRANSACTIONS {
            let records: Vec<Outgoing> = (0..SMALL_RECORDS)
                .map(|_| record(0, 100, &mut chance))
                .collect();
            produce::write(self.brokers, &input, &records)?;
            thread::sleep(SMALL_EVERY);
        }
        run.look_until(&service, (SMALL_TRANSACTIONS * SMALL_RECORDS) as i64)?;
        let (_, metrics) = service.get("/metrics")?;
        service.stop(STOP_LIMIT)?;
        run.clear()?;
        cluster::delete_topics(self.brokers, &[&input])?;
        let name = "communique_transaction_seconds";
        let median = http::median(&metrics, name, "outcome=\"committed\"");
        Ok(median.ok_or_else(|| format!("no {name}"))? * 1000.0)
    }
}

fn record(partition: i32, bytes: usize, chance: &mut fastrand::Rng) -> Outgoing {
    let key: Vec<u8> = format!("key-{}", chance.u16(..)).into_bytes();
    let value = (0..bytes).map(|_| chance.alphanumeric() as u8).collect();
    Outgoing {
        partition,
        key: Some(key),
        value: Some(value),
        ..Outgoing::default()
    }
}

/// One run with topics and a group of its own.
struct Run<'a> {
    brokers: &'a str,
    input: &'a str,
    name: String,
}

impl<'a> Run<'a> {
    fn new(bench: &Bench<'a>, input: &'a str) -> Outcome<Self> {
        let name = format!("pass-run-{:08x}", fastrand::u32(..));
        let run = Self {
            brokers: bench.brokers,
            input,
            name,
        };
        for topic in run.outputs() {
            bench.create(&topic, PARTITIONS)?;
        }
        Ok(run)
    }

    fn outputs(&self) -> [String; 2] {
        [format!("{}.out", self.name), format!("{}.dead", self.name)]
    }

    fn clear(&self) -> Outcome {
        cluster::delete_topics(self.brokers, &self.outputs().each_ref().map(String::as_str))
    }

    fn start(&self, variant: Variant) -> Outcome<Service> {
        let [output, dead_letters] = self.outputs();
        let settings: Settings = [
            ("kafka.brokers", self.brokers.to_owned()),
            ("kafka.input_topic", self.input.to_owned()),
            ("kafka.output_topic", output),
            ("kafka.dead_letter_topic", dead_letters),
            ("kafka.group_id", self.name.clone()),
            ("delivery", variant.delivery.to_owned()),
            (
                "kafka.commit_interval_ms",
                variant.commit_interval_ms.to_string(),
            ),
            // The interval alone is to end a transaction.
            ("kafka.transaction_items_max", ITEMS.to_string()),
        ]
        .map(|(key, value)| (key.to_owned(), value))
        .to_vec();
        Service::start("pass_through", Reader::Test(variant.judge), &settings, &[])
    }

    /// Looks at the committed offsets until they reach `end`: when the sum was seen to change.
    fn look_until(&self, service: &Service, end: i64) -> Outcome<Vec<(Duration, i64)>> {
        let offsets = CommittedOffsets::new(self.brokers, &self.name, self.input)?;
        let begin = Instant::now();
        let mut looks: Vec<(Duration, i64)> = Vec::new();
        while looks.last().is_none_or(|(_, sum)| *sum < end) {
            let sum: i64 = offsets.now()?.values().sum();
            if sum > looks.last().map_or(0, |(_, last)| *last) {
                looks.push((begin.elapsed(), sum));
            }
            if begin.elapsed() > RUN_LIMIT {
                return Err(service.with_tail(&format!("not done: {:?} of {end}", looks.last())));
            }
            thread::sleep(LOOK_EVERY);
        }
        Ok(looks)
    }
}

fn rate(looks: &[(Duration, i64)]) -> Option<f64> {
    let (begin, before) = looks.first()?;
    let (end, after) = looks.get(looks.len().checked_sub(2)?)?;
    let seconds = end.saturating_sub(*begin).as_secs_f64();
    (seconds > 0.0).then(|| (after - before) as f64 / seconds)
}
