//! The data files that the reading is made of, as texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::judgement::Context;
use crate::world::DataError;

/// Files below `config/` with their texts, as they are built in.
macro_rules! built_in {
    ($($name:literal,)+) => { &[$(($name, include_str!(concat!("../../config/", $name)))),+] };
}

const EMBEDDED: &[(&str, &str)] = built_in![
    "codes.toml",
    "models/addressee.toml",
    "models/commitment.toml",
    "models/hedged.toml",
    "models/kind.toml",
    "models/meeting-contact.toml",
    "models/meeting-date.toml",
    "models/meeting-focus.toml",
    "models/meeting-format.toml",
    "models/meeting-participant.toml",
    "models/meeting-party.toml",
    "models/meeting-place.toml",
    "models/meeting-status.toml",
    "models/meeting.toml",
    "models/same-as.toml",
    "models/voice.toml",
    "rules/agreement.toml",
    "rules/intention.toml",
    "rules/meeting.toml",
    "rules/offer.toml",
    "rules/promise.toml",
    "rules/refusal.toml",
    "world/ambiguous.toml",
    "world/decoys.toml",
    "world/office_holders.toml",
    "world/offices.toml",
    "world/organisations.toml",
    "world/parties.toml",
    "world/places.toml",
    "world/regions.toml",
    "world/stand_ins.toml",
    "world/states.toml",
    "world/subdivisions.toml",
];

/// Data files by name ("world/states.toml"), each a text, and the one model that is learnt with them. Pure: whoever has a directory reads it and
/// hands the texts over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    files: BTreeMap<String, String>,
    context: Cow<'static, [u8]>,
}

/// Bytes of a content hash that are shown: enough to tell versions apart.
const HASH_BYTES: usize = 6;

impl Data {
    /// The table of acts and codes.
    pub const CODES: &'static str = "codes.toml";
    /// The network that reads words in context, which is no text.
    pub const CONTEXT: &str = "models/context.model";
    /// The words of meetings.
    pub const MEETING: &'static str = "rules/meeting.toml";

    /// The files that are built into the binary.
    pub fn embedded() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self {
            files: files.collect(),
            context: Cow::Borrowed(Context::shipped_bytes()),
        }
    }

    /// The same with another network that reads words in context.
    pub fn with_context(mut self, model: Vec<u8>) -> Self {
        self.context = Cow::Owned(model);
        self
    }

    /// The network that reads words in context.
    pub fn context(&self) -> &[u8] {
        &self.context
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

    /// The text of one file that must be there.
    pub fn file(&self, name: &str) -> Result<&str, DataError> {
        let missing = || DataError {
            file: name.to_owned(),
            line: None,
            reason: "the file is missing".to_owned(),
        };
        self.files.get(name).map(String::as_str).ok_or_else(missing)
    }

    /// A short hash of the names and texts of some files.
    pub fn hash(&self, of: impl Fn(&str) -> bool) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in self.files().filter(|(name, _)| of(name)) {
            // Lengths first, so that no two sets of files run together to the same bytes.
            hasher.update(format!("{}:{name}{}:{text}", name.len(), text.len()));
        }
        shortened(hasher)
    }
}

/// A short hash of model files, each with its length and checksum inside.
pub fn hash_of_models<'m>(files: impl IntoIterator<Item = &'m [u8]>) -> String {
    shortened(files.into_iter().fold(Sha256::new(), Sha256::chain_update))
}

fn shortened(hasher: Sha256) -> String {
    let digest = hasher.finalize();
    let shown = digest.iter().take(HASH_BYTES);
    shown.map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_replaced_and_added_by_name() {
        let own = [("world/states.toml", "x"), ("world/extra.toml", "y")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (before, after) = (Data::embedded(), Data::embedded().with(own));
        assert_eq!(after.file("world/states.toml"), Ok("x"));
        assert_eq!(
            after.folder("world").len(),
            before.folder("world").len() + 1
        );
        assert!(after.file("world/none.toml").is_err());
        let hash = |data: &Data, folder: &str| data.hash(|name| name.starts_with(folder));
        assert_ne!(hash(&before, "world/"), hash(&after, "world/"));
        assert_eq!(hash(&before, "rules/"), hash(&after, "rules/"));
    }

    #[test]
    fn every_data_file_is_built_in() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        for folder in ["models", "rules", "world"] {
            let files = std::fs::read_dir(root.join(folder))
                .unwrap()
                .map(|entry| entry.unwrap().file_name());
            for file in files.filter(|file| file.to_str().unwrap().ends_with(".toml")) {
                let name = format!("{folder}/{}", file.to_str().unwrap());
                assert!(
                    Data::embedded().file(&name).is_ok(),
                    "{name} is not embedded"
                );
            }
        }
    }
}
