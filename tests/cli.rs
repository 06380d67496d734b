//! The binary as its users meet it: output, complaints and exit codes.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Runs the binary with nothing in its environment but `variables`, and `input` on its standard
/// input.
fn run(args: &[&str], variables: &[(&str, &str)], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_communique"))
        .args(args)
        .env_clear()
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.as_bytes().to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran::new(output)
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn new(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// A file of its own folder.
fn file(name: &str, text: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn item(id: &str) -> Value {
    json!({"id": id, "title": "A quiet day", "body": "Nothing was promised in the harbour today."})
}

/// Arguments, environment → exit code, and what is complained of.
type Case = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    i32,
    &'static str,
);

#[test]
fn exit_codes_are_kept() {
    let cases: [Case; 10] = [
        (&["--help"], &[], 0, ""),
        (&["--version"], &[], 0, ""),
        (&["check"], &[], 0, ""),
        (&["nonsense"], &[], 2, "unrecognized subcommand"),
        (&["read", "--format", "xml"], &[], 2, "invalid value 'xml'"),
        (
            &["read", "/nowhere/at/all.json"],
            &[],
            2,
            "/nowhere/at/all.json: ",
        ),
        (
            &["read", "--explain", "--format", "csv"],
            &[],
            2,
            "--explain has no place",
        ),
        (&["read", "--published-at", "noon"], &[], 2, "RFC 3339"),
        (&["check", "--set", "workers"], &[], 2, "write KEY=VALUE"),
        (
            &["check"],
            &[("COMMUNIQUE__SCOPE", "none")],
            2,
            "environment variable COMMUNIQUE__SCOPE: scope:",
        ),
    ];
    for (args, variables, code, complaint) in cases {
        let ran = run(args, variables, "");
        assert_eq!(ran.code, Some(code), "{args:?}: {ran:?}");
        assert!(ran.err.contains(complaint), "{args:?}: {ran:?}");
    }
}

#[test]
fn help_documents_the_exit_codes_and_teaches() {
    let help = run(&["--help"], &[], "").out;
    for line in [
        "0  all was done",
        "2  wrong usage",
        "4  fenced",
        "5  data lost",
    ] {
        assert!(help.contains(line), "{help}");
    }
    for command in ["read", "check", "schema", "completions", "man"] {
        let help = run(&[command, "--help"], &[], "").out;
        assert!(help.contains("Examples:"), "{command}: {help}");
    }
}

#[test]
fn items_of_every_layout_have_one_line_each_in_order() {
    let pretty = format!("{:#}", item("b"));
    let ninjs =
        json!({"uri": "urn:wire:c", "headline": "A quiet day", "body_text": "The harbour slept."});
    let input = format!(
        "{}\n{pretty}\n[{ninjs},\n{}]\n{{\"id\": \"broken\n\n{}\n\"words\"\n",
        item("a"),
        item("d"),
        item("e"),
    );
    let ran = run(&["read", "--workers", "3"], &[], &input);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let lines = ran.lines();
    let ids: Vec<_> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(ids, ["a", "b", "urn:wire:c", "d", "-", "e", "-"]);
    for (at, reason) in [(4, "not_json"), (6, "not_json")] {
        assert_eq!(lines[at]["verdict"], "rejected");
        assert_eq!(lines[at]["reason"], reason);
    }
    assert!(
        ran.out
            .starts_with(r#"{"id":"a","verdict":"dropped","reason":""#),
        "{ran:?}"
    );
    assert!(
        ran.out.lines().all(|line| !line.contains("explain")),
        "{ran:?}"
    );
}

#[test]
fn limits_and_withdrawals_are_answered() {
    let long = json!({"id": "long", "body": "x".repeat(2000)});
    let cancelled = json!({"id": "gone", "status": "cancelled"});
    let input = format!("{long}\n{cancelled}\n");
    let ran = run(&["read", "--set", "item_bytes_max=1000"], &[], &input);
    let lines = ran.lines();
    assert_eq!(
        (&lines[0]["verdict"], &lines[0]["reason"]),
        (&json!("rejected"), &json!("too_large"))
    );
    assert_eq!(
        (&lines[1]["verdict"], &lines[1]["reason"]),
        (&json!("withdrawn"), &json!("cancelled"))
    );
    assert_eq!(lines[1]["report"]["item"]["id"], "gone");
}

#[test]
fn plain_text_is_one_item_a_file() {
    let (_folder, path) = file(
        "quiet.txt",
        "A quiet day\n\nThe harbour slept, and {nobody} spoke.\n",
    );
    let path = path.to_str().unwrap();
    let ran = run(
        &[
            "read",
            "--published-at",
            "2031-05-06T07:08:09Z",
            "--explain",
            path,
            "-",
        ],
        &[],
        " \n",
    );
    let lines = ran.lines();
    assert_eq!(lines.len(), 2, "{ran:?}");
    assert_eq!(
        (&lines[0]["id"], &lines[0]["verdict"]),
        (&json!("quiet.txt"), &json!("dropped"))
    );
    assert_eq!(
        (&lines[1]["id"], &lines[1]["reason"]),
        (&json!("stdin"), &json!("empty"))
    );
    assert!(lines[1]["explain"]["message"].is_string(), "{ran:?}");
}

#[test]
fn an_unreadable_file_spoils_only_itself() {
    let (_folder, path) = file("one.json", item("one").to_string());
    let ran = run(&["read", "/nowhere.json", path.to_str().unwrap()], &[], "");
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.lines()[0]["id"], "one");
    assert!(
        ran.err.starts_with("communique: /nowhere.json: "),
        "{ran:?}"
    );
}

#[test]
fn every_form_prints() {
    let input = format!("{}\n", item("a"));
    let starts = [
        ("pretty", "a\n  dropped: "),
        ("csv", "item_id,title,source,"),
        ("html", "<!doctype html>\n<html lang=\"en\">"),
    ];
    for (format, start) in starts {
        let ran = run(&["read", "--format", format], &[], &input);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.starts_with(start), "{format}: {ran:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let input = format!("{}\n", item("a")).repeat(20_000);
    let (_folder, path) = file("many.jsonl", input);
    let mut child = Command::new(env!("CARGO_BIN_EXE_communique"))
        .arg("read")
        .arg(path)
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::new(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn check_prints_what_is_in_force_without_secrets() {
    let (_secrets, secret) = file("password", "hunter2\n");
    let config = format!(
        "[kafka]\nbrokers = 'file:1'\n[kafka.properties]\n'ssl.key.password' = 'hunter3'\n\
         [kafka.properties_from_files]\n'sasl.password' = '{}'\n",
        secret.display(),
    );
    let (_folder, path) = file("communique.toml", config);
    let variables = [
        ("COMMUNIQUE_CONFIG", path.to_str().unwrap()),
        ("COMMUNIQUE__KAFKA__GROUP_ID", "by-env"),
        (
            "COMMUNIQUE__KAFKA__PROPERTIES__SASL_OAUTHBEARER_CLIENT_SECRET",
            "hunter4",
        ),
    ];
    let ran = run(&["check", "--set", "scope=all"], &variables, "");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!format!("{ran:?}").contains("hunter"), "{ran:?}");
    let place = path.display();
    for line in [
        "scope = \"all\" # flag --set scope".to_owned(),
        format!("brokers = \"file:1\" # {place}:2:11"),
        "group_id = \"by-env\" # environment variable COMMUNIQUE__KAFKA__GROUP_ID".to_owned(),
        format!("\"ssl.key.password\" = \"***\" # {place}:4:22"),
        format!(
            "\"sasl.password\" = \"{}\" # {place}:6:19",
            secret.display()
        ),
        "input_topic = \"news.items\"".to_owned(),
    ] {
        assert!(
            ran.out.lines().any(|printed| printed == line),
            "{line}\n{}",
            ran.out
        );
    }
}

#[test]
fn check_tells_all_errors_with_their_places() {
    let (_folder, path) = file(
        "c.toml",
        "worker = 1\n[kafka.properties]\n'enable.auto.commit' = true\n",
    );
    let ran = run(
        &[
            "check",
            "--config",
            path.to_str().unwrap(),
            "--set",
            "http.listen=here",
        ],
        &[],
        "",
    );
    assert_eq!(ran.code, Some(2));
    let place = path.display();
    for start in [
        format!("communique: {place}:1:1: worker: unknown key; did you mean `workers`?"),
        format!(
            "communique: {place}:3:24: kafka.properties: enable.auto.commit is not passed through: "
        ),
        "communique: flag --set http.listen: http.listen: ".to_owned(),
    ] {
        assert!(
            ran.err.lines().any(|line| line.starts_with(&start)),
            "{start}\n{}",
            ran.err
        );
    }
    let missing = run(&["check", "--data-dir", "/nowhere/data"], &[], "");
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("/nowhere/data"), "{missing:?}");
}

#[test]
fn schemas_are_printed() {
    for (which, title) in [
        ("input", "id"),
        ("output", "commitments"),
        ("audit", "offset"),
    ] {
        let ran = run(&["schema", which], &[], "");
        let schema: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{which}"
        );
        assert!(
            ran.out.contains(&format!("\"{title}\"")),
            "{which}: {}",
            ran.out
        );
    }
}

#[test]
fn completions_and_man_pages_come_from_the_arguments() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(&["completions", shell], &[], "");
        assert!(ran.out.contains("published-at"), "{shell}");
    }
    let page = run(&["man"], &[], "").out;
    assert!(
        page.contains(".TH communique 1") && page.contains("Exit codes"),
        "{page}"
    );
    let page = run(&["man", "read"], &[], "").out;
    assert!(
        page.contains(".TH communique-read 1") && page.contains("explain"),
        "{page}"
    );
    assert_eq!(run(&["man", "nothing"], &[], "").code, Some(2));
}

#[test]
fn a_rule_of_ones_own_is_tried_on_its_examples() {
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    fs::write(rules.join("own.toml"), "[[rule]\nname = 1\n").unwrap();
    let ran = run(
        &["check", "--data-dir", folder.path().to_str().unwrap()],
        &[],
        "",
    );
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.starts_with("communique: rules/own.toml:1: "),
        "{ran:?}"
    );
}

#[test]
fn explanations_say_what_was_seen() {
    let held = json!({
        "id": "held", "published_at": "2031-05-06T07:08:09Z", "language": "en",
        "title": "Germany and Japan hold talks in Vienna",
        "body": "The foreign ministers of Germany and Japan met in Vienna on Tuesday. \
            Germany promised a written answer to Japan next week.",
    });
    let ran = run(
        &["read", "--explain", "--scope", "all"],
        &[],
        &held.to_string(),
    );
    let why = &ran.lines()[0]["explain"];
    assert_eq!(why["stages"][0], "parse", "{ran:?}");
    assert_eq!(why["reading"]["gate"]["passes"], true, "{ran:?}");
    for list in ["signals", "rules", "candidates"] {
        assert!(
            why["reading"][list]
                .as_array()
                .is_some_and(|seen| !seen.is_empty()),
            "{list}: {ran:?}"
        );
    }
    let candidate = &why["reading"]["candidates"][0];
    for (key, is_told) in [
        ("rule", candidate["rule"].is_string()),
        ("field", candidate["field"] == "title"),
        ("start", candidate["start"].is_u64()),
        ("end", candidate["end"].is_u64()),
        ("words", candidate["words"].is_string()),
        ("probability", candidate["probability"].is_f64()),
        ("outcome", candidate["outcome"].is_string()),
        ("name", candidate["contributions"][0]["name"].is_string()),
        ("weight", candidate["contributions"][0]["weight"].is_f64()),
    ] {
        assert!(is_told, "{key}: {candidate}");
    }
    let plain = run(&["read", "--scope", "all"], &[], &held.to_string()).out;
    let plain = plain.trim_end().strip_suffix('}').unwrap();
    assert!(
        ran.out.starts_with(&format!("{plain},\"explain\":")),
        "{ran:?}"
    );
}

#[test]
fn the_syntax_of_an_item_is_shown() {
    let item = r#"{"id": "a", "title": "Ministers met.", "body": "Peru was praised by Chile.", "language": "en"}"#;
    let ran = run(&["read", "--debug", "syntax"], &[], item);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for line in [
        "# newdoc id = a",
        "# part = title",
        "# text = Ministers met.",
        "# part = body",
    ] {
        assert!(
            ran.out.lines().any(|said| said == line),
            "{line}: {}",
            ran.out
        );
    }
    let praised = ran.out.lines().find(|line| line.contains("\tpraised\t"));
    let columns: Vec<&str> = praised.unwrap().split('\t').collect();
    assert_eq!(columns.len(), 10);
    assert_eq!(
        (columns[2], columns[3], columns[7]),
        ("praise", "VERB", "root")
    );
}

/// Writes an item without anything to report, and a gold file that finds a commitment in it.
fn annotated() -> (TempDir, [PathBuf; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let [items, gold] = ["items.jsonl", "gold.json"].map(|name| folder.path().join(name));
    fs::write(&items, item("a").to_string() + "\n").unwrap();
    let commitment = json!({
        "evidence": {"field": "body", "start": 0, "end": 20, "text": "Nothing was promised"},
        "committer": ["PER"], "addressee": [], "type": "promise", "voice": "narrated",
        "hedged": false});
    let annotations = json!([{"id": "a", "meeting": false, "commitments": [commitment]}]);
    fs::write(&gold, annotations.to_string()).unwrap();
    (folder, [items, gold])
}

#[test]
fn the_reading_is_scored() {
    let (_folder, [items, gold]) = annotated();
    let (items, gold) = (items.to_str().unwrap(), gold.to_str().unwrap());
    let args = ["evaluate", "reading", "--items", items, "--gold", gold];
    let json = run(&[&args[..], &["--json", "--errors"]].concat(), &[], "");
    let scores = &json.lines()[0];
    assert_eq!(scores["commitment"]["recall"]["value"], 0.0, "{json:?}");
    assert_eq!(scores["commitment"]["gold"], 1);
    assert_eq!(scores["meeting"]["f1"]["value"], Value::Null);
    for section in ["frame", "fields", "where_given", "register", "reliability"] {
        assert!(!scores[section].is_null(), "{section}");
    }
    assert_eq!(scores["errors"][0]["what"], "missed commitment");

    let tables = run(&[&args[..], &["--errors"]].concat(), &[], "").out;
    assert!(tables.starts_with("1 items; "), "{tables}");
    let listed = "    body 0–20: [Nothing was promised] in the harbour today.\n";
    assert!(tables.ends_with(listed), "{tables}");

    // What was read before scores the same.
    let read = run(&["read", "--scope", "all", items], &[], "").out;
    let (_kept, reports) = file("read.jsonl", read);
    let saved = ["--json", "--errors", "--reports", reports.to_str().unwrap()];
    assert_eq!(run(&[&args[..], &saved].concat(), &[], "").out, json.out);
}

#[test]
fn what_cannot_be_scored_is_complained_of() {
    let (_folder, [items, gold]) = annotated();
    let (items, gold) = (items.to_str().unwrap(), gold.to_str().unwrap());
    let (_others, other) = file("other.jsonl", item("b").to_string());
    let other = other.to_str().unwrap();
    let cases: [(&[&str], &str); 4] = [
        (&["--items", other, "--gold", gold], "a: no such item"),
        (&["--items", items, "--gold", items], "items.jsonl: "),
        (&["--items", gold, "--gold", gold], "gold.json: line 1: "),
        (
            &["--items", items, "--gold", gold, "--min-confidence", "2"],
            "write a number from 0 to 1",
        ),
    ];
    for (args, complaint) in cases {
        let ran = run(&[&["evaluate", "reading"], args].concat(), &[], "");
        assert_eq!(ran.code, Some(2), "{args:?}: {ran:?}");
        assert!(ran.err.contains(complaint), "{args:?}: {ran:?}");
    }
}

#[test]
fn coverage_is_measured_by_roots() {
    let coded = json!({"sentence": "The harbour slept.", "root": "AID"});
    let (_folder, path) = file("coded.jsonl", coded.to_string());
    let path = path.to_str().unwrap();
    let ran = run(&["evaluate", "plover", "--json", path], &[], "");
    assert_eq!(
        ran.lines()[0]["roots"]["AID"]["found_as"]["none"],
        1,
        "{ran:?}"
    );
    let table = run(&["evaluate", "plover", path], &[], "").out;
    assert!(
        table.starts_with("1 sentences, 0 given a root, 0 the right one\n"),
        "{table}"
    );
}
