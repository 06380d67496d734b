//! Proof by faults: real processes of an optimised build on a real Apache Kafka, a load with poison in
//! it, a seeded schedule of faults, and a checker with controls.
//!
//! `make test` runs the short form: every kind of fault and every failpoint once. `make soak` runs the
//! long one, `ROUNDS` rounds drawn from `SEED`. This binary is also the
//! service under test, when its first argument says so.
//!
//! The cluster is one node, or as many as `SOAK_NODES` says; a broker is only hit when all replicas are
//! in sync. What Apache Kafka 4.3 does on a node that is killed stands in the module `cluster`.
//!
//! A full disk is not among the faults: there is no way to one that takes no rights on the machine, and
//! a broker whose log folder fails ends itself, which is the broker's kill.

#![allow(clippy::panic, reason = "a test judge panics as it is told to")]

mod cluster;
mod controls;
mod faults;
mod load;
mod marked;
mod proxy;
mod run;
mod schedule;
mod seen;
mod summary;
mod team;
mod watch;

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};

use run::{Pace, Run};
use schedule::Fault;
use summary::Summary;
use support::{Outcome, failpoints, under_test};

/// The long form's rounds; without it the short form runs.
const ROUNDS: &str = "SOAK_ROUNDS";
/// The seed of either form.
const SEED: &str = "SOAK_SEED";
const SEED_DEFAULT: u64 = 7;
/// Faults of one round of the long form.
const FAULTS_PER_ROUND: usize = 6;
/// Nodes of the long form: three lose a leader where one is away as a whole.
const NODES: &str = "SOAK_NODES";
/// Where summaries are collected, in the build folder.
const SUMMARIES: &str = "soak.jsonl";

const SHORT: Pace = Pace {
    chunk: 40,
    every: Duration::from_millis(200),
    items_min: 2_000,
};
const LONG: Pace = Pace {
    chunk: 250,
    every: Duration::from_millis(500),
    items_min: 12_500,
};

fn main() -> ExitCode {
    if let Some(code) = under_test::run_with(marked::judge) {
        return code;
    }
    let mut arguments = Arguments::from_args();
    // A run has processes enough.
    arguments.test_threads = Some(1);
    let trial =
        |name: &str, test: fn() -> Outcome| Trial::test(name, move || test().map_err(Failed::from));
    let trials = if std::env::var_os(ROUNDS).is_some() {
        vec![trial("soak", soak)]
    } else {
        let mut trials = schedule::trials();
        trials.extend(watch::trials());
        trials.extend([
            trial(
                "failpoints::are_in_this_build",
                failpoints_are_in_this_build,
            ),
            trial("controls::commit_first_loses", controls::commit_first_loses),
            trial(
                "controls::at_least_once_repeats",
                controls::at_least_once_repeats,
            ),
            trial("every_fault_once", every_fault_once),
        ]);
        trials
    };
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// What `tests/failpoints.rs` must not find in the default binary is found where it is.
fn failpoints_are_in_this_build() -> Outcome {
    let missing = failpoints::missing()?;
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("not in the binary: {missing:?}"))
    }
}

fn every_fault_once() -> Outcome {
    let seed = number(SEED, SEED_DEFAULT)?;
    let run = Run {
        name: "faults",
        nodes: 1,
        seed,
        rounds: vec![schedule::each_once(seed)],
        pace: SHORT,
    };
    play(&run)
}

/// Rounds of faults drawn from the seed; on several nodes each begins with the loss of a leader.
fn soak() -> Outcome {
    let (seed, rounds) = (number(SEED, SEED_DEFAULT)?, number(ROUNDS, 1)?);
    let nodes = usize::try_from(number(NODES, 1)?).map_err(|error| error.to_string())?;
    let faults = (0..rounds).map(|round| {
        let mut faults = schedule::round(seed, round, FAULTS_PER_ROUND);
        if nodes > 1 {
            faults.insert(0, Fault::BrokerKill);
        }
        faults
    });
    play(&Run {
        name: "soak",
        nodes,
        seed,
        rounds: faults.collect(),
        pace: LONG,
    })
}

/// Plays, and tells of it, whether it went well or not.
fn play(run: &Run<'_>) -> Outcome {
    let mut summary = Summary::new(run.name, run.seed, run.nodes);
    let played = run.play(&mut summary);
    eprintln!("{summary}");
    summary.append_to(SUMMARIES)?;
    played
}

fn number(variable: &str, otherwise: u64) -> Outcome<u64> {
    match std::env::var(variable) {
        Ok(text) => text.parse().map_err(|error| format!("{variable}: {error}")),
        Err(_) => Ok(otherwise),
    }
}
