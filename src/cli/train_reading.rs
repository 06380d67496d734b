//! `communique train reading`: makes what judges the reading from annotated items.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::annotated::{Beside, BesideArgs, Gold, GoldArgs};
use crate::cli::evaluate_files::reader;
use crate::evaluate::gold::PartyNames;
use crate::pipeline::Data;
use crate::train::reading::{Annotated, Figure, Learnt, Mistake, SoftLabelled, learn_all};

/// Arguments of `train reading`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Prints one JSON object for each thing that is learnt: what models that have not seen an item's
document say of it, against what people say.

Examples:
  communique train reading --items items.jsonl --gold gold.json
  communique train reading --items items.jsonl --gold gold.json --output config/models
  communique train reading --items items.jsonl --gold gold.json --errors | jq -c 'select(.field)'")]
pub struct ReadingArgs {
    #[command(flatten)]
    gold: GoldArgs,

    #[command(flatten)]
    beside: BesideArgs,

    /// Where the weight files and the network are written, made if need be; without it, nowhere
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,

    /// Print what is judged wrongly too
    #[arg(long)]
    errors: bool,
}

/// The figures to print, or what is wrong.
pub fn train(args: &ReadingArgs) -> Result<String, String> {
    let gold = Gold::read(&args.gold)?;
    let beside = Beside::read(&args.beside)?;
    if let Some(folder) = &args.output {
        // Before the minutes of learning, not after them.
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let annotated = [gold.annotated()?, beside.annotated()].concat();
    let learnt = learn_from(&annotated, &beside.soft_labelled(), &gold.names)?;
    if let Some(folder) = &args.output {
        let files = learnt.files.iter();
        let files = files.map(|(name, text)| (*name, text.as_bytes()));
        let model = (Data::CONTEXT, &learnt.context[..]);
        write(folder, files.chain([model]))?;
    }
    let mistakes: &[Mistake] = if args.errors { &learnt.mistakes } else { &[] };
    lines(&learnt.figures, mistakes)
}

/// Learns with the world, the rules and the syntax that are built in.
pub fn learn_from(
    annotated: &[Annotated],
    soft: &[SoftLabelled],
    names: &PartyNames,
) -> Result<Learnt, String> {
    Ok(learn_all(annotated, soft, names, &reader(None)?))
}

/// Writes each file under the last part of its name.
fn write<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
) -> Result<(), String> {
    for (name, contents) in files {
        let path = folder.join(name.rsplit('/').next().unwrap_or(name));
        fs::write(&path, contents).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn lines(figures: &[Figure], mistakes: &[Mistake]) -> Result<String, String> {
    let figures = figures.iter().map(serde_json::to_string);
    let lines = figures.chain(mistakes.iter().map(serde_json::to_string));
    let lines: Vec<String> = lines
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    Ok(lines.iter().map(|line| line.clone() + "\n").collect())
}
