//! One text of an item: its sentences with their trees and names.

use crate::news::quotes;
use crate::news::substrate::Substrate;
use crate::text::{Scratch, Span, Token, Tree, sentences};
use crate::world::{ActorId, Mention, NameKind, Office};

/// Which of an item's two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The text.
    Body,
}

/// One of an item's texts with its sentences.
#[derive(Debug)]
pub struct Section<'i> {
    /// Which.
    pub part: Part,
    /// The words.
    pub text: &'i str,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// What stands inside quotation marks, without them, in order.
    pub quotes: Vec<Span>,
}

/// A sentence with all that is known of its words.
#[derive(Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens in order; token `i` is node `i` of the tree.
    pub tokens: Vec<Token>,
    /// The tokens in lower case, apostrophes straight.
    pub words: Vec<String>,
    /// The tokens' lemmas; names keep their case.
    pub lemmas: Vec<String>,
    /// Who depends on whom; its spans count bytes of the section, as all others do.
    pub tree: Tree,
    /// Who and what is named in it, in order.
    pub mentions: Vec<Mention>,
    /// Offices and bodies in it, in order.
    pub offices: Vec<Office>,
}

impl<'i> Section<'i> {
    /// Reads a text. What the parser must cut for its length becomes several sentences.
    pub(crate) fn annotate(
        part: Part,
        text: &'i str,
        substrate: Substrate,
        scratch: &mut Scratch,
    ) -> Self {
        let mut mentions = substrate.world.mentions(text).into_iter().peekable();
        let mut offices = substrate.world.offices(text).into_iter().peekable();
        let mut found = Vec::new();
        let mut trees = Vec::new();
        for span in sentences(text) {
            substrate
                .syntax
                .parse_sentence(text, span, scratch, &mut trees);
            let whole = trees.len() == 1;
            for tree in trees.drain(..) {
                let span = if whole { span } else { tree.span };
                let mut sentence = Sentence::of_tree(text, span, tree, substrate);
                while let Some(mention) = mentions.next_if(|mention| mention.span.start < span.end)
                {
                    sentence.mentions.push(mention);
                }
                while let Some(office) = offices.next_if(|office| office.span.start < span.end) {
                    sentence.offices.push(office);
                }
                found.push(sentence);
            }
        }
        Self {
            part,
            text,
            sentences: found,
            quotes: quotes::quotes(text),
        }
    }

    /// The quotation in which byte `at` stands.
    pub fn quote_at(&self, at: usize) -> Option<Span> {
        let next = self.quotes.partition_point(|quote| quote.end <= at);
        self.quotes
            .get(next)
            .copied()
            .filter(|quote| quote.start <= at)
    }
}

impl Sentence {
    fn of_tree(text: &str, span: Span, tree: Tree, substrate: Substrate) -> Self {
        let forms = || {
            tree.nodes()
                .iter()
                .map(|node| (node.span.of(text), node.tag))
        };
        let lemma = |(form, tag)| substrate.syntax.lemma(form, tag).into_owned();
        Self {
            span,
            tokens: tree
                .nodes()
                .iter()
                .map(|node| Token { span: node.span })
                .collect(),
            words: forms().map(|(form, _)| lowered(form)).collect(),
            lemmas: forms().map(lemma).collect(),
            mentions: Vec::new(),
            offices: Vec::new(),
            tree,
        }
    }

    /// The word at `at`, lower case; empty beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// Whether the words from `at` on are these.
    pub fn has_words(&self, at: usize, words: &[impl AsRef<str>]) -> bool {
        self.words
            .get(at..at + words.len())
            .is_some_and(|found| found.iter().zip(words).all(|(a, b)| a == b.as_ref()))
    }

    /// The words from token `from` to before token `to`, as bytes of the section; none when there are
    /// none.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let start = self.tokens.get(from)?.span.start;
        let end = self.tokens.get(to.checked_sub(1)?)?.span.end;
        (from < to).then_some(Span { start, end })
    }

    /// The first token that ends after byte `at`; the number of tokens when there is none.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// The name that covers byte `at`. Cost: logarithmic, as for the other look-ups.
    pub fn mention_at(&self, at: usize) -> Option<&Mention> {
        let next = self
            .mentions
            .partition_point(|mention| mention.span.end <= at);
        self.mentions
            .get(next)
            .filter(|mention| mention.span.start <= at)
    }

    /// The office or body that covers byte `at`.
    pub fn office_at(&self, at: usize) -> Option<&Office> {
        let next = self.offices.partition_point(|office| office.span.end <= at);
        self.offices
            .get(next)
            .filter(|office| office.span.start <= at)
    }

    /// The actors named in it, each once, in order; a city after "in" or "at" is a place and no actor.
    pub fn actors(&self) -> Vec<ActorId> {
        let mut found = Vec::new();
        for mention in &self.mentions {
            let actor = mention
                .actor
                .filter(|actor| !found.contains(actor) && !self.is_place(mention));
            found.extend(actor);
        }
        found
    }

    /// Whether a city is named as a place ("in Vienna", or in a dateline: "VIENNA — …").
    pub fn is_place(&self, mention: &Mention) -> bool {
        let at = self.token_at(mention.span.start);
        let before = at.checked_sub(1).map_or("", |at| self.word(at));
        let located = matches!(before, "in" | "at" | "near" | "from" | "outside");
        let after = self.word(self.token_at(mention.span.end));
        let dateline = at == 0 && matches!(after, "-" | "–" | "—" | "(");
        mention.kind == NameKind::Place || (mention.country.is_some() && (located || dateline))
    }
}

/// A form in lower case with straight apostrophes.
fn lowered(form: &str) -> String {
    let mut lower = form.to_lowercase();
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    lower
}
