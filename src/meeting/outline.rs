//! An item as the reading of meetings sees it: lines with their times, sites and contacts.

use crate::meeting::Status;
use crate::meeting::clause::{depth, node};
use crate::meeting::contact::{Contact, contacts};
use crate::meeting::gist::Gist;
use crate::meeting::lexicon::Lexicon;
use crate::meeting::line::{Line, Time, Zone};
use crate::meeting::ruling::ruled;
use crate::meeting::salience::Salience;
use crate::meeting::sites::sites;
use crate::meeting::stage::{Told, told};
use crate::meeting::time_of::{Nearness, nearness_in};
use crate::news::{Document, Part, Section, Sentence};
use crate::text::{Meanings, Relation};
use crate::time::Timeline;
use crate::world::World;

/// Sentences of the text that are looked at: a longer item has said by then what it is about.
const SENTENCES_MAX: usize = 40;
/// A longer sentence is a list or a table, and is not read.
const SENTENCE_TOKENS_MAX: usize = 200;
/// Sentences of the text that count as its lead.
const LEAD_SENTENCES: usize = 3;
/// A shorter line at the start of a text is a byline or a caption, and not its lead.
const LEAD_TOKENS_MIN: usize = 6;

/// What a group without a code counts as beside actors whose share of the mentions is known.
const GROUP_SHARE: f64 = 0.4;

/// All that is asked of an item.
pub struct Outline<'d> {
    pub document: &'d Document<'d>,
    pub world: &'d World,
    pub lexicon: &'d Lexicon,
    pub meanings: &'d Meanings,
    /// The sense of the words.
    pub gist: Gist,
    /// Headline, then text.
    pub lines: Vec<Line<'d>>,
    /// In the order of the text.
    pub contacts: Vec<Contact>,
    /// What is told of each contact.
    pub told: Vec<Told>,
    /// What rules say of how far each contact has come.
    pub ruled: Vec<Option<Status>>,
    /// How much it speaks of each actor.
    salience: Salience,
    /// The contact that the item most likely is about.
    pub main: Option<usize>,
    /// Which contacts are the same as the main one or part of it.
    pub core: Vec<bool>,
}

/// How near a contact is to the main one, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// It is the main one.
    Main,
    /// It is the same or part of it.
    Core,
    /// Another between two sides.
    Between,
    /// One with a single side.
    OfOne,
    /// One whose sides are not told.
    Any,
    /// No contact at all.
    None,
}

impl Tier {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Core => "core",
            Self::Between => "between",
            Self::OfOne => "of-one",
            Self::Any => "any",
            Self::None => "none",
        }
    }
}

impl<'d> Outline<'d> {
    /// Reads a document. Cost: linear in its first sentences, times the depth of their trees.
    pub fn new(
        document: &'d Document<'d>,
        world: &'d World,
        (lexicon, meanings): (&'d Lexicon, &'d Meanings),
    ) -> Self {
        let mut outline = Self {
            document,
            world,
            lexicon,
            meanings,
            gist: Gist::default(),
            lines: Vec::new(),
            contacts: Vec::new(),
            told: Vec::new(),
            ruled: Vec::new(),
            salience: Salience::of(&[]),
            main: None,
            core: Vec::new(),
        };
        outline.add(&document.title, |_| Zone::Title);
        outline.add(&document.body, |number| {
            if number < LEAD_SENTENCES {
                Zone::Lead
            } else {
                Zone::Rest
            }
        });
        outline.gist = Gist::of(&outline.lines, meanings);
        outline.salience = Salience::of(&outline.lines);
        outline.find_main();
        outline.ruled = outline.rule_all();
        outline
    }

    fn add(&mut self, section: &'d Section<'d>, zone: impl Fn(usize) -> Zone) {
        let mut timeline = Timeline::new(self.document.published_on);
        let readable = |sentence: &&Sentence| sentence.tokens.len() <= SENTENCE_TOKENS_MAX;
        let sentences = section.sentences.iter().filter(readable);
        let mut number = 0;
        for sentence in sentences.take(SENTENCES_MAX) {
            let times = timeline.read_sentence(section.text, &sentence.tree, &sentence.tokens);
            let times = times.into_iter().map(|expression| Time {
                token: sentence.token_at(expression.span.end.saturating_sub(1)),
                expression,
            });
            let people = &self.document.people;
            let party = |person: usize| people.get(person).and_then(|person| person.actor);
            let line = self.lines.len();
            let sites = sites(sentence, self.world);
            for mut contact in contacts(self.lexicon, section, sentence, line, &party) {
                contact.add_hosts(sentence, &sites);
                self.told.push(told(self.lexicon, sentence, &contact));
                self.contacts.push(contact);
            }
            self.lines.push(Line {
                section,
                sentence,
                zone: zone(number),
                is_first: section.part == Part::Body && number == 0,
                times: times.collect(),
                sites,
            });
            number += usize::from(number > 0 || sentence.tokens.len() >= LEAD_TOKENS_MIN);
        }
    }

    /// Finds the contact that the item is most likely about, and those that are the same or part of it.
    fn find_main(&mut self) {
        let weights = self
            .contacts()
            .map(|(contact, told)| self.weight(contact, told));
        let best = weights
            .enumerate()
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        self.main = best.map(|(at, _)| at);
        let Some(main) = self.main.and_then(|main| self.contacts.get(main)) else {
            return;
        };
        let core = self.contacts.iter().map(|contact| {
            let shared = |party| main.parties.contains(party);
            let of_parties = contact.parties.iter().filter(|party| shared(party)).count();
            let of_people = contact.people.iter().any(|one| main.people.contains(one));
            !contact.quoted && (of_parties >= 2 || (of_people && contact.is_international()))
                || contact.line == main.line && contact.token == main.token
        });
        self.core = core.collect();
    }

    /// How much the item speaks of the two sides of a contact of which it speaks most, 0 to 2.
    pub fn salience_of(&self, contact: &Contact) -> f64 {
        let shares = contact.parties.iter();
        let shares = shares.map(|&party| self.salience.share(party));
        let groups = contact.groups.iter().map(|_| GROUP_SHARE);
        let mut shares: Vec<f64> = shares.chain(groups).collect();
        shares.sort_by(|a, b| b.total_cmp(a));
        shares.iter().take(2).sum()
    }

    fn weight(&self, contact: &Contact, told: &Told) -> f64 {
        let sides = match contact.sides() {
            0 => 0.0,
            1 => 1.0,
            _ => 2.5,
        };
        let time = match self.nearness(contact) {
            Nearness::LongBefore => -1.5,
            Nearness::LongAfter | Nearness::Unknown => 0.0,
            _ => 0.4,
        };
        let line = self.line(contact);
        let is_modifier = line
            .and_then(|line| node(line.sentence, contact.token))
            .is_some_and(|node| node.relation == Relation::Amod);
        let depth = line.map_or(0, |line| depth(line.sentence, contact.token).min(3));
        let signs = [
            (contact.quoted, -1.0),
            (told.tense == "pluperfect", -0.7),
            (is_modifier, -0.8),
            (contact.people.len() >= 2, 0.4),
            (told.negated, -0.3),
            (line.is_some_and(|line| line.is_first), 0.4),
        ];
        let signs = signs.iter().filter(|(holds, _)| *holds);
        let signs: f64 = signs.map(|(_, weight)| weight).sum();
        let zone = if self.zone(contact) == Zone::Rest {
            0.0
        } else {
            1.5
        };
        sides + self.salience_of(contact) + zone + contact.kind.weight() + time + signs
            - 0.2 * depth as f64
    }

    /// Where a contact stands.
    pub fn zone(&self, contact: &Contact) -> Zone {
        self.lines
            .get(contact.line)
            .map_or(Zone::Rest, |line| line.zone)
    }

    /// How the time of a contact lies to the day of publication.
    pub fn nearness(&self, contact: &Contact) -> Nearness {
        nearness_in(&self.lines, self.document.published_on, contact)
    }

    /// The line of a contact.
    pub fn line(&self, contact: &Contact) -> Option<&Line<'d>> {
        self.lines.get(contact.line)
    }

    /// Contacts with what is told of them.
    pub fn contacts(&self) -> impl Iterator<Item = (&Contact, &Told)> {
        self.contacts.iter().zip(&self.told)
    }

    fn rule_all(&self) -> Vec<Option<Status>> {
        let all = self.contacts().map(|(contact, told)| {
            let near = nearness_in(&self.lines, self.document.published_on, contact);
            ruled(contact.kind, told, near)
        });
        all.collect()
    }

    /// The contacts that are the main one or part of it, with what is told of them and what rules say.
    pub fn core(&self) -> impl Iterator<Item = (&Contact, &Told, Option<Status>)> {
        let all = self.contacts().zip(&self.core).zip(&self.ruled);
        all.filter(|((_, core), _)| **core)
            .map(|(((contact, told), _), ruled)| (contact, told, *ruled))
    }

    /// How near the contact of this number is to the main one.
    pub fn tier(&self, number: usize) -> Tier {
        let sides = self.contacts.get(number).map_or(0, Contact::sides);
        match () {
            () if self.main == Some(number) => Tier::Main,
            () if self.core.get(number) == Some(&true) => Tier::Core,
            () if sides >= 2 => Tier::Between,
            () if sides == 1 => Tier::OfOne,
            () => Tier::Any,
        }
    }

    /// What rules say of the main contact: of itself, else of most of those that are part of it, else of
    /// the first in headline and lead.
    pub fn main_ruled(&self) -> Option<Status> {
        let own = self.main.and_then(|main| *self.ruled.get(main)?);
        own.or_else(|| self.voted()).or_else(|| {
            let mut all = self.contacts.iter().zip(&self.ruled);
            all.find_map(|(contact, ruled)| {
                let is_early = self.zone(contact) != Zone::Rest && contact.sides() > 0;
                ruled.filter(|_| is_early && !contact.quoted)
            })
        })
    }

    /// The status that rules give most of the contacts that are part of the main one.
    fn voted(&self) -> Option<Status> {
        let count = |status: &Status| self.core().filter(|one| one.2 == Some(*status)).count();
        let voted = Status::ALL.into_iter().filter(|status| count(status) > 0);
        voted.max_by_key(count)
    }

    /// The main contact with what is told of it.
    pub fn main_contact(&self) -> Option<(&Contact, &Told)> {
        let main = self.main?;
        self.contacts.get(main).zip(self.told.get(main))
    }

    /// The main contact in features: what it is, in which tense and how far by the rules; nothing where there is none.
    /// Cost: the contacts, for each status.
    pub fn main_facts(&self) -> Vec<(&'static str, &'static str)> {
        let facts = self.main_contact().map(|(main, told)| {
            [
                ("main", main.kind.name()),
                ("tense", told.tense),
                ("ruled", self.main_ruled().map_or("none", Status::name)),
            ]
        });
        facts.into_iter().flatten().collect()
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
