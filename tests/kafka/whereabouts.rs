//! Where an input's answer lies, and whether it says all that it must.

use std::collections::BTreeMap;

use communique::flow::Record;
use communique::pipeline::Rejected;
use serde_json::{Value, json};

use crate::cases::Case;
use crate::support::answered::{AuditRecord, header, json as value_of};
use crate::support::inputs::sha256;
use crate::support::produce::Outgoing;
use crate::support::route::Route;
use crate::support::{Outcome, cluster};

/// `traceparent` of every input here.
pub const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// `kafka.source` of the services here.
pub const SOURCE: &str = "urn:communique:tests";

type ByKey = BTreeMap<Vec<u8>, Vec<Record>>;

/// All that came out, by key.
pub struct Out {
    reports: ByKey,
    dead_letters: ByKey,
    audit: ByKey,
}

impl Out {
    /// Reads the topics of a route.
    pub fn read(route: &Route) -> Outcome<Self> {
        Ok(Self {
            reports: read(route, &route.output)?,
            dead_letters: read(route, &route.dead_letters)?,
            audit: read(route, &route.audit)?,
        })
    }
}

fn read(route: &Route, topic: &str) -> Outcome<ByKey> {
    let mut by_key = ByKey::new();
    for record in cluster::read_committed(&route.brokers, topic)? {
        by_key
            .entry(record.key.clone().unwrap_or_default())
            .or_default()
            .push(record);
    }
    Ok(by_key)
}

/// One input with the place where it lay.
pub struct Input<'a> {
    /// What was to be caused.
    pub case: &'a Case,
    /// As it was written.
    pub sent: &'a Outgoing,
    /// Its offset.
    pub offset: i64,
    /// Its topic.
    pub topic: &'a str,
}

impl Input<'_> {
    /// Exactly one answer, at the right place, with everything that belongs to it.
    pub fn check(&self, out: &Out) -> Outcome {
        let found = |records: &ByKey| {
            records
                .get(self.case.key.as_bytes())
                .map_or_else(Vec::new, Vec::clone)
        };
        let (reports, dead) = (found(&out.reports), found(&out.dead_letters));
        match (self.case.verdict, reports.as_slice(), dead.as_slice()) {
            ("report", [report], []) => self.check_report(report)?,
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
            reason: Some(self.case.reason.to_owned()).filter(|reason| !reason.is_empty()),
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
        self.check_report_headers(record)
    }

    fn check_report(&self, record: &Record) -> Outcome {
        let report: Value = value_of(record)?;
        same("withdrawn", &report["withdrawn"], &json!(false))?;
        same("item.id", &report["item"]["id"], &json!(self.case.key))?;
        same(
            "published_at_from",
            &report["item"]["published_at_from"],
            &json!("record"),
        )?;
        if report["meeting"].is_null() {
            return Err("no meeting".to_owned());
        }
        self.check_report_headers(record)
    }

    fn check_report_headers(&self, record: &Record) -> Outcome {
        let place = format!("{}/{}/{}", self.topic, self.sent.partition, self.offset);
        for (key, expected) in [
            ("ce_specversion", Some("1.0")),
            ("ce_id", Some(place.as_str())),
            ("ce_source", Some(SOURCE)),
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
