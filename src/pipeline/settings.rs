//! What an operator may choose about the reading.

use std::fmt::{self, Display};
use std::str::FromStr;

use crate::news::Limits;

/// The reading's settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Which items are reported.
    pub scope: Scope,
    /// Commitments and meetings below are left out; 0 to 1.
    pub min_confidence: f64,
    /// Bytes of one value at most.
    pub item_bytes_max: usize,
}

impl Default for Settings {
    /// Meetings, with commitments from the confidence on under which hardly any is right.
    fn default() -> Self {
        Self {
            scope: Scope::Meetings,
            min_confidence: 0.25,
            item_bytes_max: Limits::default().item_bytes_max,
        }
    }
}

/// Which items are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those that cover a meeting, with their commitments.
    #[default]
    Meetings,
    /// Also those without a meeting that carry a commitment.
    All,
}

impl Scope {
    /// Both, in the order of their reach.
    pub const ALL: [Self; 2] = [Self::Meetings, Self::All];

    /// The name in settings and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meetings => "meetings",
            Self::All => "all",
        }
    }
}

impl Display for Scope {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.name())
    }
}

/// A word that names no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown scope \"{0}\": one of meetings, all")]
pub struct UnknownScope(pub String);

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|scope| scope.name() == word);
        named.ok_or_else(|| UnknownScope(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_is_read_back_from_its_name() {
        for scope in Scope::ALL {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert_eq!(
            "Meetings".parse::<Scope>(),
            Err(UnknownScope("Meetings".to_owned()))
        );
    }
}
