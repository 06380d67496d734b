//! Finding actors, places and offices in a text, in one pass each.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use jiff::civil::Date;

use crate::text::Span;
use crate::world::ambiguity::Ambiguities;
use crate::world::data::too_many;
use crate::world::files::{Meaning, OfficeMeaning, Tables};
use crate::world::holders::{Entry, Holding, KnownName, meant};
use crate::world::{Actor, ActorId, ActorKind, Country, DataError, Mention, NameKind, Office};

/// Names up to this length are not looked for wholly in capitals ("CHAD" is, "US" stays as it is):
/// in a headline of capitals they would be words.
const ACRONYM_BYTES_MAX: usize = 3;

impl Names {
    /// Whether a longer name covers `span`. Cost: logarithmic.
    pub fn cover(&self, span: Span) -> bool {
        covers(&self.mentions, |one| one.span, span)
            || covers(&self.decoys, |&one| one, span)
            || covers(&self.people, |one| one.span, span)
    }
}

fn covers<T>(names: &[T], span_of: impl Fn(&T) -> Span, span: Span) -> bool {
    let next = names.partition_point(|name| span_of(name).end < span.end);
    names
        .get(next)
        .map(span_of)
        .is_some_and(|name| name.start <= span.start && span.end <= name.end)
}

/// The actors of the world and how texts name them. Built once; finding changes nothing in it.
pub struct World {
    actors: Vec<Actor>,
    /// All names as matched, in the order of the automaton's patterns.
    patterns: Vec<String>,
    targets: Vec<Target>,
    names: AhoCorasick,
    office_meanings: Vec<OfficeMeaning>,
    offices: AhoCorasick,
    holdings: Vec<Holding>,
    people: Vec<Entry>,
    ambiguities: Ambiguities,
    regions: Vec<String>,
    /// The nouns in which names of organisations end, in lower case ("bank" for the World Bank).
    nouns: Vec<(ActorId, String)>,
    /// States of parted countries: the side, in lower case, and the country ("north", "Korea").
    halves: Vec<(ActorId, String, String)>,
}

/// What a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    /// A decoy.
    Nobody,
    /// An actor or a place.
    Named(Meaning),
    /// Office-holders, by their entry.
    Person(u16),
}

/// All names in a text, each list in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Actors and places.
    pub mentions: Vec<Mention>,
    /// Office-holders.
    pub people: Vec<KnownName>,
    /// Words that contain a name and are nobody's.
    pub decoys: Vec<Span>,
}

impl World {
    /// Builds the world from data files, as pairs of name and text. Fails at the first thing that is
    /// wrong, with its place: bad TOML, a bad code, a name given twice, a stand-in for nobody.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let tables = Tables::load(files)?;
        let ambiguities = Ambiguities::new(&tables)?;
        let named = tables
            .names
            .into_iter()
            .map(|(name, meaning)| (name, meaning.map_or(Target::Nobody, Target::Named)));
        let (people_names, people): (Vec<String>, Vec<Entry>) = tables.people.into_iter().unzip();
        let persons = (0..=u16::MAX).map(Target::Person);
        let (mut patterns, mut targets) = (Vec::new(), Vec::new());
        for (name, target) in named.chain(people_names.into_iter().zip(persons)) {
            let capitals = name.to_uppercase();
            if capitals != name && capitals.len() > ACRONYM_BYTES_MAX {
                patterns.push(capitals);
                targets.push(target);
            }
            patterns.push(name);
            targets.push(target);
        }
        let nouns = patterns.iter().zip(&targets).filter_map(|(name, target)| {
            let Target::Named(Meaning { actor, .. }) = *target else {
                return None;
            };
            let actor = actor.filter(|&actor| is_organisation(&tables.actors, actor))?;
            let (_, noun) = name.rsplit_once(' ')?;
            Some((actor, noun.to_lowercase()))
        });
        let nouns = nouns.collect();
        let halves = patterns.iter().zip(&targets).filter_map(|(name, target)| {
            let Target::Named(Meaning {
                actor,
                kind: NameKind::Name,
                ..
            }) = *target
            else {
                return None;
            };
            let (side, country) = name.split_once(' ')?;
            let is_side = matches!(side, "North" | "South" | "East" | "West");
            is_side.then_some((actor?, side.to_lowercase(), country.to_owned()))
        });
        let halves = halves.collect();
        let (words, office_meanings): (Vec<String>, Vec<OfficeMeaning>) =
            tables.offices.into_iter().unzip();
        Ok(Self {
            names: automaton(&patterns, false, "names")?,
            offices: automaton(&words, true, "offices")?,
            actors: tables.actors,
            patterns,
            targets,
            office_meanings,
            holdings: tables.holdings,
            people,
            ambiguities,
            regions: tables.regions,
            nouns,
            halves,
        })
    }

    /// The actor itself.
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.get(usize::from(id.0))
    }

    /// The actor that is the state with this code. Cost: a look at each actor.
    pub fn state(&self, country: Country) -> Option<ActorId> {
        let mut actors = (0..=u16::MAX).zip(&self.actors);
        let found = actors.find(|(_, actor)| actor.code == country.as_str());
        found.map(|(id, _)| ActorId(id))
    }

    /// What a register writes for an actor.
    pub fn code(&self, id: ActorId) -> &str {
        self.actor(id).map_or("", |actor| &actor.code)
    }

    /// Whether an actor is an organisation.
    pub fn is_organisation(&self, id: ActorId) -> bool {
        self.is_of_kind(id, ActorKind::Organisation)
    }

    /// Whether an organisation's name ends in this noun ("bank", "commission"). Cost: a look at each name.
    pub fn is_called(&self, id: ActorId, noun: &str) -> bool {
        self.nouns
            .iter()
            .any(|(actor, known)| *actor == id && known == noun)
    }

    /// Who is "the North" or "the South" where both halves of a country are `among` those spoken of; `side` in
    /// lower case. Cost: a look at each pair of halves.
    pub fn half(&self, side: &str, among: &[ActorId]) -> Option<ActorId> {
        let mut known = self.halves.iter();
        let is_parted = |own: &&(ActorId, String, String)| {
            let mut others = self.halves.iter();
            let other = others.find(|other| other.2 == own.2 && other.1 != own.1);
            let both = other.is_some_and(|other| among.contains(&other.0));
            own.1 == side && among.contains(&own.0) && both
        };
        known.find(is_parted).map(|found| found.0)
    }

    /// Whether an actor is a state.
    pub fn is_state(&self, id: ActorId) -> bool {
        self.is_of_kind(id, ActorKind::State)
    }

    /// Whether an actor is of this kind.
    pub fn is_of_kind(&self, id: ActorId, kind: ActorKind) -> bool {
        self.actor(id).is_some_and(|actor| actor.kind == kind)
    }

    /// Whom a name of an actor means: itself, or the states of which it is but the name ("the six-party talks").
    pub fn meant_by(&self, id: ActorId) -> Vec<ActorId> {
        let circle = self.actor(id).filter(|actor| actor.by_members);
        circle.map_or_else(|| vec![id], |circle| circle.members.clone())
    }

    /// The organisations of which an actor is a member, so far as members are known.
    pub fn memberships(&self, id: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        let actors = (0..=u16::MAX).map(ActorId).zip(&self.actors);
        actors
            .filter(move |(_, actor)| actor.members.contains(&id))
            .map(|(organisation, _)| organisation)
    }

    /// How many actors there are.
    pub fn actors(&self) -> usize {
        self.actors.len()
    }

    /// Every name as it is looked for, with the actor that it stands for; none for decoys and places.
    /// A person's name stands for the party of the latest office.
    pub fn patterns(&self) -> impl Iterator<Item = (&str, Option<ActorId>)> {
        let actors = self.targets.iter().map(|target| match target {
            Target::Nobody => None,
            Target::Named(meaning) => meaning.actor,
            Target::Person(entry) => {
                meant(self.holdings_of(*entry), true, None).map(|holding| holding.actor)
            }
        });
        self.patterns.iter().map(String::as_str).zip(actors)
    }

    /// Adjectives of parts of the world ("African"), which name groups of states.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// All names of actors and places in `text`, as [`World::names`] finds them.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        self.names(text).mentions
    }

    /// All names in `text`, the longest where several fit, in order. A name must stand alone as a word,
    /// with its case or wholly in capitals. A name that also means something else is left out where the
    /// text's other words tell so. Cost: one pass over the text.
    pub fn names(&self, text: &str) -> Names {
        let text = &*unbroken(text);
        let mut found = Names::default();
        let mut suspects = Vec::new();
        for hit in self.names.find_iter(text) {
            let span = Span {
                start: hit.start(),
                end: hit.end(),
            };
            let Some(target) = self.targets.get(hit.pattern().as_usize()) else {
                continue;
            };
            if !is_word(text, span.start, span.end) {
                continue;
            }
            match *target {
                Target::Nobody => found.decoys.push(span),
                Target::Person(entry) => found.people.push(KnownName {
                    span,
                    whole: self.people.get(usize::from(entry)).is_some_and(|e| e.whole),
                    entry,
                }),
                Target::Named(Meaning {
                    actor,
                    kind,
                    country,
                }) => {
                    suspects.extend(self.ambiguities.of(span.of(text)));
                    found.mentions.push(Mention {
                        span,
                        actor,
                        kind,
                        country,
                    });
                }
            }
        }
        if !suspects.is_empty() {
            let others = self.ambiguities.resolved(text, &suspects);
            found
                .mentions
                .retain(|mention| !self.ambiguities.is_one_of(mention.span.of(text), &others));
        }
        found
    }

    /// Whom a name means in a text of this day, and in which office; see the module for the rule.
    pub fn holding(&self, name: &KnownName, on: Option<Date>) -> Option<&Holding> {
        meant(self.holdings_of(name.entry), name.whole, on)
    }

    fn holdings_of(&self, entry: u16) -> impl DoubleEndedIterator<Item = &Holding> + Clone {
        let entry = self.people.get(usize::from(entry));
        let indices = entry.map_or(&[][..], |entry| &entry.holdings);
        indices
            .iter()
            .filter_map(|&index| self.holdings.get(usize::from(index)))
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
            let meaning = self.office_meanings.get(hit.pattern().as_usize())?;
            Some(Office {
                span: Span {
                    start: hit.start(),
                    end: hit.end(),
                },
                kind: meaning.kind,
                level: meaning.level,
                of: meaning.of,
            })
        });
        known.collect()
    }

    /// The office of which `words` are the plural ("foreign ministers"), with its words.
    pub fn office_of_several<'t>(&self, words: &'t str) -> Option<(Office, &'t str)> {
        let singular = words.strip_suffix('s')?;
        let whole = |office: &Office| office.span.start == 0 && office.span.end == singular.len();
        let office = self.offices(singular).into_iter().find(whole)?;
        Some((office, singular))
    }
}

fn is_organisation(actors: &[Actor], id: ActorId) -> bool {
    let actor = actors.get(usize::from(id.0));
    actor.is_some_and(|actor| actor.kind == ActorKind::Organisation)
}

fn automaton(patterns: &[String], any_case: bool, what: &str) -> Result<AhoCorasick, DataError> {
    let mut builder = AhoCorasick::builder();
    builder
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(any_case);
    // A table of all steps: larger, and the fastest on the long texts of a wire.
    builder.kind(Some(AhoCorasickKind::DFA));
    builder
        .build(patterns)
        .map_err(|error| too_many(what, &error))
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
        bodies = ["foreign ministry"]
        [[office]]
        level = "minister"
        roles = ["minister", "foreign minister"]
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
        [[ambiguous]]
        names = ["Turkey"]
        actor_with = ["Ankara"]
        other_with = ["Oven"]
        [[holders]]
        party = "TUR"
        office = "Premier"
        people = [
            { name = "Ada Demir", also = ["Ada Demïr"], from = "2001", to = "2003-05", wikidata = "Q1" },
            { name = "Demir Oz", from = "2010-02-03" },
        ]
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
    fn an_ambiguous_name_is_decided_by_the_other_words() {
        let turkey = ("Turkey", "TUR", NameKind::Name);
        check("Turkey from the oven", &[turkey]);
        check("Turkey from the Oven", &[]);
        check(
            "Turkey, Oven, Ankara",
            &[turkey, ("Ankara", "TUR", NameKind::Capital)],
        );
    }

    #[test]
    fn office_holders_are_found_by_whole_and_family_name() {
        let day = |year, month| Some(jiff::civil::date(year, month, 1));
        let check = |text: &str, on, expected: &[(&str, Option<&str>)]| {
            let names = WORLD.names(text);
            let found: Vec<_> = names
                .people
                .iter()
                .map(|name| {
                    let holding = WORLD.holding(name, on);
                    (name.span.of(text), holding.map(|found| found.name.as_str()))
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        };
        let ada = Some("Ada Demir");
        check("Ada Demir", day(2002, 1), &[("Ada Demir", ada)]);
        check("ADA DEMIR", day(2020, 1), &[("ADA DEMIR", ada)]);
        check("Demir said", day(2002, 1), &[("Demir", ada)]);
        check("Demir said", day(2020, 1), &[("Demir", None)]);
        check("Demir Oz", day(2020, 1), &[("Demir Oz", Some("Demir Oz"))]);
        check("Demirs", day(2002, 1), &[]);
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
        let holder = |person: &str| {
            format!(
                "[[party]]\ncode = \"A\"\nnames = []\n[[holders]]\nparty = \"A\"\noffice = \"x\"\npeople = [{person}]"
            )
        };
        check(&holder("{ name = \"N\", from = \"May\" }"), 7, "no year");
        check(
            &holder("{ name = \"N\", from = \"2001\", to = \"1999\" }"),
            7,
            "leaves before",
        );
        check("[[office]]\nlevel = \"god\"\nroles = []", 2, "god");
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
