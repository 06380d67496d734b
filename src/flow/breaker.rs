//! The circuit breaker: stop instead of draining a topic into its dead letters.
//!
//! A wrong topic, a changed format or a broken release rejects everything. Records that wait in the log
//! are safe and can be read after the mend; records in the dead letters must be replayed by hand.

use super::settings::BreakerSettings;

/// Watches the rejections that are about to be published.
#[derive(Debug)]
pub struct Breaker {
    settings: BreakerSettings,
    /// The last verdicts, oldest overwritten first; true where rejected.
    window: Vec<bool>,
    at: usize,
    rejected_in_window: usize,
    run_length: usize,
}

impl Breaker {
    /// Closed, with nothing seen.
    pub fn new(settings: BreakerSettings) -> Self {
        Self {
            window: Vec::with_capacity(settings.window_items),
            settings,
            at: 0,
            rejected_in_window: 0,
            run_length: 0,
        }
    }

    /// Notes one verdict. Says why the service should stop, if it should: before this one is published.
    pub fn note(&mut self, rejected: bool) -> Option<String> {
        self.run_length = if rejected { self.run_length + 1 } else { 0 };
        self.slide(rejected);
        if !rejected {
            return None;
        }
        let longest = self.settings.run_length_max;
        if longest > 0 && self.run_length >= longest {
            return Some(format!("{longest} records in a row were rejected"));
        }
        let window = self.settings.window_items;
        let full = window > 0 && self.window.len() == window;
        let ratio = self.rejected_in_window as f64 / window.max(1) as f64;
        (full && ratio > self.settings.ratio_max).then(|| {
            let rejected = self.rejected_in_window;
            format!("{rejected} of the last {window} records were rejected")
        })
    }

    fn slide(&mut self, rejected: bool) {
        if self.window.len() < self.settings.window_items {
            self.window.push(rejected);
        } else if let Some(oldest) = self.window.get_mut(self.at) {
            self.rejected_in_window -= usize::from(*oldest);
            *oldest = rejected;
            self.at = (self.at + 1) % self.window.len();
        } else {
            return;
        }
        self.rejected_in_window += usize::from(rejected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes `x` as rejected and `.` as not; returns at which verdict it opens.
    fn check(verdicts: &str, opens_at: Option<usize>) {
        let settings = BreakerSettings {
            ratio_max: 0.5,
            window_items: 6,
            run_length_max: 4,
        };
        let mut breaker = Breaker::new(settings);
        let opened = verdicts
            .chars()
            .position(|v| breaker.note(v == 'x').is_some());
        assert_eq!(opened, opens_at, "{verdicts}");
    }

    #[test]
    fn opens_by_run_or_by_ratio() {
        check("......", None);
        check("xxx.xx", Some(5));
        check("xxxx", Some(3));
        check("x.x.x.x.x.x.", None);
        check("x.x.xx", Some(5));
        check("xxx...xx", None);
        check("xxx...xxx.x", Some(10));
        check("...xxx.x", Some(7));
    }

    #[test]
    fn never_opens_when_both_bounds_are_off() {
        let off = BreakerSettings {
            ratio_max: 1.0,
            window_items: 2,
            run_length_max: 0,
        };
        let mut breaker = Breaker::new(off);
        assert!((0..100).all(|_| breaker.note(true).is_none()));
    }
}
