//! Who is bound: the subject, the owner of a noun, the agent of a passive, else who speaks.

use crate::commitment::who::clause::{agent, is_noun, subject};
use crate::commitment::who::in_play::{by_trigger, nearest, principals};
use crate::commitment::who::joint::partners;
use crate::commitment::who::meant::{Meant, meant};
use crate::commitment::who::person::Chain;
use crate::commitment::{Candidate, Kind};
use crate::world::ActorId;

/// The parties bound, and the named people who act as the subject.
pub fn committer<'d>(candidate: &Candidate<'d>, kind: Kind, chain: &Chain<'d>) -> Meant<'d> {
    let mut found = alone(candidate);
    if found.named.is_empty()
        && let Some((named, person)) = chain.first()
    {
        found.named = named;
        if found.people.is_empty() {
            found.people = person.into_iter().collect();
        }
    }
    if found.named.is_empty() {
        found.named = by_trigger(candidate, &nearest(candidate));
    }
    if kind == Kind::Agreement && found.named.len() < 2 {
        for partner in partners(candidate) {
            found.add(partner);
        }
        if found.named.len() < 2 {
            let known: Vec<ActorId> = principals(candidate)
                .into_iter()
                .take(2)
                .map(|(actor, _)| actor)
                .collect();
            for named in by_trigger(candidate, &known) {
                found.add(named);
            }
            found.named.truncate(2);
        }
    }
    found
}

/// Whom the sentence itself names as bound.
fn alone<'d>(candidate: &Candidate<'d>) -> Meant<'d> {
    let sentence = candidate.sentence;
    for at in [candidate.act, candidate.trigger] {
        if let Some(agent) = agent(sentence, at) {
            let found = meant(candidate, agent);
            if !found.is_empty() {
                return found;
            }
        }
    }
    let subject = subject(candidate);
    if let Some(subject) = subject.filter(|subject| !subject.passive) {
        let found = meant(candidate, subject.head);
        if !found.is_empty() {
            return found;
        }
    }
    if is_noun(sentence, candidate.trigger) {
        return meant(candidate, candidate.trigger);
    }
    Meant::default()
}
