//! The data directory: its texts over those that are built in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::{ConfigError, ConfigErrors, Place};
use crate::pipeline::Data;

/// `world/states.toml` lies two deep; deeper folders are somebody's own, or a loop of links.
const DEPTH_MAX: usize = 4;

/// A text of data has some hundred kilobytes; more is a wrong file.
const FILE_BYTES_MAX: u64 = 64 << 20;

/// Lies beside the data in the default layout and is none.
const CONFIGURATION: &str = "communique.toml";

/// The embedded data, with the TOML files of `directory` and its folders over it, and its network that reads words in
/// context, which the weights beside it go with.
pub fn load(directory: Option<&Path>) -> Result<Data, ConfigErrors> {
    let Some(directory) = directory else {
        return Ok(Data::embedded());
    };
    let mut found = Found::default();
    found.folder(directory, directory, 1);
    found.files.retain(|(name, _)| name != CONFIGURATION);
    if found.errors.is_empty() {
        let data = Data::embedded().with(found.files);
        Ok(match found.network {
            Some(network) => data.with_context(network),
            None => data,
        })
    } else {
        Err(ConfigErrors(found.errors))
    }
}

#[derive(Default)]
struct Found {
    files: Vec<(String, String)>,
    network: Option<Vec<u8>>,
    errors: Vec<ConfigError>,
}

impl Found {
    fn folder(&mut self, root: &Path, folder: &Path, depth: usize) {
        let entries = match sorted(folder) {
            Ok(entries) => entries,
            Err(error) => return self.error(folder, &error),
        };
        for path in entries {
            if path.is_dir() && depth < DEPTH_MAX {
                self.folder(root, &path, depth + 1);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                match text(&path) {
                    Ok(text) => self.files.push((name(root, &path), text)),
                    Err(error) => self.error(&path, &error),
                }
            } else if name(root, &path) == Data::CONTEXT {
                match bytes(&path) {
                    Ok(network) => self.network = Some(network),
                    Err(error) => self.error(&path, &error),
                }
            }
        }
    }

    fn error(&mut self, path: &Path, error: &io::Error) {
        let message = error.to_string();
        self.errors.push(ConfigError {
            place: Place::Whole(path.to_owned()),
            message,
        });
    }
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect();
    let mut entries = entries?;
    // Kubernetes mounts a file as a link into `..data`, where it would be found a second time.
    entries.retain(|path| !is_hidden(path));
    entries.sort();
    Ok(entries)
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

fn text(path: &Path) -> io::Result<String> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = fs::metadata(path)?.len();
    if bytes > FILE_BYTES_MAX {
        return Err(io::Error::other(format!(
            "{bytes} bytes; at most {FILE_BYTES_MAX} are read"
        )));
    }
    fs::read(path)
}

/// The name below the directory, with `/` between folder and file on every system.
fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_files_are_data_but_the_configuration_is_not() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("world")).unwrap();
        fs::write(root.path().join("communique.toml"), "workers = 1").unwrap();
        fs::write(root.path().join("own.toml"), "b = 2").unwrap();
        fs::write(root.path().join("world/own.toml"), "a = 1").unwrap();
        fs::write(root.path().join("world/notes.md"), "none").unwrap();
        fs::create_dir(root.path().join("world/..data")).unwrap();
        fs::write(root.path().join("world/..data/own.toml"), "a = 1").unwrap();
        let data = load(Some(root.path())).unwrap();
        let embedded = Data::embedded();
        let added: Vec<_> = data
            .files()
            .filter(|file| !embedded.files().any(|known| known == *file))
            .collect();
        assert_eq!(added, [("own.toml", "b = 2"), ("world/own.toml", "a = 1")]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("rules")).unwrap();
        fs::write(root.path().join("rules/bad.toml"), b"\xff").unwrap();
        let errors = load(Some(root.path())).unwrap_err().to_string();
        assert!(errors.contains("bad.toml"), "{errors}");
        let missing = load(Some(&root.path().join("nowhere")))
            .unwrap_err()
            .to_string();
        assert!(missing.contains("nowhere"), "{missing}");
    }

    #[test]
    fn weights_bring_their_network() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("models")).unwrap();
        fs::write(root.path().join("models/context.model"), [7, 8]).unwrap();
        fs::write(root.path().join("models/syntax.model"), [9]).unwrap();
        let data = load(Some(root.path())).unwrap();
        assert_eq!(data.context(), [7, 8]);
        assert_eq!(data.files().count(), Data::embedded().files().count());
    }
}
