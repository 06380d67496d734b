//! Floor 1: what a language has and news does not add: spans, sentences, tokens, tags and trees.
//!
//! Knows nothing of news, countries, time or IO. Everything here is a pure function of text and of a
//! model that was given as bytes. [`Syntax`] is the way in: text → [`Tree`]s.

mod abbreviation;
mod clitic;
pub mod conllu;
mod dateline;
mod inflection;
mod irregular;
mod lemma;
pub mod lexicon;
mod meanings;
pub mod model_bytes;
mod model_error;
pub mod model_file;
pub mod network;
mod relation;
mod repair;
mod sentence;
mod span;
pub mod spelling;
mod syntax;
mod tag;
mod token;
mod tree;
mod word;

pub use inflection::forms;
pub use lemma::exceptions as lemma_exceptions;
pub use meanings::Meanings;
pub use model_error::ModelError;
pub use relation::Relation;
pub use sentence::sentences;
pub use span::Span;
pub use syntax::{SENTENCE_WORDS_MAX, Scratch, Syntax};
pub use tag::{Mood, Number, Tag, Tense, Upos, VerbForm, Voice};
pub use token::{Token, is_gap, tokens};
pub use tree::{Node, Tree};
pub use word::Word;
