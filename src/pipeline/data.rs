//! The data files that the reading is made of, as texts.

use std::collections::BTreeMap;

/// The files under `config/` that are built into the binary.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "world/decoys.toml",
        include_str!("../../config/world/decoys.toml"),
    ),
    (
        "world/offices.toml",
        include_str!("../../config/world/offices.toml"),
    ),
    (
        "world/organisations.toml",
        include_str!("../../config/world/organisations.toml"),
    ),
    (
        "world/parties.toml",
        include_str!("../../config/world/parties.toml"),
    ),
    (
        "world/places.toml",
        include_str!("../../config/world/places.toml"),
    ),
    (
        "world/stand_ins.toml",
        include_str!("../../config/world/stand_ins.toml"),
    ),
    (
        "world/states.toml",
        include_str!("../../config/world/states.toml"),
    ),
];

/// Data files by name ("world/states.toml"), each a text. Pure: whoever has a directory reads it and
/// hands the texts over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    files: BTreeMap<String, String>,
}

impl Data {
    /// The files that are built into the binary.
    pub fn embedded() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self {
            files: files.collect(),
        }
    }

    /// The same with some files replaced or added, by name relative to the data directory, with `/`
    /// between folder and file.
    pub fn with(mut self, files: impl IntoIterator<Item = (String, String)>) -> Self {
        self.files.extend(files);
        self
    }

    /// All files, sorted by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Those in one folder that end in `.toml`, sorted by name.
    pub fn folder(&self, folder: &str) -> Vec<(&str, &str)> {
        let lies_in = |name: &str| {
            name.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        self.files()
            .filter(|(name, _)| lies_in(name) && name.ends_with(".toml"))
            .collect()
    }
}
