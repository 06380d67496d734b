//! Who is bound: the noun group before a trigger, when it stands for an actor.

use crate::commitment::Named;
use crate::news::{Document, Person, Section, Sentence, actor_before, speaker};
use crate::text::Span;
use crate::world::{NameKind, OfficeKind};

/// Words that may stand between a committer and the trigger.
const BETWEEN: &[&str] = &[
    "again",
    "already",
    "also",
    "formally",
    "had",
    "has",
    "have",
    "jointly",
    "later",
    "now",
    "officially",
    "publicly",
    "repeatedly",
    "still",
    "then",
    "today",
    "yesterday",
];

/// Words after which a committer may begin; at any other place it is part of something larger.
const OPENING: &[&str] = &[
    "although", "and", "but", "said", "says", "that", "though", "whereas", "while", "yet",
];

/// Committers named side by side at most.
const COORDINATED_MAX: usize = 8;

/// The committer of a trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its first token.
    pub start: usize,
    /// Who is bound.
    pub actors: Vec<Named>,
    /// The person who acts for them.
    pub person: Option<Person>,
    /// The person who says it, where a quotation has a speaker.
    pub speaker: Option<Person>,
}

/// The committer whose words end before token `trigger`; none when they name no actor, or stand in
/// the middle of a larger group ("talks with Peru").
pub fn subject(
    document: &Document,
    section: &Section,
    sentence: &Sentence,
    trigger: usize,
) -> Option<Subject> {
    let end = skip_between(sentence, trigger);
    if let Some(subject) = first_person(document, section, sentence, end) {
        return Some(subject);
    }
    let mut found = group(document, section, sentence, end)?;
    while found.actors.len() < COORDINATED_MAX {
        let Some(joint) = found
            .start
            .checked_sub(1)
            .filter(|&at| matches!(sentence.word(at), "and" | ","))
        else {
            break;
        };
        let Some(other) = group(document, section, sentence, joint) else {
            break;
        };
        let actors = other.actors.into_iter().chain(found.actors).collect();
        found = Subject {
            start: other.start,
            actors,
            person: None,
            speaker: None,
        };
    }
    opens(sentence, found.start).then_some(found)
}

fn skip_between(sentence: &Sentence, trigger: usize) -> usize {
    let mut end = trigger;
    while let Some(at) = end.checked_sub(1) {
        let word = sentence.word(at);
        let day = word.ends_with("day") && word.len() > "day".len();
        let on_day = word == "on" && sentence.word(end).ends_with("day");
        if !(BETWEEN.contains(&word) || (word.ends_with("ly") && word != "italy") || day || on_day)
        {
            break;
        }
        end = at;
    }
    end
}

fn opens(sentence: &Sentence, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return true;
    };
    let word = sentence.word(before);
    OPENING.contains(&word) || !word.chars().any(char::is_alphanumeric)
}

/// One noun group that ends before token `end`.
fn group(
    document: &Document,
    section: &Section,
    sentence: &Sentence,
    end: usize,
) -> Option<Subject> {
    let last = sentence.tokens.get(end.checked_sub(1)?)?.span;
    let (start, actor, person) = if let Some(office) = sentence
        .office_at(last.start)
        .filter(|o| o.span.end == last.end)
    {
        // "The Peruvian foreign ministry", "Peru's president"; a bare role needs no name.
        let (actor, start) = actor_before(sentence, sentence.token_at(office.span.start))?;
        (start, actor, None)
    } else if let Some(mention) = sentence
        .mention_at(last.start)
        .filter(|mention| mention.span.end == last.end)
    {
        let start = sentence.token_at(mention.span.start);
        if mention.kind == NameKind::Adjective || sentence.is_place(mention) {
            return None;
        }
        (start, mention.actor?, None)
    } else {
        let (start, person) = named_person(document, section, sentence, end)?;
        (start, person.actor?, Some(person))
    };
    let start = start - usize::from(start > 0 && sentence.word(start - 1) == "the");
    let span = sentence.span(start, end)?;
    let span = Span {
        end: span.end,
        ..span
    };
    Some(Subject {
        start,
        actors: vec![Named::actor(actor, span)],
        person,
        speaker: None,
    })
}

/// Somebody whom the item introduces, by family name at the end of the group, with all that stands
/// before it: given names, office, state.
fn named_person(
    document: &Document,
    section: &Section,
    sentence: &Sentence,
    end: usize,
) -> Option<(usize, Person)> {
    let family = sentence
        .tokens
        .get(end.checked_sub(1)?)?
        .span
        .of(section.text);
    let person = document.person(family)?.clone();
    let mut start = end - 1;
    let is_given = |at: usize| {
        let word = sentence
            .tokens
            .get(at)
            .map_or("", |token| token.span.of(section.text));
        person.name.split(' ').any(|part| part == word)
    };
    while start > 0 && is_given(start - 1) {
        start -= 1;
    }
    let role = start.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    let role = role
        .and_then(|token| sentence.office_at(token.span.start))
        .filter(|o| o.kind == OfficeKind::Role);
    if let Some(role) = role {
        start = sentence.token_at(role.span.start);
        start = actor_before(sentence, start).map_or(start, |(_, from)| from);
    }
    Some((start, person))
}

/// "we" inside a quotation whose speaker the item names.
fn first_person(
    document: &Document,
    section: &Section,
    sentence: &Sentence,
    end: usize,
) -> Option<Subject> {
    let at = end.checked_sub(1).filter(|&at| sentence.word(at) == "we")?;
    let span = sentence.tokens.get(at)?.span;
    let source = section.speech.first_person(span.start)?;
    let speaker = speaker(document, section, source)?;
    let named = speaker
        .parties
        .iter()
        .map(|&actor| Named::actor(actor, span));
    let actors: Vec<Named> = named.collect();
    (!actors.is_empty()).then(|| Subject {
        start: at,
        actors,
        person: speaker.person.cloned(),
        speaker: speaker.person.cloned(),
    })
}
