//! Whether the words of a report stand in the item where the report says.

use crate::evaluate::reading::tally::{Measure, Tally};
use crate::news::Item;
use crate::report::{Evidence, Field, Register};

/// Counts the evidence of the meeting, and of each commitment, and the conditions.
pub fn count(tally: &mut Tally, item: &Item, register: &Register) {
    let meeting = register
        .meeting
        .iter()
        .flat_map(|meeting| &meeting.evidence);
    for one in meeting {
        let right = words(item, one.field, one.start, one.end) == one.exact;
        tally[Measure::RoundTrip].case(right);
    }
    for commitment in &register.commitments {
        tally[Measure::RoundTrip].case(stands(item, &commitment.evidence));
        if let Some(one) = &commitment.condition {
            let right = words(item, one.field, one.start, one.end) == one.exact;
            tally[Measure::RoundTrip].case(right);
        }
    }
}

/// The words of the evidence, and those around it.
fn stands(item: &Item, evidence: &Evidence) -> bool {
    let Evidence {
        field, start, end, ..
    } = *evidence;
    let before = start.saturating_sub(evidence.prefix.chars().count());
    let after = end + evidence.suffix.chars().count();
    words(item, field, start, end) == evidence.exact
        && words(item, field, before, start) == evidence.prefix
        && words(item, field, end, after) == evidence.suffix
}

/// The words between two code points.
pub fn words(item: &Item, field: Field, start: usize, end: usize) -> String {
    let text = match field {
        Field::Title => &item.title,
        Field::Body => &item.body,
    };
    let length = end.saturating_sub(start);
    text.chars().skip(start).take(length).collect()
}
