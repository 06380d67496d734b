//! For whom a source of speech speaks.

use crate::news::document::Document;
use crate::news::person::Person;
use crate::news::reference::{Form, Reference};
use crate::news::section::{Section, Sentence};
use crate::news::speech::Source;
use crate::world::ActorId;

/// Sources that are looked back for the person whom "he" or "she" means.
const SOURCES_BACK_MAX: usize = 12;

/// What one utters, by the name that headlines have for it.
const UTTERANCES: &[&str] = &["address", "remarks", "speech", "statement"];

/// Words behind which a headline no longer says who utters it.
const BEHIND: &[&str] = &[
    "about",
    "after",
    "at",
    "before",
    "concerning",
    "during",
    "following",
    "in",
    "on",
    "regarding",
    "to",
];

/// A speaker: the parties, and the person where one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker<'d> {
    /// For whom it is said; empty when the person's party is unknown.
    pub parties: Vec<ActorId>,
    /// Who says it.
    pub person: Option<&'d Person>,
}

/// The person or parties that a source of `section` names, itself or through the earlier source for which
/// its pronoun or office stands; "he" and "she" mean a person and nobody else. None when it is nobody
/// known. Cost: the references of a few sentences.
pub fn speaker<'d>(
    document: &'d Document,
    section: &Section,
    source: &Source,
) -> Option<Speaker<'d>> {
    let own = named(document, section, source);
    let pronoun = source.head.of(section.text).to_lowercase();
    if !matches!(pronoun.as_str(), "he" | "she") {
        return own.or_else(|| named(document, section, section.speech.named(source)));
    }
    let sources = &section.speech.sources;
    let before = sources.partition_point(|other| other.head.start < source.head.start);
    let back = sources.get(..before).unwrap_or_default();
    let mut back = back.iter().rev().take(SOURCES_BACK_MAX);
    let is_person = |speaker: &Speaker| speaker.person.is_some();
    // Who has just spoken goes on speaking, oftener than the sentence's other people begin to.
    back.find_map(|source| named(document, section, source).filter(is_person))
        .or(own.filter(is_person))
}

/// Who speaks throughout a text whose headline says so: "Remarks by Foreign Minister Ann Lee at a press conference". Nobody
/// where several do.
pub fn author<'d>(document: &'d Document) -> Option<Speaker<'d>> {
    let title = document.title.sentences.first()?;
    let words = || 0..title.tokens.len();
    let opens = |at: usize| UTTERANCES.contains(&title.word(at));
    let by = words()
        .find(|&at| title.word(at) == "by")
        .filter(|&by| (0..by).any(opens))?;
    let about = words().find(|&at| at > by && BEHIND.contains(&title.word(at)));
    let about = about.unwrap_or(title.tokens.len());
    let mut people = title
        .references
        .iter()
        .filter(|named| by < named.head && named.head < about);
    let person = people.find_map(|named| document.people.get(named.person?))?;
    let joined = (by..about).any(|at| title.word(at) == "and");
    (!joined).then(|| Speaker {
        parties: person.actor.into_iter().collect(),
        person: Some(person),
    })
}

/// Whom a source names by itself.
fn named<'d>(document: &'d Document, section: &Section, source: &Source) -> Option<Speaker<'d>> {
    let at = section
        .sentences
        .partition_point(|sentence| sentence.span.end <= source.span.start);
    let sentence = section.sentences.get(at)?;
    let inside = || {
        sentence.references.iter().filter(|reference| {
            reference.span.start < source.span.end && source.span.start < reference.span.end
        })
    };
    let people = &document.people;
    let person = inside()
        .find_map(|reference| people.get(reference.person?))
        .or_else(|| in_capitals(document, section, sentence, source));
    if let Some(person) = person {
        return Some(Speaker {
            parties: person.actor.into_iter().collect(),
            person: Some(person),
        });
    }
    let acts = |reference: &&Reference| reference.form != Form::Adjective && reference.acts();
    let heads = |reference: &&Reference| {
        reference.span.start <= source.head.start && source.head.end <= reference.span.end
    };
    let by_head = inside().filter(acts).find(heads);
    let by_adjective = || inside().find(|reference| reference.acts());
    let reference = by_head
        .or_else(|| inside().find(acts))
        .or_else(by_adjective)?;
    Some(Speaker {
        parties: reference.parties.clone(),
        person: None,
    })
}

/// Somebody whom the item introduces elsewhere: transcripts label turns with names in capitals.
fn in_capitals<'d>(
    document: &'d Document,
    section: &Section,
    sentence: &Sentence,
    source: &Source,
) -> Option<&'d Person> {
    let from = sentence.token_at(source.span.start);
    let words = sentence.tokens.iter().skip(from);
    let mut inside = words.take_while(|token| token.span.end <= source.span.end);
    inside.find_map(|token| {
        let word = token.span.of(section.text);
        let capitals = word.chars().count() > 2 && !word.contains(char::is_lowercase);
        let mut people = document.people.iter();
        people.find(|person| capitals && person.family.eq_ignore_ascii_case(word))
    })
}
