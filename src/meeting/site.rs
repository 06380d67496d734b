//! Words for where something is.

use crate::text::Span;
use crate::world::{ActorId, Country};

/// Words for where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    pub span: Span,
    /// Its last token.
    pub token: usize,
    pub kind: SiteKind,
    /// The state in which it lies.
    pub country: Option<Country>,
    /// That state as an actor.
    pub state: Option<ActorId>,
}

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// "Vienna".
    City,
    /// "Peru".
    State,
    /// "the Kremlin".
    House,
    /// A town that is not listed.
    Town,
    /// Any other name after "at" or "in".
    Venue,
}

impl SiteKind {
    /// Whether people live there and it is no state.
    pub const fn is_town(self) -> bool {
        matches!(self, Self::City | Self::Town)
    }

    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::State => "state",
            Self::House => "house",
            Self::Town => "town",
            Self::Venue => "venue",
        }
    }
}
