//! The way of an item on a log in memory: the scenarios that `tests/kafka` runs again on Apache Kafka,
//! with the same judge and the same checker.

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use communique::flow::{
    Answer, BatchSettings, BreakerSettings, Ending, InFlight, MemoryLog, MemorySink, MemorySource,
    Metrics, Partition, Record, Runner, Settings, Workers,
};
use communique::pipeline::Verdict;

use support::Outcome;
use support::checker::{Answered, Place, Seen, check};
use support::inputs::{Made, Sent, sha256};
use support::judge::{TestJudge, expected};
use support::scenarios::{self, Scenario};

#[test]
fn every_scenario_keeps_the_promise_in_memory() -> Outcome {
    for scenario in scenarios::all("memory") {
        run(&scenario).map_err(|error| format!("{}: {error}", scenario.name))?;
    }
    Ok(())
}

fn run(scenario: &Scenario) -> Outcome {
    let (records, sent) = lay_down(&scenario.inputs);
    let log = MemoryLog::new(records.clone());
    let ending = serve(&log, scenario.commit_interval_ms).map_err(|error| error.to_string())?;
    if ending != (Ending::Drained { left_over: 0 }) {
        return Err(format!("{ending:?}"));
    }
    check(&sent, &seen(&log, &records), expected).none()
}

/// Writes inputs to a log, each at the end of its partition.
fn lay_down(inputs: &[Made]) -> (Vec<Record>, Vec<Sent>) {
    let mut ends: BTreeMap<i32, i64> = BTreeMap::new();
    let lay = |made: &Made| {
        let number = made.record.partition;
        let end = ends.entry(number).or_default();
        let offset = *end;
        *end += 1;
        let record = Record {
            partition: partition(number),
            offset,
            sequence: 0,
            key: made.record.key.clone(),
            value: made.record.value.clone(),
            timestamp_ms: Some(1_700_000_000_000),
            headers: made.record.headers.clone(),
        };
        let sent = Sent {
            id: made.id.clone(),
            partition: number,
            offset,
            key: made.record.key.clone(),
            value_sha256: sha256(made.record.value.as_deref().unwrap_or_default()),
        };
        (record, sent)
    };
    inputs.iter().map(lay).unzip()
}

fn partition(number: i32) -> Partition {
    let topic = "in".into();
    Partition { topic, number }
}

fn serve(log: &MemoryLog, interval_ms: u64) -> Result<Ending, Box<dyn std::error::Error>> {
    let settings = Settings {
        workers: 3,
        in_flight_items_max: 1_000,
        in_flight_bytes_max: 10_000_000,
        drain_budget: Duration::from_secs(10),
        breaker: BreakerSettings {
            ratio_max: 1.0,
            window_items: 1_000,
            run_length_max: 0,
        },
    };
    let metrics = Arc::new(Metrics::new(settings.workers)?);
    let workers = Workers::start(
        settings.workers,
        Arc::new(TestJudge::ById),
        Arc::clone(&metrics),
    )?;
    let (events, inbox) = crossbeam_channel::unbounded();
    let in_flight = InFlight::new(settings.in_flight_items_max, settings.in_flight_bytes_max);
    let in_flight = Arc::new(in_flight);
    let desk = workers.desk(events.clone()).ok_or("no workers")?;
    let mut source = MemorySource::start(log.clone(), events, Arc::clone(&in_flight));
    let mut sink = MemorySink::new(log.clone());
    let runner = Runner {
        source: &mut source,
        sink: &mut sink,
        desk,
        events: inbox,
        in_flight,
        metrics,
        settings,
        batches: BatchSettings {
            interval: Duration::from_millis(interval_ms),
            items_max: 100,
        },
    };
    Ok(runner.run())
}

/// What lies in the log, as the checker wants it. A log in memory has one output, in the order of
/// publication.
fn seen(log: &MemoryLog, records: &[Record]) -> Seen {
    let mut answers: BTreeMap<Place, Vec<Answered>> = BTreeMap::new();
    for (record, answer) in log.published() {
        let answered = answered(&record, &answer);
        let place = match answer.verdict {
            Verdict::Report(_) | Verdict::Withdrawn(..) => Some(Place::Reports),
            Verdict::Rejected(..) => Some(Place::DeadLetters),
            Verdict::Dropped(_) => None,
        };
        for place in place.into_iter().chain([Place::Audit]) {
            answers.entry(place).or_default().push(answered.clone());
        }
    }
    let mut log_ends = BTreeMap::new();
    for record in records {
        log_ends.insert(record.partition.number, record.offset + 1);
    }
    let numbers = log_ends.keys();
    let committed = numbers.map(|number| (*number, log.committed(&partition(*number))));
    Seen {
        answers,
        committed: committed.collect(),
        log_ends,
    }
}

fn answered(record: &Record, answer: &Answer) -> Answered {
    let value = record.value.as_deref().unwrap_or_default();
    // A panic has no id; the value has one all the same.
    let named = serde_json::from_slice::<serde_json::Value>(value).unwrap_or_default();
    let in_value = named["id"].as_str().unwrap_or_default().to_owned();
    Answered {
        id: answer.item_id.clone().unwrap_or(in_value),
        input_partition: record.partition.number,
        input_offset: record.offset,
        partition: record.partition.number,
        value_sha256: Some(sha256(value)),
        verdict: answer.verdict.name().to_owned(),
        reason: answer.verdict.reason().map(str::to_owned),
    }
}
