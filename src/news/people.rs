//! The people of an item: everybody whom it introduces or who is known, each once.

use jiff::civil::Date;

use crate::news::apposition::Introduction;
use crate::news::introduction::introduction;
use crate::news::name::{NameRun, Namer};
use crate::news::noun_group::{COUNTRIES, party_left};
use crate::news::person::{Person, family_of, find, is_form_of};
use crate::news::section::{Section, Sentence};
use crate::news::spelling::folded;
use crate::world::{ActorId, ActorKind, Level, Mention, NameKind, World};

/// People of one item at most: a list of guests must not make reading slow.
const PEOPLE_MAX: usize = 200;
/// Tokens between two people who are named together, at most ("and", ",").
const LINK_TOKENS: usize = 2;
/// Tokens between a name and an office behind it that may be its own.
const APPOSED_TOKENS: usize = 6;

/// A name in a sentence with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub run: NameRun,
    pub introduction: Introduction,
}

/// The names in each sentence of a section.
pub fn named(section: &Section, world: &World) -> Vec<Vec<Named>> {
    let sentences = section.sentences.iter();
    sentences
        .map(|sentence| {
            let namer = Namer::new(section, sentence, world);
            let runs = namer.runs().into_iter();
            runs.map(|run| Named {
                run,
                introduction: introduction(&namer, run),
            })
            .collect()
        })
        .collect()
}

/// Who and what was named last before a name.
#[derive(Clone, Copy)]
struct Near {
    /// The person.
    last: Option<usize>,
    /// The state in the same sentence, by whatever word.
    nearest: Option<ActorId>,
    /// The state by its name, here or in an earlier sentence.
    by_name: Option<ActorId>,
}

/// Gathers the people of an item, section by section.
pub struct Cast<'w> {
    world: &'w World,
    on: Option<Date>,
    pub people: Vec<Person>,
    /// How often each state is named so far, the first named first.
    states: Vec<(ActorId, usize)>,
    /// Offices of a party that stand without a name: sentence, office and party.
    unnamed: Vec<(usize, String, ActorId)>,
}

impl<'w> Cast<'w> {
    pub fn new(world: &'w World, on: Option<Date>) -> Self {
        Self {
            world,
            on,
            people: Vec::new(),
            states: Vec::new(),
            unnamed: Vec::new(),
        }
    }

    /// Adds those whom a section introduces. A bare name that nothing introduces adds nobody.
    pub fn add(&mut self, section: &Section, names: &[Vec<Named>]) {
        let mut last: Option<usize> = None;
        let mut named_before: Option<ActorId> = None;
        for (number, (sentence, names)) in section.sentences.iter().zip(names).enumerate() {
            let recent = std::mem::take(&mut last);
            let mut mentions = sentence.mentions.iter().peekable();
            let (mut nearest, mut by_name) = (None, named_before);
            let mut before: Option<(usize, usize)> = None;
            for named in names {
                let start = sentence
                    .tokens
                    .get(named.run.from)
                    .map_or(0, |t| t.span.start);
                while let Some(mention) = mentions.next_if(|mention| mention.span.start < start) {
                    nearest = mention
                        .actor
                        .filter(|&actor| self.is_state(actor))
                        .or(nearest);
                    by_name = self.by_name(mention).or(by_name);
                    self.count(mention.actor);
                }
                let Some(span) = sentence.span(named.run.from, named.run.to) else {
                    continue;
                };
                let near_it = Near {
                    last,
                    nearest,
                    by_name,
                };
                let mut introduction = self.completed(sentence, &named.introduction, near_it);
                self.identify(&mut introduction, number, named.run);
                let name = span.of(section.text).replace('\n', " ");
                let near = before.filter(|&(_, end)| named.introduction.start <= end + LINK_TOKENS);
                let linked = near.and_then(|(at, _)| self.people.get(at)?.actor);
                let recent = recent.and_then(|recent| self.people.get(recent)?.actor);
                let likely = linked.or(nearest).or(recent);
                let met = self.meet(&name, named.run, introduction, likely);
                if let (Some(at), Some((other, _))) = (met, near) {
                    self.share(other, at, named.introduction.behind);
                }
                before = met.map(|at| (at, named.run.to)).or(before);
                last = met.or(last);
            }
            for mention in mentions {
                by_name = self.by_name(mention).or(by_name);
                self.count(mention.actor);
            }
            named_before = by_name;
            self.note_unnamed(section, number, names);
        }
    }

    /// Remembers "the Peruvian minister" and the like, where no name stands beside it.
    fn note_unnamed(&mut self, section: &Section, number: usize, names: &[Named]) {
        let Some(sentence) = section.sentences.get(number) else {
            return;
        };
        let namer = Namer::new(section, sentence, self.world);
        let roles = sentence.offices.iter();
        for office in roles.filter(|office| office.level.is_some_and(|level| level <= Level::Envoy))
        {
            let at = sentence.token_at(office.span.start);
            let end = sentence.token_at(office.span.end);
            let beside = |named: &&Named| {
                named.introduction.start <= end && at <= named.run.to + APPOSED_TOKENS
            };
            if names.iter().any(|named| beside(&named)) || self.unnamed.len() == PEOPLE_MAX {
                continue;
            }
            if let Some(party) = party_left(&namer, at).party {
                let role = office.span.of(section.text).to_lowercase();
                self.unnamed.push((number, role, party));
            }
        }
    }

    /// A name that follows an office without one: "The Peruvian minister arrived. Ann Lee said …", and
    /// "Ambassador Ann Lee" after "Peru's ambassador".
    fn identify(&self, introduction: &mut Introduction, number: usize, run: NameRun) {
        if introduction.party.is_some() || run.known.is_some() {
            return;
        }
        let noun = |role: &str| role.rsplit(' ').next().unwrap_or("").to_owned();
        let found = match &introduction.role {
            Some(role) => self
                .unnamed
                .iter()
                .rev()
                .find(|(_, other, _)| noun(other) == noun(role)),
            None if run.from == 0 && run.to - run.from > 1 => {
                let mut latest = self.unnamed.iter().rev();
                latest.find(|(sentence, _, _)| sentence + 1 == number)
            }
            None => None,
        };
        if let Some((_, role, party)) = found {
            introduction.party = Some(*party);
            introduction.role.get_or_insert_with(|| role.clone());
        }
    }

    /// The state that a mention names by its name, which "the country" can take up.
    fn by_name(&self, mention: &Mention) -> Option<ActorId> {
        let actor = mention.actor.filter(|_| mention.kind == NameKind::Name)?;
        self.is_state(actor).then_some(actor)
    }

    fn is_state(&self, actor: ActorId) -> bool {
        self.world
            .actor(actor)
            .is_some_and(|actor| actor.kind == ActorKind::State)
    }

    fn count(&mut self, actor: Option<ActorId>) {
        let Some(actor) = actor.filter(|&actor| self.is_state(actor)) else {
            return;
        };
        match self.states.iter_mut().find(|(known, _)| *known == actor) {
            Some((_, times)) => *times += 1,
            None => self.states.push((actor, 1)),
        }
    }

    /// An introduction with what the words around it leave open: a counterpart's office, the party of
    /// "his envoy".
    fn completed(
        &self,
        sentence: &Sentence,
        introduction: &Introduction,
        near: Near,
    ) -> Introduction {
        let Near {
            last,
            nearest,
            by_name,
        } = near;
        let mut found = introduction.clone();
        let other = last.and_then(|last| self.people.get(last));
        if found.role.as_deref() == Some("counterpart") {
            found.role = other.map(|other| other.role.clone());
            found.level = other.and_then(|other| other.level);
        } else if let Some(owner) = found.owner.filter(|_| found.party.is_none()) {
            // "its leader" is a state's, "his envoy" a person's.
            let person = other.and_then(|other| other.actor);
            let is_thing = matches!(sentence.word(owner), "its" | "their");
            found.party = if COUNTRIES.contains(&sentence.word(owner)) {
                by_name.or(nearest)
            } else if is_thing {
                nearest.or(person)
            } else {
                person.or(nearest)
            };
            found.behind = true;
        }
        found
    }

    /// Of two who are named together ("the chief of staff X and Foreign Minister Y of Peru") the first has
    /// the party told behind the second.
    fn share(&mut self, first: usize, second: usize, behind: bool) {
        let party = self.people.get(second).and_then(|person| person.actor);
        let first = self.people.get_mut(first).filter(|_| first != second);
        if let Some(first) = first.filter(|first| behind && first.guessed && party.is_some()) {
            (first.actor, first.guessed) = (party, false);
        }
    }

    /// The party of somebody with an office of which no party is told: the state named most often so far.
    fn party_by_default(&self) -> Option<ActorId> {
        let most = self.states.iter().rev().max_by_key(|(_, times)| *times);
        most.map(|&(actor, _)| actor)
    }

    /// Adds a name or what it tells of a person already met; that person's index.
    fn meet(
        &mut self,
        name: &str,
        run: NameRun,
        introduction: Introduction,
        nearest: Option<ActorId>,
    ) -> Option<usize> {
        let words: Vec<String> = folded(name).split_whitespace().map(str::to_owned).collect();
        let holding = run
            .known
            .and_then(|known| self.world.holding(&known, self.on))
            .filter(|holding| is_form_of_name(&holding.name, &words, run))
            .cloned();
        let held = holding.as_ref().map(|holding| holding.actor);
        let party = if introduction.behind {
            held.or(introduction.party)
        } else {
            introduction.party.or(held)
        };
        let at = match find(&self.people, &words, party) {
            Some(at) => at,
            None if words.len() > 1 || introduction.role.is_some() || holding.is_some() => {
                self.new_person(name, words.clone())?
            }
            None => return None,
        };
        let role = introduction.role.as_deref();
        let speaks = role.is_some_and(|role| !is_private(role));
        let fallback = speaks
            .then(|| nearest.or_else(|| self.party_by_default()))
            .flatten();
        let person = self.people.get_mut(at)?;
        if words.len() > person.words.len() {
            (person.name, person.words) = (name.to_owned(), words);
            person.family = family_of(name);
        }
        if person.role.is_empty() {
            person.role = introduction.role.unwrap_or_default();
            person.level = introduction.level;
        }
        if party.is_some() && (person.actor.is_none() || person.guessed) {
            (person.actor, person.guessed) = (party, false);
        }
        if person.actor.is_none() && !person.role.is_empty() {
            (person.actor, person.guessed) = (fallback, true);
        }
        person.female |= introduction.female;
        if let Some(holding) = holding.filter(|holding| person.actor == Some(holding.actor)) {
            person.wikidata = person.wikidata.take().or(holding.wikidata);
            if person.role.is_empty() {
                person.role = holding.office;
            }
        }
        Some(at)
    }

    fn new_person(&mut self, name: &str, words: Vec<String>) -> Option<usize> {
        (self.people.len() < PEOPLE_MAX).then(|| {
            self.people.push(Person {
                name: name.to_owned(),
                family: family_of(name),
                role: String::new(),
                level: None,
                actor: None,
                wikidata: None,
                female: false,
                guessed: false,
                words,
            });
            self.people.len() - 1
        })
    }
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
    )
}

/// Whether a name in the text can be an office-holder's: the family name alone, or with given names that
/// are alike.
fn is_form_of_name(holder: &str, words: &[String], run: NameRun) -> bool {
    let known: Vec<String> = folded(holder)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    words.len() == 1 || run.known.is_some_and(|name| name.whole) || is_form_of(&known, words)
}
