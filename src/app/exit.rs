//! How the process ends, for supervisors.

use std::process::ExitCode;

use crate::flow::Failure;

/// The exit codes, as `--help` documents them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or stopped as asked.
    Done,
    /// Something failed that nothing here can mend; the log says what.
    Failed,
    /// Wrong usage, unreadable files, or a configuration that is not valid.
    Usage,
    /// The circuit breaker opened.
    BreakerOpen,
    /// Another instance uses the same identity.
    Fenced,
    /// A committed offset is not in the log any more.
    DataLost,
}

impl Exit {
    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::BreakerOpen => 3,
            Self::Fenced => 4,
            Self::DataLost => 5,
        }
    }

    /// How a failure ends the process, once nothing is tried any more.
    pub(super) fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Fenced(_) => Self::Fenced,
            Failure::DataLost(_) => Self::DataLost,
            Failure::Abort(_) | Failure::Rebuild(_) | Failure::Fatal(_) => Self::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
