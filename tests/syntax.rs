//! The shipped model on sentences of our own, on hostile text, and on treebanks where they are.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "support/aloud.rs"]
mod aloud;

use communique::evaluate::syntax::{Report, on_gold_tokens, on_raw_text};
use communique::text::conllu::{self, GoldSentence};
use communique::text::spelling::Case;
use communique::text::{Relation, SENTENCE_WORDS_MAX, Scratch, Span, Syntax, Tree, Upos, Voice};
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static SYNTAX: LazyLock<Syntax> = LazyLock::new(|| Syntax::shipped().unwrap());

fn parse(text: &str) -> Vec<Tree> {
    SYNTAX.parse(text, &mut Scratch::new())
}

/// The index of the word spelt so in the first tree.
fn word(text: &str, tree: &Tree, form: &str) -> usize {
    tree.nodes()
        .iter()
        .position(|node| node.span.of(text) == form)
        .unwrap()
}

/// Asserts `(dependent, relation, head)` in the first tree.
fn check(text: &str, expected: &[(&str, Relation, &str)]) {
    let trees = parse(text);
    let mut dump = String::new();
    conllu::write(
        text,
        &trees,
        |form, tag| SYNTAX.lemma(form, tag).into_owned(),
        &mut dump,
    );
    for &(dependent, relation, head) in expected {
        let node = trees[0].nodes()[word(text, &trees[0], dependent)];
        assert_eq!(
            (node.relation, node.head),
            (relation, Some(word(text, &trees[0], head))),
            "{dependent}\n{dump}"
        );
    }
}

#[test]
fn commitments_in_the_active() {
    check(
        "The minister promised to send observers to the border next week.",
        &[
            ("minister", Relation::Nsubj, "promised"),
            ("send", Relation::Xcomp, "promised"),
            ("observers", Relation::Obj, "send"),
            ("week", Relation::OblUnmarked, "send"),
        ],
    );
    check(
        "The envoy said that his government would sign the treaty.",
        &[
            ("sign", Relation::Ccomp, "said"),
            ("government", Relation::Nsubj, "sign"),
            ("would", Relation::Aux, "sign"),
            ("treaty", Relation::Obj, "sign"),
        ],
    );
}

#[test]
fn passives() {
    check(
        "The prisoners were released by the army on Friday.",
        &[
            ("prisoners", Relation::NsubjPass, "released"),
            ("were", Relation::AuxPass, "released"),
            ("army", Relation::OblAgent, "released"),
            ("Friday", Relation::Obl, "released"),
        ],
    );
    let text = "A treaty was signed.";
    let tree = &parse(text)[0];
    let signed = tree.nodes()[word(text, tree, "signed")];
    assert_eq!(
        (signed.tag.upos, signed.tag.voice),
        (Upos::Verb, Some(Voice::Pass))
    );
    assert_eq!(SYNTAX.lemma("signed", signed.tag), "sign");
}

#[test]
fn one_model_serves_many_threads() {
    let words = |text: &str| parse(text)[0].len();
    std::thread::scope(|scope| {
        let counts = ["They met.", "They met again."]
            .map(|text| scope.spawn(move || words(text)))
            .map(|thread| thread.join().unwrap());
        assert_eq!(counts, [3, 4]);
    });
}

#[test]
fn dumps_can_be_read_back() {
    let text = "They don't wait. The talks, which began\nin May, failed!";
    let trees = parse(text);
    let mut dump = String::new();
    conllu::write(
        text,
        &trees,
        |form, tag| SYNTAX.lemma(form, tag).into_owned(),
        &mut dump,
    );
    let read = conllu::read(&dump).unwrap();
    assert_eq!(read.len(), 2);
    for (tree, gold) in trees.iter().zip(&read) {
        let heads: Vec<usize> = gold.words.iter().map(|word| word.head).collect();
        let ours: Vec<usize> = tree
            .nodes()
            .iter()
            .map(|node| node.head.map_or(0, |h| h + 1))
            .collect();
        assert_eq!(heads, ours);
        assert!(
            gold.words
                .iter()
                .zip(tree.nodes())
                .all(|(word, node)| word.tag == node.tag)
        );
    }
    assert_eq!(read[1].text, "The talks, which began in May, failed!");
}

/// Every tree has one root and no cycle, and the spans lie in the text in order.
fn check_sound(text: &str) -> u64 {
    let mut scratch = Scratch::new();
    let mut position = 0;
    for tree in SYNTAX.parse(text, &mut scratch) {
        assert!(tree.len() <= SENTENCE_WORDS_MAX);
        assert_eq!(
            tree.nodes()
                .iter()
                .filter(|node| node.head.is_none())
                .count(),
            1
        );
        let root = tree.root().unwrap();
        for (index, node) in tree.nodes().iter().enumerate() {
            assert!(
                node.span.start >= position && text.get(node.span.start..node.span.end).is_some()
            );
            assert!(tree.is_below(index, root));
            assert!(node.first <= index && index <= node.last);
            position = node.span.end;
        }
    }
    scratch.cut_sentences()
}

#[test]
fn hostile_text() {
    // 5,100 words without a stop are three blocks, each of them too long.
    assert_eq!(check_sound(&"the envoy and ".repeat(1_700)), 3);
    for text in [
        "",
        " \n\t ",
        "\u{0}\u{1}\u{7f}\u{85}",
        "a\u{200d}b \u{200d} \u{200d}\u{200d}c",
        "قال الوزير إن المحادثات ستستأنف. אמר השר.",
        "👩‍👩‍👧‍👦🇨🇭🏳️‍🌈 met 👍🏽!!!",
        "((((((((((((((((((((",
        "................................ !?!?!?",
        "''''\"\"\"\"````“”‘’",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        "x\u{202e}yz\u{202c} \u{feff}",
        "1/2/3/4/5/6 1-2-3-4-5 1.2.3.4.5 1,2,3,4 $$$ %%% US$ US$US$",
        "\r\n\r\n-\r\n- \r\n* * *\r\n#\r\n",
    ] {
        check_sound(text);
    }
    check_sound(&"\u{10ffff}".repeat(3_000));
    check_sound(&"x".repeat(20_000));
    check_sound(&"-".repeat(20_000));
    check_sound(&"a.".repeat(5_000));
    check_sound(&"1-".repeat(5_000));
    check_sound(&"http://".repeat(3_000));
    check_sound(&"n't".repeat(4_000));
}

#[test]
fn a_sentence_of_five_thousand_words_is_cut_and_counted() {
    let text = "the envoy, and ".repeat(1_250);
    let (mut scratch, mut trees) = (Scratch::new(), Vec::new());
    let sentence = Span {
        start: 0,
        end: text.len(),
    };
    SYNTAX.parse_sentence(&text, sentence, &mut scratch, &mut trees);
    assert_eq!(scratch.cut_sentences(), 1);
    assert_eq!(trees.iter().map(Tree::len).sum::<usize>(), 5_000);
    assert!(trees.iter().all(|tree| tree.len() <= SENTENCE_WORDS_MAX));
    // Cut after a comma, not between two words.
    let last = trees[0].nodes()[trees[0].len() - 1];
    assert_eq!(last.span.of(&text), ",");
}

/// The time that it takes, the better of two.
fn time(text: &str) -> Duration {
    let mut scratch = Scratch::new();
    (0..2)
        .map(|_| {
            let started = Instant::now();
            assert!(!SYNTAX.parse(text, &mut scratch).is_empty());
            started.elapsed()
        })
        .min()
        .unwrap()
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for unit in ["the envoy and ", "word", "1-", "a.", "“x ", "-"] {
        let short = unit.repeat(4_000 / unit.len());
        let long = short.repeat(8);
        let (short, long) = (time(&short), time(&long));
        // Eight times as much; thirty-two times would be quadratic with room for a busy machine.
        assert!(
            long < short * 32 + Duration::from_millis(20),
            "{unit:?}: {short:?}, {long:?}"
        );
    }
}

#[test]
fn a_megabyte_without_full_stop() {
    assert!(check_sound(&"talks and more talks ".repeat(50_000)) > 50);
}

/// A treebank beside the project, or a word that it is missing.
fn treebank(name: &str) -> Option<Vec<GoldSentence>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/treebank")
        .join(name);
    let Ok(source) = std::fs::read_to_string(&path) else {
        aloud::left_out(&format!(
            "the model's figures on {name}, which is not beside the project"
        ));
        return None;
    };
    Some(conllu::read(&source).unwrap())
}

fn check_at_least(report: &Report, floors: &[(&str, f64, f64)]) {
    for (name, found, floor) in floors {
        assert!(found >= floor, "{name}: {found} is below {floor}");
    }
    assert!(report.words > 20_000);
}

#[test]
fn figures_on_pud() {
    let Some(gold) = treebank("en_pud-test.conllu") else {
        return;
    };
    let report = on_gold_tokens(&SYNTAX, &gold, Case::Kept);
    check_at_least(
        &report,
        &[
            ("upos", report.upos, 95.5),
            ("uas", report.uas, 84.0),
            ("las", report.las, 80.5),
            ("core", report.core_f1, 83.0),
            ("passives", report.passive_f1, 85.0),
        ],
    );
    let raw = on_raw_text(&SYNTAX, &gold);
    check_at_least(
        &raw,
        &[
            ("tokens", raw.tokens_f1.unwrap(), 99.5),
            ("las", raw.las, 80.0),
        ],
    );
    assert!(raw.las <= report.las + 0.2, "raw text cannot be easier");
}

#[test]
fn figures_on_ewt() {
    let Some(gold) = treebank("en_ewt-test.conllu") else {
        return;
    };
    let report = on_gold_tokens(&SYNTAX, &gold, Case::Kept);
    check_at_least(
        &report,
        &[
            ("las", report.las, 82.0),
            ("agents", report.agent_f1.unwrap(), 50.0),
        ],
    );
}
