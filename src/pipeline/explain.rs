//! Why an item was answered as it was, for `read --explain`.

use serde::Serialize;

use crate::commitment::{Heard, Judged};
use crate::news::{Item, Part};
use crate::pipeline::compose::field;
use crate::pipeline::gate::Seen;
use crate::pipeline::reader::Reader;
use crate::report::{CodePoints, Field};

/// Contributions to a candidate's probability that are told at most, the strongest first.
const CONTRIBUTIONS_MAX: usize = 8;

/// What each step saw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The gate, which `explain` does not heed.
    pub gate: Seen,
    /// The probability that the item covers a meeting.
    pub meeting_score: f64,
    /// The signals for or against a meeting that weigh most, with their log-odds.
    pub signals: Vec<ExplainedSignal>,
    /// The rules that were tried, in the order of the text.
    pub rules: Vec<TriedRule>,
    /// All candidates that were judged, in the order of the text, headline first.
    pub candidates: Vec<Candidate>,
}

/// A signal for or against a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedSignal {
    /// Its name.
    pub name: String,
    /// Its log-odds.
    pub weight: f64,
    /// The words that show it.
    pub words: Option<String>,
}

/// A rule that was tried at one trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// A candidate for a commitment that was judged, whatever came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// The rule that proposed it.
    pub rule: String,
    /// Where its words stand.
    pub field: Field,
    /// The first code point of its words.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its words.
    pub words: String,
    /// How likely it is a commitment.
    pub probability: f64,
    /// What becomes of it where its item has a report, in words: `reported`, or why not.
    pub outcome: &'static str,
    /// What moves its probability furthest, the furthest first.
    pub contributions: Vec<ExplainedContribution>,
}

/// What a feature adds to the log-odds that a candidate is a commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedContribution {
    /// The feature's name; a point of words is told as one.
    pub name: String,
    /// Log-odds, before they are calibrated.
    pub weight: f64,
}

impl Reader {
    /// Why an item is answered as it is. Reads it in full, whatever the gate says.
    pub fn explain(&self, item: &Item, record_time_ms: Option<i64>) -> Explanation {
        let (title, body) = (CodePoints::new(&item.title), CodePoints::new(&item.body));
        let points = |part: Part| if part == Part::Title { &title } else { &body };
        let (mut rules, mut candidates) = (Vec::new(), Vec::new());
        let mut hear = |heard: Heard| match heard {
            Heard::Tried(tried) => rules.push(TriedRule {
                field: field(tried.part),
                trigger: points(tried.part).exact(tried.trigger).2,
                outcome: tried.outcome.name(),
                rule: tried.rule,
            }),
            Heard::Judged(judged) => {
                candidates.push(self.candidate(&judged, points(judged.part)));
            }
            Heard::LeftOut { number, why } => {
                if let Some(candidate) = candidates.get_mut(number) {
                    candidate.outcome = why.name();
                }
            }
        };
        let found = self.find(item, record_time_ms, &mut hear, &mut |_| ());
        let signals = found.score.signals.iter().map(|signal| ExplainedSignal {
            name: signal.name.clone(),
            weight: signal.weight,
            words: signal
                .evidence
                .map(|(part, span)| points(part).exact(span).2),
        });
        Explanation {
            gate: self.gate().see(item),
            signals: signals.collect(),
            meeting_score: found.score.value,
            rules,
            candidates,
        }
    }

    /// A candidate of which nothing else is heard.
    fn candidate(&self, judged: &Judged, points: &CodePoints) -> Candidate {
        let (start, end, words) = points.exact(judged.evidence);
        let told = judged.contributions(CONTRIBUTIONS_MAX).into_iter();
        let told = told.map(|one| ExplainedContribution {
            name: one.name.to_owned(),
            weight: one.weight,
        });
        Candidate {
            rule: judged.rule.to_owned(),
            field: field(judged.part),
            start,
            end,
            words,
            probability: judged.probability,
            outcome: if self.is_sure(judged.probability) {
                "reported"
            } else {
                "below min_confidence"
            },
            contributions: told.collect(),
        }
    }
}
