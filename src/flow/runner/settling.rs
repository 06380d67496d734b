//! From what was read to what is committed: the straight way of a run.

use std::time::Instant;

use tracing::{debug, info};

use super::Run;
use crate::flow::settle::Settled;
use crate::flow::{Answer, Failure, Outcome, Partition, Record};
use crate::pipeline::Verdict;

impl Run<'_> {
    pub(super) fn read(&mut self, records: Vec<Record>) {
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

    pub(super) fn position(&mut self, partition: &Partition, offset: i64) -> Result<(), Failure> {
        if !self.is_reading() {
            return Ok(());
        }
        self.ledger.mark(partition, offset);
        self.settle(partition)
    }

    pub(super) fn judged(&mut self, answers: Vec<(Record, Answer)>) -> Result<(), Failure> {
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

    pub(super) fn commit_when_due(&mut self) -> Result<(), Failure> {
        let due = self.batch.due(self.at.batches.interval);
        let waits_for_nothing =
            (self.is_ending() && self.ledger.is_empty()) || self.tripped.is_some();
        match due {
            Some(at) if waits_for_nothing || at <= Instant::now() => self.commit(),
            _ => Ok(()),
        }
    }

    pub(super) fn commit(&mut self) -> Result<(), Failure> {
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
            info!(item, topic, partition, offset, reason, "item rejected");
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
