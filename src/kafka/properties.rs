//! librdkafka properties that are passed through, and those that would break the promise.
//!
//! Names are those of librdkafka's `CONFIGURATION.md`. A [`Properties`] never holds a refused one;
//! whether a name exists, and whether its value fits, only librdkafka knows: it says so when the
//! client is made.

use std::collections::BTreeMap;
use std::fmt;

use crate::kafka::Secret;

/// Pass-through properties of a client, by name, none of them refused.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Properties(BTreeMap<String, Secret>);

impl Properties {
    /// Adds or replaces one. The error is the reason why this name is refused.
    pub fn insert(&mut self, name: &str, value: Secret) -> Result<(), &'static str> {
        if let Some(reason) = refusal(name) {
            return Err(reason);
        }
        self.0.insert(name.to_owned(), value);
        Ok(())
    }

    /// All of them in order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// One value, if it was given.
    pub fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name)
    }
}

impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}

/// Does this property's value have to stay unseen? Errs on the safe side: a path to a key is shown,
/// whatever else speaks of passwords, secrets, keys or token claims is not.
pub fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 4] = ["passw", "secret", "passphrase", "key.pem"];
    const WHOLE: [&str; 3] = [
        "sasl.oauthbearer.config",
        "sasl.oauthbearer.extensions",
        "sasl.kerberos.kinit.cmd",
    ];
    PARTS.iter().any(|part| name.contains(part)) || WHOLE.contains(&name)
}

/// Why this property may not be passed through; nothing if it may.
pub fn refusal(name: &str) -> Option<&'static str> {
    let listed = REFUSED.iter().find(|(refused, _)| *refused == name);
    listed.map(|(_, reason)| *reason).or_else(|| {
        name.ends_with("_cb")
            .then_some("it is a callback of the program, not a setting of text")
    })
}

const OFFSETS: &str = "offsets are committed with the outputs, in one transaction or after their \
    acknowledgement; librdkafka committing by itself would lose or repeat items";
const ISOLATION: &str = "inputs of aborted transactions must not be read";
const START: &str = "a lost offset stops the service instead of skipping; use `kafka.start` for a \
    group without offsets";
const IDEMPOTENCE: &str = "without idempotence, a repeated send doubles or reorders outputs";
const RETRIES: &str = "librdkafka repeats until the transaction's time is over; fewer retries would \
    turn a short fault into an aborted transaction";
const ORDER: &str = "reports of one key stay in the order of their inputs";
const ASSIGNMENT: &str = "the runner expects cooperative-sticky rebalances of the classic protocol; \
    others take partitions away without its drain";
const PARTITIONER: &str = "reports lie in the partitions where Java's clients look for their key \
    (murmur2_random)";
const ALIVE: &str = "the poll thread always polls; this would hide one that hangs, or give up one that \
    does not";
const REPORTS: &str = "a commit waits for the report of every delivery";
const EVENTS: &str = "the consumer's events are the runner's; this would change what they are";
const PREFETCH: &str =
    "use `flow.in_flight_items_max` and `flow.in_flight_bytes_max`, which bound it";
const CODE: &str = "foreign code in the process can change or see every record";
const TOPICS: &str = "a mistyped topic would be made, with one partition, and read for ever; use \
    `serve --create-topics`";

/// One table: the property and why it is refused, with what to use instead where there is something.
const REFUSED: &[(&str, &str)] = &[
    ("acks", "an output counts once all in-sync replicas have it"),
    (
        "request.required.acks",
        "an output counts once all in-sync replicas have it",
    ),
    ("allow.auto.create.topics", TOPICS),
    ("auto.commit.enable", OFFSETS),
    ("auto.commit.interval.ms", OFFSETS),
    ("auto.offset.reset", START),
    ("bootstrap.servers", "use `kafka.brokers`"),
    ("metadata.broker.list", "use `kafka.brokers`"),
    ("delivery.report.only.error", REPORTS),
    (
        "delivery.timeout.ms",
        "use `kafka.transaction_timeout_ms`, which bounds a delivery too",
    ),
    (
        "message.timeout.ms",
        "use `kafka.transaction_timeout_ms`, which bounds a delivery too",
    ),
    ("enable.auto.commit", OFFSETS),
    ("enable.auto.offset.store", OFFSETS),
    (
        "enable.gapless.guarantee",
        "a failed transaction is aborted and repeated, not fatal",
    ),
    ("enable.idempotence", IDEMPOTENCE),
    ("enable.partition.eof", EVENTS),
    ("enabled_events", EVENTS),
    ("group.id", "use `kafka.group_id`"),
    ("group.instance.id", "use `kafka.group_instance_id`"),
    ("group.protocol", ASSIGNMENT),
    ("group.protocol.type", ASSIGNMENT),
    ("group.remote.assignor", ASSIGNMENT),
    ("interceptors", CODE),
    ("isolation.level", ISOLATION),
    ("max.in.flight", ORDER),
    ("max.in.flight.requests.per.connection", ORDER),
    ("max.poll.interval.ms", ALIVE),
    ("message.send.max.retries", RETRIES),
    ("retries", RETRIES),
    ("msg_order_cmp", ORDER),
    ("offset.store.method", OFFSETS),
    ("offset.store.path", OFFSETS),
    ("offset.store.sync.interval.ms", OFFSETS),
    ("opaque", CODE),
    ("partition.assignment.strategy", ASSIGNMENT),
    ("partitioner", PARTITIONER),
    ("plugin.library.paths", CODE),
    ("queue.strategy", ORDER),
    ("queuing.strategy", ORDER),
    ("queued.max.messages.kbytes", PREFETCH),
    ("queued.min.messages", PREFETCH),
    ("session.timeout.ms", "use `kafka.session_timeout_ms`"),
    (
        "heartbeat.interval.ms",
        "it is a tenth of `kafka.session_timeout_ms`",
    ),
    (
        "transaction.timeout.ms",
        "use `kafka.transaction_timeout_ms`",
    ),
    ("transactional.id", "use `kafka.transactional_id`"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_the_promise_is_refused_with_its_reason() {
        let mut properties = Properties::default();
        let cases = [
            ("enable.auto.commit", Err("offsets are committed")),
            ("group.id", Err("use `kafka.group_id`")),
            ("rebalance_cb", Err("it is a callback")),
            ("isolation.level", Err("inputs of aborted")),
            ("ssl.ca.location", Ok(())),
            ("linger.ms", Ok(())),
        ];
        for (name, expected) in cases {
            let got = properties.insert(name, Secret::new("x"));
            match (got, expected) {
                (Ok(()), Ok(())) => {}
                (Err(reason), Err(start)) => assert!(reason.starts_with(start), "{name}: {reason}"),
                (got, expected) => panic!("{name}: {got:?}, expected {expected:?}"),
            }
        }
        let names: Vec<_> = properties.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["linger.ms", "ssl.ca.location"]);
    }

    #[test]
    fn secrets_are_never_shown() {
        let mut properties = Properties::default();
        properties
            .insert("sasl.password", Secret::new("hunter2"))
            .unwrap();
        assert_eq!(format!("{properties:?}"), r#"{"sasl.password": ***}"#);
        assert_eq!(
            properties.get("sasl.password").map(Secret::expose),
            Some("hunter2")
        );
    }

    #[test]
    fn secrets_are_known_by_their_names() {
        let secret = [
            "sasl.password",
            "ssl.key.password",
            "ssl.key.pem",
            "ssl.keystore.password",
            "sasl.oauthbearer.client.secret",
            "sasl.oauthbearer.client.credentials.client.secret",
            "sasl.oauthbearer.assertion.private.key.pem",
            "sasl.oauthbearer.assertion.private.key.passphrase",
            "sasl.oauthbearer.config",
        ];
        for name in secret {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "ssl.key.location",
            "sasl.username",
            "ssl.ca.pem",
            "client.id",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
