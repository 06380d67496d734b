//! One line of the register, in the form in which both sides are compared.

use std::collections::{BTreeSet, HashMap};

use crate::evaluate::gold::{GoldCommitment, PartyNames};
use crate::evaluate::reading::matching::Stretch;
use crate::report::Commitment;

/// A commitment, gold or found. Parties are folded.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterLine {
    /// Where it stands.
    pub at: Stretch,
    /// Its type's name.
    pub kind: String,
    /// Who is bound.
    pub committer: BTreeSet<String>,
    /// Who acts for the committer.
    pub person: Option<String>,
    /// Towards whom; an agreement of several committers has none.
    pub addressee: BTreeSet<String>,
    /// Its voice's name.
    pub voice: String,
    /// Whether it is hedged.
    pub hedged: bool,
    /// The words that make it conditional.
    pub condition: Option<Stretch>,
    /// First and last day; none without either.
    pub due: Option<(Option<String>, Option<String>)>,
    /// The index of the first mention of the same undertaking, perhaps its own.
    pub undertaking: usize,
}

impl RegisterLine {
    /// An agreement that binds several, who owe it to each other.
    pub fn is_mutual(&self) -> bool {
        self.kind == "agreement" && self.committer.len() > 1
    }

    fn without_mutual_addressee(mut self) -> Self {
        if self.is_mutual() {
            self.addressee.clear();
        }
        self
    }
}

/// The gold's lines of one item, in their order.
pub fn gold_lines(commitments: &[GoldCommitment], names: &PartyNames) -> Vec<RegisterLine> {
    let same_as: Vec<_> = commitments.iter().map(|one| one.same_as).collect();
    let lines = commitments.iter().zip(undertakings(&same_as));
    lines
        .map(|(gold, undertaking)| {
            let field = gold.evidence.field;
            let stretch = |start, end| Stretch { field, start, end };
            let due = gold.due.as_ref();
            RegisterLine {
                at: stretch(gold.evidence.start, gold.evidence.end),
                kind: gold.kind.name().to_owned(),
                committer: gold.committer.iter().map(|one| names.fold(one)).collect(),
                person: gold.person.clone(),
                addressee: gold.addressee.iter().map(|one| names.fold(one)).collect(),
                voice: gold.voice.name().to_owned(),
                hedged: gold.hedged,
                condition: gold.condition.as_ref().map(|c| stretch(c.start, c.end)),
                due: due.and_then(|due| dated(due.start.as_ref(), due.end.as_ref())),
                undertaking,
            }
            .without_mutual_addressee()
        })
        .collect()
}

/// A report's lines, in their order.
pub fn found_lines(commitments: &[Commitment], names: &PartyNames) -> Vec<RegisterLine> {
    let places: HashMap<&str, usize> = commitments
        .iter()
        .enumerate()
        .map(|(at, one)| (one.id.as_str(), at))
        .collect();
    let same_as: Vec<_> = commitments
        .iter()
        .map(|one| places.get(one.same_as.as_deref()?).copied())
        .collect();
    let lines = commitments.iter().zip(undertakings(&same_as));
    lines
        .map(|(found, undertaking)| {
            let parties = |parties: &[crate::report::Party]| {
                parties.iter().map(|one| names.fold(&one.party)).collect()
            };
            let due = found.due.as_ref();
            RegisterLine {
                at: Stretch {
                    field: found.evidence.field,
                    start: found.evidence.start,
                    end: found.evidence.end,
                },
                kind: found.kind.clone(),
                committer: parties(&found.committer),
                person: found.person.as_ref().map(|person| person.name.clone()),
                addressee: parties(&found.addressee),
                voice: found.voice.clone(),
                hedged: found.hedged,
                condition: found.condition.as_ref().map(|condition| Stretch {
                    field: condition.field,
                    start: condition.start,
                    end: condition.end,
                }),
                due: due.and_then(|due| dated(due.start.as_ref(), due.end.as_ref())),
                undertaking,
            }
            .without_mutual_addressee()
        })
        .collect()
}

/// A due without dates counts as none.
fn dated(start: Option<&String>, end: Option<&String>) -> Option<(Option<String>, Option<String>)> {
    (start.is_some() || end.is_some()).then(|| (start.cloned(), end.cloned()))
}

/// For every mention the first one of its cluster. A link to nowhere is none; a circle of links ends
/// after as many steps as there are mentions.
fn undertakings(same_as: &[Option<usize>]) -> Vec<usize> {
    let first = |mention: usize| {
        let mut at = mention;
        for _ in 0..same_as.len() {
            match same_as[at].filter(|&earlier| earlier < same_as.len()) {
                Some(earlier) => at = earlier,
                None => break,
            }
        }
        at
    };
    (0..same_as.len()).map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_clustered_by_their_first() {
        let check = |same_as: &[Option<usize>], expected: &[usize]| {
            assert_eq!(undertakings(same_as), expected, "{same_as:?}");
        };
        check(&[None, Some(0), None, Some(1)], &[0, 0, 2, 0]);
        check(&[None, Some(7)], &[0, 1]);
        check(&[Some(0)], &[0]);
        check(&[], &[]);
    }

    #[test]
    fn a_due_needs_a_date() {
        let day = "2031-04-09".to_owned();
        assert_eq!(dated(None, None), None);
        assert_eq!(dated(None, Some(&day)), Some((None, Some(day.clone()))));
    }
}
