//! Why an item has its verdict, as `--explain` adds it: as JSON and in words.

use serde::Serialize;

use crate::pipeline;
use crate::report::Field;

/// What led to a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// The stages that were gone through, in order.
    pub stages: Vec<&'static str>,
    /// What was wrong with a rejected item, in words for people.
    pub message: Option<String>,
    /// What a full reading sees, also where the gate spared it; null for what is no item.
    pub reading: Option<FullReading>,
}

/// What each step of a full reading saw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FullReading {
    gate: Gate,
    meeting_score: f64,
    signals: Vec<Signal>,
    rules: Vec<Rule>,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Gate {
    passes: bool,
    actors: usize,
    contact: bool,
    trigger: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Signal {
    name: String,
    weight: f64,
    words: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Rule {
    rule: String,
    field: Field,
    trigger: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Candidate {
    rule: String,
    field: Field,
    start: usize,
    end: usize,
    words: String,
    probability: f64,
    outcome: &'static str,
    contributions: Vec<Contribution>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Contribution {
    name: String,
    weight: f64,
}

impl From<pipeline::Explanation> for FullReading {
    fn from(why: pipeline::Explanation) -> Self {
        let signals = why.signals.into_iter().map(|signal| Signal {
            name: signal.name,
            weight: signal.weight,
            words: signal.words,
        });
        let rules = why.rules.into_iter().map(|rule| Rule {
            rule: rule.rule,
            field: rule.field,
            trigger: rule.trigger,
            outcome: rule.outcome,
        });
        Self {
            gate: Gate {
                passes: why.gate.passes,
                actors: why.gate.actors,
                contact: why.gate.contact,
                trigger: why.gate.trigger,
            },
            meeting_score: why.meeting_score,
            signals: signals.collect(),
            rules: rules.collect(),
            candidates: why.candidates.into_iter().map(Candidate::from).collect(),
        }
    }
}

impl From<pipeline::Candidate> for Candidate {
    fn from(candidate: pipeline::Candidate) -> Self {
        let contributions = candidate.contributions.into_iter().map(|one| Contribution {
            name: one.name,
            weight: one.weight,
        });
        Self {
            rule: candidate.rule,
            field: candidate.field,
            start: candidate.start,
            end: candidate.end,
            words: candidate.words,
            probability: candidate.probability,
            outcome: candidate.outcome,
            contributions: contributions.collect(),
        }
    }
}

impl Explanation {
    /// In words, a line for each thing seen.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("stages: {}", self.stages.join(" → "))];
        lines.extend(
            self.message
                .as_ref()
                .map(|message| format!("why: {message}")),
        );
        lines.extend(self.reading.iter().flat_map(FullReading::lines));
        lines
    }
}

impl FullReading {
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.gate.line()];
        lines.push(format!("meeting: {:.2}", self.meeting_score));
        lines.extend(self.signals.iter().map(|signal| {
            let words = signal.words.as_ref().map(|words| format!(" “{words}”"));
            format!(
                "  {:+.2} {}{}",
                signal.weight,
                signal.name,
                words.unwrap_or_default()
            )
        }));
        lines.extend(
            self.rules
                .iter()
                .map(|rule| format!("rule {} at “{}”: {}", rule.rule, rule.trigger, rule.outcome)),
        );
        lines.extend(self.candidates.iter().flat_map(Candidate::lines));
        lines
    }
}

impl Candidate {
    fn lines(&self) -> Vec<String> {
        let Self {
            rule,
            words,
            probability,
            outcome,
            ..
        } = self;
        let mut lines = vec![format!(
            "candidate {probability:.2} by {rule}, {outcome}: “{words}”"
        )];
        let told = self.contributions.iter();
        lines.extend(told.map(|one| format!("  {:+.2} {}", one.weight, one.name)));
        lines
    }
}

impl Gate {
    /// It stops at the first word that settles it, so what it did not see may still be there.
    fn line(&self) -> String {
        let seen = [
            (self.actors > 0).then(|| format!("actors {}", self.actors)),
            self.contact.then(|| "contact".to_owned()),
            self.trigger.then(|| "trigger".to_owned()),
        ];
        let seen: Vec<_> = seen.into_iter().flatten().collect();
        let seen = if seen.is_empty() {
            "nothing".to_owned()
        } else {
            seen.join(", ")
        };
        format!(
            "gate: {}, having seen {seen}",
            if self.passes { "passes" } else { "drops" }
        )
    }
}

#[cfg(test)]
pub(super) fn sample() -> FullReading {
    FullReading {
        gate: Gate {
            passes: true,
            actors: 2,
            contact: false,
            trigger: true,
        },
        meeting_score: 0.87,
        signals: vec![
            Signal {
                name: "bias".to_owned(),
                weight: -2.5,
                words: None,
            },
            Signal {
                name: "talks".to_owned(),
                weight: 4.25,
                words: Some("hold talks".to_owned()),
            },
        ],
        rules: vec![Rule {
            rule: "will-verb".to_owned(),
            field: Field::Body,
            trigger: "will".to_owned(),
            outcome: "matched",
        }],
        candidates: vec![Candidate {
            rule: "will-verb".to_owned(),
            field: Field::Body,
            start: 31,
            end: 50,
            words: "Arvonia will reopen".to_owned(),
            probability: 0.914,
            outcome: "reported",
            contributions: vec![Contribution {
                name: "trigger=will".to_owned(),
                weight: 1.5,
            }],
        }],
    }
}
