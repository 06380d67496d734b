//! Logistic regression with weights kept small (L2): of yes and no, or of several classes (softmax).

use crate::judgement::softmax;
use crate::train::reading::descent::lowest;
use crate::train::reading::examples::Example;

/// Biases and weights. Of yes and no only the row of "yes" is learnt, and that of "no" is nought; of
/// more classes each has its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    classes: usize,
    columns: usize,
    /// Rows one after another: first the bias, then a weight for each column.
    numbers: Vec<f64>,
}

/// What is believed before anything is learnt.
#[derive(Clone, Debug, PartialEq)]
pub struct Beliefs {
    /// The model that no example would change.
    pub start: Fitted,
    /// What half the sum of the squares of how far the weights move from there, biases left out, costs
    /// beside the log losses of the examples.
    pub l2: f64,
}

/// Learns from `examples`, beginning at what is believed.
pub fn fit<'e>(examples: impl Iterator<Item = &'e Example> + Clone, beliefs: &Beliefs) -> Fitted {
    fit_from(examples, beliefs, &beliefs.start)
}

/// The same, begun at `from`: the nearer that is, the sooner it is done.
pub fn fit_from<'e>(
    examples: impl Iterator<Item = &'e Example> + Clone,
    beliefs: &Beliefs,
    from: &Fitted,
) -> Fitted {
    let numbers = lowest(from.numbers.clone(), |numbers, gradient| {
        cost(examples.clone(), beliefs, numbers, gradient)
    });
    Fitted {
        numbers,
        ..from.clone()
    }
}

/// Rows of numbers for so many classes.
fn rows(classes: usize) -> usize {
    if classes == 2 { 1 } else { classes }
}

fn cost<'e>(
    examples: impl Iterator<Item = &'e Example>,
    beliefs: &Beliefs,
    numbers: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let Beliefs { start: shape, l2 } = beliefs;
    let width = shape.columns + 1;
    let mut cost = 0.0;
    gradient.fill(0.0);
    let moved = numbers.iter().zip(&shape.numbers).zip(gradient.iter_mut());
    for (at, ((number, start), slope)) in moved.enumerate() {
        if at % width != 0 {
            cost += l2 / 2.0 * (number - start) * (number - start);
            *slope = l2 * (number - start);
        }
    }
    for example in examples {
        let scores = scores(shape.classes, width, numbers, example);
        let probabilities = softmax(&scores);
        let right = probabilities.get(example.class).copied().unwrap_or(0.0);
        cost -= example.weight * right.max(f64::MIN_POSITIVE).ln();
        let first = shape.classes - rows(shape.classes);
        let learnt = probabilities.iter().enumerate().skip(first);
        for ((class, probability), slopes) in learnt.zip(gradient.chunks_mut(width)) {
            let is_right = if class == example.class { 1.0 } else { 0.0 };
            let error = example.weight * (probability - is_right);
            add_terms(example, error, slopes);
        }
    }
    cost
}

/// The bias and the features of an example, as places in a row.
fn terms(example: &Example) -> impl Iterator<Item = (usize, f64)> {
    let features = example
        .features
        .iter()
        .map(|&(column, number)| (column + 1, number));
    std::iter::once((0, 1.0)).chain(features)
}

/// Adds to the slopes of a row what an error of so much in its score adds.
fn add_terms(example: &Example, error: f64, slopes: &mut [f64]) {
    for (at, number) in terms(example) {
        if let Some(slope) = slopes.get_mut(at) {
            *slope += error * number;
        }
    }
}

fn scores(classes: usize, width: usize, numbers: &[f64], example: &Example) -> Vec<f64> {
    let mut scores = vec![0.0; classes - rows(classes)];
    scores.extend(numbers.chunks(width).map(|row| {
        terms(example)
            .filter_map(|(at, number)| Some(row.get(at)? * number))
            .sum::<f64>()
    }));
    scores
}

impl Fitted {
    /// Nothing but noughts.
    pub fn blank(classes: usize, columns: usize) -> Self {
        Self {
            classes,
            columns,
            numbers: vec![0.0; rows(classes) * (columns + 1)],
        }
    }

    /// Sets the weight of a column in the row of a class; "no" has none.
    pub fn set(&mut self, class: usize, column: usize, weight: f64) {
        let row = (class + rows(self.classes)).checked_sub(self.classes);
        let at = row.map(|row| row * (self.columns + 1) + column + 1);
        if let Some(number) = at.and_then(|at| self.numbers.get_mut(at)) {
            *number = weight;
        }
    }

    /// Biases and weights, row by row.
    pub fn numbers(&self) -> &[f64] {
        &self.numbers
    }

    /// The same shape with other numbers.
    pub fn with_numbers(&self, numbers: Vec<f64>) -> Self {
        Self { numbers, ..*self }
    }

    /// Adds to the slopes of all numbers what an error of so much in the score of a class adds; "no" has none.
    pub fn add_slope(&self, class: usize, example: &Example, error: f64, slopes: &mut [f64]) {
        let row = (class + rows(self.classes)).checked_sub(self.classes);
        let row = row.and_then(|row| slopes.chunks_mut(self.columns + 1).nth(row));
        if let Some(slopes) = row {
            add_terms(example, error, slopes);
        }
    }

    /// The score of each class.
    pub fn scores(&self, example: &Example) -> Vec<f64> {
        scores(self.classes, self.columns + 1, &self.numbers, example)
    }

    /// Bias and weights of each row, as [`Fitted`] says.
    pub fn rows(&self) -> impl Iterator<Item = (f64, &[f64])> {
        let rows = self.numbers.chunks(self.columns + 1);
        rows.filter_map(|row| row.split_first().map(|(&bias, weights)| (bias, weights)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(features: &[usize], class: usize, weight: f64) -> Example {
        Example {
            features: features.iter().map(|&column| (column, 1.0)).collect(),
            class,
            weight,
            is_aside: false,
            group: 0,
        }
    }

    fn blank(classes: usize, columns: usize, l2: f64) -> Beliefs {
        Beliefs {
            start: Fitted::blank(classes, columns),
            l2,
        }
    }

    #[test]
    fn what_no_example_speaks_of_stays_as_believed() {
        let mut beliefs = blank(2, 2, 0.5);
        beliefs.start.set(1, 1, 1.5);
        let examples = [example(&[0], 1, 1.0), example(&[], 0, 1.0)];
        let fitted = fit(examples.iter(), &beliefs);
        let (_, weights) = fitted.rows().next().unwrap();
        assert!(
            weights[0] > 0.0 && (weights[1] - 1.5).abs() < 2e-3,
            "{weights:?}"
        );
        let mut of_three = Fitted::blank(3, 2);
        of_three.set(2, 0, 1.0);
        let rows: Vec<_> = of_three
            .rows()
            .map(|(_, weights)| weights.to_vec())
            .collect();
        assert_eq!(rows, [[0.0, 0.0], [0.0, 0.0], [1.0, 0.0]]);
    }

    #[test]
    fn without_features_the_bias_is_the_log_odds() {
        let examples = [
            example(&[], 1, 1.0),
            example(&[], 1, 2.0),
            example(&[], 0, 1.0),
        ];
        let fitted = fit(examples.iter(), &blank(2, 0, 1.0));
        let (bias, weights) = fitted.rows().next().unwrap();
        assert!((bias - 3f64.ln()).abs() < 2e-3, "{bias}");
        assert!(weights.is_empty());
    }

    #[test]
    fn a_weight_is_where_loss_and_size_balance() {
        // One feature that always says yes beside as many that say no without it: by symmetry the bias is
        // minus half the weight, and 2 · (1 - sigmoid(w / 2)) = l2 · w at the lowest point.
        let examples = [
            example(&[0], 1, 1.0),
            example(&[0], 1, 1.0),
            example(&[], 0, 1.0),
            example(&[], 0, 1.0),
        ];
        let fitted = fit(examples.iter(), &blank(2, 1, 0.5));
        let (bias, weights) = fitted.rows().next().unwrap();
        let weight = weights[0];
        assert!((bias + weight / 2.0).abs() < 2e-3);
        let missing = 1.0 - 1.0 / (1.0 + (-weight / 2.0).exp());
        assert!((2.0 * missing - 0.5 * weight).abs() < 2e-3, "{weight}");
    }

    #[test]
    fn each_of_three_classes_is_known_by_its_feature() {
        let examples: Vec<_> = (0..9).map(|at| example(&[at % 3], at % 3, 1.0)).collect();
        let fitted = fit(examples.iter(), &blank(3, 3, 0.1));
        assert_eq!(fitted.rows().count(), 3);
        for example in &examples {
            let probabilities = softmax(&fitted.scores(example));
            assert!(probabilities[example.class] > 0.8, "{probabilities:?}");
        }
        // Kept small, the weights of a column sum to nought over the classes.
        let sum: f64 = fitted.rows().map(|(_, weights)| weights[0]).sum();
        assert!(sum.abs() < 1e-4);
    }
}
