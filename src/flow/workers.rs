//! The worker threads: records in, answers out, and a panic is only an answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::{Answer, Event, Judge, Metrics, Record};
use crate::pipeline::{Rejected, Verdict};

/// Records handed to a worker at once: enough to spare wake-ups when reading is cheap.
const CHUNK_ITEMS_MAX: usize = 64;

/// Answers wait no longer than this for others of their chunk: slow reading must not hold up what is
/// done.
const ANSWERS_WAIT_MAX: Duration = Duration::from_millis(5);

/// A fixed set of threads that judge. They outlive a rebuilt client; each desk is one user's way in.
#[derive(Debug)]
pub struct Workers {
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
    metrics: Arc<Metrics>,
}

/// One runner's way to the workers.
#[derive(Clone, Debug)]
pub struct Desk {
    jobs: Sender<Job>,
    answers: Sender<Event>,
    /// Records with a smaller sequence are not worth judging any more.
    void_below: Arc<AtomicU64>,
    workers: usize,
}

struct Job {
    records: Vec<Record>,
    answers: Sender<Event>,
    void_below: Arc<AtomicU64>,
}

impl Workers {
    /// Starts so many threads, at least one. Fails when the system gives no thread.
    pub fn start(
        count: usize,
        judge: Arc<dyn Judge>,
        metrics: Arc<Metrics>,
    ) -> std::io::Result<Self> {
        // Unbounded in itself; what lies in it is bounded by what is in flight.
        let (jobs, inbox) = unbounded();
        let threads = (0..count.max(1)).map(|number| {
            let (judge, inbox, metrics) = (Arc::clone(&judge), inbox.clone(), Arc::clone(&metrics));
            std::thread::Builder::new()
                .name(format!("worker-{number}"))
                .spawn(move || work(number, &*judge, &inbox, &metrics))
        });
        Ok(Self {
            threads: threads.collect::<Result<_, _>>()?,
            jobs: Some(jobs),
            metrics,
        })
    }

    /// A way in whose answers come as [`Event::Judged`]. None once the workers are dismissed.
    pub fn desk(&self, answers: Sender<Event>) -> Option<Desk> {
        Some(Desk {
            jobs: self.jobs.clone()?,
            answers,
            void_below: Arc::default(),
            workers: self.threads.len(),
        })
    }

    /// Whether no worker has been at one record for longer than `patience`, so far as is known.
    pub fn beat(&self, patience: Duration) -> bool {
        self.metrics.workers_busy_longest() <= patience
            && self.threads.iter().all(|thread| !thread.is_finished())
    }

    /// Lets the threads end after what they are at, and waits for them.
    pub fn dismiss(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // A worker catches what it judges; were it to panic all the same, there is nothing to save.
            let _ = thread.join();
        }
    }
}

impl Desk {
    /// Hands over records; their answers come later, in any order.
    pub fn submit(&self, mut records: Vec<Record>) {
        // Small batches are spread over the workers, large ones are cut where a wake-up costs little.
        let share = records
            .len()
            .div_ceil(self.workers)
            .clamp(1, CHUNK_ITEMS_MAX);
        while !records.is_empty() {
            let rest = records.split_off(records.len().min(share));
            let job = Job {
                records: std::mem::replace(&mut records, rest),
                answers: self.answers.clone(),
                void_below: Arc::clone(&self.void_below),
            };
            // Without workers the process is ending, and nobody waits for an answer.
            let _ = self.jobs.send(job);
        }
    }

    /// Spares the workers what was handed over before this sequence number.
    pub fn void_below(&self, sequence: u64) {
        self.void_below.store(sequence, Relaxed);
    }
}

fn work(number: usize, judge: &dyn Judge, inbox: &Receiver<Job>, metrics: &Metrics) {
    for job in inbox {
        let mut answers = Vec::with_capacity(job.records.len());
        let mut sent = Instant::now();
        for record in job.records {
            if record.sequence < job.void_below.load(Relaxed) {
                continue;
            }
            let answer = judge_caught(number, judge, &record, metrics);
            answers.push((record, answer));
            if sent.elapsed() >= ANSWERS_WAIT_MAX {
                // A runner that is gone wants no answer.
                let _ = job
                    .answers
                    .send(Event::Judged(std::mem::take(&mut answers)));
                sent = Instant::now();
            }
        }
        if !answers.is_empty() {
            let _ = job.answers.send(Event::Judged(answers));
        }
    }
}

/// Judges one record; a panic becomes a rejection, so that one bad item costs one item.
fn judge_caught(number: usize, judge: &dyn Judge, record: &Record, metrics: &Metrics) -> Answer {
    let started = Instant::now();
    metrics.worker_begins(number);
    let mut stage_began = started;
    let mut done = |stage| {
        let now = Instant::now();
        metrics.stage_took(stage, now - stage_began);
        stage_began = now;
    };
    let judged = catch_unwind(AssertUnwindSafe(|| judge.judge(record, &mut done)));
    metrics.worker_ends(number, started.elapsed());
    judged.unwrap_or_else(|panic| {
        metrics.panicked();
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("without words");
        let message = format!("the reading panicked: {said}");
        Answer {
            item_id: None,
            verdict: Verdict::Rejected(Rejected::Panic, message),
        }
    })
}
