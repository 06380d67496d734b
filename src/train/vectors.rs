//! Word vectors that others learnt from far more text; see `config/models/README.md` for the source.

use crate::text::lexicon::Vocabulary;
use crate::text::spelling::normalise;
use std::io::{self, BufRead};

/// Why a file of vectors cannot be used. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum VectorError {
    /// The file cannot be read.
    #[error("line {line}: {error}")]
    Unreadable {
        /// Where.
        line: usize,
        /// What the system says, or that it is not UTF-8.
        error: io::Error,
    },
    /// A word alone, or nothing.
    #[error("line {line}: a word and its numbers are expected, parted by spaces")]
    NoNumbers {
        /// Where.
        line: usize,
    },
    /// Something else where a number should stand.
    #[error("line {line}: `{found}` is not a finite number")]
    NotANumber {
        /// Where.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// More or fewer numbers than in the first line.
    #[error("line {line} has {found} numbers, but the first line has {expected}")]
    Width {
        /// Where.
        line: usize,
        /// As many as in the first line.
        expected: usize,
        /// As many as stand there.
        found: usize,
    },
    /// No line at all.
    #[error("there is no word in it")]
    Empty,
}

/// Words in normal form with their vectors, most frequent first. The default has none.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    words: Vocabulary,
    /// Numbers of one word.
    width: usize,
    /// Vector after vector.
    values: Vec<f32>,
}

impl Vectors {
    /// Reads one word and its numbers a line, most frequent first. Words that are not their own
    /// normal form are left out: no text is looked up by them.
    pub fn read(source: impl BufRead) -> Result<Self, VectorError> {
        let (mut words, mut values, mut width) = (Vec::new(), Vec::new(), 0);
        let mut normal = String::new();
        for (at, text) in source.lines().enumerate() {
            let line = at + 1;
            let text = text.map_err(|error| VectorError::Unreadable { line, error })?;
            let mut fields = text.split_ascii_whitespace();
            let word = fields.next().unwrap_or_default();
            let start = values.len();
            for field in fields {
                let number = field.parse().ok().filter(|number: &f32| number.is_finite());
                values.push(number.ok_or_else(|| VectorError::NotANumber {
                    line,
                    found: field.to_owned(),
                })?);
            }
            let found = values.len() - start;
            match (found, width) {
                (0, _) => return Err(VectorError::NoNumbers { line }),
                (_, 0) => width = found,
                (_, expected) if found != expected => {
                    return Err(VectorError::Width {
                        line,
                        expected,
                        found,
                    });
                }
                _ => {}
            }
            normalise(word, &mut normal);
            if normal == word {
                words.push(normal.clone());
            } else {
                values.truncate(start);
            }
        }
        if width == 0 {
            return Err(VectorError::Empty);
        }
        Ok(Self {
            words: Vocabulary::of_words(words.iter().map(String::as_str)),
            width,
            values,
        })
    }

    /// Numbers of one word; 0 when there are no vectors.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The `count` most frequent words.
    pub fn most_frequent(&self, count: usize) -> impl Iterator<Item = &str> {
        (0..self.words.len().min(count)).map(|index| self.words.word(index))
    }

    /// The vectors of these words, one after the other: of unit length, then with their mean taken
    /// away. Words without a vector have zeros.
    pub fn centred(&self, words: &Vocabulary) -> Vec<f32> {
        let mut rows = vec![0.0; words.len() * self.width];
        let mut mean = vec![0.0; self.width];
        let mut found = Vec::new();
        for (index, row) in rows.chunks_exact_mut(self.width.max(1)).enumerate() {
            let Some(at) = self.words.index(words.word(index)) else {
                continue;
            };
            let vector = &self.values[at * self.width..][..self.width];
            let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
            for ((slot, sum), &value) in row.iter_mut().zip(&mut mean).zip(vector) {
                *slot = value / length.max(f32::MIN_POSITIVE);
                *sum += *slot;
            }
            found.push(index);
        }
        for &index in &found {
            let row = &mut rows[index * self.width..][..self.width];
            for (slot, sum) in row.iter_mut().zip(&mean) {
                *slot -= sum / found.len() as f32;
            }
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let told = match Vectors::read(source.as_bytes()) {
            Ok(vectors) => {
                let words: Vec<&str> = vectors.most_frequent(9).collect();
                format!("{} of {}", words.join(" "), vectors.width())
            }
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn lines_are_words_with_numbers() {
        check("the 1 0\npeace -0.5 2e-1\n", "the peace of 2");
        // Neither is what a text is looked up by.
        check("the 1\nUN 2\n1999 3\n0000 4", "the 0000 of 1");
    }

    #[test]
    fn bad_lines_are_told() {
        check("", "there is no word in it");
        check(
            "the 1\nof\n",
            "line 2: a word and its numbers are expected, parted by spaces",
        );
        check(
            "the 1\n\n",
            "line 2: a word and its numbers are expected, parted by spaces",
        );
        check("the 1 x", "line 1: `x` is not a finite number");
        check("the NaN", "line 1: `NaN` is not a finite number");
        check(
            "the 1 2\nof 1\n",
            "line 2 has 1 numbers, but the first line has 2",
        );
        assert!(matches!(
            Vectors::read(&b"the 1\n\xff 2\n"[..]),
            Err(VectorError::Unreadable { line: 2, .. })
        ));
    }

    #[test]
    fn vectors_are_centred_over_the_words_that_have_one() {
        let vectors =
            Vectors::read("war 3 0\npeace 0 2\nrare 5 5\npeace 9 9\n".as_bytes()).unwrap();
        let words = Vocabulary::of_words(["peace", "strange", "war"]);
        assert_eq!(vectors.centred(&words), [-0.5, 0.5, 0.0, 0.0, 0.5, -0.5]);
        assert!(Vectors::default().centred(&words).is_empty());
    }
}
