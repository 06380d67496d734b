//! Every verdict and reason of the wire forms, caused on Kafka, and where each input went.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use communique::flow::{Header, Record};
use communique::pipeline::{Dropped, Rejected, Withdrawn};
use serde_json::{Value, json};

use crate::support::inputs::sha256;
use crate::support::judge::{HUGE, PANIC, TestJudge, by_lot_names};
use crate::support::produce::{self, Outgoing};
use crate::support::route::{AuditRecord, Route, Shape, header, json as value_of};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster};

const DONE_LIMIT: Duration = Duration::from_secs(120);
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// The broker and the input topic allow it; `item_bytes_max` does not.
const LARGE_BYTES: usize = 50_000_000;
const INPUT_BYTES_MAX: usize = 60_000_000;
/// Deeper than any reader may follow.
const BRACKETS: usize = 100_000;
/// When the first input was written; each is a second after the one before.
const WRITTEN_MS: i64 = 1_700_000_000_000;
const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// An input and what must become of it.
struct Case {
    /// Its key says which it is.
    key: &'static str,
    value: Option<Vec<u8>>,
    verdict: &'static str,
    reason: &'static str,
    /// The id that the audit names.
    id: Option<&'static str>,
}

/// What the real reader makes of the inputs that can be made for it.
pub fn every_reason_of_the_reader(brokers: &str) -> Outcome {
    check(brokers, "reader", Reader::Real, &of_the_reader())
}

/// What only a judge for tests can be made to do: to panic, and to report more than a topic takes.
pub fn panic_and_a_report_too_large(brokers: &str) -> Outcome {
    check(
        brokers,
        "judge",
        Reader::Test(TestJudge::ById),
        &of_the_test_judge(),
    )
}

/// No reason is left out: those that need more of the reader than its door are drawn by lot in the
/// delivery test, where the audit names each.
pub fn no_reason_is_left_out() -> Outcome {
    let cases = [of_the_reader(), of_the_test_judge()];
    let caused = cases.iter().flatten().map(|case| case.reason);
    let caused: BTreeSet<&str> = caused.chain(by_lot_names()).collect();
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

fn of_the_reader() -> Vec<Case> {
    let rejected = |key, value: &[u8], reason: Rejected, id| Case {
        key,
        value: Some(value.to_vec()),
        verdict: "rejected",
        reason: reason.name(),
        id,
    };
    let item = |key, value: Value, verdict, reason| Case {
        key,
        value: Some(value.to_string().into_bytes()),
        verdict,
        reason,
        id: Some(key),
    };
    let (dropped, withdrawn) = ("dropped", "withdrawn");
    vec![
        Case {
            key: "tombstone",
            value: None,
            verdict: dropped,
            reason: Dropped::Tombstone.name(),
            id: None,
        },
        item(
            "language",
            json!({"id": "language", "body": GERMAN}),
            dropped,
            Dropped::Language.name(),
        ),
        item(
            "gate",
            json!({"id": "gate", "title": "Rain", "body": WEATHER}),
            dropped,
            Dropped::Gate.name(),
        ),
        item(
            "cancelled",
            json!({"id": "cancelled", "body": WEATHER, "status": "cancelled"}),
            withdrawn,
            Withdrawn::Cancelled.name(),
        ),
        item(
            "withheld",
            json!({"uri": "withheld", "headline": "Rain", "body_text": WEATHER, "pubstatus": "withheld"}),
            withdrawn,
            Withdrawn::Withheld.name(),
        ),
        rejected("empty", b"", Rejected::Empty, None),
        rejected("blank", b" \n\t ", Rejected::Empty, None),
        rejected("large", &vec![b'x'; LARGE_BYTES], Rejected::TooLarge, None),
        rejected("latin", b"{\"id\": \"caf\xe9\"}", Rejected::NotUtf8, None),
        rejected(
            "prose",
            b"The ministers met in Vienna.",
            Rejected::NotJson,
            None,
        ),
        rejected("brackets", &vec![b'['; BRACKETS], Rejected::TooDeep, None),
        rejected(
            "nameless",
            br#"{"title": "Talks in Vienna"}"#,
            Rejected::NoId,
            None,
        ),
        rejected("mute", br#"{"id": "mute"}"#, Rejected::NoText, Some("mute")),
        rejected(
            "timeless",
            br#"{"id": "timeless", "body": "Rain.", "published_at": "soon"}"#,
            Rejected::BadTime,
            Some("timeless"),
        ),
    ]
}

const WEATHER: &str = "It rained all day in the north of the country, and the farmers were glad of it. \
    More rain is expected before the weekend, with some sun along the coast.";
const GERMAN: &str = "Es regnete den ganzen Tag im Norden des Landes, und die Bauern freuten sich \
    darüber. Vor dem Wochenende wird weiterer Regen erwartet, an der Küste scheint die Sonne.";

fn of_the_test_judge() -> Vec<Case> {
    let case = |key, reason: Rejected, id| Case {
        key,
        value: Some(json!({"id": key}).to_string().into_bytes()),
        verdict: "rejected",
        reason: reason.name(),
        id,
    };
    const PANICS: &str = "panic-here";
    const TOO_LARGE: &str = "huge-here";
    assert!(PANICS.starts_with(PANIC) && TOO_LARGE.starts_with(HUGE));
    vec![
        case(PANICS, Rejected::Panic, None),
        case(TOO_LARGE, Rejected::ReportTooLarge, Some(TOO_LARGE)),
    ]
}

/// Sends the cases through the service and looks at everything that comes out.
fn check(brokers: &str, test: &str, reader: Reader, cases: &[Case]) -> Outcome {
    let shape = Shape {
        input_bytes_max: Some(INPUT_BYTES_MAX),
        ..Shape::default()
    };
    let route = Route::create(brokers, test, shape)?;
    let records: Vec<Outgoing> = cases.iter().zip(0..).map(outgoing).collect();
    let offsets = produce::write(brokers, &route.input, &records)?;
    let settings = route.settings_with(&[
        ("kafka.header_prefix", "desk-"),
        ("kafka.source", "urn:communique:tests"),
    ]);
    let mut service = Service::start(&route.test, reader, &settings, &[])?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    for case in cases {
        check_metric(&service, case)?;
    }
    service.stop(STOP_LIMIT)?;
    let read = |topic| cluster::read_committed(brokers, topic);
    let out = Out {
        reports: by_key(read(&route.output)?),
        dead_letters: by_key(read(&route.dead_letters)?),
        audit: by_key(read(&route.audit)?),
    };
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

type ByKey = BTreeMap<Vec<u8>, Vec<Record>>;

fn by_key(records: Vec<Record>) -> ByKey {
    let mut by_key = ByKey::new();
    for record in records {
        by_key
            .entry(record.key.clone().unwrap_or_default())
            .or_default()
            .push(record);
    }
    by_key
}

/// All that came out, by key.
struct Out {
    reports: ByKey,
    dead_letters: ByKey,
    audit: ByKey,
}

/// One input with the place where it lay.
struct Input<'a> {
    case: &'a Case,
    sent: &'a Outgoing,
    offset: i64,
    topic: &'a str,
}

impl Input<'_> {
    fn check(&self, out: &Out) -> Outcome {
        let found = |records: &ByKey| {
            records
                .get(self.case.key.as_bytes())
                .map_or_else(Vec::new, Vec::clone)
        };
        let (reports, dead) = (found(&out.reports), found(&out.dead_letters));
        match (self.case.verdict, reports.as_slice(), dead.as_slice()) {
            ("withdrawn", [report], []) => self.check_withdrawal(report)?,
            ("dropped", [], []) => {}
            ("rejected", [], [letter]) => self.check_dead_letter(letter)?,
            (_, reports, dead) => {
                return Err(format!(
                    "{} reports, {} dead letters",
                    reports.len(),
                    dead.len()
                ));
            }
        }
        match found(&out.audit).as_slice() {
            [audit] => self.check_audit(audit),
            all => Err(format!("{} audit records", all.len())),
        }
    }

    fn check_audit(&self, record: &Record) -> Outcome {
        let expected = AuditRecord {
            id: self.case.id.map(str::to_owned),
            topic: self.topic.to_owned(),
            partition: self.sent.partition,
            offset: self.offset,
            verdict: self.case.verdict.to_owned(),
            reason: Some(self.case.reason.to_owned()),
        };
        same("audit", &value_of::<AuditRecord>(record)?, &expected)
    }

    fn check_withdrawal(&self, record: &Record) -> Outcome {
        let report: Value = value_of(record)?;
        let fields = report
            .as_object()
            .map(|fields| fields.keys().cloned().collect::<Vec<_>>());
        let mut fields = fields.unwrap_or_default();
        fields.sort();
        same(
            "fields",
            &fields,
            &["item", "version", "withdrawn"].map(str::to_owned).to_vec(),
        )?;
        same("withdrawn", &report["withdrawn"], &json!(true))?;
        same("version", &report["version"], &json!(1))?;
        same("item.id", &report["item"]["id"], &json!(self.case.key))?;
        let place = format!("{}/{}/{}", self.topic, self.sent.partition, self.offset);
        for (key, expected) in [
            ("ce_specversion", Some("1.0")),
            ("ce_id", Some(place.as_str())),
            ("ce_source", Some("urn:communique:tests")),
            ("ce_type", Some("communique.report.v1")),
            ("content-type", Some("application/json")),
            ("traceparent", Some(TRACE)),
            ("tracestate", Some("desk=7")),
            ("desk-region", Some("alps")),
            ("private", None),
        ] {
            same(key, &header(record, key), &expected)?;
        }
        let time = header(record, "ce_time").ok_or("no ce_time")?;
        time.parse::<jiff::Timestamp>()
            .map(drop)
            .map_err(|error| format!("ce_time: {error}"))
    }

    fn check_dead_letter(&self, record: &Record) -> Outcome {
        same("timestamp", &record.timestamp_ms, &self.sent.timestamp_ms)?;
        let kept = record
            .headers
            .get(..self.sent.headers.len())
            .unwrap_or_default();
        same("headers", &kept, &self.sent.headers.as_slice())?;
        for (key, expected) in [
            ("communique-topic", self.topic.to_owned()),
            ("communique-partition", self.sent.partition.to_string()),
            ("communique-offset", self.offset.to_string()),
            ("communique-reason", self.case.reason.to_owned()),
            ("communique-version", env!("CARGO_PKG_VERSION").to_owned()),
        ] {
            same(key, &header(record, key), &Some(expected.as_str()))?;
        }
        let message = header(record, "communique-message").unwrap_or_default();
        if message.is_empty() {
            return Err("no words for people".to_owned());
        }
        self.check_dead_value(record)
    }

    /// The value itself, or its size and hash where it is too large.
    fn check_dead_value(&self, record: &Record) -> Outcome {
        let sent = self.sent.value.as_deref().unwrap_or_default();
        let left_out = self.case.reason == Rejected::TooLarge.name();
        let bytes = left_out.then(|| sent.len().to_string());
        let sum = left_out.then(|| sha256(sent));
        same(
            "communique-value-bytes",
            &header(record, "communique-value-bytes"),
            &bytes.as_deref(),
        )?;
        same(
            "communique-value-sha256",
            &header(record, "communique-value-sha256"),
            &sum.as_deref(),
        )?;
        let expected = (!left_out).then_some(sent);
        let value = record.value.as_deref();
        // An empty value and none are told apart by Kafka, and so by the dead letters.
        if value == expected {
            Ok(())
        } else {
            Err(format!("value: {:?} bytes", value.map(<[u8]>::len)))
        }
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?}, expected {expected:?}"))
    }
}
