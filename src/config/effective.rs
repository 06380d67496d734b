//! The configuration that is in force, as TOML that can be read again; secrets are masked.

use std::fmt::Write;

use crate::config::shape::{self, Shape};
use crate::config::{KEYS, Key, Place, Raw};
use crate::kafka::{MASK, is_secret};

/// All keys with their values and, where somebody set one, who.
pub fn effective(raw: &Raw) -> String {
    let mut out = String::new();
    let mut section = "";
    for key in KEYS {
        let (folder, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if key.shape == Shape::Table {
            write_table(&mut out, raw, key);
            section = key.name;
            continue;
        }
        if folder != section {
            let _ = writeln!(out, "\n[{folder}]");
            section = folder;
        }
        let scalar = raw.scalar(key);
        let value = literal(key.shape, &scalar.text);
        match scalar.place {
            Place::Default => drop(writeln!(out, "{name} = {value}")),
            place => drop(writeln!(out, "{name} = {value} # {}", commented(&place))),
        }
    }
    out
}

/// What came from a secret's file is left out here: it stands in `kafka.properties_from_files`.
fn write_table(out: &mut String, raw: &Raw, key: &Key) {
    let mut entries = raw
        .table(key.name)
        .filter(|(_, entry)| !matches!(entry.place, Place::Whole(_)))
        .peekable();
    if entries.peek().is_some() {
        let _ = writeln!(out, "\n[{}]", key.name);
    }
    let paths = key.name == "kafka.properties_from_files";
    for (name, entry) in entries {
        let shown = if is_secret(name) && !paths {
            MASK
        } else {
            entry.text.expose()
        };
        let _ = writeln!(
            out,
            "{} = {} # {}",
            quoted(name),
            quoted(shown),
            commented(&entry.place)
        );
    }
}

/// A scalar as TOML writes it; numbers may have come as texts that TOML would not take.
pub(super) fn literal(shape: Shape, text: &str) -> String {
    match shape {
        Shape::Count { .. } => shape::count(text).map_or(quoted(text), |count| count.to_string()),
        Shape::Ratio => shape::ratio(text).map_or(quoted(text), |ratio| format!("{ratio:?}")),
        _ => quoted(text),
    }
}

/// A place behind a `#`, on one line whatever its name holds.
fn commented(place: &Place) -> String {
    let shown = place.to_string();
    shown
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
