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

/// Words that say that a time is the last day.
const LAST: &[&str] = &[
    "end",
    "conclude",
    "close",
    "wrap",
    "finish",
    "leave",
    "ended",
    "concluded",
    "after",
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

/// The days of a meeting of several days that began or ended on the single day `own`, when a duration
/// is told in the line of `time` or near it.
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
    let (days, ends) = near
        .iter()
        .find_map(|(at, line)| duration(outline, *at, line.sentence))?;
    let more: Span = (days - 1).days();
    if ends || is_last(line, time) {
        Some((own.0.checked_sub(more).ok()?, own.0))
    } else {
        Some((own.0, own.0.checked_add(more).ok()?))
    }
}

/// The days of "two-day" before a word of contact of the line `number`, and whether they are over by the
/// verb that carries it.
fn duration(outline: &Outline, number: usize, sentence: &Sentence) -> Option<(i32, bool)> {
    let contacts = outline
        .contacts
        .iter()
        .filter(|contact| contact.line == number);
    contacts.into_iter().find_map(|contact| {
        let verb = contact.verb.and_then(|verb| sentence.lemmas.get(verb));
        let ends = verb.is_some_and(|verb| LAST.contains(&verb.as_str()));
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
    let above = line.sentence.tree.ancestors(time.token).take(3);
    above.into_iter().any(|at| {
        let lemma = line.sentence.lemmas.get(at).map_or("", String::as_str);
        LAST.contains(&lemma)
    })
}
