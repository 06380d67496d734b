//! Whether a confidence means what it says: of all with about the same, so many are right.

use serde::Serialize;

use crate::evaluate::reading::sample::rounded;

/// Equal steps of confidence.
const BINS: usize = 10;

/// What has a confidence within one step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// The step's lower end, which is in it.
    pub from: f64,
    /// Its upper end, which is not, unless it is 1.
    pub to: f64,
    /// How many there are.
    pub count: usize,
    /// Their mean confidence; null without any.
    pub mean_confidence: Option<f64>,
    /// The share that is right; null without any.
    pub right: Option<f64>,
}

/// Sorts what was judged, confidence and whether it is right, into the steps.
pub fn reliability(judged: impl IntoIterator<Item = (f64, bool)>) -> Vec<Bin> {
    let mut sums = [(0_usize, 0.0, 0_usize); BINS];
    for (confidence, right) in judged {
        // A hair is added, as 0.3 × 10 falls short of 3.
        let step = (confidence * BINS as f64 + 1e-9).max(0.0) as usize;
        let (count, confidences, rights) = &mut sums[step.min(BINS - 1)];
        *count += 1;
        *confidences += confidence;
        *rights += usize::from(right);
    }
    let steps = sums.iter().enumerate();
    steps
        .map(|(step, &(count, confidences, rights))| {
            let share = |sum: f64| (count > 0).then(|| rounded(sum / count as f64));
            Bin {
                from: rounded(step as f64 / BINS as f64),
                to: rounded((step + 1) as f64 / BINS as f64),
                count,
                mean_confidence: share(confidences),
                right: share(rights as f64),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_sorted_into_steps() {
        let bins = reliability([(0.31, true), (0.3, false), (0.39, true), (1.0, true)]);
        assert_eq!(bins.len(), 10);
        let third = Bin {
            from: 0.3,
            to: 0.4,
            count: 3,
            mean_confidence: Some(0.3333),
            right: Some(0.6667),
        };
        assert_eq!(bins[3], third);
        assert_eq!((bins[9].count, bins[9].right), (1, Some(1.0)));
        assert_eq!((bins[2].count, bins[2].right), (0, None));
    }
}
