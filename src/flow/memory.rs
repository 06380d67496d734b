//! A source and a sink in memory: the route without a broker, for tests and for trying things out.

use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::Sender;

use super::{Answer, Event, Failure, InFlight, Partition, Record, Sink, Source};
use crate::pipeline::Verdict;

/// A log in memory with one committed offset per partition.
#[derive(Clone, Debug, Default)]
pub struct MemoryLog {
    inner: Arc<Mutex<Log>>,
}

#[derive(Debug, Default)]
struct Log {
    records: Vec<Record>,
    committed: Vec<(Partition, i64)>,
    published: Vec<(Record, Answer)>,
    sequence: u64,
}

impl MemoryLog {
    /// A log that holds these records; offsets and sequences are taken as they are.
    pub fn new(records: Vec<Record>) -> Self {
        let log = Log {
            records,
            ..Log::default()
        };
        Self {
            inner: Arc::new(Mutex::new(log)),
        }
    }

    /// What was published, in order.
    pub fn published(&self) -> Vec<(Record, Answer)> {
        self.with(|log| log.published.clone())
    }

    /// The committed offset of a partition; 0 where there is none.
    pub fn committed(&self, partition: &Partition) -> i64 {
        self.with(|log| log.committed(partition))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Log) -> T) -> T {
        work(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Log {
    fn committed(&self, partition: &Partition) -> i64 {
        let found = self.committed.iter().find(|(p, _)| p == partition);
        found.map_or(0, |(_, offset)| *offset)
    }

    /// The records from the committed offsets on, each under a new sequence.
    fn uncommitted(&mut self) -> Vec<Record> {
        let open: Vec<_> = self.records.to_vec();
        let open = open
            .into_iter()
            .filter(|r| r.offset >= self.committed(&r.partition));
        let mut open: Vec<_> = open.collect();
        for record in &mut open {
            self.sequence += 1;
            record.sequence = self.sequence;
        }
        open
    }
}

/// Sends the whole log from the committed offsets on, then the end.
#[derive(Debug)]
pub struct MemorySource {
    log: MemoryLog,
    events: Sender<Event>,
    in_flight: Arc<InFlight>,
}

impl MemorySource {
    /// Starts reading the log into `events`.
    pub fn start(log: MemoryLog, events: Sender<Event>, in_flight: Arc<InFlight>) -> Self {
        let source = Self {
            log,
            events,
            in_flight,
        };
        source.send_all();
        source
    }

    fn send_all(&self) {
        let records = self.log.with(Log::uncommitted);
        for record in &records {
            self.in_flight.add(record.bytes());
        }
        // A runner that is gone reads nothing.
        let _ = self.events.send(Event::Read(records));
        let _ = self.events.send(Event::End);
    }
}

impl Source for MemorySource {
    fn rewind(&mut self) {
        let _ = self.events.send(Event::Rewound);
        self.send_all();
    }

    fn release(&mut self) {}

    fn halt(&mut self) {}
}

/// Publishes into the log, together with the offsets.
#[derive(Debug)]
pub struct MemorySink {
    log: MemoryLog,
    open: Vec<(Record, Answer)>,
    /// Failures that the next commits meet, first one first: for tests of the ladder.
    pub failures: Vec<Failure>,
}

impl MemorySink {
    /// Publishes into this log.
    pub fn new(log: MemoryLog) -> Self {
        Self {
            log,
            open: Vec::new(),
            failures: Vec::new(),
        }
    }
}

impl Sink for MemorySink {
    fn put(&mut self, record: &Record, answer: Answer) -> Result<Verdict<()>, Failure> {
        let verdict = answer.verdict.clone().map(|_| ());
        self.open.push((record.clone(), answer));
        Ok(verdict)
    }

    fn commit(&mut self, positions: &[(Partition, i64)]) -> Result<(), Failure> {
        if !self.failures.is_empty() {
            return Err(self.failures.remove(0));
        }
        let open = std::mem::take(&mut self.open);
        self.log.with(|log| {
            log.published.extend(open);
            log.committed
                .retain(|(p, _)| positions.iter().all(|(q, _)| p != q));
            log.committed.extend_from_slice(positions);
        });
        Ok(())
    }

    fn abort(&mut self) -> Result<(), Failure> {
        self.open.clear();
        Ok(())
    }
}
