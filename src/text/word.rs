//! What is said of one word.

use super::relation::Relation;
use super::tag::Tag;

/// What is said of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Part of speech and features.
    pub tag: Tag,
    /// Its head's index in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub relation: Relation,
}
