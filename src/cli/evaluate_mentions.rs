//! `communique evaluate mentions`: who is mentioned, against what people annotated.

use std::path::PathBuf;

use clap::Args;

use crate::cli::evaluate_files::{gold_items, items, party_names};
use crate::evaluate::mentions::measure;
use crate::news::Substrate;
use crate::pipeline::Data;
use crate::text::Syntax;
use crate::world::World;

/// Arguments of `evaluate mentions`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique evaluate mentions --items dev/items.jsonl --gold dev/gold.json")]
pub struct MentionsArgs {
    /// Items, JSON Lines
    #[arg(long, value_name = "FILE")]
    pub items: PathBuf,

    /// Their annotations, one JSON list
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,

    /// Other names of parties, JSON; without it, aliases.json beside or above the gold file
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,
}

/// One line of JSON, or what is wrong.
pub fn line(args: &MentionsArgs) -> Result<String, String> {
    let gold = gold_items(&args.gold)?;
    let names = party_names(args.aliases.as_deref(), &args.gold)?;
    let items: Vec<_> = items(&args.items)?
        .into_iter()
        .map(|item| {
            let on = item.published_at.map(|time| time.date());
            (item, on)
        })
        .collect();
    let data = Data::embedded();
    let world = World::load(&data.folder("world")).map_err(|error| error.to_string())?;
    let syntax = Syntax::shipped().map_err(|error| error.to_string())?;
    let substrate = Substrate {
        world: &world,
        syntax: &syntax,
    };
    let report = measure(substrate, &items, &gold, &names);
    serde_json::to_string(&report).map_err(|error| error.to_string())
}
