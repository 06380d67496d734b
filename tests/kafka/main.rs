//! The service on a real Apache Kafka node: delivery, every reason, its life from start to end.
//!
//! One node serves all tests here, started by the first that needs it; each test has topics and a
//! group of its own, so that several run at a time. This binary is also the service under test, with
//! a judge for tests, when its first argument says so.

mod cases;
mod checks;
mod delivery;
mod guarded;
mod life;
mod reasons;
mod reload;
mod replay;
mod route;
mod starting;
mod whereabouts;

#[path = "../support/mod.rs"]
mod support;

use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use libtest_mimic::{Arguments, Failed, Trial};

use support::Outcome;
use support::node::Node;
use support::under_test;

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
    trials.push(Trial::test("reasons::no_reason_is_left_out", || {
        reasons::no_reason_is_left_out().map_err(Failed::from)
    }));
    trials.extend(on_kafka(&node));
    trials.extend(guarded::trials());
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(node);
    conclusion.exit_code()
}

/// A test on the cluster that it is told of.
type Test = fn(&str) -> Outcome;

/// Functions with their paths as names.
macro_rules! tests {
    ($($module:ident::$test:ident,)+) => {
        [$((concat!(stringify!($module), "::", stringify!($test)), $module::$test as Test),)+]
    };
}

/// The tests that need the node.
fn on_kafka(node: &Arc<SharedNode>) -> Vec<Trial> {
    // The longest first: they run beside the rest.
    let tests = tests![
        delivery::exactly_once_through_joins_and_a_kill,
        delivery::at_least_once_repeats_and_the_checker_says_so,
        route::every_scenario_keeps_the_promise,
        life::one_of_two_with_the_same_id_gives_up,
        life::counts_and_leaves_the_group,
        life::drains_what_it_began,
        life::a_second_signal_ends_at_once,
        life::ends_while_the_broker_is_unreachable,
        life::missing_topics_are_named,
        life::missing_topics_are_made,
        life::the_breaker_stops_a_stream_of_rejections,
        life::a_lost_offset_stops_the_service,
        reasons::every_reason_of_the_reader,
        reasons::below_confidence,
        reasons::panic_and_a_report_too_large,
        replay::each_letter_goes_back_once_as_what_it_was,
        replay::a_kill_neither_loses_nor_repeats,
        reload::data_are_swapped_or_refused_while_it_reads,
        starting::earliest,
        starting::latest,
        starting::a_time,
        starting::a_time_to_come,
    ];
    let trial = |(name, test): (&'static str, Test)| {
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
