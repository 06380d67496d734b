//! Learns a [`Mixture`](crate::judgement::Mixture): whom to hear, and what each tells, from what all told together.

use std::ops::Range;

use crate::judgement::{ChoiceFile, Heard, LinearFile, Witness, mixed, softmax};
use crate::train::reading::descent::lowest;
use crate::train::reading::examples::{Example, Examples, Origin};
use crate::train::reading::folds::{FOLDS, fold_of, in_parallel};
use crate::train::reading::learn::named_rows;
use crate::train::reading::logistic::Fitted;

/// Witnesses that must have a feature for it to get a weight.
const COUNT_MIN: usize = 4;
/// What half the sum of the squares of how far weights move from what is believed costs.
const L2: f64 = 1.0;
/// Keeps a loss finite where no witness tells the truth.
const LEAST: f64 = 1e-4;

/// Things that were judged by people, each with its witnesses.
#[derive(Default)]
pub struct Cases {
    focus: Examples,
    told: Examples,
    /// The witnesses of each thing.
    witnesses: Vec<Range<usize>>,
}

/// What is believed before anything is learnt: weights by feature, and by class and feature.
pub struct Believed<'b> {
    pub focus: &'b [(&'b str, f64)],
    pub told: &'b [(&'b str, &'b str, f64)],
}

/// A learnt mixture.
pub struct MixtureLearnt {
    /// How far a witness is heard.
    pub focus: LinearFile,
    /// What it tells.
    pub told: ChoiceFile,
    /// What mixtures that have not seen its document say of each thing, in order; nothing without witnesses.
    pub out_of_fold: Vec<Option<Heard>>,
}

impl Cases {
    /// Adds a thing of `class` with its witnesses, whose bags keep names.
    pub fn add(&mut self, witnesses: &[Witness], class: usize, origin: Origin) {
        let first = self.focus.all.len();
        for witness in witnesses {
            self.focus.add(&witness.focus, class, origin);
            self.told.add(&witness.told, class, origin);
        }
        self.witnesses.push(first..self.focus.all.len());
    }

    /// Learns; class `i` is the `i`th of `names`. Cost: seconds for some thousand things.
    pub fn learn(self, names: &[&str], believed: &Believed) -> MixtureLearnt {
        let known = believed.focus.iter().map(|one| one.0);
        let focus = self.focus.without_rare(COUNT_MIN, known);
        let known = believed.told.iter().map(|one| one.1);
        let told = self.told.without_rare(COUNT_MIN, known);
        let mut start = Weights {
            focus: Fitted::blank(2, focus.names.len()),
            told: Fitted::blank(names.len(), told.names.len()),
        };
        for (name, weight) in believed.focus {
            if let Some(column) = focus.column_of(name) {
                start.focus.set(1, column, *weight);
            }
        }
        for (class, name, weight) in believed.told {
            let class = names.iter().position(|known| known == class);
            if let Some((class, column)) = class.zip(told.column_of(name)) {
                start.told.set(class, column, *weight);
            }
        }
        let things = Things {
            focus: &focus.all,
            told: &told.all,
            witnesses: &self.witnesses,
        };
        let without: Vec<Option<usize>> = (0..FOLDS).map(Some).chain([None]).collect();
        let mut fitted = in_parallel(&without, |_, fold| things.fit(&start, *fold));
        let all = fitted.pop().unwrap_or_else(|| start.clone());
        let out_of_fold = self.witnesses.iter().map(|witnesses| {
            let fold = fold_of(things.told.get(witnesses.start)?);
            things.hear(fitted.get(fold)?, witnesses)
        });
        let out_of_fold = out_of_fold.collect();
        let rows = names.iter().map(|&name| name.to_owned());
        let (_, weights) = named_rows(&all.focus, &focus).next().unwrap_or_default();
        MixtureLearnt {
            focus: LinearFile {
                bias: 0.0,
                weights,
                calibration: (1.0, 0.0),
            },
            told: ChoiceFile {
                scale: 1.0,
                classes: rows.zip(named_rows(&all.told, &told)).collect(),
            },
            out_of_fold,
        }
    }
}

/// The weights of a mixture. The bias of the focus moves nothing and stays nought.
#[derive(Clone)]
struct Weights {
    focus: Fitted,
    told: Fitted,
}

/// What is learnt from, by columns.
struct Things<'t> {
    focus: &'t [Example],
    told: &'t [Example],
    witnesses: &'t [Range<usize>],
}

impl Things<'_> {
    /// Learns from all but those of a fold.
    fn fit(&self, start: &Weights, without: Option<usize>) -> Weights {
        let split = start.focus.numbers().len();
        let begin = [start.focus.numbers(), start.told.numbers()].concat();
        let found = lowest(begin.clone(), |numbers, gradient| {
            let weights = start.moved(numbers, split);
            let moved = numbers.iter().zip(&begin).zip(gradient.iter_mut());
            let mut cost = 0.0;
            for ((number, start), slope) in moved {
                cost += L2 / 2.0 * (number - start) * (number - start);
                *slope = L2 * (number - start);
            }
            let (focus, told) = gradient.split_at_mut(split);
            for witnesses in self.witnesses {
                cost += self.slope(&weights, witnesses, without, (&mut *focus, &mut *told));
            }
            cost
        });
        start.moved(&found, split)
    }

    fn scores(&self, weights: &Weights, witnesses: &Range<usize>) -> (Vec<f64>, Vec<Vec<f64>>) {
        let focus = self.focus.get(witnesses.clone()).into_iter().flatten();
        let focus = focus.map(|one| weights.focus.scores(one).last().copied().unwrap_or(0.0));
        let told = self.told.get(witnesses.clone()).into_iter().flatten();
        let told = told.map(|one| softmax(&weights.told.scores(one)));
        (focus.collect(), told.collect())
    }

    fn hear(&self, weights: &Weights, witnesses: &Range<usize>) -> Option<Heard> {
        let (scores, told) = self.scores(weights, witnesses);
        mixed(&scores, &told)
    }

    /// The loss of one thing, whose slopes are added; nothing of one that is of the fold.
    fn slope(
        &self,
        weights: &Weights,
        witnesses: &Range<usize>,
        without: Option<usize>,
        (focus, told): (&mut [f64], &mut [f64]),
    ) -> f64 {
        let Some(first) = self
            .told
            .get(witnesses.start)
            .filter(|_| !witnesses.is_empty())
        else {
            return 0.0;
        };
        if without == Some(fold_of(first)) {
            return 0.0;
        }
        let (scores, all) = self.scores(weights, witnesses);
        let shares = softmax(&scores);
        let right = |told: &[f64]| told.get(first.class).copied().unwrap_or(0.0);
        let both = || shares.iter().zip(&all);
        let sum: f64 = both().map(|(share, told)| share * right(told)).sum();
        let steep = -first.weight / (sum + LEAST);
        for ((share, says), at) in both().zip(witnesses.clone()) {
            let step = steep * share;
            if let Some(one) = self.focus.get(at) {
                weights
                    .focus
                    .add_slope(1, one, step * (right(says) - sum), focus);
            }
            let Some(one) = self.told.get(at) else {
                continue;
            };
            for (class, probability) in says.iter().enumerate() {
                let is_right = if class == first.class { 1.0 } else { 0.0 };
                let slope = step * right(says) * (is_right - probability);
                weights.told.add_slope(class, one, slope, told);
            }
        }
        -first.weight * (sum + LEAST).ln()
    }
}

impl Weights {
    /// Weights of the same shape with other numbers, of which the first `split` are those of the focus.
    fn moved(&self, numbers: &[f64], split: usize) -> Self {
        let (focus, told) = numbers.split_at_checked(split).unwrap_or_default();
        Self {
            focus: self.focus.with_numbers(focus.to_vec()),
            told: self.told.with_numbers(told.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Choice, Features, Linear};

    const NAMES: &[&str] = &["one", "two", "three"];

    fn witness(is_main: bool, says: usize) -> Witness {
        let (mut focus, mut told) = (Features::named(), Features::named());
        focus.add("main", if is_main { "yes" } else { "no" });
        told.add("says", NAMES[says]);
        Witness { focus, told }
    }

    /// Each of sixty things is as its main witness says, and two others say anything.
    fn cases() -> Cases {
        let mut cases = Cases::default();
        for at in 0..60 {
            let class = at % 3;
            let others = [at / 3 % 3, at / 9 % 3].map(|says| witness(false, says));
            let [one, two] = others;
            let id = format!("{at}");
            cases.add(&[one, witness(true, class), two], class, Origin::plain(&id));
        }
        cases
    }

    #[test]
    fn whom_to_hear_is_learnt_from_what_was_true() {
        let believed = Believed {
            focus: &[],
            told: &[("one", "says=one", 1.0)],
        };
        let learnt = cases().learn(NAMES, &believed);
        for (at, found) in learnt.out_of_fold.iter().enumerate() {
            let found = &found.as_ref().unwrap().probabilities;
            assert!(found[at % 3] > 0.6, "{at}: {found:?}");
        }
        let focus = Linear::of_file(learnt.focus);
        let told = Choice::of_file(learnt.told, NAMES).unwrap();
        let (main, other) = (witness(true, 1), witness(false, 2));
        assert!(focus.score(&main.focus) > focus.score(&other.focus) + 1.0);
        assert_eq!(told.best(&main.told).unwrap().0, 1);
    }

    #[test]
    fn slopes_are_those_of_the_loss() {
        let cases = cases();
        let things = Things {
            focus: &cases.focus.all,
            told: &cases.told.all,
            witnesses: &cases.witnesses,
        };
        let start = Weights {
            focus: Fitted::blank(2, cases.focus.names.len()),
            told: Fitted::blank(NAMES.len(), cases.told.names.len()),
        };
        let split = start.focus.numbers().len();
        let at: Vec<f64> = (0..split + start.told.numbers().len())
            .map(|number| (number as f64).sin())
            .collect();
        let cost = |numbers: &[f64]| {
            let weights = start.moved(numbers, split);
            let mut gradient = vec![0.0; numbers.len()];
            let (focus, told) = gradient.split_at_mut(split);
            let costs = cases.witnesses.iter().map(|witnesses| {
                things.slope(&weights, witnesses, None, (&mut *focus, &mut *told))
            });
            let cost: f64 = costs.sum();
            (cost, gradient)
        };
        let (_, gradient) = cost(&at);
        for number in 0..at.len() {
            let step = |by: f64| {
                let mut moved = at.clone();
                moved[number] += by;
                cost(&moved).0
            };
            let slope = (step(1e-5) - step(-1e-5)) / 2e-5;
            assert!((slope - gradient[number]).abs() < 1e-4, "{number}");
        }
    }

    #[test]
    fn without_witnesses_nothing_is_told() {
        let mut cases = cases();
        cases.add(&[], 1, Origin::plain("none"));
        let believed = Believed {
            focus: &[],
            told: &[],
        };
        let learnt = cases.learn(NAMES, &believed);
        assert_eq!(learnt.out_of_fold.last(), Some(&None));
    }
}
