//! Reading a data file, with the exact place of what is wrong in it.

use serde::de::DeserializeOwned;

/// A data file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {reason}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct DataError {
    /// The file's name below the data directory.
    pub file: String,
    /// The line, counted from one, where it can be told.
    pub line: Option<usize>,
    /// What is wrong, in words for people.
    pub reason: String,
}

impl DataError {
    /// Something wrong at byte `at` of `text`.
    pub(crate) fn at(file: &str, text: &str, at: usize, reason: impl Into<String>) -> Self {
        let line = text
            .as_bytes()
            .iter()
            .take(at)
            .filter(|&&byte| byte == b'\n')
            .count()
            + 1;
        Self {
            file: file.to_owned(),
            line: Some(line),
            reason: reason.into(),
        }
    }
}

/// Reads a TOML file into its typed form.
pub(crate) fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| match error.span() {
        Some(span) => DataError::at(file, text, span.start, error.message()),
        None => DataError {
            file: file.to_owned(),
            line: None,
            reason: error.message().to_owned(),
        },
    })
}

/// An automaton that cannot be built for its size.
pub(crate) fn too_many(what: &str, error: &aho_corasick::BuildError) -> DataError {
    DataError {
        file: "world".to_owned(),
        line: None,
        reason: format!("too many {what}: {error}"),
    }
}
