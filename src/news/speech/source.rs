//! Those who speak, as the text names them.

use crate::news::speech::read::{Place, Read};
use crate::text::{Relation, Span, Upos};

/// Somebody or something that speaks, at one place of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The words that name it, office and apposition included, relative clauses left out.
    pub span: Span,
    /// The word that heads them.
    pub head: Span,
    /// How it is named.
    pub kind: SourceKind,
    /// For a pronoun or a bare office, the source before it that is most likely the same, as an index
    /// into [`Speech::sources`](crate::news::speech::Speech::sources).
    pub earlier: Option<usize>,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// By a name ("Ann Lee", "the Peruvian minister, Ann Lee", "Lima").
    Named,
    /// By a noun alone ("officials", "the ministry", "the statement").
    Noun,
    /// By a pronoun ("she", "they").
    Pronoun,
}

/// Relations whose words tell about a source and do not name it.
const ASIDE: &[Relation] = &[
    Relation::Acl,
    Relation::AclRelcl,
    Relation::Advcl,
    Relation::Ccomp,
    Relation::Parataxis,
];

/// The source that `head` heads.
pub fn source(read: &Read, head: Place) -> Option<Source> {
    let tree = read.tree(head)?;
    let nodes = tree.nodes();
    let node = nodes.get(head.word)?;
    let is_aside = |word: usize| {
        nodes
            .get(word)
            .is_some_and(|node| ASIDE.contains(&node.relation))
    };
    let asides = |from: usize, to: usize| (from..to).filter(|&word| is_aside(word));
    let last = asides(head.word + 1, node.last + 1)
        .filter_map(|word| nodes.get(word)?.first.checked_sub(1))
        .filter(|&last| last >= head.word)
        .fold(node.last, usize::min);
    let first = asides(node.first, head.word)
        .filter_map(|word| Some(nodes.get(word)?.last + 1))
        .filter(|&first| first <= head.word)
        .fold(node.first, usize::max);
    let is_frame = |word: usize| {
        let place = Place { word, ..head };
        read.is_tagged(place, &[Upos::Punct]) || read.relation(place) == Some(Relation::Case)
    };
    let first = (first..head.word)
        .find(|&word| !is_frame(word))
        .unwrap_or(head.word);
    let last = (head.word..=last)
        .rev()
        .find(|&word| !is_frame(word))
        .unwrap_or(head.word);
    let span = Span {
        start: nodes.get(first)?.span.start,
        end: nodes.get(last)?.span.end,
    };
    let named = (first..=last).any(|word| read.is_tagged(Place { word, ..head }, &[Upos::Propn]));
    let kind = match node.tag.upos {
        Upos::Pron => SourceKind::Pronoun,
        _ if named => SourceKind::Named,
        _ => SourceKind::Noun,
    };
    Some(Source {
        span,
        head: node.span,
        kind,
        earlier: None,
    })
}
