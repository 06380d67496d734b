//! How fast raw text becomes trees, on one core.

use crate::text::{Scratch, Syntax};
use serde::Serialize;
use std::time::Instant;

/// What is printed.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Speed {
    /// Texts read.
    pub texts: usize,
    /// Their bytes.
    pub bytes: usize,
    /// Trees made.
    pub sentences: usize,
    /// Their words.
    pub tokens: usize,
    /// Sentences that were cut because they were too long.
    pub cut_sentences: u64,
    /// Time from text to trees, without reading files and loading the model.
    pub seconds: f64,
    /// Tokens, tags and trees a second.
    pub tokens_per_second: f64,
}

/// Parses every text once. Cost: that of parsing.
pub fn of_texts(syntax: &Syntax, texts: &[String]) -> Speed {
    let mut scratch = Scratch::new();
    let (mut sentences, mut tokens) = (0, 0);
    let started = Instant::now();
    for text in texts {
        let trees = syntax.parse(text, &mut scratch);
        sentences += trees.len();
        tokens += trees.iter().map(|tree| tree.len()).sum::<usize>();
    }
    let seconds = started.elapsed().as_secs_f64();
    Speed {
        texts: texts.len(),
        bytes: texts.iter().map(String::len).sum(),
        sentences,
        tokens,
        cut_sentences: scratch.cut_sentences(),
        seconds,
        tokens_per_second: (tokens as f64 / seconds.max(1e-9)).round(),
    }
}
