//! The route's scenarios, without a word about where they run: on a log in memory, and again on Apache
//! Kafka.

use super::inputs::{self, Made};
use super::judge::{HUGE, PANIC};

/// Inputs that a service must answer as the test judge says.
pub struct Scenario {
    /// Its name, fit for a topic.
    pub name: &'static str,
    /// Partitions of the input.
    pub partitions: i32,
    /// The commit interval.
    pub commit_interval_ms: u64,
    /// What is read.
    pub inputs: Vec<Made>,
}

/// All of them. `run` makes ids fresh.
pub fn all(run: &str) -> Vec<Scenario> {
    let scenario = |name, count, partitions, commit_interval_ms| Scenario {
        name,
        partitions,
        commit_interval_ms,
        inputs: inputs::make(&format!("{run}-{name}"), count, partitions),
    };
    let mut with_panics = scenario("panics", 300, 3, 20);
    rename_every(&mut with_panics.inputs, 7, PANIC);
    let mut single = scenario("one", 1, 1, 5);
    single.inputs.truncate(1);
    vec![
        single,
        scenario("many-commits", 400, 2, 1),
        scenario("more-partitions-than-inputs", 3, 6, 10),
        scenario("one-commit", 500, 4, 500),
        with_panics,
    ]
}

/// Gives every n-th input an id with this prefix.
fn rename_every(inputs: &mut [Made], n: usize, prefix: &str) {
    debug_assert!([PANIC, HUGE].contains(&prefix));
    for made in inputs.iter_mut().step_by(n) {
        let id = format!("{prefix}{}", made.id);
        let value = made.record.value.take().unwrap_or_default();
        let value = String::from_utf8_lossy(&value).replacen(&made.id, &id, 1);
        made.record.value = Some(value.into_bytes());
        made.id = id;
    }
}
