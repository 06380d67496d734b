//! Every verdict and reason of the wire forms, caused on Kafka, and where each input went.

use std::collections::BTreeSet;
use std::time::Duration;

use communique::flow::Header;
use communique::pipeline::{Dropped, Rejected, Withdrawn};

use crate::cases::{
    Case, INPUT_BYTES_MAX, of_the_reader, of_the_reader_when_certain, of_the_test_judge,
};
use crate::support::Outcome;
use crate::support::judge::TestJudge;
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::whereabouts::{Input, Out, SOURCE, TRACE};

const DONE_LIMIT: Duration = Duration::from_secs(120);
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// When the first input was written; each is a second after the one before.
const WRITTEN_MS: i64 = 1_700_000_000_000;

/// What the real reader makes of the inputs that can be made for it.
pub fn every_reason_of_the_reader(brokers: &str) -> Outcome {
    check(brokers, "reader", Reader::Real, &of_the_reader(), "0.5")
}

/// The same reader, asked for certainty.
pub fn below_confidence(brokers: &str) -> Outcome {
    check(
        brokers,
        "certain",
        Reader::Real,
        &of_the_reader_when_certain(),
        "1",
    )
}

/// What only a judge for tests can be made to do: to panic, and to report more than a topic takes.
pub fn panic_and_a_report_too_large(brokers: &str) -> Outcome {
    let judge = Reader::Test(TestJudge::ById);
    check(brokers, "judge", judge, &of_the_test_judge(), "0.5")
}

/// The lists of cases leave out no reason.
pub fn no_reason_is_left_out() -> Outcome {
    let cases = [
        of_the_reader(),
        of_the_reader_when_certain(),
        of_the_test_judge(),
    ];
    let caused: BTreeSet<&str> = cases.iter().flatten().map(|case| case.reason).collect();
    let withdrawn = Withdrawn::ALL.iter().map(|reason| reason.name());
    let dropped = Dropped::ALL.iter().map(|reason| reason.name());
    let rejected = Rejected::ALL.iter().map(|reason| reason.name());
    let missing: Vec<_> = withdrawn
        .chain(dropped)
        .chain(rejected)
        .filter(|name| !caused.contains(name))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("caused by no test: {missing:?}"))
    }
}

/// Sends the cases through the service and looks at everything that comes out.
fn check(
    brokers: &str,
    test: &str,
    reader: Reader,
    cases: &[Case],
    min_confidence: &str,
) -> Outcome {
    let shape = Shape {
        input_bytes_max: Some(INPUT_BYTES_MAX),
        ..Shape::default()
    };
    let route = Route::create(brokers, test, shape)?;
    let records: Vec<Outgoing> = cases.iter().zip(0..).map(outgoing).collect();
    let offsets = produce::write(brokers, &route.input, &records)?;
    let settings = route.settings_with(&[
        ("min_confidence", min_confidence),
        ("kafka.header_prefix", "desk-"),
        ("kafka.source", SOURCE),
    ]);
    let mut service = Service::start(&route.test, reader, &settings, &[])?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    for case in cases {
        check_metric(&service, case)?;
    }
    service.stop(STOP_LIMIT)?;
    let out = Out::read(&route)?;
    for ((case, sent), offset) in cases.iter().zip(&records).zip(offsets) {
        let place = Input {
            case,
            sent,
            offset,
            topic: &route.input,
        };
        place
            .check(&out)
            .map_err(|error| format!("{}: {error}", case.key))?;
    }
    Ok(())
}

/// A record that carries all that must be carried on, each part unlike the others.
fn outgoing((case, n): (&Case, i64)) -> Outgoing {
    let header = |key: &str, value: &str| Header {
        key: key.to_owned(),
        value: Some(value.as_bytes().to_vec()),
    };
    Outgoing {
        partition: 0,
        key: Some(case.key.as_bytes().to_vec()),
        value: case.value.clone(),
        timestamp_ms: Some(WRITTEN_MS + n * 1000),
        headers: vec![
            header("traceparent", TRACE),
            header("tracestate", "desk=7"),
            header("desk-region", "alps"),
            header("private", "not for readers"),
            Header {
                key: "valueless".to_owned(),
                value: None,
            },
        ],
    }
}

fn check_metric(service: &Service, case: &Case) -> Outcome {
    let labels = [
        format!("verdict=\"{}\"", case.verdict),
        format!("reason=\"{}\"", case.reason),
    ];
    let labels = labels.each_ref().map(String::as_str);
    let count = service.metric("communique_items_total", &labels)?;
    if count >= 1.0 {
        Ok(())
    } else {
        Err(format!("{}: not counted: {labels:?}", case.key))
    }
}
