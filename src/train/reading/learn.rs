//! Examples → a weight file, with what cross-validation says of it.

use std::collections::BTreeMap;

use crate::judgement::{ChoiceFile, LinearFile, sigmoid, softmax};
use crate::train::reading::descent::lowest;
use crate::train::reading::examples::{Example, Examples};
use crate::train::reading::folds::{best_l2, log_loss};
use crate::train::reading::logistic::{Beliefs, Fitted, fit};

/// Examples that must have a feature for it to get a weight.
const COUNT_MIN: usize = 3;

/// Keeps the slope finite where the scores are never wrong; too little to be felt otherwise.
const CALIBRATION_L2: f64 = 1e-3;

/// A choice that is never wrong out of fold is made no surer than this.
const SCALE_MAX: f64 = 3.0;

/// A learnt yes or no.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearLearnt {
    /// What is shipped: learnt from all examples.
    pub file: LinearFile,
    /// Calibrated probabilities of yes for each example, in order, by models that have not seen its
    /// document.
    pub out_of_fold: Vec<f64>,
    /// The strength that was chosen.
    pub l2: f64,
    /// Mean out-of-fold log loss before calibration.
    pub log_loss: f64,
}

/// A learnt choice between classes.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceLearnt {
    /// What is shipped: learnt from all examples.
    pub file: ChoiceFile,
    /// Probabilities of the classes for each example, in order, by models that have not seen its
    /// document.
    pub out_of_fold: Vec<Vec<f64>>,
    /// The strength that was chosen.
    pub l2: f64,
    /// Mean out-of-fold log loss before calibration.
    pub log_loss: f64,
}

/// Learns yes (class 1) or no (class 0). Cost: seconds for some thousand examples.
pub fn learn_linear(examples: Examples) -> LinearLearnt {
    learn_linear_from(examples, &[])
}

/// The same; `believed` are the weights of features from which learning begins and which it leaves only
/// as far as the examples tell.
pub fn learn_linear_from(examples: Examples, believed: &[(&str, f64)]) -> LinearLearnt {
    let examples = examples.without_rare(COUNT_MIN, believed.iter().map(|one| one.0));
    let mut start = Fitted::blank(2, examples.names.len());
    for (name, weight) in believed {
        if let Some(column) = examples.column_of(name) {
            start.set(1, column, *weight);
        }
    }
    let (beliefs, scores) = best_l2(&examples, &start);
    let log_loss = log_loss(&examples, &scores);
    let scores: Vec<f64> = scores
        .iter()
        .map(|scores| scores.last().copied().unwrap_or(0.0))
        .collect();
    let calibration = platt(&examples.all, &scores);
    let fitted = fit(examples.all.iter(), &beliefs);
    let (bias, weights) = named_rows(&fitted, &examples).next().unwrap_or_default();
    let (slope, offset) = calibration;
    LinearLearnt {
        file: LinearFile {
            bias,
            weights,
            calibration,
        },
        out_of_fold: scores
            .iter()
            .map(|score| sigmoid(slope * score + offset))
            .collect(),
        l2: beliefs.l2,
        log_loss,
    }
}

/// Learns which of the classes `names` (class `i` is the `i`th); three or more of them.
pub fn learn_choice(examples: Examples, names: &[&str]) -> ChoiceLearnt {
    learn_choice_from(examples, names, &[])
}

/// The same; `believed` are the weights, by class and feature, from which learning begins.
pub fn learn_choice_from(
    examples: Examples,
    names: &[&str],
    believed: &[(&str, &str, f64)],
) -> ChoiceLearnt {
    let examples = examples.without_rare(COUNT_MIN, believed.iter().map(|one| one.1));
    let mut start = Fitted::blank(names.len(), examples.names.len());
    for (class, name, weight) in believed {
        let class = names.iter().position(|known| known == class);
        if let Some((class, column)) = class.zip(examples.column_of(name)) {
            start.set(class, column, *weight);
        }
    }
    let (beliefs, scores) = best_l2(&examples, &start);
    let log_loss = log_loss(&examples, &scores);
    let scale = temperature(&examples.all, &scores);
    let out_of_fold = scores.iter().map(|scores| {
        let scaled: Vec<f64> = scores.iter().map(|score| scale * score).collect();
        softmax(&scaled)
    });
    let fitted = fit(examples.all.iter(), &beliefs);
    let rows = names.iter().map(|&name| name.to_owned());
    ChoiceLearnt {
        file: ChoiceFile {
            scale,
            classes: rows.zip(named_rows(&fitted, &examples)).collect(),
        },
        out_of_fold: out_of_fold.collect(),
        l2: beliefs.l2,
        log_loss,
    }
}

/// Bias and weights by name of each row.
pub fn named_rows(
    fitted: &Fitted,
    examples: &Examples,
) -> impl Iterator<Item = (f64, BTreeMap<String, f64>)> {
    fitted.rows().map(|(bias, weights)| {
        let named = examples.names.iter().cloned();
        (bias, named.zip(weights.iter().copied()).collect())
    })
}

/// Slope and offset that make out-of-fold scores probabilities: a regression on the score alone, towards
/// targets a little short of sure (Platt 1999), so that scores that are never wrong stay finite.
fn platt(examples: &[Example], scores: &[f64]) -> (f64, f64) {
    let measured = || {
        examples
            .iter()
            .zip(scores)
            .filter(|(example, _)| !example.is_aside)
    };
    let weight_of = |class: usize| -> f64 {
        let of_class = measured()
            .map(|one| one.0)
            .filter(|example| example.class == class);
        of_class.map(|example| example.weight).sum()
    };
    let (yes, no) = (weight_of(1), weight_of(0));
    let targets = [1.0 / (no + 2.0), (yes + 1.0) / (yes + 2.0)];
    let softened = measured().flat_map(|(example, &score)| {
        let target = targets.get(example.class).copied().unwrap_or(0.0);
        [(1, target), (0, 1.0 - target)].map(|(class, share)| Example {
            features: vec![(0, score)],
            class,
            weight: example.weight * share,
            ..*example
        })
    });
    let softened: Vec<Example> = softened.collect();
    let beliefs = Beliefs {
        start: Fitted::blank(2, 1),
        l2: CALIBRATION_L2,
    };
    let fitted = fit(softened.iter(), &beliefs);
    let mut rows = fitted.rows();
    let row = rows.next();
    let (offset, slope) = row
        .and_then(|(bias, weights)| Some((bias, *weights.first()?)))
        .unwrap_or((0.0, 1.0));
    // Scores that say the contrary are worth nothing, and are not to be turned round.
    if slope > 0.0 {
        (slope, offset)
    } else {
        (1.0, 0.0)
    }
}

/// What out-of-fold scores are multiplied by so that their probabilities lose least.
fn temperature(examples: &[Example], scores: &[Vec<f64>]) -> f64 {
    let found = lowest(vec![1.0], |scale, slope| {
        let scale = scale.first().copied().unwrap_or(1.0);
        let (mut cost, mut rise) = (0.0, 0.0);
        for (example, scores) in examples.iter().zip(scores).filter(|(one, _)| !one.is_aside) {
            let scaled: Vec<f64> = scores.iter().map(|score| scale * score).collect();
            let probabilities = softmax(&scaled);
            let right = |all: &[f64]| all.get(example.class).copied().unwrap_or(0.0);
            let mean: f64 = scores.iter().zip(&probabilities).map(|(a, b)| a * b).sum();
            cost -= example.weight * right(&probabilities).max(f64::MIN_POSITIVE).ln();
            rise += example.weight * (mean - right(scores));
        }
        slope.fill(rise);
        cost
    });
    let scale = found.first().copied().filter(|scale| *scale > 0.0);
    scale.map_or(1.0, |scale| scale.min(SCALE_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Choice, Features, Linear};
    use crate::train::reading::examples::Origin;

    /// Forty documents of yes and no, one in ten of which says the contrary of its feature.
    fn noisy() -> Examples {
        let mut examples = Examples::default();
        for at in 0..40 {
            examples.add(
                &told(at),
                usize::from(said(at) != (at % 10 == 0)),
                Origin::plain(&format!("{at}")),
            );
        }
        examples
    }

    fn said(at: usize) -> bool {
        at / 10 % 2 == 1
    }

    fn told(at: usize) -> Features {
        let mut features = Features::named();
        features.add("says", if said(at) { "yes" } else { "no" });
        if at < 2 {
            features.flag("rare");
        }
        features
    }

    #[test]
    fn a_linear_file_says_what_the_examples_say() {
        let learnt = learn_linear(noisy());
        assert!(!learnt.file.weights.contains_key("rare"));
        assert!(learnt.log_loss < 0.5, "{}", learnt.log_loss);
        let model = Linear::of_file(learnt.file.clone());
        for at in 0..40 {
            let probability = model.probability(&told(at));
            // Nine of ten say so: calibrated, it is believed about as much.
            let expected = if said(at) { 0.9 } else { 0.1 };
            assert!((probability - expected).abs() < 0.08, "{at}: {probability}");
            assert_eq!(learnt.out_of_fold[at] > 0.5, said(at), "{at}");
        }
        assert_eq!(learn_linear(noisy()), learnt, "twice the same");
    }

    #[test]
    fn a_choice_file_says_what_the_examples_say() {
        const NAMES: &[&str] = &["one", "two", "three"];
        let mut examples = Examples::default();
        let told = |class: usize| {
            let mut features = Features::named();
            features.add("says", NAMES[class]);
            features
        };
        for at in 0..60 {
            examples.add(&told(at % 3), at % 3, Origin::plain(&format!("{at}")));
        }
        let learnt = learn_choice(examples, NAMES);
        assert_eq!(learnt.out_of_fold.len(), 60);
        let choice = Choice::of_file(learnt.file, NAMES).unwrap();
        for class in 0..3 {
            let (best, probability) = choice.best(&told(class)).unwrap();
            assert!(best == class && probability > 0.9, "{class}: {probability}");
        }
    }
}
