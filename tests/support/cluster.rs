//! Topics, groups and offsets on the cluster, and all that lies in a topic.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use communique::flow::{Header, Partition, Record};
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;
use rdkafka::consumer::{BaseConsumer, Consumer};
use rdkafka::error::KafkaError;
use rdkafka::message::{BorrowedMessage, Headers, Message};
use rdkafka::{ClientConfig, Offset, TopicPartitionList};

use super::{Outcome, wait};

/// One question to the cluster.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);
/// Until transactions that somebody left open have ended: their timeout, and the broker's round.
const TRANSACTIONS_END_LIMIT: Duration = Duration::from_secs(90);
/// Until the next record of a topic that is being read to its end.
const NEXT_RECORD_LIMIT: Duration = Duration::from_secs(30);

/// As many as the cluster makes where nobody says: one on a single node.
const REPLICAS: TopicReplication<'static> = TopicReplication::Fixed(-1);

/// A topic to make.
#[derive(Clone, Debug)]
pub struct Topic<'a> {
    /// Its name.
    pub name: &'a str,
    /// Number of partitions.
    pub partitions: i32,
    /// Its `max.message.bytes`, where it differs from the broker's.
    pub message_bytes_max: Option<usize>,
}

/// Makes topics and waits until they can be used.
pub fn create_topics(brokers: &str, topics: &[Topic<'_>]) -> Outcome {
    let limits: Vec<_> = topics
        .iter()
        .map(|topic| topic.message_bytes_max.map(|max| max.to_string()))
        .collect();
    let new_topics: Vec<NewTopic<'_>> = topics
        .iter()
        .zip(&limits)
        .map(|(topic, limit)| {
            let new = NewTopic::new(topic.name, topic.partitions, REPLICAS);
            // Records of the tests may say that they are years old; they are not to be deleted for it.
            let new = new.set("retention.ms", "-1");
            limit
                .iter()
                .fold(new, |new, limit| new.set("max.message.bytes", limit))
        })
        .collect();
    let admin = admin(brokers)?;
    let results = wait_for(admin.create_topics(&new_topics, &options()))?;
    for result in results {
        result.map_err(|(topic, error)| format!("create {topic}: {error}"))?;
    }
    let consumer = consumer(brokers, "read_uncommitted", None)?;
    for topic in topics {
        wait::until_true(topic.name, ANSWER_LIMIT, || {
            ends(&consumer, topic.name).is_ok()
        })?;
    }
    Ok(())
}

/// Deletes topics; whether they exist does not matter.
pub fn delete_topics(brokers: &str, names: &[&str]) -> Outcome {
    let admin = admin(brokers)?;
    wait_for(admin.delete_topics(names, &options())).map(drop)
}

/// Deletes the records of one partition before `offset`, so that the log begins there.
pub fn delete_records(brokers: &str, topic: &str, partition: i32, offset: i64) -> Outcome {
    let mut list = TopicPartitionList::new();
    let added = list.add_partition_offset(topic, partition, Offset::Offset(offset));
    added.map_err(|error| error.to_string())?;
    let admin = admin(brokers)?;
    let result = wait_for(admin.delete_records(&list, &options()))?;
    let elements = result.elements();
    elements
        .iter()
        .try_for_each(|element| element.error().map_err(|error| error.to_string()))
}

/// Number of partitions of a topic, none when it does not exist.
pub fn partitions(brokers: &str, topic: &str) -> Outcome<Option<usize>> {
    let consumer = consumer(brokers, "read_uncommitted", None)?;
    let metadata = consumer
        .fetch_metadata(None, ANSWER_LIMIT)
        .map_err(|error| error.to_string())?;
    let found = metadata.topics().iter().find(|known| known.name() == topic);
    Ok(found.map(|topic| topic.partitions().len()))
}

/// Whether every replica of every partition of every topic is in sync.
pub fn are_all_in_sync(brokers: &str) -> Outcome<bool> {
    let consumer = consumer(brokers, "read_uncommitted", None)?;
    let metadata = consumer.fetch_metadata(None, ANSWER_LIMIT);
    let metadata = metadata.map_err(|error| error.to_string())?;
    let mut partitions = metadata
        .topics()
        .iter()
        .flat_map(|topic| topic.partitions());
    Ok(partitions.all(|partition| partition.isr().len() == partition.replicas().len()))
}

/// The end of the log of every partition, control records counted.
pub fn log_ends(brokers: &str, topic: &str) -> Outcome<BTreeMap<i32, i64>> {
    ends(&consumer(brokers, "read_uncommitted", None)?, topic)
}

/// The committed offset of every partition that has one.
pub fn committed(brokers: &str, group: &str, topic: &str) -> Outcome<BTreeMap<i32, i64>> {
    committed_by(&consumer(brokers, "read_uncommitted", Some(group))?, topic)
}

/// A client that asks for a group's committed offsets again and again.
pub struct CommittedOffsets {
    consumer: BaseConsumer,
    topic: String,
}

impl CommittedOffsets {
    /// Connects for one group and topic.
    pub fn new(brokers: &str, group: &str, topic: &str) -> Outcome<Self> {
        // Under read_committed a question waits for open transactions to end.
        let consumer = consumer(brokers, "read_uncommitted", Some(group))?;
        Ok(Self {
            consumer,
            topic: topic.to_owned(),
        })
    }

    /// As [`committed`].
    pub fn now(&self) -> Outcome<BTreeMap<i32, i64>> {
        committed_by(&self.consumer, &self.topic)
    }

    /// Whether they stand at the ends of the log, in every partition that holds anything.
    pub fn are_at_ends(&self) -> Outcome<bool> {
        // A transaction's control records come after its end was answered, so the ends may move.
        let (now, ends) = (self.now()?, ends(&self.consumer, &self.topic)?);
        Ok(ends
            .iter()
            .all(|(number, end)| *end == 0 || now.get(number) == Some(end)))
    }
}

/// Commits offsets for a group without members.
pub fn commit(brokers: &str, group: &str, topic: &str, offsets: &BTreeMap<i32, i64>) -> Outcome {
    let consumer = consumer(brokers, "read_committed", Some(group))?;
    let mut list = TopicPartitionList::new();
    for (partition, offset) in offsets {
        let added = list.add_partition_offset(topic, *partition, Offset::Offset(*offset));
        added.map_err(|error| error.to_string())?;
    }
    let mode = rdkafka::consumer::CommitMode::Sync;
    consumer
        .commit(&list, mode)
        .map_err(|error| error.to_string())
}

/// Number of members of a group; none when nobody knows the group.
pub fn members(brokers: &str, group: &str) -> Outcome<usize> {
    let consumer = consumer(brokers, "read_uncommitted", None)?;
    let list = consumer.fetch_group_list(Some(group), ANSWER_LIMIT);
    let list = list.map_err(|error| error.to_string())?;
    let found = list.groups().iter().find(|known| known.name() == group);
    Ok(found.map_or(0, |group| group.members().len()))
}

/// All records of a topic under `read_committed`, by partition and offset, once no transaction is
/// open there any more.
pub fn read_committed(brokers: &str, topic: &str) -> Outcome<Vec<Record>> {
    let log = consumer(brokers, "read_uncommitted", None)?;
    let stable = consumer(brokers, "read_committed", None)?;
    let ends_now = wait_for_no_open_transaction(&log, &stable, topic)?;
    read_to_end(&stable, topic, ends_now.len())
}

/// The ends of the log once they are stable; an error when a transaction stays open beyond its timeout.
fn wait_for_no_open_transaction(
    log: &BaseConsumer,
    stable: &BaseConsumer,
    topic: &str,
) -> Outcome<BTreeMap<i32, i64>> {
    let ends_now = ends(log, topic)?;
    let what = format!("no transaction is open in {topic}");
    wait::until_true(&what, TRANSACTIONS_END_LIMIT, || {
        ends(stable, topic).is_ok_and(|stable| {
            ends_now
                .iter()
                .all(|(partition, end)| stable.get(partition).is_some_and(|s| s >= end))
        })
    })?;
    Ok(ends_now)
}

/// As [`read_committed`], from these offsets on; moves them to where it has read.
pub fn read_committed_on(
    brokers: &str,
    topic: &str,
    offsets: &mut BTreeMap<i32, i64>,
) -> Outcome<Vec<Record>> {
    let log = consumer(brokers, "read_uncommitted", None)?;
    let stable = consumer(brokers, "read_committed", None)?;
    let ends_now = wait_for_no_open_transaction(&log, &stable, topic)?;
    let begin = ends_now.keys().map(|&partition| {
        let offset = offsets.get(&partition).copied().unwrap_or(0);
        (partition, Offset::Offset(offset))
    });
    let records = read_from(&stable, topic, begin.collect())?;
    *offsets = ends_now;
    Ok(records)
}

/// All records that lie in a topic now, those of open or aborted transactions included.
pub fn read_uncommitted(brokers: &str, topic: &str) -> Outcome<Vec<Record>> {
    let consumer = consumer(brokers, "read_uncommitted", None)?;
    let partitions = ends(&consumer, topic)?.len();
    read_to_end(&consumer, topic, partitions)
}

fn read_to_end(consumer: &BaseConsumer, topic: &str, partitions: usize) -> Outcome<Vec<Record>> {
    let partitions = i32::try_from(partitions).map_err(|error| error.to_string())?;
    let all = (0..partitions).map(|partition| (partition, Offset::Beginning));
    read_from(consumer, topic, all.collect())
}

fn read_from(
    consumer: &BaseConsumer,
    topic: &str,
    begin: Vec<(i32, Offset)>,
) -> Outcome<Vec<Record>> {
    let mut list = TopicPartitionList::new();
    for (partition, offset) in &begin {
        let added = list.add_partition_offset(topic, *partition, *offset);
        added.map_err(|error| error.to_string())?;
    }
    consumer.assign(&list).map_err(|error| error.to_string())?;
    let topic: Arc<str> = topic.into();
    let mut records = Vec::new();
    let mut at_end = vec![false; begin.len()];
    while at_end.contains(&false) {
        match consumer.poll(NEXT_RECORD_LIMIT) {
            Some(Ok(message)) => records.push(record(&topic, &message)),
            Some(Err(KafkaError::PartitionEOF(partition))) => at_end[partition as usize] = true,
            Some(Err(error)) => return Err(format!("read {topic}: {error}")),
            None => {
                return Err(format!(
                    "read {topic}: nothing came for {NEXT_RECORD_LIMIT:?}"
                ));
            }
        }
    }
    records.sort_by_key(|record| (record.partition.number, record.offset));
    Ok(records)
}

fn record(topic: &Arc<str>, message: &BorrowedMessage<'_>) -> Record {
    let headers = message
        .headers()
        .into_iter()
        .flat_map(|headers| headers.iter());
    Record {
        partition: Partition {
            topic: topic.clone(),
            number: message.partition(),
        },
        offset: message.offset(),
        sequence: 0,
        key: message.key().map(<[u8]>::to_vec),
        value: message.payload().map(<[u8]>::to_vec),
        timestamp_ms: message.timestamp().to_millis(),
        headers: headers
            .map(|header| Header {
                key: header.key.to_owned(),
                value: header.value.map(<[u8]>::to_vec),
            })
            .collect(),
    }
}

fn ends(consumer: &BaseConsumer, topic: &str) -> Outcome<BTreeMap<i32, i64>> {
    let text = |error: KafkaError| format!("{topic}: {error}");
    let metadata = consumer
        .fetch_metadata(Some(topic), ANSWER_LIMIT)
        .map_err(text)?;
    let known = metadata.topics().first().ok_or("no metadata")?;
    if known.partitions().is_empty() {
        return Err(format!("{topic}: {:?}", known.error()));
    }
    let partitions = known.partitions().iter().map(|partition| partition.id());
    let ends = partitions.map(|partition| {
        let (_, end) = consumer
            .fetch_watermarks(topic, partition, ANSWER_LIMIT)
            .map_err(text)?;
        Ok((partition, end))
    });
    ends.collect()
}

fn committed_by(consumer: &BaseConsumer, topic: &str) -> Outcome<BTreeMap<i32, i64>> {
    let mut list = TopicPartitionList::new();
    for partition in ends(consumer, topic)?.into_keys() {
        list.add_partition(topic, partition);
    }
    let list = consumer
        .committed_offsets(list, ANSWER_LIMIT)
        .map_err(|error| error.to_string())?;
    let known = list
        .elements()
        .into_iter()
        .filter_map(|element| match element.offset() {
            Offset::Offset(offset) => Some((element.partition(), offset)),
            _ => None,
        });
    Ok(known.collect())
}

fn consumer(brokers: &str, isolation: &str, group: Option<&str>) -> Outcome<BaseConsumer> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    config.set("group.id", group.unwrap_or("communique-tests-look"));
    config.set("isolation.level", isolation);
    config.set("enable.auto.commit", "false");
    config.set("enable.partition.eof", "true");
    config.set("fetch.message.max.bytes", "67108864");
    config.set("receive.message.max.bytes", "200000000");
    config.create().map_err(|error| error.to_string())
}

fn admin(brokers: &str) -> Outcome<AdminClient<DefaultClientContext>> {
    let mut config = ClientConfig::new();
    config.set("bootstrap.servers", brokers);
    config.create().map_err(|error| error.to_string())
}

fn options() -> AdminOptions {
    AdminOptions::new()
        .operation_timeout(Some(ANSWER_LIMIT))
        .request_timeout(Some(ANSWER_LIMIT))
}

fn wait_for<T>(answer: impl Future<Output = Result<T, KafkaError>>) -> Outcome<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(answer).map_err(|error| error.to_string())
}
