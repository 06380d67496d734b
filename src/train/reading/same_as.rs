//! Learns which mentions in one item state the same undertaking.
//!
//! Learnt on what the rules propose where people see an undertaking, with the kind that people give: who is
//! bound is told by the tree, as it is in reading.

use std::collections::BTreeMap;

use crate::commitment::Rules;
use crate::commitment::same_as::{Mentions, firsts};
use crate::judgement::Features;
use crate::news::{Document, Substrate};
use crate::text::Scratch;
use crate::train::reading::annotated::Annotated;
use crate::train::reading::examples::Examples;
use crate::train::reading::figures::{Figure, Sets};
use crate::train::reading::learn::learn_linear;
use crate::train::reading::marked::marked;

/// How the weight file is made, for its header.
const COMMAND: &str = "Which mentions in one item state the same undertaking.\n\
    communique train reading --items items.jsonl --gold gold.json --output config/models";

/// The mentions of one item that people see and rules propose.
struct Seen {
    /// The undertaking of each, by its first mention among all that people see.
    undertakings: Vec<usize>,
    /// Examples by number, of an earlier and a later mention.
    pairs: BTreeMap<(usize, usize), usize>,
}

/// The weight file's text, and what cross-validation says: pairs of mentions in one undertaking. Cost: that
/// of reading the items, and seconds.
pub fn learn(annotated: &[Annotated], substrate: Substrate, rules: &Rules) -> (String, Figure) {
    let mut scratch = Scratch::new();
    let mut examples = Examples::default();
    let mut seen = Vec::new();
    for one in annotated.iter().filter(|one| one.is_real) {
        let published = one.item.published_on();
        let document = Document::annotate(one.item, substrate, published, &mut scratch);
        let all = weigh(&mut examples, one, &document, rules);
        seen.extend((!one.is_aside).then_some(all));
    }
    let learnt = learn_linear(examples);
    let mut sets = Sets::default();
    for one in seen {
        one.count(&mut sets, |at| learnt.out_of_fold.get(at).copied());
    }
    (learnt.file.write(COMMAND), sets.figure("same_as"))
}

/// Adds an example for each two mentions that can state the same.
fn weigh(examples: &mut Examples, one: &Annotated, document: &Document, rules: &Rules) -> Seen {
    let commitments = &one.gold.commitments;
    let drafts = rules.drafts(document, &mut |_| ());
    let mut found = Vec::new();
    for (at, mark) in marked(one.item, commitments).iter().enumerate() {
        let draft = mark.closest(&drafts);
        let told = draft.and_then(|draft| rules.unjudged(draft, mark.gold.kind));
        let mut first = at;
        // What points back leads to the first in fewer steps than there are mentions.
        while let Some(earlier) = commitments.get(first).and_then(|gold| gold.same_as) {
            if earlier >= first {
                break;
            }
            first = earlier;
        }
        found.extend(told.map(|told| (told, first)));
    }
    // One draft may be closest to two marks.
    found.sort_by_key(|(told, _)| (told.part, told.evidence.start, told.evidence.end));
    found.dedup_by_key(|(told, _)| (told.part, told.evidence));
    let (told, undertakings): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mentions = Mentions::of(&told, document, rules.meanings());
    let mut seen = Seen {
        undertakings,
        pairs: BTreeMap::new(),
    };
    let mut features = Features::named();
    for (later, undertaking) in seen.undertakings.iter().enumerate() {
        for (earlier, other) in seen.undertakings.iter().enumerate().take(later) {
            features.clear();
            let class = usize::from(undertaking == other);
            if mentions.describe(&mut features, earlier, later) {
                seen.pairs.insert((earlier, later), examples.all.len());
                examples.add(&features, class, one.origin());
            }
        }
    }
    seen
}

impl Seen {
    /// Counts pairs of mentions that are one undertaking, by what an example is likely to be.
    fn count(&self, sets: &mut Sets, likelihood: impl Fn(usize) -> Option<f64>) {
        let count = self.undertakings.len();
        let firsts = firsts(count, |earlier, later| {
            likelihood(*self.pairs.get(&(earlier, later))?)
        });
        let found: Vec<usize> = (0..)
            .zip(&firsts)
            .map(|(at, first)| first.unwrap_or(at))
            .collect();
        let pairs = (0..count).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
        for (earlier, later) in pairs {
            let is_one = |of: &[usize]| of.get(earlier) == of.get(later);
            let (gold, found) = (is_one(&self.undertakings), is_one(&found));
            sets.add(
                usize::from(gold && found),
                usize::from(found),
                usize::from(gold),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_one_undertaking_are_counted() {
        // The first, second and fourth are one; the second and third, and the fourth, are found to be.
        let seen = Seen {
            undertakings: vec![0, 0, 2, 0],
            pairs: BTreeMap::from([((0, 1), 0), ((1, 2), 1), ((1, 3), 2)]),
        };
        let mut sets = Sets::default();
        seen.count(&mut sets, |at| [0.0, 1.0, 1.0].get(at).copied());
        let figure = sets.figure("same_as");
        let counted = (figure.cases, figure.precision, figure.recall);
        assert_eq!(counted, (3, Some(1.0 / 3.0), Some(1.0 / 3.0)));
    }
}
