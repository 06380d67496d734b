//! The topics and the group of one test, and what the service has left there.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::checker::{Place, Seen};
use super::cluster::{self, CommittedOffsets, Topic};
use super::inputs::Sent;
use super::service::{Service, Settings};
use super::{Outcome, answered, wait};

/// Topics and group of one test. Dropping it deletes the topics.
#[derive(Debug)]
pub struct Route {
    /// Where the cluster is.
    pub brokers: String,
    /// The test's name: what its logs are called.
    pub test: String,
    /// The same with a random part: what its topics and inputs are called.
    pub name: String,
    /// The input topic.
    pub input: String,
    /// The reports.
    pub output: String,
    /// The dead letters.
    pub dead_letters: String,
    /// The audit.
    pub audit: String,
    /// The consumer group.
    pub group: String,
}

/// Sizes of a route's topics.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Partitions of the input.
    pub input_partitions: i32,
    /// Partitions of the output.
    pub output_partitions: i32,
    /// `max.message.bytes` of the input, where it differs from the broker's.
    pub input_bytes_max: Option<usize>,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            input_partitions: 1,
            output_partitions: 1,
            input_bytes_max: None,
        }
    }
}

impl Route {
    /// Names topics without making them.
    pub fn name(brokers: &str, test: &str) -> Self {
        let name = format!("{test}-{:08x}", fastrand::u32(..));
        Self {
            brokers: brokers.to_owned(),
            test: test.to_owned(),
            input: format!("{name}.in"),
            output: format!("{name}.out"),
            dead_letters: format!("{name}.dead"),
            audit: format!("{name}.audit"),
            group: format!("{name}.group"),
            name,
        }
    }

    /// Makes the topics.
    pub fn create(brokers: &str, test: &str, shape: Shape) -> Outcome<Self> {
        let route = Self::name(brokers, test);
        let topic = |name, partitions| Topic {
            name,
            partitions,
            message_bytes_max: None,
        };
        let input = topic(&route.input, shape.input_partitions);
        let topics = [
            Topic {
                message_bytes_max: shape.input_bytes_max,
                ..input
            },
            topic(&route.output, shape.output_partitions),
            topic(&route.dead_letters, shape.output_partitions),
            topic(&route.audit, shape.output_partitions),
        ];
        cluster::create_topics(brokers, &topics)?;
        Ok(route)
    }

    /// The settings that make the service serve this route.
    pub fn settings(&self) -> Settings {
        let settings = [
            ("kafka.brokers", &self.brokers),
            ("kafka.input_topic", &self.input),
            ("kafka.output_topic", &self.output),
            ("kafka.dead_letter_topic", &self.dead_letters),
            ("kafka.audit_topic", &self.audit),
            ("kafka.group_id", &self.group),
        ];
        settings
            .map(|(key, value)| (key.to_owned(), value.clone()))
            .to_vec()
    }

    /// As [`Route::settings`] with more.
    pub fn settings_with(&self, more: &[(&str, &str)]) -> Settings {
        let mut settings = self.settings();
        settings.extend(
            more.iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned())),
        );
        settings
    }

    /// Waits until the committed offsets stand at the end of the input's log.
    pub fn wait_done(&self, limit: Duration) -> Outcome {
        self.wait_done_while(limit, || Ok(()))
    }

    /// As [`Route::wait_done`], with one service at work: its end is the end of the wait, and an error
    /// carries the end of its log.
    pub fn wait_done_by(&self, service: &mut Service, limit: Duration) -> Outcome {
        let done = self.wait_done_while(limit, || service.is_running());
        done.map_err(|error| service.with_tail(&error))
    }

    fn wait_done_while(&self, limit: Duration, mut goes_on: impl FnMut() -> Outcome) -> Outcome {
        let ends = cluster::log_ends(&self.brokers, &self.input)?;
        let offsets = CommittedOffsets::new(&self.brokers, &self.group, &self.input)?;
        let what = format!("{} is read to its ends {ends:?}", self.input);
        let done = wait::until(&what, limit, || match goes_on() {
            Err(error) => Some(Err(error)),
            Ok(()) => (offsets.are_at_ends() == Ok(true)).then_some(Ok(())),
        });
        let done = done.and_then(|done| done);
        done.map_err(|error| format!("{error}; committed: {:?}", offsets.now()))
    }

    /// The group's committed offsets on the input.
    pub fn committed(&self) -> Outcome<BTreeMap<i32, i64>> {
        cluster::committed(&self.brokers, &self.group, &self.input)
    }

    /// Reads all that the service has left, under `read_committed`. `sent` names inputs whose answer
    /// carries no id, as after a panic.
    pub fn seen(&self, sent: &[Sent]) -> Outcome<Seen> {
        let ids: HashMap<(i32, i64), &String> = sent
            .iter()
            .map(|sent| ((sent.partition, sent.offset), &sent.id))
            .collect();
        let mut answers = BTreeMap::new();
        for (place, topic) in [
            (Place::Reports, &self.output),
            (Place::DeadLetters, &self.dead_letters),
            (Place::Audit, &self.audit),
        ] {
            let records = cluster::read_committed(&self.brokers, topic)?;
            let read = records
                .iter()
                .map(|record| answered::read(place, record, &self.input));
            let mut read = read.collect::<Outcome<Vec<_>>>()?;
            for answer in read.iter_mut().filter(|answer| answer.id.is_empty()) {
                let id = ids.get(&(answer.input_partition, answer.input_offset));
                answer.id = id.map_or_else(String::new, |id| (*id).clone());
            }
            answers.insert(place, read);
        }
        Ok(Seen {
            answers,
            committed: self.committed()?,
            log_ends: cluster::log_ends(&self.brokers, &self.input)?,
        })
    }
}

impl Drop for Route {
    fn drop(&mut self) {
        let topics = [&self.input, &self.output, &self.dead_letters, &self.audit];
        let _gone_with_the_node =
            cluster::delete_topics(&self.brokers, &topics.map(String::as_str));
    }
}
