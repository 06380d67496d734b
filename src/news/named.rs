//! The names of people in a text, each with what stands around it.

use crate::news::apposition::Introduction;
use crate::news::introduction::introduction;
use crate::news::name::{NameRun, Namer};
use crate::news::section::Section;
use crate::world::World;

/// A name in a sentence with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub run: NameRun,
    pub introduction: Introduction,
}

/// The names in each sentence of a section.
pub fn named(section: &Section, world: &World) -> Vec<Vec<Named>> {
    let sentences = section.sentences.iter();
    sentences
        .map(|sentence| {
            let namer = Namer::new(section, sentence, world);
            let runs = namer.runs().into_iter();
            runs.map(|run| Named {
                run,
                introduction: introduction(&namer, run),
            })
            .collect()
        })
        .collect()
}
