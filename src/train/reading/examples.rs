//! Examples to learn from, their features interned.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::judgement::Features;

/// Where an example is from, and how it teaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Origin<'a> {
    /// The document's id: what is from one document is learnt or tested together.
    pub id: &'a str,
    /// How much its examples count; 1 for most.
    pub weight: f64,
    /// Only taught, and neither measured nor calibrated on: not of the kind that will be judged.
    pub is_aside: bool,
}

#[cfg(test)]
impl<'a> Origin<'a> {
    /// A document that is taught and measured.
    pub(super) fn plain(id: &'a str) -> Self {
        Self {
            id,
            weight: 1.0,
            is_aside: false,
        }
    }
}

/// One thing that was judged by people.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Columns of its features with their numbers.
    pub features: Vec<(usize, f64)>,
    /// Its class, counted from 0; of yes and no, 1 is yes.
    pub class: usize,
    /// How much it counts; 1 for most.
    pub weight: f64,
    /// Only taught, and not measured: not of the kind that will be judged.
    pub is_aside: bool,
    /// The document it is from, hashed: those of one document are learnt or tested together.
    pub group: u64,
}

/// Examples of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// In the order in which they were added.
    pub all: Vec<Example>,
    /// The names of the columns.
    pub names: Vec<String>,
    columns: BTreeMap<String, usize>,
}

impl Examples {
    /// Adds what `features`, which must keep names, say of a thing of `class`.
    pub fn add(&mut self, features: &Features, class: usize, origin: Origin) {
        let features = features
            .names()
            .map(|(name, number)| (self.column(name), number));
        let features = features.collect();
        self.all.push(Example {
            features,
            class,
            weight: origin.weight,
            is_aside: origin.is_aside,
            group: group(origin.id),
        });
    }

    /// Gives every example one more feature, in their order.
    pub fn add_column(&mut self, name: &str, numbers: &[f64]) {
        let column = self.column(name);
        for (example, &number) in self.all.iter_mut().zip(numbers) {
            example.features.push((column, number));
        }
    }

    /// The same without the features that `leave_out` names.
    pub fn without(&self, leave_out: impl Fn(&str) -> bool) -> Self {
        let left_out: Vec<bool> = self.names.iter().map(|name| leave_out(name)).collect();
        let mut fewer = self.clone();
        for example in &mut fewer.all {
            example
                .features
                .retain(|(column, _)| !left_out.get(*column).copied().unwrap_or(false));
        }
        fewer
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(&column) = self.columns.get(name) {
            return column;
        }
        let column = self.names.len();
        self.columns.insert(name.to_owned(), column);
        self.names.push(name.to_owned());
        column
    }

    /// The column of a feature.
    pub fn column_of(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }

    /// Leaves out features that fewer than `count_min` examples have, for they tell of single cases, but
    /// keeps all of those that are `known` otherwise, even those that no example has.
    pub fn without_rare<'k>(
        mut self,
        count_min: usize,
        known: impl Iterator<Item = &'k str>,
    ) -> Self {
        let known: Vec<usize> = known.map(|name| self.column(name)).collect();
        let mut counts = vec![0usize; self.names.len()];
        for example in &self.all {
            for &(column, _) in &example.features {
                if let Some(count) = counts.get_mut(column) {
                    *count += 1;
                }
            }
        }
        let kept = |column: usize| {
            let is_common = counts.get(column).is_some_and(|&count| count >= count_min);
            is_common || known.contains(&column)
        };
        let names = std::mem::take(&mut self.names);
        let mut renamed = vec![None; names.len()];
        for (column, name) in names.into_iter().enumerate().filter(|one| kept(one.0)) {
            if let Some(new) = renamed.get_mut(column) {
                *new = Some(self.names.len());
            }
            self.names.push(name);
        }
        for example in &mut self.all {
            let renamed = example.features.iter().filter_map(|&(column, number)| {
                let column = renamed.get(column).copied().flatten()?;
                Some((column, number))
            });
            example.features = renamed.collect();
        }
        self.columns.retain(|_, column| {
            let new = renamed.get(*column).copied().flatten();
            new.inspect(|&new| *column = new).is_some()
        });
        self
    }
}

/// Which of `parts` a document belongs to: those of one part are learnt or read together.
pub fn part_of(id: &str, parts: u64) -> u64 {
    group(id) % parts.max(1)
}

/// The first bytes of the hash of a document's id: they spread over the folds whatever ids look like.
fn group(id: &str) -> u64 {
    let digest = Sha256::digest(id);
    digest
        .iter()
        .take(8)
        .fold(0, |group, &byte| group << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_shared_and_rare_ones_left_out() {
        let mut examples = Examples::default();
        let mut features = Features::named();
        features.flag("rare");
        features.flag("common");
        examples.add(&features, 1, Origin::plain("a"));
        features.clear();
        features.value("common", 0.5);
        examples.add(&features, 0, Origin::plain("b"));
        assert_eq!(examples.names, ["rare", "common"]);
        let known = examples
            .clone()
            .without_rare(2, ["rare", "unseen"].into_iter());
        assert_eq!(known.names, ["rare", "common", "unseen"]);
        let mut examples = examples.without_rare(2, std::iter::empty());
        assert_eq!(examples.names, ["common"]);
        assert_eq!(examples.all[0].features, [(0, 1.0)]);
        assert_eq!(examples.all[1].features, [(0, 0.5)]);
        assert_ne!(examples.all[0].group, examples.all[1].group);
        examples.add(&features, 0, Origin::plain("b"));
        assert_eq!(examples.all[2], examples.all[1]);
    }
}
