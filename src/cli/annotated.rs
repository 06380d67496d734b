//! Flags and files of annotated items: what is learnt from or measured against, and what is taught beside.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::evaluate_files::{gold_items, items, party_names};
use crate::evaluate::gold::{GoldItem, PartyNames};
use crate::news::Item;
use crate::train::reading::lessons::{Lesson, lessons};
use crate::train::reading::{Annotated, SoftLabelled, SoftLabels};

/// What an example from a lesson counts beside one from the news: our own sentences are plainer, and more of
/// their candidates are commitments.
const LESSON_WEIGHT: f64 = 0.3;

/// What an example counts from items that are annotated beside those of the kind that will be read.
const BESIDE_WEIGHT: f64 = 0.5;

/// Items with what people annotated of them.
#[derive(Args, Clone, Debug)]
pub struct GoldArgs {
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

/// What is taught beside the items that are measured.
#[derive(Args, Clone, Debug)]
pub struct BesideArgs {
    /// Other real items that are taught and neither measured nor calibrated on, JSON Lines, as often as there
    /// are files; those without an annotation are left out
    #[arg(long, value_name = "FILE", requires = "beside_gold")]
    pub beside_items: Vec<PathBuf>,

    /// Their annotations, one JSON list, as often as there are files
    #[arg(long, value_name = "FILE", requires = "beside_items")]
    pub beside_gold: Vec<PathBuf>,

    /// What a larger model thinks of candidates in the other real items, JSON: taught to the network that
    /// reads words in context
    #[arg(long, value_name = "FILE", requires = "beside_items")]
    pub soft_labels: Option<PathBuf>,

    /// Folder of lessons: items of one's own with meeting and commitments marked, taught likewise
    #[arg(long, value_name = "FOLDER")]
    pub lessons: Option<PathBuf>,
}

/// Annotated items in memory.
pub struct Gold {
    /// The items.
    pub items: Vec<Item>,
    /// What people say of them, in any order.
    pub gold: Vec<GoldItem>,
    /// How names of parties are compared.
    pub names: PartyNames,
}

impl Gold {
    /// Reads the files, or says what is wrong.
    pub fn read(args: &GoldArgs) -> Result<Self, String> {
        Ok(Self {
            gold: gold_items(&args.gold)?,
            names: party_names(args.aliases.as_deref(), &args.gold)?,
            items: items(&args.items)?,
        })
    }

    /// Each item with its annotation, in the order of the items, or which has none.
    pub fn annotated(&self) -> Result<Vec<Annotated<'_>>, String> {
        let by_id = by_id(&self.gold);
        let annotated = self.items.iter().map(|item| {
            let gold = by_id.get(item.id.as_str());
            let gold = gold.ok_or_else(|| format!("the item {} is not annotated", item.id))?;
            Ok(Annotated {
                item,
                gold,
                weight: 1.0,
                is_aside: false,
                is_real: true,
            })
        });
        annotated.collect()
    }
}

/// What is taught beside, in memory.
#[derive(Default)]
pub struct Beside {
    items: Vec<Item>,
    gold: Vec<GoldItem>,
    soft: Vec<SoftLabels>,
    lessons: Vec<Lesson>,
}

impl Beside {
    /// Reads the files, or says what is wrong.
    pub fn read(args: &BesideArgs) -> Result<Self, String> {
        let mut beside = Self::default();
        for path in &args.beside_items {
            beside.items.extend(items(path)?);
        }
        for path in &args.beside_gold {
            beside.gold.extend(gold_items(path)?);
        }
        if let Some(path) = &args.soft_labels {
            beside.soft = soft_labels(path)?;
        }
        if let Some(folder) = &args.lessons {
            beside.lessons = lessons_of(folder)?;
        }
        Ok(beside)
    }

    /// Each with its annotation.
    pub fn annotated(&self) -> Vec<Annotated<'_>> {
        let aside = |item, gold, weight, is_real| Annotated {
            item,
            gold,
            weight,
            is_aside: true,
            is_real,
        };
        let by_id = by_id(&self.gold);
        let items = self.items.iter().filter_map(|item| {
            let gold = *by_id.get(item.id.as_str())?;
            Some(aside(item, gold, BESIDE_WEIGHT, true))
        });
        let lessons = self.lessons.iter();
        let lessons = lessons.map(|lesson| aside(&lesson.item, &lesson.gold, LESSON_WEIGHT, false));
        items.chain(lessons).collect()
    }

    /// Those of the items that have soft labels.
    pub fn soft_labelled(&self) -> Vec<SoftLabelled<'_>> {
        let labels = self.soft.iter().map(|one| (one.id.as_str(), one));
        let by_id: HashMap<&str, &SoftLabels> = labels.collect();
        let items = self.items.iter();
        let labelled = items.filter_map(|item| {
            let labels = by_id.get(item.id.as_str())?;
            Some(SoftLabelled { item, labels })
        });
        labelled.collect()
    }
}

fn soft_labels(path: &Path) -> Result<Vec<SoftLabels>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn by_id(gold: &[GoldItem]) -> HashMap<&str, &GoldItem> {
    gold.iter().map(|one| (one.id.as_str(), one)).collect()
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
