//! Floor 4: is the item coverage of a diplomatic meeting, and of which one?
//!
//! Knows documents; knows nothing of wire forms or Kafka.
//!
//! An outline of the item finds words of contact and, by the trees, who takes part in each. From it
//! come questions ([`Questions`]): does it cover a meeting, is this actor a party, is this the place?
//! Each is a bag of named features, and small learnt models answer ([`Meetings::read`]).

mod clause;
mod contact;
mod date;
mod detect;
mod duration;
mod frame;
mod gist;
mod kind_of;
mod lexicon;
mod line;
mod meetings;
mod outline;
mod participants;
mod party;
mod place;
mod question;
mod questions;
mod ruling;
mod salience;
mod site;
mod sites;
mod stage;
#[cfg(test)]
mod stage_cases;
mod standing;
mod time_of;
mod unlisted;
mod witness;
mod wording;

pub use date::When;
pub use frame::{Frame, FrameEvidence};
pub use lexicon::Lexicon;
pub use meetings::{Meetings, SCORE_MIN, Score, Signal};
pub use participants::Participant;
pub use party::Party;
pub use place::Place;
pub use question::Question;
pub use questions::{Questions, date_of, members, parties, place_of, status_of};
pub use witness::add_told;

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
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Held,
        Self::Ongoing,
        Self::Planned,
        Self::Proposed,
        Self::Postponed,
        Self::Cancelled,
    ];

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
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Bilateral,
        Self::Multilateral,
        Self::Summit,
        Self::Call,
        Self::Visit,
        Self::Session,
        Self::Mediation,
    ];

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
