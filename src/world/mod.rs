//! Floor 2: the actors of the world: states, organisations, what stands for a government.
//!
//! Knows names and codes from data files (`config/world/*.toml`); knows nothing of news or IO.

mod actor;
mod ambiguity;
mod data;
mod files;
mod holders;
mod matcher;
mod office_holders;
mod origin;

pub use actor::{Actor, ActorId, ActorKind, Country, Level, Mention, NameKind, Office, OfficeKind};
pub use data::DataError;
pub(crate) use data::parse;
pub use holders::{Holding, KnownName};
pub use matcher::{Names, World};
pub(crate) use matcher::{is_word, unbroken};
