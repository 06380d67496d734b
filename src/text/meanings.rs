//! What words mean, as far as the company that they keep tells: each word is a point in a space of few
//! dimensions, and words of like use lie near each other.
//!
//! Reads its file and answers for words; knows nothing of what is made of the answers.

use super::lexicon::{Rows, Vocabulary};
use super::model_bytes::{Reader, Writer, sealed, unsealed};
use super::model_error::ModelError;

/// First bytes of the file.
const MAGIC: &[u8; 8] = b"cmqwords";
/// Raised with every change of the layout.
const VERSION: u32 = 1;

/// The shipped points.
static SHIPPED: &[u8] = include_bytes!("../../config/models/words.model");

/// The points of the most frequent words. Immutable; share it between threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meanings {
    words: Vocabulary,
    points: Rows,
}

impl Meanings {
    /// The points that are built into the program.
    pub fn shipped() -> Result<Self, ModelError> {
        Self::of_bytes(SHIPPED)
    }

    /// The bytes that are built in, for whoever tells versions apart.
    pub const fn shipped_bytes() -> &'static [u8] {
        SHIPPED
    }

    /// Words in lower case with their points, `dimensions` numbers each; rounded to 255 steps a word.
    pub fn new(words: Vocabulary, dimensions: usize, points: &[f32]) -> Self {
        Self {
            words,
            points: Rows::rounded(dimensions, points),
        }
    }

    /// Reads a file's bytes. Cost: a millisecond or two. Fails with what is wrong; never panics.
    pub fn of_bytes(file: &[u8]) -> Result<Self, ModelError> {
        let mut body = Reader(unsealed(MAGIC, VERSION, file)?);
        let words = body.words("the words")?;
        let points = body.rows("the points")?;
        if points.scales.len() != words.len() {
            return Err(ModelError::Invalid("not every word has a point"));
        }
        Ok(Self { words, points })
    }

    /// The bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer::default();
        body.words(&self.words);
        body.rows(&self.points);
        sealed(MAGIC, VERSION, &body.0)
    }

    /// The words that have a point.
    pub fn words(&self) -> &Vocabulary {
        &self.words
    }

    /// Adds the point of the word of this index; one that does not exist adds nothing.
    pub fn add(&self, index: usize, out: &mut [f32]) {
        self.points.add(index, out);
    }

    /// How many words have a point.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True when no word has one.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many numbers a point has.
    pub fn dimensions(&self) -> usize {
        self.points.width
    }

    /// The point of several lemmas together: their sum, divided by the root of how many are known, so
    /// that many weigh as much as one. Names, which begin with a capital, and unknown words add nothing.
    /// `out` is emptied first.
    pub fn of<'w>(&self, lemmas: impl IntoIterator<Item = &'w str>, out: &mut Vec<f32>) {
        out.clear();
        out.resize(self.dimensions(), 0.0);
        let mut known = 0u16;
        let common = |lemma: &&str| !lemma.starts_with(char::is_uppercase);
        for lemma in lemmas.into_iter().filter(common) {
            if let Some(index) = self.words.index(lemma) {
                self.points.add(index, out);
                known = known.saturating_add(1);
            }
        }
        let share = 1.0 / f32::from(known.max(1)).sqrt();
        out.iter_mut().for_each(|number| *number *= share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Meanings {
        Meanings::new(
            Vocabulary::of_words(["talk", "ship"]),
            2,
            &[1.0, 0.0, 0.0, -2.0],
        )
    }

    fn check(lemmas: &[&str], expected: [f32; 2]) {
        let mut out = vec![9.0];
        table().of(lemmas.iter().copied(), &mut out);
        assert_eq!(out.len(), 2);
        for (found, expected) in out.iter().zip(expected) {
            assert!((found - expected).abs() < 0.01, "{lemmas:?}: {out:?}");
        }
    }

    #[test]
    fn words_add_up_and_many_weigh_as_one() {
        check(&[], [0.0, 0.0]);
        check(&["talk"], [1.0, 0.0]);
        check(&["talk", "unheard-of"], [1.0, 0.0]);
        check(&["talk", "Ship"], [1.0, 0.0]);
        check(&["talk", "talk", "ship", "ship"], [1.0, -2.0]);
    }

    #[test]
    fn a_file_leads_back_and_a_bad_one_is_told() {
        let file = table().to_bytes();
        assert_eq!(Meanings::of_bytes(&file), Ok(table()));
        for end in 0..file.len() {
            assert!(Meanings::of_bytes(&file[..end]).is_err(), "{end}");
        }
        let mut damaged = file.clone();
        damaged[50] ^= 1;
        assert_eq!(Meanings::of_bytes(&damaged), Err(ModelError::Checksum));
        let other = sealed(b"cmqsyntx", VERSION, &[]);
        assert!(matches!(
            Meanings::of_bytes(&other),
            Err(ModelError::Magic { .. })
        ));
        let newer = sealed(MAGIC, 7, &[]);
        assert!(matches!(
            Meanings::of_bytes(&newer),
            Err(ModelError::Version { found: 7, .. })
        ));
    }

    #[test]
    fn shipped_words_of_like_use_lie_near() {
        let shipped = Meanings::shipped().unwrap();
        let near = |one: &str, other: &str| {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            shipped.of([one], &mut a);
            shipped.of([other], &mut b);
            let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
            product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
        };
        assert!(near("minister", "ambassador") > near("minister", "banana"));
        assert!(near("pledge", "promise") > near("pledge", "river"));
    }
}
