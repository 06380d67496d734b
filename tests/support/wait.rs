//! Waiting for what another process does.

use std::thread;
use std::time::{Duration, Instant};

use super::Outcome;

/// How often to look: short against every wait in the tests, long against the cost of a look.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Looks until `look` finds something, or fails with `what` after `limit`.
pub fn until<T>(what: &str, limit: Duration, mut look: impl FnMut() -> Option<T>) -> Outcome<T> {
    let begin = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if begin.elapsed() > limit {
            return Err(format!("waited {limit:?} in vain: {what}"));
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// As [`until`], for a condition.
pub fn until_true(what: &str, limit: Duration, mut holds: impl FnMut() -> bool) -> Outcome {
    until(what, limit, || holds().then_some(()))
}
