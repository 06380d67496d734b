//! One of several: a linear model for each class, made probabilities that sum to one.

use std::collections::BTreeMap;

use crate::judgement::keys::Keys;
use crate::judgement::probability::{likeliest, softmax};
use crate::judgement::{ChoiceFile, Contribution, Features, Linear};
use crate::world::DataError;

/// A choice between classes that are known beforehand. Loaded once; judging changes nothing in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// In the order that the loader named.
    classes: Vec<Linear>,
    scale: f64,
    /// What each feature adds to which classes: classes share features, which are then looked up once.
    rows: Vec<Vec<(usize, f64)>>,
    places: Keys,
}

impl Choice {
    /// Reads a weight file whose classes are exactly `names`. Refused with its place: see
    /// [`ChoiceFile::read`]; refused with its name: a class that is missing or unknown.
    pub fn load(file: &str, text: &str, names: &[&str]) -> Result<Self, DataError> {
        Self::of_file(ChoiceFile::read(file, text)?, names).map_err(|reason| DataError {
            file: file.to_owned(),
            line: None,
            reason,
        })
    }

    /// The model that a file holds; refused in words: a class that is missing or unknown.
    pub fn of_file(mut file: ChoiceFile, names: &[&str]) -> Result<Self, String> {
        let mut classes = Vec::with_capacity(names.len());
        for name in names {
            let (bias, weights) = file
                .classes
                .remove(*name)
                .ok_or_else(|| format!("the class \"{name}\" is missing"))?;
            classes.push(Linear::new(bias, weights, (1.0, 0.0)));
        }
        if let Some((unknown, _)) = file.classes.first_key_value() {
            return Err(format!("there is no class \"{unknown}\""));
        }
        let (rows, places) = rows(&classes);
        Ok(Self {
            classes,
            scale: file.scale,
            rows,
            places,
        })
    }

    /// How likely each class is, in the order in which the loader named them; they sum to one. Cost: a look
    /// for each feature.
    pub fn probabilities(&self, features: &Features) -> Vec<f64> {
        let mut sums = vec![0.0; self.classes.len()];
        for &(key, number) in features.entries() {
            let row = self
                .places
                .place(key)
                .and_then(|place| self.rows.get(place));
            for &(class, weight) in row.into_iter().flatten() {
                if let Some(sum) = sums.get_mut(class) {
                    *sum += weight * number;
                }
            }
        }
        let classes = self.classes.iter().zip(sums);
        let scores: Vec<f64> = classes
            .map(|(class, sum)| self.scale * (class.parts().0 + sum))
            .collect();
        softmax(&scores)
    }

    /// The likeliest class, as a place among the names that the loader gave, and its probability; of
    /// equals the first. None only of a choice without classes.
    pub fn best(&self, features: &Features) -> Option<(usize, f64)> {
        likeliest(&self.probabilities(features))
    }

    /// The features that move the score of one class furthest, the furthest first.
    pub fn contributions(
        &self,
        class: usize,
        features: &Features,
        at_most: usize,
    ) -> Vec<Contribution<'_>> {
        let class = self.classes.get(class);
        class.map_or_else(Vec::new, |class| class.contributions(features, at_most))
    }
}

/// The weights of all classes by feature.
fn rows(classes: &[Linear]) -> (Vec<Vec<(usize, f64)>>, Keys) {
    let mut by_key: BTreeMap<u64, Vec<(usize, f64)>> = BTreeMap::new();
    for (number, class) in classes.iter().enumerate() {
        for (key, weight) in class.parts().1 {
            by_key.entry(key).or_default().push((number, weight));
        }
    }
    let (keys, rows): (Vec<u64>, Vec<_>) = by_key.into_iter().unzip();
    (rows, Keys::new(&keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "scale = 0.5\n[classes.held]\nbias = 1.0\n[classes.planned]\nbias = 0.0\n\
        [classes.planned.weights]\n\"will\" = 3.0";

    #[test]
    fn the_likeliest_is_chosen_and_all_sum_to_one() {
        let choice = Choice::load("x.toml", FILE, &["planned", "held"]).unwrap();
        let mut features = Features::new();
        let odds = |features: &Features| {
            let probabilities = choice.probabilities(features);
            assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            (probabilities[0] / probabilities[1]).ln()
        };
        assert!((odds(&features) + 0.5).abs() < 1e-12);
        assert_eq!(choice.best(&features).unwrap().0, 1);
        features.flag("will");
        assert!((odds(&features) - 1.0).abs() < 1e-12);
        assert_eq!(choice.best(&features).unwrap().0, 0);
        assert_eq!(choice.contributions(0, &features, 1)[0].name, "will");
        assert!(choice.contributions(1, &features, 1).is_empty());
    }

    #[test]
    fn classes_are_those_that_the_code_knows() {
        let refused = |names: &[&str]| Choice::load("x.toml", FILE, names).unwrap_err().to_string();
        assert_eq!(refused(&["held"]), "x.toml: there is no class \"planned\"");
        assert_eq!(
            refused(&["held", "planned", "put off"]),
            "x.toml: the class \"put off\" is missing"
        );
    }
}
