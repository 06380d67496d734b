//! SIGHUP: rules and world of the data directory are read again while the service reads items.

use std::fs;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::children::Signal;
use crate::support::produce::{self, Outgoing};
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, cluster, wait};

const READY_LIMIT: Duration = Duration::from_secs(60);
const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// Every rule is tried on its own examples first, by an unoptimised build on a busy machine.
const RELOAD_LIMIT: Duration = Duration::from_secs(120);

/// What the rule that is added finds, and no other.
const AGREED: &str = "Peru and Chile agree to repay the loan by June.";
/// What [`FIRST`] finds.
const PROMISED: &str = "Peru and Chile promised to repay the loan by June.";

/// Files of rules that are built in, here without any: what they say is not this test's concern.
const BUILT_IN: [&str; 5] = ["agreement", "intention", "offer", "promise", "refusal"];

/// The one rule that is there from the start.
const FIRST: &str = r#"
[[rule]]
id = "promise"
type = "promise"
class = "promise"
upos = "VERB"
trigger = ["promise"]
act = ["xcomp"]
weight = 1.5
matches = [
    { text = "Peru and Chile promised to repay the loan by June.", evidence = "Peru and Chile promised to repay the loan by June", committer = ["CHL", "PER"] },
]
misses = ["Peru repaid the loan."]
"#;

/// A rule for another verb.
const RULE: &str = r#"
[[rule]]
id = "agree"
type = "promise"
class = "promise"
upos = "VERB"
trigger = ["agree"]
act = ["xcomp"]
weight = 1.5
matches = [
    { text = "Peru and Chile agree to repay the loan by June.", evidence = "Peru and Chile agree to repay the loan by June", committer = ["CHL", "PER"] },
]
misses = ["Peru repaid the loan."]
"#;

/// A rule that fails its own example.
const BAD_EXAMPLE: &str = r#"
[[rule]]
id = "agree"
type = "promise"
class = "promise"
upos = "VERB"
trigger = ["agree"]
act = ["xcomp"]
weight = 1.5
matches = [
    { text = "Peru repaid the loan.", evidence = "Peru repaid the loan", committer = ["CHL", "PER"] },
]
misses = []
"#;

/// Swapped between items, refused with the old kept, and visible in version, metrics and reports.
pub fn data_are_swapped_or_refused_while_it_reads(brokers: &str) -> Outcome {
    let route = Route::create(brokers, "reload", Shape::default())?;
    let data = tempfile::tempdir().map_err(|error| error.to_string())?;
    let own = data.path().join("rules");
    fs::create_dir(&own).map_err(|error| error.to_string())?;
    for name in BUILT_IN {
        let text = if name == "promise" {
            FIRST
        } else {
            "rule = []\n"
        };
        fs::write(own.join(name).with_extension("toml"), text).map_err(|e| e.to_string())?;
    }
    let own = own.join("own.toml");
    let data_dir = data.path().display().to_string();
    let settings = route.settings_with(&[
        ("data_dir", &data_dir),
        ("scope", "all"),
        ("min_confidence", "0"),
        // One worker reads in the order of the log: who was read by the new rules cannot be followed by
        // who was read by the old.
        ("workers", "1"),
    ]);
    let mut service = Service::start(&route.test, Reader::Real, &settings, &[])?;
    service.wait_ready(READY_LIMIT)?;
    let old = rules_of(&service)?;
    let mut sent = send(&route, "before", AGREED, 1)?;
    sent += send(&route, "old", PROMISED, 20)?;
    route.wait_done_by(&mut service, DONE_LIMIT)?;

    fs::write(&own, RULE).map_err(|error| error.to_string())?;
    service.signal(Signal::Hangup)?;
    let swapped = wait::until("the rules are swapped", RELOAD_LIMIT, || {
        match send(&route, &format!("while-{sent}"), PROMISED, 20) {
            Ok(count) => sent += count,
            Err(error) => return Some(Err(error)),
        }
        let now = rules_of(&service).ok()?;
        (now != old).then_some(Ok(now))
    });
    let new = swapped
        .and_then(|new| new)
        .map_err(|error| service.with_tail(&error))?;
    sent += send(&route, "after", AGREED, 1)?;
    let version = service.metric("communique_build_info", &[&format!("rules=\"{new}\"")])?;
    expect("build info", version, 1.0)?;

    for (n, text) in ["[[rule]]\nid = 3\n", BAD_EXAMPLE].into_iter().enumerate() {
        let refusals = n as f64 + 1.0;
        fs::write(&own, text).map_err(|error| error.to_string())?;
        service.signal(Signal::Hangup)?;
        wait::until_true("bad rules are refused", RELOAD_LIMIT, || {
            let outcome = service.metric("communique_reloads_total", &["outcome=\"refused\""]);
            outcome.is_ok_and(|refused| refused == refusals)
        })?;
        expect(
            "the last reload",
            service.metric("communique_last_reload_successful", &[])?,
            0.0,
        )?;
        expect("rules", rules_of(&service)?, new.clone())?;
    }
    if !service.log().contains("rules/own.toml") {
        return Err(service.with_tail("the log does not name the file"));
    }
    sent += send(&route, "refused", AGREED, 1)?;

    route.wait_done_by(&mut service, DONE_LIMIT)?;
    service.stop(STOP_LIMIT)?;
    check_reports(&route, sent, &old, &new)
}

/// Every item is answered once; reports say by which rules they were made, first the old, then the new.
fn check_reports(route: &Route, sent: usize, old: &str, new: &str) -> Outcome {
    let audit = cluster::read_committed(&route.brokers, &route.audit)?;
    expect("answers", audit.len(), sent)?;
    let mut made_by = Vec::new();
    let mut agreed = Vec::new();
    for record in cluster::read_committed(&route.brokers, &route.output)? {
        let value = record.value.unwrap_or_default();
        let report: Value = serde_json::from_slice(&value).map_err(|error| error.to_string())?;
        made_by.push(
            report["reader"]["rules"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
        if report["commitments"][0]["rule"] == "agree" {
            agreed.push(report["item"]["id"].as_str().unwrap_or_default().to_owned());
        }
    }
    expect(
        "found by the new rule",
        agreed,
        vec!["after-0".to_owned(), "refused-0".to_owned()],
    )?;
    made_by.dedup();
    expect(
        "rules in turn",
        made_by,
        vec![old.to_owned(), new.to_owned()],
    )
}

fn send(route: &Route, run: &str, text: &str, count: usize) -> Outcome<usize> {
    let item = |n: usize| Outgoing {
        value: Some(
            json!({"id": format!("{run}-{n}"), "body": text})
                .to_string()
                .into_bytes(),
        ),
        ..Outgoing::default()
    };
    let items: Vec<Outgoing> = (0..count).map(item).collect();
    produce::write(&route.brokers, &route.input, &items).map(|offsets| offsets.len())
}

fn rules_of(service: &Service) -> Outcome<String> {
    let (_, body) = service.get("/version")?;
    let says: Value = serde_json::from_str(&body).map_err(|error| error.to_string())?;
    let rules = says["rules"].as_str();
    rules
        .map(str::to_owned)
        .ok_or_else(|| format!("no rules in {says}"))
}

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, expected: T) -> Outcome {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{what}: {found:?}, expected {expected:?}"))
    }
}
