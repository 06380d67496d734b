//! The runner: one loop over a closed event enum, from a source over the workers to a sink.
//!
//! It alone decides what is settled and when a batch is committed. It never waits for a worker; it
//! does wait for a commit, while source and workers go on within what may be in flight.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};
use tracing::{debug, info, warn};

use super::batch::Batch;
use super::breaker::Breaker;
use super::settle::{GivenUp, Ledger, Settled};
use super::{
    Answer, BatchSettings, Desk, Event, Failure, InFlight, Metrics, Outcome, Partition, Record,
    Revocation, Settings, Sink, Source,
};
use crate::pipeline::Verdict;

/// Aborts in a row, none of them followed by a commit, after which the clients are rebuilt: by then it
/// is not the batch that is at fault.
const ABORTS_IN_A_ROW_MAX: u32 = 5;

/// The wait after the first abort in a row; it doubles with each: a broker in trouble wants rest.
const ABORT_WAIT_MIN: Duration = Duration::from_millis(50);

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
            if let Some(ending) = self.ending() {
                return ending;
            }
            let waiting = self.at.events.len();
            let in_flight = &self.at.in_flight;
            self.at
                .metrics
                .in_flight(in_flight.items(), in_flight.bytes(), waiting);
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

    fn read(&mut self, records: Vec<Record>) {
        self.at.metrics.read(records.len());
        let mut wanted = Vec::with_capacity(records.len());
        for record in records {
            self.sequence_next = self.sequence_next.max(record.sequence + 1);
            if self.is_reading() && self.ledger.enter(&record) {
                wanted.push(record);
            } else {
                self.at.in_flight.remove(1, record.bytes());
            }
        }
        self.at.desk.submit(wanted);
    }

    fn position(&mut self, partition: &Partition, offset: i64) -> Result<(), Failure> {
        if !self.is_reading() {
            return Ok(());
        }
        self.ledger.mark(partition, offset);
        self.settle(partition)
    }

    fn judged(&mut self, answers: Vec<(Record, Answer)>) -> Result<(), Failure> {
        let mut touched: Vec<Partition> = Vec::new();
        for (record, answer) in answers {
            let partition = record.partition.clone();
            if self.ledger.answer(record, answer) && !touched.contains(&partition) {
                touched.push(partition);
            }
        }
        touched
            .iter()
            .try_for_each(|partition| self.settle(partition))
    }

    /// Puts into the sink what is settled by now.
    fn settle(&mut self, partition: &Partition) -> Result<(), Failure> {
        while self.tripped.is_none()
            && let Some(settled) = self.ledger.settle(partition)
        {
            match settled {
                Settled::Mark(partition, next) => self.batch.position(partition, next),
                Settled::Answer {
                    record,
                    answer,
                    bytes,
                    entered,
                } => {
                    self.at.in_flight.remove(1, bytes);
                    self.put(record, answer, entered)?;
                }
            }
            if self.batch.len() >= self.at.batches.items_max {
                self.commit()?;
            }
        }
        Ok(())
    }

    fn put(&mut self, record: Record, answer: Answer, entered: Instant) -> Result<(), Failure> {
        let rejected = matches!(answer.verdict, Verdict::Rejected(..));
        self.tripped = self.breaker.note(rejected);
        if self.tripped.is_some() {
            return Ok(());
        }
        let item_id = answer.item_id.clone();
        let verdict = self.at.sink.put(&record, answer)?;
        log_verdict(&record, item_id.as_deref(), &verdict);
        self.batch.put(verdict, entered, record.timestamp_ms);
        self.batch.position(record.partition, record.offset + 1);
        Ok(())
    }

    fn commit_when_due(&mut self) -> Result<(), Failure> {
        let due = self.batch.due(self.at.batches.interval);
        let waits_for_nothing =
            (self.is_ending() && self.ledger.is_empty()) || self.tripped.is_some();
        match due {
            Some(at) if waits_for_nothing || at <= Instant::now() => self.commit(),
            _ => Ok(()),
        }
    }

    fn commit(&mut self) -> Result<(), Failure> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let began = Instant::now();
        self.at.sink.commit(&self.batch.positions())?;
        self.at.metrics.batch(Outcome::Committed, began.elapsed());
        self.batch.committed(&self.at.metrics);
        self.aborts_in_a_row = 0;
        Ok(())
    }

    /// Finishes what is settled of partitions that go elsewhere, or aborts it where they are gone, and
    /// lets go of them in any case.
    fn revoked(&mut self, revocation: Revocation) -> Result<(), Failure> {
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

    fn stop(&mut self) {
        if self.stop_by.is_some() {
            return;
        }
        info!("stopping: finishing what was begun");
        self.stop_by = Some(Instant::now() + self.at.settings.drain_budget);
        self.at.source.halt();
    }

    /// Climbs the ladder's first rung, or says that it does not hold.
    fn recover(&mut self, failure: Failure) -> Result<(), Failure> {
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

    fn release(&self, given_up: GivenUp) {
        self.at.in_flight.remove(given_up.items, given_up.bytes);
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

fn numbers(partitions: &[Partition]) -> Vec<i32> {
    partitions
        .iter()
        .map(|partition| partition.number)
        .collect()
}

/// Says what became of an item: its id and place, never its text.
fn log_verdict(record: &Record, item_id: Option<&str>, verdict: &Verdict<()>) {
    let (topic, partition, offset) = (
        &*record.partition.topic,
        record.partition.number,
        record.offset,
    );
    let item = item_id.unwrap_or("");
    match verdict {
        Verdict::Rejected(why, message) => {
            let reason = why.name();
            warn!(item, topic, partition, offset, reason, "item rejected");
            // The words may quote the item.
            debug!(
                item,
                topic, partition, offset, message, "item rejected because"
            );
        }
        other => {
            let (verdict, reason) = (other.name(), other.reason());
            debug!(
                item,
                topic, partition, offset, verdict, reason, "item answered"
            );
        }
    }
}
