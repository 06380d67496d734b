//! A real Prometheus with the rules of `deploy/` scrapes a running service on a real Apache Kafka: the
//! expressions must come to what the test caused.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::documents::{path, text};
use crate::support::children::Guarded;
use crate::support::inputs::{self, Made, Sent};
use crate::support::judge::{PANIC, TestJudge, expected};
use crate::support::node::Node;
use crate::support::route::{Route, Shape};
use crate::support::service::{Reader, Service};
use crate::support::{Outcome, http, port, wait};
use crate::tools;

const READY_LIMIT: Duration = Duration::from_secs(90);
const SEEN_LIMIT: Duration = Duration::from_secs(60);
/// Far more than the ratio needs to be above the alert's bound, and few enough to be done at once.
const INPUTS: usize = 400;
const PANICS: usize = 3;

/// Counts, ratios and alerts, first at work, then with the service gone.
pub fn rules_evaluate_to_what_was_caused() -> Outcome {
    let Some(program) = tools::prometheus("prometheus")? else {
        return Ok(());
    };
    let node = Node::start("deploy")?;
    let route = Route::create(node.brokers(), "scraped", Shape::default())?;
    let mut service = Service::start(
        &route.name,
        Reader::Test(TestJudge::ById),
        &route.settings(),
        &[],
    )?;
    service.wait_ready(READY_LIMIT)?;
    let prometheus = Prometheus::start(&program, service.port())?;
    // An increase is seen from one sample to the next: the zeros must have been seen first.
    prometheus.await_value("sum(communique_items_total)", |sum| sum == 0.0)?;

    let sent = send(&route)?;
    route.wait_done_by(&mut service, READY_LIMIT)?;
    check_counts(&prometheus, &sent)?;
    prometheus.await_alert("CommuniqueWorkerPanics", "firing")?;
    prometheus.await_alert("CommuniqueDeadLetterRatio", "pending")?;
    let alerts = prometheus.alerts()?;
    for silent in [
        "CommuniqueTargetAbsent",
        "CommuniqueNoProgress",
        "CommuniqueFenced",
    ] {
        if alerts.iter().any(|(name, _)| name == silent) {
            return Err(format!("{silent} with nothing wrong: {alerts:?}"));
        }
    }

    service.kill()?;
    prometheus.await_alert("CommuniqueTargetAbsent", "pending")
}

fn send(route: &Route) -> Outcome<Vec<Sent>> {
    let mut made = inputs::make(&route.name, INPUTS, 1);
    made.extend(inputs::make(&format!("{PANIC}{}", route.name), PANICS, 1));
    let made: Vec<Made> = made;
    inputs::send(&route.brokers, &route.input, &made, false)
}

fn check_counts(prometheus: &Prometheus, sent: &[Sent]) -> Outcome {
    let count = |verdict: &str| {
        let belong = sent
            .iter()
            .filter(|sent| expected(&sent.id).verdict == verdict);
        belong.count() as f64
    };
    for verdict in ["report", "dropped", "rejected"] {
        let asked = format!("sum(communique_items_total{{verdict=\"{verdict}\"}})");
        prometheus.await_value(&asked, |sum| sum == count(verdict))?;
    }
    let ratio = count("rejected") / sent.len() as f64;
    prometheus.await_value("job:communique_dead_letters:ratio10m", |found| {
        (found - ratio).abs() < 0.02
    })?;
    prometheus.await_value("job:communique_consumer_lag:sum", |lag| lag == 0.0)?;
    prometheus.await_value(
        "sum(increase(communique_worker_panics_total[15m]))",
        |panics| panics >= PANICS as f64 - 0.5,
    )
}

/// A Prometheus of the test's own; dropping it ends it.
struct Prometheus {
    _process: Guarded,
    _folder: tempfile::TempDir,
    port: u16,
}

impl Prometheus {
    /// Starts it with the example's configuration, in haste, on this one service.
    fn start(program: &Path, service: u16) -> Outcome<Self> {
        let text_of = |error: std::io::Error| error.to_string();
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(text_of)?;
        let configuration = text("deploy/prometheus/prometheus.yml")?
            .replace("15s", "1s")
            .replace("127.0.0.1:9464", &format!("127.0.0.1:{service}"));
        fs::write(folder.path().join("prometheus.yml"), configuration).map_err(text_of)?;
        for rules in ["recording.yml", "alerts.yml"] {
            let from = path("deploy/prometheus").join(rules);
            fs::copy(from, folder.path().join(rules)).map_err(text_of)?;
        }
        let [port] = port::free::<1>().map_err(text_of)?;
        let log = File::create(folder.path().join("log")).map_err(text_of)?;
        let mut command = Command::new(program);
        command
            .arg("--config.file=prometheus.yml")
            .arg("--storage.tsdb.path=data")
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::from(log));
        let process = Guarded::spawn(&mut command).map_err(text_of)?;
        let ready = || http::get(port, "/-/ready").is_ok_and(|(status, _)| status == 200);
        wait::until_true("Prometheus is ready", READY_LIMIT, ready)?;
        Ok(Self {
            _process: process,
            _folder: folder,
            port,
        })
    }

    /// The value of an expression that comes to one number; none while it comes to nothing.
    fn value(&self, expression: &str) -> Outcome<Option<f64>> {
        let answer = self.ask(&format!("/api/v1/query?query={}", encoded(expression)))?;
        let values = answer.pointer("/data/result").and_then(Value::as_array);
        match values.map(Vec::as_slice) {
            Some([]) => Ok(None),
            Some([one]) => {
                let value = one.pointer("/value/1").and_then(Value::as_str);
                Ok(value.and_then(|value| value.parse().ok()))
            }
            _ => Err(format!("{expression}: {answer}")),
        }
    }

    fn await_value(&self, expression: &str, is_right: impl Fn(f64) -> bool) -> Outcome {
        let mut last = None;
        let seen = wait::until_true(expression, SEEN_LIMIT, || {
            last = self.value(expression).ok().flatten();
            last.is_some_and(&is_right)
        });
        seen.map_err(|error| format!("{error}; it is {last:?}"))
    }

    /// Names and states of the alerts that are pending or firing.
    fn alerts(&self) -> Outcome<Vec<(String, String)>> {
        let answer = self.ask("/api/v1/alerts")?;
        let alerts = answer.pointer("/data/alerts").and_then(Value::as_array);
        let alerts = alerts.ok_or_else(|| format!("no alerts in {answer}"))?;
        let named = alerts.iter().filter_map(|alert| {
            let name = alert.pointer("/labels/alertname")?.as_str()?;
            Some((name.to_owned(), alert.get("state")?.as_str()?.to_owned()))
        });
        Ok(named.collect())
    }

    fn await_alert(&self, name: &str, state: &str) -> Outcome {
        let wanted = (name.to_owned(), state.to_owned());
        let what = format!("{name} is {state}");
        let is_there = || self.alerts().is_ok_and(|alerts| alerts.contains(&wanted));
        let seen = wait::until_true(&what, SEEN_LIMIT, is_there);
        seen.map_err(|error| format!("{error}; {:?}", self.alerts()))
    }

    fn ask(&self, path: &str) -> Outcome<Value> {
        let (_, body) = http::get(self.port, path)?;
        serde_json::from_str(&body).map_err(|error| format!("{path}: {error} in {body}"))
    }
}

/// A text as it stands in a query.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
