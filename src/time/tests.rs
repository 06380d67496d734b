//! What is read, phrase by phrase, and what is not.

#![allow(clippy::string_slice, reason = "tests fail by panicking")]

use super::*;
use crate::text::{Scratch, Syntax, Token, tokens};
use proptest::prelude::*;

/// A Wednesday.
fn published() -> Date {
    Date::new(2023, 3, 15).unwrap()
}

/// The text with its expressions in brackets, and for each its relation, first and last day,
/// granularity and TIMEX3 value.
fn show(text: &str, found: &[Expression]) -> String {
    let day = |date: Option<Date>| date.map_or("..".to_owned(), |date| date.to_string());
    let (mut marked, mut at) = (String::new(), 0);
    let mut meant = Vec::new();
    for found in found {
        marked += &text[at..found.span.start];
        marked += &format!("[{}]", found.span.of(text));
        at = found.span.end;
        meant.push(format!(
            "{} {} {} {} {}",
            found.relation.name(),
            day(found.interval.not_before),
            day(found.interval.not_after),
            found.granularity.map_or("-", Granularity::name),
            found.timex
        ));
    }
    format!("{marked}{} => {}", &text[at..], meant.join("; "))
}

/// `expected` is the text with brackets, and behind `=>` what they mean; all that can be leans ahead.
fn check(expected: &str) {
    let (marked, _) = expected.split_once(" =>").unwrap();
    let text = marked.replace(['[', ']'], "");
    let found = expressions(&text, Some(published()), Lean::Future);
    assert_eq!(show(&text, &found).trim(), expected.trim());
}

#[test]
fn phrases_mean_what_people_mean() {
    EXAMPLES.lines().for_each(check);
    assert!(EXAMPLES.lines().count() >= 140);
}

#[test]
fn what_only_looks_like_a_time_is_none() {
    for text in NEAR_MISSES.lines() {
        check(&format!("{text} =>"));
    }
}

#[test]
fn what_has_passed_leans_back() {
    for (text, expected) in [
        ("on Friday", "on 2023-03-10 2023-03-10 day 2023-03-10"),
        ("on Wednesday", "on 2023-03-15 2023-03-15 day 2023-03-15"),
        ("on Jan. 9", "on 2023-01-09 2023-01-09 day 2023-01-09"),
        ("in June", "on 2022-06-01 2022-06-30 month 2022-06"),
        ("on 20 November", "on 2022-11-20 2022-11-20 day 2022-11-20"),
        ("this week", "on 2023-03-13 2023-03-19 week 2023-W11"),
        (
            "over the weekend",
            "on 2023-03-11 2023-03-12 range 2023-W10-WE",
        ),
        ("at Christmas", "on 2022-12-25 2022-12-25 day 2022-12-25"),
        ("in the autumn", "on 2022-09-01 2022-11-30 range 2022-FA"),
    ] {
        let found = expressions(text, Some(published()), Lean::Past);
        assert_eq!(show(text, &found), format!("[{text}] => {expected}"));
    }
}

#[test]
fn without_publication_only_full_dates_are_known() {
    let text = "next week, on Friday or on May 5, 2024";
    assert_eq!(
        show(text, &expressions(text, None, Lean::Future)),
        "[next week], [on Friday] or [on May 5, 2024] => on .. .. - XXXX; on .. .. - XXXX; \
         on 2024-05-05 2024-05-05 day 2024-05-05"
    );
}

#[test]
fn anchors_and_vagueness_are_told() {
    let read = |text: &str| expressions(text, Some(published()), Lean::Future);
    let told = Date::new(2023, 5, 5).unwrap();
    let anchors = |text| {
        read(text)
            .iter()
            .map(|found| found.anchor)
            .collect::<Vec<_>>()
    };
    assert_eq!(anchors("on 5 May 2023"), [Anchor::Calendar]);
    assert_eq!(anchors("on 5 May"), [Anchor::Published]);
    assert_eq!(
        anchors("on 5 May 2023 and a week later"),
        [Anchor::Calendar, Anchor::Told(told)]
    );
    for (text, vague) in [
        ("early May", true),
        ("in the coming weeks", true),
        ("soon", true),
    ] {
        assert_eq!(read(text)[0].vague, vague, "{text}");
    }
    for text in ["in May", "within two weeks", "on Friday"] {
        assert!(!read(text)[0].vague, "{text}");
    }
}

#[test]
fn a_timeline_remembers_sentences_and_forgets_documents() {
    let mut timeline = Timeline::new(Some(published()));
    let read = |timeline: &mut Timeline, text: &str| {
        let found = timeline.read(text, &tokens(text), &|_| Lean::Past);
        show(text, &found)
    };
    read(&mut timeline, "Sales fell in the third quarter of 2022.");
    assert_eq!(
        read(&mut timeline, "They were higher a year earlier."),
        "They were higher [a year earlier]. => on 2021-07-01 2021-09-30 quarter 2021-Q3"
    );
    read(&mut timeline, "The strike began on 2 January 2023.");
    assert_eq!(
        read(&mut timeline, "Three days later it was over."),
        "[Three days later] it was over. => on 2023-01-05 2023-01-05 day 2023-01-05"
    );
    timeline.restart(Some(published()));
    assert_eq!(
        read(&mut timeline, "Three days later it was over."),
        "[Three days later] it was over. => on 2023-03-18 2023-03-18 day 2023-03-18"
    );
}

#[test]
fn the_governing_verb_tells_the_lean() {
    let syntax = Syntax::shipped().unwrap();
    let mut scratch = Scratch::new();
    for (text, expected) in [
        ("The ministers met on Friday.", Lean::Past),
        ("The ministers will meet on Friday.", Lean::Future),
        ("The ministers are going to meet on Friday.", Lean::Future),
        ("The ministers agreed to meet on Friday.", Lean::Future),
        ("The ministers are meeting on Friday.", Lean::Future),
        (
            "The envoys will fly home and report on Friday.",
            Lean::Future,
        ),
        ("The talks begin on Friday.", Lean::Future),
        ("The talks are scheduled for Friday.", Lean::Future),
        ("The offer was rejected on Friday.", Lean::Past),
        ("The two sides have not spoken since Friday.", Lean::Past),
        ("He said on Friday that the convoy would leave.", Lean::Past),
        (
            "He said that the convoy would leave on Friday.",
            Lean::Future,
        ),
    ] {
        let trees = syntax.parse(text, &mut scratch);
        let tree = &trees[0];
        let at = tree
            .nodes()
            .iter()
            .position(|node| node.span.of(text) == "Friday");
        assert_eq!(lean(text, tree, at.unwrap()), expected, "{text}");
    }
}

/// Pieces of times in any order, so that every rule meets every neighbour.
const PIECES: &str = "((by|in|the|end|of|next|last|two|9999|week|months|years|May|31|5|7|-|early|from|to|\
and|Friday|,|ago|later|a|quarter|first|1988|2400-13-41|12/31/9999|today|'|90s|century|half|until|mid-|\
Easter|winter|this|day|before|every|nineteen|ninety|thousand|noon|p\\.m\\.|2007-08|decades) ){0,14}|\\PC{0,80}";

proptest! {
    #[test]
    fn any_text_gives_ordered_spans_and_intervals(
        text in PIECES, year in -9999_i16..=9999, month in 1_i8..=12, lean in 0..3,
    ) {
        let anchor = Date::new(year, month, 28).unwrap();
        let lean = [Lean::Past, Lean::Future, Lean::Unknown][lean as usize];
        let mut end = 0;
        for found in expressions(&text, Some(anchor), lean) {
            prop_assert!(found.span.start >= end && found.span.end > found.span.start);
            prop_assert!(text.get(found.span.start..found.span.end).is_some());
            end = found.span.end;
            if let (Some(first), Some(last)) = (found.interval.not_before, found.interval.not_after) {
                prop_assert!(first <= last, "{}: {first} to {last}", found.span.of(&text));
            }
            prop_assert!(!found.timex.to_string().is_empty());
        }
    }

    #[test]
    fn spans_of_tokens_that_do_not_fit_do_no_harm(text in "\\PC{0,20}", starts in proptest::collection::vec(0_usize..30, 0..6)) {
        let tokens: Vec<Token> = starts
            .into_iter()
            .map(|start| Token { span: Span { start, end: start + 3 } })
            .collect();
        Timeline::new(Some(published())).read(&text, &tokens, &|_| Lean::Unknown);
    }

    #[test]
    fn a_full_date_is_read_however_it_is_written(year in 1900_i16..=2199, month in 1_i8..=12, day in 1_i8..=28) {
        const MONTHS: [&str; 12] = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ];
        let name = MONTHS[month as usize - 1];
        let date = Date::new(year, month, day).unwrap();
        for text in [
            format!("on {day} {name} {year}"),
            format!("on {name} {day}, {year}"),
            format!("on the {day}th of {name} {year}"),
            format!("on {date}"),
            format!("on {month}/{day}/{year}"),
        ] {
            let found = expressions(&text, None, Lean::Unknown);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].span.of(&text), text.as_str());
            let interval = Interval { not_before: Some(date), not_after: Some(date) };
            prop_assert_eq!(found[0].interval, interval, "{}", text);
        }
    }
}

const EXAMPLES: &str = "\
The envoy replies [today]. => on 2023-03-15 2023-03-15 day 2023-03-15
A reply is due [tomorrow morning]. => on 2023-03-16 2023-03-16 day 2023-03-16TMO
The notes were handed over [yesterday evening]. => on 2023-03-14 2023-03-14 day 2023-03-14TEV
They sign [tonight]. => on 2023-03-15 2023-03-15 day 2023-03-15TNI
Aid will come [this afternoon]. => on 2023-03-15 2023-03-15 day 2023-03-15TAF
The ships sailed [last night]. => on 2023-03-14 2023-03-14 day 2023-03-14TNI
We answer [the day after tomorrow]. => on 2023-03-17 2023-03-17 day 2023-03-17
It lapsed [the day before yesterday]. => on 2023-03-13 2023-03-13 day 2023-03-13
The panel meets [on Friday]. => on 2023-03-17 2023-03-17 day 2023-03-17
The panel meets [on Wednesday]. => on 2023-03-15 2023-03-15 day 2023-03-15
The panel meets [next Wednesday]. => on 2023-03-22 2023-03-22 day 2023-03-22
The panel met [last Wednesday]. => on 2023-03-08 2023-03-08 day 2023-03-08
The panel meets [this coming Saturday]. => on 2023-03-18 2023-03-18 day 2023-03-18
The two will talk [Thursday evening]. => on 2023-03-16 2023-03-16 day 2023-03-16TEV
Talks resume [on Thursday and Friday next week]. => on 2023-03-23 2023-03-24 range 2023-03-23/2023-03-24
They sit [from Monday to Wednesday]. => on 2023-03-20 2023-03-22 range 2023-03-20/2023-03-22
They sit [between Monday and Wednesday]. => on 2023-03-20 2023-03-22 range 2023-03-20/2023-03-22
Experts arrive [on Monday at 9 p.m. local time]. => on 2023-03-20 2023-03-20 day 2023-03-20
Experts arrive [at 8:30 a.m. on Tuesday]. => on 2023-03-21 2023-03-21 day 2023-03-21
Experts arrive [at noon Thursday]. => on 2023-03-16 2023-03-16 day 2023-03-16
Experts arrive [early on Saturday]. => on 2023-03-18 2023-03-18 day 2023-03-18
Experts arrive [late on 2 April]. => on 2023-04-02 2023-04-02 day 2023-04-02
Experts arrive [on the morning of 2 April]. => on 2023-04-02 2023-04-02 day 2023-04-02TMO
Wire the money [on 5 May]. => on 2023-05-05 2023-05-05 day 2023-05-05
Wire the money [on May 5th]. => on 2023-05-05 2023-05-05 day 2023-05-05
Wire the money [on the 5th of May]. => on 2023-05-05 2023-05-05 day 2023-05-05
Wire the money [on May 5, 2024]. => on 2024-05-05 2024-05-05 day 2024-05-05
Wire the money [on 5 May 2024]. => on 2024-05-05 2024-05-05 day 2024-05-05
Wire the money [on Friday, March 17]. => on 2023-03-17 2023-03-17 day 2023-03-17
Wire the money [on 2024-05-05]. => on 2024-05-05 2024-05-05 day 2024-05-05
Wire the money [on 5/25/2024]. => on 2024-05-25 2024-05-25 day 2024-05-25
Wire the money [on 25.5.2024]. => on 2024-05-25 2024-05-25 day 2024-05-25
Wire the money [on Jan. 9]. => on 2024-01-09 2024-01-09 day 2024-01-09
It was paid [on 30 Sept. 2022]. => on 2022-09-30 2022-09-30 day 2022-09-30
The forum runs [May 3-5]. => on 2023-05-03 2023-05-05 range 2023-05-03/2023-05-05
The forum runs [from 5 to 7 May]. => on 2023-05-05 2023-05-07 range 2023-05-05/2023-05-07
The forum runs [from 30 March to 2 April]. => on 2023-03-30 2023-04-02 range 2023-03-30/2023-04-02
The forum is set [for Nov. 12 and 13]. => for 2023-11-12 2023-11-13 range 2023-11-12/2023-11-13
The forum is set [for 12-13 November 2024]. => for 2024-11-12 2024-11-13 range 2024-11-12/2024-11-13
The forum is set [for Dec. 30, 2023 to Jan. 2, 2024]. => for 2023-12-30 2024-01-02 range 2023-12-30/2024-01-02
The plan covers [2007–2013]. => on 2007-01-01 2013-12-31 range 2007-01-01/2013-12-31
The plan covers the years [from 2024 to 2027]. => on 2024-01-01 2027-12-31 range 2024-01-01/2027-12-31
The plan covers [2024-25]. => on 2024-01-01 2025-12-31 range 2024-01-01/2025-12-31
The pact dates [from the 1990s]. => from 1990-01-01 .. range 199
The pact dates [from the late 1980s]. => from 1987-01-01 .. range 198
The pact was drawn up [in nineteen eighty-four]. => on 1984-01-01 1984-12-31 year 1984
A vote follows [in May]. => on 2023-05-01 2023-05-31 month 2023-05
A vote follows [in January]. => on 2024-01-01 2024-01-31 month 2024-01
A vote follows [next May]. => on 2023-05-01 2023-05-31 month 2023-05
It passed [last May]. => on 2022-05-01 2022-05-31 month 2022-05
A vote follows [in May and June]. => on 2023-05-01 2023-06-30 range 2023-05-01/2023-06-30
A vote follows [in June this year]. => on 2023-06-01 2023-06-30 month 2023-06
A vote follows [in March 2026]. => on 2026-03-01 2026-03-31 month 2026-03
A vote follows [in 2025]. => on 2025-01-01 2025-12-31 year 2025
A vote follows [by mid-2024]. => by .. 2024-08-31 range 2024
A vote follows [in the second half of next year]. => on 2024-07-01 2024-12-31 half 2024-H2
A vote follows [in the second half of June]. => on 2023-06-16 2023-06-30 range 2023-06
A vote follows [in the first half of next month]. => on 2023-04-01 2023-04-15 range 2023-04
A vote follows [in the first half of 2024]. => on 2024-01-01 2024-06-30 half 2024-H1
A vote follows [in the third quarter]. => on 2023-07-01 2023-09-30 quarter 2023-Q3
A vote follows [in the first quarter of 2025]. => on 2025-01-01 2025-03-31 quarter 2025-Q1
A vote follows [in next year's first quarter]. => on 2024-01-01 2024-03-31 quarter 2024-Q1
A vote follows [in the last quarter of this year]. => on 2023-10-01 2023-12-31 quarter 2023-Q4
A vote follows [this summer]. => on 2023-06-01 2023-08-31 range 2023-SU
A vote follows [in the spring of 2025]. => on 2025-03-01 2025-05-31 range 2025-SP
A vote follows [by the autumn]. => by .. 2023-11-30 range 2023-FA
It passed [last winter]. => on 2022-12-01 2023-02-28 range 2023-WI
The budget [for fiscal 2024] is cut. => for 2024-01-01 2024-12-31 year 2024
A visit follows [next week]. => on 2023-03-20 2023-03-26 week 2023-W12
A visit follows [this week]. => on 2023-03-15 2023-03-19 week 2023-W11
A visit follows [this month]. => on 2023-03-15 2023-03-31 month 2023-03
A visit follows [next month]. => on 2023-04-01 2023-04-30 month 2023-04
A visit follows [later this month]. => on 2023-03-16 2023-03-31 month 2023-03
It was raised [earlier this month]. => on 2023-03-01 2023-03-15 month 2023-03
A visit follows [early next week]. => on 2023-03-20 2023-03-21 range 2023-W12
A visit follows [late next year]. => on 2024-09-01 2024-12-31 range 2024
A visit follows [early next year]. => on 2024-01-01 2024-04-30 range 2024
A visit follows [in late September]. => on 2023-09-21 2023-09-30 range 2023-09
A visit follows [in mid-April]. => on 2023-04-11 2023-04-20 range 2023-04
A visit follows [at the beginning of June]. => on 2023-06-01 2023-06-10 range 2023-06
A visit follows [in the middle of May]. => on 2023-05-11 2023-05-20 range 2023-05
A visit follows [at the end of April]. => on 2023-04-21 2023-04-30 range 2023-04
A visit follows [over the weekend]. => on 2023-03-18 2023-03-19 range 2023-W11-WE
A visit follows [next weekend]. => on 2023-03-25 2023-03-26 range 2023-W12-WE
A visit follows [in the first week of May]. => on 2023-05-01 2023-05-07 week 2023-W18
A visit follows [on the last day of June]. => on 2023-06-30 2023-06-30 day 2023-06-30
Each is paid a dollar each [for the next six months]. => for 2023-03-15 2023-09-15 range P6M
Pull back [by Friday]. => by .. 2023-03-17 day 2023-03-17
Pull back [by the end of March]. => by .. 2023-03-31 range 2023-03
Pull back [by the end of the year]. => by .. 2023-12-31 range 2023
Pull back [by year-end]. => by .. 2023-12-31 range 2023
Pull back [by about 2030]. => by .. 2030-12-31 year 2030
Pull back [no later than Sunday]. => by .. 2023-03-19 day 2023-03-19
Pull back [on or before 20 April]. => by .. 2023-04-20 day 2023-04-20
Pull back [no earlier than 20 April]. => from 2023-04-20 .. day 2023-04-20
Pull back [within a fortnight]. => within 2023-03-15 2023-03-29 range P2W
Pull back [for another six months]. => for 2023-03-15 2023-09-15 range P6M
Pull back [for another year]. => for 2023-03-15 2024-03-15 range P1Y
Pull back [before 20 April]. => before .. 2023-04-19 day 2023-04-20
Pull back [before the end of the year]. => before .. 2023-12-31 range 2023
Pull back [ahead of Monday]. => before .. 2023-03-19 day 2023-03-20
Pull back [after 20 April]. => after 2023-04-21 .. day 2023-04-20
Pull back [from Monday]. => from 2023-03-20 .. day 2023-03-20
Pull back [starting on 1 April]. => from 2023-04-01 .. day 2023-04-01
Pull back [effective June 1]. => from 2023-06-01 .. day 2023-06-01
Hold fire [until 20 April]. => until .. 2023-04-20 day 2023-04-20
Hold fire [until at least April]. => until .. 2023-04-30 month 2023-04
Hold fire [through Sunday]. => until .. 2023-03-19 day 2023-03-19
They have held fire [since Monday]. => since 2023-03-13 2023-03-15 day 2023-03-13
They have held fire [since 2019]. => since 2019-01-01 2023-03-15 year 2019
Report [within 30 days]. => within 2023-03-15 2023-04-14 range P30D
Report [within a week]. => within 2023-03-15 2023-03-22 range P1W
Report [within weeks]. => on 2023-03-15 2023-04-12 range FUTURE_REF
Report [within the next 48 hours]. => within 2023-03-15 2023-03-17 range PT48H
Report [in two weeks]. => on 2023-03-29 2023-03-29 day 2023-W13
Report [in about ten days]. => on 2023-03-25 2023-03-25 day 2023-03-25
Hold the first talks [in three weeks]. => on 2023-04-05 2023-04-05 day 2023-W14
Report first [on Friday]. => on 2023-03-17 2023-03-17 day 2023-03-17
Report [in three months]. => on 2023-06-15 2023-06-15 day 2023-06
Report [over the next two weeks]. => within 2023-03-15 2023-03-29 range P2W
Report [over the next decade]. => within 2023-03-15 2033-03-15 range P1DE
Report [in the coming days]. => on 2023-03-16 2023-03-22 range FUTURE_REF
Report [over the coming days and weeks]. => on 2023-03-16 2023-04-12 range FUTURE_REF
Report [in the weeks ahead]. => on 2023-03-16 2023-04-12 range FUTURE_REF
Report [in the next few months]. => on 2023-03-16 2023-06-13 range FUTURE_REF
Report [two weeks from now]. => on 2023-03-29 2023-03-29 day 2023-W13
Guards stay [for six months]. => for 2023-03-15 2023-09-15 range P6M
Guards stay [for six months from 1 May]. => for 2023-05-01 2023-11-01 range P6M
Guards stay [for the next two years]. => for 2023-03-15 2025-03-15 range P2Y
They left [two days ago]. => on 2023-03-13 2023-03-13 day 2023-03-13
They left [three months ago]. => on 2022-12-01 2022-12-31 month 2022-12
They left [about five years ago]. => on 2018-01-01 2018-12-31 year 2018
They left [a week or so ago]. => on 2023-03-08 2023-03-08 day 2023-W10
They met [over the past two weeks]. => on 2023-03-01 2023-03-15 range P2W
They meet [on 3 April] and leave [two days later]. => on 2023-04-03 2023-04-03 day 2023-04-03; on 2023-04-05 2023-04-05 day 2023-04-05
They meet [on 3 April] and sign [the next day]. => on 2023-04-03 2023-04-03 day 2023-04-03; on 2023-04-04 2023-04-04 day 2023-04-04
They meet [on 3 April] and sign [the same day]. => on 2023-04-03 2023-04-03 day 2023-04-03; on 2023-04-03 2023-04-03 day 2023-04-03
They meet [on 3 April]; [a week earlier], both had refused. => on 2023-04-03 2023-04-03 day 2023-04-03; on 2023-03-27 2023-03-27 day 2023-W13
They meet [on 3 April], having landed [the day before]. => on 2023-04-03 2023-04-03 day 2023-04-03; on 2023-04-02 2023-04-02 day 2023-04-02
They met [in 2019] and again [the following year]. => on 2019-01-01 2019-12-31 year 2019; on 2020-01-01 2020-12-31 year 2020
[A week from Friday] both report. => on 2023-03-24 2023-03-24 day 2023-W12
[Two days before Christmas] both report. => on 2023-12-23 2023-12-23 day 2023-12-23
Both report [by Christmas Eve]. => by .. 2023-12-24 day 2023-12-24
Both report [before Easter]. => before .. 2023-04-08 day 2023-04-09
Both report [on New Year's Day 2025]. => on 2025-01-01 2025-01-01 day 2025-01-01
Both report [on Thanksgiving]. => on 2023-11-23 2023-11-23 day 2023-11-23
Answer [soon]. => on .. .. - FUTURE_REF
Answer [as soon as possible]. => on .. .. - FUTURE_REF
Answer [in due course]. => on .. .. - FUTURE_REF
Answer [in the near future]. => on .. .. - FUTURE_REF
Answer [at any moment]. => on .. .. - FUTURE_REF
They signed [in June last year]. => on 2022-06-01 2022-06-30 month 2022-06
Talks are planned [for Monday], [Tuesday] and [Friday]. => for 2023-03-20 2023-03-20 day 2023-03-20; on 2023-03-21 2023-03-21 day 2023-03-21; on 2023-03-17 2023-03-17 day 2023-03-17
A summit was set [for 7 a.m. GMT, Oct. 3]. => for 2023-10-03 2023-10-03 day 2023-10-03
The truce holds [from midnight Sunday]. => from 2023-03-19 .. day 2023-03-19
The truce ends [at 6:30 p.m. eastern standard time on June 9, 2027]. => on 2027-06-09 2027-06-09 day 2027-06-09
Nothing came [in the past year]. => on 2022-03-15 2023-03-15 year 2022
It rose [in the quarter]. => on 2022-10-01 2022-12-31 quarter 2022-Q4
Act [by the first quarter of the next year]. => by .. 2024-03-31 quarter 2024-Q1
A decision is due [in the week]. => on 2023-03-13 2023-03-19 week 2023-W11
Sit down [later today]. => on 2023-03-15 2023-03-15 day 2023-03-15
Sit down [later in the week]. => on 2023-03-16 2023-03-19 week 2023-W11
Sit down [late in the year]. => on 2023-09-01 2023-12-31 range 2023
It began [in '97]. => on 1997-01-01 1997-12-31 year 1997
Talks ran [in the early '90s]. => on 1990-01-01 1993-12-31 range 199
Troops leave [over the next three to five years]. => within 2023-03-15 2028-03-15 range P5Y
Troops leave [in a day or two]. => on 2023-03-17 2023-03-17 day 2023-03-17
Troops leave [in a dozen days]. => on 2023-03-27 2023-03-27 day 2023-03-27
Troops leave [between 5 and 9 May]. => on 2023-05-05 2023-05-09 range 2023-05-05/2023-05-09
Troops leave [between May and July]. => on 2023-05-01 2023-07-31 range 2023-05-01/2023-07-31
Troops leave [this year]. => on 2023-03-15 2023-12-31 year 2023
Troops leave [shortly]. => on .. .. - FUTURE_REF
Troops leave [by the end of April]. => by .. 2023-04-30 range 2023-04
Troops leave [in the coming weeks]. => on 2023-03-16 2023-04-12 range FUTURE_REF
Troops leave [in the coming months]. => on 2023-03-16 2023-06-13 range FUTURE_REF
Troops leave [from 7th to 9th December]. => on 2023-12-07 2023-12-09 range 2023-12-07/2023-12-09
Troops leave [in early May]. => on 2023-05-01 2023-05-10 range 2023-05
Troops leave [until the end of the year]. => until .. 2023-12-31 range 2023
Troops leave [by noon on Friday]. => by .. 2023-03-17 day 2023-03-17
Troops leave [in half a year]. => on 2023-09-15 2023-09-15 day 2023-H2
Troops leave [in one hundred days]. => on 2023-06-23 2023-06-23 day 2023-06-23
Troops leave [in twenty-five days]. => on 2023-04-09 2023-04-09 day 2023-04-09
Troops leave [within hours]. => on .. .. - FUTURE_REF
[NEXT WEEK], [ON MONDAY] => on 2023-03-20 2023-03-26 week 2023-W12; on 2023-03-20 2023-03-20 day 2023-03-20
It will be told [later]. => on .. .. - FUTURE_REF
A deal [by May] => by .. 2023-05-31 month 2023-05
the [May 9] parade => on 2023-05-09 2023-05-09 day 2023-05-09
[the 9 May] parade => on 2023-05-09 2023-05-09 day 2023-05-09
[May 2024] => on 2024-05-01 2024-05-31 month 2024-05
[Friday]'s vote => on 2023-03-17 2023-03-17 day 2023-03-17
[last week]'s vote => on 2023-03-06 2023-03-12 week 2023-W10
[next Friday]'s vote => on 2023-03-17 2023-03-17 day 2023-03-17
[the weekend] => on 2023-03-18 2023-03-19 range 2023-W11-WE
[in spring] => on 2023-03-01 2023-05-31 range 2023-SP
[the previous day] => on 2023-03-14 2023-03-14 day 2023-03-14
[that year] => on 2023-01-01 2023-12-31 year 2023
[this past Monday] => on 2023-03-13 2023-03-13 day 2023-03-13
[the coming Friday] => on 2023-03-17 2023-03-17 day 2023-03-17";

const NEAR_MISSES: &str = "\
It may act.
May I go?
Mr May spoke to them.
a march on the town
for 2025 dollars
Resolution 1973 stands.
the second half was better
the weekdays
by two ministers
the fall of the government
a hot spring near the border
every Friday they pray
a 25-year-old treaty
a two-week visit
on a 12-day tour
the order of the day
after three weeks of talks
the day before the talks
as soon as the talks end
as many as 2000 troops
an august body
the second day of talks
He was the last to leave.
it is due to rain
years later they came
the later talks
Sgt. May left.
room 2024
two thousand troops
He paid 2024 dollars.
in 2024 dollars
100 days
half the town
an hour
the Day of Judgment
a fall in prices
prices fall
the week ahead
in weeks of talks
in the run-up to it
within reach
over two rivers
for a second time
for the first time
at first
a third of them
a quarter of the town
second to none
one day peace will come
in no time
the first such visit in ten years
the largest force to be sent abroad in three years
their first talks in six months";

#[test]
fn a_dateline_tells_no_time() {
    let text = "LIMA, June 3 (Andina) - Peru will pay on Friday.";
    let syntax = Syntax::shipped().unwrap();
    let trees = syntax.parse(text, &mut Scratch::new());
    let [tree] = trees.as_slice() else {
        panic!("{} sentences", trees.len());
    };
    let words = tree.nodes().iter().map(|node| Token { span: node.span });
    let words: Vec<Token> = words.collect();
    let found = Timeline::new(Some(published())).read_sentence(text, tree, &words);
    assert_eq!(
        show(text, &found),
        "LIMA, June 3 (Andina) - Peru will pay [on Friday]. => on 2023-03-17 2023-03-17 day 2023-03-17"
    );
}
