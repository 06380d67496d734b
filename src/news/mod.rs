//! Floor 3: the news item as checked input, and the document that reading makes of it.
//!
//! Knows the input's wire forms; knows nothing of meetings, commitments or Kafka.

mod depth;
mod document;
mod fault;
mod forms;
mod html;
mod item;
mod language;
mod people;
mod published;
mod quotes;
mod section;
mod substrate;
mod wire;

pub use document::Document;
pub use fault::{Fault, FaultKind};
pub use html::text_of_html;
pub use item::{Item, Limits, Status};
pub use people::{Person, actor_before};
pub use published::{from_milliseconds, parse_rfc3339, to_rfc3339};
pub use section::{Part, Section, Sentence};
pub use substrate::Substrate;
pub use wire::{InputItem, NinjsItem, NinjsText, PlainItem};
