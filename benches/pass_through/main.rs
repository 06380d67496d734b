//! How fast records pass through the service when reading costs nothing: `cargo bench --bench
//! pass_through`.
//!
//! Two judges, one that drops all and one that reports all, are each run with and without the promise
//! at several commit intervals, in turn, round by round: what disturbs the machine disturbs all of
//! them. `-- small` measures small transactions alone.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

mod table;

#[path = "../measure/mod.rs"]
mod measure;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use measure::run::{PARTITIONS, Run, create, fill};
use measure::spread::{Spread, number, turns};
use measure::{machine, page};
use support::judge::TestJudge;
use support::node::Node;
use support::produce::{self, Outgoing};
use support::service::{Reader, Service};
use support::{Outcome, cluster, http, under_test};
use table::{AT_LEAST, EXACTLY, Variant, rates_table};

/// Items in the topic, and so many of them are read where each is reported: some seconds of work.
const ITEMS: usize = 1_600_000;
const REPORTED_ITEMS: usize = 500_000;
const ITEM_BYTES: usize = 2_000;
const ROUNDS: usize = 3;
/// Between two looks at the committed offsets: short against the shortest interval that is judged.
const LOOK_EVERY: Duration = Duration::from_millis(5);
const READY_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// For the duration of small transactions: so many records, so often.
const SMALL_RECORDS: usize = 10;
const SMALL_EVERY: Duration = Duration::from_millis(50);
const SMALL_TRANSACTIONS: usize = 60;

const DELIVERIES: [(&str, u32); 4] = [
    (AT_LEAST, 100),
    (EXACTLY, 10),
    (EXACTLY, 100),
    (EXACTLY, 1000),
];

fn main() -> ExitCode {
    if let Some(code) = under_test::run_if_asked() {
        return code;
    }
    measure::main_of(run)
}

fn run() -> Outcome {
    let machine = machine::line();
    let node = Node::start("pass_through")?;
    let bench = Bench {
        brokers: node.brokers(),
        input: format!("pass-{:08x}", fastrand::u32(..)),
    };
    let small = format!(
        "A transaction of {SMALL_RECORDS} small records ends in {} ms (median).",
        number(bench.small_transaction_ms()?)
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
    let rounds = match std::env::var("BENCH_ROUNDS") {
        Ok(text) => text
            .parse()
            .map_err(|error| format!("BENCH_ROUNDS: {error}"))?,
        Err(_) => ROUNDS,
    };
    let mut rates = vec![Spread::default(); variants.len()];
    for round in 0..rounds {
        for at in turns(variants.len(), round) {
            let rate = bench.rate(variants[at])?;
            eprintln!("round {round}: {:?}: {rate:.0} items/s", variants[at]);
            rates[at].push(rate);
        }
    }
    let text = format!(
        "What passes through when reading costs nothing: items of {ITEM_BYTES} bytes, {PARTITIONS} partitions, a worker \
         for each core, with the broker on the same cores; rounds in turn: {rounds}; medians (least–most). {machine}.\n\n\
         {}\nThe ratio is the median of the rounds’ own ratios. {small}\n",
        rates_table(&variants, &rates)
    );
    page::publish("pass-through", &text)?;
    cluster::delete_topics(node.brokers(), &[&bench.input])
}

/// The cluster and the topic that all variants read.
struct Bench<'a> {
    brokers: &'a str,
    input: String,
}

impl Bench<'_> {
    fn fill(&self) -> Outcome {
        let mut chance = fastrand::Rng::with_seed(1);
        let partitions = (0..PARTITIONS).cycle().take(ITEMS);
        let records = partitions.map(|partition| record(partition, ITEM_BYTES, &mut chance));
        fill(self.brokers, &self.input, records)
    }

    /// Items a second of one run through the whole topic.
    fn rate(&self, variant: Variant) -> Outcome<f64> {
        let run = Run::new(self.brokers, &self.input)?;
        let service = start(&run, variant)?;
        let items = match variant.judge {
            TestJudge::ReportAll => REPORTED_ITEMS,
            _ => ITEMS,
        };
        let progress = run.progress(&service, items, LOOK_EVERY)?;
        service.kill()?;
        run.clear()?;
        progress.rate()
    }

    /// The median time to end a transaction of a few small records, interpolated in the service's own
    /// histogram.
    fn small_transaction_ms(&self) -> Outcome<f64> {
        let input = format!("{}-small", self.input);
        create(self.brokers, &input, 1)?;
        let run = Run::new(self.brokers, &input)?;
        let variant = Variant {
            judge: TestJudge::ReportAll,
            delivery: EXACTLY,
            commit_interval_ms: 1,
        };
        let mut service = start(&run, variant)?;
        service.wait_ready(READY_LIMIT)?;
        let mut chance = fastrand::Rng::with_seed(2);
        for _ in 0..SMALL_TRANSACTIONS {
            let records: Vec<Outgoing> = (0..SMALL_RECORDS)
                .map(|_| record(0, 100, &mut chance))
                .collect();
            produce::write(self.brokers, &input, &records)?;
            thread::sleep(SMALL_EVERY);
        }
        run.progress(&service, SMALL_TRANSACTIONS * SMALL_RECORDS, LOOK_EVERY)?;
        let (_, metrics) = service.get("/metrics")?;
        service.stop(STOP_LIMIT)?;
        run.clear()?;
        cluster::delete_topics(self.brokers, &[&input])?;
        let name = "communique_transaction_seconds";
        let median = http::median(&metrics, name, "outcome=\"committed\"");
        Ok(median.ok_or_else(|| format!("no {name}"))? * 1000.0)
    }
}

fn start(run: &Run<'_>, variant: Variant) -> Outcome<Service> {
    let settings = [
        ("delivery", variant.delivery.to_owned()),
        (
            "kafka.commit_interval_ms",
            variant.commit_interval_ms.to_string(),
        ),
    ];
    run.start(Reader::Test(variant.judge), &settings)
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
