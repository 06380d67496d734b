//! A thread's pulse: when it last showed that it goes round. One word in memory, written by one thread:
//! whoever feels it reads some beat, a moment late at most.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Beaten by one thread, felt by others.
#[derive(Debug)]
pub struct Pulse {
    born: Instant,
    last_ms: AtomicU64,
}

impl Default for Pulse {
    fn default() -> Self {
        Self {
            born: Instant::now(),
            last_ms: AtomicU64::new(u64::MAX),
        }
    }
}

impl Pulse {
    /// It goes round.
    pub fn beat(&self) {
        let now_ms = self.born.elapsed().as_millis() as u64;
        self.last_ms.store(now_ms, Relaxed);
    }

    /// It ends; silence is no bad sign from now on.
    pub fn rest(&self) {
        self.last_ms.store(u64::MAX, Relaxed);
    }

    /// How long ago it last went round; nothing while it rests.
    pub fn silence(&self) -> Duration {
        let last = Duration::from_millis(self.last_ms.load(Relaxed));
        self.born.elapsed().saturating_sub(last)
    }
}
