//! What is read: real news where they are at hand, else the samples of this project.

use std::fs;

use communique::pipeline::samples;

use crate::measure::spread::number;
use crate::support::inputs::STREAM;
use crate::support::produce::Outgoing;
use crate::support::{Outcome, aloud};

/// Items as bytes, in an order by lot, so that every part of them is a like mixture.
pub struct Items {
    values: Vec<Vec<u8>>,
    are_real: bool,
}

impl Items {
    /// The real ones if there are any.
    pub fn at_hand() -> Outcome<Self> {
        let text = fs::read_to_string(STREAM).ok();
        let mut values: Vec<Vec<u8>> = match &text {
            Some(text) => text.lines().map(|line| line.as_bytes().to_vec()).collect(),
            None => samples().map(|line| line.as_bytes().to_vec()).collect(),
        };
        if values.is_empty() {
            return Err("no items".to_owned());
        }
        fastrand::Rng::with_seed(1).shuffle(&mut values);
        let are_real = text.is_some();
        if !are_real {
            aloud::left_out(
                "real news items are not at hand; the figures are those of a dozen made samples",
            );
        }
        Ok(Self { values, are_real })
    }

    /// At most so many of them, as bytes.
    pub fn some(&self, most: usize) -> &[Vec<u8>] {
        self.values.get(..most).unwrap_or(&self.values)
    }

    /// So many of them as records, again from the first after the last, over the partitions in turn.
    pub fn records(&self, count: usize, partitions: i32) -> impl Iterator<Item = Outgoing> {
        let in_turn = (0..partitions).cycle();
        let values = self.values.iter().cycle().take(count);
        values.zip(in_turn).map(|(value, partition)| Outgoing {
            partition,
            value: Some(value.clone()),
            ..Outgoing::default()
        })
    }

    /// A sentence about them.
    pub fn what(&self) -> String {
        let kind = if self.are_real {
            "real news items, domestic affairs and contacts between states mixed as a wire mixes them"
        } else {
            "made samples, which are shorter and fuller than real news"
        };
        let bytes: usize = self.values.iter().map(Vec::len).sum();
        format!(
            "{} {kind}, {} kB each on average.",
            number(self.values.len() as f64),
            number(bytes as f64 / 1000.0 / self.values.len() as f64),
        )
    }
}
