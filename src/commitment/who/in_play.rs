//! Those whom an item is about, for undertakings whose sentence names nobody.

use crate::commitment::who::joint::{is_contact, taking_part};
use crate::commitment::{Candidate, Named, Party};
use crate::news::{Form, Reference, Section};
use crate::world::ActorId;

/// Sentences before the one at hand that are looked through for those who act.
const BACK_SENTENCES_MAX: usize = 3;
/// Sentences at the head of the text that say what it is about.
const LEAD_SENTENCES: usize = 4;
/// Words behind which a headline says what the text is about, no longer whose it is.
const ABOUT: &[&str] = &["about", "concerning", "on", "regarding"];

/// Mentions of parties that act, in the order of the text.
fn acting<'s>(section: &'s Section<'s>, sentence: usize) -> impl Iterator<Item = &'s Reference> {
    let sentence = section.sentences.get(sentence);
    let references = sentence
        .into_iter()
        .flat_map(|sentence| &sentence.references);
    references.filter(|found| found.acts())
}

/// The parties of the nearest sentence before the one at hand that has a party as its subject; else of
/// the headline or the lead.
pub fn nearest(candidate: &Candidate) -> Vec<ActorId> {
    let section = candidate.section;
    let back = (candidate.number.saturating_sub(BACK_SENTENCES_MAX)..candidate.number).rev();
    let subjects = |section: &Section, at: usize| {
        let sentence = section.sentences.get(at)?;
        let is_subject =
            |found: &&Reference| found.form != Form::Adjective && sentence.is_subject(found.head);
        let found = acting(section, at).find(is_subject)?;
        Some(found.parties.clone())
    };
    back.clone()
        .find_map(|at| subjects(section, at))
        .or_else(|| {
            let body = &candidate.document.body;
            (0..LEAD_SENTENCES).find_map(|at| subjects(body, at))
        })
        .unwrap_or_default()
}

/// The parties of the first contact that headline or lead tell of with at least two parties: "Peru and
/// Chile to resume talks". With `one`, of the first in which that party takes part.
pub fn in_contact(candidate: &Candidate, one: Option<Party>) -> Vec<Party> {
    let document = candidate.document;
    let sentences = document.sections().into_iter().flat_map(|section| {
        let lead = section.sentences.iter().enumerate().take(LEAD_SENTENCES);
        lead.map(move |(number, sentence)| (section, number, sentence))
    });
    for (section, number, sentence) in sentences {
        for word in 0..sentence.tokens.len() {
            if !is_contact(sentence, word) {
                continue;
            }
            let place = Candidate {
                document,
                section,
                sentence,
                number,
                trigger: word,
                act: word,
                subject: None,
            };
            let found = taking_part(&place, word).named;
            let found: Vec<Party> = found.into_iter().map(|named| named.party).collect();
            if found.len() > 1 && one.is_none_or(|one| found.contains(&one)) {
                return found;
            }
        }
    }
    Vec::new()
}

/// Those who issue the text, where it speaks of itself as "we" outside any quotation: the actors that its
/// headline names ("Joint Statement of Peru and Chile"), before what it is about where some stand there
/// ("Statement by Peru on Chilean Fisheries").
pub fn issuers(candidate: &Candidate, speaks: usize) -> Vec<ActorId> {
    let (sentence, section) = (candidate.sentence, candidate.section);
    let start = sentence.tokens.get(speaks).map(|token| token.span.start);
    let is_own = matches!(sentence.word(speaks), "we" | "our" | "us")
        && start.is_some_and(|start| section.quote_at(start).is_none());
    if !is_own {
        return Vec::new();
    }
    let title = &candidate.document.title;
    let about = title.sentences.first().and_then(|sentence| {
        let mut words = 0..sentence.tokens.len();
        words.find(|&at| ABOUT.contains(&sentence.word(at)))
    });
    let mut found = distinct(acting(title, 0).filter(|named| Some(named.head) < about));
    if found.is_empty() {
        found = distinct((0..title.sentences.len()).flat_map(|at| acting(title, at)));
    }
    found
}

/// Their parties, each once.
fn distinct<'r>(references: impl Iterator<Item = &'r Reference>) -> Vec<ActorId> {
    let mut found = Vec::new();
    for &actor in references.flat_map(|named| &named.parties) {
        if !found.contains(&actor) {
            found.push(actor);
        }
    }
    found
}

/// As parties, by the words of the trigger: their own stand elsewhere.
pub fn by_trigger(candidate: &Candidate, parties: impl IntoIterator<Item = Party>) -> Vec<Named> {
    let Some(token) = candidate.sentence.tokens.get(candidate.trigger) else {
        return Vec::new();
    };
    let span = token.span;
    let named = parties.into_iter().map(|party| Named { party, span });
    named.collect()
}
