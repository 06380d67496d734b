//! Floor 2: the actors of the world: states, organisations, what stands for a government.
//!
//! Knows names and codes from data files (`config/world/*.toml`); knows nothing of news or IO.

mod actor;
mod data;
mod files;
mod matcher;

pub use actor::{Actor, ActorId, ActorKind, Country, Mention, NameKind, Office, OfficeKind};
pub use data::DataError;
pub(crate) use data::parse;
pub use matcher::World;
pub(crate) use matcher::{is_word, unbroken};
