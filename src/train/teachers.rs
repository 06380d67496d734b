//! Teachers: several larger models read raw text, and where they agree the small one learns of it.
//!
//! The trees of the teachers are put to the vote arc by arc (Sagae and Lavie 2006), and what they
//! quarrel about is left out (tri-training).

use crate::text::conllu::{GoldSentence, GoldWord};
use crate::text::network::arborescence::TreeSearch;
use crate::text::{Scratch, Span, Syntax, Word, sentences, tokens};
use std::collections::BTreeSet;

/// Shorter sentences are headings and scraps.
const WORDS_MIN: usize = 5;
/// Longer ones are lists; they cost most and teach least.
const WORDS_MAX: usize = 70;
/// Share of the votes that the chosen heads and relations must have in a sentence.
const AGREEMENT_MIN: f32 = 0.85;

/// Sentences of raw texts with the trees that the teachers agree on; none twice.
pub fn silver(texts: &[String], teachers: &[Syntax]) -> Vec<GoldSentence> {
    let mut seen = BTreeSet::new();
    let mut search = TreeSearch::default();
    let mut scratch = Scratch::new();
    let mut silver = Vec::new();
    for text in texts {
        for sentence in sentences(text) {
            let forms: Vec<&str> = tokens(sentence.of(text))
                .iter()
                .map(|token| token.span.of(sentence.of(text)))
                .collect();
            if !(WORDS_MIN..=WORDS_MAX).contains(&forms.len()) || !seen.insert(forms.join(" ")) {
                continue;
            }
            let readings: Vec<Vec<Word>> = teachers
                .iter()
                .map(|teacher| {
                    teacher
                        .analyse(forms.iter().copied(), &mut scratch)
                        .to_vec()
                })
                .collect();
            silver.extend(vote(&forms, &readings, &mut search));
        }
    }
    silver
}

/// The tree with most votes, when the vote is clear.
fn vote(forms: &[&str], readings: &[Vec<Word>], search: &mut TreeSearch) -> Option<GoldSentence> {
    let count = forms.len();
    let stride = count + 1;
    let mut votes = vec![0f32; count * stride];
    for (voter, reading) in readings.iter().enumerate() {
        for (index, word) in reading.iter().enumerate() {
            // The first teachers decide a tie.
            let weight = 1.0 - 0.01 * voter as f32;
            votes[index * stride + word.head.map_or(0, |head| head + 1)] += weight;
        }
    }
    let heads = search.best(&votes, stride, count).to_vec();
    let mut agreed = 0;
    let mut words = Vec::with_capacity(count);
    for (index, (&form, &head)) in forms.iter().zip(&heads).enumerate() {
        let with_head = readings
            .iter()
            .map(|reading| reading[index])
            .filter(|word| word.head.map_or(0, |above| above + 1) == head);
        let relation = majority(with_head.map(|word| word.relation))?;
        agreed += readings
            .iter()
            .map(|reading| reading[index])
            .filter(|word| {
                word.head.map_or(0, |above| above + 1) == head && word.relation == relation
            })
            .count();
        words.push(GoldWord {
            form: form.to_owned(),
            lemma: String::new(),
            tag: majority(readings.iter().map(|reading| reading[index].tag))?,
            head,
            relation,
            span: Span { start: 0, end: 0 },
        });
    }
    let agreement = agreed as f32 / (count * readings.len()) as f32;
    (agreement >= AGREEMENT_MIN).then(|| GoldSentence {
        words,
        ..GoldSentence::default()
    })
}

/// The most frequent value; the earliest of several.
fn majority<T: PartialEq + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(value, _)| value)
}
