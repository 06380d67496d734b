//! Reads meetings: words of contact from one data file, judgements by the weights of others.

use std::sync::Arc;

use crate::judgement::{Choice, Features, Linear, Mixture};
use crate::meeting::contact::Contact;
use crate::meeting::frame::{Frame, FrameEvidence};
use crate::meeting::lexicon::Lexicon;
use crate::meeting::line::Zone;
use crate::meeting::outline::Outline;
use crate::meeting::participants::Participant;
use crate::meeting::question::Question;
use crate::meeting::questions::{Questions, date_of, members, parties, place_of, status_of};
use crate::meeting::witness::add_told;
use crate::meeting::{Format, Status};
use crate::news::{Document, Part};
use crate::text::{Meanings, Span};
use crate::world::{DataError, World};

/// An item covers a meeting from this score on.
pub const SCORE_MIN: f64 = 0.5;

/// Signals of a score that are told at most, the strongest first.
const SIGNALS_MAX: usize = 12;

/// Tells whether items cover meetings, and which. Built once; reading changes nothing in it.
pub struct Meetings {
    lexicon: Lexicon,
    meanings: Arc<Meanings>,
    covers: Linear,
    contacts: Mixture,
    status: Choice,
    format: Choice,
    party: Linear,
    participant: Linear,
    place: Linear,
    date: Linear,
}

/// A sign for or against, with its weight in log-odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// The feature's name.
    pub name: String,
    /// What it adds to the score's log-odds.
    pub weight: f64,
    /// The words that show it, where some do.
    pub evidence: Option<(Part, Span)>,
}

/// How sure it is that an item covers a meeting, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The probability, 0 to 1.
    pub value: f64,
    /// What moves it furthest, the furthest first.
    pub signals: Vec<Signal>,
}

impl Meetings {
    /// The weight files below `models/`, in the order in which they are named here.
    pub const MODELS: [&'static str; 9] = [
        "models/meeting.toml",
        "models/meeting-focus.toml",
        "models/meeting-contact.toml",
        "models/meeting-status.toml",
        "models/meeting-format.toml",
        "models/meeting-party.toml",
        "models/meeting-participant.toml",
        "models/meeting-place.toml",
        "models/meeting-date.toml",
    ];

    /// Reads the words of contact, as name and text, and the weights of [`Meetings::MODELS`]. Refused
    /// with its place: what is wrong in any of them.
    pub fn load<'t>(
        words: (&str, &str),
        meanings: Arc<Meanings>,
        model: impl Fn(&str) -> Result<&'t str, DataError>,
    ) -> Result<Self, DataError> {
        let [
            covers,
            focus,
            told,
            status,
            format,
            party,
            participant,
            place,
            date,
        ] = Self::MODELS;
        let linear = |name: &str| Linear::load(name, model(name)?);
        let statuses = Status::ALL.map(Status::name);
        Ok(Self {
            lexicon: Lexicon::load(words.0, words.1)?,
            meanings,
            covers: linear(covers)?,
            contacts: Mixture::load((focus, model(focus)?), (told, model(told)?), &statuses)?,
            status: Choice::load(status, model(status)?, &statuses)?,
            format: Choice::load(format, model(format)?, &Format::ALL.map(Format::name))?,
            party: linear(party)?,
            participant: linear(participant)?,
            place: linear(place)?,
            date: linear(date)?,
        })
    }

    /// The words of contact, lower case: an item with none of them covers no meeting.
    pub fn contact_words(&self) -> &[String] {
        self.lexicon.contact_words()
    }

    /// What an outline is made with: the words of contact, and what words mean.
    pub fn words(&self) -> (&Lexicon, &Meanings) {
        (&self.lexicon, &self.meanings)
    }

    /// Whether a document covers a meeting, and which, when it does. Cost: linear in its first
    /// sentences, times the depth of their trees.
    pub fn read(&self, document: &Document, world: &World) -> (Score, Option<Frame>) {
        let outline = Outline::new(document, world, self.words());
        let covers = Questions::covers(&outline, Features::new);
        let score = self.score(&outline, &covers);
        if score.value < SCORE_MIN {
            return (score, None);
        }
        let frame = self.frame(&outline, covers);
        (score, Some(frame))
    }

    fn score(&self, outline: &Outline, covers: &Features) -> Score {
        let mut shown: Vec<(Part, Span)> = Vec::new();
        let told = self.covers.contributions(covers, SIGNALS_MAX);
        let signals = told.into_iter().map(|one| {
            // The same words are shown once, for the strongest signal.
            let evidence = evidence_of(outline, one.name).filter(|words| !shown.contains(words));
            shown.extend(evidence);
            Signal {
                name: one.name.to_owned(),
                weight: one.weight,
                evidence,
            }
        });
        Score {
            signals: signals.collect(),
            value: self.covers.probability(covers),
        }
    }

    fn frame(&self, outline: &Outline, covers: Features) -> Frame {
        let mut asked = Questions::of_outline(outline, covers, Features::new);
        let heard = self.contacts.hear(&asked.witnesses);
        if let Some(heard) = &heard {
            add_told(&heard.probabilities, &mut asked.status);
        }
        let statuses = self.status.probabilities(&asked.status);
        let shares = heard.map(|heard| heard.shares).unwrap_or_default();
        asked.add_whole(&statuses, &shares);
        let status = status_of(&statuses);
        let format = self.format.best(&asked.format).map(|best| best.0);
        let found_parties = parties(&judged(&self.party, &asked.parties));
        let people = members(&judged(&self.participant, &asked.participants));
        let place =
            place_of(&judged(&self.place, &asked.places)).and_then(|at| asked.places.get(at));
        let date = date_of(&judged(&self.date, &asked.dates)).and_then(|at| asked.dates.get(at));
        let found_parties = picked(&asked.parties, &found_parties);
        let people = picked(&asked.participants, &people);
        let main = outline
            .main_contact()
            .and_then(|(main, _)| Some((words_of(outline, main)?, main)));
        let mut evidence = Vec::new();
        for of in ["status", "format"] {
            evidence.extend(main.iter().map(|((part, span), _)| FrameEvidence {
                of,
                part: *part,
                span: *span,
            }));
        }
        evidence.extend(found_parties.iter().map(|one| shows("party", one)));
        evidence.extend(people.iter().map(|one| shows("participant", one)));
        evidence.extend(place.iter().map(|one| shows("place", one)));
        evidence.extend(date.iter().map(|one| shows("date", one)));
        let participant = |question: &&Question<usize>| {
            let person = outline.document.people.get(question.thing)?.clone();
            Some(Participant {
                name: person.name.clone(),
                person,
            })
        };
        Frame {
            status: status
                .and_then(|at| Status::ALL.get(at).copied())
                .unwrap_or(Status::Held),
            format: format
                .and_then(|at| Format::ALL.get(at).copied())
                .unwrap_or(Format::Bilateral),
            parties: found_parties.iter().map(|one| one.thing.clone()).collect(),
            participants: people.iter().filter_map(participant).collect(),
            place: place.map(|one| one.thing),
            date: date.map(|one| one.thing),
            evidence,
        }
    }
}

fn judged<T>(model: &Linear, questions: &[Question<T>]) -> Vec<f64> {
    let judged = questions
        .iter()
        .map(|question| model.probability(&question.features));
    judged.collect()
}

fn picked<'q, T>(questions: &'q [Question<T>], at: &[usize]) -> Vec<&'q Question<T>> {
    at.iter().filter_map(|&at| questions.get(at)).collect()
}

fn shows<T>(of: &'static str, question: &Question<T>) -> FrameEvidence {
    let (part, span) = question.evidence;
    FrameEvidence { of, part, span }
}

/// The words of a contact.
fn words_of(outline: &Outline, contact: &Contact) -> Option<(Part, Span)> {
    let line = outline.line(contact)?;
    Some((line.section.part, contact.span))
}

/// The words that show a signal: those of the contact of which its name speaks.
fn evidence_of(outline: &Outline, signal: &str) -> Option<(Part, Span)> {
    let in_zone = |zone: Zone| {
        let mut contacts = outline.contacts.iter();
        contacts.find(|contact| outline.zone(contact) == zone && contact.sides() > 0)
    };
    let contact = match () {
        () if signal.starts_with("main") => outline.main_contact().map(|(main, _)| main),
        () if signal.contains("title") => in_zone(Zone::Title),
        () if signal.contains("lead") => in_zone(Zone::Lead),
        () => None,
    };
    words_of(outline, contact?)
}
