//! Dead letters on their way back to the input topic: copies and the place in the letters, in one
//! transaction.
//!
//! Each reason has a group of its own, so that a letter goes back once, whatever was asked for in which
//! order; and the transactional id is the group's name, so that a second replay fences the first. What the
//! topic gets while this goes on is left for the next time: an item that is rejected again makes no circle.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rdkafka::ClientContext;
use rdkafka::config::{FromClientConfigAndContext, RDKafkaLogLevel};
use rdkafka::consumer::{BaseConsumer, Consumer, ConsumerContext};
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::message::{BorrowedMessage, Message};
use rdkafka::producer::Producer;
use rdkafka::{Offset, TopicPartitionList};
use tracing::warn;

use super::outbox::Outbox;
use super::returned::{Returns, Stays};
use super::{Delivery, Settings, Start, client, ladder, sink, start, statistics, topics};
use crate::flow::{Failure, InFlight, Metrics};
use crate::pipeline::Rejected;

/// Letters that are looked at for one transaction: enough to make it cheap, and seconds of work to repeat.
const BATCH_LETTERS: u64 = 500;

/// How long one poll waits.
const POLL_WAIT: Duration = Duration::from_millis(100);

/// No letter and no end for so long: the cluster does not answer.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// How long the cluster may take to answer one question, and a transactional call before it is repeated.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Prefetch of the letters, in items and bytes: two batches, and a few of the largest letters.
const PREFETCH: (usize, usize) = (1_000, 16 << 20);

/// What became of the letters so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Offsets between the place where it began and the end that it goes to; control records are among
    /// them.
    pub total: u64,
    /// How many of them are behind.
    pub passed: u64,
    /// Copied to the input topic, or to be copied if this is a rehearsal.
    pub copied: u64,
    /// There for another reason.
    pub other_reason: u64,
    /// From another input topic.
    pub other_topic: u64,
    /// Without their value, which did not fit.
    pub value_left_out: u64,
    /// Larger than the input topic takes.
    pub too_large: u64,
}

/// A replay of the letters of one reason.
pub struct Replay {
    settings: Settings,
    reason: Rejected,
    /// Counts and writes nothing.
    rehearsal: bool,
}

impl Replay {
    /// Takes topics, brokers and credentials from a service's own settings; `rehearsal` only counts.
    pub fn new(service: &Settings, reason: Rejected, rehearsal: bool) -> Self {
        let group = format!("{}.replay.{}", service.group_id, reason.name());
        let settings = Settings {
            // Reports and audit are not touched, and may not be seen by whoever replays.
            output_topic: service.input_topic.clone(),
            audit_topic: None,
            transactional_id: Some(group.clone()),
            group_id: group,
            group_instance_id: None,
            delivery: Delivery::ExactlyOnce,
            ..service.clone()
        };
        Self {
            settings,
            reason,
            rehearsal,
        }
    }

    /// Copies until the end that the letters have now; `tell` hears after each transaction. After a failure
    /// nothing of the open transaction was copied, and another run goes on there.
    pub fn run(&self, tell: &mut dyn FnMut(&Tally)) -> Result<Tally, Failure> {
        let limits = topics::check(&self.settings)?;
        let outbox = if self.rehearsal {
            None
        } else {
            Some(self.outbox(&limits)?)
        };
        let in_flight = InFlight::new(PREFETCH.0, PREFETCH.1);
        let mut config = client::consumer(&self.settings, &limits, &in_flight);
        config.set("statistics.interval.ms", "0");
        let consumer = LetterConsumer::from_config_and_context(&config, Logs)
            .map_err(|error| ladder::refused("the settings", &error))?;
        let partitions = |topic: &str| count(&consumer, topic);
        let returns = Returns {
            reason: self.reason.name(),
            partitions: partitions(&self.settings.input_topic)?,
            input_topic: self.settings.input_topic.clone(),
            bytes_max: limits.input_bytes_max,
        };
        let letters = partitions(&self.settings.dead_letter_topic)?;
        let mut run = Run {
            topic: &self.settings.dead_letter_topic,
            returns,
            outbox,
            within: self.within(),
            ends: BTreeMap::new(),
            next: BTreeMap::new(),
            batch: 0,
            began: false,
            tally: Tally::default(),
        };
        let done = run
            .begin(&consumer, letters)
            .and_then(|()| run.copy(&consumer, tell));
        if done.is_err() {
            run.give_up();
        }
        done.map(|()| run.tally)
    }

    fn within(&self) -> Duration {
        sink::outcome_within(self.settings.transaction_timeout)
    }

    fn outbox(&self, limits: &super::limits::Limits) -> Result<Outbox, Failure> {
        let mut config = client::producer(&self.settings, limits, &self.settings.group_id);
        config.set("statistics.interval.ms", "0");
        // Nobody scrapes a replay.
        let metrics = Metrics::new(1).map_err(|error| Failure::Fatal(error.to_string()))?;
        let timeout = self.settings.transaction_timeout;
        let outbox = Outbox::new(&config, Arc::new(metrics), timeout)?;
        sink::repeat("initialising transactions", self.within(), || {
            outbox.producer().init_transactions(ANSWER_WITHIN)
        })?;
        Ok(outbox)
    }
}

/// Reads the letters; what it has to say goes to the log.
type LetterConsumer = BaseConsumer<Logs>;

struct Logs;

impl ClientContext for Logs {
    fn log(&self, level: RDKafkaLogLevel, facility: &str, message: &str) {
        statistics::log(level, facility, message);
    }

    fn error(&self, error: KafkaError, reason: &str) {
        statistics::log_error("consumer", &error, reason);
    }
}

impl ConsumerContext for Logs {}

/// The state of a replay.
struct Run<'r> {
    topic: &'r str,
    returns: Returns,
    /// None in a rehearsal.
    outbox: Option<Outbox>,
    /// How long the outcome of a transactional call is waited for.
    within: Duration,
    /// Where each partition that is not done yet ends.
    ends: BTreeMap<i32, i64>,
    /// What is to be read next, where that changed since the last commit.
    next: BTreeMap<i32, i64>,
    /// Letters looked at since the last commit.
    batch: u64,
    /// A transaction is open.
    began: bool,
    tally: Tally,
}

impl Run<'_> {
    /// Takes the place where the last replay of this reason ended, and the end as it is now.
    fn begin(&mut self, consumer: &LetterConsumer, partitions: i32) -> Result<(), Failure> {
        let mut all = TopicPartitionList::new();
        for number in 0..partitions {
            all.add_partition(self.topic, number);
        }
        let committed = start::positions(consumer, &all, Start::Earliest).map_err(unreachable)?;
        let mut assigned = TopicPartitionList::new();
        for element in committed.list().elements() {
            let number = element.partition();
            let log = consumer.fetch_watermarks(self.topic, number, ANSWER_WITHIN);
            let (first, end) = log.map_err(unreachable)?;
            // Letters that retention has deleted cannot go back; there is nothing to decide about them.
            let at = start::concrete(element.offset()).map_or(first, |at| at.max(first));
            if at < end {
                assigned
                    .add_partition_offset(self.topic, number, Offset::Offset(at))
                    .map_err(unreachable)?;
                self.ends.insert(number, end);
                self.tally.total += u64::try_from(end - at).unwrap_or(0);
            }
        }
        consumer.assign(&assigned).map_err(unreachable)
    }

    fn copy(
        &mut self,
        consumer: &LetterConsumer,
        tell: &mut dyn FnMut(&Tally),
    ) -> Result<(), Failure> {
        let mut heard = Instant::now();
        while !self.ends.is_empty() {
            let Some(polled) = consumer.poll(POLL_WAIT) else {
                if heard.elapsed() > SILENCE_MAX {
                    return Err(Failure::Rebuild("the cluster does not answer".into()));
                }
                continue;
            };
            heard = Instant::now();
            match polled {
                Ok(letter) => self.letter(&letter)?,
                Err(KafkaError::PartitionEOF(number)) => self.end(consumer, number),
                Err(error) => disturbed(&error)?,
            }
            if self.batch >= BATCH_LETTERS {
                self.commit(consumer)?;
                tell(&self.tally);
            }
        }
        self.commit(consumer)?;
        self.tally.passed = self.tally.total;
        tell(&self.tally);
        Ok(())
    }

    fn letter(&mut self, letter: &BorrowedMessage<'_>) -> Result<(), Failure> {
        let (number, next) = (letter.partition(), letter.offset() + 1);
        let Some(end) = self.ends.get(&number).copied().filter(|end| next <= *end) else {
            self.ends.remove(&number);
            return Ok(());
        };
        match self.returns.record(letter) {
            Ok(record) => {
                if let Some(outbox) = &self.outbox {
                    if !self.began {
                        let begin = || outbox.producer().begin_transaction();
                        sink::repeat("beginning", self.within, begin)?;
                        self.began = true;
                    }
                    outbox.send(record)?;
                }
                self.tally.copied += 1;
            }
            Err(Stays::OtherReason) => self.tally.other_reason += 1,
            Err(Stays::OtherTopic) => self.tally.other_topic += 1,
            Err(Stays::ValueLeftOut) => self.tally.value_left_out += 1,
            Err(Stays::TooLarge) => self.tally.too_large += 1,
        }
        self.tally.passed += 1;
        self.batch += 1;
        self.next.insert(number, next);
        if next == end {
            self.ends.remove(&number);
        }
        Ok(())
    }

    /// All that there is to read was read; control records may lie behind the last letter.
    fn end(&mut self, consumer: &LetterConsumer, number: i32) {
        if self.ends.remove(&number).is_none() {
            return;
        }
        let at = consumer.position().ok().and_then(|positions| {
            let found = positions.find_partition(self.topic, number);
            found.and_then(|element| start::concrete(element.offset()))
        });
        if let Some(at) = at {
            self.next.insert(number, at);
        }
    }

    fn commit(&mut self, consumer: &LetterConsumer) -> Result<(), Failure> {
        self.batch = 0;
        let positions = std::mem::take(&mut self.next);
        let Some(outbox) = self.outbox.as_ref().filter(|_| !positions.is_empty()) else {
            return Ok(());
        };
        let producer = outbox.producer();
        if !self.began {
            sink::repeat("beginning", self.within, || producer.begin_transaction())?;
            self.began = true;
        }
        outbox.settle()?;
        let mut offsets = TopicPartitionList::new();
        for (number, next) in positions {
            offsets
                .add_partition_offset(self.topic, number, Offset::Offset(next))
                .map_err(unreachable)?;
        }
        let no_group = || Failure::Fatal("the consumer has no group".into());
        let group = consumer.group_metadata().ok_or_else(no_group)?;
        sink::repeat("sending offsets", self.within, || {
            producer.send_offsets_to_transaction(&offsets, &group, ANSWER_WITHIN)
        })?;
        sink::repeat("committing", self.within, || {
            producer.commit_transaction(ANSWER_WITHIN)
        })?;
        self.began = false;
        Ok(())
    }

    /// Ends what is open, so that nobody has to wait for its timeout.
    fn give_up(&self) {
        if let Some(outbox) = self.outbox.as_ref().filter(|_| self.began)
            && let Err(error) = outbox.producer().abort_transaction(ANSWER_WITHIN)
        {
            warn!(%error, "the open transaction is left to its timeout");
        }
    }
}

fn disturbed(error: &KafkaError) -> Result<(), Failure> {
    let fatal = matches!(error, KafkaError::MessageConsumptionFatal(_));
    let code = error.rdkafka_error_code();
    match code.and_then(|code| ladder::consuming(code, fatal)) {
        Some(failure) => Err(failure),
        None => {
            warn!(%error, "reading letters is disturbed; librdkafka goes on by itself");
            Ok(())
        }
    }
}

fn count(consumer: &LetterConsumer, topic: &str) -> Result<i32, Failure> {
    let asked: KafkaResult<_> = consumer.fetch_metadata(Some(topic), ANSWER_WITHIN);
    let metadata = asked.map_err(unreachable)?;
    let found = metadata.topics().iter().find(|found| found.name() == topic);
    let partitions = found.map_or(0, |found| found.partitions().len());
    Ok(i32::try_from(partitions).unwrap_or(i32::MAX))
}

fn unreachable(error: KafkaError) -> Failure {
    Failure::Rebuild(error.to_string())
}
