//! The register in words for people: what the table and the page have in common.

use crate::report::{Commitment, Due, Meeting, Party};

/// The heads of the columns of a [`row`].
pub const HEADS: [&str; 5] = ["who → whom", "what", "by when", "if", "sure"];

/// A commitment as cells under [`HEADS`].
pub fn row(commitment: &Commitment) -> [String; 5] {
    [
        sides(commitment),
        what(commitment),
        commitment.due.as_ref().map(when).unwrap_or_default(),
        commitment
            .condition
            .as_ref()
            .map(|words| words.exact.clone())
            .unwrap_or_default(),
        format!("{:.2}", commitment.confidence),
    ]
}

/// `AAA → BBB`; without an addressee the committer alone.
pub fn sides(commitment: &Commitment) -> String {
    let (from, to) = (codes(&commitment.committer), codes(&commitment.addressee));
    if to.is_empty() {
        from
    } else {
        format!("{from} → {to}")
    }
}

/// A meeting on one line, its known parts between dots.
pub fn meeting(meeting: &Meeting) -> String {
    let place = meeting
        .place
        .as_ref()
        .map(|place| with_brackets(&place.text, place.country.as_deref().unwrap_or("")));
    let date = meeting
        .date
        .as_ref()
        .map(|date| days(&date.start, &date.end).unwrap_or(date.text.clone()));
    let parts = [
        Some(format!("{}, {}", meeting.status, meeting.format)),
        Some(meeting.parties.join(", ")),
        place,
        date,
        Some(format!("{:.2}", meeting.score)),
    ];
    let known: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    known.join(" · ")
}

/// Who takes part in a meeting, and for whom; empty when nobody is named.
pub fn participants(meeting: &Meeting) -> String {
    let people = meeting.participants.iter().map(|one| {
        let about: Vec<_> = [&one.role, &one.party].into_iter().flatten().collect();
        let about: Vec<_> = about.iter().map(|part| part.as_str()).collect();
        with_brackets(&one.name, &about.join(", "))
    });
    people.collect::<Vec<_>>().join("; ")
}

/// All that a commitment is made of, on one line, its known parts between dots.
pub fn in_full(commitment: &Commitment) -> String {
    let [sides, what, due, condition, sure] = row(commitment);
    let by = commitment
        .person
        .as_ref()
        .map(|one| format!("act of {}", one.name));
    let said = commitment
        .speaker
        .as_ref()
        .map(|one| format!("said by {}", one.name));
    let codes = [
        ("CAMEO", &commitment.codes.cameo),
        ("PLOVER", &commitment.codes.plover),
    ];
    let codes = codes
        .into_iter()
        .filter_map(|(ontology, code)| Some(format!("{ontology} {}", code.as_ref()?)));
    let parts = [
        format!("{sides}: {what}"),
        due,
        condition,
        commitment.voice.clone(),
        by.unwrap_or_default(),
        said.unwrap_or_default(),
        codes.collect::<Vec<_>>().join(", "),
        format!("{sure} by {}", commitment.rule),
    ];
    let known: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(" · ")
}

/// The type, what weakens it, whether it was told before, and the act.
fn what(commitment: &Commitment) -> String {
    let hedge = if commitment.hedged { ", hedged" } else { "" };
    let again = if commitment.same_as.is_some() {
        ", again"
    } else {
        ""
    };
    format!(
        "{}{hedge}{again}: {}",
        commitment.kind, commitment.action.text
    )
}

fn with_brackets(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({more})")
    }
}

fn when(due: &Due) -> String {
    match days(&due.start, &due.end) {
        Some(days) => format!("{} ({days})", due.text),
        None => due.text.clone(),
    }
}

/// An interval of days, open where an end is unknown.
fn days(start: &Option<String>, end: &Option<String>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if start == end => Some(start.clone()),
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
        (Some(start), None) => Some(format!("from {start}")),
        (None, Some(end)) => Some(format!("until {end}")),
        (None, None) => None,
    }
}

fn codes(parties: &[Party]) -> String {
    let codes: Vec<_> = parties.iter().map(|party| party.party.as_str()).collect();
    codes.join(", ")
}
