//! Acts that befall their subject: "Peru will face sanctions" binds whoever imposes them.

use crate::commitment::who::clause::preposition;
use crate::commitment::who::in_play::by_trigger;
use crate::commitment::who::meant::{Meant, is_mention, meant, meant_closely};
use crate::commitment::{Candidate, Party};
use crate::text::{Relation, Upos};
use crate::world::ActorId;

/// Verbs whose subject bears what another does.
const BEFALLING: &[&str] = &["bear", "face", "get", "receive", "suffer"];

/// Verbs whose passive has somebody get what is their object ("Peru will be given a loan").
const GIVING: &[&str] = &[
    "award", "give", "grant", "hand", "lend", "offer", "pay", "send", "show",
];

/// Adjectives of whom another may do something to.
const EXPOSED: &[&str] = &["liable", "subject"];

/// What somebody pays who bears what another does.
const PRICES: &[&str] = &["cost", "price", "penalty"];

/// What the authorities of a state do to people.
const RULED: &[&str] = &[
    "deport",
    "detain",
    "evict",
    "expel",
    "extradite",
    "repatriate",
];

/// What they do to people and to things, of which the latter are their owner's ("the Peruvian report will be released").
const LICENSED: &[&str] = &["allow", "ban", "bar", "free", "permit", "release"];

/// Whether a subject stands for the clause behind it: "it was agreed to pay".
pub fn is_expletive(candidate: &Candidate, subject: usize) -> bool {
    let sentence = candidate.sentence;
    let clause =
        candidate.act != candidate.trigger && sentence.is_upos(candidate.act, &[Upos::Verb]);
    clause && sentence.word(subject) == "it"
}

/// Who is bound by what is done to somebody, where nobody else is told: those concerned themselves ("the talks will be
/// held"); but whom authorities free or expel is not theirs, so that another of those who act is bound.
pub fn patient<'d>(candidate: &Candidate<'d>, subject: usize) -> Meant<'d> {
    let found = meant(candidate, subject);
    let act = candidate.sentence.lemma(candidate.act);
    let is_licensed = LICENSED.contains(&act) && is_mention(candidate, subject);
    if !(RULED.contains(&act) || is_licensed || is_affected(candidate, subject)) {
        return found;
    }
    let is_own = |actor: &ActorId| {
        let mut own = found.named.iter();
        own.any(|named| named.party.actor() == Some(*actor))
    };
    let other = candidate
        .document
        .acting_principals()
        .find(|actor| !is_own(actor));
    Meant {
        named: by_trigger(candidate, other.map(Party::Actor)),
        people: Vec::new(),
    }
}

/// Whether the act befalls its subject: "Peru will face sanctions", "Peruvian fish will be subject to tariffs", "Peru
/// will be given a loan", not "Peru will face Chile".
pub fn is_affected(candidate: &Candidate, subject: usize) -> bool {
    let sentence = candidate.sentence;
    let object = borne(candidate);
    let pays = sentence.lemma(candidate.act) == "pay"
        && object.is_some_and(|object| PRICES.contains(&sentence.lemma(object)));
    let act = sentence.lemma(candidate.act);
    let is_given = GIVING.contains(&act) && sentence.is_passive(candidate.act);
    (pays || is_given || BEFALLING.contains(&act) || EXPOSED.contains(&act))
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
