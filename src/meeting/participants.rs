//! Who took part, of those whom the item introduces.

use crate::meeting::lexicon::ContactKind;
use crate::meeting::read::Read;
use crate::news::{Document, Person};
use crate::text::Span;
use crate::world::ActorId;

/// Sentences of the text in which participants are looked for.
const SENTENCES_MAX: usize = 12;

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// As fully as the item gives it, at its first mention.
    pub name: String,
    /// Who that is.
    pub person: Person,
}

/// The people of the parties who are named in a sentence with a word of contact, in the order of
/// their first mention there.
pub fn participants(document: &Document, reads: &[&Read], parties: &[ActorId]) -> Vec<Participant> {
    let mut found: Vec<Participant> = Vec::new();
    for read in reads
        .iter()
        .take(SENTENCES_MAX)
        .filter(|read| read.has_contact())
    {
        let quoted = |at: usize| read.section.quote_at(at).is_some();
        let open = read
            .contacts
            .iter()
            .any(|c| c.kind != ContactKind::Domestic && !quoted(c.span.start));
        for token in read
            .sentence
            .tokens
            .iter()
            .filter(|token| open && !quoted(token.span.start))
        {
            let Some(person) = document.person(token.span.of(read.section.text)) else {
                continue;
            };
            let known = found
                .iter()
                .any(|participant| participant.person.family == person.family);
            let spokesperson = person.role.contains("spokes");
            let foreign = person.actor.is_none_or(|actor| !parties.contains(&actor));
            if known || spokesperson || foreign {
                continue;
            }
            let name = full_name(read.section.text, token.span, person);
            found.push(Participant {
                name,
                person: person.clone(),
            });
        }
    }
    found
}

/// The name as it stands here when a given name stands before the family name, else as introduced.
fn full_name(text: &str, family: Span, person: &Person) -> String {
    let before = text.get(..family.start).unwrap_or("").trim_end();
    let given = before.rsplit([' ', '\n']).next().unwrap_or("");
    let introduced = person.name.split(' ').next().unwrap_or("");
    // Spelt a little otherwise ("Aleksey", "Alexei"), it is still the same given name.
    let alike = given.chars().next() == introduced.chars().next()
        && given.len() > 2
        && introduced != person.family;
    if alike && before.len() < family.start && person.name.split(' ').count() == 2 {
        format!("{given} {}", person.family)
    } else {
        person.name.clone()
    }
}
