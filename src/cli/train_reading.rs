//! `communique train reading`: makes the weight files of the reading from annotated items.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::evaluate_files::{gold_items, items, party_names, reader};
use crate::evaluate::gold::GoldItem;
use crate::meeting::Lexicon;
use crate::news::{Item, Substrate};
use crate::pipeline::Data;
use crate::text::Syntax;
use crate::train::reading::lessons::{Lesson, lessons};
use crate::train::reading::{Annotated, Figure, Mistake, addressees, commitments, meetings};
use crate::world::World;

/// What an example from a lesson counts beside one from the news: our own sentences are plainer, and more of
/// their candidates are commitments.
const LESSON_WEIGHT: f64 = 0.3;

/// What an example counts from items that are annotated beside those of the kind that will be read.
const BESIDE_WEIGHT: f64 = 0.5;

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
    /// Items, JSON Lines
    #[arg(long, value_name = "FILE")]
    pub items: PathBuf,

    /// Their annotations, one JSON list
    #[arg(long, value_name = "FILE")]
    pub gold: PathBuf,

    /// Other names of parties, JSON; without it, aliases.json beside or above the gold file
    #[arg(long, value_name = "FILE")]
    pub aliases: Option<PathBuf>,

    /// Other real items that are taught beside those and neither measured nor calibrated on, JSON Lines;
    /// those without an annotation are left out
    #[arg(long, value_name = "FILE", requires = "beside_gold")]
    pub beside_items: Option<PathBuf>,

    /// Their annotations, one JSON list
    #[arg(long, value_name = "FILE", requires = "beside_items")]
    pub beside_gold: Option<PathBuf>,

    /// Folder of lessons: items of one's own with meeting and commitments marked, taught beside the others
    #[arg(long, value_name = "FOLDER")]
    pub lessons: Option<PathBuf>,

    /// Where the weight files are written; without it, nowhere
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,

    /// Print what is judged wrongly too
    #[arg(long)]
    pub errors: bool,
}

/// The figures to print, or what is wrong.
pub fn train(args: &ReadingArgs) -> Result<String, String> {
    let gold = gold_items(&args.gold)?;
    let names = party_names(args.aliases.as_deref(), &args.gold)?;
    let items = items(&args.items)?;
    let beside = Beside::read(args)?;
    let annotated = [annotated(&items, &gold)?, beside.annotated()].concat();
    let data = Data::embedded();
    let world = World::load(&data.folder("world")).map_err(|error| error.to_string())?;
    let syntax = Syntax::shipped().map_err(|error| error.to_string())?;
    let words = data
        .file(Data::MEETING)
        .map_err(|error| error.to_string())?;
    let lexicon = Lexicon::load(Data::MEETING, words).map_err(|error| error.to_string())?;
    let substrate = Substrate {
        world: &world,
        syntax: &syntax,
    };
    let learnt = meetings::learn(&annotated, &names, substrate, &lexicon);
    let reader = reader(None)?;
    let commitments = commitments::learn(&annotated, &learnt.covers, &reader);
    let (addressee, addressee_figure) =
        addressees::learn(&annotated, &names, substrate, reader.rules());
    if let Some(folder) = &args.output {
        write(folder, &learnt.files)?;
        write(folder, &commitments.files)?;
        write(folder, &[("models/addressee.toml", addressee)])?;
    }
    let mut figures: Vec<Figure> = learnt.figures;
    figures.extend(commitments.figures);
    figures.push(addressee_figure);
    lines(&figures, if args.errors { &learnt.mistakes } else { &[] })
}

/// What is taught beside the items that are measured.
#[derive(Default)]
struct Beside {
    items: Vec<Item>,
    gold: Vec<GoldItem>,
    lessons: Vec<Lesson>,
}

impl Beside {
    fn read(args: &ReadingArgs) -> Result<Self, String> {
        let mut beside = Self::default();
        if let (Some(path), Some(gold)) = (&args.beside_items, &args.beside_gold) {
            beside.items = items(path)?;
            beside.gold = gold_items(gold)?;
        }
        if let Some(folder) = &args.lessons {
            beside.lessons = lessons_of(folder)?;
        }
        Ok(beside)
    }

    fn annotated(&self) -> Vec<Annotated<'_>> {
        let aside = |item, gold, weight| Annotated {
            item,
            gold,
            weight,
            is_aside: true,
        };
        let by_id = by_id(&self.gold);
        let items = self.items.iter().filter_map(|item| {
            let gold = *by_id.get(item.id.as_str())?;
            Some(aside(item, gold, BESIDE_WEIGHT))
        });
        let lessons = self.lessons.iter();
        let lessons = lessons.map(|lesson| aside(&lesson.item, &lesson.gold, LESSON_WEIGHT));
        items.chain(lessons).collect()
    }
}

/// All lessons of a folder's text files, in the order of their names.
fn lessons_of(folder: &Path) -> Result<Vec<Lesson>, String> {
    let told = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    let entries = fs::read_dir(folder).map_err(|error| told(folder, error))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| told(folder, error))?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| told(&path, error))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        found.extend(lessons(&name, &text).map_err(|error| error.to_string())?);
    }
    Ok(found)
}

/// Items with their annotations, in the order of the items.
fn annotated<'a>(items: &'a [Item], gold: &'a [GoldItem]) -> Result<Vec<Annotated<'a>>, String> {
    let by_id = by_id(gold);
    let annotated = items.iter().map(|item| {
        let gold = by_id.get(item.id.as_str());
        let gold = gold.ok_or_else(|| format!("the item {} is not annotated", item.id))?;
        Ok(Annotated {
            item,
            gold,
            weight: 1.0,
            is_aside: false,
        })
    });
    annotated.collect()
}

fn by_id(gold: &[GoldItem]) -> HashMap<&str, &GoldItem> {
    gold.iter().map(|one| (one.id.as_str(), one)).collect()
}

/// Writes each file under the last part of its name.
fn write(folder: &std::path::Path, files: &[(&str, String)]) -> Result<(), String> {
    for (name, text) in files {
        let path = folder.join(name.rsplit('/').next().unwrap_or(name));
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
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
