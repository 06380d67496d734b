//! The frame of a meeting: who, when, where, of which kind.

use crate::meeting::participants::{Participant, participants};
use crate::meeting::read::Read;
use crate::meeting::signals::LEAD_SENTENCES;
use crate::meeting::{Format, Meetings, Score, Status, date, format};
use crate::news::{Document, Part};
use crate::text::Span;
use crate::time::Expression;
use crate::world::{ActorId, Country, NameKind};

/// Parties of one meeting at most: of a summit of many, those named first.
const PARTIES_MAX: usize = 40;

/// One meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// How far it has come.
    pub status: Status,
    /// Of which kind it is.
    pub format: Format,
    /// Between whom, in the order of the text.
    pub parties: Vec<ActorId>,
    /// The people named as taking part.
    pub participants: Vec<Participant>,
    /// Where.
    pub place: Option<Place>,
    /// When, and in which text the words stand.
    pub date: Option<(Part, Expression)>,
}

/// A city where a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text in which it is named.
    pub part: Part,
    /// Its name there.
    pub span: Span,
    /// Its state.
    pub country: Option<Country>,
}

impl Meetings {
    /// The frame of the meeting that `score` found. Cost: linear in the title and first sentences.
    pub fn frame(&self, document: &Document, score: &Score) -> Frame {
        let (title, body) = (self.read(&document.title), self.read(&document.body));
        let leading: Vec<&Read> = title
            .iter()
            .chain(body.iter().take(LEAD_SENTENCES))
            .collect();
        let all: Vec<&Read> = title.iter().chain(&body).collect();
        let parties = parties(&leading, &all, &score.between);
        let status = format::status(&leading);
        let place = place(&leading).or_else(|| place(&all));
        let place_name = place.map(|place| {
            let section = if place.part == Part::Title {
                &document.title
            } else {
                &document.body
            };
            place.span.of(section.text)
        });
        Frame {
            status,
            format: format::format(document, &leading, parties.len()),
            participants: participants(document, &all, &parties),
            date: date::date(document, &all, place_name, status),
            place,
            parties,
        }
    }
}

/// Those whom a contact is said to be between; else all who are named with a contact in the leading
/// sentences, or, when these are fewer than two, in the first such sentence that names two.
fn parties(leading: &[&Read], all: &[&Read], between: &[ActorId]) -> Vec<ActorId> {
    if between.len() >= 2 {
        return between.to_vec();
    }
    let mut found: Vec<ActorId> = Vec::new();
    let add = |read: &Read, found: &mut Vec<ActorId>| {
        for actor in read.sentence.actors() {
            if !found.contains(&actor) && found.len() < PARTIES_MAX {
                found.push(actor);
            }
        }
    };
    for read in leading.iter().filter(|read| read.has_contact()) {
        add(read, &mut found);
    }
    if found.len() < 2 {
        let next = all
            .iter()
            .find(|read| read.has_contact() && read.sentence.actors().len() >= 2);
        next.iter().for_each(|read| add(read, &mut found));
    }
    found
}

/// The first city after "in" or "at" in a sentence with a word of contact.
fn place(reads: &[&Read]) -> Option<Place> {
    reads
        .iter()
        .filter(|read| read.has_contact())
        .find_map(|read| {
            let is_city = |mention: &&crate::world::Mention| {
                mention.country.is_some()
                    && (mention.kind == NameKind::Place || read.sentence.is_place(mention))
            };
            let city = read.sentence.mentions.iter().find(is_city)?;
            Some(Place {
                part: read.section.part,
                span: city.span,
                country: city.country,
            })
        })
}
