//! The runner: one loop over a closed event enum, from a source over the workers to a sink.
//!
//! It alone decides what is settled and when a batch is committed. It never waits for a worker; it
//! does wait for a commit, while source and workers go on within what may be in flight.

mod parting;
mod settling;

use std::sync::Arc;
use std::time::Instant;

use crossbeam_channel::{Receiver, RecvTimeoutError};
use tracing::info;

use super::batch::Batch;
use super::breaker::Breaker;
use super::settle::Ledger;
use super::{
    BatchSettings, Desk, Event, Failure, InFlight, Metrics, Partition, Settings, Sink, Source,
};
use parting::numbers;

/// Everything that a runner stands between.
pub struct Runner<'a> {
    /// Where records come from.
    pub source: &'a mut dyn Source,
    /// Where answers go.
    pub sink: &'a mut dyn Sink,
    /// The way to the workers.
    pub desk: Desk,
    /// All that happens.
    pub events: Receiver<Event>,
    /// The bound shared with the source.
    pub in_flight: Arc<InFlight>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// When to give up.
    pub settings: Settings,
    /// When to commit.
    pub batches: BatchSettings,
}

/// How a run ends.
#[derive(Debug, PartialEq, Eq)]
pub enum Ending {
    /// All that was taken is committed, but for so many records that the drain budget left over. They
    /// are uncommitted, and will be read by whoever comes next.
    Drained {
        /// Records given up.
        left_over: usize,
    },
    /// The circuit breaker opened; what came before is committed.
    BreakerOpen(String),
    /// Source or sink cannot go on as they are.
    Failed(Failure),
}

impl Runner<'_> {
    /// Runs until the source ends, somebody asks for a stop, or nothing goes on.
    pub fn run(self) -> Ending {
        let breaker = Breaker::new(self.settings.breaker.clone());
        let run = Run {
            at: self,
            ledger: Ledger::default(),
            batch: Batch::default(),
            breaker,
            assigned: Vec::new(),
            sequence_next: 0,
            rewinding: false,
            ended: false,
            stop_by: None,
            tripped: None,
            aborts_in_a_row: 0,
        };
        run.run()
    }
}

/// The state of a run.
struct Run<'a> {
    at: Runner<'a>,
    ledger: Ledger,
    batch: Batch,
    breaker: Breaker,
    assigned: Vec<Partition>,
    /// One past the highest sequence seen.
    sequence_next: u64,
    /// Asked to start over; whatever comes before the source says so is void.
    rewinding: bool,
    /// The source has no more.
    ended: bool,
    /// A stop was asked for; unfinished work is given up then.
    stop_by: Option<Instant>,
    /// Why the breaker opened.
    tripped: Option<String>,
    aborts_in_a_row: u32,
}

impl Run<'_> {
    fn run(mut self) -> Ending {
        loop {
            let step = self.next_event().and_then(|event| self.step(event));
            let step = step.and_then(|()| self.commit_when_due());
            if let Err(failure) = step
                && let Err(failure) = self.recover(failure)
            {
                return Ending::Failed(failure);
            }
            let ending = self.ending();
            let waiting = self.at.events.len();
            let in_flight = &self.at.in_flight;
            self.at
                .metrics
                .in_flight(in_flight.items(), in_flight.bytes(), waiting);
            if let Some(ending) = ending {
                return ending;
            }
        }
    }

    /// The next event, or none when something is due first.
    fn next_event(&self) -> Result<Option<Event>, Failure> {
        let due = self.batch.due(self.at.batches.interval);
        let until = [due, self.stop_by].into_iter().flatten().min();
        let received = match until {
            Some(until) => self.at.events.recv_deadline(until),
            None => self
                .at
                .events
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(event) => Ok(Some(event)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => {
                Err(Failure::Rebuild("the source is gone without a word".into()))
            }
        }
    }

    fn step(&mut self, event: Option<Event>) -> Result<(), Failure> {
        match event {
            None => Ok(()),
            Some(Event::Assigned(partitions)) => {
                self.assigned(partitions);
                Ok(())
            }
            Some(Event::Read(records)) => {
                self.read(records);
                Ok(())
            }
            Some(Event::Position(partition, offset)) => self.position(&partition, offset),
            Some(Event::Judged(answers)) => self.judged(answers),
            Some(Event::Revoked(revocation)) => self.revoked(revocation),
            Some(Event::Rewound) => {
                self.rewinding = false;
                Ok(())
            }
            Some(Event::End) => {
                self.ended = true;
                Ok(())
            }
            Some(Event::Stop) => {
                self.stop();
                Ok(())
            }
            Some(Event::Failed(failure)) => Err(failure),
        }
    }

    /// Whether what the source sends now is wanted.
    fn is_reading(&self) -> bool {
        !self.rewinding && self.stop_by.is_none() && self.tripped.is_none()
    }

    fn assigned(&mut self, partitions: Vec<Partition>) {
        info!(partitions = ?numbers(&partitions), "partitions assigned");
        self.assigned.extend(partitions);
        self.at.metrics.rebalanced("assigned", self.assigned.len());
    }

    fn is_ending(&self) -> bool {
        self.stop_by.is_some() || (self.ended && !self.rewinding)
    }

    fn ending(&mut self) -> Option<Ending> {
        if let Some(reason) = self.tripped.take_if(|_| self.batch.is_empty()) {
            self.at.metrics.breaker_opened();
            return Some(Ending::BreakerOpen(reason));
        }
        let out_of_time = self.stop_by.is_some_and(|at| at <= Instant::now());
        if !self.is_ending() || !(self.ledger.is_empty() || out_of_time) {
            return None;
        }
        let given_up = self.ledger.clear();
        self.release(given_up);
        // With the ledger empty the batch is due at once; a failed commit ends the run next time round.
        self.batch.is_empty().then_some(Ending::Drained {
            left_over: given_up.items,
        })
    }
}
