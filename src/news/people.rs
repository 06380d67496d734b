//! The people of an item: everybody whom it introduces or who is known, each once.

use jiff::civil::Date;

use crate::news::apposition::Introduction;
use crate::news::company::{are_listed, are_together, joins};
use crate::news::guess::{States, is_spoken_for};
use crate::news::name::{NameRun, Namer};
use crate::news::named::Named;
use crate::news::owner::{Agents, Near};
use crate::news::person::{Person, family_of, find, is_name_of};
use crate::news::respective::{respective, states};
use crate::news::section::{Section, Sentence};
use crate::news::spelling::folded_words;
use crate::news::standing::{faced_by, subject_before, told_aloud, told_of};
use crate::news::unnamed::Unnamed;
use crate::text::Span;
use crate::world::{ActorId, Level, Mention, NameKind, World};

/// People of one item at most: a list of guests must not make reading slow.
const PEOPLE_MAX: usize = 200;

/// Gathers the people of an item, section by section.
pub struct Cast<'w> {
    world: &'w World,
    on: Option<Date>,
    pub(super) people: Vec<Person>,
    states: States,
    pub(super) agents: Agents<'w>,
    unnamed: Unnamed,
    /// Those with an office before whom no state was named, with whom they deal.
    open: Vec<(usize, Vec<ActorId>)>,
    /// Sentences read.
    number: usize,
}

impl<'w> Cast<'w> {
    /// `ranked` are the actors of the item, the most often named first.
    pub fn new(world: &'w World, on: Option<Date>, ranked: Vec<ActorId>) -> Self {
        Self {
            world,
            on,
            people: Vec::new(),
            states: States::default(),
            agents: Agents { world, ranked },
            unnamed: Unnamed::default(),
            open: Vec::new(),
            number: 0,
        }
    }

    /// Notes the offices of a section without its people.
    pub fn announce(&mut self, section: &Section, names: &[Vec<Named>]) {
        for (sentence, names) in section.sentences.iter().zip(names) {
            let namer = Namer::new(section, sentence, self.world);
            self.unnamed.note(&namer, self.number, names);
            self.number += 1;
        }
    }

    /// The people, once all sections were read.
    pub fn finish(mut self) -> Vec<Person> {
        for (at, faced) in &self.open {
            let Some(person) = self.people.get(*at).filter(|person| person.actor.is_none()) else {
                continue;
            };
            let office = (Some(&*person.role), person.level);
            let state = self.states.likeliest(None, office, &self.people, faced);
            if let Some(person) = self.people.get_mut(*at) {
                (person.actor, person.guessed) = (state, true);
            }
        }
        self.people
    }

    /// Adds those whom a section introduces. A bare name that nothing introduces adds nobody.
    pub fn add(&mut self, section: &Section, names: &[Vec<Named>]) {
        let mut last: Option<usize> = None;
        let mut named_before: Option<ActorId> = None;
        let mut previous: Option<&Sentence> = None;
        for (sentence, names) in section.sentences.iter().zip(names) {
            let recent = std::mem::take(&mut last);
            let told_before = previous.and_then(|before| self.carried(section, before, sentence));
            let rows = self.rows(sentence, names, previous);
            let mut mentions = sentence.mentions.iter().peekable();
            let (mut nearest, mut by_name) = (None, named_before);
            let mut before: Option<(usize, usize)> = None;
            let mut shared: Option<Introduction> = None;
            for (named, row) in names.iter().zip(rows) {
                let start = sentence
                    .tokens
                    .get(named.run.from)
                    .map_or(0, |t| t.span.start);
                while let Some(mention) = mentions.next_if(|mention| mention.span.start < start) {
                    // In what somebody says others are spoken of.
                    let is_said = section.quote_at(mention.span.start).is_some();
                    nearest = mention
                        .actor
                        .filter(|&actor| self.world.is_state(actor) && !is_said)
                        .or(nearest);
                    by_name = self.by_name(mention).or(by_name);
                    self.count(mention.actor);
                }
                let Some(span) = sentence.span(named.run.from, named.run.to) else {
                    continue;
                };
                let subject = subject_before(sentence, named.run.from).or(told_before);
                let near_it = Near {
                    person: self.party_of(last),
                    recent: self.party_of(recent),
                    nearest,
                    by_name,
                    by_body: self.unnamed.body(),
                    subject,
                };
                let start = named.introduction.start;
                let near = before.filter(|&(_, end)| are_together(sentence, end, start));
                let listed = before.is_some_and(|(_, end)| are_listed(sentence, end, start));
                shared = shared.filter(|_| listed);
                let other = last.or(recent);
                let mut introduction =
                    self.completed(sentence, &named.introduction, other, near_it);
                introduction.party = row.or(introduction.party);
                if introduction.shared {
                    shared = Some(introduction.clone());
                } else if let Some(shared) = &shared {
                    introduction.take_share(shared);
                }
                let opens = names.first() == Some(named) && sentence.is_subject(named.run.to - 1);
                let opens = opens || named.run.from == 0;
                self.unnamed
                    .identify(&mut introduction, self.number, named.run, opens, nearest);
                let name = span.of(section.text).replace('\n', " ");
                let companion = last.filter(|_| joins(sentence, start));
                let linked = self.party_of(near.map(|(at, _)| at).or(companion));
                let told = || {
                    let by_words = || told_aloud(sentence, start, named.run.to);
                    let told = told_of(sentence, span).or_else(by_words);
                    told.filter(|&actor| self.world.is_state(actor))
                };
                let acting = linked.or_else(told).or(nearest);
                let carried = told_before.filter(|&actor| self.world.is_state(actor));
                let likely = acting.or(near_it.recent).or(carried);
                let speaks = is_spoken_for(sentence, &introduction);
                let mut faced = if speaks {
                    faced_by(sentence, span)
                } else {
                    Vec::new()
                };
                // A guest is not of who receives him.
                if is_guest(sentence, start) {
                    faced.extend(linked.or(self.party_of(other)).or(nearest));
                }
                let guess = || self.likeliest(&introduction, likely, &faced);
                let fallback = speaks.then(guess).flatten();
                let met = self.meet(&name, named.run, introduction, fallback);
                if speaks && self.party_of(met).is_none() {
                    self.open.extend(met.map(|at| (at, faced)));
                }
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
            previous = Some(sentence);
            let namer = Namer::new(section, sentence, self.world);
            self.unnamed.note(&namer, self.number, names);
            self.number += 1;
        }
    }

    /// The subject of a sentence, for the next one in its paragraph.
    fn carried(&self, section: &Section, before: &Sentence, next: &Sentence) -> Option<ActorId> {
        let between = Span {
            start: before.span.end,
            end: next.span.start,
        };
        let breaks = between.of(section.text).contains('\n');
        subject_before(before, before.tokens.len()).filter(|_| !breaks)
    }

    /// The states of people in a row, by the order in which they were named.
    fn rows(
        &self,
        sentence: &Sentence,
        names: &[Named],
        previous: Option<&Sentence>,
    ) -> Vec<Option<ActorId>> {
        let earlier = previous.map(|before| states(before, before.tokens.len(), self.world));
        respective(sentence, names, &earlier.unwrap_or_default(), self.world)
    }

    fn party_of(&self, person: Option<usize>) -> Option<ActorId> {
        self.people.get(person?)?.actor
    }

    /// The state that a mention names by its name, which "the country" can take up.
    fn by_name(&self, mention: &Mention) -> Option<ActorId> {
        let actor = mention.actor.filter(|_| mention.kind == NameKind::Name)?;
        self.world.is_state(actor).then_some(actor)
    }

    fn count(&mut self, actor: Option<ActorId>) {
        if let Some(actor) = actor.filter(|&actor| self.world.is_state(actor)) {
            self.states.count(actor);
        }
    }

    /// The party of somebody whose office may be any state's.
    fn likeliest(
        &self,
        introduction: &Introduction,
        near: Option<ActorId>,
        faced: &[ActorId],
    ) -> Option<ActorId> {
        let (role, level) = (introduction.role.as_deref(), introduction.level);
        // Organisations have no ministers.
        let is_minister = role.is_some_and(|role| role.ends_with("minister"));
        let near = near.filter(|&near| !is_minister || self.world.is_state(near));
        self.states
            .likeliest(near, (role, level), &self.people, faced)
    }

    /// Of two who are named together ("the chief of staff X and Foreign Minister Y of Peru") the first has
    /// the party told behind the second; of two heads each has a state.
    fn share(&mut self, first: usize, second: usize, behind: bool) {
        let is_head = |at: usize| {
            let level = self.people.get(at).and_then(|person| person.level);
            level.is_some_and(|level| level <= Level::HeadOfGovernment)
        };
        let meet = first == second || (is_head(first) && is_head(second));
        let party = self.party_of(Some(second));
        let first = self.people.get_mut(first).filter(|_| !meet);
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
        fallback: Option<ActorId>,
    ) -> Option<usize> {
        let words = folded_words(name);
        let is_whole = run.known.is_some_and(|name| name.whole);
        let taken_up = self.taken_up(&words, &introduction);
        let holding = run
            .known
            .filter(|_| taken_up.is_none())
            .and_then(|known| self.world.holding(&known, self.on))
            .filter(|holding| is_whole || is_name_of(&holding.name, &words))
            .cloned();
        let held = holding.as_ref().map(|holding| holding.actor);
        // Who was told to hold another office is not read as the holder of the known one.
        let is_known_so = |role: &String| holding.as_ref().is_none_or(|held| held.office == *role);
        let party = if introduction.behind && introduction.role.as_ref().is_none_or(is_known_so) {
            held.or(introduction.party)
        } else {
            introduction.party.or(held)
        };
        let at = match taken_up.or_else(|| find(&self.people, &words, party)) {
            Some(at) => at,
            None if words.len() > 1 || introduction.role.is_some() || holding.is_some() => {
                self.new_person(name, words.clone())?
            }
            None => return None,
        };
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

    /// Whom a bare family name takes up: somebody whom the item introduced, and no office-holder of that name.
    fn taken_up(&self, words: &[String], introduction: &Introduction) -> Option<usize> {
        if words.len() != 1 || introduction.party.is_some() {
            return None;
        }
        let met = find(&self.people, words, None)?;
        let person = self.people.get(met)?;
        let is_known = person.actor.is_some() && person.wikidata.is_none();
        (is_known && person.words.last() == words.last()).then_some(met)
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

/// Whether who is introduced from a token on is on a visit: "and visiting President Ann Lee".
fn is_guest(sentence: &Sentence, start: usize) -> bool {
    let before = sentence.word_before(start);
    before == "visiting" || sentence.word(start) == "visiting"
}
