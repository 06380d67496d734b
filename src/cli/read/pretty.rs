//! The register as tables for people, on a terminal.

use std::io::{self, Write};

use crate::cli::read::answer::Answered;
use crate::cli::read::explain::Explanation;
use crate::cli::read::form::Form;
use crate::cli::read::table::{self, HEADS};
use crate::report::{ItemHead, Register};

/// Prints a block for each item.
pub struct Pretty {
    /// Whether each block says why.
    pub explain: bool,
}

/// Letters of each column: together a line of an ordinary terminal, 100 letters.
const WIDTHS: [usize; 5] = [14, 34, 22, 18, 4];

impl Form for Pretty {
    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
        match (answered.register(), &answered.line.report) {
            (Some(register), _) => write_register(out, register)?,
            (None, Some(report)) => {
                write_head(out, report.item())?;
                match &answered.line.reason {
                    Some(reason) => writeln!(out, "  withdrawn: {reason}")?,
                    None => writeln!(out, "  withdrawn")?,
                }
            }
            (None, None) => write_unreported(out, answered)?,
        }
        if self.explain {
            write_explanation(out, &answered.explanation)?;
        }
        writeln!(out)
    }
}

fn write_unreported(out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
    let line = &answered.line;
    let id = line.id.as_deref().unwrap_or("(no id)");
    writeln!(out, "{}", seen(id))?;
    writeln!(
        out,
        "  {}: {}",
        line.verdict,
        line.reason.as_deref().unwrap_or("")
    )
}

fn write_head(out: &mut dyn Write, item: &ItemHead) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        seen(item.title.as_deref().unwrap_or("(no title)"))
    )?;
    let parts = [
        Some(&item.id),
        item.source.as_ref(),
        item.published_at.as_ref(),
    ];
    let known: Vec<_> = parts.into_iter().flatten().map(|part| seen(part)).collect();
    writeln!(out, "  {}", known.join(" · "))
}

fn write_register(out: &mut dyn Write, register: &Register) -> io::Result<()> {
    write_head(out, &register.item)?;
    if let Some(meeting) = &register.meeting {
        writeln!(out, "  meeting: {}", seen(&table::meeting(meeting)))?;
        if !meeting.participants.is_empty() {
            writeln!(out, "  with: {}", seen(&table::participants(meeting)))?;
        }
    }
    if register.commitments.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    write_row(out, &HEADS.map(str::to_owned))?;
    write_row(out, &WIDTHS.map(|width| "─".repeat(width)))?;
    for commitment in &register.commitments {
        write_row(out, &table::row(commitment))?;
    }
    Ok(())
}

/// Cells beside each other, each broken into as many lines as it needs.
fn write_row(out: &mut dyn Write, cells: &[String; 5]) -> io::Result<()> {
    let columns: Vec<Vec<String>> = cells
        .iter()
        .zip(WIDTHS)
        .map(|(cell, width)| wrapped(&seen(cell), width))
        .collect();
    let lines = columns.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..lines {
        let parts = columns.iter().zip(WIDTHS).map(|(column, width)| {
            let part = column.get(line).map(String::as_str).unwrap_or("");
            format!("{part:width$}")
        });
        let parts: Vec<_> = parts.collect();
        writeln!(out, "  {}", parts.join("  ").trim_end())?;
    }
    Ok(())
}

fn write_explanation(out: &mut dyn Write, why: &Explanation) -> io::Result<()> {
    why.lines()
        .iter()
        .try_for_each(|line| writeln!(out, "  {}", seen(line)))
}

/// Words in lines of at most `width` letters; a longer word is cut.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    let mut room = width;
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(width) {
            let gap = usize::from(room < width);
            if piece.len() + gap > room {
                lines.push(String::new());
                room = width;
            }
            let gap = usize::from(room < width);
            if let Some(line) = lines.last_mut() {
                line.extend((gap == 1).then_some(' '));
                line.extend(piece);
            }
            room -= piece.len() + gap;
        }
    }
    lines
}

/// Text of the news on a terminal: what would steer it is shown as a blank.
fn seen(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::read::samples;

    fn printed(explain: bool, answered: &[Answered]) -> String {
        let mut out = Vec::new();
        let mut form = Pretty { explain };
        for answered in answered {
            form.item(&mut out, answered).unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_register_is_a_table() {
        insta::assert_snapshot!("pretty", printed(true, &samples::all()));
    }

    #[test]
    fn the_terminal_is_not_steered() {
        let mut answered = samples::dropped();
        answered.line.id = Some("a\u{1b}[2Jb\u{9b}c".to_owned());
        assert_eq!(printed(false, &[answered]), "a [2Jb c\n  dropped: gate\n\n");
    }

    #[test]
    fn cells_are_broken_between_words() {
        let cases: [(&str, usize, &[&str]); 4] = [
            ("", 5, &[""]),
            ("one two three", 7, &["one two", "three"]),
            ("abcdefgh", 3, &["abc", "def", "gh"]),
            ("ab cdefg", 4, &["ab", "cdef", "g"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(wrapped(text, width), expected, "{text:?}");
        }
    }
}
