//! The error ladder: what an error of the clients asks for.

use rdkafka::error::{KafkaError, RDKafkaErrorCode};

use crate::flow::Failure;

/// What to do about an error.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rung {
    /// Make the same call again: its outcome is not known yet.
    Repeat,
    /// What the runner has to do.
    Climb(Failure),
}

/// Sorts an error of a transactional call. `doing` says which, for the message.
pub(super) fn transactional(error: &KafkaError, doing: &str) -> Rung {
    let said = format!("{doing}: {error}");
    match error {
        KafkaError::Transaction(cause) => {
            let code = cause.code();
            if is_denied(code) {
                Rung::Climb(Failure::Fatal(said))
            } else if is_fence(code) {
                Rung::Climb(Failure::Fenced(said))
            } else if cause.is_retriable() {
                Rung::Repeat
            } else if cause.txn_requires_abort() {
                Rung::Climb(Failure::Abort(said))
            } else {
                Rung::Climb(Failure::Rebuild(said))
            }
        }
        // `commit_transaction` flushes first, and the flush has an error of its own.
        KafkaError::Flush(RDKafkaErrorCode::OperationTimedOut) => Rung::Repeat,
        KafkaError::Flush(_) => Rung::Climb(Failure::Abort(said)),
        _ => Rung::Climb(Failure::Rebuild(said)),
    }
}

/// Sorts an error that the consumer meets while polling; none is for the runner to know.
pub(super) fn consuming(code: RDKafkaErrorCode, fatal: bool) -> Option<Failure> {
    match code {
        RDKafkaErrorCode::AutoOffsetReset | RDKafkaErrorCode::OffsetOutOfRange => {
            let said = "a committed offset is not in the log any more; nothing is skipped in silence. \
                Set the group's offsets by hand, after finding out what was lost";
            Some(Failure::DataLost(said.into()))
        }
        RDKafkaErrorCode::FencedInstanceId => Some(Failure::Fenced(
            "another instance uses this kafka.group_instance_id".into(),
        )),
        code if is_denied(code) => Some(Failure::Fatal(format!("consuming: {code}"))),
        code if fatal || code == RDKafkaErrorCode::PollExceeded => {
            Some(Failure::Rebuild(format!("consuming: {code}")))
        }
        _ => None,
    }
}

/// The broker refuses for good: credentials or access lists must be mended by somebody.
pub(super) fn is_denied(code: RDKafkaErrorCode) -> bool {
    matches!(
        code,
        RDKafkaErrorCode::Authentication
            | RDKafkaErrorCode::SaslAuthenticationFailed
            | RDKafkaErrorCode::TopicAuthorizationFailed
            | RDKafkaErrorCode::GroupAuthorizationFailed
            | RDKafkaErrorCode::ClusterAuthorizationFailed
            | RDKafkaErrorCode::TransactionalIdAuthorizationFailed
    )
}

fn is_fence(code: RDKafkaErrorCode) -> bool {
    matches!(
        code,
        RDKafkaErrorCode::Fenced
            | RDKafkaErrorCode::ProducerFenced
            | RDKafkaErrorCode::InvalidProducerEpoch
    )
}
