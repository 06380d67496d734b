//! Why an item has its verdict, as `--explain` adds it: as JSON and in words.

use serde::Serialize;

use crate::pipeline::{self, Candidate, Seen};

/// What led to a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// The stages that were gone through, in order.
    pub stages: Vec<&'static str>,
    /// What was wrong with a rejected item, in words for people.
    pub message: Option<String>,
    /// What a full reading sees, also where the gate spared it; null for what is no item.
    pub reading: Option<pipeline::Explanation>,
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
        lines.extend(self.reading.iter().flat_map(reading_lines));
        lines
    }
}

fn reading_lines(why: &pipeline::Explanation) -> Vec<String> {
    let mut lines = vec![gate_line(why.gate)];
    lines.push(format!("meeting: {:.2}", why.meeting_score));
    lines.extend(why.signals.iter().map(|signal| {
        let words = signal.words.as_ref().map(|words| format!(" “{words}”"));
        format!(
            "  {:+.2} {}{}",
            signal.weight,
            signal.name,
            words.unwrap_or_default()
        )
    }));
    lines.extend(
        why.rules
            .iter()
            .map(|rule| format!("rule {} at “{}”: {}", rule.rule, rule.trigger, rule.outcome)),
    );
    lines.extend(why.candidates.iter().flat_map(candidate_lines));
    lines
}

fn candidate_lines(candidate: &Candidate) -> Vec<String> {
    let Candidate {
        rule,
        words,
        probability,
        outcome,
        ..
    } = candidate;
    let mut lines = vec![format!(
        "candidate {probability:.2} by {rule}, {outcome}: “{words}”"
    )];
    let told = candidate.contributions.iter();
    lines.extend(told.map(|one| format!("  {:+.2} {}", one.weight, one.name)));
    lines
}

/// It stops at the first word that settles it, so what it did not see may still be there.
fn gate_line(seen: Seen) -> String {
    let words = [
        (seen.actors > 0).then(|| format!("actors {}", seen.actors)),
        seen.contact.then(|| "contact".to_owned()),
        seen.near.then(|| "near each other".to_owned()),
        seen.trigger.then(|| "trigger".to_owned()),
    ];
    let words: Vec<_> = words.into_iter().flatten().collect();
    let words = if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(", ")
    };
    format!(
        "gate: {}, having seen {words}",
        if seen.passes { "passes" } else { "drops" }
    )
}

#[cfg(test)]
pub(super) fn sample() -> pipeline::Explanation {
    use crate::pipeline::{ExplainedContribution, ExplainedSignal, TriedRule};
    use crate::report::Field;

    pipeline::Explanation {
        gate: Seen {
            passes: true,
            actors: 2,
            contact: false,
            near: false,
            trigger: true,
        },
        meeting_score: 0.87,
        signals: vec![
            ExplainedSignal {
                name: "bias".to_owned(),
                weight: -2.5,
                words: None,
            },
            ExplainedSignal {
                name: "talks".to_owned(),
                weight: 4.25,
                words: Some("hold talks".to_owned()),
            },
        ],
        rules: vec![TriedRule {
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
            contributions: vec![ExplainedContribution {
                name: "trigger=will".to_owned(),
                weight: 1.5,
            }],
        }],
    }
}
