//! The service on a real Apache Kafka node: delivery, every reason, its life from start to end.
//!
//! One node serves all tests here, started by the first that needs it; each test has topics and a
//! group of its own, so that several run at a time. This binary is also the service under test, with
//! a judge for tests, when its first argument says so.

mod checks;
mod under_test;

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Arguments, Failed, Trial};

use support::Outcome;
use support::node::Node;

/// More at a time would only wait for the cores: a test has up to three services and their node.
const TESTS_AT_A_TIME: usize = 3;

fn main() -> ExitCode {
    if let Some(code) = under_test::run_if_asked() {
        return code;
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(TESTS_AT_A_TIME);
    let node = Arc::new(SharedNode::default());
    let mut trials = checks::trials();
    trials.extend(on_kafka(&node));
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(node);
    conclusion.exit_code()
}

/// The tests that need the node.
fn on_kafka(node: &Arc<SharedNode>) -> Vec<Trial> {
    let tests: [(&'static str, fn(&str) -> Outcome); 0] = [];
    let trial = |(name, test): (&'static str, fn(&str) -> Outcome)| {
        let node = Arc::clone(node);
        Trial::test(name, move || test(node.brokers()?).map_err(Failed::from))
    };
    tests.into_iter().map(trial).collect()
}

/// The node, started when first asked for; why it did not start is told to every test.
#[derive(Default)]
struct SharedNode(OnceLock<Outcome<Node>>);

impl SharedNode {
    fn brokers(&self) -> Outcome<&str> {
        let node = self.0.get_or_init(|| Node::start("kafka"));
        node.as_ref().map(Node::brokers).map_err(String::clone)
    }
}
