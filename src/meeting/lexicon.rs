//! The words of contact and the weights of signals, from a data file.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::news::{Section, Sentence};
use crate::text::Span;
use crate::world::{DataError, is_word, parse, unbroken};

/// Tells whether items cover meetings. Built once; reading changes nothing in it.
pub struct Meetings {
    words: AhoCorasick,
    kinds: Vec<ContactKind>,
    nouns_and_verbs: Vec<String>,
    pub(super) weights: Weights,
}

/// Words of contact in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    pub span: Span,
    pub kind: ContactKind,
}

/// What kind of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactKind {
    Noun,
    Verb,
    /// Not of contact between actors, but of matters at home.
    Domestic,
}

/// The log-odds of each signal.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weights {
    pub bias: f64,
    pub contact_between_parties_in_title: f64,
    pub contact_between_parties_in_lead: f64,
    pub contact_in_title: f64,
    pub two_actors_in_title: f64,
    pub contact_in_lead: f64,
    pub contact_density: f64,
    pub people_met: f64,
    pub domestic: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    nouns: Vec<String>,
    verbs: Vec<String>,
    domestic: Vec<String>,
    weights: Weights,
}

impl Meetings {
    /// Reads the data file. Refused with its place: bad TOML, an unknown or missing weight.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let File {
            nouns,
            verbs,
            domestic,
            weights,
        } = parse(file, text)?;
        let nouns_and_verbs: Vec<String> = nouns
            .iter()
            .chain(&verbs)
            .map(|word| word.to_lowercase())
            .collect();
        let kinds = [
            (nouns, ContactKind::Noun),
            (verbs, ContactKind::Verb),
            (domestic, ContactKind::Domestic),
        ];
        let (mut words, mut all_kinds) = (Vec::new(), Vec::new());
        for (group, kind) in kinds {
            all_kinds.extend(std::iter::repeat_n(kind, group.len()));
            words.extend(group);
        }
        let mut builder = AhoCorasick::builder();
        builder
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true);
        let failed = |error: aho_corasick::BuildError| DataError {
            file: file.to_owned(),
            line: None,
            reason: error.to_string(),
        };
        Ok(Self {
            words: builder.build(words).map_err(failed)?,
            kinds: all_kinds,
            nouns_and_verbs,
            weights,
        })
    }

    /// The words of contact, lower case: an item with none of them covers no meeting.
    pub fn contact_words(&self) -> &[String] {
        &self.nouns_and_verbs
    }

    /// The words of contact and of matters at home in a sentence, in order.
    pub(super) fn contacts(&self, section: &Section, sentence: &Sentence) -> Vec<Contact> {
        let text = &*unbroken(sentence.span.of(section.text));
        let found = self
            .words
            .find_iter(text)
            .filter(|hit| is_word(text, hit.start(), hit.end()));
        found
            .filter_map(|hit| {
                let span = Span {
                    start: hit.start() + sentence.span.start,
                    end: hit.end() + sentence.span.start,
                };
                Some(Contact {
                    span,
                    kind: *self.kinds.get(hit.pattern().as_usize())?,
                })
            })
            .collect()
    }
}
