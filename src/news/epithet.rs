//! Words that say what somebody is and are not the office by which he was introduced: "the Peruvian leader" is the
//! president, "the diplomat" the ambassador.

use crate::world::Level;

const LEADERS: &[&str] = &["leader", "head of state", "ruler", "strongman"];
const HEADS_OF_GOVERNMENT: &[&str] = &["premier", "head of government"];
const TOP_DIPLOMATS: &[&str] = &["top diplomat", "chief diplomat"];
const DIPLOMATS: &[&str] = &["diplomat", "veteran diplomat"];

/// Parts of the offices of whoever leads a state's diplomacy.
const FOREIGN: &[&str] = &[
    "foreign minister",
    "foreign secretary",
    "secretary of state",
    "high representative",
];
/// Parts of the offices of other diplomats.
const ABROAD: &[&str] = &[
    "foreign",
    "ambassador",
    "envoy",
    "representative",
    "negotiator",
    "consul",
];

/// Whether somebody of this office may be called so; all words are lower case.
pub fn goes_by(words: &str, role: &str, level: Option<Level>) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| role.contains(part));
    let leads = |levels: &[Level]| level.is_some_and(|level| levels.contains(&level));
    match words {
        _ if LEADERS.contains(&words) => leads(&[Level::HeadOfState, Level::HeadOfGovernment]),
        _ if HEADS_OF_GOVERNMENT.contains(&words) => leads(&[Level::HeadOfGovernment]),
        _ if TOP_DIPLOMATS.contains(&words) => has(FOREIGN) && leads(&[Level::Minister]),
        _ if DIPLOMATS.contains(&words) => has(FOREIGN) || has(ABROAD),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, role: &str, level: Level, expected: bool) {
        let found = goes_by(words, role, Some(level));
        assert_eq!(found, expected, "{words}: {role}");
    }

    #[test]
    fn somebody_goes_by_what_he_is() {
        check("leader", "president", Level::HeadOfState, true);
        check("leader", "prime minister", Level::HeadOfGovernment, true);
        check("leader", "trade minister", Level::Minister, false);
        check("premier", "prime minister", Level::HeadOfGovernment, true);
        check("premier", "president", Level::HeadOfState, false);
        check("top diplomat", "foreign minister", Level::Minister, true);
        check(
            "top diplomat",
            "deputy foreign minister",
            Level::Deputy,
            false,
        );
        check("diplomat", "deputy foreign minister", Level::Deputy, true);
        check("diplomat", "ambassador", Level::Envoy, true);
        check("diplomat", "trade minister", Level::Minister, false);
        check(
            "president",
            "prime minister",
            Level::HeadOfGovernment,
            false,
        );
    }
}
