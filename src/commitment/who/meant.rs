//! Whom a noun group means.

use crate::commitment::who::clause::{antecedent, others, preposition, relation};
use crate::commitment::{Candidate, Named, Party};
use crate::news::{Form, Person, Reference, speaker};
use crate::text::{Relation, Span};

/// Noun groups inside each other that are looked through at most ("the promise of the president of …").
const DEPTH_MAX: usize = 5;
/// Parties of one noun group at most.
const PARTIES_MAX: usize = 32;

/// Prepositions behind which the owner of a noun stands ("the promise of Peru", "an offer from Lima").
const OWNING: &[&str] = &["of", "from", "by", "between", "among"];

/// The parties and the people that a noun group stands for.
#[derive(Clone, Debug, Default)]
pub struct Meant<'d> {
    pub named: Vec<Named>,
    pub people: Vec<&'d Person>,
}

impl<'d> Meant<'d> {
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.people.is_empty()
    }

    /// Adds what is not there yet.
    pub fn join(&mut self, other: Self) {
        for named in other.named {
            self.add(named);
        }
        for person in other.people {
            if !self.people.iter().any(|known| known.name == person.name) {
                self.people.push(person);
            }
        }
    }

    pub fn add(&mut self, named: Named) {
        let known = self.named.iter().any(|known| known.party == named.party);
        if !known && self.named.len() < PARTIES_MAX {
            self.named.push(named);
        }
    }
}

/// Whom the noun group with this head means, with all that are coordinated with it.
pub fn meant<'d>(candidate: &Candidate<'d>, at: usize) -> Meant<'d> {
    all(candidate, at, DEPTH_MAX)
}

fn all<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let mut found = one(candidate, at, depth);
    for other in others(candidate.sentence, at) {
        found.join(one(candidate, other, depth));
    }
    found
}

fn one<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let Some(span) = sentence.tokens.get(at).map(|token| token.span) else {
        return Meant::default();
    };
    let Some(depth) = depth.checked_sub(1) else {
        return Meant::default();
    };
    if let Some(found) = first_person(candidate, span) {
        return found;
    }
    if let Some(noun) = antecedent(sentence, at).filter(|&noun| noun != at) {
        return all(candidate, noun, depth);
    }
    if let Some(reference) = reference_of(candidate, at) {
        let mut found = named_by(candidate, reference);
        if !found.is_empty() {
            found.join(beside(candidate, reference));
            return found;
        }
    }
    owner(candidate, at, depth)
}

/// The mention that a word heads, or that covers it.
fn reference_of<'d>(candidate: &Candidate<'d>, at: usize) -> Option<&'d Reference> {
    let sentence = candidate.sentence;
    let heads = sentence
        .references
        .iter()
        .find(|reference| reference.head == at);
    heads.or_else(|| sentence.reference_at(sentence.tokens.get(at)?.span.start))
}

/// Whom a mention stands for.
pub fn named_by<'d>(candidate: &Candidate<'d>, reference: &Reference) -> Meant<'d> {
    let people = &candidate.document.people;
    let person = reference.person.and_then(|at| people.get(at));
    let mut found = Meant {
        named: Vec::new(),
        people: person.into_iter().collect(),
    };
    if reference.form == Form::Group {
        let party = Party::Group(candidate.section.part, reference.span);
        found.add(Named {
            party,
            span: reference.span,
        });
    }
    for &actor in &reference.parties {
        found.add(Named::actor(actor, reference.span));
    }
    found
}

/// The adjectives that share an office or body with its own ("Peruvian and Chilean officials").
fn beside<'d>(candidate: &Candidate<'d>, reference: &Reference) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    let shares = matches!(
        reference.form,
        Form::Office | Form::Body | Form::Group | Form::Sides
    );
    if !shares {
        return found;
    }
    let mut start = sentence.token_at(reference.span.start);
    let joint = |start: usize| {
        let joint = start.checked_sub(1)?;
        matches!(sentence.word(joint), "and" | ",").then_some(joint)
    };
    let adjective = |joint: usize| {
        let mut references = sentence.references.iter();
        references.find(|found| found.form == Form::Adjective && found.head + 1 == joint)
    };
    while let Some(before) = joint(start).and_then(adjective) {
        found.join(named_by(candidate, before));
        start = sentence.token_at(before.span.start);
    }
    found
}

/// "we" and "our" inside a quotation whose speaker is known.
fn first_person<'d>(candidate: &Candidate<'d>, span: Span) -> Option<Meant<'d>> {
    let section = candidate.section;
    let source = section.speech.first_person(span.start)?;
    let speaker = speaker(candidate.document, section, source)?;
    let mut found = Meant {
        named: Vec::new(),
        people: speaker.person.into_iter().collect(),
    };
    for &actor in &speaker.parties {
        found.add(Named::actor(actor, span));
    }
    Some(found)
}

/// Whose a noun is: the possessor, else the adjective or name before it, else what stands behind "of"
/// and the like, else an apposition.
pub fn owner<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let children = || sentence.tree.children(at);
    let with = |wanted: &'static [Relation]| {
        children().filter(move |&child| {
            relation(sentence, child).is_some_and(|relation| wanted.contains(&relation))
        })
    };
    let mut found = Meant::default();
    for child in with(&[Relation::NmodPoss]) {
        found.join(all(candidate, child, depth));
    }
    if !found.is_empty() {
        return found;
    }
    for child in with(&[
        Relation::Amod,
        Relation::Compound,
        Relation::NmodDesc,
        Relation::NmodUnmarked,
        Relation::Flat,
    ]) {
        found.join(modifier(candidate, child));
    }
    if !found.is_empty() {
        return found;
    }
    for child in with(&[Relation::Nmod]) {
        if OWNING.contains(&preposition(sentence, child)) {
            found.join(all(candidate, child, depth));
        }
    }
    if !found.is_empty() {
        return found;
    }
    for child in with(&[Relation::Appos]) {
        found.join(all(candidate, child, depth));
    }
    found
}

/// Whom an adjective or a name before a noun means ("Peruvian", "U.S. and Chilean").
fn modifier<'d>(candidate: &Candidate<'d>, at: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    for at in std::iter::once(at).chain(others(sentence, at)) {
        if let Some(reference) = reference_of(candidate, at).filter(|found| !found.located) {
            found.join(named_by(candidate, reference));
        }
    }
    found
}
