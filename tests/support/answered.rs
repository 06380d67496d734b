//! The service's records as the checker wants them, and an audit record as WIRE.md has it.

use communique::flow::Record;
use serde::Deserialize;

use super::Outcome;
use super::checker::{Answered, Place};
use super::inputs::sha256;

/// Reads one record of a place; an error when it is not what the place holds, or answers another topic
/// than `input`.
pub fn read(place: Place, record: &Record, input: &str) -> Outcome<Answered> {
    let answered = match place {
        Place::Reports => report(record),
        Place::DeadLetters => dead_letter(record),
        Place::Audit => audit(record),
    };
    let (topic, answered) = answered.map_err(|error| format!("{place:?}: {error}: {record:?}"))?;
    if topic == input {
        Ok(answered)
    } else {
        Err(format!("{place:?} names the topic {topic}"))
    }
}

/// A header's value as text.
pub fn header<'a>(record: &'a Record, key: &str) -> Option<&'a str> {
    let header = record.headers.iter().find(|header| header.key == key)?;
    std::str::from_utf8(header.value.as_deref()?).ok()
}

#[derive(Deserialize)]
struct TestReport {
    id: String,
    value_sha256: String,
}

fn report(record: &Record) -> Outcome<(String, Answered)> {
    let report: TestReport = json(record)?;
    let place = header(record, "ce_id").ok_or("no ce_id")?;
    let mut parts = place.rsplitn(3, '/');
    let offset = number(parts.next())?;
    let partition = number(parts.next())?;
    let topic = parts.next().ok_or("no topic in ce_id")?;
    let answered = Answered {
        id: report.id,
        input_partition: i32::try_from(partition).map_err(|error| error.to_string())?,
        input_offset: offset,
        partition: record.partition.number,
        value_sha256: Some(report.value_sha256),
        verdict: "report".to_owned(),
        reason: None,
    };
    Ok((topic.to_owned(), answered))
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

fn dead_letter(record: &Record) -> Outcome<(String, Answered)> {
    let partition = number(header(record, "communique-partition"))?;
    let answered = Answered {
        id: json::<Named>(record)?.id,
        input_partition: i32::try_from(partition).map_err(|error| error.to_string())?,
        input_offset: number(header(record, "communique-offset"))?,
        partition: record.partition.number,
        value_sha256: record.value.as_deref().map(sha256),
        verdict: "rejected".to_owned(),
        reason: header(record, "communique-reason").map(str::to_owned),
    };
    Ok((
        header(record, "communique-topic")
            .ok_or("no topic")?
            .to_owned(),
        answered,
    ))
}

/// An audit record as WIRE.md has it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct AuditRecord {
    /// The item's id, where one was found.
    pub id: Option<String>,
    /// The input's topic.
    pub topic: String,
    /// Its partition.
    pub partition: i32,
    /// Its offset.
    pub offset: i64,
    /// What became of it.
    pub verdict: String,
    /// Why.
    pub reason: Option<String>,
}

fn audit(record: &Record) -> Outcome<(String, Answered)> {
    let audit: AuditRecord = json(record)?;
    let answered = Answered {
        id: audit.id.unwrap_or_default(),
        input_partition: audit.partition,
        input_offset: audit.offset,
        partition: record.partition.number,
        value_sha256: None,
        verdict: audit.verdict,
        reason: audit.reason,
    };
    Ok((audit.topic, answered))
}

/// A record's value as JSON.
pub fn json<'a, T: Deserialize<'a>>(record: &'a Record) -> Outcome<T> {
    let value = record.value.as_deref().ok_or("no value")?;
    serde_json::from_slice(value).map_err(|error| error.to_string())
}

fn number(text: Option<&str>) -> Outcome<i64> {
    let text = text.ok_or("a number is missing")?;
    text.parse().map_err(|error| format!("{text}: {error}"))
}
