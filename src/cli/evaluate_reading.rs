//! `communique evaluate reading`: meetings and commitments, against what people annotated.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::annotated::{Beside, BesideArgs, Gold, GoldArgs};
use crate::cli::cross_validation::cross_validated;
use crate::cli::evaluate_files::{reader, registers, text};
use crate::cli::evaluate_tables;
use crate::evaluate::reading::{Case, Finding, Scores, score};
use crate::news::Item;
use crate::report::{Line, Register, Report};

/// Arguments of `evaluate reading`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Items are read at the shipped defaults, except that the scope is `all`. Figures, each with a 95 %
bootstrap interval over items:
  meeting      items that cover a meeting: precision, recall, F1
  frame        on items that both sides call a meeting: status, format, place, date (share right; none
               equals none), parties and participants (F1 of sets, participants by family name), and
               the share of planned meetings reported as held
  commitment   same field, evidence that shares half of the shorter, one to one, greatest overlap
               first: precision, recall, F1; mean_iou is the intersection over union of the evidence
  fields       on matched commitments: type, committer (exact set), voice, hedged, person (family
               name; agreements of several committers are left out), addressee (F1 of sets)
  where_given  on matched commitments where one side has it: condition (words), due (both dates),
               same_as (pairs of mentions): precision, recall, F1
  register     commitments whose committer, refusal or not, and due are exactly right
  round_trips  stretches of the reports whose words stand in the item where the report says
  reliability  by ten steps of confidence: how many, mean confidence, share right
Parties are compared in lower case, without a leading article and through the aliases.

Examples:
  communique evaluate reading --items items.jsonl --gold gold.json
  communique evaluate reading --items items.jsonl --gold gold.json --json | jq .register.f1
  communique evaluate reading --items items.jsonl --gold gold.json --errors | less
  communique evaluate reading --items items.jsonl --gold gold.json --min-confidence 0.2
  communique evaluate reading --items items.jsonl --gold gold.json --cross-validate 4 --lessons config/lessons
  communique read --scope all items.jsonl > read.jsonl
  communique evaluate reading --items items.jsonl --gold gold.json --reports read.jsonl")]
pub struct ReadingArgs {
    #[command(flatten)]
    gold: GoldArgs,

    /// Score what `communique read` printed instead of reading the items
    #[arg(long, value_name = "FILE", conflicts_with = "min_confidence")]
    reports: Option<PathBuf>,

    /// Leave out what is under this confidence, 0 to 1, instead of under the default
    #[arg(long, value_name = "NUMBER", value_parser = share)]
    min_confidence: Option<f64>,

    /// Read each item with judgements that are learnt anew from the others, in this many parts, instead of
    /// with those that are shipped; takes as long as to learn so many times
    #[arg(long, value_name = "PARTS", conflicts_with_all = ["reports", "min_confidence"],
        value_parser = clap::value_parser!(u64).range(2..=20))]
    cross_validate: Option<u64>,

    #[command(flatten)]
    beside: BesideArgs,

    /// Print one JSON object instead of tables
    #[arg(long)]
    json: bool,

    /// Add what was missed, what is false and what differs, with the text around
    #[arg(long)]
    errors: bool,
}

/// What to print, or what is wrong.
pub fn text_of(args: &ReadingArgs) -> Result<String, String> {
    let on = Gold::read(&args.gold)?;
    let by_id: HashMap<&str, &Item> = on
        .items
        .iter()
        .map(|item| (item.id.as_str(), item))
        .collect();
    let found = match (&args.reports, args.cross_validate) {
        (Some(path), _) => saved(path)?,
        (None, Some(parts)) => cross_validated(&on, &Beside::read(&args.beside)?, parts)?,
        (None, None) => {
            let reader = reader(args.min_confidence)?;
            registers(&reader, on.items.iter())
        }
    };
    let cases: Result<Vec<Case>, String> = on
        .gold
        .iter()
        .map(|gold| {
            let item = by_id.get(gold.id.as_str()).copied();
            Ok(Case {
                item: item.ok_or_else(|| format!("{}: no such item", gold.id))?,
                gold,
                found: found.get(&gold.id),
            })
        })
        .collect();
    let (scores, findings) = score(&cases?, &on.names);
    shown(args, &scores, &findings)
}

fn shown(args: &ReadingArgs, scores: &Scores, findings: &[Finding]) -> Result<String, String> {
    if !args.json {
        let mut text = evaluate_tables::scores(scores);
        if args.errors {
            text += evaluate_tables::findings(findings).trim_end();
        }
        return Ok(text);
    }
    let mut json = serde_json::to_value(scores).map_err(|error| error.to_string())?;
    if args.errors {
        json["errors"] = serde_json::to_value(findings).map_err(|error| error.to_string())?;
    }
    Ok(json.to_string())
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok();
    let share = number.filter(|number| (0.0..=1.0).contains(number));
    share.ok_or_else(|| "write a number from 0 to 1".to_owned())
}

/// The registers in what `read` printed.
fn saved(path: &Path) -> Result<HashMap<String, Register>, String> {
    let source = text(path)?;
    let mut registers = HashMap::new();
    for (at, line) in source.lines().enumerate() {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| format!("{}: line {}: {error}", path.display(), at + 1))?;
        if let Some(Report::Register(register)) = line.report {
            registers.insert(register.item.id.clone(), *register);
        }
    }
    Ok(registers)
}
