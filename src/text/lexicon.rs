//! Words as rows of numbers: known words by table, unknown ones by their affixes.
//!
//! Rows are kept as signed bytes with one scale each, a quarter of the memory of `f32`.

use super::spelling::{AFFIX_BUCKETS, SHAPE_BUCKETS, affixes, hash, normalise, shape};

/// A table of rows of signed bytes, each with its scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Numbers in a row.
    pub width: usize,
    /// Row after row.
    pub values: Vec<i8>,
    /// What one step is worth, per row.
    pub scales: Vec<f32>,
}

impl Rows {
    /// Rounds rows of `f32` to 255 steps each.
    pub fn rounded(width: usize, values: &[f32]) -> Self {
        let mut rows = Self {
            width,
            values: Vec::with_capacity(values.len()),
            scales: Vec::new(),
        };
        for row in values.chunks_exact(width.max(1)) {
            let largest = row
                .iter()
                .fold(0f32, |largest, value| largest.max(value.abs()));
            let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
            rows.scales.push(scale);
            rows.values
                .extend(row.iter().map(|value| (value / scale).round() as i8));
        }
        rows
    }

    /// Adds one row; a row that does not exist adds nothing.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        let (Some(&scale), Some(values)) = (
            self.scales.get(row),
            self.values.get(row * self.width..(row + 1) * self.width),
        ) else {
            return;
        };
        for (slot, &value) in out.iter_mut().zip(values) {
            *slot += f32::from(value) * scale;
        }
    }
}

/// Distinct words, found by their normal form in one probe or two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// All words on end.
    arena: String,
    /// Where word `i` ends in `arena`.
    ends: Vec<u32>,
    /// Open addressing: index of a word plus one, 0 where free; length a power of two.
    slots: Vec<u32>,
}

impl Vocabulary {
    /// Builds the table; a word given twice keeps its first index.
    pub fn of_words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.arena.push_str(word);
            vocabulary.ends.push(vocabulary.arena.len() as u32);
        }
        // Half full at most, so that probes stay short.
        let capacity = (vocabulary.ends.len() * 2 + 1).next_power_of_two();
        vocabulary.slots = vec![0; capacity];
        for index in 0..vocabulary.ends.len() {
            let word = vocabulary.word(index);
            if let Err(slot) = vocabulary.find(word) {
                vocabulary.slots[slot] = index as u32 + 1;
            }
        }
        vocabulary
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is no word.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word of this index, empty when there is none.
    pub fn word(&self, index: usize) -> &str {
        let start = index
            .checked_sub(1)
            .and_then(|i| self.ends.get(i))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.arena.get(start as usize..end as usize).unwrap_or("")
    }

    /// The index of a word given in its normal form.
    pub fn index(&self, normal: &str) -> Option<usize> {
        self.find(normal).ok()
    }

    /// The index, or the free slot where the word would go.
    fn find(&self, normal: &str) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = hash(0, normal.as_bytes()) as usize & mask;
        loop {
            match self.slots.get(slot).copied() {
                None | Some(0) => return Err(slot),
                Some(taken) if self.word(taken as usize - 1) == normal => {
                    return Ok(taken as usize - 1);
                }
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }
}

/// The first table of the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    /// Known words in normal form: those of the treebanks, then those that only have a vector.
    pub vocabulary: Vocabulary,
    /// How many of them are from the treebanks.
    pub taught: usize,
    /// One row per known word with its affixes added, then the row of the unknown word.
    pub words: Rows,
    /// One row per bucket, for unknown words.
    pub affixes: Rows,
    /// One row per bucket.
    pub shapes: Rows,
}

impl Lexicon {
    /// Numbers per word.
    pub fn width(&self) -> usize {
        self.words.width
    }

    /// Whether the tables have the sizes that the spelling needs.
    pub fn fits(&self) -> bool {
        let complete = |rows: &Rows, count: usize| {
            rows.width == self.width()
                && rows.scales.len() == count
                && rows.values.len() == count * rows.width
        };
        self.taught <= self.vocabulary.len()
            && complete(&self.words, self.vocabulary.len() + 1)
            && complete(&self.affixes, AFFIX_BUCKETS)
            && complete(&self.shapes, SHAPE_BUCKETS)
    }

    /// Whether the treebanks have a word, given in its normal form.
    pub fn knows(&self, normal: &str) -> bool {
        let index = self.vocabulary.index(normal);
        index.is_some_and(|index| index < self.taught)
    }

    /// Adds the row of `form` to `out`; `first` says that it opens its sentence. `normal` is
    /// working memory.
    pub fn describe(&self, form: &str, first: bool, normal: &mut String, out: &mut [f32]) {
        normalise(form, normal);
        match self.vocabulary.index(normal) {
            Some(index) => self.words.add(index, out),
            None => {
                self.words.add(self.vocabulary.len(), out);
                for bucket in affixes(normal) {
                    self.affixes.add(bucket, out);
                }
            }
        }
        self.shapes.add(shape(form, first), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabulary_finds_all_and_nothing_else() {
        let words: Vec<String> = (0..1000).map(|i| format!("word{i}")).collect();
        let vocabulary = Vocabulary::of_words(words.iter().map(String::as_str));
        for (index, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.index(word), Some(index));
        }
        assert_eq!(vocabulary.index("word1000"), None);
        assert_eq!(Vocabulary::default().index("word"), None);
    }

    #[test]
    fn words_known_by_their_vectors_are_none_of_the_treebanks() {
        let lexicon = Lexicon {
            vocabulary: Vocabulary::of_words(["talks", "geneva"]),
            taught: 1,
            ..Lexicon::default()
        };
        for (word, expected) in [("talks", true), ("geneva", false), ("ankara", false)] {
            assert_eq!(lexicon.knows(word), expected, "{word}");
        }
    }

    #[test]
    fn rounding_loses_less_than_one_step() {
        let values = [0.5, -1.0, 0.25, 0.0, 0.0, 0.0];
        let rows = Rows::rounded(3, &values);
        let mut out = [0.0; 3];
        rows.add(0, &mut out);
        for (value, expected) in out.iter().zip(values) {
            assert!((value - expected).abs() < 1.0 / 127.0);
        }
        rows.add(7, &mut out);
    }
}
