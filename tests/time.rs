//! Dates against TimeBank, where it is at hand.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "support/aloud.rs"]
mod aloud;

use communique::evaluate::time::{measure, read};
use communique::text::Syntax;
use std::path::Path;

/// A day, week, month, quarter, half or year in that file.
const CONCRETE: usize = 829;

#[test]
fn dates_mean_what_annotators_meant() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/timex/timebank-dates.jsonl");
    let Ok(source) = std::fs::read_to_string(&path) else {
        aloud::left_out("no dates of TimeBank beside the project");
        return;
    };
    let report = measure(&Syntax::shipped().unwrap(), &read(&source).unwrap(), false);
    assert_eq!(report.concrete, CONCRETE);
    assert!(report.coverage >= 0.98, "{report:?}");
    assert!(report.agreement >= 0.85, "{report:?}");
}
