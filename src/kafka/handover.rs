//! The handover of partitions from the runner to the group: who waits for whom, and what must not be
//! committed any more.
//!
//! librdkafka takes partitions away inside a callback on the poll thread. The callback waits for the
//! runner to finish, but not for ever; and a lost assignment waits for nobody. From then on the group
//! may move to a new generation, in which this process is again a valid member. A commit that was
//! prepared before and took its group metadata after would be accepted there, although its partitions
//! are somebody else's. So a commit first takes its metadata, then asks [`Handover::is_open`]: a
//! handover that was given up before the runner had let go makes the batch void.
//!
//! All of its state lies under one lock, and each call holds it from its first look to its last change: so
//! two threads can only do whole calls in some order, and the test tries all short orders.

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

    /// The group begins, waits and loses; the runner lets go, in order. The naive model keeps each
    /// handover with what became of it.
    #[test]
    fn every_short_order_of_both_threads_calls() {
        const LENGTH: u32 = 7;
        for number in 0..4usize.pow(LENGTH) {
            let handover = Handover::default();
            let (mut given_up, mut released) = (Vec::new(), 0);
            let mut rest = number;
            for _ in 0..LENGTH {
                match rest % 4 {
                    0 => {
                        given_up.push(false);
                        assert_eq!(handover.begin(), given_up.len() as u64);
                    }
                    1 if !given_up.is_empty() => {
                        let number = given_up.len();
                        let in_time = handover.wait(number as u64, Duration::ZERO);
                        assert_eq!(in_time, released >= number);
                        given_up[number - 1] |= !in_time;
                    }
                    2 if !given_up.is_empty() => {
                        handover.give_up(given_up.len() as u64);
                        given_up[..]
                            .last_mut()
                            .into_iter()
                            .for_each(|last| *last = true);
                    }
                    3 if released < given_up.len() => {
                        handover.release();
                        released += 1;
                    }
                    _ => {}
                }
                let unseen = given_up[released..].contains(&true);
                assert_eq!(handover.is_open(), unseen, "order {number}");
                rest /= 4;
            }
        }
    }

    #[test]
    fn a_closed_handover_waits_for_nobody() {
        let handover = Handover::default();
        let number = handover.begin();
        handover.close();
        assert!(handover.wait(number, LONG));
    }
}
