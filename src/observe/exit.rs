//! How the program ends: codes that scripts and supervisors may rely on.

use std::process::ExitCode;

/// The ways to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Ok,
    /// It failed while working.
    Failed,
    /// Wrong usage, unreadable files or a wrong configuration: to start again will not help.
    Usage,
    /// Too many items were rejected; the service stopped rather than to go on.
    BreakerOpen,
    /// Another instance uses the same `transactional.id`.
    Fenced,
    /// The committed offset is no longer in the log: items were lost before they were read.
    DataLost,
}

impl Exit {
    /// The number that the system sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::BreakerOpen => 3,
            Self::Fenced => 4,
            Self::DataLost => 5,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// What `--help` and the man page say of them.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  all was done
  1  failed while working
  2  wrong usage, unreadable files or a wrong configuration
  3  circuit breaker open: too many items were rejected
  4  fenced: another instance uses the same transactional id
  5  data lost: the committed offset is no longer in the log";
