//! From text to trees: the model and the one way to use it.

use super::dateline::dateline;
use super::lemma::Lemmas;
use super::lexicon::Lexicon;
use super::model_error::ModelError;
use super::model_file::{Parts, read};
use super::network::arborescence::TreeSearch;
use super::network::matrix::padded_rows;
use super::network::packed::Packed;
use super::network::{Activations, Network};
use super::relation::Relation;
use super::repair::repair;
use super::sentence::sentences;
use super::span::Span;
use super::tag::{Tag, Upos};
use super::token::{Token, tokens};
use super::tree::{Node, Tree};
use super::word::Word;
use std::borrow::Cow;

/// A sentence with more words is cut: scores of heads grow with the square of the words, and the
/// longest sentence of the treebanks has 160.
pub const SENTENCE_WORDS_MAX: usize = 192;
/// Where a sentence must be cut, a comma or the like is looked for among this many last words.
const CUT_WINDOW_WORDS: usize = 64;

/// The shipped model.
static SHIPPED: &[u8] = include_bytes!("../../config/models/syntax.model");

/// A tagger, parser and lemmatiser for English. Immutable; share it between threads.
#[derive(Debug)]
pub struct Syntax {
    lexicon: Lexicon,
    network: Network<Packed>,
    tags: Vec<Tag>,
    relations: Vec<Relation>,
    lemmas: Lemmas,
}

/// Working memory of one thread. Kept from text to text, it makes parsing free of allocations but
/// for the trees themselves.
#[derive(Debug, Default)]
pub struct Scratch {
    activations: Activations,
    search: TreeSearch,
    normal: String,
    heads: Vec<usize>,
    words: Vec<Word>,
    cut_sentences: u64,
}

impl Scratch {
    /// Empty memory; it grows to what the longest sentence needs, about 1 MB.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many sentences were cut for having more than [`SENTENCE_WORDS_MAX`] words, so far.
    pub fn cut_sentences(&self) -> u64 {
        self.cut_sentences
    }
}

impl Syntax {
    /// The model that is built into the program.
    pub fn shipped() -> Result<Self, ModelError> {
        Self::of_bytes(SHIPPED)
    }

    /// The bytes of the model that is built in, for whoever tells versions apart.
    pub const fn shipped_bytes() -> &'static [u8] {
        SHIPPED
    }

    /// A model file's bytes. Cost: some milliseconds. Fails with what is wrong.
    pub fn of_bytes(file: &[u8]) -> Result<Self, ModelError> {
        read(file).map(Self::of_parts)
    }

    /// A model from its parts, as the trainer makes them.
    pub fn of_parts(parts: Parts) -> Self {
        let Parts {
            lexicon,
            network,
            tags,
            relations,
            lemmas,
        } = parts;
        let network = network.packed();
        Self {
            lexicon,
            network,
            tags,
            relations,
            lemmas: Lemmas::of_entries(lemmas),
        }
    }

    /// Whether the treebanks that it learnt from have a word, given in lower case.
    pub fn knows(&self, lowered: &str) -> bool {
        self.lexicon.knows(lowered)
    }

    /// Splits `text` into sentences and parses each. Spans count bytes of `text`.
    pub fn parse(&self, text: &str, scratch: &mut Scratch) -> Vec<Tree> {
        let mut trees = Vec::new();
        for sentence in sentences(text) {
            self.parse_sentence(text, sentence, scratch, &mut trees);
        }
        trees
    }

    /// Parses one sentence of `text` and adds its tree, or several trees when it must be cut. Spans
    /// count bytes of `text`.
    pub fn parse_sentence(
        &self,
        text: &str,
        sentence: Span,
        scratch: &mut Scratch,
        trees: &mut Vec<Tree>,
    ) {
        let mut found = tokens(sentence.of(text));
        for token in &mut found {
            token.span.start += sentence.start;
            token.span.end += sentence.start;
        }
        if found.len() > SENTENCE_WORDS_MAX {
            scratch.cut_sentences += 1;
        }
        let mut rest = &found[..];
        while !rest.is_empty() {
            let (part, after) = rest.split_at(cut(text, rest));
            trees.push(self.tree(text, part, scratch));
            rest = after;
        }
    }

    /// The tree of one sentence; its dateline hangs on the root beside all else.
    fn tree(&self, text: &str, tokens: &[Token], scratch: &mut Scratch) -> Tree {
        let filed = dateline(text, tokens);
        let (place, rest) = tokens.split_at(filed);
        let words = self.analyse(rest.iter().map(|token| token.span.of(text)), scratch);
        let root = words.iter().position(|word| word.head.is_none());
        let place = place.iter().enumerate().map(|(at, token)| {
            let form = token.span.of(text);
            match at.checked_sub(1) {
                None => node(
                    token,
                    named(form),
                    root.map(|root| root + filed),
                    Relation::Parataxis,
                ),
                Some(_) if named(form).upos == Upos::Punct => {
                    node(token, named(form), Some(0), Relation::Punct)
                }
                Some(_) => node(token, named(form), Some(0), Relation::Flat),
            }
        });
        let words = words.iter().zip(rest).map(|(word, token)| {
            let head = word.head.map(|head| head + filed);
            node(token, word.tag, head, word.relation)
        });
        let nodes = place.chain(words);
        let start = tokens.first().map_or(0, |token| token.span.start);
        let end = tokens.last().map_or(start, |token| token.span.end);
        let mut tree = Tree::new(Span { start, end }, nodes.collect());
        tree.filed = filed;
        tree
    }

    /// Tags and parses one sentence given as words, whatever their number. Cost: grows with the
    /// square of the words.
    pub fn analyse<'s, 'w>(
        &self,
        forms: impl ExactSizeIterator<Item = &'w str> + Clone,
        scratch: &'s mut Scratch,
    ) -> &'s [Word] {
        let count = forms.len();
        scratch.words.clear();
        if count == 0 {
            return &scratch.words;
        }
        self.encode(forms.clone(), count, scratch);
        let Scratch {
            activations,
            search,
            heads,
            words,
            ..
        } = scratch;
        self.network
            .tag
            .forward(&activations.layers[1].output, count, &mut activations.tags);
        self.network.score_arcs(count, activations);
        heads.clear();
        let stride = activations.keys.columns();
        heads.extend_from_slice(search.best(&activations.arcs, stride, count));
        self.network.share_labels(count, activations);
        self.network.score_relations(heads, activations);
        let tag_width = self.network.tag.bias.len();
        let relation_width = self.network.label.bias.len();
        for (index, &head) in heads.iter().enumerate() {
            let tag = best(&activations.tags[index * tag_width..], &self.tags, |_| true);
            let scores = &activations.relations[index * relation_width..];
            let relation = best(scores, &self.relations, |&relation| {
                (relation == Relation::Root) == (head == 0)
            });
            words.push(Word {
                tag: tag.copied().unwrap_or(UNKNOWN),
                head: head.checked_sub(1),
                relation: relation.copied().unwrap_or(Relation::Dep),
            });
        }
        repair(words, forms, |form, tag| self.lemma(form, tag));
        words
    }

    fn encode<'w>(
        &self,
        forms: impl Iterator<Item = &'w str>,
        count: usize,
        scratch: &mut Scratch,
    ) {
        let width = self.lexicon.width();
        let Activations {
            input,
            layers: [first, second],
            ..
        } = &mut scratch.activations;
        input.clear();
        input.resize(padded_rows(count) * width, 0.0);
        for (index, (form, row)) in forms.zip(input.chunks_exact_mut(width)).enumerate() {
            self.lexicon
                .describe(form, index == 0, &mut scratch.normal, row);
        }
        self.network.layers[0].forward(input, count, first);
        self.network.layers[1].forward(&first.output, count, second);
    }

    /// The lemma of a word of this tag. Names keep their case; all else is lower case.
    pub fn lemma<'w>(&self, form: &'w str, tag: Tag) -> Cow<'w, str> {
        self.lemmas
            .lemma(form, tag, |word| self.lexicon.knows(word))
    }
}

/// A word of a tree that is still to be made.
fn node(token: &Token, tag: Tag, head: Option<usize>, relation: Relation) -> Node {
    Node {
        span: token.span,
        tag,
        head,
        relation,
        first: 0,
        last: 0,
    }
}

/// What a word of a dateline is: a name, a number or a mark.
fn named(form: &str) -> Tag {
    Tag::bare(match form.chars().next() {
        Some(first) if first.is_alphabetic() => Upos::Propn,
        Some(first) if first.is_numeric() => Upos::Num,
        _ => Upos::Punct,
    })
}

/// Stands where a model without tags says nothing.
const UNKNOWN: Tag = Tag::bare(Upos::X);

/// The label with the highest score among those allowed.
fn best<'l, T>(scores: &[f32], labels: &'l [T], allowed: impl Fn(&T) -> bool) -> Option<&'l T> {
    let mut best = None;
    let mut score_best = f32::NEG_INFINITY;
    for (label, &score) in labels.iter().zip(scores) {
        if score > score_best && allowed(label) {
            best = Some(label);
            score_best = score;
        }
    }
    best
}

/// How many of the tokens make the next tree.
fn cut(text: &str, tokens: &[Token]) -> usize {
    if tokens.len() <= SENTENCE_WORDS_MAX {
        return tokens.len();
    }
    let window = SENTENCE_WORDS_MAX - CUT_WINDOW_WORDS..SENTENCE_WORDS_MAX;
    let is_break =
        |token: &Token| matches!(token.span.of(text), "," | ";" | ":" | "--" | "—" | ".");
    let place = tokens[window.clone()].iter().rposition(is_break);
    place.map_or(SENTENCE_WORDS_MAX, |place| window.start + place + 1)
}
