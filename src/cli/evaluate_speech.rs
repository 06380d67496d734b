//! `communique evaluate speech`: voices and speakers, against what people annotated.

use std::path::PathBuf;

use clap::Args;

use crate::cli::evaluate_files::{gold_items, items};
use crate::evaluate::speech::compare;
use crate::news::Substrate;
use crate::pipeline::Data;
use crate::text::Syntax;
use crate::world::World;

/// Arguments of `evaluate speech`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique evaluate speech --items items.jsonl --gold gold.json             figures
  communique evaluate speech --items items.jsonl --gold gold.json --misses    and what is wrong")]
pub struct SpeechArgs {
    /// Items, JSON Lines
    #[arg(long, value_name = "FILE")]
    pub items: PathBuf,

    /// Their annotations, one JSON list
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,

    /// Print before the figures what was given another voice or speaker, one JSON object a line
    #[arg(long)]
    pub misses: bool,
}

/// The lines to print, or what is wrong.
pub fn lines(args: &SpeechArgs) -> Result<String, String> {
    let gold = gold_items(&args.gold)?;
    let items = items(&args.items)?;
    let world =
        World::load(&Data::embedded().folder("world")).map_err(|error| error.to_string())?;
    let syntax = Syntax::shipped().map_err(|error| error.to_string())?;
    let substrate = Substrate {
        world: &world,
        syntax: &syntax,
    };
    let (report, misses) = compare(&items, &gold, substrate);
    let mut lines = String::new();
    for miss in misses.iter().filter(|_| args.misses) {
        lines += &(json(miss)? + "\n");
    }
    Ok(lines + &json(&report)? + "\n")
}

fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
