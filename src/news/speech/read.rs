//! A text with its trees, as the parts of this folder look at it.

use crate::text::{Node, Relation, Span, Tree, Upos};

/// One word: its tree in the text and its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which tree, counted from 0.
    pub tree: usize,
    /// Which word of the tree.
    pub word: usize,
}

/// One sentence with its tree.
#[derive(Clone, Copy, Debug)]
pub struct Parsed<'a> {
    /// Its tree, whose spans count bytes of the text.
    pub tree: &'a Tree,
    /// The lemmas of its words, in order.
    pub lemmas: &'a [String],
}

/// What is read.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    pub text: &'a str,
    pub sentences: &'a [Parsed<'a>],
}

impl<'a> Read<'a> {
    pub fn tree(&self, place: Place) -> Option<&'a Tree> {
        self.sentences.get(place.tree).map(|sentence| sentence.tree)
    }

    pub fn node(&self, place: Place) -> Option<&'a Node> {
        self.tree(place)?.nodes().get(place.word)
    }

    /// The word as written; empty where there is none.
    pub fn form(&self, place: Place) -> &'a str {
        self.node(place).map_or("", |node| node.span.of(self.text))
    }

    /// Its lemma; empty where there is none.
    pub fn lemma(&self, place: Place) -> &'a str {
        let lemmas = self
            .sentences
            .get(place.tree)
            .map_or(&[][..], |sentence| sentence.lemmas);
        lemmas.get(place.word).map_or("", String::as_str)
    }

    pub fn relation(&self, place: Place) -> Option<Relation> {
        self.node(place).map(|node| node.relation)
    }

    pub fn is_tagged(&self, place: Place, tags: &[Upos]) -> bool {
        self.node(place)
            .is_some_and(|node| tags.contains(&node.tag.upos))
    }

    pub fn head(&self, place: Place) -> Option<Place> {
        let word = self.node(place)?.head?;
        Some(Place { word, ..place })
    }

    pub fn children(self, place: Place) -> impl Iterator<Item = Place> + 'a {
        let tree = self.tree(place);
        let words = tree
            .into_iter()
            .flat_map(move |tree| tree.children(place.word));
        words.map(move |word| Place { word, ..place })
    }

    pub fn child(&self, place: Place, relations: &[Relation]) -> Option<Place> {
        self.children(place)
            .find(|&child| self.relation(child).is_some_and(|r| relations.contains(&r)))
    }

    /// The word and those above it up to the root.
    pub fn upwards(self, place: Place) -> impl Iterator<Item = Place> + 'a {
        let words = self
            .tree(place)
            .into_iter()
            .flat_map(move |tree| tree.ancestors(place.word));
        words.map(move |word| Place { word, ..place })
    }

    /// The words below a word, itself included, from its first to its last.
    pub fn subtree(&self, place: Place) -> Span {
        let span = self
            .tree(place)
            .and_then(|tree| tree.subtree_span(place.word));
        span.unwrap_or(Span { start: 0, end: 0 })
    }

    /// Where the tree stands; empty at 0 beyond the last.
    pub fn sentence(&self, tree: usize) -> Span {
        self.sentences
            .get(tree)
            .map_or(Span { start: 0, end: 0 }, |sentence| sentence.tree.span)
    }

    /// The root of a tree.
    pub fn root(&self, tree: usize) -> Option<Place> {
        let word = self.sentences.get(tree)?.tree.root()?;
        Some(Place { tree, word })
    }

    /// The tree that ends after `byte`; the number of trees when there is none. Cost: logarithmic.
    pub fn tree_after(&self, byte: usize) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.tree.span.end <= byte)
    }

    /// The words that lie inside `span`, tree by tree.
    pub fn words_in(self, span: Span) -> impl Iterator<Item = Place> + 'a {
        let first = self.tree_after(span.start);
        let rest = self.sentences.get(first..).unwrap_or(&[]);
        let within = (first..)
            .zip(rest.iter().map(|sentence| sentence.tree))
            .take_while(move |(_, tree)| tree.span.start < span.end);
        within.flat_map(move |(tree, words)| {
            let from = words
                .nodes()
                .partition_point(|node| node.span.start < span.start);
            let to = words
                .nodes()
                .partition_point(|node| node.span.end <= span.end);
            (from..to).map(move |word| Place { tree, word })
        })
    }
}
