//! Names in a row: "the leaders of Peru, Chile and Bolivia". The parser loses the thread of long ones; their
//! commas do not.

use crate::news::{Form, Reference, Sentence};
use crate::text::Span;

/// What stands between two members of a row.
const JOINTS: &[&str] = &[
    ",",
    "and",
    ", and",
    ", the",
    "and the",
    ", and the",
    "&",
    "as well as",
];
/// What may stand between a member and whose it is ("the president of Peru", "Peru's Ann Lee").
const INSIDE: &[&str] = &["of", "of the", "'s", "’s"];
/// Fewer are read well by their tree.
const MEMBERS_MIN: usize = 3;

/// The members of the row in which `one` stands, in the order of the text; none unless it has three or more,
/// the last behind an "and".
pub fn row<'s>(sentence: &'s Sentence, text: &str, one: &Reference) -> Vec<&'s Reference> {
    let references = &sentence.references;
    let Some(at) = references.iter().position(|found| found.span == one.span) else {
        return Vec::new();
    };
    let between = |left: usize| {
        let (left, right) = (references.get(left)?, references.get(left + 1)?);
        let gap = Span {
            start: left.span.end,
            end: right.span.start,
        };
        let fits = left.form != Form::Adjective && right.form != Form::Adjective;
        (fits && gap.start <= gap.end).then(|| gap.of(text).trim())
    };
    let joins = |left: usize| {
        between(left).is_some_and(|gap| JOINTS.contains(&gap) || INSIDE.contains(&gap))
    };
    let mut first = at;
    while first.checked_sub(1).is_some_and(joins) {
        first -= 1;
    }
    let mut last = at;
    while joins(last) {
        last += 1;
    }
    let joint = |left: &usize| between(*left).is_some_and(|gap| JOINTS.contains(&gap));
    let joints: Vec<usize> = (first..last).filter(joint).collect();
    let is_closed = joints.last().is_some_and(|&left| {
        between(left)
            .is_some_and(|gap| gap.contains("and") || gap.contains('&') || gap == "as well as")
    });
    if !is_closed || joints.len() + 1 < MEMBERS_MIN {
        return Vec::new();
    }
    references
        .get(first..=last)
        .unwrap_or_default()
        .iter()
        .collect()
}
