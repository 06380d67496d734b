//! The configuration as data: a file, variables and flags → what is wrong, or what is in force.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::*;
use crate::kafka::Start;

/// Checks all layers at once. `expected` is the whole list of errors, one a line, or empty.
fn check(file: &str, variables: &[(&str, &str)], flags: &[&str], expected: &str) -> Option<Config> {
    let mut raw = Raw::new(3);
    file::read(&mut raw, file, Path::new("c.toml"));
    let owned = variables.iter().map(|(name, value)| variable(name, value));
    variables::read(&mut raw, owned);
    let flags: Vec<_> = flags
        .iter()
        .map(|flag| Flag::assignment(flag).unwrap())
        .collect();
    variables::read_flags(&mut raw, &flags);
    let made = Config::from_raw(&raw);
    let errors = made
        .as_ref()
        .err()
        .map(ToString::to_string)
        .unwrap_or_default();
    assert_eq!(errors, expected.trim(), "{file:?} {variables:?} {flags:?}");
    made.ok()
}

fn variable(name: &str, value: &str) -> (String, kafka::Secret) {
    (name.to_owned(), kafka::Secret::new(value))
}

#[test]
fn nothing_said_is_a_whole_configuration() {
    let config = check("", &[], &[], "").unwrap();
    assert_eq!(config.flow.workers, 3);
    assert_eq!(config.kafka.brokers, "localhost:9092");
    assert_eq!(config.kafka.audit_topic, None);
    assert_eq!(config.kafka.commit_interval, Duration::from_millis(100));
    assert_eq!(config.pipeline.item_bytes_max, 1 << 20);
    assert_eq!(config.http_listen, Some(([127, 0, 0, 1], 9464).into()));
}

#[test]
fn flags_override_variables_and_variables_the_file() {
    let file = "workers = 2\n[kafka]\nbrokers = 'a:1'\ninput_topic = 'in-file'\ngroup_id = 'g'";
    let variables = [
        ("COMMUNIQUE__KAFKA__BROKERS", "b:2"),
        ("COMMUNIQUE__KAFKA__INPUT_TOPIC", "in-env"),
    ];
    let config = check(file, &variables, &["kafka.brokers=c:3"], "").unwrap();
    assert_eq!(config.kafka.brokers, "c:3");
    assert_eq!(config.kafka.input_topic, "in-env");
    assert_eq!(config.kafka.group_id, "g");
    assert_eq!(config.flow.workers, 2);
}

#[test]
fn every_layer_says_where_it_is_wrong() {
    check(
        "[kafka]\n  brokerz = 'x'",
        &[],
        &[],
        "c.toml:2:3: kafka.brokerz: unknown key; did you mean `kafka.brokers`?",
    );
    check(
        "[kafak]\nbrokers = 'x'",
        &[],
        &[],
        "c.toml:1:2: kafak: unknown key; `communique check` prints all keys",
    );
    check(
        "workers = 'two'",
        &[],
        &[],
        "c.toml:1:11: workers: expected an integer, found string",
    );
    check(
        "scope = 'some'",
        &[],
        &[],
        "c.toml:1:9: scope: \"some\" is none of `meetings`, `all`",
    );
    check(
        "é = 1",
        &[],
        &[],
        "c.toml:1:1: invalid unquoted key, expected letters, numbers, `-`, `_`",
    );
    check(
        "kafka.brokers = {}",
        &[],
        &[],
        "c.toml:1:17: kafka.brokers: expected a string, found table",
    );
    check(
        "",
        &[
            ("COMMUNIQUE__ITEM_BYTE_MAX", "1"),
            ("COMMUNIQUE_OTHER", "1"),
        ],
        &[],
        "environment variable COMMUNIQUE__ITEM_BYTE_MAX: item_byte_max: unknown key; did you mean `item_bytes_max`?",
    );
    check(
        "",
        &[],
        &["min_confidence=2"],
        "flag --set min_confidence: min_confidence: 2 is not between 0 and 1",
    );
    check(
        "",
        &[],
        &["min_confidence=NaN"],
        "flag --set min_confidence: min_confidence: NaN is not between 0 and 1",
    );
    check(
        "",
        &[],
        &["item_bytes_max=0"],
        "flag --set item_bytes_max: item_bytes_max: 0 is under the least, 1",
    );
    check(
        "",
        &[],
        &["kafka.input_topic=a b"],
        "flag --set kafka.input_topic: kafka.input_topic: \"a b\" is no topic's name: up to 249 letters, digits, `.`, `_`, `-`",
    );
}

#[test]
fn all_errors_come_together() {
    check(
        "workers = -1\nscope = 'x'",
        &[("COMMUNIQUE__KAFKA__PROPERTIES__GROUP_ID", "g")],
        &["kafka.audit_topic=news.items"],
        "
c.toml:1:11: workers: \"-1\" is not a whole number
c.toml:2:9: scope: \"x\" is none of `meetings`, `all`
environment variable COMMUNIQUE__KAFKA__PROPERTIES__GROUP_ID: kafka.properties: group.id is not passed through: use `kafka.group_id`
flag --set kafka.audit_topic: kafka.audit_topic: is the same topic as kafka.input_topic; their records would mix",
    );
}

#[test]
fn what_only_makes_sense_together_is_compared() {
    check(
        "[kafka]\nrevoke_budget_ms = 20000",
        &[],
        &[],
        "
c.toml:2:20: kafka.revoke_budget_ms: must be below kafka.session_timeout_ms, 10000
c.toml:2:20: kafka.revoke_budget_ms: must be below kafka.transaction_timeout_ms, 10000",
    );
    check(
        "[kafka]\ncommit_interval_ms = 10000",
        &[],
        &[],
        "c.toml:2:22: kafka.commit_interval_ms: must be below kafka.transaction_timeout_ms, 10000",
    );
}

#[test]
fn properties_come_from_every_layer() {
    let file = "[kafka.properties]\nssl.ca.location = '/ca'\n\"linger.ms\" = 7\nlog_level = 3";
    let variables = [("COMMUNIQUE__KAFKA__CONSUMER_PROPERTIES__CLIENT_RACK", "r1")];
    let flags = [
        "kafka.properties.\"client.id\"=me",
        "kafka.producer_properties.batch.size=9",
    ];
    let kafka = check(file, &variables, &flags, "").unwrap().kafka;
    let shown = |properties: &kafka::Properties| {
        let each = properties
            .iter()
            .map(|(name, value)| format!("{name}={}", value.expose()));
        each.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        shown(&kafka.properties),
        "client.id=me linger.ms=7 log_level=3 ssl.ca.location=/ca"
    );
    assert_eq!(shown(&kafka.consumer_properties), "client.rack=r1");
    assert_eq!(shown(&kafka.producer_properties), "batch.size=9");
}

#[test]
fn a_start_is_a_word_or_a_time() {
    let time = Start::Time("2024-05-06T07:08:09Z".parse().unwrap());
    let cases = [
        ("kafka.start = 'latest'", Start::Latest),
        ("kafka.start = '2024-05-06T07:08:09Z'", time),
        ("kafka.start = 2024-05-06T07:08:09Z", time),
    ];
    for (file, expected) in cases {
        assert_eq!(check(file, &[], &[], "").unwrap().kafka.start, expected);
    }
}

#[test]
fn secrets_come_from_files_and_stay_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("password");
    fs::write(&path, "hunter2\n").unwrap();
    let named = format!(
        "kafka.properties_from_files.sasl.password={}",
        path.display()
    );
    let gathered = |flags: &[&str]| {
        let flags = flags
            .iter()
            .map(|flag| Flag::assignment(flag).unwrap())
            .collect();
        gather(&Sources {
            flags,
            ..Sources::default()
        })
    };
    let raw = gathered(&[&named, "kafka.properties.ssl.key.password=hunter3"]);
    let config = Config::from_raw(&raw).unwrap();
    let value = config
        .kafka
        .properties
        .get("sasl.password")
        .map(kafka::Secret::expose);
    assert_eq!(value, Some("hunter2"));
    let sources = Sources {
        variables: vec![variable(
            "COMMUNIQUE__KAFKA__PROPERTIES__SSL_KEY_PEM",
            "hunter5",
        )],
        flags: Flag::assignment(&named.replace('/', "hunter6"))
            .into_iter()
            .collect(),
        ..Sources::default()
    };
    let seen = format!("{config:?} {raw:?} {sources:?} {}", effective(&raw));
    assert!(!seen.contains("hunter"), "{seen}");
    assert!(seen.contains("\"ssl.key.password\" = \"***\""), "{seen}");

    let twice = gathered(&[&named, "kafka.properties.sasl.password=hunter4"]);
    assert!(
        twice.errors[0]
            .message
            .contains("is also set by flag --set"),
        "{:?}",
        twice.errors
    );
    let missing = gathered(&["kafka.properties_from_files.ssl.key.pem=/nowhere/at/all"]);
    assert!(
        missing.errors[0].message.contains("/nowhere/at/all"),
        "{:?}",
        missing.errors
    );
}

#[test]
fn the_printed_configuration_reads_as_the_same() {
    let file = "scope = 'all'\nmin_confidence = 0.25\n[kafka]\nsource = 'a \"b\" \\ c'\n[kafka.properties]\n'linger.ms' = 5";
    let mut raw = Raw::new(3);
    file::read(&mut raw, file, Path::new("c.toml"));
    variables::read(
        &mut raw,
        [variable("COMMUNIQUE__KAFKA__COMMIT_INTERVAL_MS", "007")],
    );
    variables::read(
        &mut raw,
        [variable("COMMUNIQUE__FLOW__BREAKER_RATIO_MAX", ".5")],
    );
    let again = check(&effective(&raw), &[], &[], "");
    assert_eq!(again, Some(Config::from_raw(&raw).unwrap()));
}

#[test]
fn the_default_file_is_the_defaults() {
    let bare: String = default_file()
        .lines()
        .map(|line| {
            let setting = line.strip_prefix('#').filter(|rest| !rest.starts_with(' '));
            format!("{}\n", setting.unwrap_or(line))
        })
        .collect();
    assert_eq!(check(&bare, &[], &[], ""), check("", &[], &[], ""));
    assert_eq!(
        check(&default_file(), &[], &[], ""),
        check("", &[], &[], "")
    );
}
