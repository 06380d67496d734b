//! Sentences with their words of contact.

use crate::meeting::lexicon::{Contact, ContactKind, Meetings};
use crate::news::{Part, Section, Sentence};
use crate::text::Span;

/// Sentences of the text that are looked at: a longer item has said by then what it is about.
const SENTENCES_MAX: usize = 60;

/// A longer sentence is a list or a table, and is not read.
const SENTENCE_TOKENS_MAX: usize = 300;

/// A sentence with its words of contact.
pub struct Read<'d> {
    pub section: &'d Section<'d>,
    pub sentence: &'d Sentence,
    pub contacts: Vec<Contact>,
}

impl Read<'_> {
    pub fn has_contact(&self) -> bool {
        self.contacts
            .iter()
            .any(|contact| contact.kind != ContactKind::Domestic)
    }

    pub fn is_domestic(&self) -> bool {
        self.contacts
            .iter()
            .any(|contact| contact.kind == ContactKind::Domestic)
    }

    pub fn first_contact(&self) -> Option<(Part, Span)> {
        let contact = self
            .contacts
            .iter()
            .find(|contact| contact.kind != ContactKind::Domestic)?;
        Some((self.section.part, contact.span))
    }
}

impl Meetings {
    /// The first sentences of a section with their words of contact.
    pub fn read<'d>(&self, section: &'d Section<'d>) -> Vec<Read<'d>> {
        let readable = |sentence: &&Sentence| sentence.tokens.len() <= SENTENCE_TOKENS_MAX;
        let sentences = section
            .sentences
            .iter()
            .filter(readable)
            .take(SENTENCES_MAX);
        sentences
            .map(|sentence| Read {
                section,
                sentence,
                contacts: self.contacts(section, sentence),
            })
            .collect()
    }
}
