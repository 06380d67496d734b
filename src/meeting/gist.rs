//! What an item is about by the sense of its words, where no word of contact tells.

use crate::judgement::Features;
use crate::meeting::line::{Line, Zone};
use crate::meeting::outline::Outline;

/// So much does a point's number count beside a feature that holds or does not.
const SCALE: f64 = 0.07;

/// Adds the points of the headline, of the lead and of the whole text. Cost: a look at each word.
pub fn fill_gist(outline: &Outline, features: &mut Features) {
    let mut point = Vec::new();
    let parts: [(&str, &[Zone]); 3] = [
        ("headline-words", &[Zone::Title]),
        ("opening-words", &[Zone::Lead]),
        ("text-words", &[Zone::Lead, Zone::Rest]),
    ];
    for (name, zones) in parts {
        let lines = outline.lines.iter();
        let inside = |line: &&Line| zones.contains(&line.zone);
        let lemmas = lines.filter(inside).flat_map(|line| &line.sentence.lemmas);
        let lemmas = lemmas.map(String::as_str);
        outline.meanings.of(lemmas, &mut point);
        features.point(name, &point, SCALE);
    }
}
