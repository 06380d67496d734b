//! Which earlier source a pronoun or a bare office stands for.

use crate::news::speech::read::{Place, Read};
use crate::news::speech::source::{Source, SourceKind, source};
use crate::text::{Relation, Upos};

/// Sentences that are looked back for it: further away, writers name people anew.
const SENTENCES_BACK_MAX: usize = 6;

/// Sources that are looked through for it, so that a sentence of nothing but speakers costs little.
const SOURCES_BACK_MAX: usize = 24;

/// Sets `earlier` of all sources that are not named. The latest named source before it is taken, or the
/// named subject of a sentence in which nobody speaks; a bare office ("the minister") wants one whose
/// words hold the office. Cost: linear in the sources, times the sentences looked back.
pub fn link(read: &Read, sources: &mut Vec<Source>) {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_unstable_by_key(|&at| sources.get(at).map(|source| source.head.start));
    let mut links: Vec<(usize, Found)> = Vec::new();
    for (rank, &at) in order.iter().enumerate() {
        if let Some(found) = earlier(read, sources, order.get(..rank).unwrap_or(&[]), at) {
            links.push((at, found));
        }
    }
    for (at, found) in links {
        let number = match found {
            Found::Known(number) => number,
            Found::New(new) => {
                sources.push(new);
                sources.len() - 1
            }
        };
        if let Some(source) = sources.get_mut(at) {
            source.earlier = Some(number);
        }
    }
}

enum Found {
    Known(usize),
    New(Source),
}

fn earlier(read: &Read, sources: &[Source], before: &[usize], at: usize) -> Option<Found> {
    let this = sources.get(at)?;
    let office = match this.kind {
        SourceKind::Named => return None,
        SourceKind::Pronoun if is_third_person(this.head.of(read.text)) => None,
        SourceKind::Pronoun => return None,
        SourceKind::Noun => Some(this.head.of(read.text).to_lowercase()),
    };
    let fits = |source: &Source| {
        let words = source.span.of(read.text).to_lowercase();
        source.kind == SourceKind::Named
            && office.as_ref().is_none_or(|office| words.contains(office))
    };
    let tree = read.tree_after(this.head.start);
    let mut rest = before.iter().rev().take(SOURCES_BACK_MAX).peekable();
    for back in (tree.saturating_sub(SENTENCES_BACK_MAX)..=tree).rev() {
        let start = read.sentence(back).start;
        let mut spoken = false;
        while let Some(&&number) = rest.peek() {
            let Some(source) = sources
                .get(number)
                .filter(|source| source.head.start >= start)
            else {
                break;
            };
            rest.next();
            spoken = true;
            if fits(source) {
                return Some(Found::Known(number));
            }
        }
        if !spoken
            && back < tree
            && let Some(topic) = topic(read, back).filter(fits)
        {
            return Some(Found::New(topic));
        }
    }
    None
}

fn is_third_person(form: &str) -> bool {
    ["he", "she", "they", "it"]
        .iter()
        .any(|pronoun| form.eq_ignore_ascii_case(pronoun))
}

/// The named subject of a sentence.
fn topic(read: &Read, tree: usize) -> Option<Source> {
    let root: Place = read.root(tree)?;
    let subject = read.child(root, &[Relation::Nsubj, Relation::NsubjPass])?;
    let named = read.is_tagged(subject, &[Upos::Propn, Upos::Noun]);
    source(read, subject).filter(|_| named)
}
