//! The files under test, and the runbook's headings and links.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Outcome;

/// The runbook.
pub const RUNBOOK: &str = "deploy/README.md";

/// A file of this project.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Its text.
pub fn text(name: &str) -> Outcome<String> {
    fs::read_to_string(path(name)).map_err(|error| format!("{name}: {error}"))
}

/// A YAML file of one document.
pub fn yaml(name: &str) -> Outcome<Value> {
    serde_saphyr::from_str(&text(name)?).map_err(|error| format!("{name}: {error}"))
}

/// The elements of a list that must be there.
pub fn list<'v>(value: &'v Value, at: &str) -> Outcome<&'v Vec<Value>> {
    let found = value.pointer(at).and_then(Value::as_array);
    found.ok_or_else(|| format!("no list at {at} in {value}"))
}

/// A text that must be there.
pub fn word<'v>(value: &'v Value, at: &str) -> Outcome<&'v str> {
    let found = value.pointer(at).and_then(Value::as_str);
    found.ok_or_else(|| format!("no text at {at} in {value}"))
}

/// The anchors of a Markdown text's headings, as code hosts make them, each with its section.
pub fn sections(markdown: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut fenced = false;
    for line in markdown.lines() {
        fenced ^= line.starts_with("```");
        if let Some(title) = line.trim_start_matches('#').strip_prefix(' ')
            && line.starts_with('#')
            && !fenced
        {
            found.push((anchor(title), String::new()));
        } else if let Some((_, section)) = found.last_mut() {
            section.push_str(line);
            section.push('\n');
        }
    }
    found
}

fn anchor(title: &str) -> String {
    title
        .to_lowercase()
        .replace(' ', "-")
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_".contains(*c))
        .collect()
}

/// Links to sections and to files beside the runbook.
pub fn every_link_in_the_runbook_leads_somewhere() -> Outcome {
    let markdown = text(RUNBOOK)?;
    let anchors: BTreeSet<String> = sections(&markdown).into_iter().map(|(at, _)| at).collect();
    let mut broken = Vec::new();
    for rest in markdown.split("](").skip(1) {
        let target = rest.split(')').next().unwrap_or_default();
        let leads = match target.strip_prefix('#') {
            Some(at) => anchors.contains(at),
            None if target.contains("://") => true,
            None => {
                let file = target.split('#').next().unwrap_or_default();
                path("deploy").join(file).exists()
            }
        };
        if !leads {
            broken.push(target);
        }
    }
    if broken.is_empty() {
        Ok(())
    } else {
        Err(format!("{RUNBOOK} links to what is not there: {broken:?}"))
    }
}
