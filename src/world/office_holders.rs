//! The names of office-holders, gathered from the data files.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::world::ActorId;
use crate::world::data::DataError;
use crate::world::holders::{Entry, Holder, Holders, Holding, days};
use crate::world::origin::Origin;

/// Office-holdings at most: what an index of two bytes can count.
const HOLDINGS_MAX: usize = u16::MAX as usize;

/// All holdings and the names by which texts speak of their holders.
#[derive(Default)]
pub struct People {
    pub holdings: Vec<Holding>,
    pub names: Vec<(String, Entry)>,
    by_name: HashMap<String, usize>,
    common: HashSet<String>,
}

impl People {
    /// Family names that are everyday words or borne by many: alone they mean nobody.
    pub fn add_common(&mut self, families: &[Spanned<String>]) {
        let words = families.iter().map(|family| family.get_ref().clone());
        self.common.extend(words);
    }

    /// Adds one file's holders; `actor` finds a party by its code.
    pub fn add(
        &mut self,
        origin: &Origin,
        holders: &[Holders],
        actor: impl Fn(&Spanned<String>) -> Result<ActorId, DataError>,
    ) -> Result<(), DataError> {
        for group in holders {
            let party = actor(&group.party)?;
            let office = origin.words(&group.office)?.to_lowercase();
            for person in &group.people {
                self.add_person(origin, person, &office, party)?;
            }
        }
        Ok(())
    }

    fn add_person(
        &mut self,
        origin: &Origin,
        person: &Holder,
        office: &str,
        actor: ActorId,
    ) -> Result<(), DataError> {
        let name = origin.words(&person.name)?;
        let wrong = |at: &Spanned<String>| {
            let reason = format!("\"{}\" is no year, month or day", at.get_ref());
            origin.error(at, reason)
        };
        let (from, _) = days(person.from.get_ref()).ok_or_else(|| wrong(&person.from))?;
        let to = match &person.to {
            Some(to) => Some(days(to.get_ref()).ok_or_else(|| wrong(to))?.1),
            None => None,
        };
        if to.is_some_and(|to| to < from) || self.holdings.len() == HOLDINGS_MAX {
            let reason = format!("{name} leaves before entering, or there are too many");
            return Err(origin.error(&person.from, reason));
        }
        let index = u16::try_from(self.holdings.len()).unwrap_or(u16::MAX);
        self.holdings.push(Holding {
            name: name.to_owned(),
            office: office.to_owned(),
            actor,
            from,
            to,
            wikidata: person.wikidata.clone(),
        });
        for whole in std::iter::once(&person.name).chain(&person.also) {
            let words = origin.words(whole)?;
            self.name(words, words.contains(' '), index);
            let last = words.rsplit(' ').next().unwrap_or(words);
            let family = person
                .family
                .as_ref()
                .map_or(last, |family| family.get_ref());
            if family != words && !self.common.contains(family) {
                self.name(family, false, index);
            }
        }
        Ok(())
    }

    fn name(&mut self, words: &str, whole: bool, holding: u16) {
        let next = self.names.len();
        let at = *self.by_name.entry(words.to_owned()).or_insert(next);
        if at == next {
            let entry = Entry {
                whole,
                holdings: Vec::new(),
            };
            self.names.push((words.to_owned(), entry));
        }
        let entry = self.names.get_mut(at).map(|(_, entry)| entry);
        if let Some(entry) = entry.filter(|entry| !entry.holdings.contains(&holding)) {
            entry.holdings.push(holding);
        }
    }
}
