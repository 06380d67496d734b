//! `communique evaluate mentions`: who is mentioned, against what people annotated.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::de::DeserializeOwned;

use crate::evaluate::mentions::{Aliases, GoldItem, measure};
use crate::news::{Item, Limits, Substrate};
use crate::pipeline::Data;
use crate::text::Syntax;
use crate::world::World;

/// The file of aliases that is looked for above the gold file.
const ALIASES: &str = "aliases.json";

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
    let gold: Vec<GoldItem> = json(&args.gold)?;
    let aliases = match args.aliases.clone().or_else(|| aliases_near(&args.gold)) {
        Some(path) => json(&path)?,
        None => Aliases::new(),
    };
    let items: Vec<_> = read(&args.items)?
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter_map(|line| Item::parse(line.as_bytes(), &Limits::default()).ok())
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
    let report = measure(substrate, &items, &gold, &aliases);
    serde_json::to_string(&report).map_err(|error| error.to_string())
}

fn aliases_near(gold: &Path) -> Option<PathBuf> {
    let folders = gold.ancestors().skip(1).take(2);
    folders
        .map(|folder| folder.join(ALIASES))
        .find(|path| path.is_file())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}
