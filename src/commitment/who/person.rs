//! Who speaks, and which named person acts (guidelines, 5.17).

use crate::commitment::{Candidate, Kind, Named, Party};
use crate::news::speech::Place;
use crate::news::{Form, Part, Person, Speaker, author, speaker};
use crate::text::Span;
use crate::world::Level;

/// Bodies that ministers speak for.
const GOVERNMENTS: &[&str] = &[
    "administration",
    "army",
    "cabinet",
    "government",
    "military",
];

/// Those who answer for an undertaking's words, innermost first.
pub struct Chain<'d> {
    speakers: Vec<(Speaker<'d>, Span)>,
}

impl<'d> Chain<'d> {
    pub fn of(candidate: &Candidate<'d>) -> Self {
        let section = candidate.section;
        let place = |word| Place {
            tree: candidate.number,
            word,
        };
        let parsed = section.parsed();
        let speech = &section.speech;
        let mut chain = speech
            .answer(section.text, &parsed, place(candidate.act))
            .chain;
        if chain.is_empty() {
            chain = speech
                .answer(section.text, &parsed, place(candidate.trigger))
                .chain;
        }
        let sources = chain
            .iter()
            .rev()
            .filter_map(|&report| speech.sources.get(speech.reports.get(report)?.source?));
        let speakers = sources.filter_map(|source| {
            Some((speaker(candidate.document, section, source)?, source.head))
        });
        let mut speakers: Vec<_> = speakers.collect();
        speakers.extend(by_author(candidate));
        Self { speakers }
    }

    /// The named person who utters it.
    pub fn speaker(&self) -> Option<&'d Person> {
        self.speakers.iter().find_map(|(speaker, _)| speaker.person)
    }

    /// Whether a subject is "the government" of which a minister says what it will do.
    pub fn governs(&self, candidate: &Candidate, subject: usize) -> bool {
        let mut references = candidate.sentence.references.iter();
        let body = references.find(|found| found.head == subject && found.form == Form::Body);
        let is_bare = body.is_some_and(|body| {
            let words = body.span.of(candidate.section.text).to_lowercase();
            GOVERNMENTS.contains(&words.as_str())
        });
        let before = subject.checked_sub(1);
        let is_the = before.is_some_and(|before| candidate.sentence.word(before) == "the");
        let level = self.speaker().and_then(|speaker| speaker.level);
        is_bare && is_the && level.is_some_and(|level| level <= Level::Minister)
    }

    /// The parties of whoever answers first, and the person.
    pub fn first(&self) -> Option<(Vec<Named>, Option<&'d Person>)> {
        self.speakers.iter().find_map(|(speaker, span)| {
            let parties = speaker.parties.iter();
            let named: Vec<Named> = parties.map(|&actor| Named::actor(actor, *span)).collect();
            (!named.is_empty()).then_some((named, speaker.person))
        })
    }

    /// The named person of one of these parties.
    fn speaking_for(&self, committer: &[Named]) -> Option<&'d Person> {
        self.speakers.iter().find_map(|(speaker, _)| {
            let for_them = speaker.parties.iter().any(|&actor| {
                committer
                    .iter()
                    .any(|named| named.party == Party::Actor(actor))
            });
            speaker.person.filter(|_| for_them)
        })
    }
}

/// Who speaks throughout the text, outside quotations, where its headline says so.
fn by_author<'d>(candidate: &Candidate<'d>) -> Option<(Speaker<'d>, Span)> {
    let (section, sentence) = (candidate.section, candidate.sentence);
    let span = sentence.tokens.get(candidate.act)?.span;
    let is_own = section.part == Part::Body && section.quote_at(span.start).is_none();
    let author = author(candidate.document).filter(|_| is_own)?;
    Some((author, span))
}

/// The named person whose act it is; else who says it for the committer; none for what several people
/// do together.
pub fn person<'d>(
    kind: Kind,
    committer: &[Named],
    acting: &[&'d Person],
    chain: &Chain<'d>,
) -> Option<&'d Person> {
    let joint = kind == Kind::Agreement && committer.len() > 1;
    match acting {
        [person] => Some(person),
        [] if !joint => chain.speaking_for(committer),
        _ => None,
    }
}
