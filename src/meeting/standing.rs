//! How a name stands in its sentence: as one who acts, who tells, whose something is, and beside which word.
//!
//! Knows the tree alone, not whether the sentence tells of a meeting.

use crate::judgement::Features;
use crate::meeting::clause::{common_lemma, is_verb, lemma, node};
use crate::meeting::gist::SCALE;
use crate::news::Sentence;
use crate::news::speech::{CueClass, verb_class};
use crate::text::{Meanings, Node, Relation};

/// Steps from a name to the word that it explains ("the minister, Ann Lee").
const STEPS_MAX: usize = 3;

/// How a mention stands in its sentence, and beside which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'s> {
    pub stance: Stance,
    /// The lemma on which it hangs, if that is no name itself; empty where it heads the sentence.
    pub word: &'s str,
    /// Its preposition or the mark of its genitive; empty without one.
    pub preposition: &'s str,
}

/// As what a mention stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// "Ann Lee arrived".
    Acts,
    /// "Ann Lee said that ...", "according to Ann Lee".
    Tells,
    /// "Ann Lee's envoy", "the visit of Ann Lee".
    Owns,
    /// "received Ann Lee", "Ann Lee was received".
    Undergoes,
    /// "met with Ann Lee", "spoke to Ann Lee".
    Joins,
    /// "led by Ann Lee", "under Ann Lee", and all else.
    Beside,
}

impl Stance {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acts => "acts",
            Self::Tells => "tells",
            Self::Owns => "owns",
            Self::Undergoes => "undergoes",
            Self::Joins => "joins",
            Self::Beside => "beside",
        }
    }
}

impl<'s> Standing<'s> {
    /// How the mention whose head is this token stands. Cost: a few steps up the tree.
    pub fn of(sentence: &'s Sentence, head: usize) -> Self {
        let Some((at, own)) = explained(sentence, head) else {
            return Self {
                stance: Stance::Beside,
                word: "",
                preposition: "",
            };
        };
        Self {
            stance: stance(sentence, (at, own)),
            word: own.head.map_or("", |above| common_lemma(sentence, above)),
            preposition: sentence.preposition(at),
        }
    }
}

/// Adds how the mentions of one thing stand.
pub fn fill_standings(all: &[Standing], meanings: &Meanings, features: &mut Features) {
    for one in all {
        let stance = ("stance", one.stance.name());
        features.add(stance.0, stance.1);
        features.add_pair(stance, ("word", one.word));
        features.add("word", one.word);
        features.add("preposition", one.preposition);
    }
    if let Some(first) = all.first() {
        let stance = first.stance;
        if all.iter().all(|one| one.stance == stance) {
            features.add("only", stance.name());
        }
    }
    let mut point = Vec::new();
    meanings.of(all.iter().map(|one| one.word), &mut point);
    features.point("words", &point, SCALE);
}

fn stance(sentence: &Sentence, (at, own): (usize, &Node)) -> Stance {
    let above = own.head;
    let is_above_verb = above
        .and_then(|above| node(sentence, above))
        .is_some_and(is_verb);
    match own.relation {
        Relation::Nsubj if is_above_verb => {
            let tells = above.is_some_and(|verb| tells(sentence, verb));
            if tells { Stance::Tells } else { Stance::Acts }
        }
        Relation::Nsubj => Stance::Acts,
        Relation::NsubjPass | Relation::Obj | Relation::Iobj => Stance::Undergoes,
        Relation::NmodPoss => Stance::Owns,
        Relation::Nmod | Relation::Obl | Relation::OblAgent => match sentence.preposition(at) {
            "according" => Stance::Tells,
            "with" | "between" | "among" | "to" => Stance::Joins,
            "of" => Stance::Owns,
            _ => Stance::Beside,
        },
        _ => Stance::Beside,
    }
}

/// The word that a name explains or beside which it is joined, and itself.
fn explained(sentence: &Sentence, head: usize) -> Option<(usize, &Node)> {
    let mut at = head;
    for _ in 0..STEPS_MAX {
        let own = node(sentence, at)?;
        let climbs = matches!(
            own.relation,
            Relation::Appos | Relation::Conj | Relation::Flat | Relation::NmodDesc
        );
        match own.head.filter(|_| climbs) {
            Some(above) => at = above,
            None => return Some((at, own)),
        }
    }
    node(sentence, at).map(|own| (at, own))
}

/// Whether a verb says what others are to be told.
fn tells(sentence: &Sentence, verb: usize) -> bool {
    let class = verb_class(lemma(sentence, verb));
    if class.is_none_or(|class| matches!(class, CueClass::Agree | CueClass::Offer)) {
        return false;
    }
    let said = sentence.child_in(verb, &[Relation::Ccomp, Relation::Parataxis]);
    said.is_some() || sentence.is_relation(verb, &[Relation::Parataxis])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Item;
    use crate::news::sample::{MONDAY, annotated};
    use crate::world::World;

    /// Asks of the sentence in which the name between asterisks stands.
    fn check(marked: &str, expected: (Stance, &str, &str)) {
        let world = World::load(&[("world/test.toml", "")]).unwrap();
        let text = marked.replace('*', "");
        let item = Item::plain("a", &text, None).unwrap();
        let document = annotated(&item, &world, Some(MONDAY));
        let sentence = document.body.sentences.first().unwrap();
        let end = marked.rfind('*').unwrap() - 1;
        let found = Standing::of(sentence, sentence.token_at(end - 1));
        let found = (found.stance, found.word, found.preposition);
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn a_name_acts_tells_or_owns() {
        check("*Lee* arrived in Lima.", (Stance::Acts, "arrive", ""));
        check(
            "*Lee* said that talks would go on.",
            (Stance::Tells, "say", ""),
        );
        check("Talks will go on, *Lee* said.", (Stance::Tells, "say", ""));
        check(
            "*Lee* agreed to open the border.",
            (Stance::Acts, "agree", ""),
        );
        check(
            "The border is open, according to *Lee*.",
            (Stance::Tells, "open", "according"),
        );
        check(
            "*Lee*'s envoy arrived in Lima.",
            (Stance::Owns, "envoy", "'s"),
        );
        check(
            "The envoy of *Lee* arrived in Lima.",
            (Stance::Owns, "envoy", "of"),
        );
    }

    #[test]
    fn a_name_is_done_to_or_joins() {
        check(
            "The king received *Lee* at the palace.",
            (Stance::Undergoes, "receive", ""),
        );
        check(
            "*Lee* was received at the palace.",
            (Stance::Undergoes, "receive", ""),
        );
        check(
            "The king met with *Lee* at the palace.",
            (Stance::Joins, "meet", "with"),
        );
        check("The team is led by *Lee*.", (Stance::Beside, "lead", "by"));
        check(
            "Ann's and *Lee*'s teams left.",
            (Stance::Owns, "team", "'s"),
        );
    }

    #[test]
    fn what_explains_a_name_stands_for_it() {
        check(
            "The minister, *Lee*, arrived in Lima.",
            (Stance::Acts, "arrive", ""),
        );
        check(
            "The king met with Ann and *Lee* at the palace.",
            (Stance::Joins, "meet", "with"),
        );
    }
}
