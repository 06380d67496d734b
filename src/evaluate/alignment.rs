//! Which word of ours is which word of the treebank, when we read raw text (CoNLL 2018 shared task).
//!
//! Positions count visible characters, so that gaps do not matter.

use crate::text::Span;
use crate::text::conllu::GoldSentence;
use crate::text::{Tree, is_gap};
use std::ops::Range;

/// The text of a treebank with the place of every gold word in it.
pub struct Raw {
    /// All sentences in running text.
    pub text: String,
    /// Visible characters before every byte of `text`.
    visible: Vec<u32>,
    /// Visible stretches of the gold words.
    pub words: Vec<Range<u32>>,
    /// Visible stretches of the gold sentences.
    pub sentences: Vec<Range<u32>>,
}

impl Raw {
    /// Joins the sentences with a space where the treebank has one.
    pub fn of(gold: &[GoldSentence]) -> Self {
        let mut text = String::new();
        let mut spans = Vec::new();
        let mut sentence_spans = Vec::new();
        for sentence in gold {
            let start = text.len();
            text.push_str(&sentence.text);
            sentence_spans.push(Span {
                start,
                end: text.len(),
            });
            spans.extend(sentence.words.iter().map(|w| Span {
                start: start + w.span.start,
                end: start + w.span.end,
            }));
            if sentence.space_after {
                text.push(' ');
            }
        }
        let mut raw = Self {
            visible: visible(&text),
            text,
            words: Vec::new(),
            sentences: Vec::new(),
        };
        raw.words = spans.into_iter().map(|span| raw.stretch(span)).collect();
        raw.sentences = sentence_spans
            .into_iter()
            .map(|span| raw.stretch(span))
            .collect();
        raw
    }

    /// The visible characters that a span covers.
    pub fn stretch(&self, span: Span) -> Range<u32> {
        self.visible[span.start]..self.visible[span.end]
    }

    /// For every gold word the index of our word that is the same, counting the words of all trees.
    /// Words of a contraction that is no plain sum of its parts must also be spelt alike.
    pub fn align(&self, gold: &[GoldSentence], trees: &[Tree]) -> Vec<Option<usize>> {
        let ours: Vec<(Range<u32>, &str)> = trees
            .iter()
            .flat_map(|tree| tree.nodes())
            .map(|node| (self.stretch(node.span), node.span.of(&self.text)))
            .collect();
        let forms = gold
            .iter()
            .flat_map(|sentence| &sentence.words)
            .map(|word| word.form.as_str());
        let mut next = 0;
        let mut aligned = Vec::with_capacity(self.words.len());
        for (index, (word, form)) in self.words.iter().zip(forms).enumerate() {
            while ours
                .get(next)
                .is_some_and(|(ours, _)| ours.start < word.start)
            {
                next += 1;
            }
            let shared = (index > 0 && self.words[index - 1] == *word)
                || self.words.get(index + 1) == Some(word);
            let place = ours[next..]
                .iter()
                .take_while(|(ours, _)| ours.end <= word.end)
                .position(|(ours, spelt)| {
                    if shared {
                        spelt.eq_ignore_ascii_case(form)
                    } else {
                        ours == word
                    }
                });
            aligned.push(place.map(|place| next + place));
            if let Some(place) = place {
                next += place + 1;
            }
        }
        aligned
    }
}

/// Visible characters before every byte, and before the end.
fn visible(text: &str) -> Vec<u32> {
    let mut counts = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for character in text.chars() {
        counts.extend(std::iter::repeat_n(count, character.len_utf8()));
        count += u32::from(!is_gap(character));
    }
    counts.push(count);
    counts
}
