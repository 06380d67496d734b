//! The frame of a meeting: who, when, where, of which kind.

use crate::meeting::date::When;
use crate::meeting::participants::Participant;
use crate::meeting::party::Party;
use crate::meeting::place::Place;
use crate::meeting::{Format, Status};
use crate::news::Part;
use crate::text::Span;

/// One meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// How far it has come.
    pub status: Status,
    /// Of which kind it is.
    pub format: Format,
    /// Between whom, in the order of the text.
    pub parties: Vec<Party>,
    /// The people named as taking part.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub date: Option<When>,
    /// The words that show each part of it.
    pub evidence: Vec<FrameEvidence>,
}

/// Words that show a part of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameEvidence {
    /// "status", "format", "party", "participant", "place" or "date".
    pub of: &'static str,
    /// The text in which they stand.
    pub part: Part,
    /// The words.
    pub span: Span,
}
