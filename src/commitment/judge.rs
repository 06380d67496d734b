//! What rules propose, judged: is it an undertaking, of which kind, in how weak and in whose words?
//!
//! Knows features and weights alone.

use crate::commitment::{Kind, Voice};
use crate::judgement::{Choice, Contribution, Features, Linear};
use crate::world::DataError;

/// The learnt models. Built once; judging changes nothing in it.
pub struct Judge {
    undertaking: Linear,
    kind: Choice,
    hedged: Linear,
    voice: Choice,
}

/// Weight files by what they judge, each a pair of name and text.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'t> {
    /// Whether a candidate is an undertaking.
    pub undertaking: (&'t str, &'t str),
    /// Of which kind.
    pub kind: (&'t str, &'t str),
    /// Whether the wording weakens it.
    pub hedged: (&'t str, &'t str),
    /// In whose words it stands.
    pub voice: (&'t str, &'t str),
    /// Towards whom it is directed.
    pub addressee: (&'t str, &'t str),
    /// Which mentions state the same undertaking.
    pub same_as: (&'t str, &'t str),
}

/// The probability from which the wording counts as weak.
const HEDGED_MIN: f64 = 0.5;

impl Judge {
    /// Reads the weights. Refused with their place: see [`Linear::load`] and [`Choice::load`].
    pub fn load(weights: Weights) -> Result<Self, DataError> {
        let kinds = Kind::ALL.map(Kind::name);
        let voices = Voice::ALL.map(Voice::name);
        Ok(Self {
            undertaking: Linear::load(weights.undertaking.0, weights.undertaking.1)?,
            kind: Choice::load(weights.kind.0, weights.kind.1, &kinds)?,
            hedged: Linear::load(weights.hedged.0, weights.hedged.1)?,
            voice: Choice::load(weights.voice.0, weights.voice.1, &voices)?,
        })
    }

    /// How likely it is an undertaking, 0 to 1.
    pub fn probability(&self, features: &Features) -> f64 {
        self.undertaking.probability(features)
    }

    /// What moves the log-odds of its being one furthest, before they are calibrated: see
    /// [`Linear::contributions`].
    pub fn contributions(&self, features: &Features, at_most: usize) -> Vec<Contribution<'_>> {
        self.undertaking.contributions(features, at_most)
    }

    /// The likeliest kind.
    pub fn kind(&self, features: &Features) -> Option<Kind> {
        let (place, _) = self.kind.best(features)?;
        Kind::ALL.get(place).copied()
    }

    /// Whether the wording weakens it.
    pub fn is_hedged(&self, features: &Features) -> bool {
        self.hedged.probability(features) >= HEDGED_MIN
    }

    /// In whose words it most likely stands.
    pub fn voice(&self, features: &Features) -> Option<Voice> {
        let (place, _) = self.voice.best(features)?;
        Voice::ALL.get(place).copied()
    }
}
