//! Where the time of an item goes, as the service itself counts it.

use std::fmt;

use communique::pipeline::Stage;

use crate::measure::spread::number;
use crate::support::{Outcome, http};

const NAME: &str = "communique_stage_seconds";

/// All stages of one run.
pub struct Stages {
    items: f64,
    rows: Vec<Row>,
}

struct Row {
    stage: Stage,
    items: f64,
    seconds: f64,
}

impl Stages {
    /// From the text that `/metrics` gave.
    pub fn of_metrics(text: &str) -> Outcome<Self> {
        let rows = Stage::ALL.map(|stage| {
            let label = format!("stage=\"{}\"", stage.name());
            let sum = |part: &str| http::metric(text, &format!("{NAME}_{part}"), &[&label]);
            Row {
                stage,
                items: sum("count").unwrap_or(0.0),
                seconds: sum("sum").unwrap_or(0.0),
            }
        });
        let items = rows.iter().map(|row| row.items).fold(0.0, f64::max);
        if items == 0.0 {
            return Err(format!("no {NAME} in the metrics"));
        }
        Ok(Self {
            items,
            rows: rows.into(),
        })
    }
}

impl fmt::Display for Stages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: f64 = self.rows.iter().map(|row| row.seconds).sum();
        writeln!(
            f,
            "Where the time goes with one worker, from `{NAME}` of the last round ({} items):\n",
            number(self.items)
        )?;
        writeln!(
            f,
            "| stage | items that reach it | ms for each of them | ms over all items | of the whole |"
        )?;
        writeln!(f, "| --- | ---: | ---: | ---: | ---: |")?;
        for row in &self.rows {
            let milliseconds = row.seconds * 1000.0;
            writeln!(
                f,
                "| {} | {:.0} % | {} | {} | {:.1} % |",
                row.stage.name(),
                row.items * 100.0 / self.items,
                number(milliseconds / row.items.max(1.0)),
                number(milliseconds / self.items),
                row.seconds * 100.0 / all,
            )?;
        }
        Ok(())
    }
}
