//! Of whom an item speaks most.

use crate::news::guess::States;
use crate::news::section::{Section, Sentence};
use crate::world::{ActorId, Mention, World};

/// States and parties by how often the item names them.
pub fn principals(sections: [&Section; 2], world: &World) -> Vec<ActorId> {
    let named = mentions(sections).filter_map(|(_, mention)| mention.actor);
    most_often(named.filter(|&actor| !world.is_organisation(actor)))
}

/// Actors by how often the item speaks of them otherwise than as a place.
pub fn agents(sections: [&Section; 2]) -> Vec<ActorId> {
    let spoken_of = mentions(sections).filter(|(sentence, mention)| !sentence.is_where(mention));
    most_often(spoken_of.filter_map(|(_, mention)| mention.actor))
}

/// Parties by how often the item tells of them as those who act; the headline counts twice.
pub fn acting([title, body]: [&Section; 2]) -> Vec<ActorId> {
    let sentences = [title, title, body]
        .into_iter()
        .flat_map(|section| &section.sentences);
    let acting = sentences
        .flat_map(|sentence| &sentence.references)
        .filter(|found| found.acts());
    most_often(acting.flat_map(|found| &found.parties).copied())
}

/// Each actor once, the most frequent first; of equals the first.
pub fn most_often(actors: impl Iterator<Item = ActorId>) -> Vec<ActorId> {
    let mut times = States::default();
    actors.for_each(|actor| times.count(actor));
    times.ranked()
}

fn mentions<'s>(sections: [&'s Section; 2]) -> impl Iterator<Item = (&'s Sentence, &'s Mention)> {
    let sentences = sections.into_iter().flat_map(|section| &section.sentences);
    sentences.flat_map(|sentence| sentence.mentions.iter().map(move |one| (sentence, one)))
}
