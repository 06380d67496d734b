//! Whether the consumer is a member of its group, and for how long it has not been one. Knows the time it
//! is told, and no clock.
//!
//! A member that is left out asks to be let in again, and librdkafka does so by itself: within a session
//! and what the other members may take to give partitions away. A consumer that is out for much longer
//! asks nobody any more (librdkafka 2.12 can lose its coordinator when a broker freezes, and never look
//! for it again), and only a new one helps.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a broker that comes back, and a group that finds together, may take beside sessions.
const COMING_BACK: Duration = Duration::from_secs(30);

/// Seen by the poll thread, and through `joined` by those who watch.
pub(super) struct Membership {
    joined: Arc<AtomicBool>,
    patience: Duration,
    /// Since when it is no member.
    out_since: Mutex<Option<Instant>>,
}

impl Membership {
    /// Of a consumer that is about to ask for it, at `now`.
    pub fn new(
        joined: Arc<AtomicBool>,
        session: Duration,
        revoke_budget: Duration,
        now: Instant,
    ) -> Self {
        Self {
            joined,
            patience: 2 * session + revoke_budget + COMING_BACK,
            out_since: Mutex::new(Some(now)),
        }
    }

    /// Partitions were given to it.
    pub fn begins(&self) {
        let _never_long = self.note(true, Instant::now());
    }

    /// It is a member now, or not; how long it has been out, where that is too long. That is told once,
    /// and again when as much time has gone by.
    pub fn note(&self, is_member: bool, now: Instant) -> Option<Duration> {
        self.joined.store(is_member, Relaxed);
        let mut out_since = self
            .out_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if is_member {
            *out_since = None;
            return None;
        }
        let out = now.saturating_duration_since(*out_since.get_or_insert(now));
        if out < self.patience {
            return None;
        }
        *out_since = Some(now);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is noted at these seconds (a member or not) with a patience of 10 + 10 + 5 + 30 seconds; at
    /// which of them it has been out for too long.
    fn check(notes: &[(u64, bool)], expected: &[u64]) {
        let (born, joined) = (Instant::now(), Arc::<AtomicBool>::default());
        let (session, revoke) = (Duration::from_secs(10), Duration::from_secs(5));
        let membership = Membership::new(Arc::clone(&joined), session, revoke, born);
        let mut told = Vec::new();
        for &(at, is_member) in notes {
            if membership
                .note(is_member, born + Duration::from_secs(at))
                .is_some()
            {
                told.push(at);
            }
            assert_eq!(joined.load(Relaxed), is_member);
        }
        assert_eq!(told, expected, "{notes:?}");
    }

    #[test]
    fn who_is_out_for_long_is_told_of() {
        check(&[(2, false), (54, false), (55, false)], &[55]);
        check(&[(2, true), (90, true), (180, true)], &[]);
        // It came back meanwhile.
        check(&[(50, false), (52, true), (60, false), (114, false)], &[]);
        check(&[(2, true), (60, false), (115, false)], &[115]);
    }

    #[test]
    fn it_is_told_once_in_as_much_time() {
        let notes = [(55, false), (57, false), (109, false), (110, false)];
        check(&notes, &[55, 110]);
    }
}
