//! What the benchmarks on Apache Kafka share: medians with their spread, the machine, a run of the
//! service with topics of its own, its progress, and the page that shows the figures.
//!
//! Each benchmark takes it in by `#[path]`, beside `tests/support`; it knows no single benchmark.

#![allow(
    dead_code,
    reason = "each benchmark that takes this in uses its own part"
)]

pub mod machine;
pub mod page;
pub mod process;
pub mod progress;
pub mod run;
pub mod spread;

use std::process::ExitCode;

use crate::support::Outcome;

/// Runs a benchmark and says what went wrong; nothing under `cargo test`, which runs benchmarks, too,
/// without the flag `--bench`.
pub fn main_of(run: fn() -> Outcome) -> ExitCode {
    if !std::env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
