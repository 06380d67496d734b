//! `communique check`: is all that operators and analysts wrote usable?

use clap::Args;

use crate::cli::options::{Options, complain, configure, flag, print, reader};
use crate::config::effective;
use crate::observe::Exit;

/// Arguments of `check`.
#[derive(Args, Clone, Debug, Default)]
#[command(after_long_help = "\
Examples:
  communique check                              the defaults and the environment
  communique check --config communique.toml     with a file
  communique check --data-dir ./config          with world and rules of your own

Loads world, rules and model, and tries every rule on its own examples. Prints the configuration in
force as TOML, with secrets masked and a comment behind each value that somebody set. What is wrong is told on standard error with its exact place; exit code 2.")]
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
    let reader = match reader(&config) {
        Ok(reader) => reader,
        Err(exit) => return exit,
    };
    let failed = reader.check_examples();
    if !failed.is_empty() {
        failed.iter().for_each(complain);
        return Exit::Usage;
    }
    let versions = reader.versions();
    let model = versions.model.as_deref().unwrap_or("none");
    let data = format!(
        "# rules {}, world {}, model {model}\n",
        versions.rules, versions.world
    );
    print((data + &effective(&raw)).as_bytes())
}
