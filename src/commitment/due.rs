//! By when: which of a sentence's times is that of the act.
//!
//! A time belongs to the clause that it hangs on in the tree, not to the nearest word. Knows nothing of
//! how times are read.

use crate::commitment::attachment::Attachment;
use crate::commitment::candidate::Candidate;
use crate::commitment::condition::condition;
use crate::text::Span;
use crate::time::{Anchor, Expression, Lean, Relation as Meant, expressions};

/// Of the `times` of the candidate's sentence, the time of its act: what hangs on the act, its objects
/// or the word that governs it, is still to come, and is neither the time of the saying nor part of
/// the condition. `evidence` are the words of the undertaking as far as they are known; a time
/// elsewhere must hang on the act itself. A weekday that was read as past is read anew as one to come.
/// None when the sentence does not tell. Cost: the times, times the depth of the tree.
pub fn due(candidate: &Candidate, evidence: Span, times: &[Expression]) -> Option<Expression> {
    if times.is_empty() {
        return None;
    }
    let condition = condition(candidate, evidence);
    let in_condition = |time: &Expression| {
        condition.is_some_and(|span| span.start <= time.span.start && time.span.end <= span.end)
    };
    let found = times
        .iter()
        .filter(|time| !in_condition(time) && !is_covered(candidate, time, times));
    let rated = found.filter_map(|time| {
        let time = ahead(candidate, bare(candidate, *time));
        if is_past(candidate, &time) {
            return None;
        }
        let distance = Attachment {
            candidate,
            evidence,
        }
        .distance(&time)?;
        Some((distance, time))
    });
    rated
        .min_by_key(|(distance, time)| (is_timeless(time), *distance, time.span.start))
        .map(|(_, time)| time)
}

fn is_timeless(time: &Expression) -> bool {
    time.interval.not_before.is_none() && time.interval.not_after.is_none()
}

/// Whether a time is part of another ("after the vote on 5 May"), or holds the act itself.
fn is_covered(candidate: &Candidate, time: &Expression, times: &[Expression]) -> bool {
    let holds = |outer: Span, inner: Span| {
        outer != inner && outer.start <= inner.start && inner.end <= outer.end
    };
    let act = candidate.sentence.tokens.get(candidate.act);
    let holds_act = |span: Span| act.is_some_and(|act| holds(span, act.span));
    let mut others = times.iter();
    holds_act(time.span)
        || others.any(|other| holds(other.span, time.span) && !holds_act(other.span))
}

/// The same words, read as a time to come.
fn ahead(candidate: &Candidate, time: Expression) -> Expression {
    if time.anchor != Anchor::Published {
        return time;
    }
    let words = time.span.of(candidate.section.text);
    let again = expressions(words, candidate.document.published_on, Lean::Future);
    again
        .first()
        .filter(|again| {
            again.span
                == Span {
                    start: 0,
                    end: words.len(),
                }
        })
        .map_or(time, |again| Expression {
            span: time.span,
            ..*again
        })
}

/// "Ahead of 21 December talks": of the talks themselves, the day without the preposition.
fn bare(candidate: &Candidate, time: Expression) -> Expression {
    let sentence = candidate.sentence;
    let first = sentence.token_at(time.span.start);
    let last = sentence.token_at(time.span.end.saturating_sub(1));
    let is_name = last + 1 == candidate.act && time.relation != Meant::On;
    let shorter = (first + 1..=last).filter_map(|at| {
        let words = sentence.span(at, last + 1)?;
        let text = words.of(candidate.section.text);
        let found = expressions(text, candidate.document.published_on, Lean::Future);
        let found = found.into_iter().next()?;
        (found.relation == Meant::On && found.span.start == 0).then_some(Expression {
            span: words,
            ..found
        })
    });
    is_name
        .then(|| shorter.into_iter().next())
        .flatten()
        .unwrap_or(time)
}

/// What is over, or began earlier and ends today ("since Monday", "in the past weeks").
fn is_past(candidate: &Candidate, time: &Expression) -> bool {
    let Some(today) = candidate.document.published_on else {
        return false;
    };
    let begins_earlier = time.interval.not_before.is_some_and(|start| start < today);
    time.interval
        .not_after
        .is_some_and(|end| end < today || (end == today && begins_earlier))
        || time.relation == Meant::Since
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::samples::sample;
    use crate::news::Times;

    /// The text has its trigger between asterisks and its act between underscores; it is published
    /// on Monday 4 March 2024. `expected` are the words of the due, its first and last day; empty for
    /// none.
    fn check(marked: &str, expected: &str) {
        sample(marked, |candidate, evidence| {
            let times = Times::of(candidate.document);
            let times = times.of_sentence(candidate.section.part, candidate.number);
            let found = due(candidate, evidence, times);
            let day = |date: Option<jiff::civil::Date>| {
                date.map_or("..".to_owned(), |date| date.strftime("%m-%d").to_string())
            };
            let shown = found.map_or(String::new(), |found| {
                format!(
                    "{} {} {}",
                    found.span.of(candidate.section.text),
                    day(found.interval.not_before),
                    day(found.interval.not_after)
                )
            });
            assert_eq!(shown, expected, "{marked}");
        });
    }

    #[test]
    fn the_time_of_the_act_is_found() {
        for (marked, expected) in MATCHES {
            check(marked, expected);
        }
    }

    #[test]
    fn another_time_is_none() {
        for marked in MISSES {
            check(marked, "");
        }
    }

    #[test]
    fn the_day_of_the_saying_is_none() {
        let told = "The ministry said Tuesday ";
        let marked = format!("{told}it *would* _hold_ talks.");
        sample(&marked, |candidate, whole| {
            let times = Times::of(candidate.document);
            let times = times.of_sentence(candidate.section.part, candidate.number);
            let start = whole.start + told.len();
            let found = due(candidate, Span { start, ..whole }, times);
            assert!(found.is_none() && times.len() == 1, "{found:?} {times:?}");
        });
    }

    const MATCHES: &[(&str, &str)] = &[
        (
            "Peru *will* _send_ two ships to Chile on Friday.",
            "on Friday 03-08 03-08",
        ),
        (
            "On Friday, Peru *will* _send_ two ships to Chile.",
            "On Friday 03-08 03-08",
        ),
        (
            "Peru *promised* to _send_ two ships by the end of March.",
            "by the end of March .. 03-31",
        ),
        (
            "The president *will* _raise_ the matter when he visits Chile on Friday.",
            "on Friday 03-08 03-08",
        ),
        (
            "Peru *will* _hold_ its first talks with Chile in May.",
            "in May 05-01 05-31",
        ),
        (
            "Peru *agreed* to _hold_ talks with Chile next week.",
            "next week 03-11 03-17",
        ),
        (
            "Peru *agreed* to _attend_ a summit in June.",
            "in June 06-01 06-30",
        ),
        (
            "The two presidents *will* _meet_ in Lima on 20 March.",
            "on 20 March 03-20 03-20",
        ),
        (
            "The president on Friday was *scheduled* to _meet_ his counterpart.",
            "on Friday 03-08 03-08",
        ),
        (
            "The president is *expected* on Friday to _visit_ Chile.",
            "on Friday 03-08 03-08",
        ),
        (
            "The minister said on Sunday that Peru *would* _reply_ on Friday.",
            "on Friday 03-08 03-08",
        ),
        (
            "Peru *will* _reply_ on Friday, the minister said on Sunday.",
            "on Friday 03-08 03-08",
        ),
        (
            "Peru *agreed* to _resume_ the talks, which are scheduled to begin on Friday.",
            "on Friday 03-08 03-08",
        ),
        (
            "Peru *will* _send_ its envoy to the south to sign the pact tomorrow.",
            "tomorrow 03-05 03-05",
        ),
        (
            "Peru *called* off _talks_ with the Chilean government planned for 20 March.",
            "for 20 March 03-20 03-20",
        ),
        (
            "Peru *will* _keep_ its troops there until 20 January.",
            "until 20 January .. 01-20",
        ),
        (
            "Peru *will* _withdraw_ within two weeks if Chile agrees by Friday.",
            "within two weeks 03-04 03-18",
        ),
        (
            "Peru *refused* to _attend_ the meeting on Friday.",
            "on Friday 03-08 03-08",
        ),
        (
            "Peru *has* _cancelled_ a visit to Chile that had been scheduled for Friday.",
            "for Friday 03-08 03-08",
        ),
        ("Peru *will* _reply_ soon.", "soon .. .."),
        (
            "Tomorrow the envoys *will* _travel_ and sign.",
            "Tomorrow 03-05 03-05",
        ),
        ("#Peru *to* _host_ Chile talks Friday", "Friday 03-08 03-08"),
        (
            "#Peru, Chile *to* _resume_ talks next week in Lima",
            "next week 03-11 03-17",
        ),
        (
            "The *_summit_* on Friday and Saturday will bring them together.",
            "on Friday and Saturday 03-08 03-09",
        ),
        (
            "Their April *_meeting_* with Peru is certain.",
            "April 04-01 04-30",
        ),
    ];

    const MISSES: &[&str] = &[
        "Peru *will* _send_ two ships to Chile.",
        "Peru *promised* on Friday to _send_ two ships.",
        "Peru *will* _keep_ the ships that were seized when Chile attacked on Friday.",
        "Peru on Friday *promised* to _send_ two ships.",
        "On Friday, Peru *promised* to _send_ two ships.",
        "The minister said on Friday that Peru *would* _send_ two ships.",
        "Peru *will* _send_ two ships, the minister said on Friday.",
        "Peru *will* _honour_ the treaty that was signed on Friday.",
        "Peru *will* _meet_ the 2030 targets.",
        "Peru *will* _withdraw_ if Chile agrees by Friday.",
        "Peru *will* _honour_ the treaty of 2015.",
        "Peru will sign on Friday and *will* _pay_ its debt.",
        "Peru *will* _end_ the embargo in force since May.",
        "A *_meeting_* was held on Friday.",
        "The *_proposal_*, the third in two weeks, is new.",
        "Peru *will* _guard_ the Good Friday Agreement.",
        "The trip *will* be the _longest_ in 20 years.",
        "Peru on Friday again *ordered* its men to _leave_.",
        "Peru on Friday *ordered* its men to _see_ that the rebels respect the truce, officials said.",
        "Peru *will* _prepare_ a summit that was held in July.",
        "Peru *will* _announce_ that the talks begin on Friday.",
    ];
}
