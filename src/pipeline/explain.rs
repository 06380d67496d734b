//! Why an item was answered as it was, for `read --explain`.

use crate::news::{Item, Part, Section};
use crate::pipeline::gate::Seen;
use crate::pipeline::reader::Reader;
use crate::report::Field;

/// What each step saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The gate, which `explain` does not heed.
    pub gate: Seen,
    /// The signals for or against a meeting that weigh most, with their log-odds.
    pub signals: Vec<ExplainedSignal>,
    /// The probability that the item covers a meeting.
    pub meeting_score: f64,
    /// The rules that were tried, in the order of the text.
    pub rules: Vec<TriedRule>,
    /// The candidates that were judged, in the order of the text.
    pub candidates: Vec<Candidate>,
}

/// A signal for or against a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedSignal {
    /// Its name.
    pub name: String,
    /// Its log-odds.
    pub weight: f64,
    /// The words that show it.
    pub words: Option<String>,
}

/// A rule that was tried at one trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriedRule {
    /// The rule.
    pub rule: String,
    /// Where the trigger stands.
    pub field: Field,
    /// The trigger's words.
    pub trigger: String,
    /// What came of it, in words.
    pub outcome: &'static str,
}

/// A candidate for a commitment.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The rule that proposed it.
    pub rule: String,
    /// Its words.
    pub words: String,
    /// How likely it is a commitment.
    pub probability: f64,
    /// Whether it is reported.
    pub kept: bool,
}

impl Reader {
    /// Why an item is answered as it is. Reads it in full, whatever the gate says.
    pub fn explain(&self, item: &Item, record_time_ms: Option<i64>) -> Explanation {
        let mut tried = Vec::new();
        let found = self.find(
            item,
            record_time_ms,
            &mut |one| tried.push(one),
            &mut |_| (),
        );
        let section = |part: Part| -> &Section {
            if part == Part::Title {
                &found.document.title
            } else {
                &found.document.body
            }
        };
        let signals = found.score.signals.iter().map(|signal| ExplainedSignal {
            name: signal.name.clone(),
            weight: signal.weight,
            words: signal
                .evidence
                .map(|(part, span)| span.of(section(part).text).to_owned()),
        });
        let rules = tried.into_iter().map(|tried| TriedRule {
            rule: tried.rule,
            field: if tried.part == Part::Title {
                Field::Title
            } else {
                Field::Body
            },
            trigger: tried.trigger.of(section(tried.part).text).to_owned(),
            outcome: tried.outcome.name(),
        });
        let candidates = found.commitments.iter().map(|commitment| Candidate {
            rule: commitment.rule.clone(),
            words: commitment
                .evidence
                .of(section(commitment.part).text)
                .to_owned(),
            probability: commitment.confidence,
            kept: self.is_sure(commitment.confidence),
        });
        Explanation {
            gate: self.gate().see(item),
            signals: signals.collect(),
            meeting_score: found.score.value,
            rules: rules.collect(),
            candidates: candidates.collect(),
        }
    }
}
