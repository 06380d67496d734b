//! Of whom an item speaks most.

use crate::news::guess::States;
use crate::news::section::{Section, Sentence};
use crate::world::{ActorId, Mention, World};

/// States and parties by how often the item names them.
pub fn principals(sections: [&Section; 2], world: &World) -> Vec<ActorId> {
    ranked(sections, |_, _, actor| !world.is_organisation(actor))
}

/// Actors by how often the item speaks of them otherwise than as a place.
pub fn agents(sections: [&Section; 2]) -> Vec<ActorId> {
    ranked(sections, |sentence, mention, _| !sentence.is_where(mention))
}

/// Actors by how often the item names them, of the mentions that count.
fn ranked(
    sections: [&Section; 2],
    counts: impl Fn(&Sentence, &Mention, ActorId) -> bool,
) -> Vec<ActorId> {
    let mut actors = States::default();
    for sentence in sections.iter().flat_map(|section| &section.sentences) {
        for mention in &sentence.mentions {
            if let Some(actor) = mention
                .actor
                .filter(|&actor| counts(sentence, mention, actor))
            {
                actors.count(actor);
            }
        }
    }
    actors.ranked()
}
