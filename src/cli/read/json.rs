//! A line of JSON for each item.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::read::answer::Answered;
use crate::cli::read::explain::Explanation;
use crate::cli::read::form::Form;
use crate::report::Line;

/// Prints JSON Lines.
pub struct Json {
    /// Whether each line says why.
    pub explain: bool,
}

#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    line: &'a Line,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<&'a Explanation>,
}

impl Form for Json {
    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
        let explain = self.explain.then_some(&answered.explanation);
        serde_json::to_writer(
            &mut *out,
            &Printed {
                line: &answered.line,
                explain,
            },
        )?;
        out.write_all(b"\n")
    }
}
