//! What the HTTP port answers: whether the service lives, is ready, and what it is.

use std::sync::Arc;
use std::time::Duration;

use super::reload::Office;
use super::signals::Switch;
use crate::flow::{Metrics, Workers};
use crate::observe::http::Probes;

/// The poll thread goes round many times a second; a revocation may hold it for its budget. Beyond this
/// it hangs.
const POLL_SILENCE_MAX: Duration = Duration::from_secs(120);

/// librdkafka returns from a transactional call within seconds. Where one does not, only a new process helps.
const CALL_SILENCE_MAX: Duration = Duration::from_secs(120);

/// No item takes a worker so long; beyond this it hangs.
const WORKER_PATIENCE: Duration = Duration::from_secs(120);

/// The probes of a running service.
pub(super) fn probes(
    metrics: &Arc<Metrics>,
    workers: &Arc<Workers>,
    switch: &Arc<Switch>,
    office: &Arc<Office>,
) -> Probes {
    let metrics = Arc::clone(metrics);
    let (workers, polling, ready) = (Arc::clone(workers), Arc::clone(switch), Arc::clone(switch));
    let office = Arc::clone(office);
    Probes {
        metrics: Box::new(move || metrics.render()),
        live: Box::new(move || live(&workers, &polling)),
        ready: Box::new(move || is_ready(&ready)),
        version: Box::new(move || says(&office)),
    }
}

/// What runs here now.
fn says(office: &Office) -> serde_json::Value {
    let versions = office.versions();
    serde_json::json!({
        "name": "communique",
        "version": versions.version,
        "model": versions.model,
        "rules": versions.rules,
        "world": versions.world,
    })
}

/// Nothing hangs. A broker that cannot be reached is no reason to be killed.
fn live(workers: &Workers, switch: &Switch) -> Result<(), String> {
    if !workers.beat(WORKER_PATIENCE) {
        return Err("a worker hangs or is gone".into());
    }
    let status = switch.status();
    hangs(status.poll.silence(), status.call.silence()).map_or(Ok(()), |what| Err(what.into()))
}

/// What hangs, by how long the poll thread and a transactional call have said nothing.
fn hangs(poll: Duration, call: Duration) -> Option<&'static str> {
    if poll > POLL_SILENCE_MAX {
        return Some("the poll thread hangs");
    }
    (call > CALL_SILENCE_MAX).then_some("a transactional call hangs")
}

/// Records are read and answers can be published.
fn is_ready(switch: &Switch) -> Result<(), String> {
    if switch.is_asked() {
        return Err("stopping".into());
    }
    if !switch.status().is_producer_ready() {
        return Err("the producer is not initialised".into());
    }
    if !switch.status().is_joined() {
        return Err("the group is not joined".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_silent_for_minutes_hangs() {
        let check = |poll: u64, call: u64, expected: Option<&str>| {
            let (poll, call) = (Duration::from_secs(poll), Duration::from_secs(call));
            assert_eq!(hangs(poll, call), expected, "{poll:?}, {call:?}");
        };
        check(0, 0, None);
        check(119, 119, None);
        check(121, 0, Some("the poll thread hangs"));
        check(0, 121, Some("a transactional call hangs"));
        check(500, 500, Some("the poll thread hangs"));
    }
}
