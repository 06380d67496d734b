//! Acts that are not the committer's to do: nobody but Peru withdraws Peruvian troops.
//!
//! Knows the tree and who is bound; not whether the candidate is likely.

use crate::commitment::Named;
use crate::news::Sentence;
use crate::text::{Relation, Upos};
use crate::world::ActorId;

/// What is done to one's own forces alone.
const MOVES: &[&str] = &[
    "demobilise",
    "demobilize",
    "pull",
    "recall",
    "redeploy",
    "withdraw",
];

/// Forces.
const FORCES: &[&str] = &[
    "army",
    "artillery",
    "fleet",
    "force",
    "forces",
    "military",
    "navy",
    "soldier",
    "tank",
    "troop",
    "troops",
    "unit",
    "warship",
];

/// Between an act and the forces that it moves.
const MOVED: &[Relation] = &[Relation::Obj, Relation::NsubjPass];

/// Between the forces and the name of whose they are.
const OWNING: &[Relation] = &[
    Relation::Amod,
    Relation::Compound,
    Relation::NmodPoss,
    Relation::Nmod,
];

/// Whether one of the acts that `first` begins moves forces of others than those who are bound: what is offered
/// is then what the others are asked for ("Chile offered to keep calm and withdraw Peruvian troops").
pub fn is_of_others(sentence: &Sentence, first: usize, bound: &[Named]) -> bool {
    let acts = std::iter::once(first).chain(sentence.children_in(first, &[Relation::Conj]));
    let mut moved = acts.flat_map(|act| forces(sentence, act));
    moved.any(|at| {
        let owners = sentence.children_in(at, OWNING);
        let owners = owners.filter_map(|owner| {
            let token = sentence.tokens.get(owner)?;
            Some(&sentence.reference_at(token.span.start)?.parties)
        });
        let owners: Vec<ActorId> = owners.flatten().copied().collect();
        let is_owner = |named: &Named| {
            let actor = named.party.actor();
            actor.is_some_and(|actor| owners.contains(&actor))
        };
        !owners.is_empty() && !bound.iter().any(is_owner)
    })
}

/// The forces that an act moves.
fn forces(sentence: &Sentence, act: usize) -> impl Iterator<Item = usize> + '_ {
    let moves = MOVES.contains(&sentence.lemma(act));
    let of = if moves { MOVED } else { &[] };
    let moved = sentence.children_in(act, of);
    moved.filter(|&at| sentence.is_upos(at, &[Upos::Noun]) && FORCES.contains(&sentence.lemma(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::Kind;
    use crate::commitment::samples::sample;
    use crate::commitment::who::who;

    fn check(marked: &str, expected: bool) {
        sample(marked, |candidate, _| {
            let bound = who(candidate, Kind::Offer).committer;
            let found = is_of_others(candidate.sentence, candidate.act, &bound);
            assert_eq!(found, expected, "{marked}");
        });
    }

    #[test]
    fn nobody_moves_the_forces_of_others() {
        check(
            "Chile *offered* to _keep_ calm and withdraw Peru's troops.",
            true,
        );
        check("Chile *proposed* to _withdraw_ Peru's troops.", true);
        check("Chile *offered* to _withdraw_ Chile's troops.", false);
        check("Chile *offered* to _withdraw_ its troops.", false);
        check("Chile *offered* to _feed_ Peru's troops.", false);
        check("Chile *offered* to _withdraw_ troops.", false);
    }
}
