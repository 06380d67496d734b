//! The processes of the service: one that outlives all faults, one that faults hit, and others that
//! come and go.

use std::time::Duration;

use crate::load::ITEM_BYTES_MAX;
use crate::marked::NAME;
use crate::support::children::Signal;
use crate::support::failpoints::VARIABLE;
use crate::support::route::Route;
use crate::support::service::{Reader, Service, Settings};
use crate::support::{Outcome, wait};

/// A member that is silent for so long is gone: short, so that a crash is soon noticed.
pub const SESSION: Duration = Duration::from_millis(3_000);
/// A transaction that is open for so long is aborted.
pub const TRANSACTION: Duration = Duration::from_millis(5_000);
/// From a start, or a fault, to being a member.
pub const READY_LIMIT: Duration = Duration::from_secs(90);
/// From a request to end to the end.
const STOP_LIMIT: Duration = Duration::from_secs(40);

/// The processes on one route.
pub struct Team {
    settings: Settings,
    name: String,
    started: usize,
    /// Never killed: its memory is measured.
    pub survivor: Service,
    /// Hit again and again, under one transactional id.
    pub victim: Service,
}

impl Team {
    /// Starts survivor and victim, with `proxied` as their brokers.
    pub fn start(route: &Route, proxied: &str) -> Outcome<Self> {
        let settings = settings(route, proxied);
        let name = route.test.clone();
        let survivor = start(&format!("{name}-survivor"), &settings, &[])?;
        let victim = start_victim(&name, 0, &settings)?;
        let mut team = Self {
            settings,
            name,
            started: 0,
            survivor,
            victim,
        };
        team.survivor.wait_ready(READY_LIMIT)?;
        team.victim.wait_ready(READY_LIMIT)?;
        Ok(team)
    }

    /// The victim ends at once; the next takes its identity.
    pub fn kill_victim(&mut self) -> Outcome {
        self.victim.signal(Signal::Kill)?;
        self.started += 1;
        // The handle of the old one is dropped, and reaped, with its end.
        self.victim = start_victim(&self.name, self.started, &self.settings)?;
        self.victim.wait_ready(READY_LIMIT)
    }

    /// The victim is asked to end, does so well, and the next comes.
    pub fn replace_victim(&mut self) -> Outcome {
        self.replace_victim_once(|| true)?;
        self.victim.wait_ready(READY_LIMIT)
    }

    /// As [`Team::replace_victim`], but the next comes only when others are `ready`.
    pub fn replace_victim_once(&mut self, ready: impl FnMut() -> bool) -> Outcome {
        self.victim.signal(Signal::Terminate)?;
        expect_end(&mut self.victim)?;
        wait::until_true("others have taken over", READY_LIMIT, ready)?;
        self.started += 1;
        self.victim = start_victim(&self.name, self.started, &self.settings)?;
        Ok(())
    }

    /// Starts one more, with these failpoints armed.
    pub fn join(&mut self, failpoints: &str) -> Outcome<Service> {
        self.started += 1;
        let name = format!("{}-{}", self.name, self.started);
        let armed = [(VARIABLE, failpoints)];
        let armed = if failpoints.is_empty() {
            &[][..]
        } else {
            &armed
        };
        start(&name, &self.settings, armed)
    }

    /// All end well.
    pub fn stop(self) -> Outcome {
        self.victim.stop(STOP_LIMIT)?;
        self.survivor.stop(STOP_LIMIT)
    }
}

/// Asks a process to end, and expects it to do so well.
pub fn stop(service: Service) -> Outcome {
    service.stop(STOP_LIMIT)
}

fn expect_end(service: &mut Service) -> Outcome {
    match service.exit_code(STOP_LIMIT)? {
        0 => Ok(()),
        code => Err(service.with_tail(&format!("exit code {code} after a request to end"))),
    }
}

/// Waits until its log tells of a failpoint so many times.
pub fn wait_for_points(service: &mut Service, point: &str, times: usize) -> Outcome {
    let what = format!("failpoint {point}, {times} times");
    let said = format!("failpoint {point}");
    let passed = wait::until(&what, READY_LIMIT, || {
        if service.log().matches(&said).count() >= times {
            return Some(Ok(()));
        }
        service.is_running().err().map(Err)
    });
    passed
        .and_then(|passed| passed)
        .map_err(|error| service.with_tail(&error))
}

/// Resident memory in bytes.
pub fn memory(service: &Service) -> Outcome<f64> {
    service.metric("process_resident_memory_bytes", &[])
}

fn start(name: &str, settings: &Settings, environment: &[(&str, &str)]) -> Outcome<Service> {
    Service::start_in(name, Reader::Own(NAME), settings, &[], environment)
}

/// The `number`th process that was started, under the victim's identity.
fn start_victim(name: &str, number: usize, settings: &Settings) -> Outcome<Service> {
    let mut settings = settings.clone();
    let id = format!("{name}-victim");
    settings.push(("kafka.transactional_id".to_owned(), id));
    start(&format!("{name}-{number}-victim"), &settings, &[])
}

/// The settings of every process.
pub fn settings(route: &Route, proxied: &str) -> Settings {
    let (session, transaction) = (SESSION.as_millis(), TRANSACTION.as_millis());
    route.settings_with(&[
        ("kafka.brokers", proxied),
        ("kafka.session_timeout_ms", &session.to_string()),
        ("kafka.transaction_timeout_ms", &transaction.to_string()),
        ("kafka.revoke_budget_ms", "1500"),
        ("item_bytes_max", &ITEM_BYTES_MAX.to_string()),
        ("workers", "2"),
    ])
}
