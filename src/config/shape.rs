//! What a value may look like: each shape checks a text and says what it expects.

use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;

use crate::kafka::Start;

/// The form of a key's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// Words, not empty.
    Text,
    /// Words, or empty for none.
    OptionalText,
    /// A Kafka topic's name.
    Topic,
    /// A Kafka topic's name, or empty for none.
    OptionalTopic,
    /// A whole number between two bounds, both included.
    Count {
        /// The least.
        min: u64,
        /// The most.
        max: u64,
    },
    /// A number from 0 to 1.
    Ratio,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `earliest`, `latest` or an instant as RFC 3339.
    Start,
    /// IP address and port, or empty for none.
    Address,
    /// Levels of the log by module, as `tracing` filters are written.
    Filter,
    /// A table of names and texts.
    Table,
}

impl Shape {
    /// Is it written as a bare number in TOML?
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count { .. } | Self::Ratio)
    }

    /// Does the text have this shape? The error says what was expected.
    pub fn check(self, text: &str) -> Result<(), String> {
        match self {
            Self::Text if text.trim().is_empty() => Err("must not be empty".to_owned()),
            Self::Text | Self::OptionalText => Ok(()),
            Self::OptionalTopic if text.is_empty() => Ok(()),
            Self::Topic | Self::OptionalTopic => topic(text),
            Self::Count { min, max } => bounded(text, min, max),
            Self::Ratio => ratio(text).map(drop),
            Self::Choice(words) if words.contains(&text) => Ok(()),
            Self::Choice(words) => Err(format!("{text:?} is none of {}", listed(words))),
            Self::Start => start(text).map(drop),
            Self::Address => address(text).map(drop),
            Self::Filter => filter(text),
            Self::Table => Err("is a table: set its entries, such as KEY.NAME".to_owned()),
        }
    }

    /// What it expects, for people: the second column of the documentation.
    pub fn expects(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::OptionalText => "text, empty for none".to_owned(),
            Self::Topic => "topic".to_owned(),
            Self::OptionalTopic => "topic, empty for none".to_owned(),
            Self::Count { min, max: u64::MAX } => format!("at least {min}"),
            Self::Count { min, max } => format!("{min} to {max}"),
            Self::Ratio => "0 to 1".to_owned(),
            Self::Choice(words) => listed(words),
            Self::Start => "`earliest`, `latest`, an RFC 3339 time".to_owned(),
            Self::Address => "IP:PORT, empty for none".to_owned(),
            Self::Filter => "`error`, `warn`, `info`, `debug`, `trace`, or by module".to_owned(),
            Self::Table => "table of texts".to_owned(),
        }
    }
}

/// A whole number.
pub(super) fn count(text: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| format!("{text:?} is not a whole number"))
}

/// A whole number of milliseconds.
pub(super) fn milliseconds(text: &str) -> Result<Duration, String> {
    count(text).map(|ms| Duration::from_millis(ms as u64))
}

/// A number from 0 to 1.
pub(super) fn ratio(text: &str) -> Result<f64, String> {
    let number: f64 = text
        .parse()
        .map_err(|_| format!("{text:?} is not a number"))?;
    let fits = (0.0..=1.0).contains(&number);
    if fits {
        Ok(number)
    } else {
        Err(format!("{text} is not between 0 and 1"))
    }
}

/// Where to begin.
pub(super) fn start(text: &str) -> Result<Start, String> {
    match text {
        "earliest" => Ok(Start::Earliest),
        "latest" => Ok(Start::Latest),
        time => time.parse::<Timestamp>().map(Start::Time).map_err(|error| {
            format!("{time:?} is neither `earliest` nor `latest` nor an RFC 3339 time ({error})")
        }),
    }
}

/// Where to listen, if anywhere. Names are not taken: to look them up would be IO.
pub(super) fn address(text: &str) -> Result<Option<SocketAddr>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let parsed = text.parse().map(Some);
    parsed.map_err(|_| {
        format!("{text:?} is not an IP address with a port, such as 127.0.0.1:9464 or [::]:9464")
    })
}

fn bounded(text: &str, min: u64, max: u64) -> Result<(), String> {
    let number = count(text)? as u64;
    if number < min {
        return Err(format!("{number} is under the least, {min}"));
    }
    if number > max {
        return Err(format!("{number} is over the most, {max}"));
    }
    Ok(())
}

/// What brokers accept: their own limit on a topic's name.
const TOPIC_CHARS_MAX: usize = 249;

fn topic(text: &str) -> Result<(), String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if text.is_empty() {
        return Err("must not be empty".to_owned());
    }
    if text.len() > TOPIC_CHARS_MAX || matches!(text, "." | "..") || !text.chars().all(legal) {
        return Err(format!(
            "{text:?} is no topic's name: up to {TOPIC_CHARS_MAX} letters, digits, `.`, `_`, `-`"
        ));
    }
    Ok(())
}

fn filter(text: &str) -> Result<(), String> {
    let parsed = tracing_subscriber::EnvFilter::builder().parse(text);
    parsed
        .map(drop)
        .map_err(|error| format!("{text:?} is no filter ({error})"))
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
