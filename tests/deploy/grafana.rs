//! The dashboard: every query asks for what exists, and every unit is that of what it asks for.

use std::process::Command;

use serde_json::Value;

use crate::documents::{list, text, word};
use crate::prometheus::{known, none};
use crate::support::Outcome;
use crate::tools;

const DASHBOARD: &str = "deploy/grafana/communique.json";

/// What a panel must be about somewhere, as a word of its row.
const ROWS: [&str; 7] = [
    "At a glance",
    "Flow",
    "Verdicts",
    "Reading",
    "Transactions",
    "Dead letters",
    "Clients and process",
];

fn panels() -> Outcome<Vec<Value>> {
    let dashboard: Value =
        serde_json::from_str(&text(DASHBOARD)?).map_err(|error| format!("{DASHBOARD}: {error}"))?;
    list(&dashboard, "/panels").cloned()
}

/// The panels that show something, with their queries.
fn queries() -> Outcome<Vec<(Value, Vec<String>)>> {
    let mut found = Vec::new();
    for panel in panels()? {
        if word(&panel, "/type")? == "row" {
            continue;
        }
        let targets = list(&panel, "/targets")?;
        let queries = targets
            .iter()
            .map(|target| word(target, "/expr").map(str::to_owned));
        let queries = queries.collect::<Outcome<Vec<_>>>()?;
        found.push((panel, queries));
    }
    Ok(found)
}

pub fn every_row_is_there_and_nothing_lies_over_another() -> Outcome {
    let panels = panels()?;
    let rows = panels.iter().filter(|panel| panel["type"] == "row");
    let titles: Vec<&str> = rows.filter_map(|row| row["title"].as_str()).collect();
    let mut wrong = Vec::new();
    if titles != ROWS {
        wrong.push(format!("{titles:?}, expected {ROWS:?}"));
    }
    let place = |panel: &Value| {
        ["x", "y", "w", "h"].map(|side| panel["gridPos"][side].as_u64().unwrap_or(0))
    };
    for (at, one) in panels.iter().enumerate() {
        for other in &panels[at + 1..] {
            let ([x, y, w, h], [ox, oy, ow, oh]) = (place(one), place(other));
            if one["id"] == other["id"] || (x < ox + ow && ox < x + w && y < oy + oh && oy < y + h)
            {
                wrong.push(format!("{} and {}", one["title"], other["title"]));
            }
        }
    }
    none(wrong)
}

pub fn every_query_uses_what_exists() -> Outcome {
    let known = known()?;
    let mut wrong = Vec::new();
    for (panel, queries) in queries()? {
        let title = word(&panel, "/title")?.to_owned();
        if queries.is_empty() || word(&panel, "/description")?.is_empty() {
            wrong.push(format!("{title}: no query or no description"));
        }
        for query in queries {
            let missing = known.missing(&query);
            if !missing.is_empty() || !query.contains("job=~\"$job\"") {
                wrong.push(format!("{title}: {missing:?} in {query}"));
            }
        }
    }
    none(wrong)
}

/// The unit that follows from what a query asks for: by the base unit in the metric's name, and a rate of
/// a counter is a number per second.
fn unit_of(query: &str) -> &'static str {
    let seconds_of_work = query.contains("rate(communique_stage_seconds_sum");
    if query.contains(":ratio") {
        "percentunit"
    } else if query.contains("_bytes") {
        "bytes"
    } else if query.contains("increase(") || seconds_of_work {
        "short"
    } else if query.contains("_seconds") {
        "s"
    } else if query.contains("rate") {
        "cps"
    } else {
        "short"
    }
}

pub fn every_unit_is_right() -> Outcome {
    let mut wrong = Vec::new();
    for (panel, queries) in queries()? {
        let unit = word(&panel, "/fieldConfig/defaults/unit")?;
        for query in queries {
            if unit_of(&query) != unit {
                wrong.push(format!("{}: {unit}, but {query}", panel["title"]));
            }
        }
    }
    none(wrong)
}

/// Expressions are well formed: promtool reads them as rules.
pub fn promtool_reads_every_query() -> Outcome {
    let Some(promtool) = tools::prometheus("promtool")? else {
        return Ok(());
    };
    let rules = queries()?
        .into_iter()
        .flat_map(|(_, queries)| queries)
        .enumerate();
    let rules: Vec<Value> = rules
        .map(|(n, query)| serde_json::json!({"record": format!("panel:{n}"), "expr": query}))
        .collect();
    let groups = serde_json::json!({"groups": [{"name": "panels", "rules": rules}]});
    let file = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR"))
        .map_err(|error| error.to_string())?;
    // JSON is YAML too.
    std::fs::write(file.path(), groups.to_string()).map_err(|error| error.to_string())?;
    let mut check = Command::new(promtool);
    tools::run(check.args(["check", "rules"]).arg(file.path())).map(drop)
}
