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
            if let Some(remedy) = remedy(code) {
                Rung::Climb(Failure::Fatal(format!("{said}; {remedy}")))
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
        code => match remedy(code) {
            Some(remedy) => Some(Failure::Fatal(format!("consuming: {code}; {remedy}"))),
            None if fatal || code == RDKafkaErrorCode::PollExceeded => {
                Some(Failure::Rebuild(format!("consuming: {code}")))
            }
            None => None,
        },
    }
}

/// The broker refuses for good: what has to be mended by somebody.
pub(super) fn remedy(code: RDKafkaErrorCode) -> Option<&'static str> {
    use RDKafkaErrorCode as Code;
    match code {
        Code::Authentication | Code::SaslAuthenticationFailed => Some(
            "look at kafka.properties sasl.username and sasl.password, and whether the cluster takes \
            sasl.mechanism and has this user for it",
        ),
        Code::UnsupportedSASLMechanism => Some("look at kafka.properties sasl.mechanism"),
        Code::TopicAuthorizationFailed => Some(
            "grant the user Read on the input topic, Write on the output, dead-letter and audit \
            topics, and Describe on all of them",
        ),
        Code::GroupAuthorizationFailed => Some("grant the user Read on the group kafka.group_id"),
        Code::TransactionalIdAuthorizationFailed => {
            Some("grant the user Write and Describe on the transactional id kafka.transactional_id")
        }
        Code::ClusterAuthorizationFailed => {
            // What an idempotent producer asks for first; the right to write anywhere is enough.
            Some(
                "grant the user Write on the output, dead-letter and audit topics, or \
                IdempotentWrite on the cluster",
            )
        }
        _ => None,
    }
}

/// As [`remedy`], before any broker was of use. Later, a broker of many whose certificate has ended is no
/// reason to stop.
pub(super) fn remedy_at_start(code: RDKafkaErrorCode) -> Option<&'static str> {
    // librdkafka has the same words for all that can be wrong with a certificate.
    const CERTIFICATE: &str = "the broker's certificate has expired, names another host, or comes from \
        another authority than kafka.properties ssl.ca.location; or the broker wants another one from \
        here, or no TLS (security.protocol). To see which: openssl s_client -connect BROKER -CAfile CA";
    match code {
        RDKafkaErrorCode::SSL => Some(CERTIFICATE),
        other => remedy(other),
    }
}

/// [`Failure::Fatal`] with its remedy where the broker refuses for good, else nothing.
pub(super) fn denied(error: &KafkaError, said: &str) -> Option<Failure> {
    let remedy = remedy(error.rdkafka_error_code()?)?;
    Some(Failure::Fatal(format!("{said}; {remedy}")))
}

/// A producer that can do nothing any more, for this reason.
pub(super) fn broken(code: RDKafkaErrorCode, said: &str) -> Failure {
    match remedy(code) {
        Some(remedy) => Failure::Fatal(format!("producing: {said}; {remedy}")),
        None => Failure::Rebuild(format!("producing: {said}")),
    }
}

/// librdkafka refuses settings. Its error quotes the value of a property, which may be a secret under a
/// mistyped name.
pub(super) fn refused(what: &str, error: &KafkaError) -> Failure {
    let said = match error {
        KafkaError::ClientConfig(_, said, name, _) => format!("{said} (property {name})"),
        other => {
            format!("{other}; look at the files that kafka.properties names, and their passphrases")
        }
    };
    Failure::Fatal(format!("librdkafka refuses {what}: {said}"))
}

fn is_fence(code: RDKafkaErrorCode) -> bool {
    matches!(
        code,
        RDKafkaErrorCode::Fenced
            | RDKafkaErrorCode::ProducerFenced
            | RDKafkaErrorCode::InvalidProducerEpoch
    )
}
