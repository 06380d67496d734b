//! Who is meant by every word that stands for somebody: names, offices, bodies, pronouns, groups.
//!
//! One pass in the order of the text; what points back looks into the [`History`].

use crate::news::groups::{group_at, is_bare_fighters, sides_at};
use crate::news::history::History;
use crate::news::name::Namer;
use crate::news::named::Named;
use crate::news::noun_group::{REBELS, UNIONS, party_after, party_left};
use crate::news::person::{Person, person_named};
use crate::news::reference::{Form, Reference};
use crate::news::section::{Section, Sentence};
use crate::news::teller::{Teller, teller};
use crate::text::{Relation, Span, Upos};
use crate::world::{ActorId, NameKind, Office, OfficeKind, World};

/// Bodies that several states have at once: without a party they mean nobody in particular.
const MANY: &[&str] = &[
    "ambassadors",
    "diplomats",
    "leaders",
    "negotiators",
    "officials",
    "envoys",
    "forces",
    "troops",
    "authorities",
    "side",
    "team",
    "army",
    "military",
    "armed forces",
];

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

struct SentenceReader<'r, 'd> {
    namer: Namer<'r>,
    world: &'r World,
    people: &'r [Person],
    history: &'r mut History<'d>,
    found: Vec<Reference>,
}

impl<'r> SentenceReader<'r, '_> {
    fn sentence(&self) -> &'r Sentence {
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
            let parties = self.history.sides(count);
            return self.push(at, head, Form::Sides, None, parties);
        }
        if let Some((start, head)) = group_at(self.sentence(), self.world, at) {
            let is_bare = is_bare_fighters(self.sentence(), start, head);
            let movement = is_bare.then(|| self.history.movement()).flatten();
            let form = movement.map_or(Form::Group, |_| Form::Body);
            return self.push(start, head, form, None, movement.into_iter().collect());
        }
        self.actor(at)
            .or_else(|| self.office(at))
            .or_else(|| self.half(at))
            .or_else(|| self.union(at))
            .or_else(|| self.pronoun(at))
    }

    /// Who tells what the pronoun at a token belongs to, where it means the one who tells.
    fn teller(&self, at: usize) -> Option<Teller> {
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
        self.push(at, end.max(at + 1) - 1, form, None, vec![actor])
    }

    fn office(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let office = *sentence.office_at(sentence.tokens.get(at)?.span.start)?;
        let left = party_left(&self.namer, at);
        let end = sentence.token_at(office.span.end).max(at + 1);
        let teller = |at| self.teller(at)?.parties.first().copied();
        let owner = left
            .owner
            .and_then(|at| teller(at).or_else(|| self.owner(at)));
        let party = left
            .party
            .or(owner)
            .or_else(|| party_after(&self.namer, end))
            .or_else(|| self.bearer(at));
        let start = if left.party.is_some() { left.start } else { at };
        let article = start
            .checked_sub(1)
            .map_or("", |before| sentence.word(before));
        let definite = matches!(article, "the" | "this" | "that") || left.owner.is_some();
        let (person, party) = match office.kind {
            OfficeKind::Role => self.role(&office, party, definite, article)?,
            OfficeKind::Body => (None, Some(self.body(&office, party, definite)?)),
        };
        // The adjective belongs to the office.
        while left.party.is_some()
            && self
                .found
                .last()
                .is_some_and(|last| last.head >= left.start)
        {
            self.found.pop();
            self.history.unhear();
        }
        let form = match office.kind {
            OfficeKind::Role => Form::Office,
            OfficeKind::Body => Form::Body,
        };
        self.push(start, end - 1, form, person, party.into_iter().collect())
    }

    /// "The North", where the item tells of both halves of a country.
    fn half(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let before = at.checked_sub(1).map_or("", |before| sentence.word(before));
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

    fn role(
        &self,
        office: &Office,
        party: Option<ActorId>,
        definite: bool,
        article: &str,
    ) -> Option<(Option<usize>, Option<ActorId>)> {
        let words = office.span.of(self.namer.section.text).to_lowercase();
        let indefinite = matches!(article, "a" | "an" | "another" | "one");
        if party.is_some() {
            let person = self.history.holder(&words, party).filter(|_| !indefinite);
            return Some((person, party));
        }
        let person = definite
            .then(|| self.history.holder(&words, None))
            .flatten();
        let party = person
            .and_then(|person| self.history.party_of(person))
            .or(office.of.filter(|_| !indefinite));
        (person.is_some() || party.is_some()).then_some((person, party))
    }

    fn body(&self, office: &Office, party: Option<ActorId>, definite: bool) -> Option<ActorId> {
        let words = office.span.of(self.namer.section.text).to_lowercase();
        let back = definite && !MANY.contains(&words.as_str());
        // "The administration" is one government's wherever that is spoken of.
        let own = office.of.filter(|&of| back && self.history.tells_of(of));
        party
            .or(own)
            .or_else(|| back.then(|| self.capital()).flatten())
            .or_else(|| back.then(|| self.history.body()).flatten())
    }

    /// Whose capital opens the sentence: "In Lima, the ministry said".
    fn capital(&self) -> Option<ActorId> {
        let sentence = self.sentence();
        let mention = sentence.mention_at(sentence.tokens.get(1)?.span.start)?;
        let is_first = sentence.word(0) == "in" && mention.kind == NameKind::Capital;
        mention.actor.filter(|_| is_first)
    }

    /// The party of whom a possessive pronoun means.
    fn owner(&self, at: usize) -> Option<ActorId> {
        match self.sentence().word(at) {
            "his" => self.history.somebody(false)?.1.first().copied(),
            "her" => self.history.somebody(true)?.1.first().copied(),
            "its" => self.history.thing(),
            word if REBELS.contains(&word) || word == "government" || word.ends_with("general") => {
                None
            }
            _ => {
                let several = self.history.several();
                several.first().copied().filter(|_| several.len() == 1)
            }
        }
    }

    /// The person right before a body ("the Moreno government", "Moreno's spokesman").
    fn bearer(&self, at: usize) -> Option<ActorId> {
        let last = self.found.last().filter(|last| last.form == Form::Person)?;
        let genitive = usize::from(matches!(self.sentence().word(last.head + 1), "'s" | "'"));
        let near = at.checked_sub(last.head + 1 + genitive)?;
        last.parties.first().copied().filter(|_| near <= 1)
    }

    fn pronoun(&mut self, at: usize) -> Option<usize> {
        let node = self.sentence().tree.nodes().get(at)?;
        if let Some(teller) = self.teller(at) {
            let (person, parties) = (teller.person, teller.parties);
            return self.push(at, at, Form::Pronoun, person, parties);
        }
        let (person, parties) = match self.sentence().word(at) {
            "he" | "him" | "his" | "himself" => self.history.somebody(false)?,
            "she" | "her" | "hers" | "herself" => self.history.somebody(true)?,
            "it" | "its" | "itself" if node.relation != Relation::Expl => {
                (None, self.history.thing().into_iter().collect())
            }
            "they" | "them" | "their" | "themselves" => (None, self.history.several()),
            _ => return None,
        };
        if person.is_none() && parties.is_empty() {
            return None;
        }
        self.push(at, at, Form::Pronoun, person, parties)
    }

    /// Adds a mention of the tokens `from` to `head`.
    fn push(
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
