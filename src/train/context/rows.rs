//! The rows of words and labels while they are learnt.

use crate::judgement::{Known, LABELS};
use crate::text::Meanings;
use crate::text::lexicon::Rows;
use crate::train::projection::Projection;
use crate::train::tables::Table;

/// What is shown of one word while learning.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Its own row, or that of words without one.
    row: usize,
    /// Its point; one that does not exist shows none.
    point: usize,
    known: Known,
}

/// Both tables, and the points of words.
pub struct Tables {
    width: usize,
    words: Table,
    labels: Table,
    points: Projection,
    /// How often each word is seen.
    counts: Vec<f32>,
}

/// A word this rare is often shown by its point alone: p = HIDE / (HIDE + count).
const HIDE: f32 = 4.0;
/// Rows start within this, divided by the root of their width.
const START: f32 = 0.5;

impl Tables {
    /// Rows of nothing for words that are seen so often, beside their points, and small random ones of labels.
    pub fn random(
        counts: Vec<f32>,
        meanings: &Meanings,
        width: usize,
        random: &mut fastrand::Rng,
    ) -> Self {
        let scale = START / (width as f32).sqrt();
        Self {
            width,
            words: Table::random(counts.len() + 1, width, 0.0, random),
            labels: Table::random(LABELS, width, scale, random),
            points: Projection::random(directions(meanings), meanings.dimensions(), width, random),
            counts,
        }
    }

    /// What is to be shown of words: own rows of rare words and a share `hide` of points are hidden.
    pub fn show(&self, words: &[Known], hide: f32, random: &mut fastrand::Rng) -> Vec<Shown> {
        let none = self.counts.len();
        let shown = words.iter().map(|&known| {
            let count = self.counts.get(known.row).copied().unwrap_or(f32::MAX);
            let is_hidden = random.f32() < HIDE / (HIDE + count);
            let is_pointless = random.f32() < hide;
            Shown {
                row: if is_hidden { none } else { known.row },
                point: if is_pointless { none } else { known.row },
                known,
            }
        });
        shown.collect()
    }

    /// Adds up the input of a sentence.
    pub fn describe(&self, words: &[Shown], out: &mut [f32]) {
        for (word, slot) in words.iter().zip(out.chunks_exact_mut(self.width)) {
            self.words.add_to(word.row, slot);
            self.points.add_to(word.point, slot);
            for label in word.known.labels() {
                self.labels.add_to(label, slot);
            }
        }
    }

    /// Hands the gradient of the input back to the rows.
    pub fn blame(&mut self, words: &[Shown], gradient: &[f32]) {
        for (word, slope) in words.iter().zip(gradient.chunks_exact(self.width)) {
            self.words.blame(word.row, slope);
            self.points.blame(word.point, slope);
            for label in word.known.labels() {
                self.labels.blame(label, slope);
            }
        }
    }

    /// One step of the optimiser; gradients are multiplied by `scale` first.
    pub fn step(&mut self, scale: f32, rate: f32, step: u32) {
        self.words.step(scale, rate, step);
        self.labels.step(scale, rate, step);
        self.points.step(scale, rate, step);
    }

    /// The rows of words, with their points added, and those of labels, as the reader uses them.
    pub fn rows(&self) -> (Rows, Rows) {
        let mut words = Vec::new();
        for index in 0..=self.counts.len() {
            let mut row = self.words.row(index).to_vec();
            self.points.add_to(index, &mut row);
            words.extend(row);
        }
        let labels = Rows::rounded(self.width, &self.labels.values);
        (Rows::rounded(self.width, &words), labels)
    }
}

/// The points of all words, each brought to length one.
fn directions(meanings: &Meanings) -> Vec<f32> {
    let mut all = Vec::new();
    for index in 0..meanings.len() {
        let start = all.len();
        all.resize(start + meanings.dimensions(), 0.0);
        let Some(point) = all.get_mut(start..) else {
            continue;
        };
        meanings.add(index, point);
        let length = point.iter().map(|value| value * value).sum::<f32>().sqrt();
        let scale = 1.0 / length.max(f32::MIN_POSITIVE);
        point.iter_mut().for_each(|value| *value *= scale);
    }
    all
}
