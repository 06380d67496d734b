//! The TOML file as raw settings, each with its line and column.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::keys::{self, KEYS, Key};
use crate::config::{Place, Raw, Shape};

/// Adds the settings of a file's `text` to `raw`; `path` is only named in places.
pub fn read(raw: &mut Raw, text: &str, path: &Path) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { raw, text, path };
    for error in &errors {
        let place = reader.place(error.span().unwrap_or(0..0));
        reader
            .raw
            .error(place, error.message().trim_end().to_owned());
    }
    // Broken syntax makes further errors that are none.
    if errors.is_empty() {
        reader.table("", table.get_ref());
    }
}

struct Reader<'r> {
    raw: &'r mut Raw,
    text: &'r str,
    path: &'r Path,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = if prefix.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{prefix}.{}", key.get_ref())
            };
            self.value(&name, key.span(), value);
        }
    }

    fn value(&mut self, name: &str, key_span: Range<usize>, value: &Spanned<DeValue<'_>>) {
        let known = keys::find(name);
        match value.get_ref() {
            DeValue::Table(table) if is_folder(name) => self.table(name, table),
            // Told as unknown, with a suggestion.
            _ if known.is_none() && keys::entry_of(name).is_none() => {
                self.raw.set(name, String::new(), self.place(key_span));
            }
            other => {
                let place = self.place(value.span());
                match as_text(other, known) {
                    Ok(text) => self.raw.set(name, text, place),
                    Err(message) => self.raw.error(place, format!("{name}: {message}")),
                }
            }
        }
    }

    fn place(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Place::File {
            path: self.path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
        }
    }
}

/// Is it a table of ours, inside one, or the first part of some key's name?
fn is_folder(name: &str) -> bool {
    let begins = |key: &Key| {
        key.name
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let table = keys::find(name).is_some_and(|key| key.shape == Shape::Table);
    table || keys::entry_of(name).is_some() || KEYS.iter().any(begins)
}

/// The value as text, when its TOML type fits the key. Entries of tables take any scalar, since
/// librdkafka reads numbers and truth values from text.
fn as_text(value: &DeValue<'_>, key: Option<&'static Key>) -> Result<String, String> {
    let shape = key.map_or(Shape::Text, |key| key.shape);
    let wanted = |what: &str| Err(format!("expected {what}, found {}", value.type_str()));
    match value {
        DeValue::String(text) if !shape.is_number() => Ok(text.to_string()),
        DeValue::Integer(number) if shape.is_number() || key.is_none() => {
            let parsed = i64::from_str_radix(number.as_str(), number.radix());
            parsed
                .map(|number| number.to_string())
                .map_err(|error| error.to_string())
        }
        DeValue::Float(number) if shape == Shape::Ratio => Ok(number.as_str().to_owned()),
        DeValue::Boolean(truth) if key.is_none() => Ok(truth.to_string()),
        DeValue::Datetime(time) if shape == Shape::Start => Ok(time.to_string()),
        _ if shape == Shape::Table => wanted("a table"),
        _ if shape == Shape::Ratio => wanted("a number"),
        _ if shape.is_number() => wanted("an integer"),
        _ => wanted("a string"),
    }
}
