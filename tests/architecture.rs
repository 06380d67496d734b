//! The house stands: imports point downwards, siblings go in no circles, files stay short.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    reason = "tests fail by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The floors as `lib.rs` maps them. A module may use those on lower floors; on one floor, and
/// within any folder, modules may use each other as long as they go in no circle.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["world", "time"],
    &["news"],
    // What judges, below what asks for judgements.
    &["judgement"],
    &["meeting", "commitment"],
    &["report", "pipeline"],
    // Beside floor 6: what is learnt is made and measured here, from floors 1 to 5 alone.
    &["flow", "train", "evaluate"],
    &["kafka"],
    &["config", "observe", "app", "cli"],
];

/// Only the command line may use these, and the trainer the measurer's gold files.
const BESIDE: &[&str] = &["train", "evaluate"];

/// Lines of code, without blank lines, comments and the tests at the end.
const CODE_LINES_MAX: usize = 300;

/// What floors 1 to 5 must not know, as it would stand in their code.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
    "std::io",
    "tokio",
    "tracing",
    "prometheus",
    "rdkafka",
    "hyper",
    "async fn",
    "Timestamp::now",
    "Zoned::now",
];

/// One source file and the modules of this crate that it names.
struct Source {
    path: PathBuf,
    /// `a::b` for `src/a/b.rs`; the folder's own name for `mod.rs`.
    module: Vec<String>,
    code: String,
}

impl Source {
    fn read(root: &Path, path: &Path) -> Self {
        let below = path.strip_prefix(root).unwrap().with_extension("");
        let mut module: Vec<_> = below
            .iter()
            .map(|part| part.to_str().unwrap().to_owned())
            .collect();
        module.retain(|part| part != "mod");
        let text = fs::read_to_string(path).unwrap();
        Self {
            path: path.to_owned(),
            module,
            code: code_of(&text),
        }
    }

    /// Paths that begin with `crate::` or `super::`, groups in braces spread out, as full paths.
    fn uses(&self) -> Vec<Vec<String>> {
        let flat = self.code.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut found = Vec::new();
        for (start, from) in [
            ("crate::", 0),
            ("super::", self.module.len().saturating_sub(1)),
        ] {
            for (at, _) in flat.match_indices(start) {
                let bounded = flat[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !is_name(c) && c != ':');
                if bounded {
                    let base = self.module[..from].to_vec();
                    spread(&flat[at + start.len()..], &base, &mut found);
                }
            }
        }
        found
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// `a::{b, c::D}` behind a base → base::a::b, base::a::c::D.
fn spread(rest: &str, base: &[String], found: &mut Vec<Vec<String>>) {
    if let Some(inside) = rest.strip_prefix('{') {
        for part in parts(inside) {
            spread(part.trim(), base, found);
        }
        return;
    }
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let (name, tail) = rest.split_at(end);
    if name.is_empty() {
        return;
    }
    let mut path = base.to_vec();
    if name != "self" {
        path.push(name.to_owned());
    }
    match tail.strip_prefix("::") {
        Some(more) if more.starts_with(|c: char| is_name(c) || c == '{') => {
            spread(more, &path, found)
        }
        _ => found.push(path),
    }
}

/// The parts between commas up to the brace that closes.
fn parts(inside: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut found) = (0, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&inside[begin..at]);
                return found;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&inside[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// Without comments and without the tests at the end.
fn code_of(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..tests]
        .lines()
        .map(|line| line.split("//").next().unwrap_or("").trim_end());
    lines
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// All files under `src` but those that only tests compile.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    assert!(
        paths.len() > 20,
        "no sources found under {}",
        root.display()
    );
    let all: Vec<_> = paths.iter().map(|path| Source::read(&root, path)).collect();
    let tests_only: BTreeSet<_> = all.iter().flat_map(tests_only).collect();
    all.into_iter()
        .filter(|source| !tests_only.contains(&source.module))
        .collect()
}

/// Modules that a file declares for tests alone.
fn tests_only(source: &Source) -> Vec<Vec<String>> {
    let after = source.code.split("#[cfg(test)]\nmod ").skip(1);
    let names = after.filter_map(|rest| rest.split_once(';').map(|(name, _)| name));
    names
        .map(|name| [source.module.as_slice(), &[name.to_owned()]].concat())
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for path in entries.collect::<BTreeSet<_>>() {
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn imports_point_downwards() {
    let gold_files = ["evaluate".to_owned(), "gold".to_owned()];
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = source.module.first() else {
            continue;
        };
        if own == "lib" || own == "main" {
            continue;
        }
        let here = floor(own).unwrap_or_else(|| panic!("{own} stands on no floor"));
        for used in source.uses() {
            let Some(other) = used.first().filter(|other| *other != own) else {
                continue;
            };
            let there =
                floor(other).unwrap_or_else(|| panic!("{}: {other}?", source.path.display()));
            let from_gold = own == "train" && used.starts_with(&gold_files);
            let learnt = BESIDE.contains(&other.as_str()) && own != "cli" && !from_gold;
            let above = there > floor("pipeline").unwrap();
            let beside = BESIDE.contains(&own.as_str()) && above && !from_gold;
            if there > here || learnt || beside {
                wrong.push(format!("{}: {}", source.path.display(), used.join("::")));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that point upwards:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn siblings_go_in_no_circle() {
    let sources = sources();
    let modules: BTreeSet<_> = sources.iter().map(|source| source.module.clone()).collect();
    let exports = exports(&sources);
    let mut graphs: BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for source in &sources {
        for used in source.uses() {
            let target = resolve(used, &modules, &exports);
            let shared = source
                .module
                .iter()
                .zip(&target)
                .take_while(|(a, b)| a == b)
                .count();
            let (Some(from), Some(to)) = (source.module.get(shared), target.get(shared)) else {
                continue;
            };
            let folder = source.module[..shared].to_vec();
            graphs
                .entry(folder)
                .or_default()
                .entry(from.clone())
                .or_default()
                .insert(to.clone());
        }
    }
    let circles: Vec<_> = graphs
        .iter()
        .filter_map(|(folder, graph)| {
            circle(graph).map(|way| format!("{}: {way}", folder.join("::")))
        })
        .collect();
    assert!(
        circles.is_empty(),
        "modules that use each other:\n{}",
        circles.join("\n")
    );
}

/// What a folder hands on: (folder, name) → the path where it is.
fn exports(sources: &[Source]) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut exports = BTreeMap::new();
    for source in sources {
        let flat = source.code.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, start) in flat.match_indices("pub use ") {
            let mut found = Vec::new();
            spread(&flat[at + start.len()..], &[], &mut found);
            for path in found {
                let Some(name) = path.last() else { continue };
                let seen = [source.module.as_slice(), std::slice::from_ref(name)].concat();
                let home = match path.first().map(String::as_str) {
                    Some("crate") => path[1..].to_vec(),
                    _ => [source.module.as_slice(), &path].concat(),
                };
                exports.insert(seen, home);
            }
        }
    }
    exports
}

/// From a path as it is written to the module where its last name is at home.
fn resolve(
    used: Vec<String>,
    modules: &BTreeSet<Vec<String>>,
    exports: &BTreeMap<Vec<String>, Vec<String>>,
) -> Vec<String> {
    let mut path = used;
    // A name is handed on through a few folders at most.
    for _ in 0..8 {
        let handed =
            (1..=path.len()).find_map(|end| exports.get(&path[..end]).map(|home| (home, end)));
        let Some((home, end)) = handed else { break };
        path = [home.as_slice(), &path[end..]].concat();
    }
    while !path.is_empty() && !modules.contains(&path) {
        path.pop();
    }
    path
}

/// A circle among the names of one folder, as it is walked.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    fn visit<'g>(
        name: &'g String,
        graph: &'g BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<&'g String>,
        done: &mut BTreeSet<&'g String>,
    ) -> Option<String> {
        if let Some(at) = way.iter().position(|passed| *passed == name) {
            let names: Vec<_> = way[at..]
                .iter()
                .chain([&name])
                .map(|name| name.as_str())
                .collect();
            return Some(names.join(" → "));
        }
        if done.contains(name) {
            return None;
        }
        way.push(name);
        let found = graph
            .get(name)
            .into_iter()
            .flatten()
            .find_map(|next| visit(next, graph, way, done));
        way.pop();
        done.insert(name);
        found
    }
    let mut done = BTreeSet::new();
    graph
        .keys()
        .find_map(|name| visit(name, graph, &mut Vec::new(), &mut done))
}

#[test]
fn the_lower_floors_are_pure() {
    let pure = floor("pipeline").unwrap();
    let mut wrong = Vec::new();
    for source in sources() {
        if source
            .module
            .first()
            .and_then(|own| floor(own))
            .is_none_or(|here| here > pure)
        {
            continue;
        }
        for word in IMPURE {
            let stands = source.code.match_indices(word).any(|(at, _)| {
                source.code[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !is_name(c))
            });
            if stands {
                wrong.push(format!("{}: {word}", source.path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "floors 1 to 5 know what they must not:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_stay_short() {
    let lengths = sources()
        .into_iter()
        .map(|source| (source.code.lines().count(), source.path));
    let long: Vec<_> = lengths
        .filter(|(lines, _)| *lines > CODE_LINES_MAX)
        .map(|(lines, path)| format!("{}: {lines}", path.display()))
        .collect();
    assert!(
        long.is_empty(),
        "over {CODE_LINES_MAX} lines of code:\n{}",
        long.join("\n")
    );
}

/// The reader of imports must itself be able to fail.
#[test]
fn imports_are_found_however_they_are_written() {
    let code = "use crate::{flow, kafka::{Secret, settings::Start}};\nfn f() { super::g(); crate::app::run() }";
    let source = Source {
        path: PathBuf::new(),
        module: vec!["config".to_owned(), "file".to_owned()],
        code: code_of(&format!(
            "{code} // crate::cli\n#[cfg(test)]\nmod tests {{ use crate::text; }}"
        )),
    };
    let found: Vec<_> = source
        .uses()
        .into_iter()
        .map(|path| path.join("::"))
        .collect();
    let expected = [
        "flow",
        "kafka::Secret",
        "kafka::settings::Start",
        "app::run",
        "config::g",
    ];
    assert_eq!(found, expected);
    let graph = |edges: &[(&str, &str)]| {
        let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in edges {
            graph
                .entry((*from).to_owned())
                .or_default()
                .insert((*to).to_owned());
        }
        circle(&graph)
    };
    assert_eq!(graph(&[("a", "b"), ("b", "c"), ("a", "c")]), None);
    assert_eq!(
        graph(&[("a", "b"), ("b", "c"), ("c", "b")]),
        Some("b → c → b".to_owned())
    );
}
