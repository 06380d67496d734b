//! Who is meant by every word that stands for somebody: names, offices, bodies, pronouns, groups.
//!
//! One pass in the order of the text; what points back looks into the [`History`].

use crate::news::factions::is_bare_fighters;
use crate::news::groups::{PEOPLE, group_at, sides_at};
use crate::news::history::{History, SIDES, female};
use crate::news::name::Namer;
use crate::news::named::Named;
use crate::news::noun_group::UNIONS;
use crate::news::person::{Person, person_named};
use crate::news::reference::{Form, Reference};
use crate::news::section::{Section, Sentence};
use crate::news::teller::{Teller, teller};
use crate::text::{Relation, Span, Upos};
use crate::world::{ActorId, NameKind, World};

/// Nouns in which names of organisations end, and that then stand for them.
const CALLED: &[&str] = &[
    "agency",
    "bank",
    "commission",
    "commonwealth",
    "community",
    "council",
    "fund",
    "league",
    "secretariat",
];

/// The mentions of each sentence of an item's sections.
pub fn references(
    sections: [(&Section, &[Vec<Named>]); 2],
    people: &[Person],
    principals: &[ActorId],
    world: &World,
) -> [Vec<Vec<Reference>>; 2] {
    let mut history = History::new(world, people, principals);
    sections.map(|(section, names)| {
        let sentences = section.sentences.iter().zip(names);
        sentences
            .map(|(sentence, names)| {
                history.sentence += 1;
                let mut reader = SentenceReader {
                    namer: Namer::new(section, sentence, world),
                    world,
                    people,
                    history: &mut history,
                    found: Vec::new(),
                };
                reader.read(names);
                reader.found
            })
            .collect()
    })
}

pub(super) struct SentenceReader<'r, 'd> {
    pub(super) namer: Namer<'r>,
    world: &'r World,
    people: &'r [Person],
    pub(super) history: &'r mut History<'d>,
    pub(super) found: Vec<Reference>,
}

impl<'r> SentenceReader<'r, '_> {
    pub(super) fn sentence(&self) -> &'r Sentence {
        self.namer.sentence
    }

    fn read(&mut self, names: &[Named]) {
        let mut names = names.iter().peekable();
        let mut at = 0;
        while at < self.sentence().tokens.len() {
            while names.next_if(|named| named.run.to <= at).is_some() {}
            let named = names
                .peek()
                .filter(|named| named.introduction.start <= at && at <= named.run.from);
            let step = named
                .and_then(|named| self.person(named))
                .or_else(|| self.at(at));
            at = step.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// What begins at a token, if anything; one past it.
    fn at(&mut self, at: usize) -> Option<usize> {
        if let Some((head, count)) = sides_at(self.sentence(), at) {
            let people = PEOPLE.contains(&self.sentence().word(head));
            let parties = match count {
                Some(count) if people => self.history.leaders(count),
                Some(count) => self.history.sides(count),
                None => self.history.all_sides(),
            };
            // "The six powers" of whom the item names too few are a group as it calls them.
            let is_told = count.is_none_or(|count| count <= SIDES || parties.len() == count);
            if is_told {
                return self.push(at, head, Form::Sides, None, parties);
            }
            let the = usize::from(self.sentence().word(at) == "the");
            return self.push(at + the, head, Form::Group, None, Vec::new());
        }
        if let Some((start, head)) = group_at(self.sentence(), self.world, at) {
            let is_bare = is_bare_fighters(self.sentence(), start, head);
            let movement = is_bare.then(|| self.history.movement()).flatten();
            let form = movement.map_or(Form::Group, |_| Form::Body);
            return self.push(start, head, form, None, movement.into_iter().collect());
        }
        self.actor(at)
            .or_else(|| self.office(at))
            .or_else(|| self.offices(at))
            .or_else(|| self.half(at))
            .or_else(|| self.union(at))
            .or_else(|| self.pronoun(at))
    }

    /// Who tells what the pronoun at a token belongs to, where it means the one who tells.
    pub(super) fn teller(&self, at: usize) -> Option<Teller> {
        teller(self.sentence(), &self.found, self.people, at)
    }

    fn person(&mut self, named: &Named) -> Option<usize> {
        let name = self.sentence().span(named.run.from, named.run.to)?;
        let name = name.of(self.namer.section.text);
        let at = person_named(self.people, name, named.introduction.party)?;
        let parties = self.history.party_of(at).into_iter().collect();
        let start = named.introduction.start.min(named.run.from);
        self.push(start, named.run.to - 1, Form::Person, Some(at), parties)
    }

    fn actor(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let start = sentence.tokens.get(at)?.span.start;
        let mention = *sentence.mention_at(start)?;
        let end = sentence.token_at(mention.span.end);
        let acts = !sentence.is_place(&mention) && !sentence.is_description(&mention);
        let Some(actor) = mention.actor.filter(|_| acts) else {
            return Some(end);
        };
        let form = match mention.kind {
            NameKind::Adjective => Form::Adjective,
            NameKind::Capital | NameKind::StandIn => Form::StandIn,
            NameKind::Name | NameKind::Place => Form::Name,
        };
        self.push(
            at,
            end.max(at + 1) - 1,
            form,
            None,
            self.world.meant_by(actor),
        )
    }

    /// "The North", where the item tells of both halves of a country.
    fn half(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let before = sentence.word_before(at);
        let form = sentence.tokens.get(at)?.span.of(self.namer.section.text);
        let goes_on = sentence.is_upos(at + 1, &[Upos::Adj, Upos::Noun, Upos::Propn]);
        if before != "the" || goes_on || !form.starts_with(char::is_uppercase) {
            return None;
        }
        let actor = self.history.half(sentence.word(at))?;
        self.push(at, at, Form::Name, None, vec![actor])
    }

    /// "The bloc", "the Commission": an organisation that was named before.
    fn union(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let word = sentence.word(at);
        let known = UNIONS.contains(&word) || CALLED.contains(&word);
        let before = at.checked_sub(1).filter(|_| known)?;
        let goes_on = sentence.is_upos(at + 1, &[Upos::Noun, Upos::Propn])
            || matches!(sentence.word(at + 1), "of" | "-");
        let definite = matches!(sentence.word(before), "the" | "this");
        let actor = self
            .history
            .organisation(word)
            .filter(|_| definite && !goes_on)?;
        self.push(at, at, Form::Body, None, vec![actor])
    }

    fn pronoun(&mut self, at: usize) -> Option<usize> {
        let node = self.sentence().tree.nodes().get(at)?;
        if let Some(teller) = self.teller(at) {
            let (person, parties) = (teller.person, teller.parties);
            return self.push(at, at, Form::Pronoun, person, parties);
        }
        let word = self.sentence().word(at);
        let (person, parties) = match (female(word), word) {
            (Some(female), _) => self.history.somebody(female)?,
            (None, "it" | "its" | "itself") if node.relation != Relation::Expl => {
                (None, self.history.thing().into_iter().collect())
            }
            (None, "they" | "them" | "their" | "themselves") => (None, self.history.several()),
            _ => return None,
        };
        if person.is_none() && parties.is_empty() {
            return None;
        }
        self.push(at, at, Form::Pronoun, person, parties)
    }

    /// Adds a mention of the tokens `from` to `head`.
    pub(super) fn push(
        &mut self,
        from: usize,
        head: usize,
        form: Form,
        person: Option<usize>,
        parties: Vec<ActorId>,
    ) -> Option<usize> {
        let span: Span = self.sentence().span(from, head + 1)?;
        let reference = Reference {
            span,
            head,
            form,
            person,
            parties,
            located: form == Form::Name && self.sentence().is_located(head),
        };
        let sentence = self.sentence();
        self.history.hear(sentence, &reference);
        self.found.push(reference);
        Some(head + 1)
    }
}
