//! Floor 8: the subcommands.
//!
//! Each has its arguments and its way to run beside each other; [`run`] is the whole dispatch.

mod annotated;
mod check;
mod cross_validation;
mod demo;
mod evaluate;
mod evaluate_files;
mod evaluate_mentions;
mod evaluate_plover;
mod evaluate_reading;
mod evaluate_speech;
mod evaluate_tables;
mod manual;
mod options;
mod read;
mod replay;
mod schema;
mod serve;
mod train;
mod train_reading;

pub use demo::DemoArgs;
pub use options::{complain, configure};
pub use serve::ServeArgs;

use clap::{Parser, Subcommand};

use crate::observe::{EXIT_CODES, Exit};

/// Keeps the register of diplomatic commitments: who promised what to whom, by when, under which
/// condition, and in which words
#[derive(Parser, Debug)]
#[command(name = "communique", version, after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
#[command(rename_all = "lower")]
pub enum Command {
    /// Serve: read items from Kafka, publish reports to Kafka
    Serve(Box<serve::ServeArgs>),
    /// Show the service on samples, with a broker inside the process
    Demo(demo::DemoArgs),
    /// Read items from files or standard input, print what they commit to
    Read(read::ReadArgs),
    /// Copy dead letters back to the input topic, once
    Replay(replay::ReplayArgs),
    /// Check configuration and data, print the configuration in force
    Check(check::CheckArgs),
    /// Print the JSON Schema of items, reports or audit records
    Schema(schema::SchemaArgs),
    /// Train what is learnt from data
    Train(train::TrainArgs),
    /// Measure what is learnt against annotated data
    Evaluate(evaluate::EvaluateArgs),
    /// Print completions for a shell
    Completions(manual::CompletionsArgs),
    /// Print the man page
    Man(manual::ManArgs),
}

/// Runs what the command line says. Wrong usage ends the process with code 2 and says why.
pub fn run() -> Exit {
    match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Completions(args) => manual::completions(&args),
        Command::Man(args) => manual::man(&args),
    }
}
