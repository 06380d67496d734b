//! The open batch: what was put into the sink and is not yet committed.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime};

use super::{Metrics, Partition};
use crate::pipeline::Verdict;

/// Positions to commit and what to count once they are.
#[derive(Debug, Default)]
pub struct Batch {
    opened: Option<Instant>,
    positions: HashMap<Partition, i64>,
    answers: Vec<Put>,
}

#[derive(Debug)]
struct Put {
    verdict: Verdict<()>,
    entered: Instant,
    timestamp_ms: Option<i64>,
}

impl Batch {
    /// Notes that an answer was put into the sink.
    pub fn put(&mut self, verdict: Verdict<()>, entered: Instant, timestamp_ms: Option<i64>) {
        self.answers.push(Put {
            verdict,
            entered,
            timestamp_ms,
        });
    }

    /// Moves a partition's position to the next offset to read.
    pub fn position(&mut self, partition: Partition, next: i64) {
        self.opened.get_or_insert_with(Instant::now);
        self.positions.insert(partition, next);
    }

    /// The positions reached, in order of partitions.
    pub fn positions(&self) -> Vec<(Partition, i64)> {
        let mut positions: Vec<_> = self
            .positions
            .iter()
            .map(|(p, o)| (p.clone(), *o))
            .collect();
        positions.sort();
        positions
    }

    /// Nothing to commit.
    pub fn is_empty(&self) -> bool {
        self.opened.is_none()
    }

    /// Answers in it.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// When it has been open for so long; none while it is empty.
    pub fn due(&self, interval: Duration) -> Option<Instant> {
        self.opened.map(|opened| opened + interval)
    }

    /// Whether it touches one of these partitions.
    pub fn touches(&self, partitions: &[Partition]) -> bool {
        partitions.iter().any(|p| self.positions.contains_key(p))
    }

    /// Counts what it held, now that it is committed, and empties it.
    pub fn committed(&mut self, metrics: &Metrics) {
        let now_ms = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |since| since.as_millis() as i64);
        for put in &self.answers {
            let age_ms = put
                .timestamp_ms
                .map(|written| now_ms.saturating_sub(written));
            let age = age_ms.map(|ms| Duration::from_millis(ms.max(0) as u64));
            metrics.answered(&put.verdict, put.entered.elapsed(), age);
        }
        self.clear();
    }

    /// Empties it uncounted.
    pub fn clear(&mut self) {
        self.opened = None;
        self.positions.clear();
        self.answers.clear();
    }
}
