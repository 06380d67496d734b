//! The delivery promise through crashes and changes of the group, and its control.

use std::collections::VecDeque;
use std::thread;
use std::time::Duration;

use crate::support::checker::{Violations, check};
use crate::support::inputs::{self, Made, Sent};
use crate::support::judge::{PANIC, TestJudge, expected};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service, Settings};
use crate::support::{Outcome, aloud, cluster, wait};

/// From the start of a process to its first look at the group.
const READY_LIMIT: Duration = Duration::from_secs(60);
/// From a request to end to the end.
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// Until all is answered after the last change: a killed member's session must run out first.
const DONE_LIMIT: Duration = Duration::from_secs(120);
/// The shortest session that brokers allow by default: the group soon misses who was killed.
const SESSION_TIMEOUT_MS: &str = "6000";

/// Inputs of the tests' own.
const INPUTS: usize = 20_000;
/// Inputs written at once.
const CHUNK: usize = 500;
/// Between two chunks while the group changes: all of them last longer than its changes do.
const CHUNK_EVERY: Duration = Duration::from_secs(1);
const PARTITIONS: i32 = 6;
/// Who is to be killed commits so rarely that its transaction is open when that happens.
const RARELY_MS: &str = "5000";
/// From reading to the answers' being in the log, uncommitted; short against [`RARELY_MS`].
const ANSWERED: Duration = Duration::from_secs(1);

/// Three processes join and leave while inputs come in; one is killed in the middle of its work, one
/// is asked to end: still every input is answered exactly once.
pub fn exactly_once_through_joins_and_a_kill(brokers: &str) -> Outcome {
    let shape = Shape {
        input_partitions: PARTITIONS,
        output_partitions: 3,
        ..Shape::default()
    };
    let route = Route::create(brokers, "joins", shape)?;
    let mut feed = Feed {
        route: &route,
        chunks: chunks(&route.name)?,
        sent: Vec::new(),
    };
    let left = play(&route, &mut feed)?;
    feed.finish()?;
    route.wait_done(DONE_LIMIT)?;
    left.into_iter()
        .try_for_each(|service| service.stop(STOP_LIMIT))?;
    check_that_something_was_aborted(&route)?;
    violations(&route, &feed.sent)?.none()
}

/// What happens to the group while inputs come in; who is left in it.
fn play(route: &Route, feed: &mut Feed<'_>) -> Outcome<Vec<Service>> {
    let start = |name: &str, commit_interval_ms: &str| {
        let settings = route.settings_with(&[
            ("delivery", "exactly_once"),
            ("kafka.session_timeout_ms", SESSION_TIMEOUT_MS),
            ("kafka.commit_interval_ms", commit_interval_ms),
        ]);
        by_id(&format!("{}-{name}", route.test), &settings)
    };
    let first = start("first", "100")?;
    feed.until_it_reads(&first)?;
    let second = start("second", RARELY_MS)?;
    let third = start("third", "100")?;
    feed.until_it_reads(&third)?;
    feed.until_it_reads(&second)?;
    thread::sleep(ANSWERED);
    second.kill()?;
    let fourth = start("fourth", "100")?;
    feed.until_it_reads(&fourth)?;
    first.stop(STOP_LIMIT)?;
    Ok(vec![third, fourth])
}

/// All inputs in chunks: own ones, some whose reading panics, and real items where they are at hand.
fn chunks(run: &str) -> Outcome<VecDeque<Vec<Made>>> {
    let mut made = inputs::make(&format!("{PANIC}{run}"), 5, PARTITIONS);
    made.extend(inputs::make(run, INPUTS, PARTITIONS));
    match inputs::make_from_stream(run, PARTITIONS)? {
        Some(real) => made.extend(real),
        None => aloud::left_out("no real items beside the project"),
    }
    Ok(made.chunks(CHUNK).map(<[Made]>::to_vec).collect())
}

/// Writes chunk after chunk, every other one in a transaction: control records lie between them, and
/// at the end.
struct Feed<'a> {
    route: &'a Route,
    chunks: VecDeque<Vec<Made>>,
    sent: Vec<Sent>,
}

impl Feed<'_> {
    /// Writes on until a service reads something new.
    fn until_it_reads(&mut self, service: &Service) -> Outcome {
        let read = || {
            service
                .metric("communique_items_in_total", &[])
                .unwrap_or(0.0)
        };
        let before = read();
        while self.chunks.len() > 1 {
            self.write()?;
            if wait::until_true("it reads", CHUNK_EVERY, || read() > before).is_ok() {
                return Ok(());
            }
        }
        Err(service.with_tail("all inputs were written before it read any"))
    }

    /// Writes the rest in two pieces, the last one in a transaction.
    fn finish(&mut self) -> Outcome {
        let mut rest: VecDeque<Made> = std::mem::take(&mut self.chunks)
            .into_iter()
            .flatten()
            .collect();
        let last = rest.split_off(rest.len() / 2);
        self.chunks = [rest, last].map(Vec::from).into();
        self.write()?;
        self.write()
    }

    fn write(&mut self) -> Outcome {
        let Some(chunk) = self.chunks.pop_front() else {
            return Ok(());
        };
        let transactional = self.chunks.len().is_multiple_of(2);
        let (brokers, topic) = (&self.route.brokers, &self.route.input);
        self.sent
            .extend(inputs::send(brokers, topic, &chunk, transactional)?);
        Ok(())
    }
}

/// Records of a transaction that was aborted lie in the log, and no reader under `read_committed` sees
/// them: without any, the kill hit nobody at work.
fn check_that_something_was_aborted(route: &Route) -> Outcome {
    let all = cluster::read_uncommitted(&route.brokers, &route.audit)?.len();
    let committed = cluster::read_committed(&route.brokers, &route.audit)?.len();
    if all > committed {
        Ok(())
    } else {
        Err("no transaction was aborted".to_owned())
    }
}

/// The same crash, between the acknowledgement of outputs and the commit of their offsets, once with
/// and once without the promise: the checker that finds nothing in the one finds repeats in the other.
pub fn at_least_once_repeats_and_the_checker_says_so(brokers: &str) -> Outcome {
    let kept = killed_before_the_commit(brokers, "exactly_once")?;
    kept.none()
        .map_err(|error| format!("exactly_once: {error}"))?;
    let broken = killed_before_the_commit(brokers, "at_least_once")?.kinds();
    let repeated = broken.get("repeated").copied().unwrap_or(0);
    if repeated == 0 || broken.contains_key("lost") || broken.contains_key("offset_gap") {
        return Err(format!(
            "at_least_once must repeat, and lose nothing: {broken:?}"
        ));
    }
    Ok(())
}

/// Kills the service when its outputs are acknowledged and its offsets are not: the next commit is a
/// long way off. Another process then does the rest.
fn killed_before_the_commit(brokers: &str, delivery: &str) -> Outcome<Violations> {
    let shape = Shape {
        input_partitions: 2,
        output_partitions: 2,
        ..Shape::default()
    };
    let route = Route::create(brokers, delivery, shape)?;
    let made = inputs::make(&route.name, 500, 2);
    let sent = inputs::send(brokers, &route.input, &made, false)?;
    let settings = |commit_interval_ms| {
        route.settings_with(&[
            ("delivery", delivery),
            ("kafka.commit_interval_ms", commit_interval_ms),
            ("kafka.transaction_timeout_ms", "60000"),
            ("kafka.transactional_id", &route.name),
            ("kafka.session_timeout_ms", SESSION_TIMEOUT_MS),
        ])
    };
    let crashes = by_id(&format!("{}-crashes", route.test), &settings("50000"))?;
    // All audit records are there, so every answer is acknowledged, in an open transaction or not.
    wait::until_true("all answers are acknowledged", READY_LIMIT, || {
        let ends = cluster::log_ends(brokers, &route.audit);
        ends.is_ok_and(|ends| ends.values().sum::<i64>() >= made.len() as i64)
    })?;
    crashes.kill()?;
    if !route.committed()?.is_empty() {
        return Err("offsets were committed before the crash: the test shows nothing".to_owned());
    }
    let mends = by_id(&format!("{}-mends", route.test), &settings("100"))?;
    route.wait_done(DONE_LIMIT)?;
    mends.stop(STOP_LIMIT)?;
    violations(&route, &sent)
}

/// A service with the judge that goes by the id.
fn by_id(name: &str, settings: &Settings) -> Outcome<Service> {
    Service::start(name, Reader::Test(TestJudge::ById), settings, &[])
}

fn violations(route: &Route, sent: &[Sent]) -> Outcome<Violations> {
    Ok(check(sent, &route.seen(sent)?, expected))
}
