//! Floor 5: bytes → verdict, the whole story of one item on one page.
//!
//! Pure: no clock, no logging, no Kafka. The only failure is a verdict.

mod compose;
mod data;
mod explain;
mod gate;
mod head;
mod reader;
mod samples;
mod scratches;
mod settings;
mod stage;
mod verdict;

pub use crate::world::DataError;
pub use data::Data;
pub use explain::{Candidate, ExplainedContribution, ExplainedSignal, Explanation, TriedRule};
pub use gate::{Gate, Seen};
pub use reader::{Reader, Reading};
pub use samples::samples;
pub use settings::{Scope, Settings, UnknownScope};
pub use stage::Stage;
pub use verdict::{Dropped, Rejected, Verdict, Withdrawn};
