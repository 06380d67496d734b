//! What the tests and benchmarks on Apache Kafka share: a node, topics, the service as a process,
//! inputs, and the checker of the delivery promise.
//!
//! Each binary takes it in by `#[path]`; it knows no single test.

#![allow(dead_code, reason = "each binary that takes this in uses its own part")]

pub mod aloud;
pub mod answered;
pub mod certificates;
pub mod checker;
pub mod children;
pub mod cluster;
pub mod failpoints;
pub mod http;
pub mod inputs;
pub mod jars;
pub mod judge;
pub mod node;
pub mod port;
pub mod produce;
pub mod route;
pub mod scenarios;
pub mod service;
pub mod under_test;
pub mod wait;

/// What a test says when it fails.
pub type Outcome<T = ()> = Result<T, String>;
