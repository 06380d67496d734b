//! Those whom an item introduces: by office and state before the name, or after it.

use crate::news::section::{Section, Sentence};
use crate::text::Span;
use crate::world::{ActorId, Office, OfficeKind};

/// Tokens of a name at most: titles, given names, particles and family name.
const NAME_TOKENS_MAX: usize = 6;

/// People that one text introduces at most: a list of guests must not make reading slow.
const PEOPLE_MAX: usize = 200;

/// Small words inside a name.
const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "van", "von",
];

/// Somebody with an office of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As first introduced.
    pub name: String,
    /// The last word of the name.
    pub family: String,
    /// The office, lower case.
    pub role: String,
    /// For whom.
    pub actor: ActorId,
}

/// The people whom a section introduces, each family name once, in order.
pub fn people(section: &Section) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    for sentence in &section.sentences {
        let roles = sentence
            .offices
            .iter()
            .filter(|office| office.kind == OfficeKind::Role);
        for person in roles.filter_map(|role| introduced(section, sentence, role)) {
            if found.len() < PEOPLE_MAX && !found.iter().any(|known| known.family == person.family)
            {
                found.push(person);
            }
        }
    }
    found
}

/// "Peruvian Foreign Minister Ann Lee", "Ann Lee, the Peruvian foreign minister", "the president of
/// Peru, Ann Lee".
fn introduced(section: &Section, sentence: &Sentence, role: &Office) -> Option<Person> {
    let from = sentence.token_at(role.span.start);
    let next = sentence.token_at(role.span.end);
    let (actor, name) = match actor_before(sentence, from) {
        Some((actor, start)) => (
            actor,
            name_from(section, sentence, next).or_else(|| name_before(section, sentence, start))?,
        ),
        None => {
            let (actor, after) = actor_after(sentence, next)?;
            (
                actor,
                name_from(
                    section,
                    sentence,
                    after + usize::from(sentence.word(after) == ","),
                )?,
            )
        }
    };
    let name = name.of(section.text);
    let family = name.rsplit(' ').next().unwrap_or(name).to_owned();
    Some(Person {
        name: name.to_owned(),
        family,
        role: role.span.of(section.text).to_lowercase(),
        actor,
    })
}

/// The actor whose adjective or genitive ends before token `at`, and where it starts.
pub fn actor_before(sentence: &Sentence, at: usize) -> Option<(ActorId, usize)> {
    let genitive = at > 0 && matches!(sentence.word(at - 1), "'s" | "’s" | "'" | "’");
    let last = at.checked_sub(1 + usize::from(genitive))?;
    let end = sentence.tokens.get(last)?.span.end;
    let mention = sentence
        .mentions
        .iter()
        .find(|mention| mention.span.end == end)?;
    Some((mention.actor?, sentence.token_at(mention.span.start)))
}

/// The actor of "of Peru", "of the European Union" at token `at`, and one past it.
fn actor_after(sentence: &Sentence, at: usize) -> Option<(ActorId, usize)> {
    if sentence.word(at) != "of" {
        return None;
    }
    let at = at + 1 + usize::from(sentence.word(at + 1) == "the");
    let start = sentence.tokens.get(at)?.span.start;
    let mention = sentence
        .mentions
        .iter()
        .find(|mention| mention.span.start == start)?;
    Some((mention.actor?, sentence.token_at(mention.span.end)))
}

/// The name that begins at token `at`.
fn name_from(section: &Section, sentence: &Sentence, at: usize) -> Option<Span> {
    let mut end = at;
    let mut place = at;
    while place < at + NAME_TOKENS_MAX {
        let initial = place > at
            && sentence.word(place) == "."
            && sentence.word(place - 1).chars().count() == 1;
        if is_name(section, sentence, place) || initial {
            end = place + 1;
        } else if place == at || !PARTICLES.contains(&sentence.word(place)) {
            break;
        }
        place += 1;
    }
    sentence.span(at, end)
}

/// The name that ends before a comma before token `at` ("Ann Lee, the …").
fn name_before(section: &Section, sentence: &Sentence, at: usize) -> Option<Span> {
    let at = at.checked_sub(usize::from(at > 0 && sentence.word(at - 1) == "the"))?;
    let end = at
        .checked_sub(1)
        .filter(|&comma| sentence.word(comma) == ",")?;
    let mut start = end;
    while start > 0 && end - start < NAME_TOKENS_MAX && is_name(section, sentence, start - 1) {
        start -= 1;
    }
    // One capitalised word before a comma may be anything.
    if end - start < 2 {
        None
    } else {
        sentence.span(start, end)
    }
}

/// A capitalised word that is no actor, place or office.
fn is_name(section: &Section, sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return false;
    };
    let word = token.span.of(section.text);
    let capital =
        word.starts_with(char::is_uppercase) || word.starts_with("al-") || word.starts_with("el-");
    capital
        && sentence.mention_at(token.span.start).is_none()
        && sentence.office_at(token.span.start).is_none()
        && !matches!(
            sentence.word(at),
            "on" | "the" | "in" | "at" | "and" | "but" | "he" | "she" | "it"
        )
        && !is_day(sentence.word(at))
}

fn is_day(word: &str) -> bool {
    word.ends_with("day")
}

#[cfg(test)]
mod tests {
    use crate::news::{Document, Item, Substrate};
    use crate::text::{Scratch, Syntax};
    use crate::world::World;
    use std::sync::LazyLock;

    static WORLD: LazyLock<World> = LazyLock::new(|| {
        let file = r#"roles = ["foreign minister", "president", "minister"]
            bodies = ["foreign ministry"]
            [[state]]
            code = "PER"
            names = ["Peru"]
            adjectives = ["Peruvian"]
            [[organisation]]
            code = "EU"
            names = ["European Union"]"#;
        World::load(&[("world/test.toml", file)]).unwrap()
    });

    static SYNTAX: LazyLock<Syntax> = LazyLock::new(|| Syntax::shipped().unwrap());

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let item = Item::plain("a", text, None).unwrap();
        let substrate = Substrate {
            world: &WORLD,
            syntax: &SYNTAX,
        };
        let document = Document::annotate(&item, substrate, None, &mut Scratch::new());
        let found: Vec<(&str, &str, &str)> = document
            .people
            .iter()
            .map(|person| {
                (
                    person.name.as_str(),
                    person.role.as_str(),
                    WORLD.code(person.actor),
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn office_and_state_introduce_a_name() {
        check(
            "Peruvian Foreign Minister Ann de la Vega spoke.",
            &[("Ann de la Vega", "foreign minister", "PER")],
        );
        check(
            "Peru’s President Jo W. Park left Monday.",
            &[("Jo W. Park", "president", "PER")],
        );
        check(
            "It was Ann Lee, the Peruvian foreign minister, who left.",
            &[("Ann Lee", "foreign minister", "PER")],
        );
        check(
            "The president of the European Union, Ola Nord, came.",
            &[("Ola Nord", "president", "EU")],
        );
    }

    #[test]
    fn nobody_is_introduced_without_name_or_state() {
        check("The Peruvian president spoke on Friday.", &[]);
        check("President Jo Park spoke.", &[]);
        check("Peruvian Foreign Ministry officials met.", &[]);
    }
}
