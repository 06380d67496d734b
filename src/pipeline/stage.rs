//! The parts of an item's way whose durations are worth knowing.

/// The stages of the way whose durations are measured by those above, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Bytes → checked item.
    Parse,
    /// Is it worth reading?
    Gate,
    /// Item → document.
    Annotate,
    /// Document → meeting.
    Meeting,
    /// Document → commitments.
    Commitment,
    /// All of it → the report.
    Report,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Parse,
        Self::Gate,
        Self::Annotate,
        Self::Meeting,
        Self::Commitment,
        Self::Report,
    ];

    /// The stage's name in metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parse => "parse",
            Self::Gate => "gate",
            Self::Annotate => "annotate",
            Self::Meeting => "meeting",
            Self::Commitment => "commitment",
            Self::Report => "report",
        }
    }
}
