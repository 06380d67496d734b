//! Words that stand for somebody who acts, with whom they mean.

use crate::text::Span;
use crate::world::ActorId;

/// One mention of an actor or a person in a sentence. The mentions of a sentence do not overlap, but
/// for a possessive pronoun before an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The words, with title and office but without article.
    pub span: Span,
    /// The token that the rest of the sentence hangs on: the last of a name, the noun of an office.
    pub head: usize,
    /// What kind of words they are.
    pub form: Form,
    /// The person, as an index into the document's people.
    pub person: Option<usize>,
    /// The parties that are meant; empty when that is unknown.
    pub parties: Vec<ActorId>,
    /// Named as where something is ("in Peru"), not as who acts.
    pub located: bool,
}

impl Reference {
    /// Whether parties are known that are meant as those who act.
    pub const fn acts(&self) -> bool {
        !self.located && !self.parties.is_empty()
    }
}

/// What kind of words stand for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// An actor's name ("Peru").
    Name,
    /// An actor's adjective or people ("Peruvian", "Peruvians").
    Adjective,
    /// A capital or house that stands for a government.
    StandIn,
    /// A person's name, with or without office.
    Person,
    /// An office without a name ("the Peruvian minister", "the president").
    Office,
    /// A body that acts for an actor ("the ministry", "his administration").
    Body,
    /// A pronoun of the third person.
    Pronoun,
    /// Parties taken together ("the two sides").
    Sides,
    /// A group without a code; its words are its name ("African countries").
    Group,
}

impl Form {
    /// Its name among the features of what is learnt.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Adjective => "adjective",
            Self::StandIn => "stand-in",
            Self::Person => "person",
            Self::Office => "office",
            Self::Body => "body",
            Self::Pronoun => "pronoun",
            Self::Sides => "sides",
            Self::Group => "group",
        }
    }
}
