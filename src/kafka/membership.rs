//! Whether the consumer is a member of its group, and for how long it has not been one. Knows the time it
//! is told, and no clock.
//!
//! A member that is left out asks to be let in again, and librdkafka does so by itself: within a session
//! and what the other members may take to give partitions away. A consumer that is out for much longer
//! asks nobody any more (librdkafka 2.12 can fall silent when a broker freezes), and only a new one helps.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a broker that comes back, and a group that finds together, may take beside sessions.
const COMING_BACK: Duration = Duration::from_secs(30);

/// Told by the poll thread, and seen through `joined` by those who watch.
pub(super) struct Membership {
    joined: Arc<AtomicBool>,
    patience: Duration,
    /// When it was last known to be a member, or to begin.
    known: Mutex<Instant>,
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
            known: Mutex::new(now),
        }
    }

    /// It is a member now, or not.
    pub fn note(&self, is_member: bool, now: Instant) {
        self.joined.store(is_member, Relaxed);
        if is_member {
            *self.lock() = now;
        }
    }

    /// How long it has been out, where that is too long, whether librdkafka says so or says nothing any more. It
    /// is told once, and again when as much time has gone by.
    pub fn overdue(&self, now: Instant) -> Option<Duration> {
        let mut known = self.lock();
        let out = now.saturating_duration_since(*known);
        if out < self.patience {
            return None;
        }
        *known = now;
        Some(out)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is noted at these seconds (a member, not one, nothing) with a patience of 10 + 10 + 5 + 30 seconds; at
    /// which of them it has been out for too long.
    fn check(notes: &[(u64, Option<bool>)], expected: &[u64]) {
        let (born, joined) = (Instant::now(), Arc::<AtomicBool>::default());
        let (session, revoke) = (Duration::from_secs(10), Duration::from_secs(5));
        let membership = Membership::new(Arc::clone(&joined), session, revoke, born);
        let mut told = Vec::new();
        for &(at, noted) in notes {
            let now = born + Duration::from_secs(at);
            if let Some(is_member) = noted {
                membership.note(is_member, now);
                assert_eq!(joined.load(Relaxed), is_member);
            }
            told.extend(membership.overdue(now).map(|_| at));
        }
        assert_eq!(told, expected, "{notes:?}");
    }

    #[test]
    fn who_is_out_for_long_is_told_of() {
        let (member, out) = (Some(true), Some(false));
        check(&[(2, out), (54, out), (55, out)], &[55]);
        check(&[(2, member), (50, member), (100, member)], &[]);
        // It came back meanwhile.
        check(&[(50, out), (52, member), (60, out), (106, out)], &[]);
        check(&[(2, member), (30, out), (57, out)], &[57]);
    }

    #[test]
    fn so_is_who_says_nothing_any_more() {
        check(&[(2, Some(true)), (40, None), (57, None)], &[57]);
    }

    #[test]
    fn it_is_told_once_in_as_much_time() {
        let notes = [(55, None), (57, None), (109, None), (110, None)];
        check(&notes, &[55, 110]);
    }
}
