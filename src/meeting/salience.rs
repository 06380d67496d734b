//! How much an item speaks of each actor.

use std::collections::HashMap;

use crate::meeting::line::{Line, Zone};
use crate::world::ActorId;

/// Weighted mentions of actors; those in the headline and the lead count more.
pub struct Salience {
    weights: HashMap<ActorId, f64>,
    greatest: f64,
}

impl Salience {
    /// Counts the mentions in all lines.
    pub fn of(lines: &[Line]) -> Self {
        let mut weights: HashMap<ActorId, f64> = HashMap::new();
        for line in lines {
            let weight = match line.zone {
                Zone::Title => 3.0,
                Zone::Lead => 2.0,
                Zone::Rest => 1.0,
            };
            for party in line.sentence.references.iter().flat_map(|one| &one.parties) {
                *weights.entry(*party).or_default() += weight;
            }
        }
        let greatest = weights.values().copied().fold(1.0, f64::max);
        Self { weights, greatest }
    }

    /// From 0 to 1, which the actor of whom most is said has.
    pub fn share(&self, actor: ActorId) -> f64 {
        self.weights.get(&actor).copied().unwrap_or(0.0) / self.greatest
    }
}
