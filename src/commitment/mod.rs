//! Floor 4: what was undertaken, by whom, to whom, by when, under which condition.
//!
//! Knows documents; knows nothing of wire forms or Kafka.
//!
//! Rules propose from triggers and trees ([`RuleBook`]); the slots are filled from what stands around
//! ([`Draft`]); a small learnt model judges how likely it is an undertaking, and of which kind
//! ([`Rules::extract`]).

mod action;
mod attachment;
mod candidate;
mod codes;
mod condition;
mod conditional;
pub mod context;
mod draft;
mod due;
mod evidence;
mod examples;
mod extract;
mod features;
mod grammar;
mod heard;
mod judge;
mod of_others;
mod opening;
mod party;
mod path;
mod propose;
mod rules;
pub mod same_as;
#[cfg(test)]
mod samples;
mod subject;
pub mod who;

pub use candidate::Candidate;
pub use codes::Codes;
pub use condition::condition;
pub use draft::Draft;
pub use due::due;
pub use extract::Rules;
pub use features::Surroundings;
pub use heard::{Heard, Judged, LeftOut, Tried};
pub use judge::Weights;
pub use party::{Named, Party};
pub use propose::{Outcome, Proposal};
pub use rules::RuleBook;

pub use crate::news::speech::Voice;

use crate::news::{Part, Person};
use crate::text::Span;
use crate::time::Expression;

/// One undertaking at one mention. Spans count bytes in the text of `part`.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// The text in which it stands.
    pub part: Part,
    /// The shortest words that carry it all.
    pub evidence: Span,
    /// What kind of undertaking.
    pub kind: Kind,
    /// Whether the wording weakens it.
    pub hedged: bool,
    /// In whose words.
    pub voice: Voice,
    /// Who is bound, in the order of the text; never empty.
    pub committer: Vec<Named>,
    /// Who acts for the committer.
    pub person: Option<Person>,
    /// Who utters it.
    pub speaker: Option<Person>,
    /// Towards whom.
    pub addressee: Vec<Named>,
    /// The lemma of the act.
    pub lemma: String,
    /// The words of the act.
    pub action: Span,
    /// The words that make it conditional.
    pub condition: Option<Span>,
    /// By when.
    pub due: Option<Expression>,
    /// The index of its earliest mention in the same list.
    pub same_as: Option<usize>,
    /// Codes of event ontologies.
    pub codes: Codes,
    /// How likely it is one, 0 to 1.
    pub confidence: f64,
    /// The rule that proposed it.
    pub rule: String,
}

/// What kind of undertaking (guidelines, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Undertakes to act.
    Promise,
    /// Undertakes to act together with another.
    Agreement,
    /// Is ready to act if the other side accepts.
    Offer,
    /// Announces a plan of its own.
    Intention,
    /// Declares that it will not act.
    Refusal,
}

impl Kind {
    /// All of them, in the order of the guidelines.
    pub const ALL: [Self; 5] = [
        Self::Promise,
        Self::Agreement,
        Self::Offer,
        Self::Intention,
        Self::Refusal,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Promise => "promise",
            Self::Agreement => "agreement",
            Self::Offer => "offer",
            Self::Intention => "intention",
            Self::Refusal => "refusal",
        }
    }
}
