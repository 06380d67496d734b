//! What the text says of a party and of those who are bound together: where they are named, and in which contacts.

use crate::commitment::who::joint::{is_contact, taking_part};
use crate::commitment::{Candidate, Named, Party};
use crate::news::Sentence;

/// Sentences that are looked back through for the last that names a party.
const BACK_SENTENCES_MAX: usize = 50;

/// What is said around a candidate of those who are bound by it.
pub struct Dealings<'c, 'd> {
    candidate: &'c Candidate<'d>,
    bound: &'c [Named],
    /// The parties of each contact of its sentence, and of the one before it.
    contacts: [Vec<Vec<Party>>; 2],
}

impl<'c, 'd> Dealings<'c, 'd> {
    /// Cost: a look at each contact of two sentences.
    pub fn of(candidate: &'c Candidate<'d>, bound: &'c [Named]) -> Self {
        let before = candidate.number.checked_sub(1);
        let before = before.map_or_else(Vec::new, |before| contacts(candidate, before));
        Self {
            candidate,
            bound,
            contacts: [contacts(candidate, candidate.number), before],
        }
    }

    /// Sentences of the item that name a party together with one that is bound.
    pub fn together(&self, party: Party) -> usize {
        let sections = self.candidate.document.sections();
        let sentences = sections.into_iter().flat_map(|section| &section.sentences);
        let both = sentences.filter(|sentence| {
            let mut bound = self.bound.iter();
            names(sentence, party) && bound.any(|bound| names(sentence, bound.party))
        });
        both.count()
    }

    /// How the sentence before speaks of a party.
    pub fn spoken_before(&self, party: Party) -> &'static str {
        let section = self.candidate.section;
        let before = self.candidate.number.checked_sub(1);
        let Some(sentence) = before.and_then(|before| section.sentences.get(before)) else {
            return "first";
        };
        let mut found = sentence.references.iter().filter(|reference| {
            reference
                .parties
                .iter()
                .any(|&actor| party == Party::Actor(actor))
        });
        match found.next() {
            None => "no",
            Some(first) if sentence.is_subject(first.head) => "subject",
            Some(_) if found.any(|other| sentence.is_subject(other.head)) => "subject",
            Some(_) => "other",
        }
    }

    /// How many sentences back a party was named last.
    pub fn latest(&self, party: Party) -> &'static str {
        let section = self.candidate.section;
        let before = (0..self.candidate.number).rev().take(BACK_SENTENCES_MAX);
        let mut before = before.filter_map(|at| section.sentences.get(at));
        match before.position(|sentence| names(sentence, party)) {
            Some(0) => "0",
            Some(1) => "1",
            Some(2 | 3) => "2",
            Some(_) => "4",
            None => "never",
        }
    }

    /// Whether a contact of the sentence or of the one before is one of the party with somebody who is bound.
    pub fn dealt_with(&self, party: Party) -> &'static str {
        let [here, before] = &self.contacts;
        let with = |contacts: &[Vec<Party>]| {
            let mut contacts = contacts.iter();
            contacts.any(|parties| {
                let mut bound = self.bound.iter();
                parties.contains(&party) && bound.any(|bound| parties.contains(&bound.party))
            })
        };
        match () {
            () if with(here) => "here",
            () if with(before) => "before",
            () if here.len() + before.len() > 0 => "other",
            () => "none",
        }
    }
}

/// Whether a sentence names a party.
fn names(sentence: &Sentence, party: Party) -> bool {
    let mut references = sentence.references.iter();
    references.any(|found| {
        party
            .actor()
            .is_some_and(|actor| found.parties.contains(&actor))
    })
}

/// The parties of each contact of a sentence of the candidate's section.
fn contacts(candidate: &Candidate, number: usize) -> Vec<Vec<Party>> {
    let Some(sentence) = candidate.section.sentences.get(number) else {
        return Vec::new();
    };
    let words = (0..sentence.tokens.len()).filter(|&word| is_contact(sentence, word));
    let parties = words.map(|word| {
        let place = Candidate {
            sentence,
            number,
            trigger: word,
            act: word,
            subject: None,
            ..*candidate
        };
        let found = taking_part(&place, word).named.into_iter();
        found.map(|named| named.party).collect()
    });
    parties.collect()
}
