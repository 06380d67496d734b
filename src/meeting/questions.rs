//! All that the models are asked of an item: one bag of features for each question.
//!
//! Reading and learning ask the same; only learning keeps the features' names.

use crate::judgement::{Features, Witness, likeliest};
use crate::meeting::Status;
use crate::meeting::date::{self, When};
use crate::meeting::detect;
use crate::meeting::kind_of::{fill_format, fill_status};
use crate::meeting::lexicon::Lexicon;
use crate::meeting::outline::Outline;
use crate::meeting::participants;
use crate::meeting::party::{self, Party};
use crate::meeting::place::{self, Place};
use crate::meeting::question::{Question, add_rivals};
use crate::meeting::witness::witnesses;
use crate::meeting::wording::fill_wording;
use crate::news::Document;
use crate::text::Meanings;
use crate::world::World;

/// From this probability on an actor is a party.
const PARTY_MIN: f64 = 0.4;
/// From this probability on somebody is a participant.
const PARTICIPANT_MIN: f64 = 0.37;
/// From this probability on the likeliest place is the place.
const PLACE_MIN: f64 = 0.25;
/// From this probability on the likeliest time is the time.
const DATE_MIN: f64 = 0.2;
/// So much does the probability that a meeting is held count beside those of other statuses: to report as held
/// what is only planned is the worse error.
const HELD_WEIGHT: f64 = 0.2;
/// Parties that every meeting has.
const PARTIES_MIN: usize = 2;

/// The questions of one item.
pub struct Questions {
    /// Does it cover a meeting?
    pub covers: Features,
    /// How far has it come?
    pub status: Features,
    /// What each contact says of that.
    pub witnesses: Vec<Witness>,
    /// Of which kind is it?
    pub format: Features,
    /// Who are the parties?
    pub parties: Vec<Question<Party>>,
    /// Who takes part, of the document's people?
    pub participants: Vec<Question<usize>>,
    /// Where is it?
    pub places: Vec<Question<Place>>,
    /// When is it?
    pub dates: Vec<Question<When>>,
}

impl Questions {
    /// Asks about a document; `bag` makes empty bags, with names or without. Cost: that of
    /// an outline of the item, and for each candidate a look at the contacts.
    pub fn of(
        document: &Document,
        world: &World,
        words: (&Lexicon, &Meanings),
        bag: fn() -> Features,
    ) -> Self {
        let outline = Outline::new(document, world, words);
        Self::of_outline(&outline, Self::covers(&outline, bag), bag)
    }

    /// Asks about an outline of which it was asked already whether it `covers` a meeting.
    pub(super) fn of_outline(outline: &Outline, covers: Features, bag: fn() -> Features) -> Self {
        let (mut status, mut format) = (bag(), bag());
        fill_status(outline, &mut status);
        fill_format(outline, &mut format);
        outline.gist.fill(&mut format);
        fill_wording(outline, &mut status);
        fill_wording(outline, &mut format);
        Self {
            covers,
            status,
            witnesses: witnesses(outline, bag),
            format,
            parties: party::questions(outline, bag),
            participants: participants::questions(outline, bag),
            places: place::questions(outline, bag),
            dates: date::questions(outline, bag),
        }
    }

    /// Adds to each candidate what is known of the whole once the status was judged: see [`Question::add_whole`].
    pub fn add_whole(&mut self, statuses: &[f64], shares: &[f64]) {
        self.parties
            .iter_mut()
            .for_each(|one| one.add_whole(statuses, shares));
        self.participants
            .iter_mut()
            .for_each(|one| one.add_whole(statuses, shares));
        self.places
            .iter_mut()
            .for_each(|one| one.add_whole(statuses, shares));
        self.dates
            .iter_mut()
            .for_each(|one| one.add_whole(statuses, shares));
        add_rivals(&mut self.places, place::RESTS, shares);
    }

    /// Only whether it covers a meeting.
    pub(super) fn covers(outline: &Outline, bag: fn() -> Features) -> Features {
        let mut covers = bag();
        detect::fill(outline, &mut covers);
        outline.gist.fill(&mut covers);
        fill_wording(outline, &mut covers);
        covers
    }
}

/// The parties, by the probability of each candidate: all that are likely, and at least two.
pub fn parties(probabilities: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    let probability = |at: usize| probabilities.get(at).copied().unwrap_or(0.0);
    order.sort_by(|&a, &b| probability(b).total_cmp(&probability(a)));
    let likely = order
        .iter()
        .filter(|&&at| probability(at) >= PARTY_MIN)
        .count();
    order.truncate(likely.max(PARTIES_MIN));
    order.sort_unstable();
    order
}

/// The participants, by the probability of each candidate.
pub fn members(probabilities: &[f64]) -> Vec<usize> {
    let numbered = probabilities.iter().enumerate();
    let likely = numbered.filter(|(_, probability)| **probability >= PARTICIPANT_MIN);
    likely.map(|(at, _)| at).collect()
}

/// The status, by the probability of each of [`Status::ALL`]; of equals the first. None only of no probabilities.
pub fn status_of(probabilities: &[f64]) -> Option<usize> {
    let is_held = |at: usize| Status::ALL.get(at) == Some(&Status::Held);
    let weighed = probabilities.iter().enumerate().map(|(at, probability)| {
        let weight = if is_held(at) { HELD_WEIGHT } else { 1.0 };
        probability * weight
    });
    likely(&weighed.collect::<Vec<f64>>(), 0.0)
}

/// The place, by the probability of each candidate; of equals the first.
pub fn place_of(probabilities: &[f64]) -> Option<usize> {
    likely(probabilities, PLACE_MIN)
}

/// The time, by the probability of each candidate; of equals the first.
pub fn date_of(probabilities: &[f64]) -> Option<usize> {
    likely(probabilities, DATE_MIN)
}

fn likely(probabilities: &[f64], least: f64) -> Option<usize> {
    let best = likeliest(probabilities).filter(|best| best.1 >= least);
    best.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_is_said_only_when_it_is_clearly_likelier() {
        let check = |held: f64, planned: f64, expected: Status| {
            let all = Status::ALL.map(|status| match status {
                Status::Held => held,
                Status::Planned => planned,
                _ => 0.0,
            });
            let found = status_of(&all).and_then(|at| Status::ALL.get(at).copied());
            assert_eq!(found, Some(expected), "{held} {planned}");
        };
        check(0.9, 0.1, Status::Held);
        check(0.8, 0.2, Status::Planned);
        check(0.1, 0.9, Status::Planned);
        check(1.0, 0.0, Status::Held);
        assert_eq!(status_of(&[]), None);
    }

    #[test]
    fn the_likeliest_of_several_is_taken_from_its_least_on() {
        assert_eq!(place_of(&[0.1, 0.3, 0.3]), Some(1));
        assert_eq!(place_of(&[0.1, 0.2]), None);
        assert_eq!(date_of(&[0.1, 0.2]), Some(1));
    }
}
