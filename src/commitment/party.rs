//! Who is bound or addressed: an actor, or a group whose words are its name.

use crate::news::{Document, Part};
use crate::text::Span;
use crate::world::{ActorId, World};

/// A party of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// An actor of the world's data.
    Actor(ActorId),
    /// A group without a code: these words of the item, without article, are its name
    /// ("African countries").
    Group(Part, Span),
}

impl Party {
    /// The code of an actor, the words of a group.
    pub fn name<'n>(self, world: &'n World, document: &Document<'n>) -> &'n str {
        match self {
            Self::Actor(actor) => world.code(actor),
            Self::Group(Part::Title, words) => words.of(document.title.text),
            Self::Group(Part::Body, words) => words.of(document.body.text),
        }
    }

    /// The actor, unless it is a group.
    pub const fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(actor) => Some(actor),
            Self::Group(..) => None,
        }
    }

    /// Whether both mean the same; groups do by their words, whatever the case.
    pub fn is_same(self, other: Self, document: &Document) -> bool {
        let words = |party| match party {
            Self::Actor(_) => None,
            Self::Group(Part::Title, words) => Some(words.of(document.title.text)),
            Self::Group(Part::Body, words) => Some(words.of(document.body.text)),
        };
        self == other
            || words(self)
                .zip(words(other))
                .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    }
}

/// A party and the words that name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The party.
    pub party: Party,
    /// The words, in the text of the undertaking's sentence.
    pub span: Span,
}

impl Named {
    /// An actor by these words.
    pub const fn actor(actor: ActorId, span: Span) -> Self {
        Self {
            party: Party::Actor(actor),
            span,
        }
    }
}
