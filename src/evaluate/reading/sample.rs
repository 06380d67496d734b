//! How far a figure might be off, had other items been annotated: the bootstrap over items.

use fastrand::Rng;
use serde::Serialize;

use crate::evaluate::reading::tally::Tally;

/// Rounds of drawing as many items again: enough for the second digit of a 95 % interval, and over in
/// a blink.
const ROUNDS: usize = 1000;

/// The draws are always the same, so that a figure that moves has moved for another reason.
const SEED: u64 = 6;

/// Rounds beyond either end of the interval: 2.5 % each.
const TAIL: f64 = 0.025;

/// A figure from 0 to 1 and its 95 % bootstrap interval; null where nothing was to be counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// The figure.
    pub value: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The counts of all items, and of each round's items.
pub struct Sample {
    /// Of all items.
    pub total: Tally,
    rounds: Vec<Tally>,
}

impl Sample {
    /// Draws. Cost: [`ROUNDS`] times the items.
    pub fn draw(items: &[Tally]) -> Self {
        let mut rng = Rng::with_seed(SEED);
        let sum = |items: &mut dyn Iterator<Item = &Tally>| {
            let mut total = Tally::default();
            items.for_each(|item| total.add(item));
            total
        };
        let mut round = || sum(&mut (0..items.len()).map(|_| &items[rng.usize(0..items.len())]));
        Self {
            rounds: (0..ROUNDS).map(|_| round()).collect(),
            total: sum(&mut items.iter()),
        }
    }

    /// A figure with its interval.
    pub fn interval(&self, figure: impl Fn(&Tally) -> Option<f64>) -> Interval {
        let mut values: Vec<f64> = self.rounds.iter().filter_map(&figure).collect();
        values.sort_by(f64::total_cmp);
        let last = values.len().saturating_sub(1) as f64;
        let at = |share: f64| values.get((share * last).round() as usize).copied();
        Interval {
            value: figure(&self.total).map(rounded),
            low: at(TAIL).map(rounded),
            high: at(1.0 - TAIL).map(rounded),
        }
    }
}

/// Four decimals: more than any interval here is worth.
pub fn rounded(figure: f64) -> f64 {
    (figure * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::reading::tally::Measure;

    fn items(right: usize, wrong: usize) -> Vec<Tally> {
        let item = |right| {
            let mut tally = Tally::default();
            tally[Measure::Voice].case(right);
            tally
        };
        let cases = (0..right + wrong).map(|at| item(at < right));
        cases.collect()
    }

    #[test]
    fn the_interval_narrows_with_the_items() {
        let voice = |tally: &Tally| tally[Measure::Voice].f1();
        let few = Sample::draw(&items(8, 2)).interval(voice);
        let many = Sample::draw(&items(800, 200)).interval(voice);
        assert_eq!((few.value, many.value), (Some(0.8), Some(0.8)));
        // The binomial's: 0.8 ± 1.96 √(0.16 / n).
        let near = |end: Option<f64>, expected: f64| (end.unwrap() - expected).abs() < 0.01;
        assert!(near(many.low, 0.775) && near(many.high, 0.825), "{many:?}");
        assert!(few.low < Some(0.61) && few.high > Some(0.97), "{few:?}");
        assert_eq!(few, Sample::draw(&items(8, 2)).interval(voice));
    }

    #[test]
    fn nothing_counted_is_no_figure() {
        let none = Sample::draw(&items(3, 0)).interval(|tally| tally[Measure::Due].f1());
        assert_eq!(none, Interval::default());
        let empty = Sample::draw(&[]).interval(|tally| tally[Measure::Voice].f1());
        assert_eq!(empty, Interval::default());
    }
}
