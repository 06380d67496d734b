//! Who acts in the world, and how a text names them.

use serde::Deserialize;

use crate::text::Span;

/// An actor of one [`World`](crate::world::World); cheap to copy and to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub(crate) u16);

/// A state, an organisation or another party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// ISO 3166-1 alpha-3 code, acronym, or name: what a register writes.
    pub code: String,
    /// What it is.
    pub kind: ActorKind,
    /// The states that make it up, where that matters to who is meant; else empty.
    pub members: Vec<ActorId>,
    /// Whether its name means those states and no body of theirs ("the six-party talks").
    pub by_members: bool,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A state.
    State,
    /// An international organisation or standing forum.
    Organisation,
    /// A movement or authority that is no state.
    Party,
}

/// An ISO 3166-1 alpha-3 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country(pub(crate) [u8; 3]);

impl Country {
    /// The code of three capitals, or none when `code` is not that.
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(letters))
    }

    /// The three capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// Words that name an actor or a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where they stand.
    pub span: Span,
    /// Whom they can stand for; none for a mere place.
    pub actor: Option<ActorId>,
    /// How they name it.
    pub kind: NameKind,
    /// The state in which they lie when they name a city.
    pub country: Option<Country>,
}

/// How words name an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// By its name.
    Name,
    /// By its adjective or its people.
    Adjective,
    /// By its capital, which may also be a mere place.
    Capital,
    /// By a house or office that stands for its government.
    StandIn,
    /// A city that stands for nobody.
    Place,
}

/// Words for an office or a body, which say for whom a person or "the ministry" acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// Where they stand.
    pub span: Span,
    /// Which of the two.
    pub kind: OfficeKind,
    /// How high it is; none for a body.
    pub level: Option<Level>,
    /// Whose it is where the text says nothing else ("secretary of state").
    pub of: Option<ActorId>,
}

/// An office that a person holds, or a body that acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfficeKind {
    /// "foreign minister".
    Role,
    /// "foreign ministry".
    Body,
}

/// How high an office is, highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A president, a king.
    HeadOfState,
    /// A prime minister, a chancellor.
    HeadOfGovernment,
    /// A minister, a commissioner, the head of an organisation.
    Minister,
    /// The deputy of one of those.
    Deputy,
    /// An ambassador, an envoy, a negotiator.
    Envoy,
    /// A spokesperson, an official, anybody else who speaks for an actor.
    Official,
}
