//! Who speaks inside a quotation.

use crate::commitment::clause::SAYING;
use crate::news::{Document, Person, Section, Sentence, actor_before};
use crate::text::Span;
use crate::world::ActorId;

/// Bytes after a quotation within which its speaker is looked for.
const REACH_BYTES: usize = 250;
/// Sentences that are looked at for it: that of the closing mark and the next.
const SENTENCES_MAX: usize = 2;

/// A speaker: an actor, and the person where one is named.
pub struct Speaker {
    pub actor: ActorId,
    pub person: Option<Person>,
}

/// The speaker named after `quote` in the same paragraph, next to a verb of saying ("…,” said Peruvian
/// envoy Ann Lee"); none when nobody or somebody unknown is named.
pub fn speaker(document: &Document, section: &Section, quote: Span) -> Option<Speaker> {
    let paragraph = section.text.get(quote.end..)?;
    // Only what is near is searched: a paragraph may be a megabyte.
    let near = paragraph.floor_char_boundary(REACH_BYTES);
    let limit = paragraph
        .get(..near)
        .and_then(|near| near.find("\n\n"))
        .unwrap_or(near);
    let reach = Span {
        start: quote.end,
        end: quote.end + limit,
    };
    let first = section
        .sentences
        .partition_point(|sentence| sentence.span.end <= reach.start);
    let near = section.sentences.iter().skip(first).take(SENTENCES_MAX);
    near.take_while(|sentence| sentence.span.start < reach.end)
        .find_map(|sentence| said_by(document, section, sentence, reach))
}

fn said_by(
    document: &Document,
    section: &Section,
    sentence: &Sentence,
    reach: Span,
) -> Option<Speaker> {
    let from = sentence
        .tokens
        .partition_point(|token| token.span.start < reach.start);
    let to = sentence
        .tokens
        .partition_point(|token| token.span.end <= reach.end);
    // A second quotation has its own speaker.
    let to = (from..to)
        .find(|&at| at > from && sentence.word(at) == "“")
        .unwrap_or(to);
    (from..to)
        .any(|at| SAYING.contains(&sentence.word(at)))
        .then_some(())?;
    let named = (from..to).find_map(|at| {
        let word = sentence.tokens.get(at)?.span.of(section.text);
        document.person(word).cloned()
    });
    if let Some(person) = named {
        return Some(Speaker {
            actor: person.actor?,
            person: Some(person),
        });
    }
    let mut offices = sentence
        .offices
        .iter()
        .filter(|office| office.span.start >= reach.start && office.span.end <= reach.end);
    let actor =
        offices.find_map(|office| actor_before(sentence, sentence.token_at(office.span.start)))?;
    Some(Speaker {
        actor: actor.0,
        person: None,
    })
}
