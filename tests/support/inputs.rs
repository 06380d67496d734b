//! Inputs with ids that nobody has seen, and what must be known of them to check the answers.

use std::fmt::Write;
use std::fs;

use communique::flow::Header;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::produce::Outgoing;
use super::{Outcome, produce};

/// Real items, where they are at hand.
pub const STREAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/stream/items.jsonl");
/// Keys return, so that one key's items meet in one partition of the output.
const KEYS: usize = 500;
/// One in so many has no key: the item's id takes its place.
const WITHOUT_KEY: usize = 10;
/// Lengths of the made-up bodies.
const WORDS: std::ops::Range<usize> = 5..200;

/// An input that lies in the topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The item's id.
    pub id: String,
    /// Its partition.
    pub partition: i32,
    /// Its offset there.
    pub offset: i64,
    /// The key.
    pub key: Option<Vec<u8>>,
    /// SHA-256 of the value, in hexadecimal digits.
    pub value_sha256: String,
}

/// One input before it is written.
#[derive(Clone, Debug)]
pub struct Made {
    /// The item's id.
    pub id: String,
    /// The record.
    pub record: Outgoing,
}

/// `count` inputs of the tests' own over partitions `0..partitions`, in turn. `run` makes ids fresh.
pub fn make(run: &str, count: usize, partitions: i32) -> Vec<Made> {
    let partition_of = in_turn(partitions);
    let made = |n: usize| {
        let id = format!("{run}-{n:06}");
        let value = json!({"id": id, "title": format!("Note {n}"), "body": body(n)});
        Made {
            record: outgoing(n, partition_of(n), &value),
            id,
        }
    };
    (0..count).map(made).collect()
}

/// The real items of [`STREAM`] with fresh ids; none when they are not at hand.
pub fn make_from_stream(run: &str, partitions: i32) -> Outcome<Option<Vec<Made>>> {
    let Ok(text) = fs::read_to_string(STREAM) else {
        return Ok(None);
    };
    let partition_of = in_turn(partitions);
    let made = text.lines().enumerate().map(|(n, line)| {
        let mut item: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let id = format!("{run}-stream-{n:06}");
        item["id"] = json!(id);
        Ok(Made {
            record: outgoing(n, partition_of(n), &item),
            id,
        })
    });
    made.collect::<Outcome<Vec<_>>>().map(Some)
}

/// Writes inputs, in a transaction when `transactional`, and returns what lies there.
pub fn send(brokers: &str, topic: &str, made: &[Made], transactional: bool) -> Outcome<Vec<Sent>> {
    let records: Vec<Outgoing> = made.iter().map(|made| made.record.clone()).collect();
    let write = if transactional {
        produce::write_transaction
    } else {
        produce::write
    };
    let offsets = write(brokers, topic, &records)?;
    let sent = made.iter().zip(offsets).map(|(made, offset)| Sent {
        id: made.id.clone(),
        partition: made.record.partition,
        offset,
        key: made.record.key.clone(),
        value_sha256: sha256(made.record.value.as_deref().unwrap_or_default()),
    });
    Ok(sent.collect())
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _never_fails = write!(text, "{byte:02x}");
            text
        })
}

fn in_turn(partitions: i32) -> impl Fn(usize) -> i32 {
    let turns = usize::try_from(partitions).unwrap_or(1).max(1);
    move |n| i32::try_from(n % turns).unwrap_or_default()
}

fn outgoing(n: usize, partition: i32, value: &Value) -> Outgoing {
    let key = (!n.is_multiple_of(WITHOUT_KEY)).then(|| format!("key-{}", n % KEYS).into_bytes());
    Outgoing {
        partition,
        key,
        value: Some(value.to_string().into_bytes()),
        timestamp_ms: None,
        headers: vec![Header {
            key: "sequence".to_owned(),
            value: Some(n.to_string().into_bytes()),
        }],
    }
}

/// Words without meaning, the same for the same number.
fn body(n: usize) -> String {
    let mut chance = fastrand::Rng::with_seed(n as u64);
    let words = chance.usize(WORDS);
    let word = |_| {
        let letters = chance.usize(2..9);
        (0..letters).map(|_| chance.lowercase()).collect::<String>()
    };
    (0..words).map(word).collect::<Vec<_>>().join(" ")
}
