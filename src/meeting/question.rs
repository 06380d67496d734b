//! Something that the models are asked of.

use crate::judgement::Features;
use crate::news::Part;
use crate::text::Span;

/// A thing that may be part of the frame, the words that name it, and what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<T> {
    /// What it is.
    pub thing: T,
    /// The words that name it.
    pub evidence: (Part, Span),
    /// What speaks for and against it.
    pub features: Features,
}
