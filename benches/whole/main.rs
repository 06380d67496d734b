//! What the whole service costs: `cargo bench --bench whole`.
//!
//! Reading alone, in this process; then `communique serve`, a process of its own, on a real node of Apache
//! Kafka: how much it answers with and without the promise, how soon an answer is visible, where the time
//! goes, how much memory it takes, how soon it is there. Variants run in turn, round by round, so that what
//! disturbs the machine disturbs all of them, and ratios are taken within a round.
//!
//! `BENCH_ROUNDS`, `BENCH_ITEMS` (in the topic of one run) and `BENCH_SECONDS` (of one run for latency) make
//! it shorter or longer; `UPDATE_DOCS=1` puts the figures into README.md.

#![allow(clippy::print_stdout, reason = "a benchmark prints its tables")]

mod items;
mod latency;
mod reading;
mod serving;
mod settings;
mod stages;
mod starting;
mod variant;

#[path = "../measure/mod.rs"]
mod measure;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;

use items::Items;
use measure::run::{self, PARTITIONS};
use measure::{machine, page};
use settings::Settings;
use support::node::Node;
use support::{Outcome, cluster};
use variant::Variant;

fn main() -> ExitCode {
    measure::main_of(run)
}

fn run() -> Outcome {
    let settings = Settings::of_environment()?;
    let machine = machine::line();
    let items = Items::at_hand()?;
    let reading = reading::measure(&items, &settings)?;
    let node = Node::start("whole")?;
    let brokers = node.brokers();
    let input = format!("whole-{:08x}", fastrand::u32(..));
    run::fill(brokers, &input, items.records(settings.items, PARTITIONS))?;
    let serving = serving::measure(brokers, &input, &settings)?;
    let load = serving.rate(Variant::ORDINARY) / 2.0;
    let latency = latency::measure(brokers, &items, load, &settings)?;
    let starting = starting::measure(brokers)?;
    let text = format!(
        "{} Rounds in turn: {}; medians (least–most). {machine}; the broker shares the cores.\n\n\
         {reading}\n{serving}\n{latency}\n{}\n{starting}\n",
        items.what(),
        settings.rounds,
        serving.stages()?,
    );
    page::publish("costs", &text)?;
    cluster::delete_topics(brokers, &[&input])
}
