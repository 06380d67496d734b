//! What two mentions look like beside each other, in named features for the judgement.

use std::collections::BTreeSet;

use crate::commitment::same_as::mention::{Mention, stem};
use crate::commitment::{Kind, Party};
use crate::judgement::Features;
use crate::news::{Document, Part};
use crate::time::Interval;

/// Shared stems from which on more say no more.
const SHARED_MAX: usize = 6;
/// The same for the stems of the shorter mention.
const SHORTER_MAX: usize = 10;
/// The same for those of the longer one.
const LONGER_MAX: usize = 20;

/// Two mentions of one item.
pub(super) struct Pair<'m> {
    pub earlier: &'m Mention,
    pub later: &'m Mention,
    pub document: &'m Document<'m>,
}

impl Pair<'_> {
    /// Fills the bag with all features; false where nobody is bound by both, no word is shared, one alone
    /// refuses, or they are due on different days. Cost: the words of both.
    pub fn describe(&self, features: &mut Features) -> bool {
        let (earlier, later) = (self.earlier, self.later);
        let act = self.act();
        let Some(bound) = self.bound() else {
            return false;
        };
        let nothing_shared = act == "other" && earlier.stems.is_disjoint(&later.stems);
        let contrary = refuses(earlier) != refuses(later);
        if nothing_shared || contrary || !can_meet(earlier.due, later.due) {
            return false;
        }
        let both = |holds: fn(&Mention) -> bool| holds(earlier) && holds(later);
        features.add("bound", bound);
        if both(|one| one.parties.len() > 1) {
            features.flag("several-bound");
        }
        let same = earlier.kind == later.kind;
        features.add("type", if same { "same" } else { "differs" });
        if both(refuses) {
            features.flag("refusal");
        }
        if both(|one| one.contact && one.kind == Kind::Agreement) {
            features.flag("contact");
        }
        features.add("numbers", numbers(&earlier.numbers, &later.numbers));
        features.add("act", act);
        if let Some(nearness) = nearness(&earlier.act, &later.act) {
            features.value("act-nearness", nearness);
        }
        self.stems(features);
        features.add("distance", self.distance());
        true
    }

    /// How those who are bound relate; none where they have nobody in common.
    fn bound(&self) -> Option<&'static str> {
        let (one, other) = (&self.earlier.parties, &self.later.parties);
        let within = |few: &[Party], many: &[Party]| {
            let known = |party: &&Party| {
                let mut parties = many.iter();
                parties.any(|known| known.is_same(**party, self.document))
            };
            let shared = few.iter().filter(known).count();
            (shared > 0).then_some(shared == few.len())
        };
        Some(match (within(one, other)?, within(other, one)?) {
            (true, true) => "equal",
            (false, false) => "overlap",
            _ => "within",
        })
    }

    /// Whether the acts are one by their stems, or one is among the other's words.
    fn act(&self) -> &'static str {
        let (one, other) = (stem(&self.earlier.lemma), stem(&self.later.lemma));
        if one == other {
            "same"
        } else if self.earlier.stems.contains(other) || self.later.stems.contains(one) {
            "inside"
        } else {
            "other"
        }
    }

    /// How many words are shared, and of how many.
    fn stems(&self, features: &mut Features) {
        let (one, other) = (&self.earlier.stems, &self.later.stems);
        let shared = one.intersection(other).count();
        let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
        let share = |part: usize, whole: usize| part.min(whole) as f64 / whole.max(1) as f64;
        features.value("shared", share(shared, SHARED_MAX));
        features.value("shared-of-shorter", share(shared, shorter));
        features.value("shorter", share(shorter, SHORTER_MAX));
        features.value("longer", share(longer, LONGER_MAX));
    }

    /// Sentences between them.
    fn distance(&self) -> &'static str {
        if self.earlier.part == Part::Title && self.later.part == Part::Body {
            return "headline";
        }
        match self.later.number.saturating_sub(self.earlier.number) {
            0 => "none",
            1 => "one",
            2..=3 => "few",
            4..=8 => "some",
            _ => "many",
        }
    }
}

fn refuses(mention: &Mention) -> bool {
    mention.kind == Kind::Refusal
}

/// Whether two mentions can be due on one day: one without days says nothing.
fn can_meet(one: Option<Interval>, other: Option<Interval>) -> bool {
    let before = |one: Interval, other: Interval| {
        let ends = one.not_after.zip(other.not_before);
        ends.is_some_and(|(last, first)| last < first)
    };
    one.zip(other)
        .is_none_or(|(one, other)| !before(one, other) && !before(other, one))
}

fn numbers(one: &BTreeSet<String>, other: &BTreeSet<String>) -> &'static str {
    match (one.is_empty(), other.is_empty()) {
        (true, true) => "none",
        (true, false) | (false, true) => "one",
        _ if one == other => "equal",
        _ if one.is_disjoint(other) => "disjoint",
        _ => "overlap",
    }
}

/// The cosine of two points; none where one is unknown.
fn nearness(one: &[f32], other: &[f32]) -> Option<f64> {
    let product = |a: &[f32], b: &[f32]| {
        let terms = a.iter().zip(b).map(|(a, b)| f64::from(a * b));
        terms.sum::<f64>()
    };
    let lengths = product(one, one) * product(other, other);
    (lengths > 0.0).then(|| product(one, other) / lengths.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Item;
    use crate::news::sample::annotated;
    use crate::text::Span;
    use crate::world::World;
    use jiff::civil::date;

    const TEXT: &str = "Gulf states and island states meet gulf states.";

    /// A mention in the sentence of this number that binds groups by their places in the text.
    fn mention(number: usize, bound: &[(usize, usize)], stems: &[&str]) -> Mention {
        let group = |&(start, end): &(usize, usize)| Party::Group(Part::Body, Span { start, end });
        Mention {
            part: Part::Body,
            number,
            parties: bound.iter().map(group).collect(),
            kind: Kind::Promise,
            due: None,
            lemma: "send".to_owned(),
            act: vec![1.0, 0.0],
            contact: false,
            stems: stems.iter().map(|&stem| stem.to_owned()).collect(),
            numbers: BTreeSet::new(),
        }
    }

    /// The features of a pair; none where it is not asked.
    fn told(earlier: &Mention, later: &Mention) -> Option<Vec<(String, f64)>> {
        let world = World::load(&[]).unwrap();
        let item = Item::plain("a", TEXT, None).unwrap();
        let document = annotated(&item, &world, None);
        let pair = Pair {
            earlier,
            later,
            document: &document,
        };
        let mut features = Features::named();
        let asked = pair.describe(&mut features);
        let names = features.names();
        asked.then(|| {
            names
                .map(|(name, number)| (name.to_owned(), number))
                .collect()
        })
    }

    fn check(earlier: &Mention, later: &Mention, expected: &[(&str, f64)]) {
        let told = told(earlier, later).unwrap();
        for &(name, number) in expected {
            let found = told.iter().find(|one| one.0 == name);
            let near = found.is_some_and(|found| (found.1 - number).abs() < 1e-9);
            assert!(near, "{name}: {told:?}");
        }
    }

    const GULF: (usize, usize) = (0, 11);
    const ISLAND: (usize, usize) = (16, 29);
    const GULF_AGAIN: (usize, usize) = (35, 46);

    #[test]
    fn who_is_bound_decides_whether_a_pair_is_asked() {
        let gulf = mention(0, &[GULF], &[]);
        assert_eq!(told(&gulf, &mention(1, &[ISLAND], &[])), None);
        check(
            &gulf,
            &mention(1, &[GULF_AGAIN], &[]),
            &[("bound=equal", 1.0), ("distance=one", 1.0)],
        );
        let both = mention(2, &[GULF, ISLAND], &[]);
        check(&gulf, &both, &[("bound=within", 1.0)]);
        check(
            &both,
            &both,
            &[("several-bound", 1.0), ("distance=none", 1.0)],
        );
    }

    #[test]
    fn words_and_numbers_are_compared() {
        let earlier = Mention {
            part: Part::Title,
            numbers: BTreeSet::from(["five".to_owned()]),
            ..mention(0, &[GULF], &["ship", "grain"])
        };
        let later = Mention {
            kind: Kind::Offer,
            lemma: "shipment".to_owned(),
            act: vec![0.0, 2.0],
            numbers: BTreeSet::from(["six".to_owned()]),
            ..mention(2, &[GULF], &["grain", "island", "flood"])
        };
        let expected = [
            ("type=differs", 1.0),
            ("numbers=disjoint", 1.0),
            ("act=inside", 1.0),
            ("act-nearness", 0.0),
            ("shared", 1.0 / 6.0),
            ("shared-of-shorter", 0.5),
            ("shorter", 0.2),
            ("longer", 0.15),
            ("distance=headline", 1.0),
        ];
        check(&earlier, &later, &expected);
        let met = Mention {
            kind: Kind::Agreement,
            contact: true,
            ..mention(0, &[GULF], &[])
        };
        check(&met, &met, &[("contact", 1.0), ("act=same", 1.0)]);
    }

    #[test]
    fn contrary_mentions_are_not_asked() {
        let days = |first: i8, last: i8| {
            Some(Interval {
                not_before: (first > 0).then(|| date(2024, 3, first)),
                not_after: (last > 0).then(|| date(2024, 3, last)),
            })
        };
        for (one, other, expected) in [
            (days(4, 6), days(6, 8), true),
            (days(4, 6), days(7, 8), false),
            (days(0, 6), days(7, 0), false),
            (days(0, 6), days(2, 0), true),
            (days(4, 6), None, true),
        ] {
            assert_eq!(can_meet(one, other), expected, "{one:?} {other:?}");
            assert_eq!(can_meet(other, one), expected, "{other:?} {one:?}");
        }
        let dated = |due| Mention {
            due,
            ..mention(0, &[GULF], &["grain"])
        };
        assert_eq!(told(&dated(days(4, 6)), &dated(days(7, 8))), None);
        let other = Mention {
            lemma: "open".to_owned(),
            ..mention(1, &[GULF], &["embassy"])
        };
        assert_eq!(told(&dated(None), &other), None);
        let refused = Mention {
            kind: Kind::Refusal,
            ..mention(1, &[GULF], &["grain"])
        };
        assert_eq!(told(&dated(None), &refused), None);
        check(&refused, &refused, &[("refusal", 1.0)]);
    }
}
