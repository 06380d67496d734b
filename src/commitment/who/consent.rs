//! Giving way and standing in the way: "agreed to free the sailors", "Chile cannot join, Peru's minister said".
//!
//! Knows trees and who speaks; not who else takes part.

use crate::commitment::who::clause::{is_noun, subject};
use crate::commitment::who::joint::contact;
use crate::commitment::who::meant::{is_mention, meant};
use crate::commitment::who::person::Chain;
use crate::commitment::{Candidate, Kind};
use crate::text::Upos;

/// Verbs by which one gives way to others.
pub const CONSENTING: &[&str] = &[
    "accede", "accept", "agree", "bow", "cave", "consent", "yield",
];

/// What one gives way to that is of others.
const ASKED: &[&str] = &[
    "appeal",
    "call",
    "condition",
    "demand",
    "offer",
    "plea",
    "pressure",
    "proposal",
    "request",
];

/// Auxiliaries by which one lets others do something or not.
const PERMITTING: &[&str] = &["can", "could", "may"];

/// Those who make the laws of one state, and agree on them among themselves.
const LAWMAKERS: &[&str] = &["lawmaker", "legislator", "senator", "congressman"];

/// Whether one alone is said to agree to an act of its own: "Peru agreed to free the sailors", "Peru accepted
/// Chile's offer".
pub fn consents(candidate: &Candidate) -> bool {
    let (sentence, act) = (candidate.sentence, candidate.act);
    let own = act != candidate.trigger && sentence.is_upos(act, &[Upos::Verb]);
    let asked = is_noun(sentence, act) && ASKED.contains(&sentence.lemma(act));
    CONSENTING.contains(&sentence.lemma(candidate.trigger))
        && (own || asked)
        && contact(candidate).is_none()
}

/// Whether those who agree are the lawmakers of one state.
pub fn among_lawmakers(candidate: &Candidate) -> bool {
    let head = subject(candidate).map(|subject| subject.head);
    head.is_some_and(|head| LAWMAKERS.contains(&candidate.sentence.lemma(head)))
}

/// Whether one says what another cannot do: who speaks is bound not to let him.
pub fn forbids(candidate: &Candidate, kind: Kind, chain: &Chain) -> bool {
    let permits = PERMITTING.contains(&candidate.sentence.lemma(candidate.trigger));
    let Some(subject) = subject(candidate).filter(|_| permits && kind == Kind::Refusal) else {
        return false;
    };
    let others = meant(candidate, subject.head);
    let speaks = chain.first().map(|(named, _)| named).unwrap_or_default();
    let among = |party| speaks.iter().any(|named| named.party == party);
    is_mention(candidate, subject.head)
        && !speaks.is_empty()
        && !others.named.is_empty()
        && !others.named.iter().any(|named| among(named.party))
}
