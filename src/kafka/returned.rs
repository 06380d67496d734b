//! A dead letter on its way back: the record that it was, or why it cannot be that again.

use rdkafka::message::{BorrowedMessage, Header, Headers, Message, OwnedHeaders};

use super::letters::{self, ADDED, REASON, TOPIC, VALUE_BYTES};
use super::outbox::Outgoing;

/// Names the letter that a record was made from: topic, partition and offset.
const REPLAYED_FROM: &str = "communique-replayed-from";

/// Why a letter stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stays {
    /// It is there for another reason.
    OtherReason,
    /// It is not from the input topic.
    OtherTopic,
    /// Its value was left out, since it did not fit.
    ValueLeftOut,
    /// It does not fit the input topic.
    TooLarge,
}

/// Where letters go, and which.
#[derive(Clone, Debug)]
pub(super) struct Returns {
    /// The reason that is wanted.
    pub reason: &'static str,
    /// Where letters come from and go to.
    pub input_topic: String,
    /// Partitions of that topic.
    pub partitions: i32,
    /// What that topic takes.
    pub bytes_max: usize,
}

impl Returns {
    /// The record that a letter was: key, value, timestamp, headers and partition.
    pub fn record<'a>(&'a self, letter: &'a BorrowedMessage<'_>) -> Result<Outgoing<'a>, Stays> {
        let says = |name: &str| last(letter, name);
        if says(REASON).is_none_or(|reason| reason != self.reason.as_bytes()) {
            return Err(Stays::OtherReason);
        }
        if says(TOPIC).is_none_or(|topic| topic != self.input_topic.as_bytes()) {
            return Err(Stays::OtherTopic);
        }
        // A null value would be a tombstone, which the original was not.
        if says(VALUE_BYTES).is_some() || letter.payload().is_none() {
            return Err(Stays::ValueLeftOut);
        }
        let partition = says(letters::PARTITION)
            .and_then(|number| std::str::from_utf8(number).ok()?.parse().ok());
        let record = Outgoing {
            topic: &self.input_topic,
            // A topic that was made anew may have fewer.
            partition: partition.filter(|number| (0..self.partitions).contains(number)),
            key: letter.key(),
            value: letter.payload(),
            timestamp_ms: letter.timestamp().to_millis(),
            headers: original_headers(letter),
        };
        if letters::fits(&record, self.bytes_max) {
            Ok(record)
        } else {
            Err(Stays::TooLarge)
        }
    }
}

/// What was added last is the service's own; the input may have had such a header itself.
fn last<'m>(letter: &'m BorrowedMessage<'_>, name: &str) -> Option<&'m [u8]> {
    let headers = letter.headers()?;
    let named = headers.iter().filter(|header| header.key == name);
    named.last()?.value
}

/// The headers that the input had, and where it comes from now.
fn original_headers(letter: &BorrowedMessage<'_>) -> OwnedHeaders {
    let from = format!(
        "{}/{}/{}",
        letter.topic(),
        letter.partition(),
        letter.offset()
    );
    let mut kept = OwnedHeaders::new();
    for header in letter.headers().into_iter().flat_map(Headers::iter) {
        if !ADDED.contains(&header.key) && header.key != REPLAYED_FROM {
            kept = kept.insert(header);
        }
    }
    kept.insert(Header {
        key: REPLAYED_FROM,
        value: Some(from.as_bytes()),
    })
}
