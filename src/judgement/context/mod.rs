//! How words stand in their sentence: a small recurrent network reads a sentence once, and then scores
//! places in it by how much they look like what it was taught to find.
//!
//! Knows words, what they are to their heads, and places; not what it finds there, nor who asks. A name is
//! seen as a name and never by its letters, so that nothing is learnt of a single country or person.

mod file;
pub mod network;
mod word;

use network::{Activations, Network, Place};
pub use word::{Known, LABELS, Word};

use crate::text::ModelError;
use crate::text::lexicon::{Rows, Vocabulary};
use crate::text::network::matrix::padded_rows;
use crate::text::network::packed::Packed;

/// The shipped model.
static SHIPPED: &[u8] = include_bytes!("../../../config/models/context.model");

/// Everything that a model file holds.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The known words, in lower case.
    pub words: Vocabulary,
    /// One row per known word, then that of words that are not known and of names.
    pub rows: Rows,
    /// One row for each of [`LABELS`].
    pub labels: Rows,
    /// The weights.
    pub network: Network,
}

/// A network with its words. Immutable; share it between threads.
#[derive(Clone, Debug)]
pub struct Context {
    words: Vocabulary,
    rows: Rows,
    labels: Rows,
    network: Network<Packed>,
}

impl Context {
    /// The bytes of the model that is built in.
    pub const fn shipped_bytes() -> &'static [u8] {
        SHIPPED
    }

    /// A model file's bytes. Cost: some milliseconds. Fails with what is wrong; never panics.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        file::read(bytes).map(Self::of_parts)
    }

    /// A model from its parts, as the trainer makes them.
    pub fn of_parts(parts: Parts) -> Self {
        let Parts {
            words,
            rows,
            labels,
            network,
        } = parts;
        Self {
            words,
            rows,
            labels,
            network: network.packed(),
        }
    }

    /// A word as it knows it.
    pub fn known(&self, word: &Word) -> Known {
        Known::of(word, &self.words)
    }

    /// Scores places in a sentence: log-odds of what was taught, not calibrated, in the order of `places`.
    /// `state` is working memory. Cost: linear in the words, and in the places.
    pub fn scores<'s>(
        &self,
        words: impl ExactSizeIterator<Item = Known>,
        places: &[Place],
        state: &'s mut Activations,
    ) -> &'s [f32] {
        let (count, width) = (words.len(), self.rows.width);
        state.input.clear();
        state.input.resize(padded_rows(count) * width, 0.0);
        for (word, row) in words.zip(state.input.chunks_exact_mut(width)) {
            self.rows.add(word.row, row);
            for label in word.labels() {
                self.labels.add(label, row);
            }
        }
        self.network.encode(count, state);
        self.network.score(count, places, state)
    }
}

impl Parts {
    /// The bytes of a file.
    pub fn to_bytes(&mut self) -> Vec<u8> {
        file::write(self)
    }
}
