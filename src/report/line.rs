//! The small records beside the report: what `read` prints, and what the audit topic holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Report;

/// One line that `read` prints: what became of one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// The item's id, where one was found.
    pub id: Option<String>,
    /// `report`, `withdrawn`, `dropped` or `rejected`.
    pub verdict: String,
    /// Why, from the closed list; null for a report.
    pub reason: Option<String>,
    /// The report, or null.
    pub report: Option<Report>,
}

/// One record of the audit topic: what became of one input, and where that lay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditRecord {
    /// The item's id, where one was found.
    pub id: Option<String>,
    /// The input's topic.
    pub topic: String,
    /// The input's partition.
    pub partition: i32,
    /// The input's offset.
    pub offset: i64,
    /// `report`, `withdrawn`, `dropped` or `rejected`.
    pub verdict: String,
    /// Why, from the closed list; null for a report.
    pub reason: Option<String>,
}
