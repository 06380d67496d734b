//! Environment variables and flags as raw settings.

use crate::config::keys::{self, Key};
use crate::config::{Place, Raw, Shape};
use crate::kafka::Secret;

/// What every variable that sets a key begins with; two underscores also stand between its parts.
const PREFIX: &str = "COMMUNIQUE__";

/// One key set by a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The flag as it was typed, without its value: what errors name.
    pub flag: String,
    /// The key's full name.
    pub key: String,
    /// The value as text, unseen, since it may be a secret.
    pub value: Secret,
}

impl Flag {
    /// From `KEY=VALUE`, as `--set` takes it; nothing without the `=`.
    pub fn assignment(text: &str) -> Option<Self> {
        let (key, value) = text.split_once('=')?;
        let key = key.trim().to_owned();
        Some(Self {
            flag: format!("--set {key}"),
            key,
            value: Secret::new(value),
        })
    }
}

/// Adds all variables that begin with the prefix; others are nobody's business.
pub fn read(raw: &mut Raw, variables: impl IntoIterator<Item = (String, Secret)>) {
    for (name, value) in variables {
        if let Some(path) = name.strip_prefix(PREFIX) {
            raw.set(
                &key_of(path),
                value.expose().to_owned(),
                Place::Variable(name),
            );
        }
    }
}

/// Adds flags, the last word of all.
pub fn read_flags(raw: &mut Raw, flags: &[Flag]) {
    for flag in flags {
        raw.set(
            &flag.key,
            flag.value.expose().to_owned(),
            Place::Flag(flag.flag.clone()),
        );
    }
}

/// The variable that sets a key.
pub fn variable_of(key: &Key) -> String {
    let name = format!("{PREFIX}{}", key.name.replace('.', "__").to_uppercase());
    if key.shape == Shape::Table {
        format!("{name}__…")
    } else {
        name
    }
}

/// `KAFKA__BROKERS` → `kafka.brokers`; inside a table single underscores are dots too, since
/// librdkafka's names have those and a shell's have none.
fn key_of(path: &str) -> String {
    let name = path.to_lowercase().replace("__", ".");
    match keys::entry_of(&name) {
        Some((table, entry)) => format!("{}.{}", table.name, entry.replace('_', ".")),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn double_underscores_nest() {
        let cases = [
            ("KAFKA__BROKERS", "kafka.brokers"),
            ("ITEM_BYTES_MAX", "item_bytes_max"),
            (
                "KAFKA__PROPERTIES__SSL_CA_LOCATION",
                "kafka.properties.ssl.ca.location",
            ),
            (
                "KAFKA__PROPERTIES_FROM_FILES__SASL_PASSWORD",
                "kafka.properties_from_files.sasl.password",
            ),
        ];
        for (path, expected) in cases {
            assert_eq!(key_of(path), expected);
        }
    }
}
