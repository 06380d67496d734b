//! When a meeting was or will be.

use crate::meeting::Status;
use crate::meeting::lexicon::{Contact, ContactKind};
use crate::meeting::read::Read;
use crate::news::{Document, Part};
use crate::text::Span;
use crate::time::{Expression, Lean, expressions};

/// Sentences in which a date beside the contact or the place is looked for.
const SENTENCES_MAX: usize = 40;

/// The time of the meeting: one that stands next to a word of contact ("today’s talks", "met on
/// Friday"), else one in a sentence that names the place, else one of the leading sentences.
pub fn date(
    document: &Document,
    reads: &[&Read],
    place: Option<&str>,
    status: Status,
) -> Option<(Part, Expression)> {
    let lean = if matches!(status, Status::Held | Status::Ongoing) {
        Lean::Past
    } else {
        Lean::Future
    };
    let times = |read: &Read| -> Vec<Expression> {
        let found = expressions(
            read.sentence.span.of(read.section.text),
            document.published_on,
            lean,
        );
        let by = read.sentence.span.start;
        let moved = found.into_iter().map(|found| {
            let span = Span {
                start: found.span.start + by,
                end: found.span.end + by,
            };
            Expression { span, ..found }
        });
        moved.filter(|found| fits(document, found, lean)).collect()
    };
    let near = reads.iter().take(SENTENCES_MAX);
    let adjacent = near
        .clone()
        .find_map(|read| Some((read.section.part, beside_contact(read, &times(read))?)));
    let at_place = || {
        let names_place = |read: &&&Read| {
            place.is_some_and(|place| read.sentence.span.of(read.section.text).contains(place))
        };
        near.clone()
            .filter(names_place)
            .find_map(|read| Some((read.section.part, *times(read).first()?)))
    };
    let leading = || {
        let first = reads.iter().filter(|read| read.has_contact()).take(2);
        first
            .into_iter()
            .find_map(|read| Some((read.section.part, *times(read).first()?)))
    };
    adjacent.or_else(at_place).or_else(leading)
}

/// A meeting that was held has a day, and not one to come.
fn fits(document: &Document, found: &Expression, lean: Lean) -> bool {
    let Some((start, end)) = found.interval.not_before.zip(found.interval.not_after) else {
        return false;
    };
    match lean {
        Lean::Past => document.published_on.is_none_or(|anchor| start <= anchor) && start == end,
        Lean::Future | Lean::Unknown => document.published_on.is_none_or(|anchor| end >= anchor),
    }
}

/// A time with nothing but a genitive or a preposition between it and a word of contact.
fn beside_contact(read: &Read, times: &[Expression]) -> Option<Expression> {
    let contacts: Vec<&Contact> = read
        .contacts
        .iter()
        .filter(|contact| contact.kind != ContactKind::Domestic)
        .collect();
    let touches = |time: &&Expression| {
        contacts.iter().any(|contact| {
            let between = Span {
                start: time.span.end.min(contact.span.end),
                end: time.span.start.max(contact.span.start),
            };
            let words = between.of(read.section.text).trim();
            matches!(words, "" | "’s" | "'s" | "’" | "'" | "here" | "there")
        })
    };
    times.iter().find(touches).copied()
}
