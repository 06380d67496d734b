//! How often an undertaking's words are given the voice, and its quotation the speaker, that people gave.

use std::collections::HashMap;

use serde::Serialize;

use crate::evaluate::gold::{GoldCommitment, GoldItem, share_family_name};
use crate::news::speech::Voice;
use crate::news::{Document, Item, Section, Substrate, speaker};
use crate::report::Field;
use crate::text::{Scratch, Span};

/// What was measured; shares from 0 to 1.
#[derive(Clone, Debug, Default, Serialize, PartialEq)]
pub struct Report {
    /// Undertakings compared.
    pub commitments: usize,
    /// Share whose evidence has the gold voice.
    pub voice: f64,
    /// Share of the gold voices that is found, by voice: quote, reported, narrated.
    pub recall: [f64; 3],
    /// How often each gold voice (rows: quote, reported, narrated) was given each voice (columns).
    pub confusion: [[usize; 3]; 3],
    /// Undertakings in quotations with a person.
    pub quoted_persons: usize,
    /// Share of them whose speaker has the person's family name.
    pub speaker: f64,
}

/// One undertaking that was given another voice or speaker than people gave it, for those who look.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Miss {
    /// The item.
    pub id: String,
    /// The words.
    pub evidence: String,
    /// Voice or family name that people gave.
    pub gold: String,
    /// What was found.
    pub found: String,
}

/// Compares items with what people annotated of them; items without annotation are passed over.
pub fn compare(items: &[Item], gold: &[GoldItem], substrate: Substrate) -> (Report, Vec<Miss>) {
    let by_id: HashMap<&str, &GoldItem> =
        gold.iter().map(|gold| (gold.id.as_str(), gold)).collect();
    let mut scratch = Scratch::new();
    let mut tally = Tally::default();
    for item in items {
        let Some(gold) = by_id.get(item.id.as_str()) else {
            continue;
        };
        let document = Document::annotate(item, substrate, None, &mut scratch);
        for commitment in &gold.commitments {
            tally.compare(&document, item, commitment);
        }
    }
    tally.report()
}

#[derive(Default)]
struct Tally {
    confusion: [[usize; 3]; 3],
    persons: usize,
    persons_right: usize,
    misses: Vec<Miss>,
}

impl Tally {
    fn compare(&mut self, document: &Document, item: &Item, gold: &GoldCommitment) {
        let section = if gold.evidence.field == Field::Title {
            &document.title
        } else {
            &document.body
        };
        let span = bytes(section.text, gold.evidence.start, gold.evidence.end);
        let found = section
            .speech
            .voice_of(section.text, &section.parsed(), span)
            .voice;
        self.confusion[row(gold.voice)][row(found)] += 1;
        let miss = |gold: &str, found: &str| Miss {
            id: item.id.clone(),
            evidence: span.of(section.text).to_owned(),
            gold: gold.to_owned(),
            found: found.to_owned(),
        };
        if found != gold.voice {
            self.misses.push(miss(gold.voice.name(), found.name()));
        }
        let Some(person) = gold
            .person
            .as_deref()
            .filter(|_| gold.voice == Voice::Quote)
        else {
            return;
        };
        let spoken = spoken_by(document, section, span);
        self.persons += 1;
        if share_family_name(&spoken, person) {
            self.persons_right += 1;
        } else {
            self.misses.push(miss(person, &spoken));
        }
    }

    fn report(self) -> (Report, Vec<Miss>) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let all: usize = self.confusion.iter().flatten().sum();
        let right: usize = (0..3).map(|voice| self.confusion[voice][voice]).sum();
        let recall = |voice: usize| {
            let row: &[usize; 3] = &self.confusion[voice];
            share(row[voice], row.iter().sum())
        };
        let report = Report {
            commitments: all,
            voice: share(right, all),
            recall: [recall(0), recall(1), recall(2)],
            confusion: self.confusion,
            quoted_persons: self.persons,
            speaker: share(self.persons_right, self.persons),
        };
        (report, self.misses)
    }
}

/// The person who speaks at the beginning of `span`, or else the last word that names the source.
fn spoken_by(document: &Document, section: &Section, span: Span) -> String {
    let speech = &section.speech;
    let quotation = speech
        .quotation_at(span.start)
        .or_else(|| speech.quotation_at(span.end.saturating_sub(1)));
    let Some(source) = quotation.and_then(|quotation| speech.speaker(quotation)) else {
        return String::new();
    };
    let person = speaker(document, section, source).and_then(|speaker| speaker.person);
    person.map_or_else(
        || speech.named(source).span.of(section.text).to_owned(),
        |person| person.name.clone(),
    )
}

fn row(voice: Voice) -> usize {
    match voice {
        Voice::Quote => 0,
        Voice::Reported => 1,
        Voice::Narrated => 2,
    }
}

/// Code points to bytes.
fn bytes(text: &str, start: usize, end: usize) -> Span {
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start_byte = places.nth(start).unwrap_or(text.len());
    let end_byte = match end.checked_sub(start + 1) {
        Some(more) => places.nth(more).unwrap_or(text.len()),
        None => start_byte,
    };
    Span {
        start: start_byte,
        end: end_byte,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::gold;
    use crate::text::Syntax;
    use crate::world::World;

    #[test]
    fn voices_and_speakers_are_counted() {
        let world = World::load(&[(
            "world/test.toml",
            "[[office]]\nlevel = \"minister\"\nroles = [\"minister\"]\n[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\nadjectives = [\"Peruvian\"]",
        )])
        .unwrap();
        let syntax = Syntax::shipped().unwrap();
        let substrate = Substrate {
            world: &world,
            syntax: &syntax,
        };
        let body = "Café shut. “We will pay,” said Peruvian Minister Ann Lee. Peru will wait.";
        let item = Item::plain("a", body, None).unwrap();
        let gold = gold::read(
            r#"[{"id": "a", "commitments": [
                {"evidence": {"field": "body", "start": 12, "end": 23, "text": "We will pay"},
                 "committer": ["PER"], "person": "A. Lee", "addressee": [], "type": "promise",
                 "voice": "quote", "hedged": false},
                {"evidence": {"field": "body", "start": 58, "end": 72, "text": "Peru will wait"},
                 "committer": ["PER"], "addressee": [], "type": "promise",
                 "voice": "reported", "hedged": false}]}]"#,
        )
        .unwrap();
        let (report, misses) = compare(&[item], &gold, substrate);
        assert_eq!(report.confusion, [[1, 0, 0], [0, 0, 1], [0, 0, 0]]);
        assert_eq!(
            (report.voice, report.quoted_persons, report.speaker),
            (0.5, 1, 1.0)
        );
        assert_eq!(misses.len(), 1);
        assert_eq!(misses[0].evidence, "Peru will wait");
    }
}
