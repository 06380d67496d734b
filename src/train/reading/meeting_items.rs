//! Annotated items with what is asked of each.

use std::collections::BTreeSet;

use crate::evaluate::gold::{GoldFrame, GoldItem};
use crate::judgement::Features;
use crate::meeting::{Lexicon, Party, Question, Questions};
use crate::news::{Document, Item, Substrate};
use crate::text::Scratch;
use crate::train::reading::examples::Examples;

/// An item that covers a meeting, with what is asked of it and what people say.
pub struct Asked<'a> {
    pub item: &'a Item,
    /// How much the item counts.
    pub weight: f64,
    pub gold: &'a GoldFrame,
    pub questions: Questions,
    /// The names of the document's people.
    pub people: Vec<String>,
    /// The parties' names, as a register writes them.
    pub parties: Vec<String>,
}

/// The examples of items that cover a meeting and of those that do not, and what is asked of the former.
pub fn gather<'a>(
    annotated: &[(&'a Item, &'a GoldItem)],
    substrate: Substrate,
    lexicon: &Lexicon,
) -> (Examples, Vec<Asked<'a>>) {
    let mut scratch = Scratch::new();
    let mut covers = Examples::default();
    let mut asked = Vec::new();
    for (item, gold) in annotated {
        let published = item.published_at.map(|time| time.date());
        let document = Document::annotate(item, substrate, published, &mut scratch);
        let questions = Questions::of(&document, substrate.world, lexicon, Features::named);
        let weight = source_weight(annotated, item);
        covers.add(
            &questions.covers,
            usize::from(gold.meeting),
            weight,
            &item.id,
        );
        if let Some(frame) = gold.frame.as_ref().filter(|_| gold.meeting) {
            let code = |question: &Question<Party>| match &question.thing {
                Party::Actor(actor) => substrate.world.code(*actor).to_owned(),
                Party::Group(name) => name.clone(),
            };
            asked.push(Asked {
                item,
                weight,
                gold: frame,
                parties: questions.parties.iter().map(code).collect(),
                people: document.people.iter().map(|one| one.name.clone()).collect(),
                questions,
            });
        }
    }
    (covers, asked)
}

/// An item of a source that gives many counts less, and one of a rare source more: what is to be read
/// comes from sources that were never learnt.
fn source_weight(annotated: &[(&Item, &GoldItem)], item: &Item) -> f64 {
    let sources: BTreeSet<_> = annotated.iter().map(|(other, _)| &other.source).collect();
    let alike = annotated
        .iter()
        .filter(|(other, _)| other.source == item.source)
        .count();
    let even = annotated.len() as f64 / sources.len().max(1) as f64;
    bounded((even / alike.max(1) as f64).sqrt())
}

/// No item counts less than half or more than twice.
fn bounded(weight: f64) -> f64 {
    weight.clamp(0.5, 2.0)
}
