//! The very words of the headline and of the first sentence, in which news says what it is about.
//!
//! Knows no contact and no name: what is learnt of a word is to hold whoever meets.

use crate::judgement::Features;
use crate::meeting::clause::{common_lemma, is_name};
use crate::meeting::line::{Line, Zone};
use crate::meeting::outline::Outline;

/// Adds every word but names, each by its lemma and by its form where that is another.
pub fn fill_wording(outline: &Outline, features: &mut Features) {
    for line in &outline.lines {
        let Some((lemmas, forms)) = classes(line) else {
            continue;
        };
        let sentence = line.sentence;
        for (at, form) in sentence.words.iter().enumerate() {
            let lemma = common_lemma(sentence, at);
            if is_name(lemma) {
                continue;
            }
            features.add(lemmas, lemma);
            if form != lemma {
                features.add(forms, form);
            }
        }
    }
}

/// The classes of lemmas and of forms of a line whose words count.
fn classes(line: &Line) -> Option<(&'static str, &'static str)> {
    match line.zone {
        Zone::Title => Some(("headline-lemma", "headline-form")),
        Zone::Lead if line.is_first => Some(("first-lemma", "first-form")),
        Zone::Lead | Zone::Rest => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::lexicon::Lexicon;
    use crate::news::Item;
    use crate::news::sample::{MONDAY, annotated};
    use crate::text::Meanings;
    use crate::world::World;

    #[test]
    fn headline_and_first_sentence_are_told_without_their_names() {
        let world = World::load(&[("world/test.toml", "")]).unwrap();
        let words = include_str!("../../config/rules/meeting.toml");
        let lexicon = Lexicon::load("rules/meeting.toml", words).unwrap();
        let text = "Ann Lee visits Lima\n\nAnn Lee arrived in Lima on a visit. She left soon.";
        let item = Item::plain("a", text, None).unwrap();
        let document = annotated(&item, &world, Some(MONDAY));
        let meanings = Meanings::shipped().unwrap();
        let outline = Outline::new(&document, &world, (&lexicon, &meanings));
        let mut features = Features::named();
        fill_wording(&outline, &mut features);
        let found: Vec<&str> = features.names().map(|one| one.0).collect();
        let expected = [
            "headline-lemma=visit",
            "headline-form=visits",
            "first-lemma=arrive",
            "first-form=arrived",
            "first-lemma=in",
            "first-lemma=on",
            "first-lemma=a",
            "first-lemma=visit",
            "first-lemma=.",
        ];
        assert_eq!(found, expected);
    }
}
