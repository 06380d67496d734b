//! Where a rule sees an undertaking: the words of one sentence that carry it.
//!
//! Knows the tree; not yet who is meant, nor whether it is one.

use crate::news::{Document, Section, Sentence};

/// What a rule proposes. Words are tokens of the sentence, which are the nodes of its tree.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'d> {
    /// The item.
    pub document: &'d Document<'d>,
    /// The text in which it stands.
    pub section: &'d Section<'d>,
    /// The sentence.
    pub sentence: &'d Sentence,
    /// The sentence's number in its section.
    pub number: usize,
    /// The word that binds: "promised", "will", "ready".
    pub trigger: usize,
    /// The head of what is to be done: a verb, or the noun of a thing to be given.
    pub act: usize,
    /// The head of the words for whoever is bound; none when they do not stand in the sentence.
    pub subject: Option<usize>,
}
