//! Files with one thing a line.

use std::fmt::Display;

use serde::de::DeserializeOwned;

/// Reads one JSON value a line, blank lines aside; or what is wrong with the first that is none.
pub fn json_lines<T: DeserializeOwned>(source: &str) -> Result<Vec<T>, String> {
    each_line(source, |line| serde_json::from_str(line))
}

/// Reads each line, blank ones aside; or what is wrong with the first that cannot be read, and its number.
pub fn each_line<T, E: Display>(
    source: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, String> {
    let lines = source
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| read(line).map_err(|error| format!("line {}: {error}", at + 1)))
        .collect()
}
