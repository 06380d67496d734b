//! Cross-validation over documents: every example is scored by a model that has not seen its document.

use std::panic::resume_unwind;
use std::thread;

use crate::judgement::softmax;
use crate::train::reading::examples::{Example, Examples};
use crate::train::reading::logistic::{Beliefs, Fitted, fit_from};

/// Folds: enough that each model still sees nine tenths.
pub const FOLDS: usize = 10;

/// Strengths that are tried, from strong to weak.
const L2: &[f64] = &[60.0, 25.0, 12.0, 6.0, 3.0, 1.0, 0.3];

/// Models, one for each fold, that have not seen its documents.
struct Folds(Vec<Fitted>);

impl Folds {
    /// Learns anew, each from where it stands.
    fn learn(&mut self, examples: &Examples, beliefs: &Beliefs) {
        self.0 = in_parallel(&self.0, |fold, fitted| {
            let others = |example: &&Example| fold_of(example) != fold;
            fit_from(examples.all.iter().filter(others), beliefs, fitted)
        });
    }

    /// Scores of the classes for each example, in order.
    fn scores(&self, examples: &Examples) -> Vec<Vec<f64>> {
        let score = |example: &Example| {
            let fitted = self.0.get(fold_of(example));
            fitted.map_or_else(Vec::new, |fitted| fitted.scores(example))
        };
        examples.all.iter().map(score).collect()
    }
}

/// The fold of an example.
pub fn fold_of(example: &Example) -> usize {
    (example.group % FOLDS as u64) as usize
}

/// What `work` gives for each thing and its number, in their order, on all cores.
pub fn in_parallel<A: Sync, T: Send>(things: &[A], work: impl Fn(usize, &A) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let work = &work;
        let workers = (0..threads).map(|first| {
            let own = things.iter().enumerate().skip(first).step_by(threads);
            scope.spawn(move || {
                let done = own.map(|(number, thing)| (number, work(number, thing)));
                done.collect::<Vec<_>>()
            })
        });
        let workers: Vec<_> = workers.collect();
        let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
        let joined = joined.map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    });
    done.sort_by_key(|one| one.0);
    done.into_iter().map(|one| one.1).collect()
}

/// How fast to hold on to what is believed at the start: the strength whose scores by models that have not
/// seen the document lose least, with these scores; of equals the strongest. Weaker ones than one that
/// loses more are not tried.
pub fn best_l2(examples: &Examples, start: &Fitted) -> (Beliefs, Vec<Vec<f64>>) {
    let mut folds = Folds(vec![start.clone(); FOLDS]);
    let mut best: Option<(f64, Beliefs, Vec<Vec<f64>>)> = None;
    for &l2 in L2 {
        let beliefs = Beliefs {
            start: start.clone(),
            l2,
        };
        folds.learn(examples, &beliefs);
        let scores = folds.scores(examples);
        let loss = log_loss(examples, &scores);
        if best.as_ref().is_some_and(|best| loss >= best.0) {
            break;
        }
        best = Some((loss, beliefs, scores));
    }
    let blank = Beliefs {
        start: start.clone(),
        l2: 1.0,
    };
    best.map_or((blank, Vec::new()), |(_, beliefs, scores)| {
        (beliefs, scores)
    })
}

/// Mean log loss per unit of weight of scores of each example that is not set aside.
pub fn log_loss(examples: &Examples, scores: &[Vec<f64>]) -> f64 {
    let measured = || {
        examples
            .all
            .iter()
            .zip(scores)
            .filter(|(one, _)| !one.is_aside)
    };
    let losses = measured().map(|(example, scores)| {
        let right = softmax(scores).get(example.class).copied().unwrap_or(0.0);
        -example.weight * right.max(f64::MIN_POSITIVE).ln()
    });
    let weight: f64 = measured().map(|(example, _)| example.weight).sum();
    losses.sum::<f64>() / weight.max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::Features;
    use crate::train::reading::examples::Origin;

    #[test]
    fn work_in_parallel_is_given_in_order() {
        let told = in_parallel(&["a", "b", "c"], |number, thing| format!("{number}{thing}"));
        assert_eq!(told, ["0a", "1b", "2c"]);
        assert!(in_parallel(&[0; 0], |number, _| number).is_empty());
    }

    /// Documents whose first feature tells their class, and whose second is theirs alone.
    fn told_apart() -> Examples {
        let mut examples = Examples::default();
        for at in 0..40 {
            let mut features = Features::named();
            features.flag(["no", "yes"][at % 2]);
            features.flag(&format!("own {at}"));
            examples.add(&features, at % 2, Origin::plain(&format!("document {at}")));
        }
        examples
    }

    #[test]
    fn what_repeats_is_learnt_and_what_is_rare_is_not_believed() {
        let examples = told_apart();
        let start = Fitted::blank(2, examples.names.len());
        let (beliefs, scores) = best_l2(&examples, &start);
        assert!(beliefs.l2 < 1.0, "{}", beliefs.l2);
        assert!(log_loss(&examples, &scores) < 0.1);
        let right = |(example, scores): (&Example, &Vec<f64>)| {
            (scores[1] > scores[0]) == (example.class == 1)
        };
        assert!(examples.all.iter().zip(&scores).all(right));
    }

    #[test]
    fn no_document_is_judged_by_itself() {
        // Classes that nothing but the document tells: whoever saw it would be surer than chance.
        let mut examples = Examples::default();
        for at in 0..60 {
            let mut features = Features::named();
            features.flag(&format!("own {}", at / 2));
            examples.add(
                &features,
                at / 2 % 2,
                Origin::plain(&format!("document {}", at / 2)),
            );
        }
        let beliefs = Beliefs {
            start: Fitted::blank(2, examples.names.len()),
            l2: 0.1,
        };
        let mut folds = Folds(vec![beliefs.start.clone(); FOLDS]);
        folds.learn(&examples, &beliefs);
        let scores = folds.scores(&examples);
        assert!(scores.iter().all(|scores| scores.len() == 2));
        assert!(log_loss(&examples, &scores) > 0.6);
    }
}
