//! Candidates for tests, by marking their words.

use crate::commitment::candidate::Candidate;
use crate::news::Item;
use crate::news::sample::{MONDAY, annotated};
use crate::text::{Relation, Span};
use crate::world::World;
use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let file = r#"
        [[state]]
        code = "PER"
        names = ["Peru"]
        [[state]]
        code = "CHL"
        names = ["Chile"]"#;
    World::load(&[("world/test.toml", file)]).unwrap()
});

/// Asks about the candidate of a text whose trigger stands between asterisks and whose act between
/// underscores (`*_promise_*` is both), published on Monday 4 March 2024. A headline begins with `#`.
/// The evidence is the sentence.
pub fn sample(marked: &str, ask: impl FnOnce(&Candidate, Span)) {
    let (is_title, marked) = marked
        .strip_prefix('#')
        .map_or((false, marked), |marked| (true, marked));
    let text = marked.replace(['*', '_'], "");
    let (title, body) = if is_title {
        (text.as_str(), "None.")
    } else {
        ("", text.as_str())
    };
    let source = serde_json::json!({"id": "a", "title": title, "body": body}).to_string();
    let item = Item::parse(source.as_bytes(), &crate::news::Limits::default()).unwrap();
    let document = annotated(&item, &WORLD, Some(MONDAY));
    let section = if is_title {
        &document.title
    } else {
        &document.body
    };
    let (trigger_at, act_at) = (place(marked, '*', '_'), place(marked, '_', '*'));
    let holds = |at: usize| {
        section
            .sentences
            .iter()
            .position(|sentence| sentence.span.start <= at && at < sentence.span.end)
    };
    let number = holds(act_at).unwrap();
    let sentence = &section.sentences[number];
    let (trigger, act) = (sentence.token_at(trigger_at), sentence.token_at(act_at));
    let subject_of = |verb: usize| {
        sentence.tree.children(verb).find(|&child| {
            matches!(
                sentence.tree.nodes()[child].relation,
                Relation::Nsubj | Relation::NsubjPass
            )
        })
    };
    let candidate = Candidate {
        document: &document,
        section,
        sentence,
        number,
        trigger,
        act,
        subject: subject_of(act).or_else(|| subject_of(trigger)),
    };
    ask(&candidate, sentence.span);
}

/// Where the word behind the first `mark` stands once all marks are taken out.
fn place(marked: &str, mark: char, other: char) -> usize {
    let at = marked.find(mark).unwrap();
    let before = marked.split_at(at).0;
    before
        .chars()
        .filter(|c| *c != other)
        .map(char::len_utf8)
        .sum()
}
