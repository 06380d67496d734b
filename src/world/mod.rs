//! Floor 2: the actors of the world: states, organisations, what stands for a government.
//!
//! Knows names and codes from data files (`config/world/*.toml`); knows nothing of news or IO.

mod data;

pub use data::DataError;
