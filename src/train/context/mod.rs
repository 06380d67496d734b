//! Learning to read words in context: annotated places, and places of which somebody else has a belief.
//!
//! Words begin at the points of what they mean, so that words that are not in the sentences are known by
//! those of like use that are.

mod backward;
mod learner;
mod rows;

use crate::judgement::{Known, Parts, Place};
use crate::text::Meanings;
use learner::Learner;

/// A sentence with what is asked about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its words.
    pub words: Vec<Known>,
    /// Its places.
    pub places: Vec<Place>,
    /// What each teaches, in the same order.
    pub targets: Vec<Target>,
}

/// What a place teaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// How likely it is what is looked for, 0 to 1; exactly one of them where people say so.
    pub probability: f32,
    /// How much it counts; 1 for most.
    pub weight: f32,
}

/// What may be chosen about training.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Start of all randomness.
    pub seed: u64,
    /// How often all sentences are seen.
    pub epochs: usize,
    /// First step size; it falls to nothing along a cosine.
    pub rate: f32,
    /// Words per step.
    pub batch_words: usize,
    /// Share of words whose point is hidden while learning.
    pub point_hide: f32,
    /// Share of inputs that are hidden while learning.
    pub input_dropout: f32,
    /// Share of layer outputs that are hidden while learning.
    pub layer_dropout: f32,
    /// Numbers that describe one word on entry.
    pub input: usize,
    /// Units per direction and layer.
    pub hidden: usize,
    /// Layers.
    pub layers: usize,
    /// Units in which what stands at a place is joined.
    pub joint: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            epochs: 6,
            rate: 3e-3,
            batch_words: 1500,
            point_hide: 0.1,
            input_dropout: 0.2,
            layer_dropout: 0.2,
            input: 64,
            hidden: 64,
            layers: 1,
            joint: 64,
        }
    }
}

/// Learns from sentences. Random, but the same for the same sentences and settings. Cost: a minute for a
/// million words.
pub fn context(sentences: &[&Sentence], meanings: &Meanings, settings: &Settings) -> Parts {
    let mut learner = Learner::new(sentences, meanings, settings.clone());
    learner.run(sentences);
    learner.parts()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Activations, Context, Word};
    use crate::text::lexicon::Vocabulary;
    use crate::text::{Relation, Upos};

    const WORDS: [&str; 5] = ["vow", "pledge", "deny", "they", "it"];

    fn meanings() -> Meanings {
        let points = [
            [1.0, 0.2, 0.0],
            [0.9, 0.3, 0.0],
            [-0.8, 0.6, 0.0],
            [0.0, 0.0, 1.0],
            [0.0, 0.1, 0.9],
        ];
        Meanings::new(Vocabulary::of_words(WORDS), 3, &points.concat())
    }

    fn word(form: &str) -> Word<'_> {
        Word {
            form,
            relation: Relation::Dep,
            upos: Upos::Verb,
            is_actor: false,
        }
    }

    fn place(act: usize) -> Place {
        Place {
            trigger: 0,
            act,
            first: 0,
            last: act,
        }
    }

    fn sentence(words: &[&str], act: usize, probability: f32) -> Sentence {
        let meanings = meanings();
        let known = words
            .iter()
            .map(|form| Known::of(&word(form), meanings.words()));
        Sentence {
            words: known.collect(),
            places: vec![place(act)],
            targets: vec![Target {
                probability,
                weight: 1.0,
            }],
        }
    }

    fn settings() -> Settings {
        Settings {
            epochs: 120,
            rate: 1e-2,
            batch_words: 4,
            input: 16,
            hidden: 16,
            layers: 2,
            joint: 16,
            point_hide: 0.0,
            input_dropout: 0.0,
            layer_dropout: 0.0,
            ..Settings::default()
        }
    }

    #[test]
    fn beliefs_are_learnt_and_hold_for_words_of_like_use() {
        // "pledge" is never seen; it lies near "vow".
        let taught = [
            sentence(&["they", "vow"], 1, 1.0),
            sentence(&["it", "vow"], 1, 1.0),
            sentence(&["they", "deny"], 1, 0.0),
            sentence(&["it", "deny"], 1, 0.0),
            sentence(&["vow", "they"], 1, 0.5),
        ];
        let taught: Vec<&Sentence> = taught.iter().collect();
        let learn = |settings: &Settings| context(&taught, &meanings(), settings);
        let model = Context::of_parts(learn(&settings()));
        let check = |words: &[&str], low: f32, high: f32| {
            let known = words.iter().map(|form| model.known(&word(form)));
            let mut state = Activations::default();
            let score = model.scores(known, &[place(1)], &mut state)[0];
            assert!(low < score && score < high, "{score}");
        };
        check(&["they", "vow"], 2.0, 99.0);
        check(&["it", "deny"], -99.0, -2.0);
        check(&["they", "pledge"], 1.0, 99.0);
        check(&["vow", "they"], -1.0, 1.0);
        let bytes = learn(&settings()).to_bytes();
        assert!(
            bytes == learn(&settings()).to_bytes(),
            "the seed is not all"
        );
        let other = Settings {
            seed: 2,
            ..settings()
        };
        assert!(bytes != learn(&other).to_bytes(), "the seed is nothing");
    }
}
