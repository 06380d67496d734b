//! What cross-validation says of what is learnt.

use serde::Serialize;

/// A figure out of fold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What is judged.
    pub of: &'static str,
    /// How many cases people give.
    pub cases: usize,
    /// Share of what is found that is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<f64>,
    /// Share of what is to be found that is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<f64>,
    /// Their harmonic mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub f1: Option<f64>,
    /// Share of the cases that are right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
    /// Mean log loss before calibration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_loss: Option<f64>,
}

impl Figure {
    /// The same with the mean log loss of what judges.
    pub fn with_loss(self, log_loss: f64) -> Self {
        Self {
            log_loss: Some(log_loss),
            ..self
        }
    }
}

/// Something that is judged wrongly by models that have not seen it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistake {
    /// The item's id.
    pub item: String,
    /// What is judged.
    pub field: &'static str,
    /// What people say.
    pub gold: String,
    /// What the models say.
    pub found: String,
}

/// Counts of things found and to be found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sets {
    shared: usize,
    found: usize,
    gold: usize,
}

impl Sets {
    /// Adds what is both found and to be found, found, and to be found.
    pub fn add(&mut self, shared: usize, found: usize, gold: usize) {
        self.shared += shared;
        self.found += found;
        self.gold += gold;
    }

    /// Precision, recall and F1; 0 where nothing could be counted.
    pub fn figure(self, of: &'static str) -> Figure {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        Figure {
            of,
            cases: self.gold,
            precision: Some(share(self.shared, self.found)),
            recall: Some(share(self.shared, self.gold)),
            f1: Some(share(2 * self.shared, self.found + self.gold)),
            accuracy: None,
            log_loss: None,
        }
    }
}

/// Counts of cases and of those that are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shares {
    right: usize,
    all: usize,
}

impl Shares {
    /// Adds a case.
    pub fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    /// The share that is right.
    pub fn figure(self, of: &'static str) -> Figure {
        Figure {
            of,
            cases: self.all,
            precision: None,
            recall: None,
            f1: None,
            accuracy: Some(self.right as f64 / self.all.max(1) as f64),
            log_loss: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_and_shares_are_counted() {
        let mut sets = Sets::default();
        sets.add(1, 2, 1);
        sets.add(1, 1, 3);
        let figure = sets.figure("parties");
        let counted = (figure.cases, figure.precision, figure.recall, figure.f1);
        assert_eq!(counted, (4, Some(2.0 / 3.0), Some(0.5), Some(4.0 / 7.0)));
        let mut shares = Shares::default();
        shares.add(true);
        shares.add(false);
        let figure = shares.figure("place").with_loss(0.25);
        assert_eq!((figure.accuracy, figure.log_loss), (Some(0.5), Some(0.25)));
    }
}
