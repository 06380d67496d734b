//! Whom an item has spoken of so far, for words that point back.

use crate::news::epithet::goes_by;
use crate::news::noun_group::UNIONS;
use crate::news::person::Person;
use crate::news::reference::{Form, Reference};
use crate::news::section::Sentence;
use crate::text::Relation;
use crate::world::{ActorId, ActorKind, World};

/// Sentences that words like "he" or "the ministry" look back over.
const REACH_SENTENCES: usize = 4;
/// Sentences that "the two sides" looks back over.
const SIDES_REACH_SENTENCES: usize = 8;
/// Sides of a contact, where no more are named.
pub const SIDES: usize = 2;
/// Mentions that are remembered.
const HEARD_MAX: usize = 400;

/// What stands before an office that is another's deputy.
const SECOND: &[&str] = &["vice", "deputy", "assistant", "former", "ex-"];

/// One mention that was heard.
#[derive(Clone, Debug)]
struct Heard {
    sentence: usize,
    subject: bool,
    /// It is a subject, or whose the subject is.
    topic: bool,
    form: Form,
    /// A pronoun for one person: whether for a woman.
    female: Option<bool>,
    person: Option<usize>,
    parties: Vec<ActorId>,
    located: bool,
    /// The first member of its coordination.
    row: usize,
    /// Its coordination stands behind "between".
    between: bool,
}

/// What was heard, latest last.
pub struct History<'d> {
    world: &'d World,
    people: &'d [Person],
    heard: Vec<Heard>,
    /// The sentence at hand, counted over the item.
    pub sentence: usize,
    /// States and parties of the whole item, the most often named first.
    principals: &'d [ActorId],
}

impl<'d> History<'d> {
    pub fn new(world: &'d World, people: &'d [Person], principals: &'d [ActorId]) -> Self {
        Self {
            world,
            people,
            heard: Vec::new(),
            sentence: 0,
            principals,
        }
    }

    /// Remembers a mention of the sentence at hand.
    pub fn hear(&mut self, sentence: &Sentence, reference: &Reference) {
        if self.heard.len() == HEARD_MAX {
            self.heard.drain(..HEARD_MAX / 2);
        }
        let subject = sentence.is_subject(reference.head);
        let row = sentence.row_of(reference);
        let owns = sentence.is_relation(reference.head, &[Relation::NmodPoss]);
        let owned = sentence.head(reference.head).filter(|_| owns);
        self.heard.push(Heard {
            sentence: self.sentence,
            subject,
            topic: subject || owned.is_some_and(|owned| sentence.is_subject(owned)),
            form: reference.form,
            female: female(sentence.word(reference.head)),
            person: reference.person,
            parties: reference.parties.clone(),
            located: reference.located,
            row,
            between: sentence.preposition(row) == "between",
        });
    }

    /// Takes back what was last heard.
    pub fn unhear(&mut self) {
        self.heard.pop();
    }

    /// What was heard in the sentence `back` before the one at hand, in the order of the text.
    fn heard_in(&self, back: usize) -> std::slice::Iter<'_, Heard> {
        let wanted = self.sentence.checked_sub(back);
        let first = self
            .heard
            .partition_point(|heard| Some(heard.sentence) < wanted);
        let past = self
            .heard
            .partition_point(|heard| Some(heard.sentence) <= wanted);
        self.heard.get(first..past).unwrap_or(&[]).iter()
    }

    /// The first that fits: in each sentence back the last subject, then the last of any kind.
    fn latest<T>(&self, reach: usize, fits: impl Fn(&Heard) -> Option<T>) -> Option<T> {
        (0..=reach).find_map(|back| {
            let subjects = self.heard_in(back).rev().filter(|heard| heard.subject);
            subjects.chain(self.heard_in(back).rev()).find_map(&fits)
        })
    }

    /// Whom "he" or "she" means.
    pub fn person(&self, female: bool) -> Option<usize> {
        self.latest(REACH_SENTENCES, |heard| {
            let at = heard.person?;
            let fits = self.people.get(at)?.female == female || !female;
            let barred = !female && self.people.get(at)?.female;
            (fits && !barred).then_some(at)
        })
        .or_else(|| {
            // Nobody is known to be a woman by title: the latest of whom nothing is known.
            self.latest(REACH_SENTENCES, |heard| heard.person.filter(|_| female))
        })
    }

    /// Whom "he" or "she" means, with the parties: a person, or somebody who is known by an office alone.
    pub fn somebody(&self, female: bool) -> Option<(Option<usize>, Vec<ActorId>)> {
        let person = self.person(female);
        let said = self.latest(REACH_SENTENCES, |heard| {
            // "He met Peru's Tom Ray. He left": who was "he" before goes on being it.
            let is_told = heard.form == Form::Office || heard.female == Some(female);
            let is_office = is_told && heard.person.is_none();
            let is_person = heard.person.is_some() && heard.person == person;
            (is_person || is_office).then(|| (heard.person, heard.parties.clone()))
        });
        match said {
            Some((None, parties)) if !parties.is_empty() => Some((None, parties)),
            _ => person.map(|at| (Some(at), self.party_of(at).into_iter().collect())),
        }
    }

    /// Who holds an office that is named without a name: somebody of `party` when given.
    pub fn holder(&self, office: &str, party: Option<ActorId>) -> Option<usize> {
        let noun = |words: &str| words.rsplit([' ', '-']).next().unwrap_or("").to_owned();
        let second = |words: &str| SECOND.iter().any(|second| words.starts_with(second));
        let wanted = noun(office);
        let fits = |at: usize| {
            self.people.get(at).is_some_and(|person| {
                let holds = noun(&person.role) == wanted && second(&person.role) == second(office);
                (holds || goes_by(office, &person.role, person.level))
                    && (party.is_none() || person.actor == party)
            })
        };
        self.heard
            .iter()
            .rev()
            .filter_map(|heard| heard.person)
            .find(|&at| fits(at))
            .or_else(|| {
                let mut all = (0..self.people.len()).filter(|&at| fits(at));
                let only = all.next();
                only.filter(|_| all.next().is_none())
            })
    }

    /// The party of a person.
    pub fn party_of(&self, person: usize) -> Option<ActorId> {
        self.people.get(person)?.actor
    }

    /// What "it" means: the latest party that is no person.
    pub fn thing(&self) -> Option<ActorId> {
        self.latest(REACH_SENTENCES / 2, |heard| {
            let plain = heard.person.is_none()
                && heard.form != Form::Adjective
                && heard.form != Form::Sides
                && !heard.located;
            heard.parties.first().copied().filter(|_| plain)
        })
    }

    /// What "the bloc" or "the bank" means: the latest organisation, which must be called so unless any can be.
    pub fn organisation(&self, noun: &str) -> Option<ActorId> {
        let is_any = UNIONS.contains(&noun);
        self.latest(REACH_SENTENCES, |heard| {
            let first = heard.parties.first().copied();
            first.filter(|&actor| {
                self.world.is_organisation(actor) && (is_any || self.world.is_called(actor, noun))
            })
        })
    }

    /// Who "the rebels" are: the only movement that was named, if one was.
    pub fn movement(&self) -> Option<ActorId> {
        let movements = self.heard.iter().flat_map(|heard| &heard.parties);
        let mut movements = movements
            .copied()
            .filter(|&actor| self.world.is_of_kind(actor, ActorKind::Party));
        let first = movements.next()?;
        movements.all(|other| other == first).then_some(first)
    }

    /// Who "the North" or "the South" is.
    pub fn half(&self, side: &str) -> Option<ActorId> {
        self.world.half(side, self.principals)
    }

    /// Whether the item names a state or party.
    pub fn tells_of(&self, actor: ActorId) -> bool {
        self.principals.contains(&actor)
    }

    /// What "the ministry" means: the latest body, else the party of whoever acted last.
    pub fn body(&self) -> Option<ActorId> {
        let body = self.latest(REACH_SENTENCES, |heard| {
            let first = heard.parties.first().copied();
            first.filter(|_| heard.form == Form::Body || heard.form == Form::StandIn)
        });
        body.or_else(|| {
            (0..=REACH_SENTENCES).find_map(|back| {
                let heard = || self.heard_in(back).rev();
                let topics = heard().filter(|heard| heard.topic);
                let mut all = topics.chain(heard()).filter(|heard| !heard.located);
                all.find_map(|heard| heard.parties.first().copied())
            })
        })
    }

    /// Whom "they" means: several subjects of one sentence, people who act together in it, or the latest word
    /// for several.
    pub fn several(&self) -> Vec<ActorId> {
        for back in 0..=REACH_SENTENCES / 2 {
            let mut subjects = Vec::new();
            for heard in self.heard_in(back).filter(|heard| heard.subject) {
                add(&mut subjects, &heard.parties);
            }
            let people = || self.heard_in(back).filter(|heard| heard.person.is_some());
            if people().any(|heard| heard.subject) {
                people().for_each(|heard| add(&mut subjects, &heard.parties));
            }
            if subjects.len() > 1 {
                return subjects;
            }
            let plural = self
                .heard_in(back)
                .rev()
                .find(|heard| heard.subject && heard.person.is_none() && !heard.parties.is_empty());
            if let Some(plural) = plural {
                return plural.parties.clone();
            }
        }
        Vec::new()
    }

    /// Whom "the two sides" means: the latest sentence that names so many in a row, for two as those who act or
    /// behind "between", or enough parties, those that act first; else the latest parties together; else those
    /// most often named in the item.
    pub fn sides(&self, count: usize) -> Vec<ActorId> {
        let mut together = Vec::new();
        for back in 0..=SIDES_REACH_SENTENCES {
            if let Some(row) = self.row(back, count) {
                return row;
            }
            let mut here = Vec::new();
            for acting in [true, false] {
                let heard = self
                    .heard_in(back)
                    .filter(|heard| heard.subject == acting && !heard.located);
                heard.for_each(|heard| add(&mut here, &heard.parties));
            }
            let states: Vec<ActorId> = here
                .iter()
                .copied()
                .filter(|&actor| self.is_principal(actor))
                .collect();
            let mut enough = if states.len() >= count { states } else { here };
            if enough.len() > count {
                // Of more than are wanted, those that the item speaks of most.
                enough.sort_by_key(|actor| self.rank(*actor));
            }
            if enough.len() >= count {
                enough.truncate(count);
                return enough;
            }
            add(&mut together, &enough);
        }
        together.retain(|&actor| self.is_principal(actor));
        add(&mut together, self.principals);
        together.truncate(count);
        together
    }

    /// Whom "the two leaders" means: people of so many parties that a sentence named lately, else the sides.
    pub fn leaders(&self, count: usize) -> Vec<ActorId> {
        let met = (0..=REACH_SENTENCES).find_map(|back| {
            let mut here = Vec::new();
            let people = self.heard_in(back).filter(|heard| heard.person.is_some());
            people.for_each(|heard| add(&mut here, &heard.parties));
            (here.len() == count).then_some(here)
        });
        met.unwrap_or_else(|| self.sides(count))
    }

    /// Whom "the sides" means: all of the latest three or more that were named in a row, if no two were since;
    /// else two.
    pub fn all_sides(&self) -> Vec<ActorId> {
        let latest = (0..=SIDES_REACH_SENTENCES).find_map(|back| {
            let longest = self.rows(back, |_| true).max_by_key(Vec::len);
            longest.filter(|row| row.len() >= SIDES)
        });
        let states = |row: &Vec<ActorId>| row.iter().all(|&actor| self.is_principal(actor));
        latest
            .filter(|row| row.len() > SIDES && states(row))
            .unwrap_or_else(|| self.sides(SIDES))
    }

    /// Who faces one of the two sides.
    pub fn other_side(&self, one: ActorId) -> Option<ActorId> {
        let sides = self.sides(SIDES);
        let mut others = sides.iter().filter(|&&side| side != one);
        let other = others.next().copied();
        other.filter(|_| others.next().is_none())
    }

    /// So many parties in a row: "Peru, Chile and Bolivia"; of two that they act or deal with each other.
    fn row(&self, back: usize, count: usize) -> Option<Vec<ActorId>> {
        let deal = |heard: &Heard| count > SIDES || heard.subject || heard.between;
        let mut rows = self.rows(back, deal);
        rows.find(|row| row.len() == count)
    }

    /// The parties that were named in a row in the sentence `back` before the one at hand, for each mention that
    /// fits.
    fn rows(
        &self,
        back: usize,
        fits: impl Fn(&Heard) -> bool,
    ) -> impl Iterator<Item = Vec<ActorId>> {
        let rows = self.heard_in(back).filter(move |heard| fits(heard));
        rows.map(|heard| heard.row).map(move |row| {
            let mut members = Vec::new();
            let of_row = self.heard_in(back).filter(|heard| heard.row == row);
            of_row.for_each(|heard| add(&mut members, &heard.parties));
            members
        })
    }

    fn rank(&self, actor: ActorId) -> usize {
        let rank = self.principals.iter().position(|&known| known == actor);
        rank.unwrap_or(usize::MAX)
    }

    fn is_principal(&self, actor: ActorId) -> bool {
        self.world
            .actor(actor)
            .is_some_and(|actor| actor.kind != ActorKind::Organisation)
    }
}

/// Whether a pronoun for one person is for a woman; nothing for any other word.
pub fn female(pronoun: &str) -> Option<bool> {
    match pronoun {
        "he" | "him" | "his" | "himself" => Some(false),
        "she" | "her" | "hers" | "herself" => Some(true),
        _ => None,
    }
}

/// Adds those that are not there yet.
fn add(known: &mut Vec<ActorId>, more: &[ActorId]) {
    for &actor in more {
        if !known.contains(&actor) {
            known.push(actor);
        }
    }
}
