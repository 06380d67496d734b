//! The one list of keys: names, shapes, defaults and words for people.
//!
//! Parsing, defaults, suggestions, the printed configuration, the default file and the README's
//! table all come from here, so that they cannot part ways.

use crate::config::Shape;

/// One key that may be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Its full name, nested by dots as in TOML.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// The value when nobody sets it, as text; a table has none.
    pub default: &'static str,
    /// What it decides, in one sentence.
    pub about: &'static str,
}

/// The key of this name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The table that a name lies in, and the rest of the name: the entry's own.
pub fn entry_of(name: &str) -> Option<(&'static Key, &str)> {
    let tables = KEYS.iter().filter(|key| key.shape == Shape::Table);
    let mut inside =
        tables.filter_map(|key| Some((key, name.strip_prefix(key.name)?.strip_prefix('.')?)));
    inside.next()
}

/// How like two names must be, 0 to 1, to be worth a suggestion: two letters wrong in seven.
const LIKENESS_MIN: f64 = 0.7;

/// The key that was probably meant, by its whole name or its last part.
pub fn suggest(name: &str) -> Option<&'static str> {
    let last = |name: &str| {
        name.rsplit('.')
            .next()
            .map(str::to_owned)
            .unwrap_or_default()
    };
    let likeness = |key: &Key| {
        let whole = strsim::normalized_damerau_levenshtein(name, key.name);
        let tail = strsim::normalized_damerau_levenshtein(&last(name), &last(key.name));
        // A little below the whole name's, so that the right folder wins among like tails.
        whole.max(0.95 * tail)
    };
    let best = KEYS
        .iter()
        .map(|key| (likeness(key), key.name))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .map(|(_, name)| name)
}

const fn key(name: &'static str, shape: Shape, default: &'static str, about: &'static str) -> Key {
    Key {
        name,
        shape,
        default,
        about,
    }
}

/// An hour: no interval, timeout or budget of a service is sensibly longer.
const HOUR_MS: u64 = 3_600_000;

/// A millisecond count from `min` to an hour.
const fn ms(min: u64) -> Shape {
    Shape::Count { min, max: HOUR_MS }
}

/// A count without an upper bound.
const fn at_least(min: u64) -> Shape {
    Shape::Count { min, max: u64::MAX }
}

/// All keys, in the order in which they are documented.
pub const KEYS: &[Key] = &[
    key(
        "scope",
        Shape::Choice(&["meetings", "all"]),
        "meetings",
        "which items deserve a report: those that cover a meeting, or also those that only carry a commitment",
    ),
    key(
        "min_confidence",
        Shape::Ratio,
        "0.25",
        "commitments under this confidence are left out; a higher one reports fewer, and more of them right",
    ),
    key(
        "item_bytes_max",
        Shape::Count {
            min: 1,
            max: 1_000_000_000,
        },
        "1048576",
        "larger items are rejected unread, and left out of their dead letters",
    ),
    key(
        "data_dir",
        Shape::OptionalText,
        "",
        "a folder like `config/` whose files replace or add to the embedded ones",
    ),
    key(
        "workers",
        Shape::Count { min: 0, max: 1024 },
        "0",
        "threads that read items; 0: as many as there are cores",
    ),
    key(
        "delivery",
        Shape::Choice(&["exactly_once", "at_least_once"]),
        "exactly_once",
        "whether outputs and offsets are committed in one transaction, or offsets after outputs",
    ),
    key(
        "kafka.brokers",
        Shape::Text,
        "localhost:9092",
        "bootstrap servers, separated by commas",
    ),
    key(
        "kafka.group_id",
        Shape::Text,
        "communique",
        "the consumer group",
    ),
    key(
        "kafka.input_topic",
        Shape::Topic,
        "news.items",
        "news items are read from here",
    ),
    key(
        "kafka.output_topic",
        Shape::Topic,
        "communique.reports",
        "reports are written here",
    ),
    key(
        "kafka.dead_letter_topic",
        Shape::Topic,
        "communique.dead-letters",
        "rejected items are written here, with the reason",
    ),
    key(
        "kafka.audit_topic",
        Shape::OptionalTopic,
        "",
        "one small record per input is written here, saying what became of it",
    ),
    key(
        "kafka.start",
        Shape::Start,
        "earliest",
        "where a group without offsets begins",
    ),
    key(
        "kafka.transactional_id",
        Shape::OptionalText,
        "",
        "stable and different per instance; empty: made of group, host and a random part",
    ),
    key(
        "kafka.group_instance_id",
        Shape::OptionalText,
        "",
        "static membership, different per instance; takeover then waits for the session timeout",
    ),
    key(
        "kafka.commit_interval_ms",
        ms(1),
        "100",
        "outputs and offsets are committed at the latest after so long",
    ),
    key(
        "kafka.transaction_items_max",
        at_least(1),
        "10000",
        "outputs and offsets are committed at the latest after so many items",
    ),
    key(
        "kafka.session_timeout_ms",
        ms(1000),
        "10000",
        "an instance that is silent for so long loses its partitions; at least the broker's `group.min.session.timeout.ms`",
    ),
    key(
        "kafka.transaction_timeout_ms",
        ms(1000),
        "10000",
        "the broker aborts a transaction that stays open for so long",
    ),
    key(
        "kafka.revoke_budget_ms",
        ms(1),
        "3000",
        "how long a rebalance may wait for what is in flight; below both timeouts",
    ),
    key(
        "kafka.source",
        Shape::Text,
        "communique",
        "`ce_source` of the reports, a URI reference",
    ),
    key(
        "kafka.header_prefix",
        Shape::OptionalText,
        "",
        "input headers whose key begins so are copied to the reports",
    ),
    key(
        "kafka.properties",
        Shape::Table,
        "",
        "librdkafka properties of both clients, such as `\"ssl.ca.location\"`; those that would break the delivery promise are refused",
    ),
    key(
        "kafka.consumer_properties",
        Shape::Table,
        "",
        "librdkafka properties of the consumer alone",
    ),
    key(
        "kafka.producer_properties",
        Shape::Table,
        "",
        "librdkafka properties of the producer alone",
    ),
    key(
        "kafka.properties_from_files",
        Shape::Table,
        "",
        "librdkafka properties of both clients whose values are read from these files, for secrets",
    ),
    key(
        "flow.in_flight_items_max",
        at_least(1),
        "10000",
        "reading pauses when so many items are between input and output",
    ),
    key(
        "flow.in_flight_bytes_max",
        at_least(1),
        "67108864",
        "reading pauses when the items between input and output hold so many bytes",
    ),
    key(
        "flow.drain_budget_ms",
        ms(1),
        "15000",
        "how long a shutdown may take to answer and commit what is in flight",
    ),
    key(
        "flow.breaker_ratio_max",
        Shape::Ratio,
        "0.5",
        "the service stops when more than this share of the last items was rejected; 1: never",
    ),
    key(
        "flow.breaker_window_items",
        at_least(1),
        "1000",
        "over how many items the share is counted",
    ),
    key(
        "flow.breaker_run_length_max",
        at_least(1),
        "500",
        "the service stops when more items than this are rejected in a row",
    ),
    key(
        "http.listen",
        Shape::Address,
        "127.0.0.1:9464",
        "where `/metrics`, `/livez`, `/readyz` and `/version` are served; port 0 takes a free one",
    ),
    key(
        "log.format",
        Shape::Choice(&["human", "json"]),
        "human",
        "form of the log on standard error",
    ),
    key("log.level", Shape::Filter, "info", "what is logged"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_has_its_shape() {
        for key in KEYS {
            if key.shape != Shape::Table {
                assert_eq!(key.shape.check(key.default), Ok(()), "{}", key.name);
            }
        }
    }

    #[test]
    fn a_likely_key_is_suggested() {
        let cases = [
            ("kafka.broker", Some("kafka.brokers")),
            ("brokers", Some("kafka.brokers")),
            ("kafka.group-id", Some("kafka.group_id")),
            ("worker", Some("workers")),
            ("http.listen_address", None),
            ("zzz", None),
        ];
        for (name, expected) in cases {
            assert_eq!(suggest(name), expected, "{name}");
        }
    }
}
