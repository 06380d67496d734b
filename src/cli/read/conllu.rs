//! The syntax of items as CoNLL-U, for people who want to see what the rules see.

use std::io::{self, Write};

use crate::cli::read::answer::Answered;
use crate::cli::read::form::Form;
use crate::text::{Scratch, Syntax, conllu};

/// Prints the trees of each item's title and body.
pub struct Conllu {
    syntax: Syntax,
    scratch: Scratch,
}

impl Conllu {
    /// With the model that is shipped.
    pub fn new(syntax: Syntax) -> Self {
        Self {
            syntax,
            scratch: Scratch::new(),
        }
    }

    fn write(&mut self, out: &mut dyn Write, part: &str, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        writeln!(out, "# part = {part}")?;
        let trees = self.syntax.parse(text, &mut self.scratch);
        let mut lines = String::new();
        let lemma = |form: &str, tag| self.syntax.lemma(form, tag).into_owned();
        conllu::write(text, &trees, lemma, &mut lines);
        out.write_all(lines.as_bytes())
    }
}

impl Form for Conllu {
    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
        let id = answered.line.id.as_deref().unwrap_or("");
        // A line break in an id would end the comment.
        writeln!(out, "# newdoc id = {}", id.replace(['\n', '\r'], " "))?;
        match &answered.item {
            Some(item) => {
                self.write(out, "title", &item.title)?;
                self.write(out, "body", &item.body)
            }
            None => Ok(()),
        }
    }
}
