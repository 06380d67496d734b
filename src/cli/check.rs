//! `communique check`: is all that an operator wrote usable?

use clap::Args;

use crate::cli::options::{Options, configure, flag, print, reader};
use crate::config::effective;
use crate::observe::Exit;

/// Arguments of `check`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique check                              the defaults and the environment
  communique check --config communique.toml     with a file
  communique check --data-dir ./config          with world, rules and model of your own

Prints the configuration in force as TOML, with secrets masked and a comment behind each value that
somebody set. What is wrong is told on standard error with its exact place; exit code 2.")]
pub struct CheckArgs {
    /// Layers of the configuration.
    #[command(flatten)]
    pub options: Options,

    /// Data files that replace or add to the embedded ones (key data_dir)
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<String>,
}

/// Checks configuration and data; prints what is in force.
pub fn run(args: &CheckArgs) -> Exit {
    let own = flag("--data-dir", "data_dir", args.data_dir.as_ref());
    let (config, raw) = match configure(&args.options.sources(own)) {
        Ok(configured) => configured,
        Err(exit) => return exit,
    };
    if let Err(exit) = reader(&config) {
        return exit;
    }
    print(effective(&raw).as_bytes())
}
