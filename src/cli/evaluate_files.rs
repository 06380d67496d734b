//! What `communique evaluate` measures, and on which files: items, what people annotated of them, and
//! aliases.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use crate::evaluate::gold::{self, GoldItem, PartyNames};
use crate::evaluate::json_lines::each_line;
use crate::news::{Item, Limits};
use crate::pipeline::{Data, Reader, Scope, Settings, Verdict};
use crate::report::{Register, Report};

/// The file of aliases that is looked for beside and above the gold file.
const ALIASES: &str = "aliases.json";

/// The items of a JSON Lines file, or what is wrong with the first line that is none.
pub fn items(path: &Path) -> Result<Vec<Item>, String> {
    let item = |line: &str| {
        Item::parse(line.as_bytes(), &Limits::default()).map_err(|fault| fault.message)
    };
    each_line(&text(path)?, item).map_err(|error| format!("{}: {error}", path.display()))
}

/// The annotated items of a gold file, or what is wrong with it.
pub fn gold_items(path: &Path) -> Result<Vec<GoldItem>, String> {
    gold::read(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The names of parties by `aliases`, or else by the file of aliases beside or above `gold`, or else
/// without any.
pub fn party_names(aliases: Option<&Path>, gold: &Path) -> Result<PartyNames, String> {
    let near = || {
        let folders = gold.ancestors().skip(1).take(2);
        folders
            .map(|folder| folder.join(ALIASES))
            .find(|path| path.is_file())
    };
    let Some(path) = aliases.map(Path::to_path_buf).or_else(near) else {
        return Ok(PartyNames::default());
    };
    PartyNames::read(&text(&path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// The reader that is measured: at the shipped defaults, but for all items, and for another threshold
/// where one is given.
pub fn reader(min_confidence: Option<f64>) -> Result<Reader, String> {
    reader_of(&Data::embedded(), min_confidence)
}

/// The same over other data.
pub fn reader_of(data: &Data, min_confidence: Option<f64>) -> Result<Reader, String> {
    let mut settings = Settings {
        scope: Scope::All,
        ..Settings::default()
    };
    if let Some(min_confidence) = min_confidence {
        settings.min_confidence = min_confidence;
    }
    Reader::new(data, settings).map_err(|error| error.to_string())
}

/// The registers of items by id, of those that have one.
pub fn registers<'i>(
    reader: &Reader,
    items: impl Iterator<Item = &'i Item>,
) -> HashMap<String, Register> {
    items
        .filter_map(|item| Some((item.id.clone(), read(reader, item)?)))
        .collect()
}

fn read(reader: &Reader, item: &Item) -> Option<Register> {
    let reading = reader.read_item(item.clone(), None, &mut |_| ());
    match reading.verdict {
        Verdict::Report(Report::Register(register)) => Some(*register),
        _ => None,
    }
}

/// A file's text, or what is wrong with it.
pub fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
