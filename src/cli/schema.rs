//! `communique schema`: the wire forms as JSON Schema.

use clap::{Args, ValueEnum};

use crate::cli::options::print;
use crate::observe::Exit;
use crate::report::WireForm;

/// Arguments of `schema`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique schema                   of a report
  communique schema input > item.json")]
pub struct SchemaArgs {
    /// Which wire form
    #[arg(default_value = "output")]
    pub which: Which,
}

/// The wire forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// A news item
    Input,
    /// A report
    Output,
    /// A record of the audit topic
    Audit,
    /// A line that `read` prints
    Line,
}

/// Prints the schema.
pub fn run(args: &SchemaArgs) -> Exit {
    let form = match args.which {
        Which::Input => WireForm::Item,
        Which::Output => WireForm::Report,
        Which::Audit => WireForm::Audit,
        Which::Line => WireForm::Line,
    };
    print(format!("{:#}\n", form.schema().to_value()).as_bytes())
}
