//! Something that the models are asked of.

use crate::judgement::Features;
use crate::meeting::Status;
use crate::news::Part;
use crate::text::Span;

/// A thing that may be part of the frame, the words that name it, and what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question<T> {
    /// What it is.
    pub thing: T,
    /// The words that name it.
    pub evidence: (Part, Span),
    /// What speaks for and against it.
    pub features: Features,
    /// What speaks otherwise for a meeting that was held than for one that is planned: class and value.
    pub aspects: Vec<(&'static str, &'static str)>,
    /// By what it hangs on contacts, each with its number among those of the outline; one link of a kind to each.
    pub ties: Vec<(&'static str, usize)>,
}

impl<T> Question<T> {
    /// Adds what is known once the whole was read: how likely each of [`Status::ALL`] is, and the share of
    /// each contact in what the item is about.
    pub fn add_whole(&mut self, statuses: &[f64], shares: &[f64]) {
        for (class, value) in &self.aspects {
            for (status, probability) in Status::ALL.iter().zip(statuses) {
                let name = ["status=", status.name(), "&", class, "=", value].concat();
                self.features.value(&name, *probability);
            }
        }
        let links = || self.ties.iter().map(|tie| tie.0);
        for (number, link) in links().enumerate() {
            let ties = self.ties.iter().filter(|tie| tie.0 == link);
            let share = ties.filter_map(|tie| shares.get(tie.1)).sum();
            if links().position(|other| other == link) == Some(number) {
                self.features.value(&["focus-", link].concat(), share);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_is_told_by_status_and_by_share() {
        let mut question = Question {
            thing: (),
            evidence: (Part::Body, Span { start: 0, end: 0 }),
            features: Features::named(),
            aspects: vec![("lies", "after")],
            ties: vec![("at", 0), ("near", 1), ("at", 2), ("near", 9)],
        };
        question.add_whole(&[0.25, 0.75], &[0.5, 0.25, 0.25]);
        let found: Vec<_> = question.features.names().collect();
        let expected = [
            ("status=held&lies=after", 0.25),
            ("status=ongoing&lies=after", 0.75),
            ("focus-at", 0.75),
            ("focus-near", 0.25),
        ];
        assert_eq!(found, expected);
    }
}
