//! A sentence as the reading of meetings sees it.

use crate::meeting::site::Site;
use crate::news::{Section, Sentence};
use crate::time::Expression;

/// A sentence.
pub struct Line<'d> {
    pub section: &'d Section<'d>,
    pub sentence: &'d Sentence,
    pub zone: Zone,
    /// The text begins with it, but for what is too short to be a sentence.
    pub is_first: bool,
    pub times: Vec<Time>,
    pub sites: Vec<Site>,
}

/// Words of time and their last token.
#[derive(Clone, Copy, Debug)]
pub struct Time {
    pub expression: Expression,
    pub token: usize,
}

/// Where in an item a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The headline.
    Title,
    /// The first sentences of the text.
    Lead,
    /// The rest.
    Rest,
}

impl Zone {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Title, Self::Lead, Self::Rest];

    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Rest => "rest",
        }
    }
}
