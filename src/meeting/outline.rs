//! An item as the reading of meetings sees it: lines with their times, sites and contacts.

use crate::meeting::contact::{Contact, contacts};
use crate::meeting::lexicon::{Kind, Lexicon};
use crate::meeting::site::{Site, sites};
use crate::meeting::stage::{Told, told};
use crate::news::{Document, Section, Sentence};
use crate::time::{Expression, Timeline, lean};
use crate::world::World;

/// Sentences of the text that are looked at: a longer item has said by then what it is about.
const SENTENCES_MAX: usize = 40;
/// A longer sentence is a list or a table, and is not read.
const SENTENCE_TOKENS_MAX: usize = 200;
/// Sentences of the text that count as its lead.
const LEAD_SENTENCES: usize = 3;
/// A shorter line at the start of a text is a byline or a caption, and not its lead.
const LEAD_TOKENS_MIN: usize = 6;

/// All that is asked of an item.
pub struct Outline<'d> {
    pub document: &'d Document<'d>,
    pub world: &'d World,
    pub lexicon: &'d Lexicon,
    /// Headline, then text.
    pub lines: Vec<Line<'d>>,
    /// In the order of the text.
    pub contacts: Vec<Contact>,
    /// What is told of each contact.
    pub told: Vec<Told>,
    /// The contact that the item most likely is about.
    pub main: Option<usize>,
}

/// A sentence.
pub struct Line<'d> {
    pub section: &'d Section<'d>,
    pub sentence: &'d Sentence,
    pub zone: Zone,
    pub times: Vec<Time>,
    pub sites: Vec<Site>,
}

/// Words of time and their last token.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    pub expression: Expression,
    pub token: usize,
}

/// Where in an item a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The headline.
    Title,
    /// The first sentences of the text.
    Lead,
    /// The rest.
    Rest,
}

impl Zone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Title, Self::Lead, Self::Rest];

    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Rest => "rest",
        }
    }
}

impl<'d> Outline<'d> {
    /// Reads a document. Cost: linear in its first sentences, times the depth of their trees.
    pub fn new(document: &'d Document<'d>, world: &'d World, lexicon: &'d Lexicon) -> Self {
        let mut outline = Self {
            document,
            world,
            lexicon,
            lines: Vec::new(),
            contacts: Vec::new(),
            told: Vec::new(),
            main: None,
        };
        outline.add(&document.title, |_| Zone::Title);
        outline.add(&document.body, |number| {
            if number < LEAD_SENTENCES {
                Zone::Lead
            } else {
                Zone::Rest
            }
        });
        outline.main = outline.main();
        outline
    }

    fn add(&mut self, section: &'d Section<'d>, zone: impl Fn(usize) -> Zone) {
        let mut timeline = Timeline::new(self.document.published_on);
        let readable = |sentence: &&Sentence| sentence.tokens.len() <= SENTENCE_TOKENS_MAX;
        let sentences = section.sentences.iter().filter(readable);
        let mut number = 0;
        for sentence in sentences.take(SENTENCES_MAX) {
            let lean = |at: usize| lean(section.text, &sentence.tree, at);
            let times = timeline.read(section.text, &sentence.tokens, &lean);
            let times = times.into_iter().map(|expression| Time {
                token: sentence.token_at(expression.span.end.saturating_sub(1)),
                expression,
            });
            let people = &self.document.people;
            let party = |person: usize| people.get(person).and_then(|person| person.actor);
            let line = self.lines.len();
            for contact in contacts(self.lexicon, section, sentence, line, &party) {
                self.told.push(told(self.lexicon, sentence, &contact));
                self.contacts.push(contact);
            }
            self.lines.push(Line {
                section,
                sentence,
                zone: zone(number),
                times: times.collect(),
                sites: sites(sentence, self.world),
            });
            number += usize::from(number > 0 || sentence.tokens.len() >= LEAD_TOKENS_MIN);
        }
    }

    /// The contact with most sides among those that stand first.
    fn main(&self) -> Option<usize> {
        let weight = |contact: &Contact| {
            let sides = match contact.sides() {
                0 => 0.0,
                1 => 1.0,
                _ => 3.0,
            };
            let zone = match self.zone(contact) {
                Zone::Title => 2.0,
                Zone::Lead => 1.5,
                Zone::Rest => 0.0,
            };
            let kind = match contact.kind {
                Kind::Session | Kind::Conference | Kind::Host | Kind::Call => 0.0,
                _ => 0.5,
            };
            let quoted = if contact.quoted { 1.0 } else { 0.0 };
            sides + zone + kind - quoted
        };
        let weights = self.contacts.iter().map(weight).enumerate();
        let best = weights.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map(|(at, _)| at)
    }

    /// Where a contact stands.
    pub fn zone(&self, contact: &Contact) -> Zone {
        self.lines
            .get(contact.line)
            .map_or(Zone::Rest, |line| line.zone)
    }

    /// The line of a contact.
    pub fn line(&self, contact: &Contact) -> Option<&Line<'d>> {
        self.lines.get(contact.line)
    }

    /// Contacts with what is told of them.
    pub fn contacts(&self) -> impl Iterator<Item = (&Contact, &Told)> {
        self.contacts.iter().zip(&self.told)
    }

    /// The main contact with what is told of it.
    pub fn main_contact(&self) -> Option<(&Contact, &Told)> {
        let main = self.main?;
        self.contacts.get(main).zip(self.told.get(main))
    }
}

/// A count as a feature's value.
pub fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 | 5 => "4",
        _ => "6",
    }
}
