//! Document → undertakings.

use crate::commitment::action::{Act, act};
use crate::commitment::clause::{clause_end, condition, condition_before};
use crate::commitment::confidence::probability;
use crate::commitment::rules::{Rule, Rules, Trigger};
use crate::commitment::slots::Reading;
use crate::commitment::subject::{Subject, subject};
use crate::commitment::{Commitment, Kind};
use crate::news::{Document, Part};
use crate::text::Span;
use crate::world::ActorId;

/// A longer sentence is a list or a table, and is not read for undertakings.
const SENTENCE_TOKENS_MAX: usize = 300;
/// Undertakings of one item at most: more is no news item, and a report must fit a message.
const COMMITMENTS_MAX: usize = 200;

/// One rule at one trigger, for those who ask why.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The rule.
    pub rule: String,
    /// The text in which its trigger stands.
    pub part: Part,
    /// The trigger.
    pub trigger: Span,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of trying a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It proposed an undertaking.
    Proposed,
    /// Nobody who could be bound stands before the trigger, or too few.
    NoCommitter,
    /// What follows the trigger is no act.
    NoAct,
}

impl Outcome {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::NoCommitter => "no committer",
            Self::NoAct => "no act",
        }
    }
}

impl Rules {
    /// All undertakings that the rules propose, with their probability, in the order of the text,
    /// headline first; one for each trigger. `tried` hears of every rule that was tried.
    pub fn extract(&self, document: &Document, tried: &mut dyn FnMut(Tried)) -> Vec<Commitment> {
        let alone = is_alone(document);
        let mut found: Vec<Commitment> = Vec::new();
        for section in document.sections() {
            for sentence in section
                .sentences
                .iter()
                .filter(|sentence| sentence.tokens.len() <= SENTENCE_TOKENS_MAX)
            {
                let reading = Reading {
                    rules: self,
                    document,
                    section,
                    sentence,
                    alone,
                };
                reading.extract(&mut found, tried);
            }
        }
        found.truncate(COMMITMENTS_MAX);
        link(&mut found);
        found
    }
}

/// Whether the item names fewer than two actors.
fn is_alone(document: &Document) -> bool {
    let mut first: Option<ActorId> = None;
    let sentences = document
        .sections()
        .into_iter()
        .flat_map(|section| &section.sentences);
    !sentences
        .flat_map(|sentence| &sentence.mentions)
        .filter_map(|mention| mention.actor)
        .any(|actor| *first.get_or_insert(actor) != actor)
}

/// A later mention of the same act by the same committer points to the first.
fn link(found: &mut [Commitment]) {
    for at in 1..found.len() {
        let (earlier, rest) = found.split_at_mut(at);
        let Some(this) = rest.first_mut() else {
            continue;
        };
        let bound = |commitment: &Commitment| {
            commitment
                .committer
                .iter()
                .map(|named| named.party)
                .collect::<Vec<_>>()
        };
        let same = |other: &Commitment| {
            other.lemma == this.lemma
                && (other.kind == Kind::Refusal) == (this.kind == Kind::Refusal)
                && bound(other) == bound(this)
        };
        this.same_as = earlier.iter().position(same);
    }
}

impl Reading<'_, '_> {
    fn extract(&self, found: &mut Vec<Commitment>, tried: &mut dyn FnMut(Tried)) {
        let mut at = 0;
        while at < self.sentence.words.len() {
            let best = self.best_at(at, tried);
            at += best.as_ref().map_or(1, |(trigger, _)| trigger.words.len());
            found.extend(best.map(|(_, commitment)| commitment));
        }
    }

    /// Of all rules whose trigger starts at `at`, what the one with most committers, then the longest
    /// trigger, then the greatest weight proposes.
    fn best_at(&self, at: usize, tried: &mut dyn FnMut(Tried)) -> Option<(&Trigger, Commitment)> {
        let starting = self.rules.starting_with(self.sentence.word(at)).iter();
        let mut fitting: Vec<(&Trigger, &Rule)> = starting
            .filter(|trigger| self.sentence.has_words(at, &trigger.words))
            .filter_map(|trigger| Some((trigger, self.rules.rules.get(trigger.rule)?)))
            .collect();
        fitting.sort_by(|(a_trigger, a), (b_trigger, b)| {
            let key = |trigger: &Trigger, rule: &Rule| (rule.committers_min, trigger.words.len());
            key(b_trigger, b)
                .cmp(&key(a_trigger, a))
                .then(b.weight.total_cmp(&a.weight))
        });
        fitting.into_iter().find_map(|(trigger, rule)| {
            let after = at + trigger.words.len();
            let span = self.sentence.span(at, after)?;
            let proposal = self.propose(rule, at, after);
            let outcome = proposal
                .as_ref()
                .err()
                .copied()
                .unwrap_or(Outcome::Proposed);
            tried(Tried {
                rule: rule.id.get_ref().clone(),
                part: self.section.part,
                trigger: span,
                outcome,
            });
            Some((trigger, proposal.ok()?))
        })
    }

    fn propose(&self, rule: &Rule, at: usize, after: usize) -> Result<Commitment, Outcome> {
        let act = act(self.sentence, after, rule.then, &self.rules.codes).ok_or(Outcome::NoAct)?;
        let subject =
            subject(self.document, self.section, self.sentence, at).ok_or(Outcome::NoCommitter)?;
        if subject.actors.len() < rule.committers_min {
            return Err(Outcome::NoCommitter);
        }
        self.commitment(rule, subject, act).ok_or(Outcome::NoAct)
    }

    fn commitment(&self, rule: &Rule, subject: Subject, act: Act) -> Option<Commitment> {
        let sentence = self.sentence;
        let end = clause_end(self.section, sentence, act.start);
        let evidence = sentence.span(subject.start, end)?;
        let condition = condition(sentence, act.start, end)
            .or_else(|| condition_before(sentence, subject.start));
        let due = self.due(sentence.span(act.start, end)?, rule.then);
        let stops = [
            condition
                .and_then(|(from, _)| sentence.tokens.get(from))
                .map(|token| token.span.start),
            due.map(|due| due.span.start),
        ];
        let words = sentence.span(act.start, end)?;
        let stop = stops
            .into_iter()
            .flatten()
            .filter(|&stop| stop > words.start)
            .fold(words.end, usize::min);
        let action = trimmed(self.section.text, Span { end: stop, ..words });
        let addressee = self.addressee(&subject, words, rule.kind);
        let features = self.features(&subject, &addressee, due.as_ref());
        Some(Commitment {
            part: self.section.part,
            evidence,
            kind: rule.kind,
            hedged: rule.hedged
                || sentence.has_words(act.start.saturating_sub(2), &["in", "principle"]),
            voice: self.voice(rule, &subject),
            codes: self.rules.codes.codes(rule.kind, &act.lemma),
            confidence: probability(rule.weight, features),
            committer: subject.actors,
            person: subject.person,
            speaker: subject.speaker,
            addressee,
            lemma: act.lemma,
            action,
            condition: condition.and_then(|(from, to)| sentence.span(from, to)),
            due,
            same_as: None,
            rule: rule.id.get_ref().clone(),
        })
    }
}

/// The span without white space and marks at its end.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span
        .of(text)
        .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'));
    Span {
        end: span.start + words.len(),
        ..span
    }
}
