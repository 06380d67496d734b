//! Gold sentences as numbers, ready to be learnt from.

use crate::text::conllu::GoldSentence;
use crate::text::lexicon::Vocabulary;
use crate::text::spelling::{AFFIXES, Case, affixes, normalise, shape};
use crate::text::{Relation, Tag};
use std::collections::BTreeMap;

/// One sentence.
pub struct Example {
    /// Index of every word in the vocabulary, its length for unknown words.
    pub words: Vec<usize>,
    /// Buckets of the affixes of every word.
    pub affixes: Vec<[usize; AFFIXES]>,
    /// Buckets of the shape of every word, for every way of writing.
    pub shapes: [Vec<usize>; Case::ALL.len()],
    /// Index of every tag.
    pub tags: Vec<usize>,
    /// Heads, 0 for the root, else counted from 1.
    pub heads: Vec<usize>,
    /// Index of every relation.
    pub relations: Vec<usize>,
}

/// The labels that the network tells apart, in the order of its columns.
pub struct Labels {
    /// Tags seen in training.
    pub tags: Vec<Tag>,
    /// Relations seen in training.
    pub relations: Vec<Relation>,
}

impl Labels {
    /// The labels of these sentences, in a fixed order.
    pub fn of(sentences: &[GoldSentence]) -> Self {
        let words = || sentences.iter().flat_map(|sentence| &sentence.words);
        let sorted = |mut tags: Vec<Tag>| {
            tags.sort();
            tags.dedup();
            tags
        };
        let mut relations: Vec<Relation> = words().map(|word| word.relation).collect();
        relations.sort();
        relations.dedup();
        Self {
            tags: sorted(words().map(|word| word.tag).collect()),
            relations,
        }
    }
}

/// Turns gold sentences into numbers. Labels that training does not know become the first one.
pub fn examples(
    sentences: &[GoldSentence],
    vocabulary: &Vocabulary,
    labels: &Labels,
) -> Vec<Example> {
    sentences
        .iter()
        .map(|sentence| example(sentence, vocabulary, labels))
        .collect()
}

fn example(sentence: &GoldSentence, vocabulary: &Vocabulary, labels: &Labels) -> Example {
    let mut normal = String::new();
    let mut example = Example {
        words: Vec::new(),
        affixes: Vec::new(),
        shapes: std::array::from_fn(|_| Vec::new()),
        tags: Vec::new(),
        heads: Vec::new(),
        relations: Vec::new(),
    };
    for (index, word) in sentence.words.iter().enumerate() {
        normalise(&word.form, &mut normal);
        example
            .words
            .push(vocabulary.index(&normal).unwrap_or(vocabulary.len()));
        example.affixes.push(affixes(&normal));
        for (case, shapes) in Case::ALL.into_iter().zip(&mut example.shapes) {
            shapes.push(shape(&case.of(&word.form), index == 0));
        }
        example.tags.push(
            labels
                .tags
                .iter()
                .position(|&tag| tag == word.tag)
                .unwrap_or(0),
        );
        example.heads.push(word.head);
        let relation = labels
            .relations
            .iter()
            .position(|&known| known == word.relation);
        example.relations.push(relation.unwrap_or(0));
    }
    example
}

/// How often every normal form occurs that occurs at least `least` times.
pub fn counts_of(sentences: &[GoldSentence], least: usize) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let mut normal = String::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        normalise(&word.form, &mut normal);
        match counts.get_mut(&normal) {
            Some(count) => *count += 1,
            None => drop(counts.insert(normal.clone(), 1)),
        }
    }
    counts.retain(|_, count| *count >= least);
    counts
}
