//! The configuration's documentation, made from the list of keys.

use std::fmt::Write;

use crate::config::effective::literal;
use crate::config::{KEYS, Shape, variable_of};

/// The README's table: key, value, default, meaning.
pub fn markdown_table() -> String {
    let mut out = String::from("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
    for key in KEYS {
        let (name, about) = (key.name, key.about);
        let default = match key.default {
            "" => "–".to_owned(),
            text => format!("`{text}`"),
        };
        let _ = writeln!(
            out,
            "| `{name}` | {} | {default} | {about} |",
            key.shape.expects()
        );
    }
    out
}

/// `config/communique.toml`: every key with its default, commented out, and what it means.
pub fn default_file() -> String {
    let mut out = String::from(HEAD);
    let mut section = "";
    for key in KEYS {
        let (folder, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if key.shape == Shape::Table {
            let _ = writeln!(out, "\n# {}.\n#[{}]", capital(key.about), key.name);
            section = key.name;
            continue;
        }
        if folder != section {
            let _ = writeln!(out, "\n[{folder}]");
            section = folder;
        }
        let _ = writeln!(out, "\n# {}. ({})", capital(key.about), key.shape.expects());
        let _ = writeln!(out, "# {}", variable_of(key));
        let _ = writeln!(out, "#{name} = {}", literal(key.shape, key.default));
    }
    out
}

const HEAD: &str = "\
# Configuration of communique. Every key is shown with its default; remove the `#` to change it.
# The environment overrides this file, flags override the environment.
# `communique check --config FILE` says what is wrong, and prints what is in force.
";

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
