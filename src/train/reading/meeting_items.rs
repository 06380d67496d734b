//! Annotated items with what is asked of each.

use crate::evaluate::gold::GoldFrame;
use crate::judgement::Features;
use crate::meeting::{Lexicon, Party, Question, Questions};
use crate::news::{Document, Item, Substrate};
use crate::text::{Meanings, Scratch};
use crate::train::reading::annotated::Annotated;
use crate::train::reading::examples::{Examples, Origin};

/// An item that covers a meeting, with what is asked of it and what people say.
pub struct Asked<'a> {
    pub item: &'a Item,
    /// How it teaches.
    pub origin: Origin<'a>,
    /// How it teaches the status.
    pub origin_of_status: Origin<'a>,
    pub gold: &'a GoldFrame,
    pub questions: Questions,
    /// The names of the document's people.
    pub people: Vec<String>,
    /// The parties' names, as a register writes them.
    pub parties: Vec<String>,
}

/// The examples of items that cover a meeting and of those that do not, and what is asked of the former.
pub fn gather<'a>(
    annotated: &[Annotated<'a>],
    substrate: Substrate,
    words: (&Lexicon, &Meanings),
) -> (Examples, Vec<Asked<'a>>) {
    let mut scratch = Scratch::new();
    let mut covers = Examples::default();
    let mut asked = Vec::new();
    for one in annotated {
        let Annotated { item, gold, .. } = *one;
        let published = item.published_at.map(|time| time.date());
        let document = Document::annotate(item, substrate, published, &mut scratch);
        let questions = Questions::of(&document, substrate.world, words, Features::named);
        let origin = one.origin();
        covers.add(&questions.covers, usize::from(gold.meeting), origin);
        if let Some(frame) = gold.frame.as_ref().filter(|_| gold.meeting) {
            let code = |question: &Question<Party>| match &question.thing {
                Party::Actor(actor) => substrate.world.code(*actor).to_owned(),
                Party::Group(name) => name.clone(),
            };
            asked.push(Asked {
                item,
                origin,
                origin_of_status: one.origin_of_status(),
                gold: frame,
                parties: questions.parties.iter().map(code).collect(),
                people: document.people.iter().map(|one| one.name.clone()).collect(),
                questions,
            });
        }
    }
    (covers, asked)
}

/// Those that are measured, with what was found of them.
pub fn measured<'q, 'a, T>(
    asked: &'q [Asked<'a>],
    found: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = (&'q Asked<'a>, T)> {
    let all = asked.iter().zip(found);
    all.filter(|(one, _)| !one.origin.is_aside)
}
