//! `communique schema`: the wire forms as JSON Schema.

use clap::{Args, ValueEnum};
use schemars::generate::SchemaSettings;

use crate::cli::options::print;
use crate::observe::Exit;
use crate::report::{AuditRecord, schema};

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
}

/// Prints the schema.
pub fn run(args: &SchemaArgs) -> Exit {
    let (input, output) = schema();
    let schema = match args.which {
        Which::Input => input,
        Which::Output => output,
        Which::Audit => {
            let settings = SchemaSettings::draft2020_12().for_serialize();
            settings
                .into_generator()
                .into_root_schema_for::<AuditRecord>()
        }
    };
    print(format!("{:#}\n", schema.to_value()).as_bytes())
}
