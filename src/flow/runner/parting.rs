//! Where a run leaves the straight way: partitions that go elsewhere, stops, aborts.

use std::time::{Duration, Instant};

use tracing::{info, warn};

use super::Run;
use crate::flow::settle::GivenUp;
use crate::flow::{Failure, Outcome, Partition, Revocation};

/// Aborts in a row, none of them followed by a commit, after which the clients are rebuilt: by then it
/// is not the batch that is at fault.
const ABORTS_IN_A_ROW_MAX: u32 = 5;

/// The wait after the second abort in a row; it doubles with each: a broker in trouble wants rest.
const ABORT_WAIT_MIN: Duration = Duration::from_millis(50);

impl Run<'_> {
    /// Finishes what is settled of partitions that go elsewhere, or aborts it where they are gone, and
    /// lets go of them in any case.
    pub(super) fn revoked(&mut self, revocation: Revocation) -> Result<(), Failure> {
        let Revocation { partitions, lost } = revocation;
        let event = if lost { "lost" } else { "revoked" };
        info!(partitions = ?numbers(&partitions), lost, "partitions taken away");
        for partition in &partitions {
            let given_up = self.ledger.remove(partition);
            self.release(given_up);
        }
        self.assigned
            .retain(|partition| !partitions.contains(partition));
        self.at.metrics.rebalanced(event, self.assigned.len());
        let settled = if lost && self.batch.touches(&partitions) {
            Err(Failure::Abort("partitions were lost".into()))
        } else if lost {
            Ok(())
        } else {
            self.commit()
        };
        // The abort comes before the source is let go: the batch must be void before another owner
        // can begin, and `recover` would come too late.
        let settled = match settled {
            Err(Failure::Abort(reason)) => self.abort(&reason),
            other => other,
        };
        self.at.source.release();
        settled
    }

    pub(super) fn stop(&mut self) {
        if self.stop_by.is_some() {
            return;
        }
        info!("stopping: finishing what was begun");
        self.stop_by = Some(Instant::now() + self.at.settings.drain_budget);
        self.at.source.halt();
    }

    /// Climbs the ladder's first rung, or says that it does not hold.
    pub(super) fn recover(&mut self, failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Abort(reason) => self.abort(&reason),
            higher => {
                self.at.metrics.batch(Outcome::Failed, Duration::ZERO);
                Err(higher)
            }
        }
    }

    /// Voids the batch and starts over at the committed offsets.
    fn abort(&mut self, reason: &str) -> Result<(), Failure> {
        self.aborts_in_a_row += 1;
        warn!(reason, in_a_row = self.aborts_in_a_row, "batch aborted");
        let began = Instant::now();
        self.at.sink.abort().map_err(|failure| match failure {
            Failure::Abort(reason) => Failure::Rebuild(reason),
            higher => higher,
        })?;
        self.at.metrics.batch(Outcome::Aborted, began.elapsed());
        self.batch.clear();
        let given_up = self.ledger.clear();
        self.release(given_up);
        self.at.desk.void_below(self.sequence_next);
        if self.aborts_in_a_row > ABORTS_IN_A_ROW_MAX {
            return Err(Failure::Rebuild(format!(
                "aborted again and again: {reason}"
            )));
        }
        if self.aborts_in_a_row > 1 {
            std::thread::sleep(ABORT_WAIT_MIN * 2u32.pow(self.aborts_in_a_row - 2));
        }
        self.rewinding = true;
        self.ended = false;
        self.at.source.rewind();
        Ok(())
    }

    pub(super) fn release(&self, given_up: GivenUp) {
        self.at.in_flight.remove(given_up.items, given_up.bytes);
    }
}

pub(super) fn numbers(partitions: &[Partition]) -> Vec<i32> {
    partitions
        .iter()
        .map(|partition| partition.number)
        .collect()
}
