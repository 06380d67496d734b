//! Whose an office is that the words give to a pronoun or to a noun that was named before.

use crate::news::noun_group::{COUNTRIES, REBELS, UNIONS};
use crate::world::{ActorId, ActorKind, World};

/// Those who fight a state, as an owner's noun.
const FIGHTERS: &[&str] = &["separatist", "separatists"];

/// Who and what was named last before a name.
#[derive(Clone, Copy, Default)]
pub struct Near {
    /// The party of the person in the same sentence.
    pub person: Option<ActorId>,
    /// The party of the last person of the sentence before.
    pub recent: Option<ActorId>,
    /// The state in the same sentence, by whatever word.
    pub nearest: Option<ActorId>,
    /// The state by its name, here or in an earlier sentence.
    pub by_name: Option<ActorId>,
    /// The party whose body ("the Peruvian foreign ministry") an earlier sentence names.
    pub by_body: Option<ActorId>,
    /// The subject of the sentence, or of the one before it in the paragraph.
    pub subject: Option<ActorId>,
}

/// What the whole item speaks of, the most often named first.
pub struct Agents<'w> {
    pub world: &'w World,
    pub ranked: Vec<ActorId>,
}

impl Agents<'_> {
    /// The one of a kind of which the item speaks most, but for one.
    pub fn main(&self, kind: ActorKind, but: Option<ActorId>) -> Option<ActorId> {
        let mut ranked = self.ranked.iter().copied();
        ranked.find(|&actor| Some(actor) != but && self.world.is_of_kind(actor, kind))
    }

    /// The movement of which the item speaks most.
    pub fn movement(&self) -> Option<ActorId> {
        self.main(ActorKind::Party, None)
    }

    /// The party that an owner's word means; `before` are the words to its left, the last one first.
    pub fn owner<'s>(
        &self,
        word: &str,
        mut before: impl Iterator<Item = &'s str> + Clone,
        near: &Near,
    ) -> Option<ActorId> {
        let is_fighter = |word| FIGHTERS.contains(&word) || REBELS.contains(&word);
        match word {
            word if COUNTRIES.contains(&word) => near.by_name.or(near.nearest),
            word if UNIONS.contains(&word) || word.ends_with("general") => {
                self.main(ActorKind::Organisation, None)
            }
            word if REBELS.contains(&word) => self.movement(),
            "government" => near.by_body.or_else(|| self.main(ActorKind::State, None)),
            "its" | "their" if before.clone().any(is_fighter) => self.movement(),
            // "Peru and its envoy".
            "its" | "their" if before.next() == Some("and") => {
                near.nearest.or(near.subject).or(near.person)
            }
            "its" | "their" => near.subject.or(near.nearest).or(near.person),
            "his" | "her" => near
                .person
                .or(near.recent)
                .or(near.nearest)
                .or(near.subject),
            "whose" => near.person.or(near.nearest),
            _ => near.by_body,
        }
    }
}
