//! Signals that an item covers a meeting, and the score they make.

use crate::meeting::Meetings;
use crate::meeting::patterns::{between, people_met};
use crate::meeting::read::Read;
use crate::news::{Document, Part};
use crate::text::Span;
use crate::world::ActorId;

/// Sentences of the text that count as its lead.
pub const LEAD_SENTENCES: usize = 3;

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
