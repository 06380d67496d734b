//! How the tests of each repair ask.

use crate::text::{Scratch, Syntax};

/// Asserts that the first such word of a text hangs on another with this relation.
pub fn check(text: &str, word: &str, relation: &str, head: &str) {
    let syntax = Syntax::shipped().unwrap();
    let trees = syntax.parse(text, &mut Scratch::new());
    let mut all = trees
        .iter()
        .flat_map(|tree| tree.nodes().iter().map(move |node| (tree, node)));
    let (tree, node) = all.find(|(_, node)| node.span.of(text) == word).unwrap();
    let above = node
        .head
        .map_or("-", |head| tree.nodes()[head].span.of(text));
    assert_eq!(
        (node.relation.name(), above),
        (relation, head),
        "{word} in: {text}"
    );
}
