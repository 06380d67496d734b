//! `communique train`: makes the models that are shipped.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::evaluate::{bodies, treebank};
use crate::cli::options::{complain, print};
use crate::cli::train_reading as reading;
use crate::evaluate::syntax::on_gold_tokens;
use crate::observe::Exit;
use crate::text::spelling::Case;
use crate::text::{Syntax, model_file};
use crate::train::{self, Material, Progress, Settings, Vectors};

/// Arguments of `train`.
#[derive(Args, Clone, Debug)]
pub struct TrainArgs {
    /// What to train.
    #[command(subcommand)]
    pub what: What,
}

/// What can be trained.
#[derive(Subcommand, Clone, Debug)]
#[command(rename_all = "lower")]
pub enum What {
    /// Tagger, parser and lemmatiser from treebanks
    Syntax(SyntaxArgs),
    /// Points of words, from word vectors
    Words(WordsArgs),
    /// What judges meetings and commitments, from annotated items
    Reading(reading::ReadingArgs),
}

/// Arguments of `train syntax`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique train syntax --output syntax.model ewt-train.conllu gum-train.conllu
  communique train syntax --output syntax.model --vectors glove.6B.100d.txt \\
      ewt-train.conllu gum-train.conllu
  communique train syntax --output syntax.model --text items.jsonl --threads 2 \\
      --measure ewt-dev.conllu ewt-train.conllu gum-train.conllu")]
pub struct SyntaxArgs {
    /// Treebanks in CoNLL-U to learn from
    #[arg(required = true, value_name = "FILE")]
    pub treebanks: Vec<PathBuf>,

    /// Where the model is written
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,

    /// Raw text, one JSON object with a `body` a line: teachers read it first
    #[arg(long, value_name = "FILE")]
    pub text: Option<PathBuf>,

    /// Word vectors, one word and its numbers a line, most frequent first (GloVe): lets it know words
    /// that the treebanks lack
    #[arg(long, value_name = "FILE")]
    pub vectors: Option<PathBuf>,

    /// Treebanks on which the finished model is measured; prints one JSON object each
    #[arg(long, value_name = "FILE")]
    pub measure: Vec<PathBuf>,

    /// Start of all randomness: the same seed and data give the same file
    #[arg(long, default_value_t = Settings::default().seed)]
    pub seed: u64,

    /// How often the treebanks are seen
    #[arg(long, default_value_t = Settings::default().epochs)]
    pub epochs: usize,

    /// How many teachers read the raw text
    #[arg(long, default_value_t = Settings::default().teachers)]
    pub teachers: usize,

    /// Teachers trained at the same time; the result does not depend on it
    #[arg(long, default_value_t = Settings::default().threads)]
    pub threads: usize,
}

/// Arguments of `train words`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Example:
  communique train words --output words.model glove.6B.100d.txt")]
pub struct WordsArgs {
    /// Word vectors: a word and its numbers a line, the most frequent word first (the form of GloVe)
    #[arg(value_name = "FILE")]
    pub vectors: PathBuf,

    /// Where the points are written
    #[arg(long, value_name = "FILE")]
    pub output: PathBuf,

    /// How many words are kept
    #[arg(long, default_value_t = 15_000)]
    pub words: usize,

    /// How many numbers a point has
    #[arg(long, default_value_t = 50)]
    pub dimensions: usize,
}

/// Trains, writes the model and prints its figures.
pub fn run(args: &TrainArgs) -> Exit {
    let trained = match &args.what {
        What::Syntax(args) => train(args),
        What::Words(args) => words(args),
        What::Reading(args) => reading::train(args),
    };
    match trained {
        Ok(lines) => print(lines.as_bytes()),
        Err(error) => {
            complain(&error);
            Exit::Usage
        }
    }
}

fn train(args: &SyntaxArgs) -> Result<String, String> {
    let material = material(args)?;
    let settings = Settings {
        seed: args.seed,
        epochs: args.epochs,
        teachers: args.teachers,
        threads: args.threads,
        ..Settings::default()
    };
    let mut parts = train::syntax(&material, &settings, tell);
    let file = model_file::write(&mut parts);
    fs::write(&args.output, &file)
        .map_err(|error| format!("{}: {error}", args.output.display()))?;
    // Measured as others will read it: rounded as the file is.
    let syntax = Syntax::of_bytes(&file).map_err(|error| error.to_string())?;
    let mut lines = String::new();
    for path in &args.measure {
        let report = on_gold_tokens(&syntax, &treebank(path)?, Case::Kept);
        lines += &serde_json::to_string(&report).map_err(|error| error.to_string())?;
        lines.push('\n');
    }
    Ok(lines)
}

fn words(args: &WordsArgs) -> Result<String, String> {
    let meanings = train::meanings(&vectors(&args.vectors)?, args.words, args.dimensions);
    let file = meanings.to_bytes();
    fs::write(&args.output, &file)
        .map_err(|error| format!("{}: {error}", args.output.display()))?;
    let told = serde_json::json!({"words": meanings.len(), "bytes": file.len()});
    Ok(format!("{told}\n"))
}

fn material(args: &SyntaxArgs) -> Result<Material, String> {
    let mut material = Material::default();
    for path in &args.treebanks {
        material.gold.extend(treebank(path)?);
    }
    for path in &args.measure {
        // Read once before the minutes of training, so that a mistyped name is told at once.
        treebank(path)?;
    }
    if let Some(path) = &args.text {
        material.raw = bodies(path)?;
    }
    if let Some(path) = &args.vectors {
        material.vectors = vectors(path)?;
    }
    Ok(material)
}

fn vectors(path: &Path) -> Result<Vectors, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| told(&error))?;
    Vectors::read(BufReader::new(file)).map_err(|error| told(&error))
}

fn tell(progress: Progress) {
    match progress {
        Progress::Epoch {
            teacher: 0,
            epoch,
            epochs,
            loss,
        } => {
            eprintln!("model: epoch {epoch} of {epochs}, loss {loss:.4}");
        }
        Progress::Epoch {
            teacher,
            epoch,
            epochs,
            loss,
        } => {
            eprintln!("teacher {teacher}: epoch {epoch} of {epochs}, loss {loss:.4}");
        }
        Progress::Silver { sentences, words } => {
            eprintln!("teachers agree on {sentences} sentences of {words} words");
        }
    }
}
