//! One of several, told by many witnesses, each of whom is heard as far as it speaks of the matter.

use crate::judgement::probability::softmax;
use crate::judgement::{Choice, Features, Linear};
use crate::world::DataError;

/// What one witness says.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// What tells whether it speaks of the matter.
    pub focus: Features,
    /// What it says of it.
    pub told: Features,
}

/// What several witnesses say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// How far each is heard; they sum to one.
    pub shares: Vec<f64>,
    /// How likely each class is; they sum to one.
    pub probabilities: Vec<f64>,
}

/// A choice for each witness, mixed by how far each is heard. Loaded once; judging changes nothing in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    focus: Linear,
    told: Choice,
}

impl Mixture {
    /// Reads two weight files, each as name and text: how far a witness is heard, and which of the classes
    /// `names` it tells. Refused with its place: see [`Linear::load`] and [`Choice::load`].
    pub fn load(
        focus: (&str, &str),
        told: (&str, &str),
        names: &[&str],
    ) -> Result<Self, DataError> {
        Ok(Self {
            focus: Linear::load(focus.0, focus.1)?,
            told: Choice::load(told.0, told.1, names)?,
        })
    }

    /// What all witnesses say together; the classes are in the order in which the loader named them. None where
    /// there is no witness. Cost: a look for each feature.
    pub fn hear(&self, witnesses: &[Witness]) -> Option<Heard> {
        let scores = witnesses.iter().map(|one| self.focus.score(&one.focus));
        let told = witnesses
            .iter()
            .map(|one| self.told.probabilities(&one.told));
        mixed(&scores.collect::<Vec<f64>>(), &told.collect::<Vec<_>>())
    }
}

/// What witnesses tell together, by the log-odds that each is to be heard.
pub fn mixed(scores: &[f64], told: &[Vec<f64>]) -> Option<Heard> {
    let mut probabilities = vec![0.0; told.first()?.len()];
    let shares = softmax(scores);
    for (share, told) in shares.iter().zip(told) {
        for (sum, told) in probabilities.iter_mut().zip(told) {
            *sum += share * told;
        }
    }
    Some(Heard {
        shares,
        probabilities,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_of_the_matter_is_heard() {
        let focus = "bias = 0.0\nslope = 1.0\noffset = 0.0\n[weights]\n\"main\" = 3.0";
        let told = "scale = 1.0\n[classes.held]\nbias = 0.0\n[classes.planned]\nbias = 0.0\n\
            [classes.planned.weights]\n\"will\" = 4.0\n[classes.held.weights]\n\"past\" = 4.0";
        let names = ["held", "planned"];
        let mixture = Mixture::load(("f.toml", focus), ("t.toml", told), &names).unwrap();
        let witness = |is_main: bool, says: &str| {
            let (mut focus, mut told) = (Features::new(), Features::new());
            if is_main {
                focus.flag("main");
            }
            told.flag(says);
            Witness { focus, told }
        };
        let check = |witnesses: &[Witness], planned: f64| {
            let found = mixture.hear(witnesses).unwrap().probabilities;
            assert!((found[1] - planned).abs() < 0.01, "{found:?}");
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        };
        check(&[witness(false, "will")], 0.982);
        check(&[witness(false, "will"), witness(false, "past")], 0.5);
        check(&[witness(false, "will"), witness(true, "past")], 0.064);
        let heard = mixture.hear(&[witness(false, "will"), witness(true, "past")]);
        assert!((heard.unwrap().shares[1] - 0.953).abs() < 0.001);
        assert_eq!(mixture.hear(&[]), None);
    }
}
