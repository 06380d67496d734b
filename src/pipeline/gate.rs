//! What need not be read: the decision at a few nanoseconds a byte.
//!
//! Under scope `meetings` an item passes when it names two actors and holds a word of contact near each
//! other; under scope `all` wherever they stand, and also when it names an actor and holds a trigger of
//! commitment. The gate should lose nothing that the full reading would report, so it looks at words alone.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::news::Item;
use crate::pipeline::{DataError, Scope};
use crate::world::{ActorId, World, is_word, unbroken};

/// Bytes that two actors and a word of contact take up at most where they are near each other: what tells of
/// a meeting names those who meet, mostly in one sentence and hardly ever further apart than a paragraph.
const NEAR_MAX: usize = 300;

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
    /// Two actors and a word of contact near each other.
    pub near: bool,
    /// A trigger of commitment.
    pub trigger: bool,
}

/// What was seen so far, and where, in bytes since the item's beginning.
#[derive(Default)]
struct Sight {
    seen: Seen,
    /// The actor named last.
    last: Option<(ActorId, usize)>,
    /// The last actor named before it that is another.
    other: Option<(ActorId, usize)>,
    /// The last word of contact.
    contact: Option<usize>,
}

impl Sight {
    fn actor(&mut self, actor: ActorId, at: usize) {
        if self.last.is_some_and(|(last, _)| last != actor) {
            self.other = self.last;
        }
        self.last = Some((actor, at));
        self.seen.actors = if self.other.is_some() { 2 } else { 1 };
        self.look(at);
    }

    fn contact(&mut self, at: usize) {
        self.contact = Some(at);
        self.seen.contact = true;
        self.look(at);
    }

    /// Whether all three are near, as seen from a word at `at`.
    fn look(&mut self, at: usize) {
        let is_near = |before: Option<usize>| before.is_some_and(|before| at - before <= NEAR_MAX);
        let place = |actor: Option<(ActorId, usize)>| actor.map(|(_, at)| at);
        let all = [place(self.last), place(self.other), self.contact];
        self.seen.near |= all.into_iter().all(is_near);
    }
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
        // What meetings are told by asks for no trigger.
        let apart = triggers
            .iter()
            .filter(|trigger| scope == Scope::All && !contacts.contains(&trigger.as_str()));
        for trigger in apart {
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
        let mut sight = Sight::default();
        let mut before = 0;
        for text in [&item.title, &item.body] {
            let text = unbroken(text);
            self.see_text(&text, before, &mut sight);
            if sight.seen.passes {
                break;
            }
            before += text.len();
        }
        sight.seen
    }

    /// Looks at a text that stands behind `before` bytes of the item.
    fn see_text(&self, text: &str, before: usize, sight: &mut Sight) {
        for hit in self.words.find_iter(text) {
            let Some(&meaning) = self.meanings.get(hit.pattern().as_usize()) else {
                continue;
            };
            if !stands_alone(text, hit.start(), hit.end()) {
                continue;
            }
            let at = before + hit.start();
            match meaning {
                Meaning::Actor(actor) => sight.actor(actor, at),
                Meaning::Contact => sight.contact(at),
                Meaning::Trigger => sight.seen.trigger = true,
                Meaning::Both => {
                    sight.seen.trigger = true;
                    sight.contact(at);
                }
                Meaning::Decoy => {}
            }
            sight.seen.passes = self.passes(sight.seen);
            if sight.seen.passes {
                return;
            }
        }
    }

    fn passes(&self, seen: Seen) -> bool {
        match self.scope {
            Scope::Meetings => seen.near,
            Scope::All => seen.actors >= 1 && (seen.trigger || (seen.actors >= 2 && seen.contact)),
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

    fn gate(scope: Scope) -> Gate {
        let file = "names = [\"Peru Avenue\"]\n[[state]]\ncode = \"PER\"\nnames = [\"Peru\"]\nadjectives = [\"Peruvian\"]\n\
                    [[state]]\ncode = \"CHL\"\nnames = [\"Chile\", \"South Chile\"]";
        let world = World::load(&[("world/test.toml", file)]).unwrap();
        let words = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let contacts = words(&["phone call", "met"]);
        let triggers = words(&["will", "'ll", "wo", "met"]);
        Gate::new(scope, &world, &contacts, &triggers).unwrap()
    }

    /// `expected` is whether it passes, how many actors are seen, and which words of the others.
    fn check(scope: Scope, text: &str, expected: (bool, usize, &str)) {
        let item = Item::plain("a", text, None).unwrap();
        let seen = gate(scope).see(&item);
        let words = [
            (seen.contact, "contact"),
            (seen.near, "near"),
            (seen.trigger, "trigger"),
        ];
        let words: Vec<&str> = words
            .iter()
            .filter(|word| word.0)
            .map(|word| word.1)
            .collect();
        assert_eq!(
            (seen.passes, seen.actors, words.join(" ").as_str()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_meeting_needs_two_actors_and_a_word_of_contact() {
        check(
            Scope::Meetings,
            "Peru met Chile.",
            (true, 2, "contact near trigger"),
        );
        check(
            Scope::Meetings,
            "PERU by Phone with South\nChile",
            (true, 2, "contact near"),
        );
        check(
            Scope::Meetings,
            "Peru met Peruvian miners.",
            (false, 1, "contact trigger"),
        );
        check(
            Scope::Meetings,
            "Peru likes Chile; it will.",
            (false, 2, ""),
        );
        check(
            Scope::Meetings,
            "Peru Avenue met Chile, as Perus do.",
            (false, 1, "contact trigger"),
        );
    }

    #[test]
    fn a_meeting_needs_them_near_each_other() {
        let far = "It rained all day long. ".repeat(13);
        let check = |text: String, passes: bool| {
            let expected = (passes, 2, if passes { "contact near" } else { "contact" });
            check(Scope::Meetings, &text, expected);
        };
        check(format!("A phone for Peru, and one for Chile. {far}"), true);
        check(format!("A phone for Peru. {far} Chile is far away."), false);
        check(
            format!("Peru and Chile are far away. {far} A phone rang."),
            false,
        );
        check(
            format!("A phone rang. {far} Peru and Chile are far away."),
            false,
        );
        // The nearest of each kind count.
        check(
            format!("Peru. {far} Chile has a phone. Peru and Chile listen."),
            true,
        );
        check(
            format!("Peru. {far} Chile. {far} Chile, a phone, Peru."),
            true,
        );
        check(
            format!("Peru. {far} Chile. {far} Chile, a phone, Chile."),
            false,
        );
    }

    #[test]
    fn a_headline_is_near_the_beginning_of_the_text() {
        let far = "It rained all day long. ".repeat(13);
        let check = |title: &str, body: &str, expected: bool| {
            let item = Item::plain("a", &format!("{title}\n\n{body}"), None).unwrap();
            assert_eq!(
                gate(Scope::Meetings).see(&item).near,
                expected,
                "{title} / {body}"
            );
        };
        check("Peru, Chile", "A phone rang.", true);
        check("Peru, Chile", &format!("{far} A phone rang."), false);
    }

    #[test]
    fn under_scope_all_an_actor_and_a_trigger_suffice() {
        check(Scope::All, "Peru will.", (true, 1, "trigger"));
        check(
            Scope::All,
            "We’ll see, they won’t. Peru",
            (true, 1, "trigger"),
        );
        check(Scope::All, "Perhaps they will.", (false, 0, "trigger"));
        check(Scope::All, "Peru and Chile are far away.", (false, 2, ""));
        let far = "It rained all day long. ".repeat(13);
        check(
            Scope::All,
            &format!("Peru and Chile are far away. {far} A phone rang."),
            (true, 2, "contact"),
        );
    }
}
