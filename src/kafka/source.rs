//! The source: one thread that owns a consumer and always polls, also when partitions are paused.
//!
//! Work never blocks it. It stops reading when too much is in flight, starts over at the committed
//! offsets when it is told to, and gives partitions away within a budget.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};
use rdkafka::TopicPartitionList;
use rdkafka::consumer::Consumer;
use rdkafka::error::{KafkaError, KafkaResult};
use rdkafka::message::{BorrowedMessage, Headers, Message};
use tracing::{debug, info, warn};

use super::context::GroupConsumer;
use super::failpoint::around;
use super::handover::Handover;
use super::{Pulse, ladder, start};
use crate::flow::{Event, Failure, Header, InFlight, Record, Source};

/// How long one poll waits: commands and back-pressure are looked at as often as this at least.
const POLL_WAIT: Duration = Duration::from_millis(50);

/// How long a poll waits while partitions are paused: room is made by workers, who do not wake it.
const POLL_WAIT_PAUSED: Duration = Duration::from_millis(2);

/// How long too much may be in flight before partitions are paused. Pausing throws away what was
/// prefetched, and a commit, the usual reason, is over sooner. So long the poll rests: what the group
/// wants of it may wait as long.
const PAUSE_AFTER: Duration = Duration::from_millis(200);

/// The rest between two looks whether there is room.
const FULL_WAIT: Duration = Duration::from_millis(1);

/// Records that travel to the runner at once: enough to make its wake-ups cheap.
const READ_ITEMS_MAX: usize = 256;

/// How long seeking may take before the clients are rebuilt instead.
const SEEK_WITHIN: Duration = Duration::from_secs(10);

/// The source's handle, on the runner's thread.
pub struct KafkaSource {
    commands: Sender<Command>,
    handover: Arc<Handover>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Command {
    Rewind,
    Halt,
    Close,
}

impl KafkaSource {
    /// Starts polling. Fails when the system gives no thread.
    pub(super) fn start(
        consumer: Arc<GroupConsumer>,
        in_flight: Arc<InFlight>,
        pulse: Arc<Pulse>,
    ) -> std::io::Result<Self> {
        let (commands, inbox) = unbounded();
        let handover = Arc::clone(&consumer.context().handover);
        let poll = Poll {
            consumer,
            inbox,
            in_flight,
            pulse,
            sequence: 0,
            changes_seen: 0,
            full_since: None,
            paused: false,
            halted: false,
        };
        let thread = std::thread::Builder::new().name("kafka-poll".into());
        Ok(Self {
            commands,
            handover,
            thread: Some(thread.spawn(move || poll.run())?),
        })
    }
}

impl Source for KafkaSource {
    fn rewind(&mut self) {
        // A poll thread that is gone has said so.
        let _ = self.commands.send(Command::Rewind);
    }

    fn release(&mut self) {
        self.handover.release();
    }

    fn halt(&mut self) {
        let _ = self.commands.send(Command::Halt);
    }
}

impl Drop for KafkaSource {
    /// Ends the thread and leaves the group; waits for nobody any more.
    fn drop(&mut self) {
        self.handover.close();
        let _ = self.commands.send(Command::Close);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The state of the poll thread.
struct Poll {
    consumer: Arc<GroupConsumer>,
    inbox: Receiver<Command>,
    in_flight: Arc<InFlight>,
    pulse: Arc<Pulse>,
    sequence: u64,
    changes_seen: usize,
    /// Since when too much is in flight.
    full_since: Option<Instant>,
    paused: bool,
    halted: bool,
}

impl Poll {
    fn run(mut self) {
        loop {
            self.pulse.beat();
            self.consumer.context().watch_membership();
            for command in self.inbox.try_iter().collect::<Vec<_>>() {
                match command {
                    Command::Rewind => self.rewind(),
                    Command::Halt => self.halted = true,
                    Command::Close => return self.pulse.rest(),
                }
            }
            if let Err(error) = self.press_back() {
                warn!(%error, "partitions can be neither paused nor resumed");
            }
            if self.full_since.is_some() && !self.paused {
                std::thread::sleep(FULL_WAIT);
            } else {
                self.read();
            }
        }
    }

    /// Pauses everything when too much is in flight for too long, and resumes when there is room. A
    /// change of the assignment brings partitions that are not paused.
    fn press_back(&mut self) -> KafkaResult<()> {
        let changes = self.consumer.context().changes.load(Relaxed);
        let changed = std::mem::replace(&mut self.changes_seen, changes) != changes;
        if !self.in_flight.is_full() {
            self.full_since = None;
        }
        let wanted = self.halted
            || if self.paused {
                !self.in_flight.has_room()
            } else {
                self.in_flight.is_full()
                    && self.full_since.get_or_insert_with(Instant::now).elapsed() >= PAUSE_AFTER
            };
        if wanted == self.paused && !(changed && wanted) {
            return Ok(());
        }
        let all = self.consumer.assignment()?;
        if wanted {
            self.consumer.pause(&all)?;
        } else {
            self.consumer.resume(&all)?;
        }
        self.paused = wanted;
        debug!(paused = wanted, partitions = all.count(), "back-pressure");
        let paused = if wanted { all.count() } else { 0 };
        self.consumer.context().metrics.paused(paused);
        Ok(())
    }

    /// Reads what is there, up to one load, and tells the runner.
    fn read(&mut self) {
        let consumer = Arc::clone(&self.consumer);
        let context = consumer.context();
        let (mut loaded, mut at_end) = (0, false);
        let mut wait = if self.paused {
            POLL_WAIT_PAUSED
        } else {
            POLL_WAIT
        };
        while loaded < READ_ITEMS_MAX {
            match consumer.poll(wait) {
                None => break,
                Some(Ok(message)) => loaded = context.push_pending(self.record(&message)),
                Some(Err(KafkaError::PartitionEOF(_))) => at_end = true,
                Some(Err(error)) => self.consuming_failed(&error),
            }
            if self.in_flight.is_full() {
                break;
            }
            wait = Duration::ZERO;
        }
        context.tell_pending();
        if at_end {
            self.tell_positions();
        }
    }

    fn record(&mut self, message: &BorrowedMessage<'_>) -> Record {
        self.sequence += 1;
        let record = Record {
            partition: self.consumer.context().partition(message.partition()),
            offset: message.offset(),
            sequence: self.sequence,
            key: message.key().map(<[u8]>::to_vec),
            value: message.payload().map(<[u8]>::to_vec),
            timestamp_ms: message.timestamp().to_millis(),
            headers: message.headers().map(headers).unwrap_or_default(),
        };
        self.in_flight.add(record.bytes());
        record
    }

    /// At the end of a partition its position may lie beyond its last record, behind control records.
    fn tell_positions(&self) {
        let context = self.consumer.context();
        let Ok(positions) = self.consumer.position() else {
            return;
        };
        for element in positions.elements() {
            if let Some(offset) = start::concrete(element.offset()) {
                context.tell(Event::Position(
                    context.partition(element.partition()),
                    offset,
                ));
            }
        }
    }

    fn consuming_failed(&self, error: &KafkaError) {
        let fatal = matches!(error, KafkaError::MessageConsumptionFatal(_));
        let code = error.rdkafka_error_code();
        match code.and_then(|code| ladder::consuming(code, fatal)) {
            Some(Failure::DataLost(said)) => {
                let outside = start::outside_the_log(&self.consumer);
                let failure = Failure::DataLost(format!("{said}: {outside}"));
                self.consumer.context().tell(Event::Failed(failure));
            }
            Some(failure) => self.consumer.context().tell(Event::Failed(failure)),
            None => warn!(%error, "consuming is disturbed; librdkafka goes on by itself"),
        }
    }

    /// Seeks to the committed offsets of all partitions.
    fn rewind(&self) {
        let context = self.consumer.context();
        match around!("rewind", self.seek()) {
            Ok(partitions) => {
                info!(partitions, "reading again from the committed offsets");
                context.tell(Event::Rewound);
            }
            Err(error) => {
                let said = format!("seeking to the committed offsets: {error}");
                context.tell(Event::Failed(Failure::Rebuild(said)));
            }
        }
    }

    fn seek(&self) -> KafkaResult<usize> {
        let assigned = self.consumer.assignment()?;
        if assigned.count() == 0 {
            return Ok(0);
        }
        let positions = start::positions(&self.consumer, &assigned, self.consumer.context().start)?;
        let target: TopicPartitionList = positions.list().clone();
        let sought = self.consumer.seek_partitions(target, SEEK_WITHIN)?;
        sought
            .elements()
            .iter()
            .try_for_each(|element| element.error())?;
        Ok(sought.count())
    }
}

fn headers(headers: &impl Headers) -> Vec<Header> {
    let owned = |header: rdkafka::message::Header<'_, &[u8]>| Header {
        key: header.key.to_owned(),
        value: header.value.map(<[u8]>::to_vec),
    };
    headers.iter().map(owned).collect()
}
