//! Floor 3: the news item as checked input, and the document that reading makes of it.
//!
//! Knows the input's wire forms; knows nothing of meetings, commitments or Kafka.

mod apposition;
mod company;
mod completed;
mod coreference;
mod depth;
mod description;
mod document;
mod epithet;
mod factions;
mod fault;
mod forms;
mod groups;
mod guess;
mod history;
mod html;
mod introduction;
mod item;
mod language;
mod name;
mod name_words;
mod named;
mod noun_group;
mod occasion;
mod offices;
mod owner;
mod people;
mod person;
mod place;
mod principals;
mod published;
mod reference;
mod respective;
mod section;
mod serving;
mod several;
mod sharing;
mod speaker;
pub mod speech;
mod spelling;
mod standing;
mod substrate;
mod surname;
mod teller;
mod tie;
mod times;
mod unnamed;
mod walk;
mod wire;

pub use document::Document;
pub use fault::{Fault, FaultKind};
pub use html::text_of_html;
pub use item::{Item, Limits, Status};
pub use occasion::is_event;
pub use person::Person;
pub use place::actor_before;
pub use principals::most_often;
pub use published::{from_milliseconds, parse_rfc3339, to_rfc3339};
pub use reference::{Form, Reference};
pub use section::{Part, Section, Sentence};
pub use speaker::{Speaker, author, speaker};
pub use substrate::Substrate;
pub use times::Times;
pub use wire::{InputItem, NinjsItem, NinjsText, PlainItem};

#[cfg(test)]
mod mention_cases;
#[cfg(test)]
pub mod sample;
