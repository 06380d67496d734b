//! Floor 1: what a language has and news does not add: spans, sentences, tokens.
//!
//! Knows nothing of news, countries, time or IO. Everything here is a pure function of text.

mod sentence;
mod span;
mod token;

pub use sentence::sentences;
pub use span::Span;
pub use token::{Token, tokens};
