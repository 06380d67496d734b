//! A sentence while it is put right: its words, and walks over what is still no tree.

use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos};
use crate::text::word::Word;
use std::borrow::Cow;

/// What a verb's subject is.
pub const SUBJECTS: &[Relation] = &[
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::NsubjOuter,
    Relation::Csubj,
    Relation::CsubjPass,
    Relation::Expl,
];

/// One sentence. Walks cost what they walk over.
pub struct Sentence<'s, 'w, W> {
    pub words: &'s mut [Word],
    /// As they are written.
    pub forms: W,
    /// Tells the lemma of a form with a tag.
    pub lemma: &'s dyn Fn(&'w str, Tag) -> Cow<'w, str>,
}

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    pub fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub fn form(&self, at: usize) -> &'w str {
        self.forms.clone().nth(at).unwrap_or_default()
    }

    /// Its lemma; empty outside the sentence.
    pub fn lemma(&self, at: usize) -> Cow<'w, str> {
        self.word(at).map_or(Cow::Borrowed(""), |word| {
            (self.lemma)(self.form(at), word.tag)
        })
    }

    pub fn head(&self, at: usize) -> Option<usize> {
        self.word(at)?.head
    }

    pub fn is(&self, at: usize, relations: &[Relation]) -> bool {
        self.word(at)
            .is_some_and(|word| relations.contains(&word.relation))
    }

    pub fn children(&self, of: usize) -> impl Iterator<Item = usize> + Clone {
        let numbered = self.words.iter().enumerate();
        numbered
            .filter(move |(_, word)| word.head == Some(of))
            .map(|(at, _)| at)
    }

    pub fn has(&self, of: usize, relations: &[Relation]) -> bool {
        self.children(of).any(|child| self.is(child, relations))
    }

    pub fn is_upos(&self, at: usize, upos: Upos) -> bool {
        self.word(at).is_some_and(|word| word.tag.upos == upos)
    }

    /// A word and those above it, itself first.
    pub fn upwards(&self, from: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(from), |&at| self.head(at)).take(self.words.len())
    }

    /// Hangs a word on another, unless that one hangs on it.
    pub fn hang(&mut self, at: usize, head: usize, relation: Relation) {
        let is_above = self.upwards(head).any(|above| above == at);
        if let Some(word) = self.words.get_mut(at).filter(|_| !is_above) {
            (word.head, word.relation) = (Some(head), relation);
        }
    }

    /// Puts a word where the one stood that it hangs on, near or far, and hangs that one on it.
    pub fn rise(&mut self, at: usize, above: usize, relation: Relation) {
        let Some(place) = self.word(above).copied() else {
            return;
        };
        if let Some(word) = self.words.get_mut(at) {
            (word.head, word.relation) = (place.head, place.relation);
        }
        if let Some(word) = self.words.get_mut(above) {
            (word.head, word.relation) = (Some(at), relation);
        }
    }

    /// What hangs on a word and stands from the comma on is the other's.
    pub fn hand_on(&mut self, from: usize, to: usize, comma: usize) {
        for (at, word) in self.words.iter_mut().enumerate() {
            if word.head == Some(from) && at >= comma && at != to {
                word.head = Some(to);
            }
        }
    }

    /// The first word of a group.
    pub fn first(&self, of: usize) -> usize {
        let all = 0..=of;
        all.into_iter()
            .find(|&at| self.upwards(at).any(|above| above == of))
            .unwrap_or(of)
    }

    /// Whether a noun group stands behind a preposition, which no subject does.
    pub fn has_preposition(&self, at: usize) -> bool {
        let mut children = self.children(at);
        children.any(|child| {
            child < at && self.is(child, &[Relation::Case]) && self.is_upos(child, Upos::Adp)
        })
    }
}
