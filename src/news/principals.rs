//! Of whom an item speaks most.

use crate::news::guess::States;
use crate::news::section::Section;
use crate::world::{ActorId, World};

/// States and parties by how often the item names them.
pub fn principals(sections: [&Section; 2], world: &World) -> Vec<ActorId> {
    let mut states = States::default();
    let sentences = sections.iter().flat_map(|section| &section.sentences);
    let mentions = sentences.flat_map(|sentence| &sentence.mentions);
    let actors = mentions.filter_map(|mention| mention.actor);
    actors
        .filter(|&actor| !world.is_organisation(actor))
        .for_each(|actor| states.count(actor));
    states.ranked()
}

/// Actors by how often the item speaks of them otherwise than as a place.
pub fn agents(sections: [&Section; 2]) -> Vec<ActorId> {
    let mut actors = States::default();
    let sentences = sections.iter().flat_map(|section| &section.sentences);
    for sentence in sentences {
        let acting = sentence
            .mentions
            .iter()
            .filter(|one| !sentence.is_where(one));
        acting
            .filter_map(|mention| mention.actor)
            .for_each(|actor| actors.count(actor));
    }
    actors.ranked()
}
