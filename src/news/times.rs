//! The times that an item tells, sentence by sentence.

use crate::news::document::Document;
use crate::news::occasion::{Dated, dated, occasions};
use crate::news::section::{Part, Section};
use crate::time::{Expression, Timeline};
use jiff::civil::Date;

/// The temporal expressions of both texts of an item. Spans count bytes of the section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    title: Vec<Vec<Expression>>,
    body: Vec<Vec<Expression>>,
}

impl Times {
    /// Reads both texts in order, each with a memory of its own for "the following week"; bare dates
    /// lean with the tense of the verb that governs them. A time that is told by an event ("after the
    /// vote on 5 May") follows the others of its sentence and may hold one of them. Cost: a look at
    /// each token, and at each date of an event where one tells a time.
    pub fn of(document: &Document) -> Self {
        let mut times = Self {
            title: of_section(&document.title, document.published_on),
            body: of_section(&document.body, document.published_on),
        };
        let texts = [
            (&document.title, &mut times.title),
            (&document.body, &mut times.body),
        ];
        let mut known: Vec<Dated> = Vec::new();
        for (section, found) in &texts {
            for (sentence, found) in section.sentences.iter().zip(found.iter()) {
                known.extend(dated(sentence, found));
            }
        }
        for (section, found) in texts {
            for (sentence, found) in section.sentences.iter().zip(found) {
                let told = occasions(sentence, found, &known);
                found.extend(told);
            }
        }
        times
    }

    /// Those of sentence `number` of a text; none beyond its end.
    pub fn of_sentence(&self, part: Part, number: usize) -> &[Expression] {
        let sentences = match part {
            Part::Title => &self.title,
            Part::Body => &self.body,
        };
        sentences.get(number).map_or(&[], Vec::as_slice)
    }
}

fn of_section(section: &Section, published: Option<Date>) -> Vec<Vec<Expression>> {
    let mut timeline = Timeline::new(published);
    let sentences = section.sentences.iter();
    sentences
        .map(|sentence| timeline.read_sentence(section.text, &sentence.tree, &sentence.tokens))
        .collect()
}
