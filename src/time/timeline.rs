//! The way in: sentences in order, their times remembered.

use jiff::civil::Date;

use crate::text::{Token, Tree, tokens};
use crate::time::grammar::{Grammar, Told};
use crate::time::terms::Terms;
use crate::time::{Expression, Lean, lean};

/// Reads the sentences of one document in order and remembers what times they told. Keeps its buffers,
/// so that reading on takes no memory but that of what is found.
#[derive(Default)]
pub struct Timeline {
    published: Option<Date>,
    terms: Terms,
    told: Told,
}

impl Timeline {
    /// Begins a document that was published on a day (none: relative times keep their words alone).
    pub fn new(published: Option<Date>) -> Self {
        Self {
            published,
            ..Self::default()
        }
    }

    /// Begins another document.
    pub fn restart(&mut self, published: Option<Date>) {
        self.published = published;
        self.told = Told::default();
    }

    /// The temporal expressions of a sentence whose words `tokens` are: see [`Timeline::read`]. Its dateline says when
    /// a report was filed, and nothing of what it tells.
    pub fn read_sentence(&mut self, text: &str, tree: &Tree, tokens: &[Token]) -> Vec<Expression> {
        let filed = tree.filed;
        let told = tokens.get(filed..).unwrap_or_default();
        self.read(text, told, &|at| lean(text, tree, at + filed))
    }

    /// The temporal expressions of one sentence in order, none within another. `tokens` are those of
    /// the sentence, their spans in `text`; `lean` says on which side of the anchor the bare date at a
    /// token lies, and is asked only where it matters. Cost: linear in the tokens.
    pub fn read(
        &mut self,
        text: &str,
        tokens: &[Token],
        lean: &dyn Fn(usize) -> Lean,
    ) -> Vec<Expression> {
        self.terms.read(text, tokens);
        let mut found = Vec::new();
        if !self.terms.has_core() {
            return found;
        }
        let mut grammar = Grammar {
            terms: &self.terms,
            published: self.published,
            lean,
            told: self.told,
        };
        let mut at = 0;
        while at < self.terms.list.len() {
            let Some(phrase) = grammar.phrase(at) else {
                at += 1;
                continue;
            };
            let value = &phrase.value;
            grammar.told.remember(value);
            let is_known = phrase
                .interval
                .not_before
                .or(phrase.interval.not_after)
                .is_some();
            let expression = self
                .terms
                .span(tokens, at, phrase.next)
                .map(|span| Expression {
                    span,
                    relation: phrase.relation,
                    interval: phrase.interval,
                    granularity: is_known.then_some(value.granularity),
                    anchor: value.anchor,
                    timex: value.timex,
                    vague: value.vague,
                });
            found.extend(expression);
            at = phrase.next.max(at + 1);
        }
        self.told = grammar.told;
        found
    }
}

/// The temporal expressions of `text`, which is read as one sentence, counted from `published`; all
/// bare dates lean one way. Cost: linear in the text.
pub fn expressions(text: &str, published: Option<Date>, lean: Lean) -> Vec<Expression> {
    Timeline::new(published).read(text, &tokens(text), &|_| lean)
}
