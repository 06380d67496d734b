//! A bar on the terminal while a long input is read.

use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter inputs are read before anybody has seen a bar.
const LONG_BYTES_MIN: u64 = 4 << 20;

/// The bar, hidden unless the input is long and standard error alone is a terminal: with the output
/// on the same terminal, it would stand between the lines.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// For these files; the length of a pipe is unknown and counts as short.
    pub fn new<'p>(files: impl Iterator<Item = &'p PathBuf>) -> Self {
        let lengths = files.map(|path| length(path));
        let long = lengths
            .sum::<Option<u64>>()
            .filter(|&bytes| bytes >= LONG_BYTES_MIN);
        let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = match long {
            Some(bytes) if seen => ProgressBar::new(bytes).with_style(style()),
            _ => ProgressBar::hidden(),
        };
        Self { bar }
    }

    /// Counts what is read from here.
    pub fn follow(&self, input: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        if self.bar.is_hidden() {
            input
        } else {
            Box::new(self.bar.wrap_read(input))
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn length(path: &Path) -> Option<u64> {
    let metadata = path.metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

fn style() -> ProgressStyle {
    let template = "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} to go";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
