//! One item judged: its line, and what a page or an explanation needs beside it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::cli::read::explain::Explanation;
use crate::cli::read::input::Input;
use crate::news::Item;
use crate::pipeline::{Reader, Reading, Rejected, Stage, Verdict};
use crate::report::{Line, Register, Report};

/// What became of one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The line that `--format json` prints.
    pub line: Line,
    /// The item, where the value was one: the texts that offsets count in.
    pub item: Option<Item>,
    /// Why.
    pub explanation: Explanation,
}

impl Answered {
    /// Judges an input; `explain` reads it once more, in full, to tell why. A panic while reading is
    /// an answer too, as it is in the service.
    pub fn new(reader: &Reader, input: Input, explain: bool) -> Self {
        let mut stages = Vec::new();
        let judged = catch_unwind(AssertUnwindSafe(|| {
            let reading = judge(reader, input, &mut |stage| stages.push(stage.name()));
            let item = reading.item.as_ref().filter(|_| explain);
            let why = item.map(|item| reader.explain(item, None));
            (reading, why)
        }));
        let (reading, why) = judged.unwrap_or_else(|_| {
            (
                rejected(
                    Rejected::Panic,
                    "reading it panicked; please report this item",
                ),
                None,
            )
        });
        let mut answered = Self::of(reading);
        (answered.explanation.stages, answered.explanation.reading) = (stages, why);
        answered
    }

    /// The register that was made of it, if any.
    pub fn register(&self) -> Option<&Register> {
        self.line.report.as_ref().and_then(Report::register)
    }

    fn of(reading: Reading) -> Self {
        let verdict = reading.verdict;
        let (name, reason) = (
            verdict.name().to_owned(),
            verdict.reason().map(str::to_owned),
        );
        let (report, message) = match verdict {
            Verdict::Report(report) | Verdict::Withdrawn(_, report) => (Some(report), None),
            Verdict::Dropped(_) => (None, None),
            Verdict::Rejected(_, message) => (None, Some(message)),
        };
        Self {
            line: Line {
                id: reading.item_id,
                verdict: name,
                reason,
                report,
            },
            item: reading.item,
            explanation: Explanation {
                message,
                ..Explanation::default()
            },
        }
    }
}

fn judge(reader: &Reader, input: Input, done: &mut dyn FnMut(Stage)) -> Reading {
    match input {
        Input::Json(bytes) => reader.read(Some(&bytes), None, done),
        Input::TooLarge(bytes) => rejected(Rejected::TooLarge, &format!("{bytes} bytes")),
        Input::Text {
            id,
            bytes,
            published_at,
        } => {
            let text = std::str::from_utf8(&bytes).ok();
            let item = text.and_then(|text| Item::plain(&id, text, Some(published_at)).ok());
            match item {
                Some(item) => reader.read_item(item, None, done),
                // Neither empty nor broken bytes are an item: the parser says which of them.
                None => Reading {
                    item_id: Some(id),
                    ..reader.read(Some(&bytes), None, done)
                },
            }
        }
    }
}

fn rejected(why: Rejected, message: &str) -> Reading {
    Reading {
        item_id: None,
        verdict: Verdict::Rejected(why, message.to_owned()),
        item: None,
    }
}
