//! What was said, by whom, before anybody asks whether it makes sense together.

use std::collections::BTreeMap;

use crate::config::keys::{self, Key};
use crate::config::{ConfigError, Place};
use crate::kafka::Secret;

/// All settings that were given, the last word on each, and all that was wrong in saying them.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    scalars: BTreeMap<&'static str, Scalar>,
    tables: BTreeMap<&'static str, BTreeMap<String, Entry>>,
    /// What could not be understood.
    pub errors: Vec<ConfigError>,
    /// The cores of this machine, what `workers = 0` means.
    pub cores: usize,
}

/// A value as text, and who set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// Who set it.
    pub place: Place,
}

/// A table's entry, and who set it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The text, unseen, since any of them may be a secret.
    pub text: Secret,
    /// Who set it.
    pub place: Place,
}

impl Default for Raw {
    /// Nothing said, on one core.
    fn default() -> Self {
        Self::new(1)
    }
}

impl Raw {
    /// Nothing said, on a machine with so many cores.
    pub fn new(cores: usize) -> Self {
        Self {
            scalars: BTreeMap::new(),
            tables: BTreeMap::new(),
            errors: Vec::new(),
            cores,
        }
    }

    /// Sets a key by its full name, or an entry of a table by the table's name, a dot and the
    /// entry's, in quotes or not. What does not fit is noted among the errors.
    pub fn set(&mut self, name: &str, text: String, place: Place) {
        if let Some(key) = keys::find(name) {
            match key.shape.check(&text) {
                Ok(()) => drop(self.scalars.insert(key.name, Scalar { text, place })),
                Err(message) => self.error(place, format!("{name}: {message}")),
            }
        } else if let Some((table, entry)) = keys::entry_of(name) {
            let entry = entry.trim_matches('"').to_owned();
            let text = Secret::new(text);
            self.tables
                .entry(table.name)
                .or_default()
                .insert(entry, Entry { text, place });
        } else {
            let hint = keys::suggest(name).map(|key| format!("; did you mean `{key}`?"));
            let hint = hint.unwrap_or_else(|| "; `communique check` prints all keys".to_owned());
            self.error(place, format!("{name}: unknown key{hint}"));
        }
    }

    /// Notes something that is wrong.
    pub fn error(&mut self, place: Place, message: impl Into<String>) {
        self.errors.push(ConfigError {
            place,
            message: message.into(),
        });
    }

    /// The value of a key, set or by default.
    pub fn scalar(&self, key: &Key) -> Scalar {
        let by_default = || Scalar {
            text: key.default.to_owned(),
            place: Place::Default,
        };
        self.scalars
            .get(key.name)
            .cloned()
            .unwrap_or_else(by_default)
    }

    /// One entry of a table.
    pub fn entry(&self, table: &str, name: &str) -> Option<&Entry> {
        self.tables.get(table)?.get(name)
    }

    /// A table's entries, in order of their names.
    pub fn table(&self, name: &str) -> impl Iterator<Item = (&str, &Entry)> {
        let entries = self.tables.get(name).into_iter().flatten();
        entries.map(|(name, entry)| (name.as_str(), entry))
    }
}
