//! Which of our stretches stands for which of the gold's.

use crate::report::Field;

/// A stretch of an item's text, in code points, end-exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Title or body.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Stretch {
    fn length(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Code points that both cover; none in different fields.
    fn shared(self, other: Self) -> usize {
        if self.field != other.field {
            return 0;
        }
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }

    /// Whether both share at least half of the shorter one.
    pub fn matches(self, other: Self) -> bool {
        let shared = self.shared(other);
        shared > 0 && 2 * shared >= self.length().min(other.length())
    }

    /// Intersection over union, 0 to 1.
    pub fn overlap(self, other: Self) -> f64 {
        let shared = self.shared(other);
        let union = self.length() + other.length() - shared;
        shared as f64 / union.max(1) as f64
    }
}

/// Pairs of indices into `found` and `gold` that match, one to one, greatest overlap first. Of equal
/// overlaps goes first what covers each other better, then what stands first in the gold, then what
/// stands first among the found. In the order of the gold. Cost: all pairs.
pub fn pairs(found: &[Stretch], gold: &[Stretch]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(usize, usize)> = (0..found.len())
        .flat_map(|ours| (0..gold.len()).map(move |theirs| (ours, theirs)))
        .filter(|&(ours, theirs)| found[ours].matches(gold[theirs]))
        .collect();
    candidates.sort_by(|&(ours, theirs), &(other, others)| {
        let (one, two) = ((found[ours], gold[theirs]), (found[other], gold[others]));
        let by_shared = two.0.shared(two.1).cmp(&one.0.shared(one.1));
        let by_union = two.0.overlap(two.1).total_cmp(&one.0.overlap(one.1));
        let by_place = (theirs, ours).cmp(&(others, other));
        by_shared.then(by_union).then(by_place)
    });
    let (mut used, mut matched) = (vec![false; found.len()], vec![false; gold.len()]);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (ours, theirs) in candidates {
        if !used[ours] && !matched[theirs] {
            used[ours] = true;
            matched[theirs] = true;
            pairs.push((ours, theirs));
        }
    }
    pairs.sort_by_key(|&(ours, theirs)| (theirs, ours));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(start: usize, end: usize) -> Stretch {
        Stretch {
            field: Field::Body,
            start,
            end,
        }
    }

    fn check(found: &[(usize, usize)], gold: &[(usize, usize)], expected: &[(usize, usize)]) {
        let stretches = |ends: &[(usize, usize)]| -> Vec<Stretch> {
            ends.iter().map(|&(start, end)| body(start, end)).collect()
        };
        let matched = pairs(&stretches(found), &stretches(gold));
        assert_eq!(matched, expected, "{found:?} and {gold:?}");
    }

    #[test]
    fn half_of_the_shorter_is_enough() {
        // 5 of 10 code points, and 4 of 9.
        check(&[(0, 10)], &[(5, 40)], &[(0, 0)]);
        check(&[(0, 10)], &[(6, 15)], &[]);
        // Within a long one.
        check(&[(0, 100)], &[(90, 100)], &[(0, 0)]);
        // Neighbours share nothing.
        check(&[(0, 10)], &[(10, 20)], &[]);
        check(&[], &[(10, 20)], &[]);
        // An empty stretch matches nothing.
        check(&[(5, 5)], &[(0, 10)], &[]);
    }

    #[test]
    fn the_greatest_overlap_goes_first() {
        // Ours at 0 shares 10 with the gold's first and 8 with its second.
        check(&[(0, 20)], &[(0, 10), (12, 20)], &[(0, 0)]);
        check(&[(0, 18)], &[(0, 8), (8, 18)], &[(0, 1)]);
        // The greatest takes its pair away, and the next best remains.
        check(&[(0, 20), (0, 12)], &[(0, 19), (0, 9)], &[(0, 0), (1, 1)]);
        // Greedy, not best in sum: 0–0 shares 10; then 1 has nothing left that it could match.
        check(&[(0, 14), (0, 6)], &[(0, 10), (10, 14)], &[(0, 0)]);
    }

    #[test]
    fn equal_overlaps_go_by_union_and_then_by_place() {
        // Both of ours share the gold's 10; the second covers no more than that.
        check(&[(0, 30), (0, 10)], &[(0, 10)], &[(1, 0)]);
        check(&[(0, 20)], &[(0, 10), (10, 20)], &[(0, 0)]);
        check(&[(0, 10), (0, 10)], &[(0, 10), (0, 10)], &[(0, 0), (1, 1)]);
    }

    #[test]
    fn fields_are_kept_apart() {
        let title = Stretch {
            field: Field::Title,
            ..body(0, 10)
        };
        assert_eq!(pairs(&[title, body(0, 10)], &[body(0, 9)]), [(1, 0)]);
    }

    #[test]
    fn union_counts_once_what_is_shared() {
        assert_eq!(body(0, 10).overlap(body(5, 20)), 0.25);
        assert_eq!(body(0, 10).overlap(body(0, 10)), 1.0);
        assert_eq!(body(0, 10).overlap(body(10, 20)), 0.0);
    }
}
