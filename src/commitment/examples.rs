//! The rules' own examples: each must match, and each near miss must not.

use crate::commitment::extract::Rules;
use crate::commitment::rules::{Example, Rule};
use crate::news::{Document, Item, Part, Substrate};
use crate::text::{Scratch, Span};
use crate::world::DataError;

impl Rules {
    /// Tries every rule on its examples; all that fail, with their places.
    pub fn check_examples(&self, substrate: Substrate) -> Vec<DataError> {
        self.book
            .rules
            .iter()
            .flat_map(|rule| self.check_rule(rule, substrate))
            .collect()
    }

    fn check_rule(&self, rule: &Rule, substrate: Substrate) -> Vec<DataError> {
        let matches = rule
            .matches
            .iter()
            .filter_map(|example| self.missed(rule, example, substrate));
        let misses = rule.misses.iter().filter_map(|text| {
            let found = self.found_by(rule, text, substrate).into_iter().next()?;
            Some(format!(
                "the rule \"{}\" must miss: {text} It found: {}",
                rule.id, found.evidence
            ))
        });
        let error = |reason| DataError {
            file: rule.place.0.clone(),
            line: Some(rule.place.1),
            reason,
        };
        matches.chain(misses).map(error).collect()
    }

    /// What is wrong with what was found in an example; none when it is as it should be.
    fn missed(&self, rule: &Rule, example: &Example, substrate: Substrate) -> Option<String> {
        let found = self.found_by(rule, &example.text, substrate);
        let wanted = Found {
            evidence: example.evidence.clone(),
            committer: example.committer.clone(),
            condition: example.condition.clone(),
        };
        (!found.contains(&wanted)).then(|| {
            format!(
                "the rule \"{}\" must match: {} It found: {found:?}",
                rule.id, example.text
            )
        })
    }

    fn found_by(&self, rule: &Rule, text: &str, substrate: Substrate) -> Vec<Found> {
        let title = rule.part == Some(Part::Title);
        let whole = if title {
            format!("{text}\n\nNothing else is known.")
        } else {
            text.to_owned()
        };
        let Ok(item) = Item::plain("example", &whole, None) else {
            return Vec::new();
        };
        let document = Document::annotate(&item, substrate, None, &mut Scratch::new());
        let drafts = self.drafts(&document, &mut |_| ());
        let own = drafts.iter().filter(|draft| {
            let rules = &draft.proposal.rules;
            rules
                .iter()
                .filter_map(|&rule| self.book.rules.get(rule))
                .any(|seen| seen.id == rule.id)
        });
        own.map(|draft| {
            let words = |span: Span| span.of(draft.proposal.candidate.section.text).to_owned();
            let codes = draft
                .who
                .committer
                .iter()
                .map(|named| named.party.name(substrate.world, &document).to_owned());
            let mut committer: Vec<String> = codes.collect();
            committer.sort();
            Found {
                evidence: words(draft.evidence),
                committer,
                condition: draft.condition.map(words),
            }
        })
        .collect()
    }
}

/// What an example speaks of.
#[derive(Debug, PartialEq)]
struct Found {
    evidence: String,
    committer: Vec<String>,
    condition: Option<String>,
}
