//! `communique completions` and `communique man`: made from the arguments themselves.

use std::io;

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::cli::options::{complain, print};
use crate::observe::Exit;

/// Arguments of `completions`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique completions bash > ~/.local/share/bash-completion/completions/communique
  communique completions zsh > ~/.zfunc/_communique
  communique completions fish > ~/.config/fish/completions/communique.fish")]
pub struct CompletionsArgs {
    /// For which shell
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = "\
Examples:
  communique man > communique.1
  communique man read > communique-read.1
  communique man | man -l -")]
pub struct ManArgs {
    /// The page of this subcommand rather than of all
    pub subcommand: Option<String>,
}

/// Prints completions.
pub fn completions(args: &CompletionsArgs) -> Exit {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "communique", &mut text);
    print(&text)
}

/// Prints a man page.
pub fn man(args: &ManArgs) -> Exit {
    let Some(command) = page(args.subcommand.as_deref()) else {
        complain("man: there is no such subcommand");
        return Exit::Usage;
    };
    match rendered(command) {
        Ok(text) => print(&text),
        Err(error) => {
            complain(format!("man: {error}"));
            Exit::Failed
        }
    }
}

fn page(subcommand: Option<&str>) -> Option<Command> {
    let mut whole = Cli::command();
    whole.build();
    match subcommand {
        None => Some(whole),
        Some(name) => whole.find_subcommand(name).cloned().map(|command| {
            let full = format!("communique-{name}");
            command.name(full)
        }),
    }
}

fn rendered(command: Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    Ok(text)
}
