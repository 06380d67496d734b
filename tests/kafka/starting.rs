//! Where a group begins that has no offsets, and that it never begins there twice.

use std::time::Duration;

use crate::support::answered::{AuditRecord, json};
use crate::support::inputs;
use crate::support::judge::TestJudge;
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster};

const READY_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// Inputs that lie in the topic before the service starts, a minute apart.
const BEFORE: i64 = 10;
/// 2024-01-01T00:00:00Z.
const FIRST_MS: i64 = 1_704_067_200_000;

/// At the beginning of the log, also when it begins late.
pub fn earliest(brokers: &str) -> Outcome {
    check(brokers, "earliest", "earliest", 2)
}

/// At its end: only what is written after the service was ready.
pub fn latest(brokers: &str) -> Outcome {
    check(brokers, "latest", "latest", BEFORE)
}

/// At the first record that is not older.
pub fn a_time(brokers: &str) -> Outcome {
    check(brokers, "a-time", "2024-01-01T00:06:30Z", 7)
}

/// After a time later than all records: at the end.
pub fn a_time_to_come(brokers: &str) -> Outcome {
    check(brokers, "a-time-to-come", "2035-01-01T00:00:00Z", BEFORE)
}

/// Starts with some records in the topic, stops before anything new comes, and starts again after it:
/// everything from `first` on must be answered, once, by the two lives together.
fn check(brokers: &str, test: &str, start: &str, first: i64) -> Outcome {
    let route = Route::create(brokers, test, Shape::default())?;
    write(&route, 0..BEFORE)?;
    cluster::delete_records(brokers, &route.input, 0, 2)?;
    let settings = route.settings_with(&[("kafka.start", start)]);
    let reader = Reader::Test(TestJudge::ById);
    let mut service = Service::start(&route.test, reader, &settings, &[])?;
    service.wait_ready(READY_LIMIT)?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    service.stop(STOP_LIMIT)?;
    write(&route, BEFORE..BEFORE + 3)?;
    let mut again = Service::start(&route.test, reader, &settings, &[])?;
    route.wait_done_by(&mut again, DONE_LIMIT)?;
    again.stop(STOP_LIMIT)?;
    let audit = cluster::read_committed(brokers, &route.audit)?;
    let answered: Outcome<Vec<i64>> = audit
        .iter()
        .map(|record| Ok(json::<AuditRecord>(record)?.offset))
        .collect();
    let (answered, expected) = (answered?, (first..BEFORE + 3).collect::<Vec<_>>());
    if answered == expected {
        Ok(())
    } else {
        Err(format!("{start}: {answered:?}, not {expected:?}"))
    }
}

fn write(route: &Route, offsets: std::ops::Range<i64>) -> Outcome {
    let made = inputs::make(&route.name, offsets.clone().count(), 1);
    let records: Vec<Outgoing> = made
        .into_iter()
        .zip(offsets)
        .map(|(made, n)| Outgoing {
            timestamp_ms: Some(FIRST_MS + n * 60_000),
            ..made.record
        })
        .collect();
    produce::write(&route.brokers, &route.input, &records).map(drop)
}
