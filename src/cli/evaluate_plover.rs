//! `communique evaluate plover`: sentences that others coded, as far as they are commitments or contacts.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::evaluate_files::{reader, text};
use crate::cli::evaluate_tables::percent;
use crate::evaluate::plover::{self, Report};

/// Arguments of `evaluate plover`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Every line of FILE is a JSON object with a sentence and its PLOVER root. A sentence is read as an item's
body, and is given the PLOVER code of its most confident commitment, or else CONSULT where words speak
for a meeting, or else none. Roots whose acts are done, as ACCUSE, ASSAULT or PROTEST, should carry few
commitments.

Examples:
  communique evaluate plover coded.jsonl
  communique evaluate plover coded.jsonl --json | jq .roots.REJECT")]
pub struct PloverArgs {
    /// Coded sentences, one JSON object a line
    #[arg(value_name = "FILE")]
    pub coded: PathBuf,

    /// Print one JSON object instead of a table
    #[arg(long)]
    pub json: bool,
}

/// What to print, or what is wrong.
pub fn text_of(args: &PloverArgs) -> Result<String, String> {
    let path = args.coded.display();
    let sentences =
        plover::read(&text(&args.coded)?).map_err(|error| format!("{path}: {error}"))?;
    let report = plover::measure(&reader(None)?, &sentences)
        .map_err(|fault| format!("{path}: {}", fault.message))?;
    if args.json {
        return serde_json::to_string(&report).map_err(|error| error.to_string());
    }
    Ok(table(&report).trim_end().to_owned())
}

fn table(report: &Report) -> String {
    let (sentences, given, right) = (report.sentences, report.given, report.right);
    let mut text =
        format!("{sentences} sentences, {given} given a root, {right} the right one\n\n");
    let _ = writeln!(
        text,
        "{:<12}{:>6}{:>7}{:>7}{:>11}{:>8}{:>8}{:>18}",
        "root", "gold", "found", "right", "precision", "recall", "F1", "with commitment"
    );
    for (name, root) in &report.roots {
        let _ = writeln!(
            text,
            "{name:<12}{:>6}{:>7}{:>7}{:>11}{:>8}{:>8}{:>18}",
            root.gold,
            root.found,
            root.right,
            percent(root.precision),
            percent(root.recall),
            percent(root.f1),
            root.with_commitment
        );
    }
    text
}
