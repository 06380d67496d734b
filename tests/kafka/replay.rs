//! `communique replay`: letters go back once, as what they were, and only those that were asked for.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use communique::flow::{Header, Record};

use crate::support::children::Guarded;
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster, wait};

const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// Inputs that are no JSON, that lack an id, and that are larger than is read.
const PROSE: usize = 30;
const NAMELESS: usize = 7;
const LARGE: usize = 2;
/// As large as an item may be; [`LARGE`] are larger.
const ITEM_BYTES_MAX: usize = 2_000;
/// 2024-01-01T00:00:00Z: when the first was written, long ago.
const FIRST_MS: i64 = 1_704_067_200_000;

/// Letters enough that a replay is killed before it is through.
const MANY: usize = 30_000;
/// So many copies are there before the kill.
const BEFORE_THE_KILL: i64 = 2_000;

/// A rehearsal writes nothing; a replay copies what was asked for, once; what cannot go back is told.
pub fn each_letter_goes_back_once_as_what_it_was(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "replay", two_partitions())?;
    let sent = inputs();
    produce::write(brokers, &route.input, &sent)?;
    let limit = ITEM_BYTES_MAX.to_string();
    let settings = route.settings_with(&[("item_bytes_max", &limit)]);
    let mut service = Service::start(&route.test, Reader::Real, &settings, &[])?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    service.stop(STOP_LIMIT)?;

    let others = NAMELESS + LARGE;
    let runs = [
        (
            "not_json",
            true,
            format!("not_json: {PROSE} to be copied, {others} of other reasons stay\n"),
            0,
        ),
        (
            "not_json",
            false,
            format!("not_json: {PROSE} copied, {others} of other reasons stay\n"),
            PROSE,
        ),
        ("not_json", false, "not_json: 0 copied\n".to_owned(), PROSE),
        (
            "too_large",
            false,
            format!(
                "too_large: 0 copied, {} of other reasons stay, {LARGE} without their value stay\n",
                PROSE + NAMELESS
            ),
            PROSE,
        ),
        (
            "no_id",
            false,
            format!(
                "no_id: {NAMELESS} copied, {} of other reasons stay\n",
                PROSE + LARGE
            ),
            PROSE + NAMELESS,
        ),
    ];
    for (reason, rehearsal, says, copies) in runs {
        let said = replay(&route, reason, rehearsal)?;
        expect("the summary", &said, &says)?;
        let now = cluster::read_committed(brokers, &route.input)?;
        expect("records", now.len(), sent.len() + copies)?;
    }
    check_copies(&route, &sent)
}

/// Each copy is the input that it was, and says which letter it comes from.
fn check_copies(route: &Route, sent: &[Outgoing]) -> Outcome {
    let records = cluster::read_committed(&route.brokers, &route.input)?;
    let (copies, originals): (Vec<_>, Vec<_>) = records
        .iter()
        .partition(|record| came_back(record).is_some());
    expect("originals", originals.len(), sent.len())?;
    let from: BTreeSet<String> = copies.iter().filter_map(|copy| came_back(copy)).collect();
    expect("letters copied", from.len(), copies.len())?;
    for copy in copies {
        let input = sent
            .iter()
            .find(|input| input.key == copy.key)
            .ok_or("a copy of nothing")?;
        let kept: Vec<&Header> = copy
            .headers
            .iter()
            .filter(|header| header.key != REPLAYED_FROM)
            .collect();
        let input_headers: Vec<&Header> = input.headers.iter().collect();
        expect("value", &copy.value, &input.value)?;
        expect("timestamp", copy.timestamp_ms, input.timestamp_ms)?;
        expect("partition", copy.partition.number, input.partition)?;
        expect("headers", kept, input_headers)?;
    }
    Ok(())
}

const REPLAYED_FROM: &str = "communique-replayed-from";

fn came_back(record: &Record) -> Option<String> {
    let header = record
        .headers
        .iter()
        .find(|header| header.key == REPLAYED_FROM)?;
    header
        .value
        .as_ref()
        .map(|value| String::from_utf8_lossy(value).into_owned())
}

/// Killed at work and run again: nothing is missing, nothing is there twice.
pub fn a_kill_neither_loses_nor_repeats(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "replay-killed", two_partitions())?;
    let letters: Vec<Outgoing> = (0..MANY).map(|n| letter(&route, n)).collect();
    produce::write_transaction(brokers, &route.dead_letters, &letters)?;
    let mut running = Guarded::spawn(command(&route, "panic", false).stdout(Stdio::null()))
        .map_err(|error| error.to_string())?;
    let copies = || cluster::log_ends(brokers, &route.input).map(|ends| ends.values().sum::<i64>());
    wait::until_true("it copies", DONE_LIMIT, || {
        copies().is_ok_and(|copies| copies > BEFORE_THE_KILL)
    })?;
    if let Some(status) = running.status() {
        return Err(format!("it ended before it was killed: {status}"));
    }
    running.kill()?;
    replay(&route, "panic", false)?;
    let copied = cluster::read_committed(brokers, &route.input)?;
    let values: BTreeSet<_> = copied.iter().map(|copy| copy.value.clone()).collect();
    expect("copies", copied.len(), MANY)?;
    expect("different copies", values.len(), MANY)?;
    let ends = cluster::log_ends(brokers, &route.dead_letters)?;
    let group = format!("{}.replay.panic", route.group);
    expect(
        "committed",
        cluster::committed(brokers, &group, &route.dead_letters)?,
        ends,
    )
}

fn inputs() -> Vec<Outgoing> {
    let prose = (0..PROSE).map(|n| format!("rain, said the {n}th bulletin"));
    let nameless = (0..NAMELESS).map(|n| format!(r#"{{"body": "Bulletin {n}"}}"#));
    let large = (0..LARGE).map(|n| {
        format!(
            r#"{{"id": "{n}", "body": "{}"}}"#,
            "x".repeat(ITEM_BYTES_MAX)
        )
    });
    let values = prose.chain(nameless).chain(large);
    let input = |(n, value): (usize, String)| Outgoing {
        partition: (n % 2) as i32,
        key: Some(format!("key-{n}").into_bytes()),
        value: Some(value.into_bytes()),
        timestamp_ms: Some(FIRST_MS + n as i64 * 1_000),
        headers: vec![header("desk", &n.to_string()), header("desk", "again")],
    };
    values.enumerate().map(input).collect()
}

/// A dead letter as the service writes it.
fn letter(route: &Route, n: usize) -> Outgoing {
    let partition = (n % 2) as i32;
    Outgoing {
        partition,
        key: None,
        value: Some(format!("letter {n}").into_bytes()),
        timestamp_ms: None,
        headers: vec![
            header("communique-topic", &route.input),
            header("communique-partition", &partition.to_string()),
            header("communique-offset", &n.to_string()),
            header("communique-reason", "panic"),
            header("communique-message", "the reading panicked"),
            header("communique-version", "0.1.0"),
        ],
    }
}

fn header(key: &str, value: &str) -> Header {
    Header {
        key: key.to_owned(),
        value: Some(value.as_bytes().to_vec()),
    }
}

fn command(route: &Route, reason: &str, rehearsal: bool) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
    command.args(["replay", "--reason", reason]);
    command.args(rehearsal.then_some("--dry-run"));
    command.args(["--brokers", &route.brokers, "--group-id", &route.group]);
    command.args([
        "--input-topic",
        &route.input,
        "--dead-letter-topic",
        &route.dead_letters,
    ]);
    command
}

/// What it says once it is through.
fn replay(route: &Route, reason: &str, rehearsal: bool) -> Outcome<String> {
    let output = command(route, reason, rehearsal)
        .output()
        .map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}: {}", output.status, text(&output.stderr)))
    }
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
