//! The people of an item: everybody whom it introduces or who is known, each once.

use jiff::civil::Date;

use crate::news::apposition::Introduction;
use crate::news::company::{are_listed, are_together, joins};
use crate::news::guess::States;
use crate::news::name::{NameRun, Namer};
use crate::news::named::Named;
use crate::news::noun_group::COUNTRIES;
use crate::news::person::{Person, family_of, find, is_form_of};
use crate::news::section::{Section, Sentence};
use crate::news::spelling::folded;
use crate::news::unnamed::Unnamed;
use crate::world::{ActorId, ActorKind, Mention, NameKind, World};

/// People of one item at most: a list of guests must not make reading slow.
const PEOPLE_MAX: usize = 200;

/// Roles of somebody who holds the office that was named last.
const LIKE: &[&str] = &["counterpart", "colleague", "opposite number"];

/// Who and what was named last before a name.
#[derive(Clone, Copy)]
struct Near {
    /// The person.
    last: Option<usize>,
    /// The state in the same sentence, by whatever word.
    nearest: Option<ActorId>,
    /// The state by its name, here or in an earlier sentence.
    by_name: Option<ActorId>,
    /// The party whose body ("the Peruvian foreign ministry") an earlier sentence names.
    by_body: Option<ActorId>,
}

/// Gathers the people of an item, section by section.
pub struct Cast<'w> {
    world: &'w World,
    on: Option<Date>,
    pub people: Vec<Person>,
    states: States,
    unnamed: Unnamed,
}

impl<'w> Cast<'w> {
    pub fn new(world: &'w World, on: Option<Date>) -> Self {
        Self {
            world,
            on,
            people: Vec::new(),
            states: States::default(),
            unnamed: Unnamed::default(),
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
            let mut shared: Option<Introduction> = None;
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
                    by_body: self.unnamed.body(),
                };
                let start = named.introduction.start;
                let near = before.filter(|&(_, end)| are_together(sentence, end, start));
                let listed = before.is_some_and(|(_, end)| are_listed(sentence, end, start));
                shared = shared.filter(|_| listed);
                let mut introduction = self.completed(sentence, &named.introduction, near_it);
                if introduction.shared {
                    shared = Some(introduction.clone());
                } else if let Some(shared) = &shared {
                    introduction.take_share(shared);
                }
                self.unnamed.identify(&mut introduction, number, named.run);
                let name = span.of(section.text).replace('\n', " ");
                let companion = last.filter(|_| joins(sentence, start));
                let linked = near.map(|(at, _)| at).or(companion);
                let linked = linked.and_then(|at| self.people.get(at)?.actor);
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
            let namer = Namer::new(section, sentence, self.world);
            self.unnamed.note(&namer, number, names);
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
        if let Some(actor) = actor.filter(|&actor| self.is_state(actor)) {
            self.states.count(actor);
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
            by_body,
        } = near;
        let mut found = introduction.clone();
        let other = last.and_then(|last| self.people.get(last));
        if found
            .role
            .as_deref()
            .is_some_and(|role| LIKE.contains(&role))
        {
            found.role = other.map(|other| other.role.clone());
            found.level = other.and_then(|other| other.level);
        } else if let Some(owner) = found.owner.filter(|_| found.party.is_none()) {
            // "its leader" is a state's, "his envoy" a person's.
            let person = other.and_then(|other| other.actor);
            found.party = match sentence.word(owner) {
                word if COUNTRIES.contains(&word) => by_name.or(nearest),
                "its" | "their" => nearest.or(person),
                "his" | "her" | "whose" => person.or(nearest),
                _ => by_body,
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
        // Who was told to hold another office is not read as the holder of the known one.
        let is_known_so = |role: &String| holding.as_ref().is_none_or(|held| held.office == *role);
        let party = if introduction.behind && introduction.role.as_ref().is_none_or(is_known_so) {
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
        let speaks = role.is_some_and(|role| !is_private(role)) && !introduction.shared;
        let level = introduction.level;
        let guess = || self.states.likeliest(nearest, role, level, &self.people);
        let fallback = speaks.then(guess).flatten();
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
            | "rebel leader"
            | "opposition leader"
            | "party leader"
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
