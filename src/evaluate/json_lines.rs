//! Files with one annotated thing a line.

use serde::de::DeserializeOwned;

/// Reads one value a line, blank lines aside; or what is wrong with the first that is none.
pub fn json_lines<T: DeserializeOwned>(source: &str) -> Result<Vec<T>, String> {
    let lines = source
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1))
        })
        .collect()
}
