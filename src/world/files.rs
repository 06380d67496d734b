//! The data files' form, and the tables that they make together.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::world::data::{DataError, parse};
use crate::world::holders::{Entry, Holders, Holding};
use crate::world::office_holders::People;
use crate::world::origin::Origin;
use crate::world::{Actor, ActorId, ActorKind, Country, Level, NameKind, OfficeKind};

/// Actors at most: what an [`ActorId`] can count, far above the world's few hundred.
const ACTORS_MAX: usize = u16::MAX as usize;

/// One file; any table may stand in any file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    state: Vec<State>,
    organisation: Vec<Named>,
    party: Vec<Named>,
    stand_in: Vec<Named>,
    place: Vec<Place>,
    /// Names that are nobody's.
    names: Vec<Spanned<String>>,
    bodies: Vec<Spanned<String>>,
    body: Vec<Bodies>,
    office: Vec<Offices>,
    holders: Vec<Holders>,
    common_families: Vec<Spanned<String>>,
    ambiguous: Vec<Ambiguous>,
    regions: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    code: Spanned<String>,
    names: Vec<Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<Spanned<String>>,
    #[serde(default)]
    capitals: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    code: Spanned<String>,
    names: Vec<Spanned<String>>,
    #[serde(default)]
    members: Vec<Spanned<String>>,
    #[serde(default)]
    by_members: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    country: Spanned<String>,
    names: Vec<Spanned<String>>,
}

/// Bodies that are one actor's where nothing else is said.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    of: Spanned<String>,
    names: Vec<Spanned<String>>,
}

/// Words for offices of one level.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offices {
    level: Level,
    of: Option<Spanned<String>>,
    roles: Vec<Spanned<String>>,
}

/// A name that also means something else, and the words in an item that tell which.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ambiguous {
    pub names: Vec<String>,
    /// With one of these in the item, the actor is meant.
    #[serde(default)]
    pub actor_with: Vec<String>,
    /// Else, with one of these, it is not.
    pub other_with: Vec<String>,
}

/// What words for an office mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeMeaning {
    pub kind: OfficeKind,
    pub level: Option<Level>,
    pub of: Option<ActorId>,
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    pub actor: Option<ActorId>,
    pub kind: NameKind,
    pub country: Option<Country>,
}

/// All files' tables, checked.
#[derive(Default)]
pub struct Tables {
    pub actors: Vec<Actor>,
    /// Every name with its meaning; none for a decoy. In the order of the files.
    pub names: Vec<(String, Option<Meaning>)>,
    pub offices: Vec<(String, OfficeMeaning)>,
    pub holdings: Vec<Holding>,
    /// Written names of people, in the order in which they were first given.
    pub people: Vec<(String, Entry)>,
    pub ambiguous: Vec<Ambiguous>,
    /// Adjectives of parts of the world, for groups of states.
    pub regions: Vec<String>,
    by_code: HashMap<String, ActorId>,
    by_name: HashMap<String, usize>,
}

impl Tables {
    /// Reads the files in order. Actors come first, so that a stand-in may stand in any file.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, DataError> {
        let mut tables = Self::default();
        let mut parsed = Vec::with_capacity(files.len());
        for &(file, text) in files {
            parsed.push((Origin { file, text }, parse::<File>(file, text)?));
        }
        for (origin, file) in &parsed {
            tables.add_actors(origin, file)?;
        }
        let mut people = People::default();
        for (origin, file) in &parsed {
            tables.add_others(origin, file)?;
            people.add_common(&file.common_families);
        }
        for (origin, file) in &parsed {
            people.add(origin, &file.holders, |code| tables.known(origin, code))?;
        }
        for (_, file) in parsed {
            tables.ambiguous.extend(file.ambiguous);
            tables
                .regions
                .extend(file.regions.into_iter().map(Spanned::into_inner));
        }
        // A family name that is also a state's is the state.
        people
            .names
            .retain(|(name, _)| !tables.by_name.contains_key(name));
        (tables.holdings, tables.people) = (people.holdings, people.names);
        Ok(tables)
    }

    fn add_actors(&mut self, origin: &Origin, file: &File) -> Result<(), DataError> {
        for state in &file.state {
            let country = origin.country(&state.code)?;
            let actor = self.actor(origin, &state.code, ActorKind::State)?;
            let meaning = |kind, country| {
                Some(Meaning {
                    actor: Some(actor),
                    kind,
                    country,
                })
            };
            self.add(origin, &state.names, meaning(NameKind::Name, None))?;
            self.add(
                origin,
                &state.adjectives,
                meaning(NameKind::Adjective, None),
            )?;
            self.add(
                origin,
                &state.capitals,
                meaning(NameKind::Capital, Some(country)),
            )?;
        }
        let organisations = file
            .organisation
            .iter()
            .map(|named| (named, ActorKind::Organisation));
        let parties = file.party.iter().map(|named| (named, ActorKind::Party));
        for (named, kind) in organisations.chain(parties) {
            let actor = self.actor(origin, &named.code, kind)?;
            let meaning = Meaning {
                actor: Some(actor),
                kind: NameKind::Name,
                country: None,
            };
            self.add(origin, &named.names, Some(meaning))?;
        }
        Ok(())
    }

    fn add_others(&mut self, origin: &Origin, file: &File) -> Result<(), DataError> {
        for named in &file.organisation {
            let organisation = self.known(origin, &named.code)?;
            let members = named.members.iter();
            let members = members.map(|member| self.known(origin, member));
            let members = members.collect::<Result<Vec<ActorId>, DataError>>()?;
            if let Some(actor) = self.actors.get_mut(usize::from(organisation.0)) {
                actor.members.extend(members);
                actor.by_members |= named.by_members;
            }
        }
        for named in &file.stand_in {
            let actor = self.known(origin, &named.code)?;
            let meaning = Meaning {
                actor: Some(actor),
                kind: NameKind::StandIn,
                country: None,
            };
            self.add(origin, &named.names, Some(meaning))?;
        }
        for place in &file.place {
            let country = origin.country(&place.country)?;
            self.add_place(origin, &place.names, country)?;
        }
        self.add(origin, &file.names, None)?;
        let of_anybody = file.bodies.iter().map(|word| (word, None));
        let owned = file.body.iter();
        let owned = owned.flat_map(|body| body.names.iter().map(|word| (word, Some(&body.of))));
        for (word, of) in of_anybody.chain(owned) {
            let meaning = OfficeMeaning {
                kind: OfficeKind::Body,
                level: None,
                of: of.map(|code| self.known(origin, code)).transpose()?,
            };
            self.offices.push((origin.words(word)?.to_owned(), meaning));
        }
        for office in &file.office {
            let of = office.of.as_ref();
            let meaning = OfficeMeaning {
                kind: OfficeKind::Role,
                level: Some(office.level),
                of: of.map(|code| self.known(origin, code)).transpose()?,
            };
            for word in &office.roles {
                self.offices.push((origin.words(word)?.to_owned(), meaning));
            }
        }
        Ok(())
    }

    /// The actor that some file defines under this code.
    fn known(&self, origin: &Origin, code: &Spanned<String>) -> Result<ActorId, DataError> {
        let words = code.get_ref();
        let actor = self.by_code.get(words).copied();
        actor.ok_or_else(|| origin.error(code, format!("no actor has the code {words}")))
    }

    /// The actor with this code, new or known; two files may both speak of it, as the same kind.
    fn actor(
        &mut self,
        origin: &Origin,
        code: &Spanned<String>,
        kind: ActorKind,
    ) -> Result<ActorId, DataError> {
        let words = origin.words(code)?;
        if let Some(&known) = self.by_code.get(words) {
            let same = self
                .actors
                .get(usize::from(known.0))
                .is_some_and(|actor| actor.kind == kind);
            return if same {
                Ok(known)
            } else {
                Err(origin.error(code, format!("{words} is of two kinds")))
            };
        }
        if self.actors.len() == ACTORS_MAX {
            return Err(origin.error(code, format!("more than {ACTORS_MAX} actors")));
        }
        let id = ActorId(u16::try_from(self.actors.len()).unwrap_or(u16::MAX));
        self.actors.push(Actor {
            code: words.to_owned(),
            kind,
            members: Vec::new(),
            by_members: false,
        });
        self.by_code.insert(words.to_owned(), id);
        Ok(id)
    }

    fn add(
        &mut self,
        origin: &Origin,
        names: &[Spanned<String>],
        meaning: Option<Meaning>,
    ) -> Result<(), DataError> {
        for name in names {
            let words = origin.words(name)?;
            if self
                .by_name
                .insert(words.to_owned(), self.names.len())
                .is_some()
            {
                return Err(origin.error(name, format!("the name \"{words}\" is given twice")));
            }
            self.names.push((words.to_owned(), meaning));
        }
        Ok(())
    }

    /// A city may also be an actor's name ("Brussels"); then it is both.
    fn add_place(
        &mut self,
        origin: &Origin,
        names: &[Spanned<String>],
        country: Country,
    ) -> Result<(), DataError> {
        for name in names {
            let known = self
                .by_name
                .get(name.get_ref())
                .and_then(|&at| self.names.get_mut(at));
            if let Some((_, Some(meaning))) = known {
                meaning.country = Some(country);
                continue;
            }
            let meaning = Meaning {
                actor: None,
                kind: NameKind::Place,
                country: Some(country),
            };
            self.add(origin, std::slice::from_ref(name), Some(meaning))?;
        }
        Ok(())
    }
}
