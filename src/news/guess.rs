//! The party of somebody who has an office and of whom no party is told: the likeliest state.
//!
//! Knows how often states are named and who holds which office; not why a state is near.

use crate::news::apposition::Introduction;
use crate::news::noun_group::REBELS;
use crate::news::person::Person;
use crate::news::section::Sentence;
use crate::world::{ActorId, Level};

/// How often each state or other actor is named, the first named first.
#[derive(Debug, Default)]
pub struct States {
    times: Vec<(ActorId, usize)>,
}

impl States {
    /// Counts one mention.
    pub fn count(&mut self, state: ActorId) {
        match self.times.iter_mut().find(|(known, _)| *known == state) {
            Some((_, times)) => *times += 1,
            None => self.times.push((state, 1)),
        }
    }

    /// All that were named, the most often named first.
    pub fn ranked(mut self) -> Vec<ActorId> {
        self.times
            .sort_by_key(|&(_, times)| std::cmp::Reverse(times));
        self.times.into_iter().map(|(actor, _)| actor).collect()
    }

    /// The state whose `role` may be free: the `near` one, else the one named most often, the first of
    /// these. A state of which the item tells who else holds the office is nobody's, and one that is `faced`
    /// is the other side's.
    pub fn likeliest(
        &self,
        near: Option<ActorId>,
        (role, level): (Option<&str>, Option<Level>),
        people: &[Person],
        faced: &[ActorId],
    ) -> Option<ActorId> {
        let is_head = level.is_some_and(|level| level <= Level::HeadOfGovernment);
        let is_single = is_head || role.is_some_and(|role| role.ends_with(" minister"));
        let is_held = |state: ActorId| {
            let mut others = people.iter();
            is_single
                && others.any(|other| {
                    other.actor == Some(state) && !other.guessed && Some(&*other.role) == role
                })
        };
        let free = |state: &ActorId| !is_held(*state) && !faced.contains(state);
        near.filter(free).or_else(|| {
            let times = self.times.iter().rev().filter(|(state, _)| free(state));
            times
                .max_by_key(|(_, times)| *times)
                .map(|(state, _)| *state)
        })
    }
}

/// Whether somebody has an office whose state may be guessed; that of a rebel is none's.
pub fn is_spoken_for(sentence: &Sentence, introduction: &Introduction) -> bool {
    let owner = introduction.owner.map_or("", |owner| sentence.word(owner));
    let role = introduction.role.as_deref();
    role.is_some_and(|role| !is_private(role)) && !introduction.shared && !REBELS.contains(&owner)
}

/// Whether an office speaks for nobody but its holder, so that no party may be guessed.
fn is_private(role: &str) -> bool {
    matches!(
        role,
        "analyst"
            | "professor"
            | "bishop"
            | "archbishop"
            | "cardinal"
            | "imam"
            | "cleric"
            | "judge"
            | "rebel leader"
            | "opposition leader"
            | "party leader"
    )
}
