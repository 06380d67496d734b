//! What is fed to the service, and what must become of each input: read here by the library itself,
//! but for what is known by how it was made.

use std::collections::HashMap;

use communique::pipeline::{Dropped, Reader, Rejected, Settings, samples};
use serde_json::{Value, json};

use crate::marked::{self, Marker};
use crate::support::Outcome;
use crate::support::inputs::{Sent, sha256};
use crate::support::judge::Expected;
use crate::support::produce::{self, Outgoing};

/// Small, so that an item that is too large costs little.
pub const ITEM_BYTES_MAX: usize = 20_000;
/// Partitions of the input.
pub const PARTITIONS: i32 = 6;
/// Keys return, and each stays in its partition.
const KEYS: usize = 300;

/// What must become of an input, beside what [`Sent`] knows of it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Verdict and reason.
    pub expected: Expected,
    /// The id that the audit must name.
    pub item_id: Option<String>,
    /// SHA-256 of the report, where one must come.
    pub report_sha256: Option<String>,
}

/// Makes inputs, writes them, and remembers what must become of them.
pub struct Load {
    reader: Reader,
    samples: Vec<Value>,
    chance: fastrand::Rng,
    run: String,
    /// How many were made.
    made: usize,
    /// All that were written, in the order of their numbers.
    pub sent: Vec<Sent>,
    /// What must become of them, by their ids.
    pub answers: HashMap<String, Answer>,
}

struct Made {
    id: String,
    record: Outgoing,
    answer: Answer,
}

impl Load {
    /// A load whose ids begin with `run`.
    pub fn new(run: &str, seed: u64) -> Outcome<Self> {
        let settings = Settings {
            item_bytes_max: ITEM_BYTES_MAX,
            ..Settings::default()
        };
        let samples = samples()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>();
        Ok(Self {
            reader: marked::reader(settings)?,
            samples: samples.map_err(|error| error.to_string())?,
            chance: fastrand::Rng::with_seed(seed),
            run: run.to_owned(),
            made: 0,
            sent: Vec::new(),
            answers: HashMap::new(),
        })
    }

    /// Makes and writes so many, in a transaction where `transactional`.
    pub fn write(
        &mut self,
        brokers: &str,
        topic: &str,
        count: usize,
        transactional: bool,
    ) -> Outcome {
        let made: Vec<Made> = (0..count).map(|_| self.make()).collect();
        let records: Vec<Outgoing> = made.iter().map(|made| made.record.clone()).collect();
        let offsets = if transactional {
            produce::write_transaction(brokers, topic, &records)?
        } else {
            produce::write(brokers, topic, &records)?
        };
        for (made, offset) in made.into_iter().zip(offsets) {
            let value = made.record.value.as_deref().unwrap_or_default();
            self.sent.push(Sent {
                id: made.id.clone(),
                partition: made.record.partition,
                offset,
                key: made.record.key,
                value_sha256: sha256(value),
            });
            self.answers.insert(made.id, made.answer);
        }
        Ok(())
    }

    /// Mostly short notes; items that deserve a report; and poison.
    fn make(&mut self) -> Made {
        let n = self.made;
        self.made += 1;
        let id = format!("{}-{n:07}", self.run);
        let (value, marker) = match self.chance.u16(..1000) {
            ..10 => (Some(broken(&id)), None),
            10..20 => (None, None),
            20..30 => (Some(oversized(&id)), None),
            30..40 => (Some(self.note(&id)), Some(Marker::Panic)),
            40..45 => (Some(self.sample(&id)), Some(Marker::Huge)),
            45..47 => (Some(self.sample(&id)), Some(Marker::Slow)),
            47..250 => (Some(self.sample(&id)), None),
            _ => (Some(self.note(&id)), None),
        };
        let key = n % KEYS;
        let record = Outgoing {
            partition: i32::try_from(key).unwrap_or(0) % PARTITIONS,
            key: Some(format!("key-{key}").into_bytes()),
            value,
            timestamp_ms: Some(1_700_000_000_000 + n as i64),
            headers: marker.map(Marker::header).into_iter().collect(),
        };
        let answer = self.expect(&record, marker);
        Made { id, record, answer }
    }

    fn note(&mut self, id: &str) -> Vec<u8> {
        let n = self.chance.u32(..);
        let body = format!("Rain fell on {n} roofs, and the harbour stayed shut until noon.");
        let sum = sha256(body.as_bytes());
        json!({"id": id, "title": format!("Weather {n}"), "body": body, "sum": sum, "language": "en"})
            .to_string()
            .into_bytes()
    }

    fn sample(&mut self, id: &str) -> Vec<u8> {
        let mut item = self.samples[self.chance.usize(..self.samples.len())].clone();
        let name = if item.get("uri").is_some() {
            "uri"
        } else {
            "id"
        };
        item[name] = json!(id);
        item.to_string().into_bytes()
    }

    fn expect(&self, record: &Outgoing, marker: Option<Marker>) -> Answer {
        let rejected = |why: Rejected| Expected {
            verdict: "rejected",
            reason: Some(why.name()),
        };
        if marker == Some(Marker::Panic) {
            return Answer {
                expected: rejected(Rejected::Panic),
                item_id: None,
                report_sha256: None,
            };
        }
        let value = record.value.as_deref();
        let reading = self.reader.read(value, record.timestamp_ms, &mut |_| ());
        let mut report_sha256 = None;
        let verdict = reading.verdict.map(|report| {
            let bytes = serde_json::to_vec(&report).unwrap_or_default();
            report_sha256 = Some(sha256(&bytes));
        });
        let read = Expected {
            verdict: verdict.name(),
            reason: verdict.reason(),
        };
        let tombstone = Expected {
            verdict: "dropped",
            reason: Some(Dropped::Tombstone.name()),
        };
        let expected = match (marker, value) {
            (Some(Marker::Huge), _) => rejected(Rejected::ReportTooLarge),
            (_, None) => tombstone,
            _ => read,
        };
        Answer {
            expected,
            item_id: reading.item_id,
            report_sha256: report_sha256.filter(|_| marker != Some(Marker::Huge)),
        }
    }
}

fn broken(id: &str) -> Vec<u8> {
    format!(r#"{{"id": "{id}", "body": "It ends in the middle"#).into_bytes()
}

fn oversized(id: &str) -> Vec<u8> {
    let body = "and so on ".repeat(ITEM_BYTES_MAX / 8);
    json!({"id": id, "body": body}).to_string().into_bytes()
}
