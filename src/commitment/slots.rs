//! The slots around a trigger: when, towards whom, in whose voice.

use crate::commitment::confidence::{Features, is_forecast};
use crate::commitment::rules::{Rule, Rules, Then};
use crate::commitment::subject::Subject;
use crate::commitment::{Kind, Named, Party, Voice};
use crate::news::{Document, Section, Sentence};
use crate::text::Span;
use crate::time::{Expression, Lean, expressions};
use crate::world::ActorId;

/// One sentence as the rules read it.
pub struct Reading<'r, 'd> {
    pub rules: &'r Rules,
    pub document: &'r Document<'d>,
    pub section: &'r Section<'d>,
    pub sentence: &'r Sentence,
    pub alone: bool,
}

impl Reading<'_, '_> {
    /// The first time in `within` that is not past. After a noun group a bare weekday says when the
    /// words were spoken ("pledged aid on Tuesday").
    pub fn due(&self, within: Span, then: Then) -> Option<Expression> {
        let anchor = self.document.published_on;
        // Also what began earlier and ends today ("since Monday", "in the past weeks").
        let is_past = |found: &Expression| {
            let ends = found.interval.not_after.zip(anchor);
            let begins = found.interval.not_before.zip(anchor);
            ends.is_some_and(|(end, anchor)| {
                end < anchor
                    || (end == anchor && begins.is_some_and(|(start, anchor)| start < anchor))
            })
        };
        let text = within.of(self.section.text);
        let words = |found: &Expression| found.span.of(text).to_lowercase();
        let found = expressions(text, anchor, Lean::Future)
            .into_iter()
            .find(|found| {
                !(is_past(found) || (then == Then::Object && is_weekday(&words(found))))
            })?;
        let span = Span {
            start: found.span.start + within.start,
            end: found.span.end + within.start,
        };
        Some(Expression { span, ..found })
    }

    /// The first actor after the trigger who is not bound, with those named beside it; a place where
    /// something is done is nobody.
    pub fn addressee(&self, subject: &Subject, words: Span, kind: Kind) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        if kind == Kind::Agreement && subject.actors.len() > 1 {
            return found;
        }
        let inside = self
            .sentence
            .mentions
            .iter()
            .filter(|m| m.span.start >= words.start && m.span.end <= words.end);
        for mention in inside {
            let before = self
                .sentence
                .token_at(mention.span.start)
                .checked_sub(1)
                .map_or("", |at| self.sentence.word(at));
            let located = matches!(
                before,
                "in" | "at" | "from" | "inside" | "across" | "through" | "near"
            );
            let bound = |actor: ActorId| {
                subject
                    .actors
                    .iter()
                    .chain(&found)
                    .any(|named| named.party == Party::Actor(actor))
            };
            let Some(actor) = mention.actor.filter(|&actor| !located && !bound(actor)) else {
                continue;
            };
            if found.is_empty() || matches!(before, "and" | ",") {
                found.push(Named::actor(actor, mention.span));
            }
        }
        found
    }

    pub fn voice(&self, rule: &Rule, subject: &Subject) -> Voice {
        let at = self
            .sentence
            .tokens
            .get(subject.start)
            .map_or(0, |token| token.span.start);
        let before = subject
            .start
            .checked_sub(1)
            .map_or("", |at| self.sentence.word(at));
        match () {
            () if self.section.quote_at(at).is_some() => Voice::Quote,
            () if matches!(before, "that" | "said" | "says") => Voice::Reported,
            () => rule.voice,
        }
    }

    pub fn features(
        &self,
        subject: &Subject,
        addressee: &[Named],
        due: Option<&Expression>,
    ) -> Features {
        let before = subject
            .start
            .checked_sub(1)
            .map_or("", |at| self.sentence.word(at));
        let reported = matches!(before, "that" | "said" | "says");
        let start = subject.actors.first().map_or(0, |named| named.span.start);
        let mut others = self
            .sentence
            .mentions
            .iter()
            .filter(|mention| mention.span.end <= start);
        let other = |actor| {
            subject
                .actors
                .iter()
                .all(|named| named.party != Party::Actor(actor))
        };
        Features {
            forecast: is_forecast(self.sentence),
            said_by_another: reported && others.any(|mention| mention.actor.is_some_and(other)),
            question: self.sentence.words.last().is_some_and(|word| word == "?"),
            due: due.is_some(),
            addressed: !addressee.is_empty() || subject.actors.len() > 1,
            alone: self.alone,
            inner: subject.start > 0 && subject.speaker.is_none(),
        }
    }
}

/// Whether a time is a bare weekday ("Tuesday", "on Tuesday").
fn is_weekday(words: &str) -> bool {
    let day = words.strip_prefix("on ").unwrap_or(words);
    day.ends_with("day") && !day.contains(' ') && !matches!(day, "today" | "yesterday")
}
