//! By when: which of a sentence's times is that of the act.
//!
//! A time belongs to the clause that it hangs on in the tree, not to the nearest word. Knows nothing of
//! how times are read.

use crate::commitment::candidate::Candidate;
use crate::commitment::condition::{condition, has_finite};
use crate::news::Part;
use crate::text::{Node, Relation, Span, Tree, Upos};
use crate::time::{Anchor, Expression, Lean, expressions, lean};

/// Nouns of what happens at a time: their time is that of an act that brings them about.
const EVENTS: &[&str] = &[
    "assembly",
    "ceremony",
    "conference",
    "congress",
    "consultation",
    "conversation",
    "dialogue",
    "discussion",
    "dinner",
    "election",
    "exercise",
    "forum",
    "gathering",
    "lunch",
    "meeting",
    "negotiation",
    "referendum",
    "round",
    "session",
    "speech",
    "summit",
    "talk",
    "talks",
    "tour",
    "trip",
    "visit",
    "vote",
];

/// Participles and verbs that say when something is to be.
const SCHEDULING: &[&str] = &[
    "begin", "convene", "due", "expect", "hold", "kick", "open", "plan", "resume", "schedule",
    "set", "slate", "start", "take",
];

/// How far a time hangs from the act; the nearest is taken.
type Distance = u8;
/// On the act itself.
const DIRECT: Distance = 0;
/// On what governs the act ("is expected on Friday to …").
const GOVERNOR: Distance = 2;
/// On a thing or an event of the act ("talks on Friday").
const THING: Distance = 1;
/// In a clause that the act holds ("in order to meet on Friday", "talks that begin on Friday").
const CLAUSE: Distance = 4;
/// On an act coordinated with it.
const COORDINATED: Distance = 5;
/// By its place alone, where the tree says nothing.
const PLACE: Distance = 9;

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
    let found = times.iter().filter(|time| !in_condition(time));
    let rated = found.filter_map(|time| {
        let time = ahead(candidate, *time);
        if is_past(candidate, &time) {
            return None;
        }
        let distance = Reading {
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

/// What is over, or began earlier and ends today ("since Monday", "in the past weeks").
fn is_past(candidate: &Candidate, time: &Expression) -> bool {
    let Some(today) = candidate.document.published_on else {
        return false;
    };
    let begins_earlier = time.interval.not_before.is_some_and(|start| start < today);
    time.interval
        .not_after
        .is_some_and(|end| end < today || (end == today && begins_earlier))
        || time.relation == crate::time::Relation::Since
}

/// The tree around a candidate.
#[derive(Clone, Copy)]
struct Reading<'r, 'd> {
    candidate: &'r Candidate<'d>,
    evidence: Span,
}

impl Reading<'_, '_> {
    fn tree(&self) -> &Tree {
        &self.candidate.sentence.tree
    }

    fn node(&self, at: usize) -> Option<&Node> {
        self.tree().nodes().get(at)
    }

    fn lemma(&self, at: usize) -> &str {
        self.candidate
            .sentence
            .lemmas
            .get(at)
            .map_or("", String::as_str)
    }

    /// How far a time hangs from the act; none when it is another's.
    fn distance(&self, time: &Expression) -> Option<Distance> {
        let word = self.head_of(time)?;
        let inside = self.evidence.start <= time.span.start && time.span.end <= self.evidence.end;
        let found = self.by_tree(time, word);
        match found {
            Some(DIRECT) => found,
            Some(_) if inside => found,
            _ if inside && self.is_beside(word) && !self.names(word) => Some(PLACE),
            _ => None,
        }
    }

    /// Whether a time only tells which thing is meant: "the 2030 targets", "the May treaty".
    fn names(&self, word: usize) -> bool {
        self.node(word).is_some_and(|node| {
            matches!(
                node.relation,
                Relation::Compound | Relation::Amod | Relation::Nummod | Relation::NmodPoss
            ) && node.head.is_some_and(|head| !self.is_event(head))
        })
    }

    /// The word of a time on which its others hang.
    fn head_of(&self, time: &Expression) -> Option<usize> {
        let sentence = self.candidate.sentence;
        let first = sentence.token_at(time.span.start);
        let inside = first..sentence.token_at(time.span.end).max(first + 1);
        inside
            .clone()
            .filter(|&word| self.node(word).is_some())
            .min_by_key(|&word| self.tree().ancestors(word).count())
    }

    fn by_tree(&self, time: &Expression, word: usize) -> Option<Distance> {
        let act = self.candidate.act;
        if self.tree().is_below(word, act) {
            return self.below(word, act);
        }
        // The lowest word above both.
        let top = self
            .tree()
            .ancestors(word)
            .find(|&above| self.tree().is_below(act, above))?;
        let distance = self.below(word, top)?;
        let governs = self.governs(top)?;
        let is_after = word > act;
        let is_told = self.is_told(time, word, top);
        match governs {
            Governor::Coordinated => (word < top || is_after).then_some(COORDINATED + distance),
            Governor::Clause if is_after => {
                (!has_finite(self.candidate.sentence, act + 1, word)).then_some(GOVERNOR + distance)
            }
            Governor::Clause => (!is_told).then_some(GOVERNOR + distance),
            Governor::Saying if is_after => {
                (!has_finite(self.candidate.sentence, act + 1, word)).then_some(PLACE)
            }
            Governor::Saying => None,
        }
    }

    /// How far `word` hangs below `top`; none when it is in a clause of its own.
    fn below(&self, word: usize, top: usize) -> Option<Distance> {
        let mut distance = DIRECT;
        let mut at = word;
        while at != top {
            let node = self.node(at)?;
            let step = match node.relation {
                Relation::Xcomp | Relation::Aux | Relation::Advmod => 0,
                Relation::Obl | Relation::OblUnmarked | Relation::OblAgent if at == word => 0,
                Relation::Advcl | Relation::Acl if self.is_purpose(at) => CLAUSE,
                Relation::Acl | Relation::AclRelcl if self.is_schedule(at) => CLAUSE - 1,
                Relation::Acl
                | Relation::AclRelcl
                | Relation::Advcl
                | Relation::AdvclRelcl
                | Relation::Ccomp
                | Relation::Csubj
                | Relation::CsubjPass
                | Relation::CsubjOuter
                | Relation::Parataxis => return None,
                Relation::Conj if self.is_verb(at) => COORDINATED,
                _ if at == word && self.names(word) => return None,
                // "The president on Friday will …" puts the day on the person.
                Relation::Nsubj | Relation::NsubjPass
                    if !self.is_event(at) && self.node(word)?.head != Some(at) =>
                {
                    return None;
                }
                _ => THING,
            };
            distance = distance.saturating_add(step);
            at = node.head?;
        }
        Some(distance)
    }

    /// What `top`, above the act, is to it.
    fn governs(&self, top: usize) -> Option<Governor> {
        let mut found = Governor::Clause;
        let mut at = self.candidate.act;
        while at != top {
            let node = self.node(at)?;
            match node.relation {
                Relation::Conj if self.is_verb(at) => found = Governor::Coordinated,
                Relation::Ccomp | Relation::Parataxis => found = Governor::Saying,
                Relation::Advcl if self.is_purpose(at) => {}
                Relation::Advcl | Relation::AdvclRelcl | Relation::AclRelcl => return None,
                _ => {}
            }
            at = node.head?;
        }
        Some(found)
    }

    /// Whether a time on a governor in the past tense tells when it was said, and not what is ahead.
    fn is_told(&self, time: &Expression, word: usize, top: usize) -> bool {
        use crate::time::Relation as Meant;
        let is_limit = matches!(
            time.relation,
            Meant::By | Meant::Before | Meant::Within | Meant::Until
        );
        let text = self.candidate.section.text;
        let is_plan = self.is_verb(top) && lean(text, self.tree(), word) != Lean::Past;
        !(is_limit || is_plan || self.is_event(top) || !self.is_verb(top))
    }

    /// The infinitive of "to meet on Friday".
    fn is_purpose(&self, at: usize) -> bool {
        self.tree().children(at).any(|child| {
            self.node(child)
                .is_some_and(|node| node.relation == Relation::Mark)
                && self.candidate.sentence.word(child) == "to"
        })
    }

    /// "Scheduled for Friday", "which begins on Friday".
    fn is_schedule(&self, at: usize) -> bool {
        SCHEDULING.contains(&self.lemma(at))
            || SCHEDULING.contains(&self.candidate.sentence.word(at))
    }

    fn is_event(&self, at: usize) -> bool {
        EVENTS.contains(&self.lemma(at).to_lowercase().as_str())
    }

    fn is_verb(&self, at: usize) -> bool {
        self.node(at)
            .is_some_and(|node| matches!(node.tag.upos, Upos::Verb | Upos::Aux))
    }

    /// Whether nothing but words without a finite verb stands between the act and a later time. In
    /// headlines, which the parser knows least, the place does not matter.
    fn is_beside(&self, word: usize) -> bool {
        let act = self.candidate.act;
        self.candidate.section.part == Part::Title
            || (word > act && !has_finite(self.candidate.sentence, act + 1, word))
    }
}

/// What a word above the act is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// The verb of the same clause: a trigger, a light verb.
    Clause,
    /// An act that is coordinated with it.
    Coordinated,
    /// A verb of saying, or another clause that holds it.
    Saying,
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
            "Peru *will* _fly_ its envoy to Chile to sign the pact tomorrow.",
            "tomorrow 03-05 03-05",
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
        "Peru *will* _announce_ that the talks begin on Friday.",
    ];
}
