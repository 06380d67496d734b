//! Where figures are shown: on standard output always, and in README.md when `UPDATE_DOCS` says so.

use std::fs;
use std::path::Path;

use crate::support::Outcome;

/// Prints a section, and with `UPDATE_DOCS` puts it between its two marks in README.md.
pub fn publish(section: &str, markdown: &str) -> Outcome {
    println!("\n{markdown}");
    if std::env::var_os("UPDATE_DOCS").is_none() {
        return Ok(());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let page = replaced(&text, section, markdown)
        .ok_or_else(|| format!("README.md has no marks for {section}"))?;
    fs::write(&path, page).map_err(|error| error.to_string())
}

fn replaced(page: &str, section: &str, markdown: &str) -> Option<String> {
    let begin = format!("<!-- {section}: made by make bench -->\n");
    let end = format!("<!-- end of {section} -->");
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{markdown}{end}{after}"))
}
