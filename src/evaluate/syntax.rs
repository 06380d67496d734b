//! How well and how fast sentences are tagged and parsed, against a treebank.

use super::alignment::Raw;
use crate::text::conllu::{GoldSentence, GoldWord};
use crate::text::spelling::Case;
use crate::text::{Relation, Scratch, Syntax, Tree, Word};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Instant;

/// The relations of core arguments.
const CORE: [&str; 6] = ["nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp"];

/// What is printed; shares in percent. On raw text every share is an F1 over aligned words.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Report {
    /// Gold sentences.
    pub sentences: usize,
    /// Gold words.
    pub words: usize,
    /// Whether our own sentences and tokens were used.
    pub raw: bool,
    /// Words found, raw text only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens_f1: Option<f64>,
    /// Sentences found, raw text only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences_f1: Option<f64>,
    /// Right parts of speech.
    pub upos: f64,
    /// Right parts of speech together with mood, number, tense, verb form and voice.
    pub tags: f64,
    /// Right lemmas, without regard to case.
    pub lemmas: f64,
    /// Right heads.
    pub uas: f64,
    /// Right heads and relations, subtypes ignored.
    pub las: f64,
    /// Right heads and relations with their subtypes.
    pub las_subtypes: f64,
    /// F1 of core arguments (nsubj, obj, iobj, csubj, ccomp, xcomp), subtypes ignored.
    pub core_f1: f64,
    /// F1 of `nsubj:pass` and `aux:pass` together.
    pub passive_f1: f64,
    /// F1 of `obl:agent`; absent where the treebank has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_f1: Option<f64>,
    /// Words a second on one core, all that was asked for together.
    pub tokens_per_second: f64,
    /// Every relation with its subtypes.
    pub relations: BTreeMap<&'static str, Figures>,
}

/// Figures of one relation, in percent.
#[derive(Clone, Copy, Debug, Serialize, PartialEq)]
pub struct Figures {
    /// Words that have it in the treebank.
    pub gold: usize,
    /// Right among those found.
    pub precision: f64,
    /// Found among those in the treebank.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

/// Measures on gold sentences and tokens, written in `case`.
pub fn on_gold_tokens(syntax: &Syntax, gold: &[GoldSentence], case: Case) -> Report {
    let mut scratch = Scratch::new();
    let mut tally = Tally::default();
    let mut seconds = 0.0;
    for sentence in gold {
        let forms: Vec<String> = sentence
            .words
            .iter()
            .map(|word| case.of(&word.form))
            .collect();
        let started = Instant::now();
        let found = syntax.analyse(forms.iter().map(String::as_str), &mut scratch);
        seconds += started.elapsed().as_secs_f64();
        for ((word, gold), form) in found.iter().zip(&sentence.words).zip(&forms) {
            tally.ours(word.relation);
            let head = gold.head == word.head.map_or(0, |head| head + 1);
            tally.pair(syntax, gold, Some((word, form, head)));
        }
    }
    tally.report(gold.len(), seconds, None)
}

/// Measures on raw text with our own sentences and tokens.
pub fn on_raw_text(syntax: &Syntax, gold: &[GoldSentence]) -> Report {
    let raw = Raw::of(gold);
    let started = Instant::now();
    let trees = syntax.parse(&raw.text, &mut Scratch::new());
    let seconds = started.elapsed().as_secs_f64();
    let aligned = raw.align(gold, &trees);
    let mut tally = Tally::default();
    let ours = flatten(&trees, &raw.text);
    ours.iter().for_each(|(word, _)| tally.ours(word.relation));
    let mut offset = 0;
    for sentence in gold {
        for (index, word) in sentence.words.iter().enumerate() {
            let found = aligned[offset + index].map(|place| {
                let (ours, form) = ours[place];
                let head = match word.head.checked_sub(1) {
                    None => ours.head.is_none(),
                    Some(head) => ours.head.is_some() && aligned[offset + head] == ours.head,
                };
                (ours, form, head)
            });
            tally.pair(
                syntax,
                word,
                found
                    .as_ref()
                    .map(|(word, form, head)| (word, *form, *head)),
            );
        }
        offset += sentence.words.len();
    }
    let stretches: Vec<_> = trees.iter().map(|tree| raw.stretch(tree.span)).collect();
    let right = raw
        .sentences
        .iter()
        .filter(|gold| {
            stretches
                .binary_search_by_key(&gold.start, |ours| ours.start)
                .is_ok_and(|place| stretches[place].end == gold.end)
        })
        .count();
    tally.report(
        gold.len(),
        seconds,
        Some(f1(right, stretches.len(), raw.sentences.len())),
    )
}

/// The words of all trees in one row, heads counted along it.
fn flatten<'t>(trees: &[Tree], text: &'t str) -> Vec<(Word, &'t str)> {
    let mut words = Vec::new();
    for tree in trees {
        let offset = words.len();
        words.extend(tree.nodes().iter().map(|node| {
            let head = node.head.map(|head| head + offset);
            (
                Word {
                    tag: node.tag,
                    head,
                    relation: node.relation,
                },
                node.span.of(text),
            )
        }));
    }
    words
}

#[derive(Default)]
struct Tally {
    ours: usize,
    gold: usize,
    aligned: usize,
    upos: usize,
    tags: usize,
    lemmas: usize,
    heads: usize,
    labelled: usize,
    labelled_subtypes: usize,
    core: Count,
    passive: Count,
    relations: BTreeMap<&'static str, Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    ours: usize,
    gold: usize,
}

fn is_core(relation: Relation) -> bool {
    CORE.contains(&relation.base_name())
}

fn is_passive(relation: Relation) -> bool {
    matches!(relation, Relation::NsubjPass | Relation::AuxPass)
}

impl Tally {
    /// Counts a relation that we gave.
    fn ours(&mut self, relation: Relation) {
        self.ours += 1;
        self.core.ours += usize::from(is_core(relation));
        self.passive.ours += usize::from(is_passive(relation));
        self.relations.entry(relation.name()).or_default().ours += 1;
    }

    /// Counts a gold word and, when we have it, our word, its form and whether its head is right.
    fn pair(&mut self, syntax: &Syntax, gold: &GoldWord, found: Option<(&Word, &str, bool)>) {
        self.gold += 1;
        self.core.gold += usize::from(is_core(gold.relation));
        self.passive.gold += usize::from(is_passive(gold.relation));
        self.relations.entry(gold.relation.name()).or_default().gold += 1;
        let Some((word, form, head)) = found else {
            return;
        };
        self.aligned += 1;
        self.upos += usize::from(word.tag.upos == gold.tag.upos);
        self.tags += usize::from(word.tag == gold.tag);
        let lemma = syntax.lemma(form, word.tag);
        self.lemmas += usize::from(lemma.to_lowercase() == gold.lemma.to_lowercase());
        self.heads += usize::from(head);
        let labelled = head && word.relation.base_name() == gold.relation.base_name();
        let exact = head && word.relation == gold.relation;
        self.labelled += usize::from(labelled);
        self.labelled_subtypes += usize::from(exact);
        self.core.right += usize::from(labelled && is_core(gold.relation));
        self.passive.right += usize::from(exact && is_passive(gold.relation));
        self.relations
            .entry(gold.relation.name())
            .or_default()
            .right += usize::from(exact);
    }

    fn report(&self, sentences: usize, seconds: f64, sentences_f1: Option<f64>) -> Report {
        let share = |right| f1(right, self.ours, self.gold);
        let agent = self
            .relations
            .get("obl:agent")
            .filter(|count| count.gold > 0);
        Report {
            sentences,
            words: self.gold,
            raw: sentences_f1.is_some(),
            tokens_f1: sentences_f1.map(|_| share(self.aligned)),
            sentences_f1,
            upos: share(self.upos),
            tags: share(self.tags),
            lemmas: share(self.lemmas),
            uas: share(self.heads),
            las: share(self.labelled),
            las_subtypes: share(self.labelled_subtypes),
            core_f1: self.core.figures().f1,
            passive_f1: self.passive.figures().f1,
            agent_f1: agent.map(|count| count.figures().f1),
            tokens_per_second: (self.ours as f64 / seconds.max(1e-9)).round(),
            relations: self
                .relations
                .iter()
                .map(|(&name, count)| (name, count.figures()))
                .collect(),
        }
    }
}

impl Count {
    fn figures(&self) -> Figures {
        Figures {
            gold: self.gold,
            precision: percent(self.right, self.ours),
            recall: percent(self.right, self.gold),
            f1: f1(self.right, self.ours, self.gold),
        }
    }
}

fn percent(right: usize, total: usize) -> f64 {
    if total == 0 {
        0.0
    } else {
        (10_000.0 * right as f64 / total as f64).round() / 100.0
    }
}

fn f1(right: usize, ours: usize, gold: usize) -> f64 {
    percent(2 * right, ours + gold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::conllu;

    fn gold() -> Vec<GoldSentence> {
        conllu::read(include_str!("../../tests/data/envoys.conllu")).unwrap()
    }

    #[test]
    fn figures_count_what_is_right() {
        let syntax = Syntax::shipped().unwrap();
        let report = on_gold_tokens(&syntax, &gold(), Case::Kept);
        assert_eq!((report.sentences, report.words, report.raw), (4, 27, false));
        // Easy sentences; the figures that must agree with each other do.
        assert!(report.las > 85.0 && report.las <= report.uas && report.las_subtypes <= report.las);
        assert_eq!(report.relations["punct"].gold, 4);
        assert_eq!(report.relations["obl:agent"].gold, 1);
        assert_eq!(report.tokens_f1, None);
    }

    #[test]
    fn wrong_heads_and_tags_are_counted() {
        let syntax = Syntax::shipped().unwrap();
        let mut gold = gold();
        let right = on_gold_tokens(&syntax, &gold, Case::Kept);
        gold[1].words[0].head = 3;
        gold[1].words[1].tag = gold[1].words[0].tag;
        gold[1].words[4].relation = Relation::Obl;
        let wrong = on_gold_tokens(&syntax, &gold, Case::Kept);
        let one = 100.0 / 27.0;
        assert!((right.uas - wrong.uas - one).abs() < 0.02);
        assert!((right.upos - wrong.upos - one).abs() < 0.02);
        assert!((right.las - wrong.las - 2.0 * one).abs() < 0.02);
    }

    #[test]
    fn raw_text_is_aligned() {
        let syntax = Syntax::shipped().unwrap();
        let report = on_raw_text(&syntax, &gold());
        assert_eq!(
            (report.tokens_f1, report.sentences_f1),
            (Some(100.0), Some(100.0))
        );
        // A word that we split otherwise is neither ours nor theirs, and no head within is right.
        let mut gold = gold();
        let merged = gold[1].words.remove(4);
        gold[1].words[3].span.end = merged.span.end;
        gold[1].words[3].form = "a treaty".to_owned();
        gold[1].words[4].head = 3;
        let report = on_raw_text(&syntax, &gold);
        assert_eq!(report.tokens_f1, Some(f1(25, 27, 26)));
    }
}
