//! What the words around an introduction leave open, by those who were named before: a counterpart's office, the
//! party of "his envoy".

use crate::news::apposition::Introduction;
use crate::news::noun_group::{LIKE, is_of_organisation};
use crate::news::owner::Near;
use crate::news::people::Cast;
use crate::news::section::Sentence;
use crate::world::ActorKind;

impl Cast<'_> {
    /// An introduction with what the words around it leave open: a counterpart's office, the party of
    /// "his envoy".
    pub(super) fn completed(
        &self,
        sentence: &Sentence,
        introduction: &Introduction,
        other: Option<usize>,
        near: Near,
    ) -> Introduction {
        let mut found = introduction.clone();
        let role = found.role.as_deref().unwrap_or_default();
        let owned =
            |owner: usize| (owner + 1..owner + 3).any(|at| LIKE.contains(&sentence.word(at)));
        let has_office = !LIKE.contains(&role);
        // "His counterpart, Trade Minister Tom Ray".
        let party = if !has_office || found.owner.is_some_and(owned) {
            let other = other.and_then(|other| self.people.get(other));
            if !has_office {
                found.role = other.map(|other| other.role.clone());
                found.level = other.and_then(|other| other.level);
            }
            // A counterpart is another state's.
            let own = other.and_then(|other| other.actor);
            own.and_then(|own| self.agents.main(ActorKind::State, Some(own)))
        } else if let Some(owner) = found.owner {
            let before = (0..owner).rev().map(|at| sentence.word(at));
            self.agents.owner(sentence.word(owner), before, &near)
        } else if role.starts_with("rebel ") {
            self.agents.movement()
        } else if is_of_organisation(role) {
            self.agents.main(ActorKind::Organisation, None)
        } else {
            None
        };
        if found.party.is_none() {
            found.party = party;
            found.behind |= party.is_some() || found.owner.is_some();
        }
        found
    }
}
