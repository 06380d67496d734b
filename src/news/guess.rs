//! The party of somebody who has an office and of whom no party is told: the likeliest state.
//!
//! Knows how often states are named and who holds which office; not why a state is near.

use crate::news::person::Person;
use crate::world::{ActorId, Level};

/// How often each state is named so far, the first named first.
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

    /// The state whose `role` may be free: the `near` one, else the one named most often, the first of
    /// these. A state of which the item tells who else holds the office is nobody's.
    pub fn likeliest(
        &self,
        near: Option<ActorId>,
        role: Option<&str>,
        level: Option<Level>,
        people: &[Person],
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
        let free = |state: &ActorId| !is_held(*state);
        near.filter(free).or_else(|| {
            let times = self.times.iter().rev().filter(|(state, _)| free(state));
            times
                .max_by_key(|(_, times)| *times)
                .map(|(state, _)| *state)
        })
    }
}
