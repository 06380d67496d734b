//! Times that are told by an event: "after the elections", "before those talks".
//!
//! The event's own date counts where the item tells it, in the phrase ("after the vote on 5 May") or
//! elsewhere; else the words alone are known.

use crate::news::section::Sentence;
use crate::text::{Relation, Span, Upos};
use crate::time::{Anchor, Expression, Granularity, Interval, Relation as Meant, Timex};
use jiff::civil::Date;

/// Lemmas of nouns for what happens at a time.
const EVENTS: &[&str] = &[
    "assembly",
    "autumn",
    "campaign",
    "ceasefire",
    "ceremony",
    "conclave",
    "conference",
    "conflict",
    "congress",
    "consultation",
    "conversation",
    "coronation",
    "debate",
    "deployment",
    "dialogue",
    "dinner",
    "discussion",
    "drill",
    "election",
    "examination",
    "exercise",
    "festival",
    "forum",
    "funeral",
    "game",
    "gathering",
    "handover",
    "holiday",
    "holidays",
    "inauguration",
    "inspection",
    "lunch",
    "meeting",
    "mission",
    "negotiation",
    "olympics",
    "parade",
    "phase",
    "plebiscite",
    "poll",
    "presidency",
    "ramadan",
    "referendum",
    "round",
    "session",
    "signing",
    "strike",
    "summit",
    "talk",
    "talks",
    "tour",
    "tournament",
    "transition",
    "trial",
    "trip",
    "truce",
    "visit",
    "vote",
    "war",
    "winter",
    "withdrawal",
];

/// Verbs and adjectives that put an event at a time.
const PLACING: &[&str] = &[
    "be", "begin", "convene", "due", "gather", "happen", "hold", "meet", "open", "plan",
    "schedule", "set", "slate", "start", "take",
];

/// Prepositions, and what they make of the event.
const PREPOSITIONS: &[(&[&str], Sense)] = &[
    (&["after"], Sense::After),
    (&["following"], Sense::After),
    (&["in", "the", "wake", "of"], Sense::After),
    (&["before"], Sense::Before),
    (&["ahead", "of"], Sense::Before),
    (&["prior", "to"], Sense::Before),
    (&["in", "the", "run", "-", "up", "to"], Sense::Before),
    (&["on", "the", "eve", "of"], Sense::Eve),
    (&["during"], Sense::During),
    (&["throughout"], Sense::During),
    (&["in", "the", "course", "of"], Sense::During),
    (&["at", "the", "time", "of"], Sense::During),
    (&["at", "the", "end", "of"], Sense::End),
    (&["at", "the", "close", "of"], Sense::End),
    (&["at", "the", "conclusion", "of"], Sense::End),
    (&["at", "the", "start", "of"], Sense::Start),
    (&["at", "the", "beginning", "of"], Sense::Start),
    (&["at", "the", "opening", "of"], Sense::Start),
    (&["by", "the", "end", "of"], Sense::ByEnd),
    (&["by", "the", "time", "of"], Sense::ByStart),
];

/// Which part of an event is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    After,
    Before,
    Eve,
    During,
    End,
    Start,
    ByEnd,
    ByStart,
}

/// Whether a noun, by its lemma, names what happens at a time.
pub fn is_event(lemma: &str) -> bool {
    EVENTS.iter().any(|event| event.eq_ignore_ascii_case(lemma))
}

/// The date of an event that an item tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    lemma: String,
    interval: Interval,
}

/// The events of a sentence to which its `times` give a date with both ends: "the vote on 5 May", "the
/// May summit", "the talks will begin on Friday".
pub fn dated<'s>(
    sentence: &'s Sentence,
    times: &'s [Expression],
) -> impl Iterator<Item = Dated> + 's {
    times.iter().filter_map(|time| {
        let interval = time.interval;
        let is_closed = interval.not_before.is_some() && interval.not_after.is_some();
        let event = is_closed.then(|| event_of(sentence, time)).flatten()?;
        Some(Dated {
            lemma: sentence.lemmas.get(event)?.to_lowercase(),
            interval,
        })
    })
}

/// The event that happens at a time.
fn event_of(sentence: &Sentence, time: &Expression) -> Option<usize> {
    let nodes = sentence.tree.nodes();
    let word = sentence.head_of(time.span)?;
    let is_event_at = |at: usize| sentence.lemmas.get(at).is_some_and(|lemma| is_event(lemma));
    let subject_of = |verb: usize| {
        let subject = sentence.tree.child(verb, Relation::Nsubj);
        let subject = subject.or_else(|| sentence.tree.child(verb, Relation::NsubjPass));
        subject.filter(|&at| is_event_at(at))
    };
    // "The summit is on 5 May."
    if let Some(subject) = subject_of(word) {
        return Some(subject);
    }
    let head = nodes.get(word)?.head?;
    if is_event_at(head) {
        return Some(head);
    }
    let places = |at: usize| {
        sentence
            .lemmas
            .get(at)
            .is_some_and(|lemma| PLACING.contains(&lemma.as_str()))
    };
    places(head).then_some(())?;
    let above = nodes.get(head)?.head.filter(|_| {
        nodes
            .get(head)
            .is_some_and(|node| matches!(node.relation, Relation::Acl | Relation::AclRelcl))
    });
    subject_of(head).or(above.filter(|&at| is_event_at(at)))
}

/// The times of a sentence that are told by an event; `times` are its others, `known` the dates of the
/// item's events. Cost: one look at each token.
pub fn occasions(sentence: &Sentence, times: &[Expression], known: &[Dated]) -> Vec<Expression> {
    (0..sentence.words.len())
        .filter_map(|at| occasion(sentence, at, times, known))
        .collect()
}

fn occasion(
    sentence: &Sentence,
    at: usize,
    times: &[Expression],
    known: &[Dated],
) -> Option<Expression> {
    let &(words, sense) = PREPOSITIONS
        .iter()
        .find(|(words, _)| sentence.has_words(at, words))?;
    let next = at + words.len();
    let nodes = sentence.tree.nodes();
    let event = nodes.get(next - 1)?.head?;
    let lemma = sentence.lemmas.get(event)?;
    let node = nodes.get(event)?;
    let is_noun = matches!(node.tag.upos, Upos::Noun | Upos::Propn);
    if event < next || !is_noun || !is_event(lemma) {
        return None;
    }
    let last = end_of_name(sentence, event);
    let belongs = |time: &&Expression| {
        let word = sentence.head_of(time.span);
        let is_below = word.is_some_and(|word| sentence.tree.is_below(word, event));
        is_below || sentence.token_at(time.span.start) == last + 1
    };
    let inside = times.iter().find(belongs);
    let end = inside.map_or(nodes.get(last)?.span.end, |time| {
        time.span
            .end
            .max(nodes.get(last).map_or(0, |node| node.span.end))
    });
    let span = Span {
        start: nodes.get(at)?.span.start,
        end,
    };
    // "Before the 5 May elections" has turned the date already.
    if let Some(turned) = inside.filter(|time| time.span.start <= span.start) {
        return Some(Expression { span, ..*turned });
    }
    let interval = inside
        .map(|time| time.interval)
        .or_else(|| date_of(lemma, known));
    Some(expression(span, sense, interval))
}

/// The last word of the event and what names it: "the talks between them" ends at "talks", "the summit
/// of the alliance" with it.
fn end_of_name(sentence: &Sentence, event: usize) -> usize {
    let nodes = sentence.tree.nodes();
    let named = sentence.tree.children(event).find(|&child| {
        child > event
            && nodes
                .get(child)
                .is_some_and(|node| matches!(node.relation, Relation::Nmod | Relation::Flat))
    });
    named
        .and_then(|child| Some(nodes.get(child)?.last))
        .unwrap_or(event)
}

/// The date of an event, when the item tells one and no other.
fn date_of(lemma: &str, known: &[Dated]) -> Option<Interval> {
    let lower = lemma.to_lowercase();
    let mut same = known.iter().filter(|dated| dated.lemma == lower);
    let first = same.next()?;
    same.all(|other| other.interval == first.interval)
        .then_some(first.interval)
}

fn expression(span: Span, sense: Sense, event: Option<Interval>) -> Expression {
    let (first, last) = event.map_or((None, None), |event| (event.not_before, event.not_after));
    let (relation, not_before, not_after) = match sense {
        Sense::After => (Meant::After, last.and_then(next_day), None),
        Sense::Before => (Meant::Before, None, first.and_then(day_before)),
        Sense::Eve => (
            Meant::On,
            first.and_then(day_before),
            first.and_then(day_before),
        ),
        Sense::During => (Meant::On, first, last),
        Sense::End => (Meant::On, last, last),
        Sense::Start => (Meant::On, first, first),
        Sense::ByEnd => (Meant::By, None, last),
        Sense::ByStart => (Meant::By, None, first),
    };
    let told = not_before.or(not_after);
    Expression {
        span,
        relation,
        interval: Interval {
            not_before,
            not_after,
        },
        granularity: told.map(|_| Granularity::Range),
        anchor: first.map_or(Anchor::Published, Anchor::Told),
        timex: first
            .zip(last)
            .map_or(Timex::Unknown, |(first, last)| Timex::Range(first, last)),
        vague: told.is_none(),
    }
}

fn next_day(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

fn day_before(day: Date) -> Option<Date> {
    day.yesterday().ok()
}

#[cfg(test)]
mod tests {
    use crate::news::sample::{MONDAY, annotated};
    use crate::news::{Item, Part, Times};
    use crate::world::World;
    use std::sync::LazyLock;

    static WORLD: LazyLock<World> = LazyLock::new(|| {
        let file = "[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]";
        World::load(&[("world/test.toml", file)]).unwrap()
    });

    /// `expected` are the words, first and last day of the last time that the last sentence tells;
    /// empty for none. The item is published on Monday 4 March 2024.
    fn check(text: &str, expected: &str) {
        let item = Item::plain("a", text, None).unwrap();
        let document = annotated(&item, &WORLD, Some(MONDAY));
        let times = Times::of(&document);
        let last = document.body.sentences.len() - 1;
        let day = |date: Option<jiff::civil::Date>| {
            date.map_or("..".to_owned(), |date| date.strftime("%m-%d").to_string())
        };
        let shown = times.of_sentence(Part::Body, last).last().map(|found| {
            let interval = found.interval;
            format!(
                "{} {} {}",
                found.span.of(document.body.text),
                day(interval.not_before),
                day(interval.not_after)
            )
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn events_tell_times() {
        for (text, expected) in [
            (
                "Peru will reply after the elections.",
                "after the elections .. ..",
            ),
            (
                "Peru will reply before those talks.",
                "before those talks .. ..",
            ),
            (
                "Peru will reply during the summit of the alliance.",
                "during the summit of the alliance .. ..",
            ),
            (
                "Peru will reply ahead of the referendum.",
                "ahead of the referendum .. ..",
            ),
            (
                "Peru will sign at the end of the visit.",
                "at the end of the visit .. ..",
            ),
            (
                "Peru will sign after the vote on 5 May.",
                "after the vote on 5 May 05-06 ..",
            ),
            (
                "Peru will sign before the 5 May elections.",
                "before the 5 May elections .. 05-04",
            ),
            (
                "The summit is on 4 and 5 May. Peru will sign at the end of the summit.",
                "at the end of the summit 05-05 05-05",
            ),
            (
                "The summit will be held on 5 May. Peru will reply before the summit.",
                "before the summit .. 05-04",
            ),
            (
                "The vote is on 5 May. Peru will reply by the time of the vote.",
                "by the time of the vote .. 05-05",
            ),
            (
                "The vote is on 5 May. Peru will reply on the eve of the vote.",
                "on the eve of the vote 05-04 05-04",
            ),
            // Two votes: which is meant?
            (
                "The first vote is on 5 May. The second vote is on 9 May. Peru will reply after the vote.",
                "after the vote .. ..",
            ),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_is_no_event_tells_none() {
        for text in [
            "Peru will run after the ball.",
            "Peru will appear before the judges.",
            "Peru is following the elections.",
            "Peru will speak at the summit.",
            "Peru will reply to the talks.",
            "Peru will put its people before the ministers.",
        ] {
            check(text, "");
        }
    }
}
