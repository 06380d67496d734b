//! Of whom an item speaks most.

use crate::news::section::Section;
use crate::world::{ActorId, World};

/// States and parties by how often the item names them.
pub fn principals(sections: [&Section; 2], world: &World) -> Vec<ActorId> {
    let mut counts: Vec<(ActorId, usize)> = Vec::new();
    let sentences = sections.iter().flat_map(|section| &section.sentences);
    for mention in sentences.flat_map(|sentence| &sentence.mentions) {
        let Some(actor) = mention.actor else {
            continue;
        };
        if world.is_organisation(actor) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == actor) {
            Some((_, times)) => *times += 1,
            None => counts.push((actor, 1)),
        }
    }
    counts.sort_by_key(|&(_, times)| std::cmp::Reverse(times));
    counts.into_iter().map(|(actor, _)| actor).collect()
}
