//! An item made ready to read: sentences, tokens, mentions, quotations, people.

use jiff::civil::Date;

use crate::news::Item;
use crate::news::coreference::references;
use crate::news::named::named;
use crate::news::people::Cast;
use crate::news::person::Person;
use crate::news::principals::{acting, agents, principals};
use crate::news::section::{Part, Section};
use crate::news::substrate::Substrate;
use crate::news::surname::{note_surnames, surnames};
use crate::text::Scratch;
use crate::world::ActorId;

/// An annotated item. All spans count bytes in the text of their section.
#[derive(Debug)]
pub struct Document<'i> {
    /// The headline.
    pub title: Section<'i>,
    /// The text.
    pub body: Section<'i>,
    /// The day from which relative dates are counted.
    pub published_on: Option<Date>,
    /// Those whom the item names, in the order in which they are met: text before headline.
    pub people: Vec<Person>,
    /// The states and parties that it names, the most often named first; no organisations.
    pub principals: Vec<ActorId>,
    /// The parties that act in it, the most often acting first; the headline counts twice.
    pub acting: Vec<ActorId>,
}

impl<'i> Document<'i> {
    /// Reads an item's two texts. Cost: linear in them but for the square of a sentence's words,
    /// mostly that of parsing; `scratch` is working memory to be kept from item to item.
    pub fn annotate(
        item: &'i Item,
        substrate: Substrate,
        published_on: Option<Date>,
        scratch: &mut Scratch,
    ) -> Self {
        let mut title = Section::annotate(Part::Title, &item.title, substrate, scratch);
        let mut body = Section::annotate(Part::Body, &item.body, substrate, scratch);
        // Whom the text names in full, headlines and heads of sentences name shortly.
        let mut in_body = named(&body, substrate.world);
        let families = surnames(&body, &in_body);
        if note_surnames(&mut body, &families) {
            in_body = named(&body, substrate.world);
        }
        note_surnames(&mut title, &families);
        let in_title = named(&title, substrate.world);
        let ranked = agents([&title, &body]);
        let mut cast = Cast::new(substrate.world, published_on, ranked);
        // The text introduces people; the headline takes them as known, but tells of offices.
        cast.announce(&title, &in_title);
        cast.add(&body, &in_body);
        cast.add(&title, &in_title);
        let people = cast.finish();
        let sections = [(&title, &in_title[..]), (&body, &in_body[..])];
        let principals = principals([&title, &body], substrate.world);
        let [of_title, of_body] = references(sections, &people, &principals, substrate.world);
        title.take(of_title);
        body.take(of_body);
        let acting = acting([&title, &body]);
        Self {
            title,
            body,
            published_on,
            people,
            principals,
            acting,
        }
    }

    /// Of those that act the states and parties, the most often acting first.
    pub fn acting_principals(&self) -> impl Iterator<Item = ActorId> {
        let acting = self.acting.iter().copied();
        acting.filter(|actor| self.principals.contains(actor))
    }

    /// Headline and text, in this order.
    pub fn sections(&self) -> [&Section<'i>; 2] {
        [&self.title, &self.body]
    }

    /// The headline or the text.
    pub fn section(&self, part: Part) -> &Section<'i> {
        match part {
            Part::Title => &self.title,
            Part::Body => &self.body,
        }
    }

    /// The person of a known party with this family name, told apart by nothing else.
    pub fn person(&self, family: &str) -> Option<&Person> {
        let mut people = self.people.iter();
        people.find(|person| person.family == family && person.actor.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Sentence;
    use crate::text::Span;
    use crate::world::World;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static WORLD: LazyLock<World> = LazyLock::new(|| {
        let file = r#"[[office]]
            level = "minister"
            roles = ["envoy", "foreign minister"]
            [[state]]
            code = "PER"
            names = ["Peru"]
            adjectives = ["Peruvian"]
            capitals = ["Lima"]
            [[state]]
            code = "CHL"
            names = ["Chile"]"#;
        World::load(&[("world/test.toml", file)]).unwrap()
    });

    fn annotate(item: &Item) -> Document<'_> {
        crate::news::sample::annotated(item, &WORLD, None)
    }

    fn item(title: &str, body: &str) -> Item {
        let text = serde_json::json!({"id": "a", "title": title, "body": body}).to_string();
        Item::parse(text.as_bytes(), &crate::news::Limits::default()).unwrap()
    }

    #[test]
    fn every_sentence_has_its_own_mentions() {
        let item = item(
            "Peru calls",
            "Lima waits. Chile met a Peruvian envoy in Lima.",
        );
        let document = annotate(&item);
        let codes = |sentence: &Sentence| {
            sentence
                .actors()
                .iter()
                .map(|&actor| WORLD.code(actor).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&document.title.sentences[0]), ["PER"]);
        assert_eq!(codes(&document.body.sentences[0]), ["PER"]);
        assert_eq!(codes(&document.body.sentences[1]), ["CHL", "PER"]);
        assert_eq!(document.body.sentences[1].mentions.len(), 3);
        assert_eq!(document.body.sentences[1].offices.len(), 1);
    }

    proptest! {
        #[test]
        fn everything_lies_inside_its_sentence(body in "(Peru |“|”|Foreign Minister |Ann Lee|\\. |\n\n|é|\\PC){0,40}") {
            let item = item("t", &format!("x{body}"));
            let document = annotate(&item);
            for sentence in &document.body.sentences {
                let inside = |span: Span| span.start >= sentence.span.start && span.end <= sentence.span.end;
                prop_assert!(sentence.tokens.iter().all(|token| inside(token.span)));
                prop_assert_eq!(sentence.tree.len(), sentence.tokens.len());
                prop_assert_eq!(sentence.lemmas.len(), sentence.tokens.len());
            }
        }
    }
}
