//! The controls: what breaks the promise must be found by the same checker.

use std::time::Duration;

use crate::cluster::Cluster;
use crate::faults::crash_at;
use crate::load::{Load, PARTITIONS};
use crate::marked::NAME;
use crate::seen::Answers;
use crate::support::failpoints::{COMMIT_FIRST, VARIABLE};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, wait};
use crate::team;

const CRASH_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(90);
const ITEMS: usize = 600;

/// A process that publishes and crashes before it commits, without transactions: its successor repeats,
/// and loses nothing.
pub fn at_least_once_repeats() -> Outcome {
    let broken = crashed(
        "at-least-once",
        "at_least_once",
        &crash_at("commit_offsets.before"),
    )?;
    require(&broken, "repeated", &["lost", "offset_gap", "altered"])?;
    // After the commit there is nothing to repeat; errors there are no worse than those before.
    let after = "commit_offsets.before=1*return(abortable);commit_offsets.after=2*off->1*return(abortable)->2*off->1*return(crash)";
    let kept = crashed("at-least-once-after", "at_least_once", after)?;
    forbid(&kept, &["lost", "offset_gap", "altered"])
}

/// A process that commits offsets and crashes before it publishes: what it had in hand is lost.
pub fn commit_first_loses() -> Outcome {
    let failpoints = format!("{COMMIT_FIRST}=return;{}", crash_at("commit.before"));
    let broken = crashed("commit-first", "exactly_once", &failpoints)?;
    require(&broken, "lost", &["repeated"])
}

type Kinds = std::collections::BTreeMap<&'static str, usize>;

/// Lets one process crash so, and another do the rest; what the checker finds then.
fn crashed(name: &str, delivery: &str, failpoints: &str) -> Outcome<Kinds> {
    let cluster = Cluster::start(name, 1)?;
    let shape = Shape {
        input_partitions: PARTITIONS,
        output_partitions: 2,
        ..Shape::default()
    };
    let route = Route::create(&cluster.direct, name, shape)?;
    let mut load = Load::new(&route.name, 1)?;
    let mut settings = team::settings(&route, &cluster.proxied);
    settings.push(("delivery".to_owned(), delivery.to_owned()));
    let armed = [(VARIABLE, failpoints)];
    let start = |role: &str, armed: &[(&str, &str)]| {
        let name = format!("{name}-{role}");
        Service::start_in(&name, Reader::Own(NAME), &settings, &[], armed)
    };
    let mut crashes = start("crashes", &armed)?;
    // Chunk after chunk, so that it commits more than once.
    let crash = wait::until("a crash", CRASH_LIMIT, || {
        let written = load.write(&route.brokers, &route.input, ITEMS / 10, false);
        match written {
            Err(error) => Some(Err(error)),
            Ok(()) => crashes.is_running().err().map(|_| Ok(())),
        }
    });
    crash
        .and_then(|crash| crash)
        .map_err(|error| crashes.with_tail(&error))?;
    let mends = start("mends", &[])?;
    route.wait_done(DONE_LIMIT)?;
    mends.stop(CRASH_LIMIT)?;
    let mut answers = Answers::default();
    answers.read_on(&route, &load)?;
    Ok(answers.check(&load).kinds())
}

/// There must be breaches of one kind, and none of the others.
fn require(found: &Kinds, kind: &str, never: &[&str]) -> Outcome {
    if !found.contains_key(kind) {
        return Err(format!("nothing {kind}: {found:?}"));
    }
    forbid(found, never)
}

fn forbid(found: &Kinds, never: &[&str]) -> Outcome {
    let breach = never.iter().find(|kind| found.contains_key(*kind));
    breach.map_or(Ok(()), |kind| Err(format!("{kind}: {found:?}")))
}
