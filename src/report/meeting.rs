//! A meeting on the wire.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Field;

/// The meeting that an item covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// How sure the reader is that the item covers a meeting, 0 to 1.
    pub score: f64,
    /// `held`, `ongoing`, `planned`, `proposed`, `postponed` or `cancelled`.
    pub status: String,
    /// `bilateral`, `multilateral`, `summit`, `call`, `visit`, `session` or `mediation`.
    pub format: String,
    /// ISO 3166-1 alpha-3 codes, acronyms of organisations, names of other parties; sorted.
    pub parties: Vec<String>,
    /// The people named as taking part, in the order of the text.
    pub participants: Vec<Participant>,
    /// Where, or null.
    pub place: Option<Place>,
    /// When, or null.
    pub date: Option<MeetingDate>,
    /// The words that show it.
    pub evidence: Vec<MeetingEvidence>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// As fully as the item gives it.
    pub name: String,
    /// The office, lower case, without the state.
    pub role: Option<String>,
    /// For whom.
    pub party: Option<String>,
    /// The Wikidata item, where the world's data has one.
    pub wikidata: Option<String>,
}

/// A city or venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// As written.
    pub text: String,
    /// Its state, ISO 3166-1 alpha-3, where known.
    pub country: Option<String>,
}

/// A day or an interval of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingDate {
    /// As written.
    pub text: String,
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, ISO 8601.
    pub end: Option<String>,
}

/// Words that speak for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingEvidence {
    /// The signal's name.
    pub signal: String,
    /// Where the words stand.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub exact: String,
}
