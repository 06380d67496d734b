//! How far a group has come, over time: its committed offsets, looked at from outside.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Outcome;
use crate::support::cluster::CommittedOffsets;
use crate::support::service::Service;

/// Longer than any run takes.
const RUN_LIMIT: Duration = Duration::from_secs(180);

/// When the sum of the committed offsets was seen to change, and to what.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress(Vec<(Duration, i64)>);

impl Progress {
    /// Looks so often until the sum reaches `end`.
    pub fn watch(
        offsets: &CommittedOffsets,
        end: usize,
        look_every: Duration,
        service: &Service,
    ) -> Outcome<Self> {
        let end = i64::try_from(end).map_err(|error| error.to_string())?;
        let begin = Instant::now();
        let mut looks: Vec<(Duration, i64)> = Vec::new();
        while looks.last().is_none_or(|(_, sum)| *sum < end) {
            let sum: i64 = offsets.now()?.values().sum();
            if sum > looks.last().map_or(0, |(_, last)| *last) {
                looks.push((begin.elapsed(), sum));
            }
            if begin.elapsed() > RUN_LIMIT {
                return Err(service.with_tail(&format!("not done: {:?} of {end}", looks.last())));
            }
            thread::sleep(look_every);
        }
        Ok(Self(looks))
    }

    /// Records a second between the first change and the last but one: neither the start of the process
    /// nor the wait for the last commit counts. An error when there were too few.
    pub fn rate(&self) -> Outcome<f64> {
        self.rate_if_any()
            .ok_or_else(|| format!("too few commits to take a rate: {:?}", self.0))
    }

    fn rate_if_any(&self) -> Option<f64> {
        let (begin, before) = self.0.first()?;
        let (end, after) = self.0.get(self.0.len().checked_sub(2)?)?;
        let seconds = end.saturating_sub(*begin).as_secs_f64();
        (seconds > 0.0).then(|| (after - before) as f64 / seconds)
    }
}
