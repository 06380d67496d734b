//! Which times belong to a contact, and how they lie to the day of publication.

use jiff::civil::Date;

use crate::meeting::clause::{AnchorKind, attach, node};
use crate::meeting::contact::Contact;
use crate::meeting::line::{Line, Time};

/// Days before or after publication that count as near.
const NEAR_DAYS: i32 = 8;

/// How a time lies to the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// That day.
    SameDay,
    /// Some days before.
    Before,
    /// Some days after.
    After,
    /// Long before.
    LongBefore,
    /// Long after.
    LongAfter,
    /// Around it.
    Around,
    /// Nothing is told.
    Unknown,
}

impl Nearness {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameDay => "same-day",
            Self::Before => "before",
            Self::After => "after",
            Self::LongBefore => "long-before",
            Self::LongAfter => "long-after",
            Self::Around => "around",
            Self::Unknown => "unknown",
        }
    }
}

/// How an interval lies to the day of publication.
pub fn lies(interval: (Date, Date), published: Option<Date>) -> Nearness {
    let Some(published) = published else {
        return Nearness::Unknown;
    };
    let (start, end) = interval;
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    match () {
        () if start == published && end == published => Nearness::SameDay,
        () if start <= published && published <= end => Nearness::Around,
        () if end < published && days(end, published) <= NEAR_DAYS => Nearness::Before,
        () if end < published => Nearness::LongBefore,
        () if days(published, start) <= NEAR_DAYS => Nearness::After,
        () => Nearness::LongAfter,
    }
}

/// First and last day of a time, where both are told.
pub fn days(time: &Time) -> Option<(Date, Date)> {
    let interval = time.expression.interval;
    interval.not_before.zip(interval.not_after)
}

/// Whether a time hangs on a contact or on what carries it.
pub fn belongs(line: &Line, contact: &Contact, time: &Time) -> bool {
    anchor(line, contact, time).is_some()
}

/// On which word of a contact a time hangs.
pub fn anchor(line: &Line, contact: &Contact, time: &Time) -> Option<AnchorKind> {
    let sentence = line.sentence;
    let first = sentence.token_at(time.expression.span.start);
    (first..=time.token).find_map(|at| {
        let head = node(sentence, at)?.head?;
        let is_outside = head < first || head > time.token;
        let attached = attach(sentence, &contact.anchors, at, &|_| false);
        attached.filter(|_| is_outside).map(|one| one.anchor)
    })
}

/// How the time of a contact lies: that of a time that hangs on it, else of the first in its sentence.
pub fn nearness_in(lines: &[Line], published: Option<Date>, contact: &Contact) -> Nearness {
    let Some(line) = lines.get(contact.line) else {
        return Nearness::Unknown;
    };
    let own = line.times.iter().find(|time| belongs(line, contact, time));
    let time = own.or_else(|| line.times.first());
    time.and_then(days)
        .map_or(Nearness::Unknown, |days| lies(days, published))
}
