//! The service from its start to its end: what it does when it cannot go on, and how it ends.

use std::time::{Duration, Instant};

use crate::support::checker::check;
use crate::support::children::Signal;
use crate::support::inputs::{self, Sent};
use crate::support::judge::{TestJudge, expected};
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster, port, wait};

const READY_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// An end at once, on a busy machine.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Exit codes that operators rely on.
const BREAKER: i32 = 3;
const FENCED: i32 = 4;
const DATA_LOST: i32 = 5;

/// Without a broker it lives, is not ready, and still ends when it is asked to.
pub fn ends_while_the_broker_is_unreachable(_brokers: &str) -> Outcome {
    let [nobody] = port::free::<1>().map_err(|error| error.to_string())?;
    let route = Route::name(&format!("127.0.0.1:{nobody}"), "unreachable");
    let mut service = by_id(&route, &[])?;
    let asked = wait::until("it answers", READY_LIMIT, || service.get("/readyz").ok())?;
    expect("/readyz", asked.0, 503)?;
    expect("/livez", service.get("/livez")?.0, 200)?;
    service.signal(Signal::Terminate)?;
    service.exit_code(STOP_LIMIT).map(drop)
}

/// A counted, answered, metered life, ended by SIGTERM: the group is empty at once.
pub fn counts_and_leaves_the_group(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "leaves", two_partitions())?;
    let made = inputs::make(&route.name, 3_000, 2);
    let sent = inputs::send(brokers, &route.input, &made, true)?;
    let mut service = by_id(&route, &[])?;
    service.wait_ready(READY_LIMIT)?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    check_metrics(&service, &sent)?;
    expect("members", cluster::members(brokers, &route.group)?, 1)?;
    service.stop(STOP_LIMIT)?;
    expect("members", cluster::members(brokers, &route.group)?, 0)?;
    check(&sent, &route.seen(&sent)?, expected).none()
}

fn check_metrics(service: &Service, sent: &[Sent]) -> Outcome {
    for verdict in ["report", "dropped", "rejected"] {
        let label = format!("verdict=\"{verdict}\"");
        let counted = service.metric("communique_items_total", &[&label])?;
        let belong = sent
            .iter()
            .filter(|sent| expected(&sent.id).verdict == verdict)
            .count();
        expect(verdict, counted, belong as f64)?;
    }
    expect("lag", service.metric("communique_consumer_lag", &[])?, 0.0)?;
    expect(
        "assigned",
        service.metric("communique_assigned_partitions", &[])?,
        2.0,
    )?;
    expect(
        "in flight",
        service.metric("communique_in_flight_items", &[])?,
        0.0,
    )
}

/// SIGTERM in the middle of the work: what was begun is finished and committed, no more and no less.
pub fn drains_what_it_began(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "drains", two_partitions())?;
    let made = inputs::make(&route.name, 20_000, 2);
    let sent = inputs::send(brokers, &route.input, &made, false)?;
    let service = by_id(&route, &[("kafka.commit_interval_ms", "5000")])?;
    let begun = |service: &Service| service.metric("communique_items_in_total", &[]);
    wait::until_true("it reads", READY_LIMIT, || {
        begun(&service).is_ok_and(|read| read > 0.0)
    })?;
    service.stop(STOP_LIMIT)?;
    let seen = route.seen(&sent)?;
    let answered = |sent: &&Sent| seen.committed.get(&sent.partition) > Some(&sent.offset);
    let begun: Vec<Sent> = sent.iter().filter(answered).cloned().collect();
    if begun.is_empty() {
        return Err("nothing was finished".to_owned());
    }
    let mut violations = check(&begun, &seen, expected);
    violations
        .0
        .retain(|violation| violation.kind() != "offset_gap");
    violations.none()
}

/// Who cannot wait for the end of the work asks again.
pub fn a_second_signal_ends_at_once(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "second", two_partitions())?;
    inputs::send(
        brokers,
        &route.input,
        &inputs::make(&route.name, 10, 2),
        false,
    )?;
    let settings = route.settings_with(&[("flow.drain_budget_ms", "60000")]);
    let mut service = Service::start(&route.test, Reader::Test(TestJudge::Slow), &settings, &[])?;
    wait::until_true("it reads", READY_LIMIT, || {
        service
            .metric("communique_in_flight_items", &[])
            .is_ok_and(|items| items > 0.0)
    })?;
    service.signal(Signal::Terminate)?;
    wait::until_true("it is no longer ready", AT_ONCE, || {
        service
            .get("/readyz")
            .is_ok_and(|(status, _)| status == 503)
    })?;
    let begin = Instant::now();
    service.signal(Signal::Terminate)?;
    let code = service.exit_code(STOP_LIMIT)?;
    if code == 0 || begin.elapsed() > AT_ONCE {
        return Err(format!("exit code {code} after {:?}", begin.elapsed()));
    }
    expect("committed", route.committed()?.values().sum(), 0)
}

/// Topics that are not there are named, all of them, with what would make them.
pub fn missing_topics_are_named(brokers: &str) -> Outcome {
    let route = Route::name(brokers, "missing");
    let mut service = by_id(&route, &[])?;
    let code = service.exit_code(READY_LIMIT)?;
    let log = service.log();
    for word in [
        &route.input,
        &route.output,
        &route.dead_letters,
        &route.audit,
        "--create-topics",
    ] {
        if !log.contains(word) {
            return Err(service.with_tail(&format!("exit code {code} says nothing of {word}")));
        }
    }
    if code == 0 {
        Err("exit code 0".to_owned())
    } else {
        Ok(())
    }
}

/// With `--create-topics` they are made, and served.
pub fn missing_topics_are_made(brokers: &str) -> Outcome {
    let route = Route::name(brokers, "made");
    let settings = route.settings();
    let mut service = Service::start(&route.test, Reader::Real, &settings, &["--create-topics"])?;
    service.wait_ready(READY_LIMIT)?;
    for topic in [
        &route.input,
        &route.output,
        &route.dead_letters,
        &route.audit,
    ] {
        if cluster::partitions(brokers, topic)?.is_none() {
            return Err(service.with_tail(&format!("{topic} was not made")));
        }
    }
    let value = br#"{"id": "first", "body": "Rain."}"#.to_vec();
    produce::write(
        brokers,
        &route.input,
        &[Outgoing {
            value: Some(value),
            ..Outgoing::default()
        }],
    )?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    service.stop(STOP_LIMIT)
}

/// A stream of what nobody can read stops the service, and most of it stays in the input topic.
pub fn the_breaker_stops_a_stream_of_rejections(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "breaker", Shape::default())?;
    let prose = Outgoing {
        value: Some(b"no JSON at all".to_vec()),
        ..Outgoing::default()
    };
    produce::write(brokers, &route.input, &vec![prose; 500])?;
    let mut service = by_id(&route, &[("flow.breaker_run_length_max", "20")])?;
    let code = service.exit_code(READY_LIMIT)?;
    expect("exit code", code, BREAKER).map_err(|error| service.with_tail(&error))?;
    let letters = cluster::read_committed(brokers, &route.dead_letters)?.len() as i64;
    expect("committed", route.committed()?.values().sum(), letters)?;
    if (1..=20).contains(&letters) {
        Ok(())
    } else {
        Err(format!("{letters} dead letters"))
    }
}

/// A committed offset before the beginning of the log, or behind its end, stops the service.
pub fn a_lost_offset_stops_the_service(brokers: &str) -> Outcome {
    for (lost, begin) in [(3, 5), (4_000, 0)] {
        let route = Route::create(brokers, "lost", Shape::default())?;
        inputs::send(
            brokers,
            &route.input,
            &inputs::make(&route.name, 10, 1),
            false,
        )?;
        cluster::delete_records(brokers, &route.input, 0, begin)?;
        let offsets = [(0, lost)].into();
        cluster::commit(brokers, &route.group, &route.input, &offsets)?;
        let mut service = by_id(&route, &[])?;
        let code = service.exit_code(READY_LIMIT)?;
        expect("exit code", code, DATA_LOST).map_err(|error| service.with_tail(&error))?;
        expect("committed", route.committed()?, offsets)?;
        if !service.log().contains(&lost.to_string()) {
            return Err(service.with_tail("the log does not name the offset"));
        }
    }
    Ok(())
}

/// Two processes with one transactional id: one of them gives up and says why, and the promise holds.
pub fn one_of_two_with_the_same_id_gives_up(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "fenced", two_partitions())?;
    let start = |name: &str| {
        let settings = route.settings_with(&[("kafka.transactional_id", &route.name)]);
        let name = format!("{}-{name}", route.test);
        Service::start(&name, Reader::Test(TestJudge::ById), &settings, &[])
    };
    let mut pair = [start("one")?, start("two")?];
    let mut sent = Vec::new();
    let code = wait::until("one gives up", DONE_LIMIT, || {
        // Who is fenced learns it when there is something to commit.
        let made = inputs::make(&format!("{}-{}", route.name, sent.len()), 20, 2);
        match inputs::send(brokers, &route.input, &made, false) {
            Ok(more) => sent.extend(more),
            Err(error) => return Some(Err(error)),
        }
        let ended = pair
            .iter_mut()
            .find_map(|one| one.exit_code(Duration::ZERO).ok());
        ended.map(Ok)
    })??;
    expect("exit code", code, FENCED)?;
    let [one, two] = &mut pair;
    let gave_up = if one.exit_code(Duration::ZERO).is_ok() {
        one
    } else {
        two
    };
    if !gave_up.log().contains(&route.name) {
        return Err(gave_up.with_tail("the log does not name the transactional id"));
    }
    route.wait_done(DONE_LIMIT)?;
    check(&sent, &route.seen(&sent)?, expected).none()
}

fn by_id(route: &Route, more: &[(&str, &str)]) -> Outcome<Service> {
    Service::start(
        &route.name,
        Reader::Test(TestJudge::ById),
        &route.settings_with(more),
        &[],
    )
}

fn two_partitions() -> Shape {
    Shape {
        input_partitions: 2,
        output_partitions: 2,
        ..Shape::default()
    }
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?}, expected {expected:?}"))
    }
}
