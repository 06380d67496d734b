//! The failpoints by name, for tests that arm them and for the one that looks for them in a binary.

use std::fs;

use super::Outcome;

/// The steps of delivery; each has a point before and after.
pub const STEPS: [&str; 12] = [
    "connect",
    "init",
    "assign",
    "begin",
    "produce",
    "settle",
    "offsets",
    "commit",
    "abort",
    "rewind",
    "revoke",
    "commit_offsets",
];

/// The variable that arms them.
pub const VARIABLE: &str = "FAILPOINTS";

/// The switch of the control that loses: offsets are committed before their transaction is.
pub const COMMIT_FIRST: &str = "commit_first";

/// The texts of failpoints that the service's binary, as it was built beside this test, lacks.
pub fn missing() -> Outcome<Vec<String>> {
    let binary = fs::read(env!("CARGO_BIN_EXE_communique")).map_err(|error| error.to_string())?;
    let has = |text: &str| {
        let mut parts = binary.windows(text.len());
        parts.any(|part| part == text.as_bytes())
    };
    if !has("initialising transactions") {
        return Err("texts are not found in the binary".to_owned());
    }
    Ok(texts().into_iter().filter(|text| !has(text)).collect())
}

/// Points, variable and switch.
pub fn texts() -> Vec<String> {
    let points = STEPS.iter().flat_map(|step| {
        let points = ["before", "after"];
        points.map(|end| format!("{step}.{end}"))
    });
    let others = [VARIABLE, COMMIT_FIRST].map(str::to_owned);
    points.chain(others).collect()
}
