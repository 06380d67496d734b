//! The sink: outputs, dead letters, audit and offsets in one transaction, or, where delivery is at least
//! once, offsets after acknowledged outputs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rdkafka::consumer::{CommitMode, Consumer};
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::producer::Producer;
use rdkafka::{Offset, TopicPartitionList};
use tracing::warn;

use super::context::GroupConsumer;
use super::failpoint::around;
use super::ladder::{self, Rung};
use super::letters::{self, Letters};
use super::outbox::Outbox;
use super::{Delivery, Pulse, Settings};
use crate::flow::{Answer, Failure, Partition, Record, Sink};
use crate::pipeline::{Rejected, Verdict};

/// How long one transactional call may take before it is made again; librdkafka goes on with it meanwhile.
const CALL_WITHIN: Duration = Duration::from_secs(5);

/// The wait before a call is made again whose error came at once.
const REPEAT_WAIT: Duration = Duration::from_millis(20);

/// A call that is repeated this often is worth a line in the log, each time.
const REPEATS_PER_WARNING: u32 = 50;

/// Publishes to Kafka.
pub struct KafkaSink {
    outbox: Outbox,
    consumer: Arc<GroupConsumer>,
    letters: Letters,
    delivery: Delivery,
    transaction_timeout: Duration,
    /// Beats when a transactional call begins, rests when it has returned.
    pulse: Arc<Pulse>,
    /// When the open transaction began.
    began: Option<Instant>,
}

impl KafkaSink {
    /// A sink over a producer that is ready for transactions, where they are wanted.
    pub(super) fn new(
        outbox: Outbox,
        consumer: Arc<GroupConsumer>,
        letters: Letters,
        settings: &Settings,
        pulse: Arc<Pulse>,
    ) -> Self {
        Self {
            outbox,
            pulse,
            consumer,
            letters,
            delivery: settings.delivery,
            transaction_timeout: settings.transaction_timeout,
            began: None,
        }
    }

    fn begin(&mut self) -> Result<(), Failure> {
        if self.began.is_some() {
            return Ok(());
        }
        if self.delivery == Delivery::ExactlyOnce {
            self.transact("beginning", || {
                around!("begin", self.outbox.producer().begin_transaction())
            })?;
        }
        self.began = Some(Instant::now());
        Ok(())
    }

    /// Makes a transactional call until its outcome is known, or nobody can tell it any more.
    fn transact(&self, doing: &str, call: impl Fn() -> KafkaResult<()>) -> Result<(), Failure> {
        let known = repeat(doing, outcome_within(self.transaction_timeout), || {
            self.pulse.beat();
            let done = call();
            self.pulse.rest();
            done
        });
        // A transaction that outlived its timeout was ended by the coordinator, which then fences its
        // producer: this process slept, and no other has its identity.
        let slept = self
            .began
            .is_some_and(|began| began.elapsed() >= self.transaction_timeout);
        known.map_err(|failure| match failure {
            Failure::Fenced(said) if slept => {
                Failure::Rebuild(format!("the transaction ran out: {said}"))
            }
            other => other,
        })
    }

    fn commit_transaction(&self, offsets: &TopicPartitionList) -> Result<(), Failure> {
        let producer = self.outbox.producer();
        let no_member = || Failure::Abort("no member of the group".into());
        let member = self.consumer.group_metadata().ok_or_else(no_member)?;
        // In this order: see the handover's own words.
        self.check_handover()?;
        self.transact("sending offsets", || {
            around!(
                "offsets",
                producer.send_offsets_to_transaction(offsets, &member, CALL_WITHIN)
            )
        })?;
        self.transact("committing", || {
            around!("commit", producer.commit_transaction(CALL_WITHIN))
        })
    }

    fn commit_offsets(&self, offsets: &TopicPartitionList) -> Result<(), Failure> {
        self.check_handover()?;
        let committed = around!(
            "commit_offsets",
            self.consumer.commit(offsets, CommitMode::Sync)
        );
        committed.map_err(|error| {
            let said = format!("committing offsets: {error}");
            ladder::denied(&error, &said).unwrap_or(Failure::Abort(said))
        })
    }

    /// Why deliveries of the open transaction failed. librdkafka purges what it cannot send, and says of
    /// each message only that; the transaction itself knows the reason, and a second beginning is refused
    /// with it. Without transactions the producer may be broken for good, and knows why.
    fn cause(&self, failure: Failure) -> Failure {
        if self.began.is_none() || !matches!(failure, Failure::Abort(_)) {
            return failure;
        }
        if self.delivery == Delivery::AtLeastOnce {
            let fatal = self.outbox.producer().client().fatal_error();
            return fatal.map_or(failure, |(code, said)| ladder::broken(code, &said));
        }
        match self.outbox.producer().begin_transaction() {
            Err(error @ KafkaError::Transaction(_)) => {
                match ladder::transactional(&error, "producing") {
                    Rung::Climb(cause @ (Failure::Fatal(_) | Failure::Abort(_))) => cause,
                    _ => failure,
                }
            }
            _ => failure,
        }
    }

    fn check_handover(&self) -> Result<(), Failure> {
        if self.consumer.context().handover.is_open() {
            return Err(Failure::Abort(
                "partitions were given away meanwhile".into(),
            ));
        }
        Ok(())
    }
}

impl Sink for KafkaSink {
    fn put(&mut self, record: &Record, answer: Answer) -> Result<Verdict<()>, Failure> {
        self.begin()?;
        self.send(record, answer)
            .map_err(|failure| self.cause(failure))
    }

    fn commit(&mut self, positions: &[(Partition, i64)]) -> Result<(), Failure> {
        self.begin()?;
        self.outbox
            .settle()
            .map_err(|failure| self.cause(failure))?;
        let mut offsets = TopicPartitionList::with_capacity(positions.len());
        for (partition, next) in positions {
            let added = offsets.add_partition_offset(
                &partition.topic,
                partition.number,
                Offset::Offset(*next),
            );
            added.map_err(|error| Failure::Rebuild(format!("offset {next}: {error}")))?;
        }
        // The control of the proof: whoever commits before publishing loses.
        #[cfg(feature = "failpoints")]
        if super::failpoint::is_on("commit_first") {
            self.commit_offsets(&offsets)?;
        }
        match self.delivery {
            Delivery::ExactlyOnce => self.commit_transaction(&offsets)?,
            Delivery::AtLeastOnce => self.commit_offsets(&offsets)?,
        }
        self.began = None;
        Ok(())
    }

    fn abort(&mut self) -> Result<(), Failure> {
        if self.began.is_some() && self.delivery == Delivery::ExactlyOnce {
            let producer = self.outbox.producer();
            self.transact("aborting", || {
                around!("abort", producer.abort_transaction(CALL_WITHIN))
            })?;
        }
        // Deliveries of the void batch that are still under way must not be counted for the next.
        let _ = self.outbox.settle();
        self.outbox.forget();
        self.began = None;
        Ok(())
    }
}

impl KafkaSink {
    /// Sends all that an answer yields.
    fn send(&self, record: &Record, answer: Answer) -> Result<Verdict<()>, Failure> {
        let Answer { item_id, verdict } = answer;
        let id = item_id.as_deref();
        let verdict = match verdict {
            Verdict::Report(bytes) if !self.send_report(record, id, &bytes)? => too_large(&bytes),
            Verdict::Withdrawn(_, bytes) if !self.send_report(record, id, &bytes)? => {
                too_large(&bytes)
            }
            other => other.map(|_| ()),
        };
        if let Verdict::Rejected(why, message) = &verdict {
            self.outbox
                .send(self.letters.dead_letter(record, *why, message))?;
        }
        let says = letters::audit_value(record, id, &verdict);
        if let Some(audit) = self.letters.audit(record, &says) {
            self.outbox.send(audit)?;
        }
        Ok(verdict)
    }

    /// Sends a report, if it fits.
    fn send_report(
        &self,
        record: &Record,
        id: Option<&str>,
        bytes: &[u8],
    ) -> Result<bool, Failure> {
        let report = self.letters.report(record, id, bytes);
        let fits = self.letters.report_fits(&report);
        if fits {
            self.outbox.send(report)?;
        }
        Ok(fits)
    }
}

fn too_large(report: &[u8]) -> Verdict<()> {
    let message = format!(
        "the report of {} bytes does not fit the output topic",
        report.len()
    );
    Verdict::Rejected(Rejected::ReportTooLarge, message)
}

/// How long an outcome is waited for. When a transaction's time is over the coordinator ends it by itself;
/// what is still unknown a few calls later, these clients may never learn: librdkafka 2.12 can wait for ever
/// for a coordinator that the cluster had left out for a moment. New clients under the same transactional id
/// fence the old ones and begin at the committed offsets, whichever way the transaction ended.
pub(super) fn outcome_within(transaction_timeout: Duration) -> Duration {
    transaction_timeout + 2 * CALL_WITHIN
}

/// Makes a transactional call until its outcome is known: what may be repeated is the same call, never
/// the work. After `within`, the clients are to be built anew.
pub(super) fn repeat(
    doing: &str,
    within: Duration,
    call: impl Fn() -> KafkaResult<()>,
) -> Result<(), Failure> {
    let began = Instant::now();
    let mut repeats = 0;
    loop {
        let error: KafkaError = match call() {
            Ok(()) => return Ok(()),
            Err(error) => error,
        };
        match ladder::transactional(&error, doing) {
            Rung::Climb(failure) => return Err(failure),
            Rung::Repeat if began.elapsed() >= within => {
                let said = format!("{doing}: no outcome within {within:?}: {error}");
                return Err(Failure::Rebuild(said));
            }
            Rung::Repeat => {
                repeats += 1;
                if repeats % REPEATS_PER_WARNING == 1 {
                    warn!(doing, repeats, %error, "transactional call to be repeated");
                }
                std::thread::sleep(REPEAT_WAIT);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rdkafka::error::RDKafkaErrorCode;

    use super::*;

    /// A call whose outcome is known after so many times.
    fn check(known_after: u32, within_ms: u64, expected: Result<(), &str>) {
        let calls = Cell::new(0);
        let got = repeat("ending", Duration::from_millis(within_ms), || {
            calls.set(calls.get() + 1);
            if calls.get() > known_after {
                return Ok(());
            }
            Err(KafkaError::Flush(RDKafkaErrorCode::OperationTimedOut))
        });
        match (got, expected) {
            (Ok(()), Ok(())) => assert_eq!(calls.get(), known_after + 1),
            (Err(Failure::Rebuild(said)), Err(start)) => assert!(said.starts_with(start), "{said}"),
            (got, expected) => panic!("{got:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn a_call_is_repeated_until_its_outcome_is_known() {
        check(0, 0, Ok(()));
        check(3, 60_000, Ok(()));
    }

    #[test]
    fn an_outcome_that_never_comes_is_not_waited_for_for_ever() {
        check(u32::MAX, 0, Err("ending: no outcome within 0"));
        check(u32::MAX, 50, Err("ending: no outcome within 50ms"));
    }
}
