//! Towards whom: the actors among the complements of trigger and act.

use crate::commitment::who::in_play::by_trigger;
use crate::commitment::who::joint::place_named;
use crate::commitment::who::meant::{Meant, named_by};
use crate::commitment::{Candidate, Named, Party};
use crate::text::Relation;

/// Words for going somewhere.
const JOURNEYS: &[&str] = &[
    "arrive", "come", "due", "fly", "go", "head", "land", "travel", "visit",
];

/// Prepositions before where one goes.
const LEADING: &[&str] = &["at", "for", "in", "into", "to"];

/// The parties towards whom it is directed, in the order of the text.
pub fn addressee(candidate: &Candidate, committer: &[Named]) -> Vec<Named> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    for reference in &sentence.references {
        let below = [candidate.trigger, candidate.act]
            .into_iter()
            .any(|top| is_complement(candidate, reference.head, top));
        if reference.located || !below {
            continue;
        }
        for named in named_by(candidate, reference).named {
            if !committer.iter().any(|bound| bound.party == named.party) {
                found.add(named);
            }
        }
    }
    if found.is_empty() {
        found.named = destination(candidate, committer);
    }
    if found.is_empty() {
        found.named = guessed(candidate, committer);
    }
    found.named
}

/// Whose state somebody goes to: "will arrive in Lima", "is due in Peru", "is to visit Lima".
fn destination(candidate: &Candidate, committer: &[Named]) -> Vec<Named> {
    let sentence = candidate.sentence;
    let goes = |at: &usize| JOURNEYS.contains(&sentence.lemma(*at));
    let journeys = [candidate.act, candidate.trigger].into_iter().filter(goes);
    let goals = journeys.flat_map(|at| sentence.children_in(at, &[Relation::Obj, Relation::Obl]));
    let mut led = goals.filter(|&at| {
        let is_object = sentence.is_relation(at, &[Relation::Obj]);
        is_object || LEADING.contains(&sentence.preposition(at))
    });
    let goal = led.find_map(|at| place_named(sentence, at));
    let is_home = |goal: &Named| committer.iter().any(|bound| bound.party == goal.party);
    goal.into_iter().filter(|goal| !is_home(goal)).collect()
}

/// Where nothing tells: the one other party of the sentence; else the party that the item speaks of
/// most beside the committer.
fn guessed(candidate: &Candidate, committer: &[Named]) -> Vec<Named> {
    let free = |party: Party| !committer.iter().any(|bound| bound.party == party);
    let mut inside = Meant::default();
    for reference in candidate.sentence.references.iter() {
        for named in named_by(candidate, reference).named {
            if free(named.party) && !reference.located {
                inside.add(named);
            }
        }
    }
    match inside.named.len() {
        1 => return inside.named,
        0 => {}
        _ => return Vec::new(),
    }
    let acting = candidate.document.acting.iter().copied();
    let others = acting.map(Party::Actor).filter(|&party| free(party));
    by_trigger(candidate, others.take(1))
}

/// Whether a word stands below `top`, not as its subject and not in a clause of its own.
fn is_complement(candidate: &Candidate, at: usize, top: usize) -> bool {
    let sentence = candidate.sentence;
    let mut reached = false;
    for above in sentence.tree.ancestors(at) {
        if above == top {
            reached = true;
            break;
        }
        let apart = matches!(
            sentence.relation(above),
            Some(Relation::Nsubj | Relation::Advcl | Relation::AclRelcl | Relation::Parataxis)
        );
        if apart {
            return false;
        }
    }
    reached
}
