//! The rows of words, affixes and shapes while they are learnt.

use super::examples::Example;
use super::optimiser::Moments;
use super::projection::Projection;
use crate::text::lexicon::{Lexicon, Rows, Vocabulary};
use crate::text::spelling::{AFFIX_BUCKETS, Case, SHAPE_BUCKETS, affixes};

/// One table of rows with its gradient; only rows that a batch touched are stepped.
pub struct Table {
    width: usize,
    /// Row after row.
    pub values: Vec<f32>,
    gradient: Vec<f32>,
    moments: Moments,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
}

impl Table {
    /// Random rows within `scale` either way.
    pub fn random(rows: usize, width: usize, scale: f32, random: &mut fastrand::Rng) -> Self {
        Self {
            width,
            values: (0..rows * width)
                .map(|_| (random.f32() * 2.0 - 1.0) * scale)
                .collect(),
            gradient: vec![0.0; rows * width],
            moments: Moments::zeros(rows * width),
            touched: Vec::new(),
            is_touched: vec![false; rows],
        }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..][..self.width]
    }

    /// Adds one row.
    pub fn add_to(&self, row: usize, out: &mut [f32]) {
        for (slot, &value) in out.iter_mut().zip(self.row(row)) {
            *slot += value;
        }
    }

    /// Hands a gradient to one row.
    pub fn blame(&mut self, row: usize, gradient: &[f32]) {
        if !self.is_touched[row] {
            self.is_touched[row] = true;
            self.touched.push(row);
        }
        for (slot, &value) in self.gradient[row * self.width..][..self.width]
            .iter_mut()
            .zip(gradient)
        {
            *slot += value;
        }
    }

    /// One step of the optimiser for the rows that were touched; gradients are multiplied by `scale` first.
    pub fn step(&mut self, scale: f32, rate: f32, step: u32) {
        for row in self.touched.drain(..) {
            self.is_touched[row] = false;
            let range = row * self.width..(row + 1) * self.width;
            let gradient = &mut self.gradient[range.clone()];
            gradient.iter_mut().for_each(|value| *value *= scale);
            self.moments
                .step(range.start, &mut self.values[range], gradient, rate, step);
        }
    }
}

/// What is shown of one word while learning.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Its row, or that of the unknown word.
    pub row: usize,
    /// Its vector; one that does not exist shows none.
    pub vector: usize,
}

/// All three tables, and the vectors that others learnt.
pub struct Tables {
    /// One row per known word, then the row of the unknown word.
    pub words: Table,
    affixes: Table,
    shapes: Table,
    /// Words of the vocabulary by their vectors.
    pub vectors: Projection,
}

impl Tables {
    /// Small random rows for so many words of the treebanks, beside these vectors of `depth` numbers
    /// for all words.
    pub fn random(
        taught: usize,
        (vectors, depth): (Vec<f32>, usize),
        width: usize,
        random: &mut fastrand::Rng,
    ) -> Self {
        let scale = 0.5 / (width as f32).sqrt();
        Self {
            words: Table::random(taught + 1, width, scale, random),
            affixes: Table::random(AFFIX_BUCKETS, width, scale, random),
            shapes: Table::random(SHAPE_BUCKETS, width, scale, random),
            vectors: Projection::random(vectors, depth, width, random),
        }
    }

    /// Writes the input of one sentence; `words` stands in for the example's words.
    pub fn describe(&self, example: &Example, words: &[Shown], case: Case, out: &mut [f32]) {
        let width = self.words.width;
        for (index, slot) in out.chunks_exact_mut(width).take(words.len()).enumerate() {
            self.words.add_to(words[index].row, slot);
            self.vectors.add_to(words[index].vector, slot);
            for &bucket in &example.affixes[index] {
                self.affixes.add_to(bucket, slot);
            }
            self.shapes
                .add_to(example.shapes[case as usize][index], slot);
        }
    }

    /// Hands the gradient of the input back to the rows.
    pub fn blame(&mut self, example: &Example, words: &[Shown], case: Case, gradient: &[f32]) {
        for (index, slope) in gradient
            .chunks_exact(self.words.width)
            .take(words.len())
            .enumerate()
        {
            self.words.blame(words[index].row, slope);
            self.vectors.blame(words[index].vector, slope);
            for &bucket in &example.affixes[index] {
                self.affixes.blame(bucket, slope);
            }
            self.shapes
                .blame(example.shapes[case as usize][index], slope);
        }
    }

    /// One step of the optimiser; gradients are multiplied by `scale` first.
    pub fn step(&mut self, scale: f32, rate: f32, step: u32) {
        for table in [&mut self.words, &mut self.affixes, &mut self.shapes] {
            table.step(scale, rate, step);
        }
        self.vectors.step(scale, rate, step);
    }

    /// The tables as the reader uses them: affixes and vectors of known words are added to their
    /// rows. The first words of the vocabulary are those of the treebanks.
    pub fn lexicon(&self, vocabulary: &Vocabulary) -> Lexicon {
        let width = self.words.width;
        let unknown = self.words.values.len() / width - 1;
        let mut words = Vec::with_capacity((vocabulary.len() + 1) * width);
        for index in 0..vocabulary.len() {
            let mut row = self.words.row(index.min(unknown)).to_vec();
            for bucket in affixes(vocabulary.word(index)) {
                self.affixes.add_to(bucket, &mut row);
            }
            self.vectors.add_to(index, &mut row);
            words.extend(row);
        }
        words.extend(self.words.row(unknown));
        Lexicon {
            vocabulary: vocabulary.clone(),
            taught: unknown,
            words: Rows::rounded(width, &words),
            affixes: Rows::rounded(width, &self.affixes.values),
            shapes: Rows::rounded(width, &self.shapes.values),
        }
    }
}
