//! The only IO of the configuration: reads the file, the environment and files of secrets.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;

use crate::config::{Flag, Place, Raw, file, variables};
use crate::kafka::Secret;

/// Names the configuration file when no flag does.
pub const FILE_VARIABLE: &str = "COMMUNIQUE_CONFIG";

/// A configuration is some kilobytes; more is a wrong file, which must not fill the memory.
const CONFIG_BYTES_MAX: u64 = 1 << 20;

/// The longest secrets are keys with their certificates, some kilobytes.
const SECRET_BYTES_MAX: u64 = 64 << 10;

/// Where to look, in rising order of authority.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The file, if any was named by flag.
    pub file: Option<PathBuf>,
    /// The environment, all of it or none; its values unseen, since some may be secrets.
    pub variables: Vec<(String, Secret)>,
    /// The flags.
    pub flags: Vec<Flag>,
}

impl Sources {
    /// With this process's environment; what is no Unicode there sets none of our keys.
    pub fn of_process(file: Option<PathBuf>, flags: Vec<Flag>) -> Self {
        let texts = std::env::vars_os().filter_map(|(name, value)| {
            Some((
                name.into_string().ok()?,
                Secret::new(value.into_string().ok()?),
            ))
        });
        Self {
            file,
            variables: texts.collect(),
            flags,
        }
    }
}

/// Lays the sources over each other. What cannot be read is among the errors of the result.
pub fn gather(sources: &Sources) -> Raw {
    let mut raw = Raw::new(thread::available_parallelism().map_or(1, usize::from));
    let by_variable = || {
        let named = sources
            .variables
            .iter()
            .find(|(name, _)| name == FILE_VARIABLE);
        named.map(|(_, path)| PathBuf::from(path.expose()))
    };
    if let Some(path) = sources.file.clone().or_else(by_variable) {
        match read_text(&path, CONFIG_BYTES_MAX) {
            Ok(text) => file::read(&mut raw, &text, &path),
            Err(error) => raw.error(Place::Whole(path), error.to_string()),
        }
    }
    variables::read(&mut raw, sources.variables.iter().cloned());
    variables::read_flags(&mut raw, &sources.flags);
    read_secrets(&mut raw);
    raw
}

/// `kafka.properties_from_files` → `kafka.properties`; one newline at the end is the editor's.
fn read_secrets(raw: &mut Raw) {
    let wanted: Vec<_> = raw
        .table("kafka.properties_from_files")
        .map(|(name, entry)| (name.to_owned(), entry.clone()))
        .collect();
    for (name, entry) in wanted {
        if let Some(other) = raw.entry("kafka.properties", &name) {
            let message = format!(
                "kafka.properties_from_files: {name} is also set by {}",
                other.place
            );
            raw.error(entry.place, message);
            continue;
        }
        let path = PathBuf::from(entry.text.expose());
        match read_text(&path, SECRET_BYTES_MAX) {
            Ok(text) => {
                let text = text.strip_suffix('\n').unwrap_or(&text);
                let text = text.strip_suffix('\r').unwrap_or(text).to_owned();
                raw.set(
                    &format!("kafka.properties.{name}"),
                    text,
                    Place::Whole(path),
                );
            }
            Err(error) => {
                let message = format!(
                    "kafka.properties_from_files: {name}: {}: {error}",
                    path.display()
                );
                raw.error(entry.place, message);
            }
        }
    }
}

fn read_text(path: &Path, bytes_max: u64) -> io::Result<String> {
    let mut text = String::new();
    let read = File::open(path)?
        .take(bytes_max + 1)
        .read_to_string(&mut text)?;
    if read as u64 > bytes_max {
        return Err(io::Error::other(format!(
            "is longer than {bytes_max} bytes"
        )));
    }
    Ok(text)
}
