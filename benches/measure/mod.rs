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
