//! `communique evaluate`: what is learnt, measured against what people annotated.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::evaluate_mentions::{self, MentionsArgs};
use crate::cli::evaluate_plover::{self, PloverArgs};
use crate::cli::evaluate_reading::{self, ReadingArgs};
use crate::cli::evaluate_speech::{self, SpeechArgs};
use crate::cli::options::{complain, print};
use crate::evaluate::speed::of_texts;
use crate::evaluate::syntax::{on_gold_tokens, on_raw_text};
use crate::evaluate::time;
use crate::observe::Exit;
use crate::text::Syntax;
use crate::text::conllu::{self, GoldSentence};
use crate::text::spelling::Case;

/// Arguments of `evaluate`.
#[derive(Args, Clone, Debug)]
pub struct EvaluateArgs {
    /// What to measure.
    #[command(subcommand)]
    pub what: What,
}

/// What can be measured.
#[derive(Subcommand, Clone, Debug)]
#[command(rename_all = "lower")]
pub enum What {
    /// Tags and trees against a treebank, printed as one JSON object
    Syntax(SyntaxArgs),
    /// How fast raw text becomes trees on one core, printed as one JSON object
    Speed(SpeedArgs),
    /// Dates against annotated sentences, printed as one JSON object
    Time(TimeArgs),
    /// Parties and people among the mentions, against annotated items, printed as one JSON object
    Mentions(MentionsArgs),
    /// Voices and speakers against annotated items, printed as one JSON object
    Speech(SpeechArgs),
    /// Meetings and commitments against annotated items, printed as tables or one JSON object
    Reading(ReadingArgs),
    /// Commitments and contacts against sentences with PLOVER roots, printed as a table or one JSON object
    Plover(PloverArgs),
}

/// Arguments of `evaluate syntax`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique evaluate syntax en_pud-test.conllu          gold sentences and tokens
  communique evaluate syntax --raw en_pud-test.conllu    raw text")]
pub struct SyntaxArgs {
    /// Treebank in CoNLL-U
    #[arg(value_name = "FILE")]
    pub treebank: PathBuf,

    /// Read the treebank's raw text with our own sentences and tokens
    #[arg(long)]
    pub raw: bool,

    /// Write the gold tokens otherwise first
    #[arg(
        long,
        value_name = "CASE",
        default_value = "kept",
        conflicts_with = "raw"
    )]
    pub case: Writing,

    /// Model to measure instead of the one that is built in
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
}

/// Arguments of `evaluate speed`.
#[derive(Args, Clone, Debug)]
pub struct SpeedArgs {
    /// Raw text, one JSON object with a `body` a line
    #[arg(value_name = "FILE")]
    pub text: PathBuf,

    /// Model to measure instead of the one that is built in
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
}

/// Arguments of `evaluate time`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Every line of FILE is a JSON object: doc, published, sentence, start and end (in characters), value
(TIMEX3). The lines of a document stand together, in the order of its text.

Examples:
  communique evaluate time dates.jsonl                    shares alone
  communique evaluate time --disagreements dates.jsonl    and what was read otherwise")]
pub struct TimeArgs {
    /// Annotated expressions, one JSON object a line
    #[arg(value_name = "FILE")]
    pub gold: PathBuf,

    /// Also give every expression that was not found or read otherwise
    #[arg(long)]
    pub disagreements: bool,
}

/// How the gold tokens are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Writing {
    /// As in the treebank
    Kept,
    /// Every Word With A Capital, as in headlines
    Title,
    /// ALL IN CAPITALS, as in slug lines
    Upper,
}

impl From<Writing> for Case {
    fn from(writing: Writing) -> Self {
        match writing {
            Writing::Kept => Self::Kept,
            Writing::Title => Self::Title,
            Writing::Upper => Self::Upper,
        }
    }
}

/// Measures and prints.
pub fn run(args: &EvaluateArgs) -> Exit {
    let line = match &args.what {
        What::Syntax(args) => syntax(args),
        What::Speed(args) => speed(args),
        What::Time(args) => time_of(args),
        What::Mentions(args) => evaluate_mentions::line(args),
        What::Speech(args) => evaluate_speech::lines(args),
        What::Reading(args) => evaluate_reading::text_of(args),
        What::Plover(args) => evaluate_plover::text_of(args),
    };
    match line {
        Ok(line) => print((line + "\n").as_bytes()),
        Err(error) => {
            complain(&error);
            Exit::Usage
        }
    }
}

fn syntax(args: &SyntaxArgs) -> Result<String, String> {
    let gold = treebank(&args.treebank)?;
    let syntax = model(args.model.as_deref())?;
    let report = if args.raw {
        on_raw_text(&syntax, &gold)
    } else {
        on_gold_tokens(&syntax, &gold, args.case.into())
    };
    serde_json::to_string(&report).map_err(|error| error.to_string())
}

fn speed(args: &SpeedArgs) -> Result<String, String> {
    let texts = bodies(&args.text)?;
    let speed = of_texts(&model(args.model.as_deref())?, &texts);
    serde_json::to_string(&speed).map_err(|error| error.to_string())
}

/// The `body` of every line of a JSON Lines file, or what is wrong with it.
pub fn bodies(path: &Path) -> Result<Vec<String>, String> {
    let lines = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let body = |(number, line): (usize, &str)| {
        serde_json::from_str::<serde_json::Value>(line)
            .ok()
            .and_then(|item| item.get("body")?.as_str().map(str::to_owned))
            .ok_or_else(|| format!("{}: line {} has no `body`", path.display(), number + 1))
    };
    lines.lines().enumerate().map(body).collect()
}

fn time_of(args: &TimeArgs) -> Result<String, String> {
    let path = args.gold.display();
    let source = fs::read_to_string(&args.gold).map_err(|error| format!("{path}: {error}"))?;
    let gold = time::read(&source).map_err(|error| format!("{path}: {error}"))?;
    let report = time::measure(&model(None)?, &gold, args.disagreements);
    serde_json::to_string(&report).map_err(|error| error.to_string())
}

/// The sentences of a CoNLL-U file, or what is wrong with it.
pub fn treebank(path: &Path) -> Result<Vec<GoldSentence>, String> {
    let source =
        fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    conllu::read(&source).map_err(|error| format!("{}: {error}", path.display()))
}

fn model(path: Option<&Path>) -> Result<Syntax, String> {
    let Some(path) = path else {
        return Syntax::shipped().map_err(|error| error.to_string());
    };
    let file = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Syntax::of_bytes(&file).map_err(|error| format!("{}: {error}", path.display()))
}
