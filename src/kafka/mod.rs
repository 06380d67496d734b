//! Floor 7: Apache Kafka: client settings, source, transactional sink, dead letters.
//!
//! Knows brokers and transactions; knows nothing of what an item means.
//!
//! A [`Connector`] builds a [`KafkaSource`] and a [`KafkaSink`] that share one consumer: the source polls
//! it on a thread of its own, the sink commits for it. Errors climb one ladder; partitions change hands
//! under the rules of the handover.

mod client;
mod connect;
mod context;
mod embedded;
mod handover;
mod ladder;
mod letters;
mod limits;
mod outbox;
mod properties;
mod pulse;
mod secret;
mod settings;
mod sink;
mod source;
mod start;
mod statistics;
mod topics;

pub use connect::{Connector, Status};
pub use embedded::{EmbeddedCluster, Follower};
pub use properties::{Properties, is_secret, refusal};
pub use pulse::Pulse;
pub use secret::{MASK, Secret};
pub use settings::{Delivery, Settings, Start};
pub use sink::KafkaSink;
pub use source::KafkaSource;
