//! What librdkafka calls back on the poll thread: assignment, revocation, statistics, logs.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::Sender;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::consumer::{BaseConsumer, Consumer, ConsumerContext};
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::types::RDKafkaRespErr;
use rdkafka::{ClientContext, Statistics, TopicPartitionList};
use tracing::warn;

use super::failpoint::around;
use super::handover::Handover;
use super::membership::Membership;
use super::start;
use super::{Start, statistics};
use crate::flow::{Event, Failure, Metrics, Partition, Record, Revocation};

/// A consumer with what it calls back.
pub(super) type GroupConsumer = BaseConsumer<Context>;

/// What the callbacks need, shared with the source and the sink.
pub(super) struct Context {
    /// Where the runner listens.
    pub events: Sender<Event>,
    /// Who waits for whom.
    pub handover: Arc<Handover>,
    /// How long a revocation waits for the runner.
    pub revoke_budget: Duration,
    /// Where partitions without a committed offset begin.
    pub start: Start,
    /// The input topic's name, shared by all partitions.
    pub topic: Arc<str>,
    /// Records that were polled and not yet told. The callbacks run inside a poll, and what was polled
    /// before them must be told before them.
    pub pending: Mutex<Vec<Record>>,
    /// Changes of the assignment so far, so that the poll thread sees that there was one.
    pub changes: AtomicUsize,
    /// Whether it is a member of the group, and since when not.
    pub membership: Membership,
    /// What is counted.
    pub metrics: Arc<Metrics>,
}

impl ClientContext for Context {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        statistics::log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        statistics::log_error("consumer", &error, reason);
    }

    fn stats(&self, says: Statistics) {
        let steady = says
            .cgrp
            .as_ref()
            .is_some_and(|group| group.join_state == "steady");
        self.membership.note(steady, Instant::now());
        statistics::note(&self.metrics, "consumer", &says);
        self.metrics
            .lag(statistics::lag(&says, &self.topic).into_iter());
    }
}

impl ConsumerContext for Context {
    fn rebalance(
        &self,
        consumer: &GroupConsumer,
        event: RDKafkaRespErr,
        partitions: &mut TopicPartitionList,
    ) {
        self.changes.fetch_add(1, Relaxed);
        let done = match event {
            RDKafkaRespErr::RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS => {
                self.assign(consumer, partitions)
            }
            RDKafkaRespErr::RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS => {
                self.revoke(consumer, partitions)
            }
            other => Err(KafkaError::Rebalance(other.into())),
        };
        if let Err(error) = done {
            let failure = Failure::Rebuild(format!("rebalance: {error}"));
            self.tell(Event::Failed(failure));
        }
    }
}

impl Context {
    fn assign(&self, consumer: &GroupConsumer, partitions: &TopicPartitionList) -> KafkaResult<()> {
        let starts = match around!("assign", start::positions(consumer, partitions, self.start)) {
            Ok(starts) => starts,
            Err(error) => {
                // The group must have its answer all the same; the clients are about to be rebuilt.
                consumer.incremental_assign(&TopicPartitionList::new())?;
                return Err(error);
            }
        };
        self.tell(Event::Assigned(self.named(partitions)));
        for (number, offset) in starts.decided() {
            // A choice of `latest` or of a time holds even if nothing comes before the next start.
            self.tell(Event::Position(self.partition(number), offset));
        }
        consumer.incremental_assign(starts.list())?;
        self.membership.note(true, Instant::now());
        Ok(())
    }

    fn revoke(&self, consumer: &GroupConsumer, partitions: &TopicPartitionList) -> KafkaResult<()> {
        around!("revoke", self.give_away(consumer, partitions))
    }

    fn give_away(
        &self,
        consumer: &GroupConsumer,
        partitions: &TopicPartitionList,
    ) -> KafkaResult<()> {
        let number = self.handover.begin();
        let lost = consumer.assignment_lost();
        if lost {
            self.handover.give_up(number);
        }
        self.tell(Event::Revoked(Revocation {
            partitions: self.named(partitions),
            lost,
        }));
        if !lost && !self.handover.wait(number, self.revoke_budget) {
            warn!("partitions given away before their work was finished; it will be aborted");
        }
        consumer.incremental_unassign(partitions)
    }

    /// Asks for new clients where this one has been no member for too long.
    pub fn watch_membership(&self) {
        if let Some(out) = self.membership.overdue(Instant::now()) {
            let said = format!("no member of the group for {} s", out.as_secs());
            self.tell(Event::Failed(Failure::Rebuild(said)));
        }
    }

    fn named(&self, partitions: &TopicPartitionList) -> Vec<Partition> {
        let elements = partitions.elements();
        elements
            .iter()
            .map(|element| self.partition(element.partition()))
            .collect()
    }

    /// The partition of the input topic with this number.
    pub fn partition(&self, number: i32) -> Partition {
        Partition {
            topic: Arc::clone(&self.topic),
            number,
        }
    }

    /// Tells the runner, after all records that are pending.
    pub fn tell(&self, event: Event) {
        self.tell_pending();
        self.send(event);
    }

    /// Tells the runner of the records that are pending.
    pub fn tell_pending(&self) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let records = std::mem::take(&mut *pending);
        if !records.is_empty() {
            self.send(Event::Read(records));
        }
    }

    /// One more record is pending; how many there are.
    pub fn push_pending(&self, record: Record) -> usize {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.push(record);
        pending.len()
    }

    /// A runner that is gone hears nothing, and nothing is lost by that.
    fn send(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
