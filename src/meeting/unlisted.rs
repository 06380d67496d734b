//! Towns and venues that nobody listed: told by the words around a name, never by how it sounds.

use crate::meeting::clause::{lemma, node};
use crate::meeting::site::{Site, SiteKind};
use crate::news::Sentence;
use crate::text::{Relation, Upos};

/// Prepositions before a proper name that lead to a venue.
const AT: &[&str] = &["at", "in", "inside", "outside", "aboard"];

/// Nouns that say that a name is where something is: "the border town of Lokori".
const TOWNS: &[&str] = &[
    "base",
    "city",
    "crossing",
    "district",
    "island",
    "locality",
    "port",
    "resort",
    "settlement",
    "suburb",
    "town",
    "village",
];

/// What is written like a name behind "in" and is a time.
const TIMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "ramadan",
];

/// Words inside a name where a report was filed.
const JOINTS: &[&str] = &["-", "."];

/// A single word of fewer bytes is an abbreviation.
const BYTES_MIN: usize = 4;

/// The towns and venues of a sentence that are nobody's and not known for anything, in order: "KALMAR, Sweden -",
/// "in the Lao town of Pakse", "a trip to Ayolas", "at the Hall of Mirrors".
pub fn unlisted(sentence: &Sentence) -> impl Iterator<Item = Site> + '_ {
    let told = sentence.tree.filed..sentence.tokens.len();
    let told = told.filter_map(|at| told_at(sentence, at));
    filed(sentence).into_iter().chain(told)
}

/// Where the report was filed.
fn filed(sentence: &Sentence) -> Option<Site> {
    let is_name = |at: &usize| {
        let word = sentence.word(*at);
        word.starts_with(char::is_alphabetic) || JOINTS.contains(&word)
    };
    let length = (0..sentence.tree.filed).take_while(is_name).count();
    let last = length.checked_sub(1)?;
    site(sentence, (0, last), SiteKind::Town)
}

/// A proper noun of which the words around it say that something is there.
fn told_at(sentence: &Sentence, at: usize) -> Option<Site> {
    let own = node(sentence, at)?;
    if own.tag.upos != Upos::Propn {
        return None;
    }
    let (first, last) = (first(sentence, at), last(sentence, at));
    let before = sentence.word_before(first);
    let is_short = first == last && sentence.word(at).len() < BYTES_MIN;
    let led = sentence.preposition(at);
    let leads_to_town = matches!(own.relation, Relation::Obj | Relation::Obl | Relation::Nmod)
        && !matches!(led, "at" | "inside" | "aboard")
        && sentence.hangs_as_place(at);
    let kind = match () {
        () if TIMES.contains(&sentence.word(first)) => return None,
        () if is_called_town(sentence, at) => SiteKind::Town,
        () if is_short => return None,
        () if leads_to_town && before != "the" => SiteKind::Town,
        () if AT.contains(&led) => SiteKind::Venue,
        () => return None,
    };
    site(sentence, (first, last), kind)
}

/// Whether a noun before the name says what it is: "the town of Lokori", "the border town Lokori".
fn is_called_town(sentence: &Sentence, at: usize) -> bool {
    let Some(own) = node(sentence, at) else {
        return false;
    };
    let hangs = match own.relation {
        Relation::Nmod => sentence.preposition(at) == "of",
        Relation::Appos | Relation::NmodDesc | Relation::Flat => true,
        _ => false,
    };
    let is_town = |head: usize| head < at && TOWNS.contains(&lemma(sentence, head));
    hangs && own.head.is_some_and(is_town)
}

/// Where the name that `at` heads begins.
fn first(sentence: &Sentence, at: usize) -> usize {
    let of_name = |before: &usize| {
        node(sentence, *before).is_some_and(|node| {
            node.tag.upos == Upos::Propn
                && matches!(
                    node.relation,
                    Relation::Compound | Relation::Flat | Relation::NmodPoss
                )
        })
    };
    (0..at).rev().take_while(of_name).last().unwrap_or(at)
}

/// Where it ends.
fn last(sentence: &Sentence, at: usize) -> usize {
    let end = node(sentence, at).map_or(at, |own| own.last);
    let of_name = |after: &usize| {
        node(sentence, *after)
            .is_some_and(|node| node.tag.upos == Upos::Propn && node.relation == Relation::Flat)
    };
    (at + 1..=end).take_while(of_name).last().unwrap_or(at)
}

/// The words from the first to the last, unless they are known for something.
fn site(sentence: &Sentence, (first, last): (usize, usize), kind: SiteKind) -> Option<Site> {
    let is_known = (first..=last).any(|at| {
        sentence.tokens.get(at).is_some_and(|token| {
            sentence.mention_at(token.span.start).is_some()
                || sentence.reference_at(token.span.start).is_some()
        })
    });
    let span = sentence.span(first, last + 1)?;
    (!is_known).then_some(Site {
        span,
        token: last,
        kind,
        country: None,
        state: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Item;
    use crate::news::sample::annotated;
    use crate::world::World;

    /// The towns and venues of a text whose only state is Peru, as "kind name".
    fn check(text: &str, expected: &[&str]) {
        let state = "[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\ncapitals = [\"Lima\"]";
        let world = World::load(&[("world/test.toml", state)]).unwrap();
        let item = Item::plain("a", text, None).unwrap();
        let document = annotated(&item, &world, None);
        let sentences = document.body.sentences.iter();
        let found: Vec<String> = sentences
            .flat_map(unlisted)
            .map(|site| format!("{} {}", site.kind.name(), site.span.of(text)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn towns_are_told_by_the_words_around_them() {
        check(
            "Ministers met in the border town of Lokori on Friday.",
            &["town Lokori"],
        );
        check("Ministers will meet in Lokori on Friday.", &["town Lokori"]);
        check("The minister flew to Lokori on Friday.", &["town Lokori"]);
        check("The minister visited Lokori on Friday.", &["town Lokori"]);
        check("LOKORI, Peru (AFP) - Ministers met.", &["town LOKORI"]);
        check("Ministers met at the Hall of Mirrors.", &["venue Hall"]);
    }

    #[test]
    fn what_is_known_or_no_place_is_none() {
        check("Ministers met in Lima on Friday.", &[]);
        check("Ministers met in March.", &[]);
        check("The minister spoke to Lokori on Friday.", &[]);
        check("LIMA (AFP) - Ministers met.", &[]);
    }
}
