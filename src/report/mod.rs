//! Floor 5: the output's wire form, version 1, and nothing else.
//!
//! Every field stands in the JSON Schema that [`WireForm::schema`] generates. Absent values are null, never
//! left out. Offsets are Unicode code points, end-exclusive.

mod codepoints;
mod line;
mod meeting;
mod register;
mod schema;

pub use codepoints::CodePoints;
pub use line::{AuditRecord, Line};
pub use meeting::{Meeting, MeetingDate, MeetingEvidence, Participant, Place};
pub use register::{Action, Codes, Commitment, Condition, Due, Evidence, Party, Person};
pub use schema::WireForm;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of this wire form.
pub const VERSION: u32 = 1;

/// What goes to the output topic: a register, or the withdrawal of an earlier one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Report {
    /// What an item says.
    Register(Box<Register>),
    /// The item was taken back.
    Withdrawal(Withdrawal),
}

impl Report {
    /// The register, unless it is a withdrawal.
    pub fn register(&self) -> Option<&Register> {
        match self {
            Self::Register(register) => Some(register),
            Self::Withdrawal(_) => None,
        }
    }

    /// The item it speaks of.
    pub fn item(&self) -> &ItemHead {
        match self {
            Self::Register(register) => &register.item,
            Self::Withdrawal(withdrawal) => &withdrawal.item,
        }
    }
}

/// What an item says of a meeting and of commitments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Register {
    /// The version of this wire form: 1.
    pub version: u32,
    /// The item that was read.
    pub item: ItemHead,
    /// Always false here.
    pub withdrawn: bool,
    /// The meeting that the item covers, or null.
    pub meeting: Option<Meeting>,
    /// The commitments in the order of the text; title before body.
    pub commitments: Vec<Commitment>,
    /// What read it.
    pub reader: ReaderVersions,
}

/// An earlier report of this item no longer stands: its publisher cancelled or withholds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// The version of this wire form: 1.
    pub version: u32,
    /// Always true here.
    pub withdrawn: bool,
    /// The item that was taken back.
    pub item: ItemHead,
}

/// The item as it was received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ItemHead {
    /// Its id.
    pub id: String,
    /// Its version, a string whatever it was.
    pub version: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its language, BCP 47, as declared or else detected.
    pub language: Option<String>,
    /// When it was published, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub published_at: Option<String>,
    /// Where that time comes from; null without a time.
    pub published_at_from: Option<TimeSource>,
    /// Not to be published before, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub embargoed_until: Option<String>,
}

/// Where the time of publication comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// The item says it.
    Item,
    /// The record's timestamp, as the item says nothing.
    Record,
}

/// The stretch of text in which something stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The headline.
    Title,
    /// The text, HTML already reduced.
    Body,
}

/// What read the item, exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReaderVersions {
    /// The program's name.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// A short hash of the learnt model; null where none is used.
    pub model: Option<String>,
    /// A short hash of the rules and codes.
    pub rules: String,
    /// A short hash of the world's data.
    pub world: String,
}
