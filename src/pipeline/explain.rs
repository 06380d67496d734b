//! Why an item was answered as it was, for `read --explain`.

use crate::pipeline::gate::Seen;
use crate::report::Field;

/// What each step saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The gate, which `explain` does not heed.
    pub gate: Seen,
    /// The signals of a meeting with their log-odds, the bias first.
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
    pub name: &'static str,
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
