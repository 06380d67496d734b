//! What told who is bound.

/// By what the committer was told, the firmest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Somebody does what a passive says ("by Peru").
    Agent,
    /// The contact's noun or verb and those who stand by it.
    Contact,
    /// The subject, or the close owner of the thing that is the subject.
    Subject,
    /// Whose promise, offer or plan it is.
    Owner,
    /// Whoever says so.
    Speaker,
    /// The wider owner of the thing that is the subject.
    Patient,
    /// Nothing in the sentence: whom the item speaks of.
    #[default]
    Guess,
}

impl Ground {
    /// A name for features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Contact => "contact",
            Self::Subject => "subject",
            Self::Owner => "owner",
            Self::Speaker => "speaker",
            Self::Patient => "patient",
            Self::Guess => "guess",
        }
    }
}
