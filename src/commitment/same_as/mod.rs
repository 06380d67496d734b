//! Which mentions state the same undertaking, learnt.
//!
//! Every later mention points to the cluster of the earlier one that is likeliest to state the same.
//! Mentions that bind nobody in common, share no word that tells of an act, are due on different days, or of
//! which one alone refuses are never of one undertaking, whatever the weights say.

mod mention;
mod pair;
mod people;

use crate::commitment::Commitment;
use crate::commitment::same_as::mention::Mention;
use crate::commitment::same_as::pair::Pair;
use crate::judgement::{Features, Linear};
use crate::news::Document;
use crate::text::Meanings;
use crate::world::DataError;

/// The learnt weights. Built once; judging changes nothing in it.
pub struct SameAs {
    weights: Linear,
}

/// The mentions of one item, made ready to be compared.
pub struct Mentions<'d> {
    document: &'d Document<'d>,
    all: Vec<Mention>,
    /// For each, how many undertakings are to be expected up to it, itself included.
    expected: Vec<f64>,
}

/// Undertakings between two mentions from which on more say no more.
const BETWEEN_MAX: f64 = 8.0;

impl SameAs {
    /// The likelihood from which a mention states what an earlier one does: one missed is as bad as one made
    /// up, which puts the best threshold near half of the F1 that is reached; a little above, for reading
    /// compares what is no undertaking, too.
    pub const MIN: f64 = 0.35;

    /// Reads the weights, a pair of name and text. Refused with their place: see [`Linear::load`].
    pub fn load(weights: (&str, &str)) -> Result<Self, DataError> {
        let weights = Linear::load(weights.0, weights.1)?;
        Ok(Self { weights })
    }

    /// Lets every later mention point to the earliest of the same undertaking, and who acts in it be known to all
    /// of them. Cost: the square of their
    /// number, times their words.
    pub fn link(&self, found: &mut [Commitment], document: &Document, meanings: &Meanings) {
        let mentions = Mentions::of(found, document, meanings);
        let mut features = Features::new();
        let likelihood = |earlier: usize, later: usize| {
            features.clear();
            let asked = mentions.describe(&mut features, earlier, later);
            asked.then(|| self.weights.probability(&features))
        };
        let firsts = firsts(found.len(), likelihood);
        for (one, first) in found.iter_mut().zip(firsts) {
            one.same_as = first;
        }
        people::share(found);
    }
}

impl<'d> Mentions<'d> {
    /// All of an item, in the order of the text. Cost: a look at each word of the item and of theirs.
    pub fn of(found: &[Commitment], document: &'d Document<'d>, meanings: &Meanings) -> Self {
        let all = found.iter().map(|one| Mention::of(one, document, meanings));
        let expected = found.iter().scan(0.0, |sum, one| {
            *sum += one.confidence;
            Some(*sum)
        });
        Self {
            document,
            all: all.collect(),
            expected: expected.collect(),
        }
    }

    /// Fills the bag with all features of two of them; false where they cannot state the same.
    pub fn describe(&self, features: &mut Features, earlier: usize, later: usize) -> bool {
        let (Some(one), Some(other)) = (self.all.get(earlier), self.all.get(later)) else {
            return false;
        };
        let expected = |at: usize| self.expected.get(at).copied().unwrap_or(0.0);
        let between = expected(later.saturating_sub(1)) - expected(earlier);
        let all = expected(self.all.len().saturating_sub(1));
        features.value("between", between.clamp(0.0, BETWEEN_MAX) / BETWEEN_MAX);
        features.value("mentions", all.max(1.0).log10());
        let pair = Pair {
            earlier: one,
            later: other,
            document: self.document,
        };
        pair.describe(features)
    }
}

/// For each of so many mentions the first one of its undertaking, none for that one itself. `likelihood` says
/// of an earlier and a later one how likely they state the same; none where they cannot.
pub fn firsts(
    count: usize,
    mut likelihood: impl FnMut(usize, usize) -> Option<f64>,
) -> Vec<Option<usize>> {
    let mut firsts: Vec<Option<usize>> = Vec::with_capacity(count);
    for later in 0..count {
        let likely = (0..later).filter_map(|earlier| Some((likelihood(earlier, later)?, earlier)));
        let likely = likely.filter(|one| one.0 >= SameAs::MIN);
        // Of equals the earliest.
        let best = likely.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let same = best.map(|(_, earlier)| earlier);
        firsts.push(same.map(|same| firsts.get(same).copied().flatten().unwrap_or(same)));
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::{Codes, Kind, Named, Voice};
    use crate::news::sample::annotated;
    use crate::news::{Item, Part, Sentence};
    use crate::time::{Expression, Lean, expressions};
    use crate::world::World;

    const FILE: &str = "[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\n[[state]]\ncode = \"CHL\"\nnames = [\"Chile\"]";

    const WEIGHTS: &str = include_str!("../../../config/models/same-as.toml");

    /// Two sentences, each an undertaking of Peru of a kind, with what makes it due; judged by the shipped
    /// weights.
    fn check(first: (&str, Kind, &str), second: (&str, Kind, &str), expected: Option<usize>) {
        let world = World::load(&[("world/t.toml", FILE)]).unwrap();
        let text = format!("{} {}", first.0, second.0);
        let item = Item::plain("a", &text, None).unwrap();
        let document = annotated(&item, &world, None);
        let peru = document.principals.first().copied().unwrap();
        let mut found: Vec<Commitment> = [first, second]
            .into_iter()
            .zip(&document.body.sentences)
            .map(|((_, kind, due), sentence)| Commitment {
                part: Part::Body,
                evidence: sentence.span,
                kind,
                hedged: false,
                voice: Voice::Narrated,
                committer: vec![Named::actor(peru, sentence.span)],
                person: None,
                speaker: None,
                addressee: Vec::new(),
                lemma: act(sentence),
                action: sentence.span,
                condition: None,
                due: due_of(due),
                same_as: None,
                codes: Codes::default(),
                confidence: 1.0,
                rule: String::new(),
            })
            .collect();
        let same_as = SameAs::load(("models/same-as.toml", WEIGHTS)).unwrap();
        same_as.link(&mut found, &document, &Meanings::shipped().unwrap());
        assert_eq!(found[1].same_as, expected, "{text}");
    }

    fn act(sentence: &Sentence) -> String {
        let root = sentence.head_of(sentence.span).unwrap();
        sentence.lemma(root).to_owned()
    }

    fn due_of(words: &str) -> Option<Expression> {
        let on = Some(jiff::civil::date(2024, 3, 4));
        expressions(words, on, Lean::Future).into_iter().next()
    }

    #[test]
    fn one_undertaking_told_twice_is_one() {
        use Kind::{Agreement, Intention, Promise, Refusal};
        let grain = ("Peru will send grain to the flooded islands.", Promise, "");
        check(grain, ("Peru plans to send grain.", Intention, ""), Some(0));
        check(grain, ("Peru will reopen its embassy.", Promise, ""), None);
        check(grain, ("Peru will send no grain.", Refusal, ""), None);
        let dated = ("On 9 May Peru will send grain.", Promise, "on 9 May");
        check(
            dated,
            ("On 1 June Peru will send grain.", Promise, "on 1 June"),
            None,
        );
        check(dated, ("Peru will send grain.", Promise, ""), Some(0));
        let meeting = ("Peru will meet Chile in Arica.", Agreement, "");
        check(
            meeting,
            ("The talks are due in Arica.", Agreement, ""),
            Some(0),
        );
        check(meeting, ("A visit is due soon.", Agreement, ""), None);
        check(
            meeting,
            ("The embassy is due to open.", Agreement, ""),
            None,
        );
    }

    #[test]
    fn a_mention_points_to_the_first_of_the_likeliest_cluster() {
        let likelihood = |earlier: usize, later: usize| match (earlier, later) {
            (0, 1) => Some(0.9),
            (1, 3) => Some(0.6),
            (2, 3) => Some(0.5),
            (2, 4) => Some(SameAs::MIN / 2.0),
            (0 | 1, 5) => Some(0.4),
            _ => None,
        };
        let expected = [None, Some(0), None, Some(0), None, Some(0)];
        assert_eq!(firsts(6, likelihood), expected);
        assert_eq!(firsts(0, likelihood), []);
    }
}
