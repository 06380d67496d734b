//! Who is bound, who acts and speaks for them, and towards whom.
//!
//! Knows trees, references and speech; knows nothing of triggers, dates or codes. Every step asks first
//! what stands in the sentence, then who speaks, and guesses last.

mod addressee;
mod addressing;
mod befalling;
mod clause;
mod committer;
mod company;
mod consent;
mod dealings;
mod ground;
mod in_play;
mod joint;
mod list;
mod meant;
mod person;
mod stage;

pub use addressing::Addressing;
pub use ground::Ground;
pub use joint::{contact, is_contact, taking_part};
pub use stage::Stage;

use crate::commitment::{Candidate, Kind, Named};
use crate::news::Person;

/// Those who are concerned by one undertaking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who<'d> {
    /// Who is bound, in the order of the text; empty when nobody could be told.
    pub committer: Vec<Named>,
    /// The named person who acts for the committer, or says it for them.
    pub person: Option<&'d Person>,
    /// The named person who utters it.
    pub speaker: Option<&'d Person>,
    /// Towards whom; empty when nobody could be told, and for what several owe each other.
    pub addressee: Vec<Named>,
    /// By what the committer was told.
    pub ground: Ground,
}

/// Whom a candidate of this kind concerns. Cost: linear in the words of its sentence, times the depth of
/// its tree, and a look at each sentence of the section.
pub fn who<'d>(candidate: &Candidate<'d>, kind: Kind) -> Who<'d> {
    let chain = person::Chain::of(candidate);
    let (bound, ground) = committer::committer(candidate, kind, &chain);
    let committer = bound.named;
    let several = committer.len() > 1;
    let addressee = if kind == Kind::Agreement && several {
        Vec::new()
    } else {
        addressee::addressee(candidate, &committer)
    };
    let acting = bound.people;
    Who {
        person: person::person(kind, &committer, &acting, &chain),
        speaker: chain.speaker(),
        committer,
        addressee,
        ground,
    }
}

#[cfg(test)]
mod cases;
