//! One run of the service over an input topic, with outputs and a group of its own.

use std::time::Duration;

use super::progress::Progress;
use crate::support::Outcome;
use crate::support::cluster::{self, CommittedOffsets, Topic};
use crate::support::produce::{self, Outgoing};
use crate::support::service::{Reader, Service, Settings};

/// Partitions of every topic: a few more than there are workers.
pub const PARTITIONS: i32 = 6;
/// Records written at once: what is held in memory.
const FILL: usize = 20_000;
/// No transaction is as large: the interval alone is to end them.
const NO_LIMIT: usize = 100_000_000;

/// The topics and the group.
pub struct Run<'a> {
    brokers: &'a str,
    input: &'a str,
    name: String,
}

impl<'a> Run<'a> {
    /// Makes the outputs.
    pub fn new(brokers: &'a str, input: &'a str) -> Outcome<Self> {
        let name = format!("bench-run-{:08x}", fastrand::u32(..));
        let run = Self {
            brokers,
            input,
            name,
        };
        for topic in [run.output(), run.dead_letters(), run.audit()] {
            create(brokers, &topic, PARTITIONS)?;
        }
        Ok(run)
    }

    /// Starts the service on them; `more` are further settings.
    pub fn start(&self, reader: Reader, more: &[(&str, String)]) -> Outcome<Service> {
        let own = [
            ("kafka.brokers", self.brokers.to_owned()),
            ("kafka.input_topic", self.input.to_owned()),
            ("kafka.output_topic", self.output()),
            ("kafka.dead_letter_topic", self.dead_letters()),
            ("kafka.group_id", self.name.clone()),
            ("kafka.transaction_items_max", NO_LIMIT.to_string()),
        ];
        let settings = own.into_iter().chain(more.iter().cloned());
        let settings: Settings = settings
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        Service::start("bench", reader, &settings, &[])
    }

    /// Looks at its progress so often until so many records are answered.
    pub fn progress(
        &self,
        service: &Service,
        end: usize,
        look_every: Duration,
    ) -> Outcome<Progress> {
        let offsets = CommittedOffsets::new(self.brokers, &self.name, self.input)?;
        Progress::watch(&offsets, end, look_every, service)
    }

    /// The audit topic, for runs that name it in their settings.
    pub fn audit(&self) -> String {
        format!("{}.audit", self.name)
    }

    /// Deletes the outputs.
    pub fn clear(&self) -> Outcome {
        let names = [self.output(), self.dead_letters(), self.audit()];
        cluster::delete_topics(self.brokers, &names.each_ref().map(String::as_str))
    }

    fn output(&self) -> String {
        format!("{}.out", self.name)
    }

    fn dead_letters(&self) -> String {
        format!("{}.dead", self.name)
    }
}

/// Makes a topic.
pub fn create(brokers: &str, name: &str, partitions: i32) -> Outcome {
    let topic = Topic {
        name,
        partitions,
        message_bytes_max: None,
    };
    cluster::create_topics(brokers, &[topic])
}

/// Makes an input topic of these records.
pub fn fill(brokers: &str, name: &str, records: impl Iterator<Item = Outgoing>) -> Outcome {
    create(brokers, name, PARTITIONS)?;
    let mut records = records.peekable();
    while records.peek().is_some() {
        let batch: Vec<Outgoing> = records.by_ref().take(FILL).collect();
        produce::write(brokers, name, &batch)?;
    }
    Ok(())
}
