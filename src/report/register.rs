//! A commitment on the wire.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Field;

/// One undertaking, at one mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commitment {
    /// Stable: made of the item's id, field, evidence offsets and committer.
    pub id: String,
    /// `promise`, `agreement`, `offer`, `intention` or `refusal`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether the wording weakens it.
    pub hedged: bool,
    /// `quote`, `reported` or `narrated`.
    pub voice: String,
    /// The parties bound.
    pub committer: Vec<Party>,
    /// Who acts for the committer, or null.
    pub person: Option<Person>,
    /// Who utters it, or null.
    pub speaker: Option<Person>,
    /// To whom it is owed or towards whom it is directed.
    pub addressee: Vec<Party>,
    /// What is to be done, or not.
    pub action: Action,
    /// The words that make it conditional, or null.
    pub condition: Option<Condition>,
    /// By when, or null.
    pub due: Option<Due>,
    /// The id of its earliest mention in this item, or null.
    pub same_as: Option<String>,
    /// Codes of the field's event ontologies.
    pub codes: Codes,
    /// How sure the reader is, 0 to 1.
    pub confidence: f64,
    /// The rule that proposed it.
    pub rule: String,
    /// The shortest words that carry the whole undertaking.
    pub evidence: Evidence,
}

/// A party, and the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// ISO 3166-1 alpha-3 code, an organisation's acronym, or another party's name.
    pub party: String,
    /// As written.
    pub text: String,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// As fully as the item gives it.
    pub name: String,
    /// The office, lower case, without the state.
    pub role: Option<String>,
    /// For whom.
    pub party: Option<String>,
}

/// An act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// The lemma of the act: a verb or a noun.
    pub lemma: String,
    /// The words of the act without committer, condition and time.
    pub text: String,
}

/// The words that make an undertaking conditional.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Condition {
    /// Where the words stand.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// By when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Due {
    /// As written.
    pub text: String,
    /// First day, ISO 8601; null where open or unknown.
    pub start: Option<String>,
    /// Last day, ISO 8601; null where open or unknown.
    pub end: Option<String>,
    /// `day`, `week`, `month`, `quarter`, `half`, `year` or `range`; null without dates.
    pub granularity: Option<String>,
    /// `published_at`, the ISO date it was counted from, or null without dates.
    pub anchor: Option<String>,
}

/// Codes of event ontologies, from one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Codes {
    /// CAMEO, three or four digits.
    pub cameo: Option<String>,
    /// PLOVER.
    pub plover: Option<String>,
}

/// The words that carry an undertaking, as W3C text quote and text position selectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Where the words stand.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// Up to 32 code points before.
    pub prefix: String,
    /// Up to 32 code points after.
    pub suffix: String,
}
