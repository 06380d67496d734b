//! Finding actors, places and offices in a text, in one pass each.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::text::Span;
use crate::world::files::{Meaning, Tables};
use crate::world::{Actor, ActorId, DataError, Mention, Office, OfficeKind};

/// Names up to this length are not looked for wholly in capitals ("CHAD" is, "US" stays as it is):
/// in a headline of capitals they would be words.
const ACRONYM_BYTES_MAX: usize = 3;

/// The actors of the world and how texts name them. Built once; finding changes nothing in it.
pub struct World {
    actors: Vec<Actor>,
    /// All names as matched, in the order of the automaton's patterns.
    patterns: Vec<String>,
    meanings: Vec<Option<Meaning>>,
    names: AhoCorasick,
    office_kinds: Vec<OfficeKind>,
    offices: AhoCorasick,
}

impl World {
    /// Builds the world from data files, as pairs of name and text. Fails at the first thing that is
    /// wrong, with its place: bad TOML, a bad code, a name given twice, a stand-in for nobody.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let tables = Tables::load(files)?;
        let (mut patterns, mut meanings) = (Vec::new(), Vec::new());
        for (name, meaning) in tables.names {
            let capitals = name.to_uppercase();
            if capitals != name && capitals.len() > ACRONYM_BYTES_MAX {
                patterns.push(capitals);
                meanings.push(meaning);
            }
            patterns.push(name);
            meanings.push(meaning);
        }
        let (words, office_kinds): (Vec<String>, Vec<OfficeKind>) =
            tables.offices.into_iter().unzip();
        Ok(Self {
            names: automaton(&patterns, false, "names")?,
            offices: automaton(&words, true, "offices")?,
            actors: tables.actors,
            patterns,
            meanings,
            office_kinds,
        })
    }

    /// The actor itself.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(usize::from(id.0))
    }

    /// What a register writes for an actor.
    pub fn code(&self, id: ActorId) -> &str {
        self.actor(id).map_or("", |actor| &actor.code)
    }

    /// How many actors there are.
    pub fn actors(&self) -> usize {
        self.actors.len()
    }

    /// Every name as it is looked for, with the actor that it stands for; none for decoys and places.
    pub fn patterns(&self) -> impl Iterator<Item = (&str, Option<ActorId>)> {
        let actors = self
            .meanings
            .iter()
            .map(|meaning| meaning.and_then(|meaning| meaning.actor));
        self.patterns.iter().map(String::as_str).zip(actors)
    }

    /// All names of actors and places in `text`, the longest where several fit, in order. A name must
    /// stand alone as a word, with its case or wholly in capitals. Cost: one pass over the text.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let text = &*unbroken(text);
        let whole = self
            .names
            .find_iter(text)
            .filter(|hit| is_word(text, hit.start(), hit.end()));
        let known = whole.filter_map(|hit| {
            let Meaning {
                actor,
                kind,
                country,
            } = (*self.meanings.get(hit.pattern().as_usize())?)?;
            Some(Mention {
                span: Span {
                    start: hit.start(),
                    end: hit.end(),
                },
                actor,
                kind,
                country,
            })
        });
        known.collect()
    }

    /// All words for offices and bodies in `text`, in any case, the longest where several fit, in
    /// order. Cost: one pass over the text.
    pub fn offices(&self, text: &str) -> Vec<Office> {
        let text = &*unbroken(text);
        let whole = self
            .offices
            .find_iter(text)
            .filter(|hit| is_word(text, hit.start(), hit.end()));
        let known = whole.filter_map(|hit| {
            let kind = *self.office_kinds.get(hit.pattern().as_usize())?;
            Some(Office {
                span: Span {
                    start: hit.start(),
                    end: hit.end(),
                },
                kind,
            })
        });
        known.collect()
    }
}

fn automaton(patterns: &[String], any_case: bool, what: &str) -> Result<AhoCorasick, DataError> {
    let mut builder = AhoCorasick::builder();
    builder
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(any_case);
    // A table of all steps: larger, and the fastest on the long texts of a wire.
    builder.kind(Some(AhoCorasickKind::DFA));
    let failed = |error: aho_corasick::BuildError| DataError {
        file: "world".to_owned(),
        line: None,
        reason: format!("too many {what}: {error}"),
    };
    builder.build(patterns).map_err(failed)
}

/// The text with line breaks as spaces: a name may run over one. Offsets stay as they are.
pub(crate) fn unbroken(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.replace('\n', " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `start..end` stands alone: no letter or digit touches it.
pub(crate) fn is_word(text: &str, start: usize, end: usize) -> bool {
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let before = text
        .get(..start)
        .and_then(|words| words.chars().next_back());
    let after = text.get(end..).and_then(|words| words.chars().next());
    !touches(before) && !touches(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::NameKind;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    const FILE: &str = r#"
        names = ["Gulf of Oman"]
        roles = ["minister", "foreign minister"]
        bodies = ["foreign ministry"]
        [[state]]
        code = "TUR"
        names = ["Turkey", "Türkiye"]
        adjectives = ["Turkish"]
        capitals = ["Ankara"]
        [[state]]
        code = "OMN"
        names = ["Oman", "OM"]
        [[organisation]]
        code = "EU"
        names = ["EU", "Brussels"]
        [[stand_in]]
        code = "TUR"
        names = ["Sublime Porte"]
        [[place]]
        country = "BEL"
        names = ["Brussels", "Ghent"]
    "#;

    static WORLD: LazyLock<World> =
        LazyLock::new(|| World::load(&[("world/test.toml", FILE)]).unwrap());

    fn check(text: &str, expected: &[(&str, &str, NameKind)]) {
        let found: Vec<(&str, &str, NameKind)> = WORLD
            .mentions(text)
            .iter()
            .map(|hit| {
                (
                    hit.span.of(text),
                    hit.actor.map_or("-", |actor| WORLD.code(actor)),
                    hit.kind,
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_found_as_whole_words_with_their_case() {
        check(
            "Turkey’s EU talks",
            &[
                ("Turkey", "TUR", NameKind::Name),
                ("EU", "EU", NameKind::Name),
            ],
        );
        check(
            "the Sublime\nPorte",
            &[("Sublime\nPorte", "TUR", NameKind::StandIn)],
        );
        check("a turkey, Turkeys, om, Omani", &[]);
        check(
            "TURKEY AND OMAN",
            &[
                ("TURKEY", "TUR", NameKind::Name),
                ("OMAN", "OMN", NameKind::Name),
            ],
        );
        check("TÜRKİYE or TÜRKIYE", &[("TÜRKIYE", "TUR", NameKind::Name)]);
        check(
            "the Turkish-led Sublime Porte",
            &[
                ("Turkish", "TUR", NameKind::Adjective),
                ("Sublime Porte", "TUR", NameKind::StandIn),
            ],
        );
    }

    #[test]
    fn a_decoy_is_nobody_and_a_place_has_its_country() {
        check(
            "in the Gulf of Oman off Oman",
            &[("Oman", "OMN", NameKind::Name)],
        );
        check("Ghent", &[("Ghent", "-", NameKind::Place)]);
        let countries: Vec<_> = WORLD
            .mentions("Ghent, Brussels, Ankara, Oman")
            .iter()
            .map(|hit| hit.country)
            .collect();
        let country = Country::new;
        assert_eq!(
            countries,
            [country("BEL"), country("BEL"), country("TUR"), None]
        );
    }

    #[test]
    fn the_longest_office_is_found_in_any_case() {
        let text = "Turkish Foreign Minister, the Foreign Ministry, a minister, an administer";
        let found: Vec<&str> = WORLD
            .offices(text)
            .iter()
            .map(|office| office.span.of(text))
            .collect();
        assert_eq!(found, ["Foreign Minister", "Foreign Ministry", "minister"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let check = |text: &str, line: usize, words: &str| {
            let error = World::load(&[("world/a.toml", text)]).err().unwrap();
            assert_eq!(
                (error.file.as_str(), error.line),
                ("world/a.toml", Some(line)),
                "{error}"
            );
            assert!(error.reason.contains(words), "{error}");
        };
        check("[[state]]\ncode = \"Tur\"\nnames = []", 2, "alpha-3");
        check(
            "[[stand_in]]\ncode = \"TUR\"\nnames = [\"Porte\"]",
            2,
            "no actor",
        );
        check(
            "[[party]]\ncode = \"A\"\nnames = [\"X\",\n\"X\"]",
            4,
            "twice",
        );
        check(
            "[[party]]\ncode = \"A\"\nnames = [\" X\"]",
            3,
            "white space",
        );
        check("[[party]]\ncode = \"A\"\nnmes = [\"X\"]", 3, "nmes");
        check(
            "[[organisation]]\ncode = \"A\"\nnames = []\n[[party]]\ncode = \"A\"\nnames = []",
            5,
            "two kinds",
        );
        check("names = [", 1, "");
    }

    use crate::world::Country;

    proptest! {
        #[test]
        fn mentions_fit_the_text(text in "(Oman|EU|Turkey|é| |Gulf of |x|’s|\\PC){0,30}") {
            for mention in WORLD.mentions(&text) {
                prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
            }
        }
    }
}
