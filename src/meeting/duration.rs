//! Meetings of several days: "a two-day summit which opened on Monday".

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::meeting::line::{Line, Time};
use crate::meeting::outline::Outline;
use crate::news::Sentence;

/// Words between "two-day" and the word of contact, at most ("two-day official visit").
const WORDS_BETWEEN_MAX: usize = 4;

/// Lines before and after a time in which its duration is looked for.
const LINES_AROUND: usize = 2;

/// Verbs, and an end itself, that say that a time is the last day ("wrapped up", "at the end of").
const LAST: &[&str] = &[
    "close", "conclude", "end", "finish", "return", "wind", "wrap",
];

/// Governors of a word of contact that are looked at.
const ABOVE_MAX: usize = 3;

/// Which day of a meeting a day is, in words.
const ORDINALS: &[(&str, i32)] = &[
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
];

/// Numbers that durations are told in.
const NUMBERS: &[(&str, i32)] = &[
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
];

/// The days of a meeting of several days that began or ended on the single day `own`, or that had come to its
/// second day then, when a duration or such a day is told in the line of `time` or near it.
pub fn span_of_days(
    outline: &Outline,
    number: usize,
    line: &Line,
    time: &Time,
    own: (Date, Date),
) -> Option<(Date, Date)> {
    if own.0 != own.1 {
        return None;
    }
    let first = number.saturating_sub(LINES_AROUND);
    let near = outline.lines.iter().enumerate().skip(first);
    let mut near: Vec<(usize, &Line)> = near.take(2 * LINES_AROUND + 1).collect();
    near.sort_by_key(|(at, _)| at.abs_diff(number));
    let mut told = near.iter();
    let duration = told.find_map(|(at, line)| duration(outline, *at, line.sentence));
    if let Some((past, of)) = ordinal(line.sentence) {
        let start = own.0.checked_sub((past - 1).days()).ok()?;
        let of = of.or(duration.map(|(days, _)| days));
        let days = of.map_or(past, |days| days.max(past));
        return Some((start, start.checked_add((days - 1).days()).ok()?));
    }
    let (days, ends) = duration?;
    let more: Span = (days - 1).days();
    if ends || is_last(line, time) {
        Some((own.0.checked_sub(more).ok()?, own.0))
    } else {
        Some((own.0, own.0.checked_add(more).ok()?))
    }
}

/// The days of "two-day" before a word of contact of the line `number`, and whether they are over by the
/// words that govern it.
fn duration(outline: &Outline, number: usize, sentence: &Sentence) -> Option<(i32, bool)> {
    let contacts = outline
        .contacts
        .iter()
        .filter(|contact| contact.line == number);
    contacts.into_iter().find_map(|contact| {
        let ends = is_over(sentence, contact.token);
        let from = contact.token.saturating_sub(WORDS_BETWEEN_MAX);
        (from..contact.token)
            .find(|&at| matches!(sentence.word(at), "day" | "days"))
            .and_then(|day| {
                let before = day.checked_sub(1)?;
                let hyphened = sentence.word(before) == "-";
                let at = before.checked_sub(usize::from(hyphened))?;
                value(sentence.word(at))
            })
            .or_else(|| (from..contact.token).find_map(|at| hyphened(sentence.word(at))))
            .map(|days| (days, ends))
    })
}

/// Whether what governs a contact says that it is over: "ended two days of talks", "after two days of talks".
fn is_over(sentence: &Sentence, contact: usize) -> bool {
    // "Left for a two-day visit".
    if sentence.preposition(contact) == "for" {
        return false;
    }
    let above = sentence.tree.ancestors(contact).take(ABOVE_MAX);
    std::iter::once(contact).chain(above).any(|at| {
        matches!(sentence.preposition(at), "after" | "following")
            || LAST.contains(&sentence.lemma(at))
    })
}

/// Which day it is, and of how many: "a second day of talks", "the second of three days".
fn ordinal(sentence: &Sentence) -> Option<(i32, Option<i32>)> {
    (0..sentence.tokens.len()).find_map(|at| {
        let (_, number) = ORDINALS.iter().find(|one| one.0 == sentence.word(at))?;
        let next = sentence.word(at + 1);
        let of = value(sentence.word(at + 2));
        let of = of.filter(|_| next == "of" && sentence.word(at + 3) == "days");
        (next == "day" || of.is_some()).then_some((*number, of))
    })
}

/// "two-day" as one word.
fn hyphened(word: &str) -> Option<i32> {
    value(word.strip_suffix("-day")?)
}

fn value(word: &str) -> Option<i32> {
    let named = NUMBERS.iter().find(|(name, _)| *name == word);
    let digits = || word.parse().ok().filter(|days| (2..=15).contains(days));
    named.map(|(_, days)| *days).or_else(digits)
}

/// Whether the verb on which the time hangs says that it is the last day.
fn is_last(line: &Line, time: &Time) -> bool {
    let mut above = line.sentence.tree.ancestors(time.token).take(ABOVE_MAX);
    above.any(|at| LAST.contains(&line.sentence.lemma(at)))
}
