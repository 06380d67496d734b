//! Floor 7: Apache Kafka: client settings, source, transactional sink, dead letters.
//!
//! Knows brokers and transactions; knows nothing of what an item means.
//!
//! A [`Connector`] builds a [`KafkaSource`] and a [`KafkaSink`] that share one consumer: the source polls
//! it on a thread of its own, the sink commits for it. Errors climb one ladder; partitions change hands
//! under the rules of the handover. A [`Replay`] takes dead letters back to the input topic.
//!
//! # What librdkafka does that one might not expect
//!
//! - Its callbacks run inside a poll. Records that were polled before must reach the runner before what
//!   the callback says, so they lie in the context, not on the poll loop's stack.
//! - The end of a partition is an error event: it reaches the client's error callback, too, where it is
//!   no trouble. The event names no topic and no offset; [`KafkaSource`] asks for the positions then.
//! - A position counts control records, and is unknown between a seek and the next record. It is never
//!   older than the last record that was polled.
//! - `group_metadata` tells the present generation, not the one in which the offsets were read. See the
//!   handover for what follows.
//! - The coordinator answers CONCURRENT_TRANSACTIONS for a moment after each commit, and the request is
//!   repeated after `retry.backoff.ms`: with the default every transaction takes 100 ms.
//! - To pause a partition throws away what was prefetched of it. After a resume, its fetch waits for the
//!   one that is under way: up to `fetch.wait.max.ms`, if that one finds nothing.
//! - A consumer that has prefetched enough looks again after `fetch.queue.backoff.ms`, a second by
//!   default: with a small prefetch bound it stands still most of the time.
//! - rdkafka's `commit_transaction` flushes first, in steps of 100 ms, and its error is then of another
//!   kind than a transaction's. Here nothing is outstanding by then.
//! - A batch that holds one message too many for its topic fails as a whole. `batch.size` is set to what
//!   every topic takes, and a message is measured before it is sent.
//! - DescribeConfigs goes to the controller unless a broker is named; the mock cluster has none that
//!   answers, and a client may not be able to reach it. Any broker knows a topic's settings.
//! - A question for metadata fails with no more than a timeout, whatever the reason; the reason is an error
//!   event, which an admin client never delivers and another client only when it is polled. So `reach`
//!   asks with a producer, and polls it.
//! - All that can be wrong with a broker's certificate has the same words, an expired one included.
//!   A broker that wants a certificate from here, under TLS 1.3, says so after the handshake: the connection
//!   then fails to receive, over and over, with an alert in its words. `reach` takes the alert for an answer.
//! - An idempotent producer whose user may write nowhere is refused on the *cluster*, and broken for good:
//!   every later message fails with no more than "fatal". `fatal_error` knows the reason.
//! - What a transaction cannot send, for want of the right to write, is purged, and each message says only
//!   that. The transaction knows the reason: a second beginning is refused with it. To abort a transaction
//!   that never got a partition is then a fatal error of the producer.
//! - The error for a property that is refused quotes its value, also where the name of a secret is mistyped.
//! - A commit is answered before its control records are written: the end of the log moves a moment
//!   later. Whoever waits until all is answered looks at both ends again and again.
//! - A process that takes over the transactional id of one that was killed meets CONCURRENT_TRANSACTIONS
//!   until the open transaction has ended; librdkafka repeats within `init_transactions`, and warns each
//!   time (`GETPID`). It is no trouble.
//! - A process that slept beyond its transaction's timeout wakes to the same error as one whose identity
//!   was taken, at whichever call comes first. Only the clock tells them apart: see the sink.
//! - Apache Kafka 4.3.1 leaves out a transaction's marker in a partition that has no leader when the
//!   transaction ends (KAFKA-20734): what was aborted there shows with the producer's next commit. Three
//!   replicas, and a broker at a time, keep a leader in every partition.
//! - `send_offsets_to_transaction` may wait without any limit (2.12.1 to 2.14; its issues 5456 and 5511):
//!   its request for a group coordinator that the cluster's metadata no longer name is looked at again
//!   only when some connection opens or closes, and its timeout is never read. The memory of a process that stood
//!   still showed that request. The producer closes connections that are idle for ten seconds, which
//!   ends the wait; should a call last two minutes all the same, `/livez` fails.
//! - A broker that freezes for some seconds may leave a client (2.12.1) without its coordinator for ever, one client
//!   in some hundred freezes, all on a busy machine: a consumer says nothing any more, not even its statistics, and
//!   a producer's call is repeated without end (`REQTMOUT`, "1 out-queue"). Both are bounded here, see the membership
//!   and the sink, and clients that do not end are left behind.
//! - To purge what is in flight, as before clients are built anew, fails the open transaction; that is
//!   logged (`TXNERR`, "Purged in flight") and wanted.
//! - The cooperative-sticky assignor takes a partition from a member only where another has two fewer: a
//!   joining process need not disturb anybody.
//! - A list of partitions that is still held when its consumer is dropped makes the drop hang.

mod client;
mod connect;
mod context;
mod embedded;
mod failpoint;
mod handover;
mod ladder;
mod letters;
mod limits;
mod membership;
mod outbox;
mod properties;
mod pulse;
mod reach;
mod replay;
mod returned;
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
pub use replay::{Replay, Tally};
pub use secret::{MASK, Secret};
pub use settings::{Delivery, Settings, Start};
pub use sink::KafkaSink;
pub use source::KafkaSource;
