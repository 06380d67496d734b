//! What people read about the configuration is what the list of keys says.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes it anew.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use communique::config::{default_file, markdown_table};

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
