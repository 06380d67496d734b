//! The binary `communique`.

use std::process::ExitCode;

use communique::cli;

fn main() -> ExitCode {
    cli::run().into()
}
