//! What an item is about by the sense of its words, where no word of contact tells.

use crate::judgement::Features;
use crate::meeting::line::{Line, Zone};
use crate::text::Meanings;

/// So much does a point's number count beside a feature that holds or does not.
pub const SCALE: f64 = 0.07;

/// The points of the headline, of the lead and of the whole text, each with its name.
#[derive(Default)]
pub struct Gist([(&'static str, Vec<f32>); 3]);

impl Gist {
    /// Reads them off an item's lines. Cost: a look at each word.
    pub fn of(lines: &[Line], meanings: &Meanings) -> Self {
        let parts: [(&'static str, &[Zone]); 3] = [
            ("headline-words", &[Zone::Title]),
            ("opening-words", &[Zone::Lead]),
            ("text-words", &[Zone::Lead, Zone::Rest]),
        ];
        Self(parts.map(|(name, zones)| {
            let inside = |line: &&Line| zones.contains(&line.zone);
            let inside = lines.iter().filter(inside);
            let lemmas = inside.flat_map(|line| &line.sentence.lemmas);
            let mut point = Vec::new();
            meanings.of(lemmas.map(String::as_str), &mut point);
            (name, point)
        }))
    }

    /// Adds the points.
    pub fn fill(&self, features: &mut Features) {
        for (name, point) in &self.0 {
            features.point(name, point, SCALE);
        }
    }
}
