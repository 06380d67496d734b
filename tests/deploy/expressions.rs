//! What an expression in PromQL asks for, against the metrics that the service has.
//!
//! It reads names and labels alone; whether an expression is well formed is promtool's to say.

use std::collections::{BTreeMap, BTreeSet};

use crate::documents::text;
use crate::support::Outcome;

/// The one file of all metrics.
const METRICS: &str = "src/flow/metrics.rs";
/// Labels that whoever scrapes adds.
const SCRAPED: [&str; 4] = ["job", "instance", "namespace", "pod"];
/// Series that others give: Prometheus itself, and the process collector.
const OTHERS: [&str; 3] = [
    "up",
    "process_start_time_seconds",
    "process_resident_memory_bytes",
];

/// The series of the service, each with its labels.
#[derive(Debug)]
pub struct Known {
    series: BTreeMap<String, BTreeSet<String>>,
    recorded: BTreeSet<String>,
}

impl Known {
    /// What the metrics' file declares, and what recording rules add to it.
    pub fn read(recorded: impl IntoIterator<Item = String>) -> Outcome<Self> {
        let source = text(METRICS)?;
        let declared = source.split_once("\nmetrics! {\n").map(|(_, rest)| rest);
        let declared = declared.and_then(|rest| rest.split_once("\n}\n"));
        let (declared, _) = declared.ok_or_else(|| format!("no metrics! in {METRICS}"))?;
        let mut series = BTreeMap::new();
        for entry in entries(declared) {
            series.extend(series_of(&entry).ok_or_else(|| format!("{METRICS}: {entry}"))?);
        }
        for name in OTHERS {
            series.insert(name.to_owned(), BTreeSet::new());
        }
        Ok(Self {
            series,
            recorded: recorded.into_iter().collect(),
        })
    }

    /// Whether a series is a histogram's buckets.
    pub fn has(&self, series: &str) -> bool {
        self.series.contains_key(series)
    }

    /// What an expression asks for that does not exist; empty when all is there.
    pub fn missing(&self, expression: &str) -> Vec<String> {
        let (bare, labels_in_braces) = apart(expression);
        let mut missing = Vec::new();
        for name in names(&bare) {
            let known = if name.contains(':') {
                self.recorded.contains(&name)
            } else {
                !name.starts_with("communique_") || self.has(&name)
            };
            if !known {
                missing.push(name);
            }
        }
        let all: BTreeSet<&str> = self
            .series
            .values()
            .flatten()
            .map(String::as_str)
            .chain(SCRAPED)
            .collect();
        let grouped = grouped(&bare);
        let labels = labels_in_braces.iter().flat_map(|(name, labels)| {
            let own = self.series.get(name);
            labels.iter().filter(move |label| {
                !SCRAPED.contains(&label.as_str())
                    && own.is_some_and(|own| !own.contains(label.as_str()))
            })
        });
        missing.extend(labels.cloned());
        missing.extend(
            grouped
                .into_iter()
                .filter(|label| !all.contains(label.as_str())),
        );
        missing
    }
}

/// One text for each field of the declaration.
fn entries(declared: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in declared.lines() {
        let begins = line.starts_with("    ") && !line.starts_with("     ") && line.contains(": ");
        if begins {
            found.push(String::new());
        }
        if let Some(entry) = found.last_mut() {
            entry.push_str(line);
            entry.push('\n');
        }
    }
    found
}

fn series_of(entry: &str) -> Option<Vec<(String, BTreeSet<String>)>> {
    let kind = entry.split_once(": ")?.1.split_once(" =")?.0;
    let base = format!("communique_{}", literals(entry).next()?);
    let labels = entry.split_once("&[").map(|(_, rest)| rest);
    let labels: BTreeSet<String> = labels
        .and_then(|rest| rest.split_once(']'))
        .map(|(inside, _)| literals(inside).map(str::to_owned).collect())
        .unwrap_or_default();
    if !kind.starts_with("Histogram") {
        return Some(vec![(base, labels)]);
    }
    let mut of_buckets = labels.clone();
    of_buckets.insert("le".to_owned());
    Some(vec![
        (format!("{base}_bucket"), of_buckets),
        (format!("{base}_sum"), labels.clone()),
        (format!("{base}_count"), labels),
    ])
}

/// The texts between double quotes.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// The expression without what stands in braces and quotes; and the labels in braces, each with the name
/// before it.
fn apart(expression: &str) -> (String, Vec<(String, Vec<String>)>) {
    let outside: Vec<&str> = expression.split('"').step_by(2).collect();
    let unquoted = outside.join("");
    let (mut bare, mut inside) = (String::new(), Vec::new());
    let mut rest = unquoted.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        bare.push_str(before);
        let (labels, behind) = after.split_once('}').unwrap_or((after, ""));
        let name = names(before).pop().unwrap_or_default();
        inside.push((name, names(labels)));
        rest = behind;
    }
    bare.push_str(rest);
    (bare, inside)
}

/// Labels that an aggregation or a match is made by.
fn grouped(bare: &str) -> Vec<String> {
    let words = [
        "by",
        "on",
        "without",
        "ignoring",
        "group_left",
        "group_right",
    ];
    let mut found = Vec::new();
    let pieces: Vec<&str> = bare.split('(').collect();
    for pair in pieces.windows(2) {
        let asked = pair[0].split_whitespace().next_back();
        if asked.is_some_and(|word| words.contains(&word)) {
            found.extend(names(pair[1].split(')').next().unwrap_or_default()));
        }
    }
    found
}

fn names(text: &str) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let words = text.split(|c| !is_name(c));
    let words = words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    words.map(str::to_owned).collect()
}

/// The check itself can fail.
pub fn what_does_not_exist_is_found() -> Outcome {
    let known = Known::read(["job:communique_consumer_lag:sum".to_owned()])?;
    let cases: [(&str, &[&str]); 8] = [
        (
            "sum by (job, verdict) (rate(communique_items_total[5m]))",
            &[],
        ),
        ("communique_itemz_total", &["communique_itemz_total"]),
        ("communique_stage_seconds", &["communique_stage_seconds"]),
        (
            "histogram_quantile(0.9, sum by (le, stage) (rate(communique_stage_seconds_bucket[5m])))",
            &[],
        ),
        ("communique_items_total{reazon=\"panic\"}", &["reazon"]),
        (
            "communique_items_total{reason=\"communique_x\",job=~\"a.*\"}",
            &[],
        ),
        ("sum by (shard) (communique_workers)", &["shard"]),
        (
            "job:communique_consumer_lag:sum > job:communique_consumer_lag:max",
            &["job:communique_consumer_lag:max"],
        ),
    ];
    for (expression, expected) in cases {
        let missing = known.missing(expression);
        if missing != expected {
            return Err(format!("{expression}: {missing:?}, expected {expected:?}"));
        }
    }
    Ok(())
}
