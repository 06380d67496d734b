//! Watches that no partition stands still while there is something to answer and a broker to answer to.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};

use crate::support::cluster::{self, CommittedOffsets};
use crate::support::{Outcome, route::Route};

/// Longer than this no partition may stand still: a session and a transaction that run out, one after
/// the other, the longest wait before clients are built anew, and a busy machine.
pub const STANDSTILL_MAX: Duration = Duration::from_secs(45);
/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Looks from a thread of its own until it is dropped.
pub struct Watch {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    over: AtomicBool,
    /// No standstill counts: the cluster is disturbed.
    disturbed: AtomicBool,
    progress: Mutex<Progress>,
}

impl Watch {
    /// Begins to watch a route.
    pub fn start(route: &Route) -> Self {
        let shared = Arc::<Shared>::default();
        let (brokers, group, input) = (
            route.brokers.clone(),
            route.group.clone(),
            route.input.clone(),
        );
        let watched = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            while !watched.over.load(SeqCst) {
                // Whoever cannot be asked is a disturbed cluster.
                let looked = look(&brokers, &group, &input, &watched);
                if looked.is_err() {
                    watched.lock().rest();
                    thread::sleep(LOOK_EVERY);
                }
            }
        });
        Self {
            shared,
            thread: Some(thread),
        }
    }

    /// What happens meanwhile is the cluster's fault.
    pub fn while_disturbed(&self, fault: impl FnOnce() -> Outcome) -> Outcome {
        self.shared.disturbed.store(true, SeqCst);
        let done = fault();
        self.shared.lock().rest();
        self.shared.disturbed.store(false, SeqCst);
        done
    }

    /// The longest standstill of any partition so far.
    pub fn longest(&self) -> Duration {
        self.shared.lock().longest
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.over.store(true, SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn look(brokers: &str, group: &str, input: &str, watched: &Shared) -> Outcome {
    let offsets = CommittedOffsets::new(brokers, group, input)?;
    while !watched.over.load(SeqCst) {
        let committed = offsets.now()?;
        let ends = cluster::log_ends(brokers, input)?;
        let mut progress = watched.lock();
        if watched.disturbed.load(SeqCst) {
            progress.rest();
        } else {
            progress.note(Instant::now(), &committed, &ends);
        }
        drop(progress);
        thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

/// How far each partition is, and since when.
#[derive(Default)]
struct Progress {
    at: BTreeMap<i32, (i64, Instant)>,
    longest: Duration,
}

impl Progress {
    fn note(&mut self, now: Instant, committed: &BTreeMap<i32, i64>, ends: &BTreeMap<i32, i64>) {
        for (&partition, &end) in ends {
            let offset = committed.get(&partition).copied().unwrap_or(0);
            let (known, since) = self.at.entry(partition).or_insert((offset, now));
            if *known != offset || offset >= end {
                (*known, *since) = (offset, now);
            }
            self.longest = self.longest.max(now - *since);
        }
    }

    /// Nothing counts that began before.
    fn rest(&mut self) {
        self.at.clear();
    }
}

/// What stands still is found, and nothing else.
pub fn trials() -> Vec<Trial> {
    let trial = |name: &str, looks: &'static [(i64, i64)], seconds| {
        Trial::test(format!("watch::{name}"), move || {
            let (mut progress, mut now) = (Progress::default(), Instant::now());
            for (committed, end) in looks {
                progress.note(now, &[(0, *committed)].into(), &[(0, *end)].into());
                now += Duration::from_secs(1);
            }
            let same = progress.longest == Duration::from_secs(seconds);
            same.then_some(())
                .ok_or_else(|| Failed::from(format!("{:?}", progress.longest)))
        })
    };
    vec![
        trial("a_stuck_partition", &[(3, 9), (3, 9), (3, 9), (4, 9)], 2),
        trial("one_that_goes_on", &[(3, 9), (4, 9), (5, 9), (6, 9)], 0),
        trial("nothing_to_do", &[(3, 3), (3, 3), (3, 3), (3, 3)], 0),
        trial("little_to_do", &[(3, 3), (3, 3), (3, 3), (3, 4)], 1),
        trial("nothing_ever_committed", &[(0, 3), (0, 3), (0, 3)], 2),
    ]
}
