//! The scenarios of `tests/route.rs` once more, on Apache Kafka.

use std::time::Duration;

use crate::support::checker::check;
use crate::support::judge::{TestJudge, expected};
use crate::support::route::{Route, Shape};
use crate::support::scenarios;
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, inputs};

const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// Every scenario keeps the promise.
pub fn every_scenario_keeps_the_promise(brokers: &str) -> Outcome {
    for scenario in scenarios::all(&format!("kafka-{:08x}", fastrand::u32(..))) {
        let shape = Shape {
            input_partitions: scenario.partitions,
            output_partitions: 2,
            ..Shape::default()
        };
        let route = Route::create(brokers, scenario.name, shape)?;
        let sent = inputs::send(brokers, &route.input, &scenario.inputs, false)?;
        let interval_ms = scenario.commit_interval_ms.to_string();
        let more = [
            ("kafka.commit_interval_ms", interval_ms.as_str()),
            ("flow.breaker_ratio_max", "1"),
        ];
        let settings = route.settings_with(&more);
        let judge = Reader::Test(TestJudge::ById);
        let mut service = Service::start(scenario.name, judge, &settings, &[])?;
        route.wait_done_by(&mut service, DONE_LIMIT)?;
        service.stop(STOP_LIMIT)?;
        let violations = check(&sent, &route.seen(&sent)?, expected);
        violations
            .none()
            .map_err(|error| format!("{}: {error}", scenario.name))?;
    }
    Ok(())
}
