//! The states of people who are named one after the other, each with one of as many states that were named
//! before, in the same order: "the ministers of Peru and Chile, Ann Lee and Tom Ray".

use crate::news::company::{are_listed, are_together};
use crate::news::named::Named;
use crate::news::section::Sentence;
use crate::world::{ActorId, World};

/// The states that a stretch of a sentence names before token `end`, each once; places are none.
pub fn states(sentence: &Sentence, end: usize, world: &World) -> Vec<ActorId> {
    let mut found = Vec::new();
    for mention in &sentence.mentions {
        if sentence.token_at(mention.span.start) >= end {
            break;
        }
        let state = mention.actor.filter(|&actor| world.is_state(actor));
        let state = state.filter(|state| !found.contains(state) && !sentence.is_where(mention));
        found.extend(state);
    }
    found
}

/// The party of each name that is one of such a row; `earlier` are the states of the sentence before.
pub fn respective(
    sentence: &Sentence,
    names: &[Named],
    earlier: &[ActorId],
    world: &World,
) -> Vec<Option<ActorId>> {
    let mut found = vec![None; names.len()];
    for (first, named) in names.iter().enumerate() {
        let start = named.introduction.start;
        let between = start > 0 && sentence.word(start - 1) == "between";
        let bare = named.introduction.role.is_none() && between;
        let opens = named.introduction.shared || bare;
        // "Peruvian and Chilean ministers Ann Lee and Tom Ray": the party told is that of the last.
        let is_joined = start > 0 && sentence.word(start - 1) == "and" && named.introduction.shared;
        let is_told = named.introduction.party.is_some() && !is_joined;
        if !opens || is_told || named.introduction.owner.is_some() {
            continue;
        }
        let rest = names.get(first..).unwrap_or_default();
        let goes_on = |pair: &&[Named]| {
            let [one, next] = pair else { return false };
            let (end, start) = (one.run.to, next.introduction.start);
            let is_bare = next.introduction.role.is_none() && next.introduction.party.is_none();
            is_bare && (are_together(sentence, end, start) || are_listed(sentence, end, start))
        };
        let count = 1 + rest.windows(2).take_while(goes_on).count();
        let end = if is_joined { named.run.from } else { start };
        let here = states(sentence, end, world);
        let row = if here.is_empty() { earlier } else { &here };
        if count > 1 && row.len() == count {
            for (party, state) in found.iter_mut().skip(first).zip(row) {
                *party = Some(*state);
            }
        }
    }
    found
}
