//! Word vectors that others have learnt from much text, made small: the most frequent words, and of the
//! directions in which they differ those in which they differ most (principal components).

use crate::text::Meanings;

/// Words with their vectors, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordVectors {
    /// Words in lower case.
    pub words: Vec<String>,
    /// Numbers of a vector.
    pub width: usize,
    /// Vector after vector.
    pub numbers: Vec<f32>,
}

/// Rounds after which the directions are taken as found; each brings them nearer.
const ROUNDS: usize = 60;

impl WordVectors {
    /// Reads the first `words_max` words that are of letters alone from lines of a word and its numbers
    /// (the form of GloVe). Fails with the line of what is wrong.
    pub fn read<'t>(
        lines: impl Iterator<Item = &'t str>,
        words_max: usize,
    ) -> Result<Self, String> {
        let mut read = Self::default();
        for (number, line) in (1..).zip(lines) {
            if read.words.len() == words_max {
                break;
            }
            let mut parts = line.split(' ');
            let word = parts.next().unwrap_or_default();
            if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                continue;
            }
            let before = read.numbers.len();
            for part in parts {
                let parsed = part.parse().ok().filter(|one: &f32| one.is_finite());
                let parsed =
                    parsed.ok_or_else(|| format!("line {number}: {part:?} is no number"))?;
                read.numbers.push(parsed);
            }
            let width = read.numbers.len() - before;
            if read.words.is_empty() {
                read.width = width;
            }
            if width == 0 || width != read.width {
                return Err(format!(
                    "line {number}: {width} numbers where {} are expected",
                    read.width.max(1)
                ));
            }
            read.words.push(word.to_owned());
        }
        Ok(read)
    }

    /// Vectors of length one, from which their mean is taken: only directions tell what a word means.
    fn centred(&self) -> Vec<Vec<f64>> {
        let unit = |vector: &[f32]| -> Vec<f64> {
            let length = vector.iter().map(|one| f64::from(one * one)).sum::<f64>();
            let length = length.sqrt().max(f64::MIN_POSITIVE);
            vector.iter().map(|&one| f64::from(one) / length).collect()
        };
        let mut vectors: Vec<Vec<f64>> = self
            .numbers
            .chunks_exact(self.width.max(1))
            .map(unit)
            .collect();
        let mut mean = vec![0.0; self.width];
        for vector in &vectors {
            add(&mut mean, vector, 1.0 / vectors.len() as f64);
        }
        for vector in &mut vectors {
            add(vector, &mean, -1.0);
        }
        vectors
    }
}

/// Points of at most `dimensions` numbers, whose spread over the words is one in every dimension. Cost:
/// seconds for some ten thousand words.
pub fn meanings(vectors: &WordVectors, dimensions: usize) -> Meanings {
    let centred = vectors.centred();
    let directions = principal(&covariance(&centred, vectors.width), dimensions);
    let mut points = Vec::new();
    for vector in &centred {
        let along = directions.iter().map(|(direction, variance)| {
            (product(vector, direction) / variance.sqrt().max(f64::MIN_POSITIVE)) as f32
        });
        points.extend(along);
    }
    let words = vectors.words.iter().map(String::as_str);
    Meanings::of_points(words, directions.len(), &points)
}

fn covariance(centred: &[Vec<f64>], width: usize) -> Vec<Vec<f64>> {
    let mut sums = vec![vec![0.0; width]; width];
    for vector in centred {
        for (row, &number) in sums.iter_mut().zip(vector) {
            add(row, vector, number / centred.len() as f64);
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
    fn words_of_letters_are_read_until_there_are_enough() {
        let text = "the 1 2\n, 5 5\nU.S. 4 4\npeace -1 0.5\ntalks 3 3";
        let read = WordVectors::read(text.lines(), 2).unwrap();
        assert_eq!(read.words, ["the", "peace"]);
        assert_eq!((read.width, read.numbers), (2, vec![1.0, 2.0, -1.0, 0.5]));
    }

    #[test]
    fn bad_lines_are_told() {
        let check = |text: &str, expected: &str| {
            let refused = WordVectors::read(text.lines(), 9).unwrap_err();
            assert!(refused.starts_with(expected), "{refused}");
        };
        check("the 1 2\npeace 1", "line 2: 1 numbers where 2");
        check("the 1 x", "line 1: \"x\" is no number");
        check("the 1 inf", "line 1: \"inf\" is no number");
        check("the", "line 1: 0 numbers where 1");
    }

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
        let text = "a 1 0\nb -1 0\nc 0 0.5\nd 0 -0.5";
        let vectors = WordVectors::read(text.lines(), 9).unwrap();
        let table = meanings(&vectors, 2);
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
