//! Sentences coded by others with a root of the PLOVER ontology: an outside check of coverage.
//!
//! A sentence is read as the body of an item. What people call threats and sanctions there are
//! commitments here, and acts that are done are none, so the figures only tell where to look.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::evaluate::count::Count;
use crate::evaluate::json_lines::json_lines;
use crate::news::{Fault, Item, Limits};
use crate::pipeline::{Reader, Verdict};
use crate::report::{Register, Report as WireReport};

/// The root that a contact has.
const CONSULT: &str = "CONSULT";

/// The name under which sentences stand in [`Root::found_as`] that were given no root.
const NONE: &str = "none";

/// A coded sentence, one line of the file; other fields are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Coded {
    /// The sentence.
    pub sentence: String,
    /// Its root.
    pub root: String,
}

/// What was measured; shares from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Sentences read.
    pub sentences: usize,
    /// Those that were given a root.
    pub given: usize,
    /// Those that were given the right one.
    pub right: usize,
    /// By root, those of the gold and those that were given.
    pub roots: BTreeMap<String, Root>,
}

/// One root.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Root {
    /// Sentences that have it.
    pub gold: usize,
    /// Sentences that were given it.
    pub found: usize,
    /// Both.
    pub right: usize,
    /// Share of those given it that have it; null when it was never given.
    pub precision: Option<f64>,
    /// Share of those that have it that were given it; null when none has it.
    pub recall: Option<f64>,
    /// Their harmonic mean.
    pub f1: Option<f64>,
    /// Sentences that have it and carry a commitment.
    pub with_commitment: usize,
    /// What the sentences that have it were given, and how often; `none` for nothing.
    pub found_as: BTreeMap<String, usize>,
}

/// What the reader makes of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The PLOVER root of its most confident commitment, else `CONSULT` where a signal of a meeting
    /// fires, else none.
    pub root: Option<String>,
    /// Whether it carries a commitment.
    pub has_commitment: bool,
}

/// Reads one coded sentence a line; what is wrong with the first that is none.
pub fn read(source: &str) -> Result<Vec<Coded>, String> {
    json_lines(source)
}

/// Reads all sentences and counts. Fails at a sentence that can be no item, as one without a word.
pub fn measure(reader: &Reader, sentences: &[Coded]) -> Result<Report, Fault> {
    let given: Result<Vec<Given>, Fault> = sentences
        .iter()
        .map(|coded| give(reader, &coded.sentence))
        .collect();
    Ok(count(sentences, &given?))
}

/// Reads a sentence as the body of an item.
pub fn give(reader: &Reader, sentence: &str) -> Result<Given, Fault> {
    let value = json!({"id": "sentence", "body": sentence, "language": "en"});
    let item = Item::parse(value.to_string().as_bytes(), &Limits::default())?;
    let register = match reader.read_item(item.clone(), None, &mut |_| ()).verdict {
        Verdict::Report(WireReport::Register(register)) => Some(register),
        _ => None,
    };
    let has_commitment = register
        .as_ref()
        .is_some_and(|register| !register.commitments.is_empty());
    let code = register.as_deref().and_then(most_confident);
    let contact = || shows_contact(reader, &item).then(|| CONSULT.to_owned());
    Ok(Given {
        root: code.or_else(contact),
        has_commitment,
    })
}

fn most_confident(register: &Register) -> Option<String> {
    let commitments = register.commitments.iter();
    let best = commitments.reduce(|best, one| {
        if one.confidence > best.confidence {
            one
        } else {
            best
        }
    })?;
    best.codes.plover.clone()
}

/// Whether some words speak for a meeting, however little.
fn shows_contact(reader: &Reader, item: &Item) -> bool {
    let signals = reader.explain(item, None).signals;
    let mut shown = signals.iter().filter(|signal| signal.words.is_some());
    shown.any(|signal| signal.weight > 0.0)
}

fn count(sentences: &[Coded], given: &[Given]) -> Report {
    let mut roots: BTreeMap<String, Root> = BTreeMap::new();
    for (coded, given) in sentences.iter().zip(given) {
        let root = roots.entry(coded.root.clone()).or_default();
        root.gold += 1;
        root.with_commitment += usize::from(given.has_commitment);
        root.right += usize::from(given.root.as_ref() == Some(&coded.root));
        let name = given.root.as_deref().unwrap_or(NONE);
        *root.found_as.entry(name.to_owned()).or_default() += 1;
        if let Some(name) = &given.root {
            roots.entry(name.clone()).or_default().found += 1;
        }
    }
    for root in roots.values_mut() {
        root.measure();
    }
    Report {
        sentences: sentences.len(),
        given: roots.values().map(|root| root.found).sum(),
        right: roots.values().map(|root| root.right).sum(),
        roots,
    }
}

impl Root {
    fn measure(&mut self) {
        let mut count = Count::default();
        count.things(self.right, self.found, self.gold);
        let rounded = |share: Option<f64>| share.map(|share| (share * 1e4).round() / 1e4);
        self.precision = rounded(count.precision());
        self.recall = rounded(count.recall());
        self.f1 = rounded(count.f1());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Data, Scope, Settings};

    #[test]
    fn roots_are_counted() {
        // Root, what was given, whether there is a commitment.
        let cases = [
            ("AGREE", Some("AGREE"), true),
            ("AGREE", Some("REJECT"), true),
            ("AGREE", None, false),
            ("REJECT", Some("REJECT"), true),
            ("AID", Some("CONSULT"), false),
        ];
        let sentences = cases.map(|(root, ..)| Coded {
            sentence: String::new(),
            root: root.to_owned(),
        });
        let given = cases.map(|(_, root, has_commitment)| Given {
            root: root.map(str::to_owned),
            has_commitment,
        });
        let report = count(&sentences, &given);
        assert_eq!((report.sentences, report.given, report.right), (5, 4, 2));
        let figures = |name: &str| {
            let root = &report.roots[name];
            (root.precision, root.recall, root.f1, root.with_commitment)
        };
        assert_eq!(figures("AGREE"), (Some(1.0), Some(0.3333), Some(0.5), 2));
        assert_eq!(figures("REJECT"), (Some(0.5), Some(1.0), Some(0.6667), 1));
        assert_eq!(figures("AID"), (None, Some(0.0), Some(0.0), 0));
        assert_eq!(figures("CONSULT"), (Some(0.0), None, Some(0.0), 0));
        assert_eq!(report.roots["AGREE"].found_as["none"], 1);
    }

    #[test]
    fn sentences_are_given_roots() {
        let settings = Settings {
            scope: Scope::All,
            ..Settings::default()
        };
        let reader = Reader::new(&Data::embedded(), settings).unwrap();
        let check = |sentence: &str, root: Option<&str>, has_commitment: bool| {
            let expected = Given {
                root: root.map(str::to_owned),
                has_commitment,
            };
            assert_eq!(give(&reader, sentence).unwrap(), expected, "{sentence}");
        };
        check(
            "Chile has promised to lend Peru two ships by the end of May.",
            Some("AGREE"),
            true,
        );
        check("Chile refused to pay Peru.", Some("REJECT"), true);
        check(
            "The foreign ministers of Chile and Peru held talks in Lima.",
            Some("CONSULT"),
            false,
        );
        check("It rained in the harbour.", None, false);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert!(read("\n{}").unwrap_err().starts_with("line 2: "));
        let line = r#"{"sentence": "Peru paid.", "source": "Peru", "root": "AID"}"#;
        assert_eq!(read(line).unwrap()[0].root, "AID");
    }
}
