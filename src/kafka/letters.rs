//! What goes out for one record: report, dead letter, audit; their keys, headers and sizes.

use std::fmt::Write;

use rdkafka::message::{Header, OwnedHeaders};
use sha2::{Digest, Sha256};

use super::limits::Limits;
use super::outbox::Outgoing;
use crate::flow::Record;
use crate::pipeline::{Rejected, Verdict};
use crate::report::AuditRecord;

/// What a batch with one message carries beside key, value and headers, and some room: 61 bytes of
/// batch header, 21 of record fields, lengths of each header.
const OVERHEAD_BYTES: usize = 512;

/// Headers that a dead letter has beside the original ones.
pub(super) const TOPIC: &str = "communique-topic";
pub(super) const PARTITION: &str = "communique-partition";
const OFFSET: &str = "communique-offset";
pub(super) const REASON: &str = "communique-reason";
const MESSAGE: &str = "communique-message";
const VERSION: &str = "communique-version";
/// Stands where the value was left out.
pub(super) const VALUE_BYTES: &str = "communique-value-bytes";

/// All of them, those for what was left out included.
pub(super) const ADDED: [&str; 10] = [
    TOPIC,
    PARTITION,
    OFFSET,
    REASON,
    MESSAGE,
    VERSION,
    VALUE_BYTES,
    "communique-value-sha256",
    "communique-key-bytes",
    "communique-key-sha256",
];

/// Writes to the output topics for one service.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    /// The topic of reports.
    pub output_topic: String,
    /// The topic of rejected inputs.
    pub dead_letter_topic: String,
    /// The topic of the audit, if any.
    pub audit_topic: Option<String>,
    /// `ce_source` of the reports.
    pub source: String,
    /// Input headers whose key begins so go with the report.
    pub header_prefix: Option<String>,
    /// What the topics take.
    pub limits: Limits,
    /// A value larger than this does not go to the dead letters.
    pub item_bytes_max: usize,
}

impl Letters {
    /// The report of a record.
    pub fn report<'a>(
        &'a self,
        record: &'a Record,
        item_id: Option<&'a str>,
        report: &'a [u8],
    ) -> Outgoing<'a> {
        Outgoing {
            topic: &self.output_topic,
            partition: None,
            key: record.key.as_deref().or(item_id.map(str::as_bytes)),
            value: Some(report),
            timestamp_ms: None,
            headers: self.report_headers(record),
        }
    }

    /// CloudEvents in binary mode, trace context, and what the operator wants kept.
    fn report_headers(&self, record: &Record) -> OwnedHeaders {
        let place = &record.partition;
        let id = format!("{}/{}/{}", place.topic, place.number, record.offset);
        let mut headers = with(OwnedHeaders::new(), "ce_specversion", "1.0");
        headers = with(headers, "ce_id", &id);
        headers = with(headers, "ce_source", &self.source);
        headers = with(headers, "ce_type", "communique.report.v1");
        // The time of the occurrence is that of the input: an input that is read again says the same.
        if let Some(time) = record
            .timestamp_ms
            .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok())
        {
            headers = with(headers, "ce_time", &time.to_string());
        }
        headers = with(headers, "content-type", "application/json");
        let prefix = self.header_prefix.as_deref();
        for header in &record.headers {
            let traced = ["traceparent", "tracestate"].contains(&header.key.as_str());
            if traced || prefix.is_some_and(|prefix| header.key.starts_with(prefix)) {
                headers = carried(headers, &header.key, header.value.as_deref());
            }
        }
        headers
    }

    /// The dead letter of a record: all that it was and why it is here; its value left out where that
    /// does not fit, and, at the very last, its headers and key too.
    pub fn dead_letter<'a>(
        &'a self,
        record: &'a Record,
        why: Rejected,
        message: &str,
    ) -> Outgoing<'a> {
        let limit = self.limits.dead_letter_bytes_max;
        let value = record.value.as_deref();
        let whole = Outgoing {
            topic: &self.dead_letter_topic,
            partition: None,
            key: record.key.as_deref(),
            value,
            timestamp_ms: record.timestamp_ms,
            headers: self.why(original(record), record, why, message),
        };
        let too_large = value.is_some_and(|value| value.len() > self.item_bytes_max);
        if !too_large && fits(&whole, limit) {
            return whole;
        }
        let headers = self.why(original(record), record, why, message);
        let without_value = Outgoing {
            value: None,
            headers: left_out(headers, "value", value),
            ..whole
        };
        if fits(&without_value, limit) {
            return without_value;
        }
        let headers = self.why(OwnedHeaders::new(), record, why, why.name());
        let headers = left_out(headers, "value", value);
        Outgoing {
            key: None,
            headers: left_out(headers, "key", record.key.as_deref()),
            ..without_value
        }
    }

    fn why(
        &self,
        headers: OwnedHeaders,
        record: &Record,
        why: Rejected,
        message: &str,
    ) -> OwnedHeaders {
        let place = &record.partition;
        let headers = with(headers, TOPIC, &place.topic);
        let headers = with(headers, PARTITION, &place.number.to_string());
        let headers = with(headers, OFFSET, &record.offset.to_string());
        let headers = with(headers, REASON, why.name());
        let headers = with(headers, MESSAGE, message);
        with(headers, VERSION, env!("CARGO_PKG_VERSION"))
    }

    /// The audit record, ready to be sent; nothing where there is no audit.
    pub fn audit<'a>(&'a self, record: &'a Record, value: &'a [u8]) -> Option<Outgoing<'a>> {
        let outgoing = Outgoing {
            topic: self.audit_topic.as_deref()?,
            partition: None,
            key: record.key.as_deref(),
            value: Some(value),
            // The time of the answer: by that of an old input, retention would delete it at once.
            timestamp_ms: None,
            headers: OwnedHeaders::new(),
        };
        let limit = self.limits.audit_bytes_max.unwrap_or(usize::MAX);
        // A key that no topic takes must not stop its partition for ever.
        Some(if fits(&outgoing, limit) {
            outgoing
        } else {
            Outgoing {
                key: None,
                ..outgoing
            }
        })
    }

    /// Whether a report fits the output topic.
    pub fn report_fits(&self, report: &Outgoing<'_>) -> bool {
        fits(report, self.limits.output_bytes_max)
    }
}

/// What the audit says of a record: nothing that is not in the input or the verdict.
pub(super) fn audit_value(
    record: &Record,
    item_id: Option<&str>,
    verdict: &Verdict<()>,
) -> Vec<u8> {
    let says = AuditRecord {
        id: item_id.map(str::to_owned),
        topic: record.partition.topic.to_string(),
        partition: record.partition.number,
        offset: record.offset,
        verdict: verdict.name().to_owned(),
        reason: verdict.reason().map(str::to_owned),
    };
    // A struct of texts and numbers has nothing in it that could fail.
    serde_json::to_vec(&says).unwrap_or_default()
}

fn original(record: &Record) -> OwnedHeaders {
    let headers = OwnedHeaders::new_with_capacity(record.headers.len() + 8);
    record.headers.iter().fold(headers, |headers, header| {
        carried(headers, &header.key, header.value.as_deref())
    })
}

/// Says how large something is that was left out, and its hash, so that it can be found again.
fn left_out(headers: OwnedHeaders, what: &str, bytes: Option<&[u8]>) -> OwnedHeaders {
    let Some(bytes) = bytes else {
        return headers;
    };
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string does not fail.
        let _ = write!(hash, "{byte:02x}");
    }
    let headers = with(
        headers,
        &format!("communique-{what}-bytes"),
        &bytes.len().to_string(),
    );
    with(headers, &format!("communique-{what}-sha256"), &hash)
}

fn with(headers: OwnedHeaders, key: &str, value: &str) -> OwnedHeaders {
    carried(headers, key, Some(value.as_bytes()))
}

fn carried(headers: OwnedHeaders, key: &str, value: Option<&[u8]>) -> OwnedHeaders {
    headers.insert(Header { key, value })
}

/// Whether a message fits a topic that takes so much.
pub(super) fn fits(outgoing: &Outgoing<'_>, limit_bytes: usize) -> bool {
    use rdkafka::message::Headers;
    let headers = outgoing.headers.iter();
    let headers: usize = headers
        .map(|h| h.key.len() + h.value.map_or(0, <[u8]>::len) + 10)
        .sum();
    let key = outgoing.key.map_or(0, <[u8]>::len);
    let value = outgoing.value.map_or(0, <[u8]>::len);
    key + value + headers + OVERHEAD_BYTES <= limit_bytes
}
