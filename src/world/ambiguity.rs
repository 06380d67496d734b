//! Names that are an actor's and also something else, told apart by the other words of the text.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::world::DataError;
use crate::world::data::too_many;
use crate::world::files::Tables;
use crate::world::is_word;

/// The ambiguous names and the words that decide. Built once.
pub struct Ambiguities {
    groups: Vec<Vec<String>>,
    words: AhoCorasick,
    /// For each word: its group, and whether it speaks for the actor.
    votes: Vec<(usize, bool)>,
}

impl Ambiguities {
    pub fn new(tables: &Tables) -> Result<Self, DataError> {
        let (mut words, mut votes) = (Vec::new(), Vec::new());
        for (group, ambiguous) in tables.ambiguous.iter().enumerate() {
            for (list, actor) in [
                (&ambiguous.actor_with, true),
                (&ambiguous.other_with, false),
            ] {
                words.extend(list.iter().map(String::as_str));
                votes.extend(list.iter().map(|_| (group, actor)));
            }
        }
        let groups = tables.ambiguous.iter().map(|one| one.names.clone());
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::Standard);
        Ok(Self {
            words: builder
                .build(words)
                .map_err(|error| too_many("deciding words", &error))?,
            groups: groups.collect(),
            votes,
        })
    }

    /// The group of an ambiguous name.
    pub fn of(&self, name: &str) -> Option<usize> {
        self.groups
            .iter()
            .position(|group| group.iter().any(|known| known == name))
    }

    /// Of these groups, those that mean something else in `text`. Cost: one pass over the text.
    pub fn resolved(&self, text: &str, suspects: &[usize]) -> Vec<usize> {
        let mut seen = vec![(false, false); self.groups.len()];
        for hit in self.words.find_overlapping_iter(text) {
            let Some(&(group, actor)) = self.votes.get(hit.pattern().as_usize()) else {
                continue;
            };
            if let Some((for_actor, for_other)) = seen
                .get_mut(group)
                .filter(|_| is_word(text, hit.start(), hit.end()))
            {
                *for_actor |= actor;
                *for_other |= !actor;
            }
        }
        let is_other = |group: &usize| {
            seen.get(*group)
                .is_some_and(|&(for_actor, for_other)| for_other && !for_actor)
        };
        suspects.iter().copied().filter(is_other).collect()
    }

    /// Whether `name` belongs to one of these groups.
    pub fn is_one_of(&self, name: &str, groups: &[usize]) -> bool {
        self.of(name).is_some_and(|group| groups.contains(&group))
    }
}
