//! What every form of the output has in common.

use std::io::{self, Write};

use crate::cli::read::answer::Answered;

/// Prints items one after the other, as they come.
pub trait Form {
    /// What stands before all items.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One item.
    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()>;

    /// What stands behind all items.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
