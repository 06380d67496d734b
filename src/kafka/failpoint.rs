//! Failpoints: a name before and after every step that delivery is made of, where a test can have the
//! process crash or the step fail. Without the feature `failpoints` nothing of them is left, not even
//! the names.
//!
//! The variable `FAILPOINTS` says what happens where, in the language of the crate `fail`:
//! `commit.before=20*off->1*return(crash)` aborts the process before its 21st commit. What can be
//! returned: `crash`, `retriable`, `abortable`, `fatal`. Knows nothing of what the steps do.
//!
//! An error of a transaction can only be made by librdkafka itself. `flush` errors of rdkafka climb the
//! same ladder: one that ran out of time is repeated, another calls for an abort; whatever is no error
//! of a transaction calls for new clients.

#[cfg(feature = "failpoints")]
use rdkafka::error::{KafkaError, KafkaResult, RDKafkaErrorCode};

/// Makes a call between two points, `STEP.before` and `STEP.after`. A third argument turns the error
/// of a point into that of the call.
#[cfg(feature = "failpoints")]
macro_rules! around {
    ($step:literal, $call:expr) => {
        $crate::kafka::failpoint::around!($step, $call, |error| error)
    };
    ($step:literal, $call:expr, $error:expr) => {
        $crate::kafka::failpoint::hit(concat!($step, ".before"))
            .map_err($error)
            .and_then(|()| $call)
            .and_then(|done| {
                let after = $crate::kafka::failpoint::hit(concat!($step, ".after"));
                after.map_err($error).map(|()| done)
            })
    };
}

#[cfg(not(feature = "failpoints"))]
macro_rules! around {
    ($step:literal, $call:expr) => {
        $call
    };
    ($step:literal, $call:expr, $error:expr) => {
        $call
    };
}

pub(super) use around;

/// Reads `FAILPOINTS`, for the life of the process.
#[cfg(feature = "failpoints")]
pub(super) fn arm() {
    use std::sync::Once;
    static ARMED: Once = Once::new();
    // A scenario that is dropped disarms them.
    ARMED.call_once(|| std::mem::forget(fail::FailScenario::setup()));
}

/// Passes a point: nothing, a crash or an error.
#[cfg(feature = "failpoints")]
pub(super) fn hit(point: &str) -> KafkaResult<()> {
    fail::fail_point!(point, |kind| act(point, kind.as_deref().unwrap_or("")));
    Ok(())
}

/// Whether a switch is on: the control that must lose is such a one.
#[cfg(feature = "failpoints")]
pub(super) fn is_on(switch: &str) -> bool {
    fail::fail_point!(switch, |_| true);
    false
}

#[cfg(feature = "failpoints")]
fn act(point: &str, kind: &str) -> KafkaResult<()> {
    tracing::warn!("failpoint {point}: {kind}");
    match kind {
        "retriable" => Err(KafkaError::Flush(RDKafkaErrorCode::OperationTimedOut)),
        "abortable" => Err(KafkaError::Flush(RDKafkaErrorCode::Fail)),
        "fatal" => Err(KafkaError::Global(RDKafkaErrorCode::Fatal)),
        // Nothing is unwound, nothing tidied: as a kill, but at this very place.
        _ => std::process::abort(),
    }
}
