//! A cluster inside the process: librdkafka's mock cluster, for the demo.
//!
//! It neither isolates nor fences transactions and does not store their offsets, so that delivery on it
//! is at least once. It proves nothing about delivery; it shows the way of an item.

use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::consumer::{BaseConsumer, Consumer, DefaultConsumerContext};
use rdkafka::error::KafkaResult;
use rdkafka::message::Message;
use rdkafka::mocking::MockCluster;
use rdkafka::producer::{BaseProducer, BaseRecord, DefaultProducerContext, Producer};
use rdkafka::{Offset, TopicPartitionList};

/// How long the cluster may take to take a record in; it is in this very process.
const FEED_WITHIN: Duration = Duration::from_secs(10);

/// A cluster of one broker that lives as long as this value.
pub struct EmbeddedCluster {
    cluster: MockCluster<'static, DefaultProducerContext>,
}

impl EmbeddedCluster {
    /// Starts it on a free port of the loopback, with these topics of one partition each.
    pub fn start(topics: &[&str]) -> KafkaResult<Self> {
        let cluster = MockCluster::new(1)?;
        for topic in topics {
            cluster.create_topic(topic, 1, 1)?;
        }
        Ok(Self { cluster })
    }

    /// Where it listens.
    pub fn brokers(&self) -> String {
        self.cluster.bootstrap_servers()
    }

    /// Writes values to a topic and waits until they are there.
    pub fn feed<'v>(
        &self,
        topic: &str,
        values: impl IntoIterator<Item = &'v [u8]>,
    ) -> KafkaResult<()> {
        let producer: BaseProducer = self.client().create()?;
        for value in values {
            let record = BaseRecord::<(), [u8]>::to(topic).payload(value);
            producer.send(record).map_err(|(error, _)| error)?;
        }
        producer.flush(FEED_WITHIN)
    }

    /// Follows topics from their beginning.
    pub fn follow(&self, topics: &[&str]) -> KafkaResult<Follower> {
        let consumer: BaseConsumer<DefaultConsumerContext> = self
            .client()
            // librdkafka asks for a group even where nothing is committed and nobody joins.
            .set("group.id", "communique-demo-follower")
            .set("enable.auto.commit", "false")
            .create()?;
        let mut all = TopicPartitionList::new();
        for topic in topics {
            all.add_partition_offset(topic, 0, Offset::Beginning)?;
        }
        consumer.assign(&all)?;
        Ok(Follower { consumer })
    }

    fn client(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config.set("bootstrap.servers", self.brokers());
        config
    }
}

/// Reads what arrives at topics.
pub struct Follower {
    consumer: BaseConsumer<DefaultConsumerContext>,
}

impl Follower {
    /// The next value with its topic's name; none if nothing comes within the wait.
    pub fn next(&self, wait: Duration) -> KafkaResult<Option<(String, Vec<u8>)>> {
        match self.consumer.poll(wait) {
            None => Ok(None),
            Some(message) => {
                let message = message?;
                let value = message.payload().unwrap_or_default().to_vec();
                Ok(Some((message.topic().to_owned(), value)))
            }
        }
    }
}
