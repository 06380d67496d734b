//! Wordings in which actors are in contact.

use crate::meeting::lexicon::{Contact, ContactKind};
use crate::meeting::read::Read;
use crate::news::{Document, Part};
use crate::text::Span;
use crate::world::ActorId;

/// Tokens within which the parties of "talks between … and …" are looked for.
const BETWEEN_TOKENS_MAX: usize = 14;

/// "talks between Peru and Chile", "talks with Chile", "Peru-Chile talks": a noun of contact and the
/// two actors that it binds, from the first of them to the last.
pub fn between(read: &Read) -> Option<((Part, Span), Vec<ActorId>)> {
    let nouns = read
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Noun);
    nouns
        .clone()
        .find_map(|noun| after(read, noun))
        .or_else(|| nouns.clone().find_map(|noun| before(read, noun)))
}

fn after(read: &Read, noun: &Contact) -> Option<((Part, Span), Vec<ActorId>)> {
    let sentence = read.sentence;
    let next = sentence.token_at(noun.span.end);
    let binds = match sentence.word(next) {
        "between" | "among" => true,
        "with" => false,
        _ => return None,
    };
    let last = sentence
        .tokens
        .get(next..)?
        .iter()
        .take(BETWEEN_TOKENS_MAX)
        .next_back()?
        .span
        .end;
    let mut parties: Vec<ActorId> = Vec::new();
    let mut end = noun.span.end;
    let inside = sentence
        .mentions
        .iter()
        .filter(|m| m.span.start >= noun.span.end && m.span.end <= last);
    for mention in inside.filter(|mention| !sentence.is_place(mention)) {
        let Some(actor) = mention.actor.filter(|actor| !parties.contains(actor)) else {
            continue;
        };
        parties.push(actor);
        end = mention.span.end;
        if parties.len() == 2 && binds {
            break;
        }
    }
    if !binds {
        // "with" binds those after it to the one before the noun.
        let host = sentence
            .mentions
            .iter()
            .rev()
            .find(|m| m.span.end <= noun.span.start && !sentence.is_place(m));
        let host = host
            .and_then(|mention| mention.actor)
            .filter(|actor| !parties.contains(actor));
        parties.truncate(1);
        parties.extend(host);
    }
    (parties.len() >= 2).then_some((
        (
            read.section.part,
            Span {
                start: noun.span.start,
                end,
            },
        ),
        parties,
    ))
}

/// "Peru-Chile talks", "Peru and Chile hold talks": two actors close before the noun.
fn before(read: &Read, noun: &Contact) -> Option<((Part, Span), Vec<ActorId>)> {
    let sentence = read.sentence;
    let at = sentence.token_at(noun.span.start);
    let first = sentence.tokens.get(at.saturating_sub(6))?.span.start;
    let mut inside = sentence
        .mentions
        .iter()
        .filter(|m| m.span.start >= first && m.span.end <= noun.span.start);
    let one = inside.next()?;
    let other = inside.find(|mention| mention.actor != one.actor && !sentence.is_place(mention))?;
    let joint = read
        .section
        .text
        .get(one.span.end..other.span.start)?
        .trim();
    let joined = matches!(joint, "-" | "–" | "and" | "," | "/" | "and the" | ", the");
    let parties = vec![one.actor?, other.actor?];
    let span = Span {
        start: one.span.start,
        end: noun.span.end,
    };
    joined.then_some(((read.section.part, span), parties))
}

/// A verb of contact with people or actors of different sides before and after it.
pub fn people_met(document: &Document, read: &Read) -> Option<(Part, Span)> {
    let verbs = read
        .contacts
        .iter()
        .filter(|contact| contact.kind == ContactKind::Verb);
    verbs.into_iter().find_map(|verb| {
        let sides = |from: usize, to: usize| -> Vec<ActorId> {
            let named = read
                .sentence
                .mentions
                .iter()
                .filter(|m| m.span.start >= from && m.span.end <= to);
            let actors = named
                .filter(|mention| !read.sentence.is_place(mention))
                .filter_map(|mention| mention.actor);
            let tokens = read
                .sentence
                .tokens
                .iter()
                .filter(|token| token.span.start >= from && token.span.end <= to);
            let people =
                tokens.filter_map(|token| document.person(token.span.of(read.section.text)));
            actors
                .chain(people.filter_map(|person| person.actor))
                .collect()
        };
        let before = sides(read.sentence.span.start, verb.span.start);
        let after = sides(verb.span.end, read.sentence.span.end);
        let differ = before
            .iter()
            .any(|one| after.iter().any(|other| other != one));
        differ.then_some((read.section.part, verb.span))
    })
}
