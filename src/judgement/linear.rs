//! Yes or no: a bias and weights that add up to log-odds.

use crate::judgement::features::{POINT, key};
use crate::judgement::keys::Keys;
use crate::judgement::probability::sigmoid;
use crate::judgement::{Features, LinearFile};
use crate::world::DataError;

/// A linear model over named features. Loaded once; judging changes nothing in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    bias: f64,
    weights: Vec<Weight>,
    places: Keys,
    calibration: (f64, f64),
}

#[derive(Clone, Debug, PartialEq)]
struct Weight {
    key: u64,
    weight: f64,
    name: Box<str>,
}

/// What one feature adds to a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution<'m> {
    /// The feature's name.
    pub name: &'m str,
    /// Log-odds.
    pub weight: f64,
}

impl Linear {
    /// Reads a weight file. Refused with its place: see [`LinearFile::read`].
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        Ok(Self::of_file(LinearFile::read(file, text)?))
    }

    /// The model that a file holds.
    pub fn of_file(file: LinearFile) -> Self {
        Self::new(file.bias, file.weights, file.calibration)
    }

    pub(super) fn new(
        bias: f64,
        weights: impl IntoIterator<Item = (String, f64)>,
        calibration: (f64, f64),
    ) -> Self {
        let weights: Vec<Weight> = weights
            .into_iter()
            .map(|(name, weight)| Weight {
                key: key(&[&name]),
                weight,
                name: name.into(),
            })
            .collect();
        let keys: Vec<u64> = weights.iter().map(|weight| weight.key).collect();
        Self {
            bias,
            weights,
            places: Keys::new(&keys),
            calibration,
        }
    }

    /// How likely the thing is, 0 to 1, calibrated. Cost: a look for each feature.
    pub fn probability(&self, features: &Features) -> f64 {
        let (slope, offset) = self.calibration;
        sigmoid(slope * self.score(features) + offset)
    }

    /// The log-odds before calibration.
    pub fn score(&self, features: &Features) -> f64 {
        let terms = features
            .entries()
            .iter()
            .filter_map(|&(key, number)| Some(self.weight(key)?.weight * number));
        self.bias + terms.sum::<f64>()
    }

    /// The features that move the score furthest, either way, the furthest first. The numbers of a point
    /// are told as one, by its name.
    pub fn contributions(&self, features: &Features, at_most: usize) -> Vec<Contribution<'_>> {
        let mut found: Vec<Contribution> = Vec::new();
        for &(key, number) in features.entries() {
            let Some(known) = self.weight(key) else {
                continue;
            };
            let point = known.name.split_once(POINT).map(|(name, _)| name);
            let (name, weight) = (point.unwrap_or(&known.name), known.weight * number);
            let same = |one: &&mut Contribution| point.is_some() && one.name == name;
            match found.last_mut().filter(same) {
                Some(one) => one.weight += weight,
                None => found.push(Contribution { name, weight }),
            }
        }
        found.sort_by(|a, b| {
            let further = b.weight.abs().total_cmp(&a.weight.abs());
            further.then_with(|| a.name.cmp(b.name))
        });
        found.truncate(at_most);
        found
    }

    /// The bias, and what each key adds to it.
    pub(super) fn parts(&self) -> (f64, impl Iterator<Item = (u64, f64)>) {
        let weights = self.weights.iter();
        (self.bias, weights.map(|weight| (weight.key, weight.weight)))
    }

    fn weight(&self, key: u64) -> Option<&Weight> {
        self.weights.get(self.places.place(key)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "bias = -1.0\nslope = 2.0\noffset = 0.5\n[weights]\n\"trigger=vow\" = 1.5\n\
        \"density\" = -2.0\n\"quoted\" = 0.25";

    #[test]
    fn weights_add_up_and_are_calibrated() {
        let model = Linear::load("x.toml", FILE).unwrap();
        let mut features = Features::new();
        let check = |features: &Features, score: f64| {
            assert!((model.score(features) - score).abs() < 1e-12);
            let expected = 1.0 / (1.0 + (-(2.0 * score + 0.5)).exp());
            assert!((model.probability(features) - expected).abs() < 1e-12);
        };
        check(&features, -1.0);
        features.add("trigger", "vow");
        features.add("trigger", "unheard of");
        check(&features, 0.5);
        features.value("density", 0.5);
        check(&features, -0.5);
    }

    #[test]
    fn the_furthest_contributions_come_first() {
        let model = Linear::load("x.toml", FILE).unwrap();
        let mut features = Features::new();
        features.flag("quoted");
        features.value("density", 0.5);
        features.add("trigger", "vow");
        let told: Vec<_> = model
            .contributions(&features, 2)
            .iter()
            .map(|one| (one.name, one.weight))
            .collect();
        assert_eq!(told, [("trigger=vow", 1.5), ("density", -1.0)]);
    }

    #[test]
    fn a_point_contributes_as_one() {
        let file = "bias = 0.0\nslope = 1.0\noffset = 0.0\n[weights]\n\"act~0\" = 1.0\n\"act~1\" = -3.0\n\
            \"title~1\" = 0.5";
        let model = Linear::load("x.toml", file).unwrap();
        let mut features = Features::new();
        features.point("act", &[2.0, 1.0], 0.5);
        features.point("title", &[1.0, 1.0], 0.5);
        let told = model.contributions(&features, 9);
        let told: Vec<_> = told.iter().map(|one| (one.name, one.weight)).collect();
        assert_eq!(told, [("act", -0.5), ("title", 0.25)]);
    }
}
