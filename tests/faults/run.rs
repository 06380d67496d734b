//! Rounds of faults over a load that goes on meanwhile, each ended by a look at everything.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use crate::cluster::Cluster;
use crate::faults::Stage;
use crate::load::{Load, PARTITIONS};
use crate::schedule::Fault;
use crate::seen::Answers;
use crate::summary::Summary;
use crate::support::checker::Place;
use crate::support::route::{Route, Shape};
use crate::support::{Outcome, cluster, wait};
use crate::team::{self, Team};
use crate::watch::{STANDSTILL_MAX, Watch};

/// From the last fault to the last answer.
const DONE_LIMIT: Duration = Duration::from_secs(120);
/// Until a group without members says so.
const EMPTY_LIMIT: Duration = Duration::from_secs(20);
/// What a process may hold more at the end than at the start: what reading needs when it first reads,
/// what is in flight, librdkafka's queues and statistics, and what the allocator keeps.
const MEMORY_GROWTH_MAX: f64 = 96e6;
const OUTPUT_PARTITIONS: i32 = 3;

/// How the load comes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Inputs written at once.
    pub chunk: usize,
    /// Between two chunks.
    pub every: Duration,
    /// At least so many in a round, however soon its faults are over.
    pub items_min: usize,
}

/// A run: a cluster of so many nodes, and rounds of faults.
pub struct Run<'a> {
    /// What logs and topics are called.
    pub name: &'a str,
    /// Nodes.
    pub nodes: usize,
    /// The seed of everything that is drawn.
    pub seed: u64,
    /// Faults, round by round.
    pub rounds: Vec<Vec<Fault>>,
    /// The load.
    pub pace: Pace,
}

impl Run<'_> {
    /// Plays all rounds, until one breaks the promise. The summary is told in any case.
    pub fn play(&self, summary: &mut Summary) -> Outcome {
        let mut cluster = Cluster::start(self.name, self.nodes)?;
        let shape = Shape {
            input_partitions: PARTITIONS,
            output_partitions: OUTPUT_PARTITIONS,
            ..Shape::default()
        };
        let route = Route::create(&cluster.direct, self.name, shape)?;
        let mut load = Load::new(&route.name, self.seed)?;
        let mut team = Team::start(&route, &cluster.proxied)?;
        let watch = Watch::start(&route);
        summary.memory(team::memory(&team.survivor)?);
        let mut answers = Answers::default();
        let mut chance = fastrand::Rng::with_seed(self.seed);
        for (number, faults) in self.rounds.iter().enumerate() {
            let mut stage = Stage {
                cluster: &mut cluster,
                team: &mut team,
                watch: &watch,
                chance: &mut chance,
            };
            let began = Instant::now();
            let round = format!("round {number}");
            self.round(&route, &mut load, &mut stage, faults, summary)
                .map_err(|error| format!("{round}: {error}"))?;
            route.wait_done(DONE_LIMIT)?;
            answers.read_on(&route, &load)?;
            summary.items = load.sent.len();
            summary.violations = answers.check(&load);
            summary.standstill = watch.longest();
            team.survivor.is_running()?;
            summary.memory(team::memory(&team.survivor)?);
            eprintln!(
                "{round}: {} faults, {} inputs, {} reports, {} dead letters, {:?}",
                faults.len(),
                load.sent.len(),
                answers.count(Place::Reports),
                answers.count(Place::DeadLetters),
                began.elapsed()
            );
            let kept = summary.check(STANDSTILL_MAX, MEMORY_GROWTH_MAX);
            kept.map_err(|error| format!("{round}: {error}"))?;
        }
        drop(watch);
        team.stop()?;
        wait::until_true("the group is empty", EMPTY_LIMIT, || {
            cluster::members(&route.brokers, &route.group) == Ok(0)
        })
    }

    /// Faults on one thread, load on another.
    fn round(
        &self,
        route: &Route,
        load: &mut Load,
        stage: &mut Stage<'_>,
        faults: &[Fault],
        summary: &mut Summary,
    ) -> Outcome {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            let feeding = scope.spawn(|| feed(route, load, self.pace, &over));
            let played = faults.iter().try_for_each(|fault| {
                let began = Instant::now();
                eprintln!("  {fault}");
                let played = stage.play(fault);
                summary.played(fault);
                eprintln!("    {:?}", began.elapsed());
                played.map_err(|error| format!("{fault}, {:?}: {error}", began.elapsed()))
            });
            over.store(true, SeqCst);
            let fed = feeding.join();
            let fed = fed.unwrap_or_else(|_| Err("the load panicked".to_owned()));
            played.and(fed)
        })
    }
}

/// Writes chunk after chunk; the last one in a transaction, so that a control record is at the end.
fn feed(route: &Route, load: &mut Load, pace: Pace, over: &AtomicBool) -> Outcome {
    let mut fed = 0;
    while fed < pace.items_min || !over.load(SeqCst) {
        load.write(&route.brokers, &route.input, pace.chunk, false)?;
        fed += pace.chunk;
        thread::sleep(pace.every);
    }
    load.write(&route.brokers, &route.input, pace.chunk, true)
}
