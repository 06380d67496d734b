//! Why an input is no item.

/// An input that cannot be read as a news item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of fault.
    pub kind: FaultKind,
    /// The item's id, where it was found before the fault.
    pub id: Option<String>,
    /// What is wrong, in words for people; never the item's text.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            id: None,
            message: message.into(),
        }
    }

    pub(crate) fn of(self, id: &str) -> Self {
        Self {
            id: Some(id.to_owned()),
            ..self
        }
    }
}

/// The kinds of faults, in the order in which they are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// More bytes than the limit.
    TooLarge,
    /// No bytes, or white space alone.
    Empty,
    /// Not UTF-8.
    NotUtf8,
    /// Nested deeper than the limit.
    TooDeep,
    /// Not a JSON object.
    NotJson,
    /// Without an id.
    NoId,
    /// A time that is none.
    BadTime,
    /// Neither title nor body.
    NoText,
}
