//! Scrape example, recording and alert rules.

use std::process::Command;

use serde_json::Value;

use crate::documents::{RUNBOOK, list, path, sections, text, word, yaml};
use crate::expressions::Known;
use crate::support::Outcome;
use crate::tools;

const RECORDING: &str = "deploy/prometheus/recording.yml";
const ALERTS: &str = "deploy/prometheus/alerts.yml";
const TESTS: &str = "deploy/prometheus/tests/alerts.yml";
const CONFIGURATION: &str = "deploy/prometheus/prometheus.yml";

/// What every section of the runbook on an alert says.
const SAID: [&str; 4] = ["**Meaning.**", "**Causes.**", "**Look at.**", "**Do.**"];

/// All rules of a file.
fn rules(file: &str) -> Outcome<Vec<Value>> {
    let groups = yaml(file)?;
    let mut rules = Vec::new();
    for group in list(&groups, "/groups")? {
        rules.extend(list(group, "/rules")?.iter().cloned());
    }
    Ok(rules)
}

/// The metrics and what the recording rules make of them.
pub fn known() -> Outcome<Known> {
    let recorded = rules(RECORDING)?;
    let recorded = recorded
        .iter()
        .map(|rule| word(rule, "/record").map(str::to_owned));
    Known::read(recorded.collect::<Outcome<Vec<_>>>()?)
}

pub fn every_expression_uses_what_exists() -> Outcome {
    let known = known()?;
    let mut wrong = Vec::new();
    for rule in rules(RECORDING)?.iter().chain(&rules(ALERTS)?) {
        let expression = word(rule, "/expr")?;
        let missing = known.missing(expression);
        if !missing.is_empty() {
            wrong.push(format!("{missing:?} in {expression}"));
        }
    }
    none(wrong)
}

pub fn every_alert_fires_and_is_silent_in_a_test() -> Outcome {
    let tests = yaml(TESTS)?;
    let mut cases = Vec::new();
    for test in list(&tests, "/tests")? {
        for case in list(test, "/alert_rule_test")? {
            let fires = !list(case, "/exp_alerts")?.is_empty();
            cases.push((word(case, "/alertname")?.to_owned(), fires));
        }
    }
    let mut wrong = Vec::new();
    for rule in rules(ALERTS)? {
        let name = word(&rule, "/alert")?;
        for fires in [true, false] {
            if !cases.iter().any(|case| *case == (name.to_owned(), fires)) {
                wrong.push(format!("{name}: no case with fires={fires}"));
            }
        }
    }
    none(wrong)
}

pub fn every_alert_has_its_section_in_the_runbook() -> Outcome {
    let sections = sections(&text(RUNBOOK)?);
    let mut wrong = Vec::new();
    for rule in rules(ALERTS)? {
        let name = word(&rule, "/alert")?;
        let wanted = format!(
            "{{{{ $externalLabels.runbooks }}}}{RUNBOOK}#{}",
            name.to_lowercase()
        );
        let section = sections.iter().find(|(at, _)| *at == name.to_lowercase());
        let complete = section.is_some_and(|(_, said)| SAID.iter().all(|part| said.contains(part)));
        let is_right = word(&rule, "/annotations/runbook_url")? == wanted
            && !word(&rule, "/annotations/summary")?.is_empty()
            && complete;
        if !is_right {
            wrong.push(name.to_owned());
        }
    }
    none(wrong)
}

pub fn promtool_takes_configuration_and_rules() -> Outcome {
    let Some(promtool) = tools::prometheus("promtool")? else {
        return Ok(());
    };
    for arguments in [
        ["config", CONFIGURATION],
        ["rules", RECORDING],
        ["rules", ALERTS],
    ] {
        let [what, file] = arguments;
        tools::run(
            Command::new(&promtool)
                .args(["check", what])
                .arg(path(file)),
        )?;
    }
    Ok(())
}

pub fn promtool_passes_the_alerts_tests() -> Outcome {
    let Some(promtool) = tools::prometheus("promtool")? else {
        return Ok(());
    };
    tools::run(
        Command::new(promtool)
            .args(["test", "rules"])
            .arg(path(TESTS)),
    )
    .map(drop)
}

/// An error with all that is wrong, if anything is.
pub fn none(wrong: Vec<String>) -> Outcome {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}
