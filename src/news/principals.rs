//! Of whom an item speaks most.

use crate::news::guess::States;
use crate::news::section::{Part, Section, Sentence};
use crate::world::{ActorId, Mention, World};

/// States and parties by how often the item names them.
pub fn principals(sections: [&Section; 2], world: &World) -> Vec<ActorId> {
    ranked(sections, |_, _, actor| !world.is_organisation(actor))
}

/// Actors by how often the item speaks of them otherwise than as a place.
pub fn agents(sections: [&Section; 2]) -> Vec<ActorId> {
    ranked(sections, |sentence, mention, _| !sentence.is_where(mention))
}

/// Parties by how often the item tells of them as those who act; the headline counts twice.
pub fn acting(sections: [&Section; 2]) -> Vec<ActorId> {
    let mut actors = States::default();
    for section in sections {
        let times = if section.part == Part::Title { 2 } else { 1 };
        let sentences = section.sentences.iter();
        let references = sentences.flat_map(|sentence| &sentence.references);
        for &actor in references
            .filter(|found| found.acts())
            .flat_map(|found| &found.parties)
        {
            (0..times).for_each(|_| actors.count(actor));
        }
    }
    actors.ranked()
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
