//! Floor 4: is the item coverage of a diplomatic meeting, and of which one?
//!
//! Knows documents; knows nothing of wire forms or Kafka.
//!
//! Named signals are weighed and added up ([`Meetings::score`]); an item that covers a meeting gets
//! a frame: who, when, where, of which kind.

mod date;
mod format;
mod frame;
mod lexicon;
mod participants;
mod patterns;
mod read;
mod signals;

pub use frame::{Frame, Place};
pub use lexicon::Meetings;
pub use participants::Participant;
pub use signals::{Score, Signal};

/// An item covers a meeting from this score on.
pub const SCORE_MIN: f64 = 0.5;

/// How far a meeting has come (guidelines, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It took place.
    Held,
    /// It is under way.
    Ongoing,
    /// It is agreed or announced.
    Planned,
    /// One side floated it.
    Proposed,
    /// It was put off.
    Postponed,
    /// It was called off or refused.
    Cancelled,
}

impl Status {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Proposed => "proposed",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Of which kind a meeting is (guidelines, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Two parties.
    Bilateral,
    /// More than two.
    Multilateral,
    /// Heads of state or government.
    Summit,
    /// By phone or video.
    Call,
    /// One is the other's guest.
    Visit,
    /// A standing body sits.
    Session,
    /// A third party brings two together.
    Mediation,
}

impl Format {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bilateral => "bilateral",
            Self::Multilateral => "multilateral",
            Self::Summit => "summit",
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Session => "session",
            Self::Mediation => "mediation",
        }
    }
}
