//! How far a meeting's frame agrees with the gold's.

use std::collections::BTreeSet;

use crate::evaluate::gold::{GoldFrame, GoldParticipant, PartyNames, bare, share_family_name};
use crate::evaluate::reading::tally::{Measure, Tally};
use crate::meeting::Status;
use crate::report::{Meeting, MeetingDate, Participant};

/// Counts a frame that both sides give.
pub fn count(tally: &mut Tally, found: &Meeting, gold: &GoldFrame, names: &PartyNames) {
    tally[Measure::Status].case(found.status == gold.status.name());
    tally[Measure::Format].case(found.format == gold.format.name());
    let ours = parties(&found.parties, names);
    tally[Measure::Parties].sets(&ours, &parties(&gold.parties, names));
    let shared = shared_people(&found.participants, &gold.participants);
    let (ours, theirs) = (found.participants.len(), gold.participants.len());
    tally[Measure::Participants].things(shared, ours, theirs);
    tally[Measure::Place].case(is_same_place(found, gold));
    tally[Measure::Date].case(date(found) == gold.date);
    let early = gold.status == Status::Planned && found.status == Status::Held.name();
    tally[Measure::PlannedAsHeld].case(early);
}

/// Parties, folded.
pub fn parties(parties: &[String], names: &PartyNames) -> BTreeSet<String> {
    parties.iter().map(|party| names.fold(party)).collect()
}

/// How many of those found have their own one in the gold, by family name.
pub fn shared_people(found: &[Participant], gold: &[GoldParticipant]) -> usize {
    let mut left: Vec<&str> = gold.iter().map(|person| person.name.as_str()).collect();
    let taken = found.iter().filter(|person| {
        let place = left
            .iter()
            .position(|name| share_family_name(name, &person.name));
        place.map(|place| left.remove(place)).is_some()
    });
    taken.count()
}

/// Whether both name no place, or the same in other letters and marks.
pub fn is_same_place(found: &Meeting, gold: &GoldFrame) -> bool {
    let found = found.place.as_ref().map(|place| letters(&place.text));
    found == gold.place.as_deref().map(letters)
}

/// The date as the gold writes it: a day, or two with a slash between.
pub fn date(found: &Meeting) -> Option<String> {
    let MeetingDate { start, end, .. } = found.date.as_ref()?;
    let (start, end) = (start.as_deref(), end.as_deref());
    match (start, end) {
        (None, None) => None,
        (Some(start), Some(end)) if start == end => Some(start.to_owned()),
        (start, end) => Some(format!("{}/{}", start.unwrap_or(""), end.unwrap_or(""))),
    }
}

/// Lower case, marks as blanks, white space single, without a leading article.
fn letters(place: &str) -> String {
    let plain: String = place
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    bare(&plain)
}
