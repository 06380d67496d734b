//! `communique read`: items from files and pipes, what they commit to as lines, table or page.

mod answer;
mod conllu;
mod csv;
mod explain;
mod form;
mod html;
mod input;
mod json;
mod marks;
mod ordered;
mod pretty;
mod progress;
#[cfg(test)]
mod samples;
mod split;
mod table;
mod window;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::options::{Options, ReadingFlags, complain, configure, ended, reader, syntax};
use crate::cli::read::answer::Answered;
use crate::cli::read::conllu::Conllu;
use crate::cli::read::csv::Csv;
use crate::cli::read::explain::Explanation;
use crate::cli::read::form::Form;
use crate::cli::read::html::Html;
use crate::cli::read::input::Inputs;
use crate::cli::read::json::Json;
use crate::cli::read::pretty::Pretty;
use crate::config::Config;
use crate::news::parse_rfc3339;
use crate::observe::Exit;
use crate::pipeline::Reader;
use crate::report::{Line, Report};

/// Arguments of `read`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique read items.jsonl
  curl -s https://example.org/feed.json | communique read --format pretty
  communique read --scope all --min-confidence 0.8 --format csv items/*.json > register.csv
  communique read --published-at 2024-05-06T12:00:00Z --format html article.txt > page.html
  communique read --explain items.jsonl | jq 'select(.verdict == \"dropped\")'

Items are JSON, one a line or over several lines, alone or in arrays, in the plain form or as ninjs;
`communique schema input` has them all. With --published-at a file is one item of plain text.
Each item has one line in the output, in order: {\"id\", \"verdict\", \"reason\", \"report\"}. A rejected
item is in the output and no failure.")]
pub struct ReadArgs {
    /// Files; `-` or none for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// How to print
    #[arg(long, short, value_name = "FORM", default_value = "json")]
    pub format: Format,

    /// Add why: stages, gate, signals and weights, rules tried, candidates judged; slower
    #[arg(long)]
    pub explain: bool,

    /// Print what lies under the reading instead, for people: `syntax` prints CoNLL-U
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["format", "explain"])]
    pub debug: Option<Debug>,

    /// The input is plain text, one item a file, published at this time (RFC 3339)
    #[arg(long, value_name = "TIME", value_parser = published_at)]
    pub published_at: Option<jiff::civil::DateTime>,

    /// How items are read.
    #[command(flatten)]
    pub reading: ReadingFlags,

    /// Layers of the configuration.
    #[command(flatten)]
    pub options: Options,
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line of JSON for each item
    Json,
    /// The register as tables for people
    Pretty,
    /// A row for each commitment
    Csv,
    /// A page with the evidence marked in the text
    Html,
}

/// What lies under the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Debug {
    /// Sentences, words, tags and trees, as CoNLL-U
    Syntax,
}

/// Reads all items and prints what became of them.
pub fn run(args: &ReadArgs) -> Exit {
    if args.explain && args.format == Format::Csv {
        complain("--explain has no place in --format csv");
        return Exit::Usage;
    }
    match prepare(args) {
        Ok((reader, config)) => read(args, &reader, &config),
        Err(exit) => exit,
    }
}

fn prepare(args: &ReadArgs) -> Result<(Reader, Config), Exit> {
    let (config, _) = configure(&args.options.sources(args.reading.flags()))?;
    let reader = reader(&config)?;
    Ok((reader, config))
}

fn read(args: &ReadArgs, reader: &Reader, config: &Config) -> Exit {
    let mut inputs = Inputs::new(
        &args.files,
        args.published_at,
        config.pipeline.item_bytes_max,
    );
    let mut out = BufWriter::new(io::stdout().lock());
    let mut form = match form_of(args) {
        Ok(form) => form,
        Err(exit) => return exit,
    };
    let written = form.begin(&mut out).and_then(|()| {
        ordered::map(
            config.flow.workers,
            || inputs.next(),
            |input| Answered::new(reader, input, args.explain),
            |answered| print_item(form.as_mut(), &mut out, &answered),
        )
    });
    let written = written
        .and_then(|()| form.end(&mut out))
        .and_then(|()| out.flush());
    match ended(written) {
        Exit::Ok if inputs.unreadable > 0 => Exit::Usage,
        exit => exit,
    }
}

/// Prints one report as a table, for those who have nothing but the report.
pub fn print_report(out: &mut dyn Write, report: Report) -> io::Result<()> {
    let answered = Answered {
        line: Line {
            id: Some(report.item().id.clone()),
            verdict: if report.register().is_some() {
                "report"
            } else {
                "withdrawn"
            }
            .to_owned(),
            reason: None,
            report: Some(report),
        },
        item: None,
        explanation: Explanation::default(),
    };
    Pretty { explain: false }.item(out, &answered)
}

fn form_of(args: &ReadArgs) -> Result<Box<dyn Form>, Exit> {
    let explain = args.explain;
    Ok(match (args.debug, args.format) {
        (Some(Debug::Syntax), _) => Box::new(Conllu::new(syntax()?)),
        (None, Format::Json) => Box::new(Json { explain }),
        (None, Format::Pretty) => Box::new(Pretty { explain }),
        (None, Format::Csv) => Box::new(Csv),
        (None, Format::Html) => Box::new(Html {
            explain,
            articles: 0,
        }),
    })
}

/// Prints one item at once, so that whoever follows a pipe sees it.
fn print_item(form: &mut dyn Form, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
    form.item(out, answered)?;
    out.flush()
}

fn published_at(text: &str) -> Result<jiff::civil::DateTime, String> {
    parse_rfc3339(text)
        .ok_or_else(|| "write an RFC 3339 time such as 2024-05-06T12:00:00Z".to_owned())
}
