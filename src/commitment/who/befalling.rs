//! Acts that befall their subject: "Peru will face sanctions" binds whoever imposes them.

use crate::commitment::Candidate;
use crate::commitment::who::clause::preposition;
use crate::commitment::who::meant::{Meant, is_mention, meant, meant_closely};
use crate::text::Relation;

/// Verbs whose subject bears what another does.
const BEFALLING: &[&str] = &["bear", "face", "get", "receive", "suffer"];

/// Adjectives of whom another may do something to.
const EXPOSED: &[&str] = &["liable", "subject"];

/// What somebody pays who bears what another does.
const PRICES: &[&str] = &["cost", "price", "penalty"];

/// Whether the act befalls its subject: "Peru will face sanctions", "Peruvian fish will be subject to tariffs", not
/// "Peru will face Chile".
pub fn is_affected(candidate: &Candidate, subject: usize) -> bool {
    let sentence = candidate.sentence;
    let object = borne(candidate);
    let pays = sentence.lemma(candidate.act) == "pay"
        && object.is_some_and(|object| PRICES.contains(&sentence.lemma(object)));
    let act = sentence.lemma(candidate.act);
    (pays || BEFALLING.contains(&act) || EXPOSED.contains(&act))
        && sentence
            .head(subject)
            .is_some_and(|verb| [candidate.act, candidate.trigger].contains(&verb))
        && object.is_some_and(|object| !is_mention(candidate, object))
}

/// What befalls somebody.
fn borne(candidate: &Candidate) -> Option<usize> {
    let sentence = candidate.sentence;
    let exposed = EXPOSED.contains(&sentence.lemma(candidate.act));
    let relation = if exposed {
        Relation::Obl
    } else {
        Relation::Obj
    };
    sentence.child_in(candidate.act, &[relation])
}

/// Who gives or does what befalls somebody: "a loan from Peru", "Peruvian aid", "five million in Peruvian aid".
pub fn giver<'d>(candidate: &Candidate<'d>) -> Meant<'d> {
    let sentence = candidate.sentence;
    let Some(object) = borne(candidate) else {
        return Meant::default();
    };
    let behind = |prepositions: &[&str]| {
        let inside = sentence.children_in(object, &[Relation::Nmod]);
        let places = [candidate.act, object].into_iter().chain(inside);
        let mut complements =
            places.flat_map(|at| sentence.children_in(at, &[Relation::Obl, Relation::Nmod]));
        complements.find(|&at| prepositions.contains(&preposition(sentence, at)))
    };
    if let Some(source) = behind(&["from"]) {
        return meant(candidate, source);
    }
    let owned = meant_closely(candidate, object);
    let part = behind(&["in", "of"]);
    match part.filter(|_| owned.is_empty()) {
        Some(part) if !is_mention(candidate, part) => meant_closely(candidate, part),
        _ => owned,
    }
}
