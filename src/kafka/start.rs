//! Where to begin reading a partition: at the committed offset, or where the operator says when there is
//! none.

use std::time::Duration;

use rdkafka::consumer::{BaseConsumer, Consumer, ConsumerContext};
use rdkafka::error::KafkaResult;
use rdkafka::{Offset, TopicPartitionList};

use super::Start;

/// How long the cluster may take to answer one question about offsets.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// A question about offsets is asked so often before the clients are rebuilt.
const ASKED_MAX: u32 = 3;

/// Partitions with the offsets to begin at.
pub(super) struct Positions {
    list: TopicPartitionList,
    decided: Vec<(i32, i64)>,
}

impl Positions {
    /// The list to assign or to seek to.
    pub fn list(&self) -> &TopicPartitionList {
        &self.list
    }

    /// Partitions that had no committed offset, with the concrete one that was decided for them.
    pub fn decided(&self) -> impl Iterator<Item = (i32, i64)> + '_ {
        self.decided.iter().copied()
    }
}

/// The offsets to begin at: what is committed, pending transactions awaited; else as `start` says.
pub(super) fn positions<C: ConsumerContext>(
    consumer: &BaseConsumer<C>,
    partitions: &TopicPartitionList,
    start: Start,
) -> KafkaResult<Positions> {
    let mut list = ask(|| consumer.committed_offsets(partitions.clone(), ANSWER_WITHIN))?;
    let mut decided = Vec::new();
    let elements = list.elements();
    let open = elements
        .iter()
        .filter(|element| concrete(element.offset()).is_none());
    let open: Vec<_> = open
        .map(|e| (e.topic().to_owned(), e.partition()))
        .collect();
    for (topic, number) in open {
        let at = beginning(consumer, &topic, number, start)?;
        decided.extend(concrete(at).map(|offset| (number, offset)));
        list.set_partition_offset(&topic, number, at)?;
    }
    Ok(Positions { list, decided })
}

/// Where a partition without a committed offset begins.
fn beginning<C: ConsumerContext>(
    consumer: &BaseConsumer<C>,
    topic: &str,
    number: i32,
    start: Start,
) -> KafkaResult<Offset> {
    let asked_time = match start {
        Start::Earliest => return Ok(Offset::Beginning),
        Start::Latest => None,
        Start::Time(time) => Some(time),
    };
    if let Some(time) = asked_time {
        let mut times = TopicPartitionList::new();
        times.add_partition_offset(topic, number, Offset::Offset(time.as_millisecond()))?;
        let found = ask(|| consumer.offsets_for_times(times.clone(), ANSWER_WITHIN))?;
        let found = found
            .find_partition(topic, number)
            .map(|element| element.offset());
        if let Some(offset @ Offset::Offset(_)) = found {
            return Ok(offset);
        }
    }
    let (_, end) = ask(|| consumer.fetch_watermarks(topic, number, ANSWER_WITHIN))?;
    Ok(Offset::Offset(end))
}

/// The committed offsets that are not in their partition's log, in words; empty where that cannot be
/// found out.
pub(super) fn outside_the_log<C: ConsumerContext>(consumer: &BaseConsumer<C>) -> String {
    let committed = consumer.assignment();
    let committed = committed.and_then(|list| consumer.committed_offsets(list, ANSWER_WITHIN));
    let Ok(committed) = committed else {
        return String::new();
    };
    let outside = committed.elements().into_iter().filter_map(|element| {
        let (at, number) = (concrete(element.offset())?, element.partition());
        let log = consumer.fetch_watermarks(element.topic(), number, ANSWER_WITHIN);
        let (begin, end) = log.ok()?;
        let is_inside = (begin..=end).contains(&at);
        (!is_inside).then(|| {
            format!("offset {at} of partition {number}, whose log goes from {begin} to {end}")
        })
    });
    outside.collect::<Vec<_>>().join("; ")
}

fn ask<T>(question: impl Fn() -> KafkaResult<T>) -> KafkaResult<T> {
    let mut answer = question();
    for _ in 1..ASKED_MAX {
        if answer.is_ok() {
            break;
        }
        answer = question();
    }
    answer
}

/// The concrete offset of a list's element, if it has one.
pub(super) fn concrete(offset: Offset) -> Option<i64> {
    match offset {
        Offset::Offset(at) => Some(at),
        _ => None,
    }
}
