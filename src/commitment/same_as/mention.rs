//! What is compared of one mention: who is bound, to what kind of act, by when, and the words.

use std::collections::BTreeSet;

use crate::commitment::who::is_contact;
use crate::commitment::{Commitment, Kind, Party};
use crate::news::{Document, Part, Sentence};
use crate::text::{Meanings, Upos};
use crate::time::Interval;

/// Endings that a verb, its noun and its forms differ in, longest first.
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ment", "ings", "ions", "ing", "ion", "als", "al", "ed", "es", "e",
    "s",
];
/// Letters that are left of a word at least.
const STEM_BYTES_MIN: usize = 4;

/// Words of time and office that say nothing of an act.
const EMPTY: &[&str] = &[
    "be",
    "day",
    "do",
    "foreign",
    "have",
    "minister",
    "month",
    "new",
    "president",
    "prime",
    "say",
    "week",
    "year",
];

/// Parts of speech that tell of an act.
const TELLING: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Verb, Upos::Adj];

/// What is compared of one mention.
pub(super) struct Mention {
    pub part: Part,
    /// Its sentence, counted in its text.
    pub number: usize,
    pub parties: Vec<Party>,
    pub kind: Kind,
    /// By when; none where no day is known.
    pub due: Option<Interval>,
    /// The lemma of the act, lower case.
    pub lemma: String,
    /// The point of the act's lemma.
    pub act: Vec<f32>,
    /// Whether its words tell of a contact.
    pub contact: bool,
    /// Stems of the words that tell of the act, without the names of those who are bound.
    pub stems: BTreeSet<String>,
    /// Numbers among its words.
    pub numbers: BTreeSet<String>,
}

impl Mention {
    pub fn of(commitment: &Commitment, document: &Document, meanings: &Meanings) -> Self {
        let parties = commitment.committer.iter().map(|named| named.party);
        let days = commitment.due.map(|due| due.interval);
        let mut found = Self {
            part: commitment.part,
            number: 0,
            parties: parties.collect(),
            kind: commitment.kind,
            due: days.filter(|days| days.not_before.is_some() || days.not_after.is_some()),
            lemma: commitment.lemma.to_lowercase(),
            act: Vec::new(),
            contact: false,
            stems: BTreeSet::new(),
            numbers: BTreeSet::new(),
        };
        meanings.of([commitment.lemma.as_str()], &mut found.act);
        let evidence = commitment.evidence;
        // Evidence never goes beyond one sentence.
        let sentences = &document.section(commitment.part).sentences;
        found.number = sentences.partition_point(|one| one.span.end <= evidence.start);
        if let Some(sentence) = sentences.get(found.number) {
            let last = sentence.token_at(evidence.end.saturating_sub(1));
            for at in sentence.token_at(evidence.start)..last.saturating_add(1) {
                found.see(sentence, at);
            }
        }
        found
    }

    /// Takes in one of its words.
    fn see(&mut self, sentence: &Sentence, at: usize) {
        let Some(token) = sentence.tokens.get(at) else {
            return;
        };
        let lemma = sentence.lemma(at).to_lowercase();
        self.contact |= is_contact(sentence, at);
        if sentence.is_upos(at, &[Upos::Num]) {
            self.numbers.insert(lemma);
            return;
        }
        let reference = sentence.reference_at(token.span.start);
        let names_bound = reference.is_some_and(|found| {
            let mut parties = found.parties.iter();
            parties.any(|&actor| self.parties.contains(&Party::Actor(actor)))
        });
        let silent = !sentence.is_upos(at, TELLING)
            || EMPTY.contains(&lemma.as_str())
            || lemma.ends_with("day")
            || names_bound;
        if !silent {
            self.stems.insert(stem(&lemma).to_owned());
        }
    }
}

/// A lemma without its ending.
pub(super) fn stem(lemma: &str) -> &str {
    let cut = ENDINGS
        .iter()
        .filter_map(|ending| lemma.strip_suffix(ending));
    let mut long = cut.filter(|stem| stem.len() >= STEM_BYTES_MIN);
    long.next().unwrap_or(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_and_its_noun_have_one_stem() {
        for (lemma, expected) in [
            ("deployment", "deploy"),
            ("deploy", "deploy"),
            ("withdrawal", "withdraw"),
            ("restore", "restor"),
            ("restoration", "restor"),
            ("aims", "aims"),
        ] {
            assert_eq!(stem(lemma), expected, "{lemma}");
        }
    }
}
