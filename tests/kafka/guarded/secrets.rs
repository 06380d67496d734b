//! What must be told nowhere: password and passphrase, in anything that the service says of itself.

use std::process::Command;
use std::time::Duration;

use super::place::{self, PASSPHRASE, PASSWORD, Place};
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service, Settings, variable};
use crate::support::{Outcome, wait};

const READY_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(60);

/// All that can be logged, librdkafka's own account of every step included.
const ALOUD: [(&str, &str); 3] = [
    ("log.level", "trace"),
    ("debug", "all"),
    ("kafka.commit_interval_ms", "10"),
];

/// A life that works, and lives that fail over each of the secrets: nothing of them in logs at every level,
/// in what the port answers, and in what `check` prints.
pub fn are_told_nowhere(place: &Place) -> Outcome {
    let route = Route::create(place.brokers(), "guarded-secrets", Shape::default())?;
    let settings = |changes: &[(&str, &str)]| {
        let changes = ALOUD.iter().chain(changes);
        let changes: Vec<_> = changes
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        place.settings(&route, &changes)
    };
    let mut said = vec![works(&route, &settings(&[]))?];
    let lives = [
        ("unknown", [("sasl.username", "nobody")]),
        // The right words at the wrong place.
        ("swapped", [("ssl.key.password", PASSWORD)]),
        ("mistyped", [("sasl.passwrd", PASSWORD)]),
        ("refused", [("sasl.username", place::NO_WRITE)]),
    ];
    for (name, changes) in &lives {
        // Who may not write learns it when there is something to answer.
        write(&route, &[Some(b"no JSON".to_vec())])?;
        said.push(fails(name, &settings(changes))?);
        said.push(checked(&settings(changes))?);
    }
    let found: Vec<_> = said.iter().flat_map(|text| leaks(text)).collect();
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("secrets are told: {}", found.join("\n")))
    }
}

/// The lines that hold a secret.
fn leaks(text: &str) -> Vec<&str> {
    let holds = |line: &&str| line.contains(PASSWORD) || line.contains(PASSPHRASE);
    text.lines().filter(holds).collect()
}

fn works(route: &Route, settings: &Settings) -> Outcome<String> {
    let value = br#"{"id": "a", "status": "cancelled"}"#.to_vec();
    write(route, &[Some(value), Some(b"no JSON".to_vec()), None])?;
    let mut service = Service::start("guarded-secrets", Reader::Real, settings, &[])?;
    service.wait_ready(READY_LIMIT)?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;
    let mut said = String::new();
    for path in ["/metrics", "/version", "/livez", "/readyz", "/"] {
        said += &service.get(path)?.1;
    }
    let log = service.log();
    service.stop(STOP_LIMIT)?;
    // What is not logged cannot leak: all the detail must be there.
    for detail in ["TRACE", "DEBUG", "SCRAM-SHA-512", "sasl.password"] {
        if !log.contains(detail) {
            return Err(format!("the log says nothing of {detail}"));
        }
    }
    Ok(said + &log)
}

fn write(route: &Route, values: &[Option<Vec<u8>>]) -> Outcome {
    let record = |value: &Option<Vec<u8>>| Outgoing {
        value: value.clone(),
        ..Outgoing::default()
    };
    let records: Vec<_> = values.iter().map(record).collect();
    produce::write(&route.brokers, &route.input, &records).map(drop)
}

fn fails(name: &str, settings: &Settings) -> Outcome<String> {
    let name = format!("guarded-secrets-{name}");
    let mut service = Service::start(&name, Reader::Real, settings, &[])?;
    let log = |service: &Service| service.log();
    wait::until_true("it says something", READY_LIMIT, || {
        log(&service).contains(" ERROR ")
    })
    .map_err(|error| service.with_tail(&error))?;
    service.exit_code(STOP_LIMIT)?;
    Ok(log(&service))
}

/// What `communique check` prints.
fn checked(settings: &Settings) -> Outcome<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
    command.arg("check");
    command.envs(settings.iter().map(|(key, value)| (variable(key), value)));
    let output = command.output().map_err(|error| error.to_string())?;
    let both = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&both).into_owned();
    if text.contains("***") {
        Ok(text)
    } else {
        Err(format!("check masks nothing: {text}"))
    }
}
