//! How much was right, and the ratios that it makes.

use std::collections::BTreeSet;

/// How much was right, of how much found and how much in the gold. A share has the same number as
/// found and gold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Right.
    pub right: f64,
    /// Found.
    pub found: f64,
    /// In the gold.
    pub gold: f64,
}

impl Count {
    /// One case of a share: right or not.
    pub fn case(&mut self, right: bool) {
        self.part(f64::from(u8::from(right)));
    }

    /// One case of a mean: so much of it right, 0 to 1.
    pub fn part(&mut self, right: f64) {
        self.right += right;
        self.found += 1.0;
        self.gold += 1.0;
    }

    /// So many more things right, found and in the gold.
    pub fn things(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right as f64;
        self.found += found as f64;
        self.gold += gold as f64;
    }

    /// Something that either side may have: right when both have it and it is the same.
    pub fn given(&mut self, right: bool, found: bool, gold: bool) {
        self.things(usize::from(right), usize::from(found), usize::from(gold));
    }

    /// The members of two sets.
    pub fn sets(&mut self, found: &BTreeSet<String>, gold: &BTreeSet<String>) {
        let right = found.intersection(gold).count();
        self.things(right, found.len(), gold.len());
    }

    /// The share of what was found that is right; none where nothing was found.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.found)
    }

    /// The share of the gold that was found; none where the gold has nothing.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of both; none where neither side has anything.
    pub fn f1(&self) -> Option<f64> {
        ratio(2.0 * self.right, self.found + self.gold)
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_need_something_to_count() {
        let mut count = Count::default();
        assert_eq!(count.f1(), None);
        count.given(false, true, false);
        assert_eq!((count.precision(), count.recall()), (Some(0.0), None));
        count.given(true, true, true);
        assert_eq!((count.precision(), count.recall()), (Some(0.5), Some(1.0)));
        assert_eq!(count.f1(), Some(2.0 / 3.0));
    }
}
