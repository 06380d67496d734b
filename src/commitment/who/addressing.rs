//! Towards whom, learnt: the tree names the parties, and weights say which of them are addressed.

use crate::commitment::who::Who;
use crate::commitment::who::stage::Stage;
use crate::commitment::{Candidate, Kind};
use crate::judgement::{Features, Linear};
use crate::world::DataError;

/// The learnt weights. Built once; judging changes nothing in it.
pub struct Addressing {
    weights: Linear,
}

impl Addressing {
    /// The likelihood from which a party counts as addressed: one missed is as bad as one made up, which
    /// puts the best threshold near half of the F1 that is reached.
    pub const MIN: f64 = 0.33;

    /// Reads the weights, a pair of name and text. Refused with their place: see [`Linear::load`].
    pub fn load(weights: (&str, &str)) -> Result<Self, DataError> {
        let weights = Linear::load(weights.0, weights.1)?;
        Ok(Self { weights })
    }

    /// What the tree tells of a candidate of this kind, with the addressees that are likely. Cost: the
    /// mentions of the item, times the parties of the sentence.
    pub fn weighed<'d>(&self, candidate: &Candidate<'d>, kind: Kind, who: Who<'d>) -> Who<'d> {
        if kind == Kind::Agreement && who.committer.len() > 1 {
            return who;
        }
        let stage = Stage::of(candidate, kind, &who);
        let mut features = Features::new();
        let likely = stage.parties.iter().copied().filter(|&named| {
            features.clear();
            stage.describe(&mut features, named);
            self.weights.probability(&features) >= Self::MIN
        });
        let addressee = likely.collect();
        Who { addressee, ..who }
    }
}
