//! Where a subcommand takes its configuration from.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::{Config, Flag, Raw, Sources, data, gather};
use crate::kafka::Secret;
use crate::observe::Exit;
use crate::pipeline::{Reader, Settings};
use crate::text::Syntax;

/// The layers that every subcommand with a configuration has in common.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Configuration file (TOML); also by COMMUNIQUE_CONFIG. None is needed
    #[arg(long, short, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Set any key, over file and environment; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = assignment)]
    pub set: Vec<Flag>,
}

impl Options {
    /// File, this process's environment, `--set`, and last the subcommand's own flags.
    pub fn sources(&self, own: impl IntoIterator<Item = Flag>) -> Sources {
        let flags = self.set.iter().cloned().chain(own).collect();
        Sources::of_process(self.config.clone(), flags)
    }
}

/// The flags that all have in common who read items with a configuration.
#[derive(Args, Clone, Debug, Default)]
pub struct ReadingFlags {
    /// meetings, or all items with commitments (key scope)
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<String>,

    /// Leave out commitments under this confidence, 0 to 1 (key min_confidence)
    #[arg(long, value_name = "NUMBER")]
    pub min_confidence: Option<String>,

    /// Data files that replace or add to the embedded ones (key data_dir)
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<String>,

    /// Threads that read items; 0 for as many as there are cores (key workers)
    #[arg(long, value_name = "N")]
    pub workers: Option<String>,
}

impl ReadingFlags {
    /// Those that were given.
    pub fn flags(&self) -> impl Iterator<Item = Flag> {
        let own = [
            flag("--scope", "scope", self.scope.as_ref()),
            flag(
                "--min-confidence",
                "min_confidence",
                self.min_confidence.as_ref(),
            ),
            flag("--data-dir", "data_dir", self.data_dir.as_ref()),
            flag("--workers", "workers", self.workers.as_ref()),
        ];
        own.into_iter().flatten()
    }
}

/// A flag of its own for a key, when it was given.
pub fn flag(flag: &str, key: &str, value: Option<&impl ToString>) -> Option<Flag> {
    value.map(|value| Flag {
        flag: flag.to_owned(),
        key: key.to_owned(),
        value: Secret::new(value.to_string()),
    })
}

/// The trusted configuration; or all that is wrong with it, told on standard error.
pub fn configure(sources: &Sources) -> Result<(Config, Raw), Exit> {
    let raw = gather(sources);
    match Config::from_raw(&raw) {
        Ok(config) => Ok((config, raw)),
        Err(errors) => {
            complain(&errors);
            Err(Exit::Usage)
        }
    }
}

/// The reader of this configuration's data; or all that is wrong with them, told on standard error.
pub fn reader(config: &Config) -> Result<Reader, Exit> {
    make_reader(config.data_dir.as_deref(), config.pipeline).map_err(|wrong| {
        complain(wrong);
        Exit::Usage
    })
}

/// The reader of what lies in a data directory now; or all that is wrong with it, in lines.
pub fn make_reader(data_dir: Option<&Path>, settings: Settings) -> Result<Reader, String> {
    let data = data::load(data_dir).map_err(|errors| errors.to_string())?;
    Reader::new(&data, settings).map_err(|error| error.to_string())
}

/// The syntax model that is shipped; or what is wrong with it, told on standard error.
pub fn syntax() -> Result<Syntax, Exit> {
    Syntax::shipped().map_err(|error| {
        complain(format!("config/models/syntax.model: {error}"));
        Exit::Usage
    })
}

/// Says on standard error what is wrong. Nobody may be there to hear it: that is no further error.
pub fn complain(what: impl ToString) {
    let mut stderr = io::stderr().lock();
    for line in what.to_string().lines() {
        let _ = writeln!(stderr, "communique: {line}");
    }
}

/// Prints a finished text. A reader that has gone away, as `head` does, is no failure.
pub fn print(text: &[u8]) -> Exit {
    let mut stdout = io::stdout().lock();
    ended(stdout.write_all(text).and_then(|()| stdout.flush()))
}

/// How writing to standard output ended.
pub fn ended(written: io::Result<()>) -> Exit {
    match written {
        Ok(()) => Exit::Ok,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Ok,
        Err(error) => {
            complain(format!("standard output: {error}"));
            Exit::Failed
        }
    }
}

fn assignment(text: &str) -> Result<Flag, String> {
    Flag::assignment(text)
        .ok_or_else(|| "write KEY=VALUE, such as kafka.brokers=host:9092".to_owned())
}
