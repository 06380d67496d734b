//! A dependency tree as plain arrays: cheap to walk, never changed after it is made.

use super::relation::Relation;
use super::span::Span;
use super::tag::{Number, Tag, Upos};

/// One word in its tree. Indices count the tree's words from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in the text that was parsed.
    pub span: Span,
    /// Part of speech and features.
    pub tag: Tag,
    /// Its head; `None` for the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub relation: Relation,
    /// First word of its subtree.
    pub first: usize,
    /// Last word of its subtree.
    pub last: usize,
}

/// The tree of one sentence. Every word but one has a head, and there are no cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// Where the sentence stands in the text that was parsed.
    pub span: Span,
    /// How many of its words, the first ones, are a dateline.
    pub filed: usize,
    nodes: Vec<Node>,
    /// Dependents of word `i` are `children[starts[i]..starts[i + 1]]`, in the order of the text.
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl Tree {
    /// Makes a tree of words whose `first` and `last` are still to be filled. Heads outside the
    /// sentence are taken for roots. Cost: linear, times the depth of the tree.
    pub fn new(span: Span, mut nodes: Vec<Node>) -> Self {
        let count = nodes.len();
        let mut starts = vec![0u32; count + 1];
        for (index, node) in nodes.iter_mut().enumerate() {
            node.head = node.head.filter(|&head| head < count && head != index);
            (node.first, node.last) = (index, index);
            if let Some(head) = node.head {
                starts[head + 1] += 1;
            }
        }
        for index in 0..count {
            starts[index + 1] += starts[index];
        }
        let mut children = vec![0u32; starts[count] as usize];
        let mut free = starts.clone();
        for (index, node) in nodes.iter().enumerate() {
            if let Some(head) = node.head {
                children[free[head] as usize] = index as u32;
                free[head] += 1;
            }
        }
        for index in 0..count {
            widen_ancestors(&mut nodes, index);
        }
        Self {
            span,
            filed: 0,
            nodes,
            starts,
            children,
        }
    }

    /// The words in the order of the text.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Takes the words in `span` for a name, unless one of them is taken for a name already: whoever knows
    /// the world's names knows better than the tagger, which mistakes some at the start of a sentence.
    pub fn tag_name(&mut self, span: Span) {
        let first = self
            .nodes
            .partition_point(|node| node.span.start < span.start);
        let after = self.nodes.partition_point(|node| node.span.end <= span.end);
        let words = self.nodes.get_mut(first..after).unwrap_or_default();
        if words.iter().any(|word| word.tag.upos == Upos::Propn) {
            return;
        }
        for word in words.iter_mut().filter(|word| is_content(word.tag.upos)) {
            word.tag = Tag {
                number: word.tag.number.or(Some(Number::Sing)),
                ..Tag::bare(Upos::Propn)
            };
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True when there are no words.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The root, `None` only in an empty tree.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }

    /// Direct dependents in the order of the text.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.starts.get(index).map_or(0, |&start| start as usize);
        let end = self
            .starts
            .get(index + 1)
            .map_or(start, |&end| end as usize);
        self.children[start..end]
            .iter()
            .map(|&child| child as usize)
    }

    /// The first dependent with this relation.
    pub fn child(&self, index: usize, relation: Relation) -> Option<usize> {
        self.children(index)
            .find(|&child| self.nodes[child].relation == relation)
    }

    /// The stretch of text from the first to the last word of the subtree of `index`.
    pub fn subtree_span(&self, index: usize) -> Option<Span> {
        let node = self.nodes.get(index)?;
        let (first, last) = (self.nodes.get(node.first)?, self.nodes.get(node.last)?);
        Some(Span {
            start: first.span.start,
            end: last.span.end,
        })
    }

    /// The word itself, its head, that one's head and so on to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let start = (index < self.nodes.len()).then_some(index);
        std::iter::successors(start, |&index| self.nodes[index].head).take(self.nodes.len())
    }

    /// True when `index` is `ancestor` or stands below it.
    pub fn is_below(&self, index: usize, ancestor: usize) -> bool {
        self.ancestors(index).any(|node| node == ancestor)
    }

    /// The words on the way from `from` up to the lowest common ancestor and down to `to`, both ends
    /// included; empty when one of them does not exist. Cost: the depth of the tree, squared.
    pub fn path(&self, from: usize, to: usize) -> Vec<usize> {
        let up: Vec<usize> = self.ancestors(from).collect();
        let down: Vec<usize> = self.ancestors(to).collect();
        let meeting = up.iter().position(|node| down.contains(node));
        let Some((climbed, top)) = meeting.and_then(|at| Some((at, up.get(at)?))) else {
            return Vec::new();
        };
        let descent = down
            .iter()
            .take_while(|&node| node != top)
            .copied()
            .collect::<Vec<_>>();
        up.iter()
            .take(climbed + 1)
            .copied()
            .chain(descent.into_iter().rev())
            .collect()
    }
}

/// Whether words of this kind can be a name: articles and prepositions inside one stay what they are.
fn is_content(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Noun | Upos::Adj | Upos::Verb | Upos::Adv | Upos::Intj | Upos::X
    )
}

/// Lets every ancestor of `index` reach to it.
fn widen_ancestors(nodes: &mut [Node], index: usize) {
    let mut above = nodes[index].head;
    let mut steps = nodes.len();
    while let Some(head) = above {
        // Bounded, should the heads hold a cycle after all.
        if steps == 0 || (nodes[head].first <= index && nodes[head].last >= index) {
            return;
        }
        steps -= 1;
        nodes[head].first = nodes[head].first.min(index);
        nodes[head].last = nodes[head].last.max(index);
        above = nodes[head].head;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "ministers of both states met today", heads by hand.
    fn tree() -> Tree {
        let heads = [Some(4), Some(3), Some(3), Some(0), None, Some(4)];
        let nodes = heads.iter().enumerate().map(|(index, &head)| Node {
            span: Span {
                start: index * 10,
                end: index * 10 + 5,
            },
            tag: Tag::of_columns("X", "_").unwrap(),
            head,
            relation: if head.is_none() {
                Relation::Root
            } else {
                Relation::Dep
            },
            first: 0,
            last: 0,
        });
        Tree::new(Span { start: 0, end: 55 }, nodes.collect())
    }

    #[test]
    fn children_and_root() {
        let tree = tree();
        assert_eq!(tree.root(), Some(4));
        assert_eq!(tree.children(4).collect::<Vec<_>>(), [0, 5]);
        assert_eq!(tree.children(3).rev().collect::<Vec<_>>(), [2, 1]);
        assert_eq!(tree.children(99).count(), 0);
        assert_eq!(tree.child(4, Relation::Dep), Some(0));
    }

    #[test]
    fn subtrees_and_paths() {
        let tree = tree();
        assert_eq!(tree.subtree_span(0), Some(Span { start: 0, end: 35 }));
        assert_eq!(tree.subtree_span(4), Some(tree.span));
        assert_eq!(tree.path(1, 5), [1, 3, 0, 4, 5]);
        assert_eq!(tree.path(0, 2), [0, 3, 2]);
        assert_eq!(tree.path(2, 2), [2]);
        assert!(tree.path(0, 77).is_empty());
        assert!(tree.is_below(1, 0) && !tree.is_below(0, 1));
    }

    #[test]
    fn a_cycle_does_not_hang() {
        let mut nodes = tree().nodes().to_vec();
        nodes[0].head = Some(3);
        assert_eq!(
            Tree::new(Span { start: 0, end: 55 }, nodes)
                .ancestors(0)
                .count(),
            6
        );
    }
}
