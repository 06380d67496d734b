//! What need not be read: the decision at a few nanoseconds a byte.
//!
//! An item passes when it names two actors and holds a word of contact; under scope `all` also when
//! it names an actor and holds a trigger of commitment. The gate must lose nothing that the full
//! reading would report, so it looks at words alone, wherever they stand.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::news::Item;
use crate::pipeline::{DataError, Scope};
use crate::world::{ActorId, World, is_word, unbroken};

/// Decides what is worth reading. Built once; deciding changes nothing in it.
pub struct Gate {
    scope: Scope,
    words: AhoCorasick,
    meanings: Vec<Meaning>,
}

/// What a word that the gate knows stands for; a decoy for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Actor(ActorId),
    Contact,
    Trigger,
    Both,
    Decoy,
}

/// What the gate saw before it decided; it stops at the first word that settles it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Seen {
    /// Whether the item is worth reading.
    pub passes: bool,
    /// Different actors, at most two.
    pub actors: usize,
    /// A word of contact.
    pub contact: bool,
    /// A trigger of commitment.
    pub trigger: bool,
}

impl Gate {
    /// A gate for these names, words of contact and triggers (both lower case).
    pub fn new(
        scope: Scope,
        world: &World,
        contacts: &[String],
        triggers: &[String],
    ) -> Result<Self, DataError> {
        let mut patterns: Vec<(String, Meaning)> = Vec::new();
        for (name, actor) in world.patterns() {
            patterns.push((
                name.to_owned(),
                actor.map_or(Meaning::Decoy, Meaning::Actor),
            ));
        }
        let mut contacts: Vec<&str> = contacts.iter().map(|phrase| longest_word(phrase)).collect();
        contacts.sort_unstable();
        contacts.dedup();
        for word in &contacts {
            let both = triggers.iter().any(|trigger| trigger == word);
            patterns.extend(cases(
                word,
                if both {
                    Meaning::Both
                } else {
                    Meaning::Contact
                },
            ));
        }
        for trigger in triggers
            .iter()
            .filter(|trigger| !contacts.contains(&trigger.as_str()))
        {
            patterns.extend(cases(trigger, Meaning::Trigger));
        }
        let (words, meanings): (Vec<String>, Vec<Meaning>) = patterns.into_iter().unzip();
        let mut builder = AhoCorasick::builder();
        builder
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA));
        let failed = |error: aho_corasick::BuildError| DataError {
            file: "gate".to_owned(),
            line: None,
            reason: error.to_string(),
        };
        Ok(Self {
            scope,
            words: builder.build(words).map_err(failed)?,
            meanings,
        })
    }

    /// Whether an item is worth reading. Cost: at most one pass over its texts.
    pub fn see(&self, item: &Item) -> Seen {
        let mut seen = Seen::default();
        let mut first = None;
        for text in [&item.title, &item.body] {
            self.see_text(&unbroken(text), &mut seen, &mut first);
        }
        seen
    }

    fn see_text(&self, text: &str, seen: &mut Seen, first: &mut Option<ActorId>) {
        if seen.passes {
            return;
        }
        for hit in self.words.find_iter(text) {
            let Some(&meaning) = self.meanings.get(hit.pattern().as_usize()) else {
                continue;
            };
            if !self.is_news(meaning, seen) || !stands_alone(text, hit.start(), hit.end()) {
                continue;
            }
            match meaning {
                Meaning::Actor(actor) => {
                    seen.actors = if *first.get_or_insert(actor) == actor {
                        seen.actors.max(1)
                    } else {
                        2
                    }
                }
                Meaning::Contact => seen.contact = true,
                Meaning::Trigger => seen.trigger = true,
                Meaning::Both => (seen.contact, seen.trigger) = (true, true),
                Meaning::Decoy => {}
            }
            seen.passes = self.passes(seen);
            if seen.passes {
                return;
            }
        }
    }

    fn passes(&self, seen: &Seen) -> bool {
        let meeting = seen.actors >= 2 && seen.contact;
        meeting || (self.scope == Scope::All && seen.actors >= 1 && seen.trigger)
    }

    /// Whether a word could still change what was seen.
    fn is_news(&self, meaning: Meaning, seen: &Seen) -> bool {
        match meaning {
            Meaning::Actor(_) => seen.actors < 2,
            Meaning::Contact => !seen.contact,
            Meaning::Trigger => self.scope == Scope::All && !seen.trigger,
            Meaning::Both => !seen.contact || !seen.trigger,
            Meaning::Decoy => false,
        }
    }
}

/// Clitics ("'ll", "wo" of "won't") touch their neighbour.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let clitic = text
        .get(start..)
        .is_some_and(|rest| rest.starts_with(['\'', '’']));
    let negated = text
        .get(end..)
        .is_some_and(|rest| rest.starts_with("n't") || rest.starts_with("n’t"));
    is_word(text, start, end) || clitic || negated
}

fn longest_word(phrase: &str) -> &str {
    phrase
        .split(' ')
        .max_by_key(|word| word.len())
        .unwrap_or(phrase)
}

/// A word as it stands within a sentence, at its start, and in a headline of capitals.
fn cases(word: &str, meaning: Meaning) -> Vec<(String, Meaning)> {
    let mut letters = word.chars();
    let capitalised: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    let mut all = vec![word.to_owned(), capitalised, word.to_uppercase()];
    all.dedup();
    all.into_iter().map(|word| (word, meaning)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(scope: Scope, text: &str, expected: (bool, usize, bool, bool)) {
        let file = "names = [\"Peru Avenue\"]\n[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\nadjectives = [\"Peruvian\"]\n\
                    [[state]]\ncode = \"CHL\"\nnames = [\"Chile\", \"South Chile\"]";
        let world = World::load(&[("world/test.toml", file)]).unwrap();
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let gate = Gate::new(
            scope,
            &world,
            &words(&["phone call", "met"]),
            &words(&["will", "'ll", "wo", "met"]),
        )
        .unwrap();
        let item = Item::plain("a", text, None).unwrap();
        let seen = gate.see(&item);
        assert_eq!(
            (seen.passes, seen.actors, seen.contact, seen.trigger),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_meeting_needs_two_actors_and_a_word_of_contact() {
        check(Scope::Meetings, "Peru met Chile.", (true, 2, true, true));
        check(
            Scope::Meetings,
            "PERU by Phone with South\nChile",
            (true, 2, true, false),
        );
        check(
            Scope::Meetings,
            "Peru met Peruvian miners.",
            (false, 1, true, true),
        );
        check(
            Scope::Meetings,
            "Peru likes Chile; it will.",
            (false, 2, false, false),
        );
        check(
            Scope::Meetings,
            "Peru Avenue met Chile, as Perus do.",
            (false, 1, true, true),
        );
    }

    #[test]
    fn under_scope_all_an_actor_and_a_trigger_suffice() {
        check(Scope::All, "Peru will.", (true, 1, false, true));
        check(
            Scope::All,
            "We’ll see, they won’t. Peru",
            (true, 1, false, true),
        );
        check(Scope::All, "Perhaps they will.", (false, 0, false, true));
        check(
            Scope::All,
            "Peru and Chile are far away.",
            (false, 2, false, false),
        );
    }
}
