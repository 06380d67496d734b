//! Word vectors that others have learnt from much text, made small: the most frequent words, and of the
//! directions in which they differ those in which they differ most (principal components).

use crate::text::Meanings;
use crate::text::lexicon::Vocabulary;
use crate::train::Vectors;

/// Rounds after which the directions are taken as found; each brings them nearer.
const ROUNDS: usize = 60;

/// The points of the `count` most frequent words that are of letters alone: of at most `dimensions`
/// numbers, whose spread over the words is one in every dimension. Cost: seconds for some ten thousand
/// words.
pub fn meanings(vectors: &Vectors, count: usize, dimensions: usize) -> Meanings {
    let is_of_letters = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = vectors.most_frequent(usize::MAX).filter(is_of_letters);
    let words = Vocabulary::of_words(words.take(count));
    let centred = vectors.centred(&words);
    let centred: Vec<&[f32]> = centred.chunks_exact(vectors.width().max(1)).collect();
    let directions = principal(&covariance(&centred, vectors.width()), dimensions);
    let mut points = Vec::new();
    for vector in &centred {
        let along = directions.iter().map(|(direction, variance)| {
            let along = vector.iter().zip(direction).map(|(a, b)| f64::from(*a) * b);
            (along.sum::<f64>() / variance.sqrt().max(f64::MIN_POSITIVE)) as f32
        });
        points.extend(along);
    }
    Meanings::new(words, directions.len(), &points)
}

fn covariance(centred: &[&[f32]], width: usize) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; width]; width];
    for vector in centred {
        let vector: Vec<f64> = vector.iter().copied().map(f64::from).collect();
        for (row, &number) in sums.iter_mut().zip(&vector) {
            add(row, &vector, number / centred.len() as f64);
        }
    }
    sums
}

/// The directions of greatest variance with their variances, by orthogonal iteration: all are turned by
/// the matrix again and again, and each is kept at right angles to those before.
fn principal(matrix: &[Vec<f64>], count: usize) -> Vec<(Vec<f64>, f64)> {
    let width = matrix.len();
    let start = |at: usize| {
        let one = |other: usize| {
            if other == at {
                1.0
            } else {
                0.01 / (1 + other) as f64
            }
        };
        (0..width).map(one).collect::<Vec<f64>>()
    };
    let mut found: Vec<(Vec<f64>, f64)> =
        (0..count.min(width)).map(|at| (start(at), 0.0)).collect();
    for _ in 0..ROUNDS {
        let mut turned: Vec<(Vec<f64>, f64)> = Vec::new();
        for (direction, _) in &found {
            let mut next: Vec<f64> = matrix.iter().map(|row| product(row, direction)).collect();
            for (before, _) in &turned {
                let shared = product(&next, before);
                add(&mut next, before, -shared);
            }
            let variance = product(&next, &next).sqrt();
            let scale = 1.0 / variance.max(f64::MIN_POSITIVE);
            next.iter_mut().for_each(|number| *number *= scale);
            turned.push((next, variance));
        }
        found = turned;
    }
    found
}

fn product(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    for (slot, number) in to.iter_mut().zip(what) {
        *slot += number * times;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_direction_comes_first_and_spreads_by_one() {
        let matrix = [
            vec![2.0, 0.0, 0.0],
            vec![0.0, 5.0, 1.0],
            vec![0.0, 1.0, 5.0],
        ];
        let found = principal(&matrix, 2);
        assert!((found[0].1 - 6.0).abs() < 1e-6 && (found[1].1 - 4.0).abs() < 1e-6);
        assert!((found[0].0[1] - found[0].0[2]).abs() < 1e-6);
        let text = "a 1 0\nb -1 0\nc 0 2\nu.n. 9 9\nd 0 -2";
        let vectors = Vectors::read(text.as_bytes()).unwrap();
        let table = meanings(&vectors, 9, 2);
        assert_eq!(table.dimensions(), 2);
        let mut squares = [0.0, 0.0];
        for word in ["a", "b", "c", "d"] {
            let mut out = Vec::new();
            table.of([word], &mut out);
            (0..2).for_each(|at| squares[at] += out[at] * out[at] / 4.0);
        }
        assert!(
            squares.iter().all(|one| (one - 1.0).abs() < 0.05),
            "{squares:?}"
        );
    }
}
