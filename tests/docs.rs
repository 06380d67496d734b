//! What people read is so: the configuration is what the list of keys says, every command in the documents
//! is understood, and the worked example works.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use clap::Parser;
use communique::cli::Cli;
use communique::config::{default_file, markdown_table};
use communique::pipeline::{Data, Reader, Scope, Settings, Verdict};
use serde_json::json;

const BEGIN: &str = "<!-- configuration: made by tests/docs.rs -->\n";
const END: &str = "<!-- end of configuration -->";

/// Compares a file with what it should be, or writes it when asked to.
fn check(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        text == expected,
        "{name} has drifted: run UPDATE_DOCS=1 cargo test --test docs"
    );
}

#[test]
fn the_default_file_shows_every_key() {
    check("config/communique.toml", &default_file());
}

#[test]
fn the_readme_shows_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    check(
        "README.md",
        &format!("{before}{BEGIN}{}{END}{after}", markdown_table()),
    );
}

#[test]
fn the_readme_has_places_for_what_is_measured() {
    let readme = document("README.md");
    for section in ["costs", "pass-through"] {
        let begin = readme.split_once(&format!("<!-- {section}: made by make bench -->\n"));
        let table =
            begin.and_then(|(_, rest)| rest.split_once(&format!("<!-- end of {section} -->")));
        assert!(
            table.is_some_and(|(table, _)| table.contains("| ---")),
            "{section}"
        );
    }
}

const DOCUMENTS: [&str; 3] = ["README.md", "deploy/README.md", "docs/how-it-reads.md"];

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Commands in a document's `sh` blocks: what stands from `communique` to a comment, a pipe or a
/// redirection, with lines joined that end in a backslash.
fn commands(markdown: &str) -> Vec<Vec<String>> {
    let blocks = markdown.split("```sh\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().unwrap());
    let lines: Vec<String> = blocks
        .flat_map(|block| {
            block
                .replace("\\\n", " ")
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let words = lines.iter().map(|line| {
        let words = line
            .split_whitespace()
            .skip_while(|word| word.contains('='));
        let words = words.take_while(|word| !["#", "|", ">", "&&"].contains(word));
        words
            .map(|word| word.trim_matches('\'').to_owned())
            .collect::<Vec<_>>()
    });
    words
        .filter(|words| words.first().is_some_and(|word| word == "communique"))
        .collect()
}

#[test]
fn every_command_in_the_documents_is_understood() {
    let mut seen = 0;
    for name in DOCUMENTS {
        for command in commands(&document(name)) {
            seen += 1;
            if let Err(error) = Cli::try_parse_from(&command) {
                let is_help = error.kind() == clap::error::ErrorKind::DisplayHelp;
                assert!(is_help, "{name}: {command:?}: {error}");
            }
        }
    }
    assert!(seen >= 15, "{seen} commands found");
}

/// The block of a document that follows `<!-- example: NAME -->`.
fn example<'d>(markdown: &'d str, name: &str) -> &'d str {
    let (_, rest) = markdown
        .split_once(&format!("<!-- example: {name} -->\n"))
        .unwrap();
    let (_, block) = rest.split_once('\n').unwrap();
    block.split("```").next().unwrap()
}

fn reader(data: &Data) -> Reader {
    let settings = Settings {
        scope: Scope::All,
        ..Settings::default()
    };
    Reader::new(data, settings).unwrap()
}

#[test]
fn the_worked_example_of_a_rule_works() {
    let page = document("docs/how-it-reads.md");
    let item = example(&page, "item").as_bytes();
    let rules = (
        "rules/own.toml".to_owned(),
        example(&page, "rules/own.toml").to_owned(),
    );
    let commitments = |reader: &Reader| match reader.read(Some(item), None, &mut |_| ()).verdict {
        Verdict::Report(report) => serde_json::to_value(report).unwrap()["commitments"].take(),
        _ => json!([]),
    };
    let before = commitments(&reader(&Data::embedded()));
    assert_eq!(before, json!([]), "without the rule nothing is found");
    let with_rule = reader(&Data::embedded().with([rules]));
    let failed = with_rule.check_examples();
    let own: Vec<_> = failed
        .iter()
        .filter(|error| error.file == "rules/own.toml")
        .collect();
    assert!(own.is_empty(), "{own:?}");
    let after = commitments(&with_rule);
    let [found] = after.as_array().unwrap().as_slice() else {
        panic!("one commitment, not {after}")
    };
    let shown = json!({
        "rule": found["rule"],
        "type": found["type"],
        "committer": found["committer"][0]["party"],
        "action": found["action"]["lemma"],
        "due": found["due"]["end"],
    });
    let says: serde_json::Value = serde_json::from_str(example(&page, "found")).unwrap();
    assert_eq!(shown, says);
}
