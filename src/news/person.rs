//! A person, and when two names are one person's.

use crate::news::spelling::{alike, folded_words};
use crate::world::{ActorId, Level};

/// Letters that any word of a name but the family name must have to stand for the person.
const GIVEN_BYTES_MIN: usize = 2;

/// Letters of a given name that may be short for another.
const SHORT_BYTES: std::ops::RangeInclusive<usize> = 3..=4;

/// Somebody whom an item names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name at its fullest, as first written so.
    pub name: String,
    /// The name's last word.
    pub family: String,
    /// The office, lower case; empty when none is told.
    pub role: String,
    /// How high the office is.
    pub level: Option<Level>,
    /// For whom the person acts; none when that is unknown.
    pub actor: Option<ActorId>,
    /// The person's Wikidata item, for office-holders of the world's data.
    pub wikidata: Option<String>,
    /// Known to be a woman, by title.
    pub female: bool,
    /// The party is the likeliest, not one that the item tells.
    pub(super) guessed: bool,
    /// The name's words, folded.
    pub(super) words: Vec<String>,
}

/// The last word of a name.
pub fn family_of(name: &str) -> String {
    name.rsplit(' ').next().unwrap_or(name).to_owned()
}

/// The person whom a name's folded words mean: the same words; else a fuller or shorter form of them;
/// else, for a single word, the latest with that family name, first among those whose party is known, then
/// with that word anywhere. A bare name
/// of somebody of another party is somebody else.
pub fn find(people: &[Person], words: &[String], party: Option<ActorId>) -> Option<usize> {
    if let Some(same) = people.iter().position(|person| person.words == words) {
        return Some(same);
    }
    let [word] = words else {
        return people
            .iter()
            .position(|person| is_form_of(&person.words, words));
    };
    let of_party =
        |person: &Person| party.is_none() || person.actor.is_none() || person.actor == party;
    let family = |person: &Person| {
        of_party(person) && person.words.last().is_some_and(|last| alike(last, word))
    };
    let anywhere = |person: &Person| {
        word.len() >= GIVEN_BYTES_MIN && person.words.contains(word) && of_party(person)
    };
    let spoken_for = |person: &Person| person.actor.is_some() && family(person);
    // Asked once nobody who is spoken for has the name.
    let of_nobody = |person: &Person| person.actor.is_none() && family(person);
    people
        .iter()
        .rposition(spoken_for)
        .or_else(|| people.iter().rposition(of_nobody))
        .or_else(|| people.iter().rposition(anywhere))
}

/// Whether a name's folded words can mean an office-holder: the family name alone, or with given names that
/// are alike.
pub fn is_name_of(holder: &str, words: &[String]) -> bool {
    words.len() == 1 || is_form_of(&folded_words(holder), words)
}

/// Whether two names of several words, or one of one, are forms of one name: family names alike, and
/// given names alike, or one an initial or short for the other; or all words of the shorter in the longer.
fn is_form_of(known: &[String], words: &[String]) -> bool {
    let (Some(known_first), Some(first)) = (known.first(), words.first()) else {
        return false;
    };
    let (Some(known_last), Some(last)) = (known.last(), words.last()) else {
        return false;
    };
    if known.len() == 1 {
        return alike(known_last, last);
    }
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    let stands_for = |a: &str, b: &str| initial(a, b) || is_short_for(a, b);
    let given = || {
        alike(known_first, first)
            || stands_for(known_first, first)
            || stands_for(first, known_first)
    };
    let (short, long) = if known.len() < words.len() {
        (known, words)
    } else {
        (words, known)
    };
    (alike(known_last, last) && given()) || short.iter().all(|word| long.contains(word))
}

/// Whether a given name is short for another: "Joe" for "Joseph", "Dan" for "Daniel".
fn is_short_for(short: &str, long: &str) -> bool {
    let stem = short.trim_end_matches(['e', 'i', 'y']);
    let is_short = SHORT_BYTES.contains(&short.len()) && short.len() < long.len();
    is_short && stem.len() > 1 && long.starts_with(stem)
}

/// The person whom a name in the text means, once all are gathered.
pub fn person_named(people: &[Person], name: &str, party: Option<ActorId>) -> Option<usize> {
    let words = folded_words(name);
    find(people, &words, party)
}
