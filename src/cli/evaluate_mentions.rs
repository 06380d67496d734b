//! `communique evaluate mentions`: who is mentioned, against what people annotated.

use clap::Args;

use crate::cli::annotated::{Gold, GoldArgs};
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
    #[command(flatten)]
    gold: GoldArgs,
}

/// One line of JSON, or what is wrong.
pub fn line(args: &MentionsArgs) -> Result<String, String> {
    let Gold { items, gold, names } = Gold::read(&args.gold)?;
    let items: Vec<_> = items
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
