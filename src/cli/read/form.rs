//! The forms of the output.

use std::io::{self, Write};

use crate::cli::read::Format;
use crate::cli::read::answer::Answered;
use crate::cli::read::csv::Csv;
use crate::cli::read::html::Html;
use crate::cli::read::json::Json;
use crate::cli::read::pretty::Pretty;

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

/// The printer of a form.
pub fn of(format: Format, explain: bool) -> Box<dyn Form> {
    match format {
        Format::Json => Box::new(Json { explain }),
        Format::Pretty => Box::new(Pretty { explain }),
        Format::Csv => Box::new(Csv),
        Format::Html => Box::new(Html {
            explain,
            articles: 0,
        }),
    }
}
