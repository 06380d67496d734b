//! Cross-validation over documents: every example is scored by a model that has not seen its document.

use std::panic::resume_unwind;
use std::thread;

use crate::train::reading::examples::{Example, Examples};
use crate::train::reading::logistic::{Beliefs, Fitted, fit, softmax};

/// Folds: enough that each model still sees nine tenths.
pub const FOLDS: u64 = 10;

/// Strengths that are tried, from weak to strong.
const L2: &[f64] = &[0.3, 1.0, 3.0, 6.0, 12.0, 25.0, 60.0];

/// Scores of the classes for each example, in order, by models that have not seen its document.
pub fn out_of_fold(examples: &Examples, beliefs: &Beliefs) -> Vec<Vec<f64>> {
    let folds = in_parallel(FOLDS, |fold| {
        let others = |example: &&Example| example.group % FOLDS != fold;
        fit(examples.all.iter().filter(others), beliefs)
    });
    let score = |example: &Example| {
        let fold = usize::try_from(example.group % FOLDS).ok();
        let fitted = fold.and_then(|fold| folds.get(fold));
        fitted.map_or_else(Vec::new, |fitted| fitted.scores(example))
    };
    examples.all.iter().map(score).collect()
}

/// What `work` gives for each number below `count`, in their order, on all cores.
fn in_parallel<T: Send>(count: u64, work: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(u64, T)> = thread::scope(|scope| {
        let work = &work;
        let workers = (0..count).take(threads).map(|first| {
            let own = (first..count).step_by(threads);
            scope.spawn(move || own.map(|number| (number, work(number))).collect::<Vec<_>>())
        });
        let workers: Vec<_> = workers.collect();
        let joined = workers.into_iter().map(thread::ScopedJoinHandle::join);
        let joined = joined.map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    });
    done.sort_by_key(|one| one.0);
    done.into_iter().map(|one| one.1).collect()
}

/// How fast to hold on to what is believed at the start: the strength whose out-of-fold scores lose
/// least, with these scores; of equals the strongest.
pub fn best_l2(examples: &Examples, start: &Fitted) -> (Beliefs, Vec<Vec<f64>>) {
    let beliefs = |l2: f64| Beliefs {
        start: start.clone(),
        l2,
    };
    let tried = L2.iter().map(|&l2| {
        let scores = out_of_fold(examples, &beliefs(l2));
        let loss = log_loss(examples, &scores);
        (loss, l2, scores)
    });
    let best = tried.reduce(|best, next| if next.0 <= best.0 { next } else { best });
    best.map_or((beliefs(1.0), Vec::new()), |(_, l2, scores)| {
        (beliefs(l2), scores)
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
        assert_eq!(
            in_parallel(7, |number| number * number),
            [0, 1, 4, 9, 16, 25, 36]
        );
        assert!(in_parallel(0, |number| number).is_empty());
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
        let scores = out_of_fold(&examples, &beliefs);
        assert!(scores.iter().all(|scores| scores.len() == 2));
        assert!(log_loss(&examples, &scores) > 0.6);
    }
}
