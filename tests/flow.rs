//! The runner's own promises, on a log in memory: order, aborts, the breaker, the drain.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "that is how a test fails, its helpers included"
)]

use std::sync::Arc;
use std::time::Duration;

use communique::flow::{
    Answer, BatchSettings, BreakerSettings, Ending, Event, Failure, InFlight, Judge, MemoryLog,
    MemorySink, MemorySource, Metrics, Partition, Record, Runner, Settings, Workers,
};
use communique::pipeline::{Dropped, Rejected, Stage, Verdict};

/// Answers by the first letter of the value: report, drop, reject, panic, sleep and drop.
struct ByLetter;

impl Judge for ByLetter {
    fn judge(&self, record: &Record, done: &mut dyn FnMut(Stage)) -> Answer {
        done(Stage::Parse);
        let value = record.value.clone().unwrap_or_default();
        let verdict = match value.first() {
            Some(b'r') => Verdict::Report(value.clone()),
            Some(b'x') => Verdict::Rejected(Rejected::NotJson, "as it was meant to be".into()),
            Some(b'p') => panic!("as it was meant to be"),
            Some(b's') => {
                std::thread::sleep(Duration::from_millis(30));
                Verdict::Dropped(Dropped::NothingFound)
            }
            _ => Verdict::Dropped(Dropped::Gate),
        };
        let item_id = Some(String::from_utf8_lossy(&value).into_owned());
        Answer { item_id, verdict }
    }
}

fn partition(number: i32) -> Partition {
    let topic = "in".into();
    Partition { topic, number }
}

/// One record per letter, spread over two partitions.
fn log(letters: &str) -> MemoryLog {
    let records = letters.chars().enumerate().map(|(n, letter)| Record {
        partition: partition(n as i32 % 2),
        offset: n as i64 / 2,
        sequence: 0,
        key: None,
        value: Some(format!("{letter}{n}").into_bytes()),
        timestamp_ms: Some(1_700_000_000_000),
        headers: Vec::new(),
    });
    MemoryLog::new(records.collect())
}

fn settings() -> Settings {
    Settings {
        workers: 3,
        in_flight_items_max: 1_000,
        in_flight_bytes_max: 1_000_000,
        drain_budget: Duration::from_secs(10),
        breaker: BreakerSettings {
            ratio_max: 1.0,
            window_items: 10,
            run_length_max: 5,
        },
    }
}

/// Runs the log to its end, or to the stop that is asked for before anything is read.
fn run(log: &MemoryLog, failures: Vec<Failure>, stop_first: bool) -> (Ending, String) {
    let settings = settings();
    let metrics = Arc::new(Metrics::new(settings.workers).unwrap());
    let workers =
        Workers::start(settings.workers, Arc::new(ByLetter), Arc::clone(&metrics)).unwrap();
    let (events, inbox) = crossbeam_channel::unbounded();
    let in_flight = Arc::new(InFlight::new(1_000, 1_000_000));
    let desk = workers.desk(events.clone()).unwrap();
    if stop_first {
        events.send(Event::Stop).unwrap();
    }
    let mut source = MemorySource::start(log.clone(), events, Arc::clone(&in_flight));
    let mut sink = MemorySink::new(log.clone());
    sink.failures = failures;
    let runner = Runner {
        source: &mut source,
        sink: &mut sink,
        desk,
        events: inbox,
        in_flight: Arc::clone(&in_flight),
        metrics: Arc::clone(&metrics),
        settings,
        batches: BatchSettings {
            interval: Duration::from_millis(5),
            items_max: 4,
        },
    };
    let ending = runner.run();
    if !stop_first && ending == DRAINED {
        assert_eq!(
            (in_flight.items(), in_flight.bytes()),
            (0, 0),
            "all is accounted for"
        );
    }
    (ending, metrics.render())
}

/// What was published of one partition, in order.
fn published(log: &MemoryLog, number: i32) -> Vec<String> {
    let all = log.published();
    let here = all
        .iter()
        .filter(|(record, _)| record.partition.number == number);
    here.map(|(_, answer)| answer.verdict.name().to_owned())
        .collect()
}

const DRAINED: Ending = Ending::Drained { left_over: 0 };

#[test]
fn every_record_is_answered_once_and_in_order() {
    let letters = "srdsxrpddsrrsdrrxdsr";
    let log = log(letters);
    let (ending, metrics) = run(&log, vec![], false);
    assert_eq!(ending, DRAINED);
    for number in 0..2 {
        let expected =
            letters
                .chars()
                .skip(number as usize)
                .step_by(2)
                .map(|letter| match letter {
                    'r' => "report",
                    'x' | 'p' => "rejected",
                    _ => "dropped",
                });
        assert_eq!(published(&log, number), expected.collect::<Vec<_>>());
        assert_eq!(log.committed(&partition(number)), 10);
    }
    for line in [
        r#"communique_items_total{reason="",verdict="report"} 7"#,
        r#"communique_items_total{reason="panic",verdict="rejected"} 1"#,
        r#"communique_dead_letters_total{reason="not_json"} 2"#,
        "communique_worker_panics_total 1",
        "communique_items_in_total 20",
        "communique_in_flight_items 0",
    ] {
        assert!(metrics.contains(line), "{line} is not in\n{metrics}");
    }
}

#[test]
fn an_aborted_batch_is_done_again_and_published_once() {
    let log = log("rdrsrdrr");
    let abort = |said: &str| Failure::Abort(said.into());
    let (ending, metrics) = run(&log, vec![abort("first"), abort("second")], false);
    assert_eq!(ending, DRAINED);
    assert_eq!(log.published().len(), 8);
    assert_eq!(log.committed(&partition(1)), 4);
    assert!(metrics.contains(r#"communique_transactions_total{outcome="aborted"} 2"#));
}

#[test]
fn aborts_without_end_rebuild_the_clients() {
    let log = log("rdrs");
    let (ending, _) = run(&log, vec![Failure::Abort("again".into()); 100], false);
    assert!(
        matches!(ending, Ending::Failed(Failure::Rebuild(_))),
        "{ending:?}"
    );
    assert!(log.published().is_empty());
}

#[test]
fn a_higher_failure_ends_the_run_with_nothing_published() {
    for failure in [
        Failure::Fenced("by another".into()),
        Failure::Fatal("denied".into()),
        Failure::DataLost("gone".into()),
    ] {
        let log = log("rdrs");
        let (ending, _) = run(&log, vec![failure.clone()], false);
        assert_eq!(ending, Ending::Failed(failure));
        assert!(log.published().is_empty());
    }
}

#[test]
fn the_breaker_opens_before_the_fifth_rejection_in_a_row_is_published() {
    // Both partitions hold nothing but rejects, so that any interleaving has the same run.
    let log = log("xxxxxxxxxx");
    let (ending, metrics) = run(&log, vec![], false);
    assert!(matches!(ending, Ending::BreakerOpen(_)), "{ending:?}");
    assert_eq!(log.published().len(), 4);
    let committed = log.committed(&partition(0)) + log.committed(&partition(1));
    assert_eq!(
        committed, 4,
        "what came before is committed, the rest waits in the log"
    );
    assert!(metrics.contains("communique_breaker_open 1"));
}

#[test]
fn after_a_stop_nothing_new_is_taken() {
    let log = log("rdrs");
    let (ending, _) = run(&log, vec![], true);
    assert_eq!(ending, DRAINED);
    assert!(log.published().is_empty());
    assert_eq!(log.committed(&partition(0)), 0);
}
