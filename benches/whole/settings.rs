//! How long the benchmark takes: by default some minutes.

use std::str::FromStr;
use std::time::Duration;

use crate::support::Outcome;

/// What can be set from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `BENCH_ROUNDS`: how often each figure is taken.
    pub rounds: usize,
    /// `BENCH_ITEMS`: items in the topic that a run reads; a few thousand are some seconds of work.
    pub items: usize,
    /// `BENCH_SECONDS`: how long a run for latency sends.
    pub latency: Duration,
}

impl Settings {
    /// What the environment says, else the defaults.
    pub fn of_environment() -> Outcome<Self> {
        Ok(Self {
            rounds: number("BENCH_ROUNDS", 3)?,
            items: number("BENCH_ITEMS", 5_000)?,
            latency: Duration::from_secs(number("BENCH_SECONDS", 10)?),
        })
    }
}

fn number<T: FromStr>(variable: &str, default: T) -> Outcome<T>
where
    T::Err: std::fmt::Display,
{
    match std::env::var(variable) {
        Ok(text) => text.parse().map_err(|error| format!("{variable}: {error}")),
        Err(_) => Ok(default),
    }
}
