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

/// Adds to each of several things of which one is true how much the others hang on what the item is about:
/// the greatest share of the contacts on which one of them hangs by one of these links, by its own aspects.
pub fn add_rivals<T>(questions: &mut [Question<T>], links: &[&str], shares: &[f64]) {
    let of = |question: &Question<T>| -> f64 {
        let ties = question.ties.iter().filter(|tie| links.contains(&tie.0));
        ties.filter_map(|tie| shares.get(tie.1)).sum()
    };
    let all: Vec<f64> = questions.iter().map(of).collect();
    for (number, question) in questions.iter_mut().enumerate() {
        let others = all.iter().enumerate().filter(|other| other.0 != number);
        let greatest = others.map(|other| *other.1).fold(0.0, f64::max);
        for (class, value) in &question.aspects {
            let name = ["rival&", class, "=", value].concat();
            question.features.value(&name, greatest);
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

    #[test]
    fn a_rival_speaks_by_the_share_of_its_contacts() {
        let question = |ties: &[(&'static str, usize)]| Question {
            thing: (),
            evidence: (Part::Body, Span { start: 0, end: 0 }),
            features: Features::named(),
            aspects: vec![("link", "some")],
            ties: ties.to_vec(),
        };
        let mut all = [
            question(&[("at", 0), ("near", 1)]),
            question(&[("near", 0)]),
            question(&[("goal", 2)]),
        ];
        add_rivals(&mut all, &["at", "goal"], &[0.5, 0.25, 0.125]);
        let found: Vec<_> = all.iter().flat_map(|one| one.features.names()).collect();
        let rival = "rival&link=some";
        assert_eq!(found, [(rival, 0.125), (rival, 0.5), (rival, 0.5)]);
    }
}
