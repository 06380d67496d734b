//! Which way a time leans, told by the tense of the verb that governs it.

use crate::text::{Relation, Tense, Tree, Upos, VerbForm};
use crate::time::lower::Lower;

/// Which way a bare weekday or date leans when it could lie on either side of the anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// To what is still to come: deadlines.
    Future,
    /// To what has been: a meeting that was held.
    Past,
    /// Nothing tells: the nearest, and for weekdays the last.
    Unknown,
}

/// Participles and adjectives that put what they govern ahead: "scheduled for Friday".
const PLANS: &[&str] = &[
    "scheduled",
    "due",
    "planned",
    "expected",
    "slated",
    "likely",
    "effective",
    "ready",
    "proposed",
    "postponed",
    "billed",
];

/// The lean of what stands at word `at` of `tree`, the tree of a sentence of `text`: that of the verb
/// that governs it. "Will", "going to" and infinitives look ahead, past tense looks back. Cost: the
/// depth of the tree times the dependents on the way.
pub fn lean(text: &str, tree: &Tree, at: usize) -> Lean {
    let relation = tree.nodes().get(at).map(|node| node.relation);
    // "A May treaty" is older or younger than what is said of it.
    if relation == Some(Relation::Compound) {
        return Lean::Unknown;
    }
    let (lean, is_plain_present) = tree
        .ancestors(at)
        .skip(1)
        .find_map(|word| of_word(text, tree, word))
        .unwrap_or((Lean::Unknown, false));
    // "It reflects Monday's vote": the vote is no part of what goes on.
    if is_plain_present && relation == Some(Relation::NmodPoss) {
        return Lean::Unknown;
    }
    lean
}

/// The lean and whether a plain present says so; none when the word says nothing and its own governor
/// is to be asked.
fn of_word(text: &str, tree: &Tree, word: usize) -> Option<(Lean, bool)> {
    let node = tree.nodes().get(word)?;
    let form = Lower::of(node.span.of(text));
    let after = tree.nodes().get(word + 1).map(|node| node.span.of(text));
    let is_plan =
        PLANS.contains(&form.as_str()) || (form.as_str() == "set" && after == Some("for"));
    if is_plan {
        return Some((Lean::Future, false));
    }
    if let Some(lean) = of_helpers(text, tree, word) {
        return Some((lean, false));
    }
    if !matches!(node.tag.upos, Upos::Verb | Upos::Aux) {
        return None;
    }
    // An infinitive without "to" or "will" shares those of the verb above it.
    match (node.tag.verb_form?, node.tag.tense) {
        (VerbForm::Fin | VerbForm::Part, Some(Tense::Past)) => Some((Lean::Past, false)),
        // "The talks open on Monday."
        (VerbForm::Fin, Some(Tense::Pres)) => Some((Lean::Future, true)),
        _ => None,
    }
}

/// What auxiliaries, copulas and "to" say of the word that they belong to.
fn of_helpers(text: &str, tree: &Tree, word: usize) -> Option<Lean> {
    let mut found = None;
    for child in tree.children(word) {
        let Some(node) = tree.nodes().get(child) else {
            continue;
        };
        let is_helper = matches!(
            node.relation,
            Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Mark
        );
        if !is_helper {
            continue;
        }
        match Lower::of(node.span.of(text)).as_str() {
            "will" | "'ll" | "’ll" | "shall" | "wo" | "to" | "may" | "might" | "must" | "can"
            | "should" | "could" | "would" => return Some(Lean::Future),
            "was" | "were" | "had" | "did" | "been" | "has" | "have" => {
                found = Some(Lean::Past);
            }
            // "They are meeting on Friday."
            "is" | "are" | "am" | "'s" | "’s" | "'re" | "’re" | "does" | "do" => {
                found = found.or(Some(Lean::Future));
            }
            _ => {}
        }
    }
    found
}
