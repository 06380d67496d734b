//! The handover of partitions from the runner to the group: who waits for whom, and what must not be
//! committed any more.
//!
//! librdkafka takes partitions away inside a callback on the poll thread. The callback waits for the
//! runner to finish, but not for ever; and a lost assignment waits for nobody. From then on the group
//! may move to a new generation, in which this process is again a valid member. A commit that was
//! prepared before and took its group metadata after would be accepted there, although its partitions
//! are somebody else's. So a commit first takes its metadata, then asks [`Handover::is_open`]: a
//! handover that was given up before the runner had let go makes the batch void.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Counts handovers; each has a number, in order.
#[derive(Debug, Default)]
pub(super) struct Handover {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Handovers begun by the group.
    begun: u64,
    /// Handovers that the runner has let go of.
    released: u64,
    /// The latest handover that went on without the runner.
    given_up: u64,
    /// Nobody runs any more; nothing is waited for.
    closed: bool,
}

impl Handover {
    /// A handover begins; its number.
    pub fn begin(&self) -> u64 {
        let mut state = self.lock();
        state.begun += 1;
        state.begun
    }

    /// Waits until the runner has let go of it. False when the budget is over first: the handover is
    /// then given up.
    pub fn wait(&self, number: u64, budget: Duration) -> bool {
        let state = self.lock();
        let waiting = |state: &mut State| state.released < number && !state.closed;
        let waited = self.changed.wait_timeout_while(state, budget, waiting);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.released >= number || state.closed {
            return true;
        }
        state.given_up = number;
        false
    }

    /// Goes on without the runner.
    pub fn give_up(&self, number: u64) {
        self.lock().given_up = number;
    }

    /// The runner lets go of the oldest handover that it has not let go of.
    pub fn release(&self) {
        self.lock().released += 1;
        self.changed.notify_all();
    }

    /// Nobody runs any more.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// A handover went on before the runner had let go: what is open may be somebody else's.
    pub fn is_open(&self) -> bool {
        let state = self.lock();
        state.given_up > state.released
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    const SHORT: Duration = Duration::from_millis(10);
    const LONG: Duration = Duration::from_secs(10);

    #[test]
    fn waits_for_the_runner() {
        let handover = Arc::new(Handover::default());
        let number = handover.begin();
        let runner = Arc::clone(&handover);
        let letting_go = std::thread::spawn(move || {
            std::thread::sleep(SHORT);
            runner.release();
        });
        assert!(handover.wait(number, LONG));
        assert!(!handover.is_open());
        letting_go.join().unwrap();
    }

    #[test]
    fn what_was_given_up_stays_open_until_the_runner_has_seen_it() {
        let handover = Handover::default();
        let number = handover.begin();
        assert!(!handover.wait(number, SHORT), "nobody let go");
        assert!(handover.is_open());
        let lost = handover.begin();
        handover.give_up(lost);
        handover.release();
        assert!(handover.is_open(), "the first was seen, the second was not");
        handover.release();
        assert!(!handover.is_open());
    }

    #[test]
    fn a_closed_handover_waits_for_nobody() {
        let handover = Handover::default();
        let number = handover.begin();
        handover.close();
        assert!(handover.wait(number, LONG));
    }
}
