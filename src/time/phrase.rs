//! Prepositions over values: what "by", "until", "within" make of a time.

use jiff::civil::Date;

use crate::text::{Span, Token, tokens};
use crate::time::calendar::plus;
use crate::time::value::{Frame, Value};
use crate::time::{Granularity, Interval, Lean, TimeExpression, words};

/// Days that "in the coming days", "weeks" and "months" reach.
const COMING_DAYS: (i32, i32, i32) = (7, 28, 90);

/// Words that only say that it will be before long.
const VAGUE: &[&[&str]] = &[
    &["as", "soon", "as", "possible"],
    &["soon"],
    &["shortly"],
    &["in", "due", "course"],
];

/// The temporal expressions of `text` in order, none within another, counted from `anchor` (none:
/// relative ones keep their words alone). `lean` says on which side of the anchor a bare weekday or
/// date lies. Cost: linear in the text.
pub fn expressions(text: &str, anchor: Option<Date>, lean: Lean) -> Vec<TimeExpression> {
    let tokens = tokens(text);
    let words: Vec<String> = tokens
        .iter()
        .map(|token| token.span.of(text).to_lowercase())
        .collect();
    let frame = Frame {
        words: &words,
        anchor,
        lean,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((interval, next)) = phrase(&frame, at) else {
            at += 1;
            continue;
        };
        found.extend(span(&tokens, at, next).map(|span| TimeExpression { span, interval }));
        at = next.max(at + 1);
    }
    found
}

fn span(tokens: &[Token], from: usize, next: usize) -> Option<Span> {
    Some(Span {
        start: tokens.get(from)?.span.start,
        end: tokens.get(next.checked_sub(1)?)?.span.end,
    })
}

fn phrase(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    vague(frame, at)
        .or_else(|| counted(frame, at))
        .or_else(|| coming(frame, at))
        .or_else(|| under_preposition(frame, at))
        .or_else(|| bare(frame, at))
}

fn vague(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    let phrase = VAGUE
        .iter()
        .find(|phrase| starts_with(frame.words, at, phrase))?;
    Some((Interval::default(), at + phrase.len()))
}

/// "in two weeks", "within 30 days", "over the next two weeks", "for six months", "two days ago".
fn counted(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    let word = |place: usize| frame.words.get(place).map_or("", String::as_str);
    let preposition = word(at);
    let has_preposition = matches!(preposition, "in" | "within" | "over" | "for" | "during");
    let mut place = at + usize::from(has_preposition);
    let next_ones = matches!((word(place), word(place + 1)), ("the", "next" | "coming"));
    place += if next_ones {
        2
    } else {
        usize::from(word(place) == "next")
    };
    let count = words::number(word(place))?;
    let unit = words::unit(word(place + 1))?;
    let ago = word(place + 2) == "ago";
    let from_now = starts_with(frame.words, place + 2, &["from", "now"]);
    let end = frame
        .anchor
        .and_then(|anchor| plus(anchor, if ago { -count } else { count }, unit));
    let next = place + 2 + usize::from(ago) + if from_now { 2 } else { 0 };
    let point = (preposition == "in" && !next_ones) || ago || from_now;
    if !point && !has_preposition {
        return None;
    }
    let start = if point { end } else { frame.anchor };
    let granularity = if point {
        Granularity::Day
    } else {
        Granularity::Range
    };
    Some((interval(start, end, granularity), next))
}

/// "in the coming days", "over the next few weeks".
fn coming(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    let word = |place: usize| frame.words.get(place).map_or("", String::as_str);
    if !matches!(word(at), "in" | "within" | "over" | "during") {
        return None;
    }
    let place = at + 1 + usize::from(word(at + 1) == "the");
    if !matches!(word(place), "coming" | "next") {
        return None;
    }
    let place = place + 1 + usize::from(matches!(word(place + 1), "few" | "several"));
    let (days, weeks, months) = COMING_DAYS;
    let reach = match word(place) {
        "days" => days,
        "weeks" => weeks,
        "months" => months,
        _ => return None,
    };
    let day = |count| {
        frame
            .anchor
            .and_then(|anchor| plus(anchor, count, Granularity::Day))
    };
    Some((interval(day(1), day(reach), Granularity::Range), place + 1))
}

fn under_preposition(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    let words: &[&str] = [
        &["no", "later", "than"][..],
        &["until", "at", "least"],
        &["at", "the", "latest", "by"],
        &["starting", "from"],
        &["starting", "on"],
        &["starting"],
        &["by"],
        &["before"],
        &["until"],
        &["till"],
        &["after"],
        &["from"],
        &["since"],
        &["on"],
        &["in"],
        &["at"],
        &["during"],
        &["within"],
        &["for"],
    ]
    .into_iter()
    .find(|words| starts_with(frame.words, at, words))?;
    let place = at + words.len();
    let value = frame
        .value(place)
        .filter(|value| is_no_plain_number(frame, place, value, words))
        .filter(|_| takes_named_day(frame, place, words))?;
    Some((turned(words.first()?, value, frame.anchor), value.next))
}

/// "A pact on today's terms": a day named from today takes no "on".
fn takes_named_day(frame: &Frame, place: usize, preposition: &[&str]) -> bool {
    let word = frame.words.get(place).map_or("", String::as_str);
    let is_named = matches!(word, "today" | "tonight" | "tomorrow" | "yesterday");
    !(is_named
        && matches!(
            preposition,
            ["on" | "in" | "at" | "during" | "for" | "within"]
        ))
}

/// A year by itself needs a preposition of time: "for 2025" may be a price.
fn is_no_plain_number(frame: &Frame, place: usize, value: &Value, preposition: &[&str]) -> bool {
    let is_year = frame
        .words
        .get(place)
        .is_some_and(|word| words::year(word).is_some());
    !(is_year
        && value.granularity == Granularity::Year
        && matches!(preposition, ["for" | "at" | "on" | "within"]))
}

fn turned(preposition: &str, value: Value, anchor: Option<Date>) -> Interval {
    let Some((start, end)) = value.days else {
        return Interval::default();
    };
    let day = |date, count| plus(date, count, Granularity::Day);
    match preposition {
        "by" | "no" | "until" | "till" | "at" if preposition != "at" => {
            interval(None, Some(end), value.granularity)
        }
        "within" => interval(anchor.or(Some(start)), Some(end), value.granularity),
        "before" if value.is_end => interval(None, Some(end), value.granularity),
        "before" => interval(None, day(start, -1), value.granularity),
        "after" => interval(day(end, 1), None, value.granularity),
        "from" | "starting" | "since" => interval(Some(start), None, value.granularity),
        _ => interval(Some(start), Some(end), value.granularity),
    }
}

/// A value without a preposition; a month or a year alone is none ("May", "2025").
fn bare(frame: &Frame, at: usize) -> Option<(Interval, usize)> {
    let first = frame.words.get(at)?;
    let value = frame.value(at)?;
    if words::year(first).is_some()
        || (words::month(first).is_some() && value.granularity == Granularity::Month)
    {
        return None;
    }
    Some((turned("", value, frame.anchor), value.next))
}

fn interval(start: Option<Date>, end: Option<Date>, granularity: Granularity) -> Interval {
    let known = start.is_some() || end.is_some();
    Interval {
        start,
        end,
        granularity: known.then_some(granularity),
    }
}

fn starts_with(words: &[String], at: usize, phrase: &[&str]) -> bool {
    words
        .get(at..at + phrase.len())
        .is_some_and(|found| found.iter().zip(phrase).all(|(word, part)| word == part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Wednesday.
    fn anchor() -> Date {
        Date::new(2023, 3, 15).unwrap()
    }

    fn show(text: &str, anchor: Option<Date>, lean: Lean) -> Vec<(String, String)> {
        let day = |date: Option<Date>| date.map_or("-".to_owned(), |date| date.to_string());
        let shown = expressions(text, anchor, lean).into_iter().map(|found| {
            let Interval {
                start,
                end,
                granularity,
            } = found.interval;
            let unit = granularity.map_or("-", Granularity::name);
            (
                found.span.of(text).to_owned(),
                format!("{}/{} {unit}", day(start), day(end)),
            )
        });
        shown.collect()
    }

    fn check(text: &str, words: &str, expected: &str) {
        assert_eq!(
            show(text, Some(anchor()), Lean::Future),
            [(words.to_owned(), expected.to_owned())],
            "{text}"
        );
    }

    #[test]
    fn days_weeks_months_and_years_are_resolved() {
        check("it replies today", "today", "2023-03-15/2023-03-15 day");
        check(
            "a pact on today's terms",
            "today",
            "2023-03-15/2023-03-15 day",
        );
        check(
            "a reply next week",
            "next week",
            "2023-03-20/2023-03-26 week",
        );
        check(
            "a reply on Friday",
            "on Friday",
            "2023-03-17/2023-03-17 day",
        );
        check("on Wednesday", "on Wednesday", "2023-03-15/2023-03-15 day");
        check(
            "next Wednesday",
            "next Wednesday",
            "2023-03-22/2023-03-22 day",
        );
        check("next month", "next month", "2023-04-01/2023-04-30 month");
        check("this week", "this week", "2023-03-15/2023-03-19 week");
        check(
            "later this month",
            "later this month",
            "2023-03-16/2023-03-31 month",
        );
        check("on 5 May", "on 5 May", "2023-05-05/2023-05-05 day");
        check("on Jan. 9", "on Jan. 9", "2023-01-09/2023-01-09 day");
        check(
            "on March 20, 2024 it",
            "on March 20, 2024",
            "2024-03-20/2024-03-20 day",
        );
        check(
            "Friday, March 17",
            "Friday, March 17",
            "2023-03-17/2023-03-17 day",
        );
        check("on May 3-5", "on May 3-5", "2023-05-03/2023-05-05 range");
        check("in January", "in January", "2024-01-01/2024-01-31 month");
        check("in 2025", "in 2025", "2025-01-01/2025-12-31 year");
    }

    #[test]
    fn prepositions_turn_the_value() {
        check(
            "by the end of March",
            "by the end of March",
            "-/2023-03-31 range",
        );
        check("by Friday", "by Friday", "-/2023-03-17 day");
        check("before 20 April", "before 20 April", "-/2023-04-19 day");
        check(
            "before the end of the year",
            "before the end of the year",
            "-/2023-12-31 range",
        );
        check("after 20 April", "after 20 April", "2023-04-21/- day");
        check("from Monday", "from Monday", "2023-03-20/- day");
        check("until June 1", "until June 1", "-/2023-06-01 day");
        check(
            "until at least April",
            "until at least April",
            "-/2023-04-30 month",
        );
        check(
            "no later than Sunday",
            "no later than Sunday",
            "-/2023-03-19 day",
        );
    }

    #[test]
    fn counts_and_vague_times_follow_the_guidelines() {
        check(
            "within 30 days",
            "within 30 days",
            "2023-03-15/2023-04-14 range",
        );
        check("in two weeks", "in two weeks", "2023-03-29/2023-03-29 day");
        check(
            "over the next two weeks",
            "over the next two weeks",
            "2023-03-15/2023-03-29 range",
        );
        check(
            "for six months",
            "for six months",
            "2023-03-15/2023-09-15 range",
        );
        check(
            "in the coming days",
            "in the coming days",
            "2023-03-16/2023-03-22 range",
        );
        check(
            "in the next few months",
            "in the next few months",
            "2023-03-16/2023-06-13 range",
        );
        check(
            "late September",
            "late September",
            "2023-09-21/2023-09-30 range",
        );
        check(
            "early next year",
            "early next year",
            "2024-01-01/2024-04-30 range",
        );
        check("mid-April", "mid-April", "2023-04-11/2023-04-20 range");
        check(
            "at the end of April",
            "at the end of April",
            "2023-04-21/2023-04-30 range",
        );
        check(
            "in the second half of next year",
            "in the second half of next year",
            "2024-07-01/2024-12-31 half",
        );
        check(
            "in the third quarter",
            "in the third quarter",
            "2023-07-01/2023-09-30 quarter",
        );
        check("soon", "soon", "-/- -");
        check("two days ago", "two days ago", "2023-03-13/2023-03-13 day");
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        for text in [
            "it may act",
            "a march on the town",
            "for 2025 dollars",
            "second half",
            "the weekdays",
            "by two ministers",
        ] {
            let found = show(text, Some(anchor()), Lean::Future);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn the_past_leans_back_and_no_anchor_leaves_the_words() {
        let past = show("they met on Friday and in June", Some(anchor()), Lean::Past);
        assert_eq!(past[0].1, "2023-03-10/2023-03-10 day");
        assert_eq!(past[1].1, "2022-06-01/2022-06-30 month");
        let none = show("next week or on May 5, 2024", None, Lean::Future);
        assert_eq!(none[0], ("next week".to_owned(), "-/- -".to_owned()));
        assert_eq!(none[1].1, "2024-05-05/2024-05-05 day");
    }

    proptest! {
        #[test]
        fn never_panics_and_never_ends_before_it_starts(
            text in "((by|in|the|end|of|next|two|9999|week|months|May|31|5-7|early|last|from|Friday|,|x) ){0,12}|\\PC{0,60}",
            year in -9999_i16..=9999, day in 1_i8..=28,
        ) {
            let anchor = Date::new(year, 12, day).unwrap();
            for found in expressions(&text, Some(anchor), Lean::Future) {
                prop_assert!(text.get(found.span.start..found.span.end).is_some());
                if let (Some(start), Some(end)) = (found.interval.start, found.interval.end) {
                    prop_assert!(start <= end, "{}", found.span.of(&text));
                }
            }
        }
    }
}
