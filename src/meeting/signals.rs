//! Signals that an item covers a meeting, and the score they make.

use crate::meeting::lexicon::{Contact, ContactKind, Meetings};
use crate::news::{Document, Part, Section, Sentence};
use crate::text::Span;
use crate::world::ActorId;

/// Sentences of the text that count as its lead.
pub const LEAD_SENTENCES: usize = 3;
/// Tokens within which the parties of "talks between … and …" are looked for.
const BETWEEN_TOKENS_MAX: usize = 14;
/// Sentences of the text that are looked at: a longer item has said by then what it is about.
const SENTENCES_MAX: usize = 60;

/// A longer sentence is a list or a table, and is not read.
const SENTENCE_TOKENS_MAX: usize = 300;

/// A sign for or against, with its weight in log-odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Its name.
    pub name: &'static str,
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
    /// What it is made of; the bias is the first.
    pub signals: Vec<Signal>,
    /// The parties that a contact is said to be between, where one says so.
    pub between: Vec<ActorId>,
}

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

    fn is_domestic(&self) -> bool {
        self.contacts
            .iter()
            .any(|contact| contact.kind == ContactKind::Domestic)
    }

    fn first_contact(&self) -> Option<(Part, Span)> {
        let contact = self
            .contacts
            .iter()
            .find(|contact| contact.kind != ContactKind::Domestic)?;
        Some((self.section.part, contact.span))
    }
}

impl Meetings {
    /// Weighs the signals. Cost: linear in the title and the first sentences of the body.
    pub fn score(&self, document: &Document) -> Score {
        let title = self.read(&document.title);
        let body = self.read(&document.body);
        let lead = body.get(..LEAD_SENTENCES.min(body.len())).unwrap_or(&[]);
        let weights = self.weights;
        let mut score = Score {
            value: 0.0,
            signals: vec![signal("bias", weights.bias, None)],
            between: Vec::new(),
        };
        let in_title = title.iter().find_map(between);
        let in_lead = lead.iter().find_map(between);
        if let Some((evidence, parties)) = in_title {
            score.push(
                "contact-between-parties-in-title",
                weights.contact_between_parties_in_title,
                Some(evidence),
            );
            score.between = parties;
        } else if let Some((evidence, parties)) = in_lead {
            score.push(
                "contact-between-parties-in-lead",
                weights.contact_between_parties_in_lead,
                Some(evidence),
            );
            score.between = parties;
        }
        if let Some(read) = title
            .iter()
            .find(|read| read.has_contact() && !read.sentence.actors().is_empty())
        {
            score.push(
                "contact-in-title",
                weights.contact_in_title,
                read.first_contact(),
            );
        }
        if title.iter().any(|read| read.sentence.actors().len() >= 2) {
            score.push("two-actors-in-title", weights.two_actors_in_title, None);
        }
        if let Some(read) = lead
            .iter()
            .find(|read| read.has_contact() && read.sentence.actors().len() >= 2)
        {
            score.push(
                "contact-in-lead",
                weights.contact_in_lead,
                read.first_contact(),
            );
        }
        if let Some(evidence) = title
            .iter()
            .chain(lead)
            .find_map(|read| people_met(document, read))
        {
            score.push("people-met", weights.people_met, Some(evidence));
        }
        let dense = body
            .iter()
            .filter(|read| read.has_contact() && !read.sentence.actors().is_empty())
            .count();
        if dense > 0 {
            score.push(
                "contact-density",
                weights.contact_density * ratio(dense, body.len()),
                None,
            );
        }
        if title.iter().chain(lead).any(Read::is_domestic) {
            score.push("domestic", weights.domestic, None);
        }
        let sum: f64 = score.signals.iter().map(|signal| signal.weight).sum();
        score.value = 1.0 / (1.0 + (-sum).exp());
        score
    }

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

impl Score {
    fn push(&mut self, name: &'static str, weight: f64, evidence: Option<(Part, Span)>) {
        self.signals.push(signal(name, weight, evidence));
    }
}

fn signal(name: &'static str, weight: f64, evidence: Option<(Part, Span)>) -> Signal {
    Signal {
        name,
        weight,
        evidence,
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// "talks between Peru and Chile", "talks with Chile", "Peru-Chile talks": a noun of contact and the
/// two actors that it binds, from the first of them to the last.
fn between(read: &Read) -> Option<((Part, Span), Vec<ActorId>)> {
    let nouns = read
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Noun);
    nouns
        .clone()
        .find_map(|noun| after(read, noun))
        .or_else(|| nouns.clone().find_map(|noun| before(read, noun)))
}

fn after(read: &Read, noun: &Contact) -> Option<((Part, Span), Vec<ActorId>)> {
    let sentence = read.sentence;
    let next = sentence.token_at(noun.span.end);
    let binds = match sentence.word(next) {
        "between" | "among" => true,
        "with" => false,
        _ => return None,
    };
    let last = sentence
        .tokens
        .get(next..)?
        .iter()
        .take(BETWEEN_TOKENS_MAX)
        .last()?
        .span
        .end;
    let mut parties: Vec<ActorId> = Vec::new();
    let mut end = noun.span.end;
    let inside = sentence
        .mentions
        .iter()
        .filter(|m| m.span.start >= noun.span.end && m.span.end <= last);
    for mention in inside.filter(|mention| !sentence.is_place(mention)) {
        let Some(actor) = mention.actor.filter(|actor| !parties.contains(actor)) else {
            continue;
        };
        parties.push(actor);
        end = mention.span.end;
        if parties.len() == 2 && binds {
            break;
        }
    }
    if !binds {
        // "with" binds those after it to the one before the noun.
        let host = sentence
            .mentions
            .iter()
            .rev()
            .find(|m| m.span.end <= noun.span.start && !sentence.is_place(m));
        let host = host
            .and_then(|mention| mention.actor)
            .filter(|actor| !parties.contains(actor));
        parties.truncate(1);
        parties.extend(host);
    }
    (parties.len() >= 2).then_some((
        (
            read.section.part,
            Span {
                start: noun.span.start,
                end,
            },
        ),
        parties,
    ))
}

/// "Peru-Chile talks", "Peru and Chile hold talks": two actors close before the noun.
fn before(read: &Read, noun: &Contact) -> Option<((Part, Span), Vec<ActorId>)> {
    let sentence = read.sentence;
    let at = sentence.token_at(noun.span.start);
    let first = sentence.tokens.get(at.saturating_sub(6))?.span.start;
    let mut inside = sentence
        .mentions
        .iter()
        .filter(|m| m.span.start >= first && m.span.end <= noun.span.start);
    let one = inside.next()?;
    let other = inside.find(|mention| mention.actor != one.actor && !sentence.is_place(mention))?;
    let joint = read
        .section
        .text
        .get(one.span.end..other.span.start)?
        .trim();
    let joined = matches!(joint, "-" | "–" | "and" | "," | "/" | "and the" | ", the");
    let parties = vec![one.actor?, other.actor?];
    let span = Span {
        start: one.span.start,
        end: noun.span.end,
    };
    joined.then_some(((read.section.part, span), parties))
}

/// A verb of contact with people or actors of different sides before and after it.
fn people_met(document: &Document, read: &Read) -> Option<(Part, Span)> {
    let verbs = read
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Verb);
    verbs.into_iter().find_map(|verb| {
        let sides = |from: usize, to: usize| -> Vec<ActorId> {
            let named = read
                .sentence
                .mentions
                .iter()
                .filter(|m| m.span.start >= from && m.span.end <= to);
            let actors = named
                .filter(|mention| !read.sentence.is_place(mention))
                .filter_map(|mention| mention.actor);
            let tokens = read
                .sentence
                .tokens
                .iter()
                .filter(|token| token.span.start >= from && token.span.end <= to);
            let people =
                tokens.filter_map(|token| document.person(token.span.of(read.section.text)));
            actors.chain(people.map(|person| person.actor)).collect()
        };
        let before = sides(read.sentence.span.start, verb.span.start);
        let after = sides(verb.span.end, read.sentence.span.end);
        let differ = before
            .iter()
            .any(|one| after.iter().any(|other| other != one));
        differ.then_some((read.section.part, verb.span))
    })
}
