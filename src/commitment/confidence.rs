//! How likely a proposal is an undertaking: named weights on a rule's own, through the logistic curve.

use crate::news::Sentence;

/// Words of those who foretell what others do.
const FORECASTERS: &[&str] = &[
    "analyst",
    "analysts",
    "commentators",
    "economists",
    "expert",
    "experts",
    "likely",
    "pundits",
    "rumours",
    "rumors",
    "speculation",
    "traders",
];

/// What is known of a proposal beside its rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The sentence speaks of what analysts or chances say.
    pub forecast: bool,
    /// Somebody of another actor says it.
    pub said_by_another: bool,
    /// It is a question.
    pub question: bool,
    /// A deadline stands in it.
    pub due: bool,
    /// Somebody is named towards whom it is directed, or several are bound.
    pub addressed: bool,
    /// The item names no other actor: it may be a matter at home.
    pub alone: bool,
    /// Its committer begins after a comma or a conjunction, not at the sentence's or quotation's start.
    pub inner: bool,
}

/// The probability of a proposal: `weight` is its rule's log-odds.
pub fn probability(weight: f64, features: Features) -> f64 {
    let Features {
        forecast,
        said_by_another,
        question,
        due,
        addressed,
        alone,
        inner,
    } = features;
    let terms = [
        (forecast, -3.0),
        (said_by_another, -2.5),
        (question, -3.0),
        (due, 0.4),
        (addressed, 0.6),
        (alone, -2.5),
        (inner, -0.4),
    ];
    let sum: f64 = terms
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, weight)| weight)
        .sum();
    1.0 / (1.0 + (-(weight + sum)).exp())
}

/// Whether a sentence foretells.
pub fn is_forecast(sentence: &Sentence) -> bool {
    sentence
        .words
        .iter()
        .any(|word| FORECASTERS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_against_lowers_and_what_speaks_for_raises() {
        let plain = probability(1.0, Features::default());
        assert!((plain - 0.731).abs() < 0.001);
        assert!(
            probability(
                1.0,
                Features {
                    forecast: true,
                    ..Features::default()
                }
            ) < 0.5
        );
        assert!(
            probability(
                1.0,
                Features {
                    due: true,
                    addressed: true,
                    ..Features::default()
                }
            ) > plain
        );
    }
}
