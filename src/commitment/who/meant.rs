//! Whom a noun group means.

use crate::commitment::who::clause::{agent, antecedent, preposition};
use crate::commitment::who::company::{
    beside_whom, described, equated, group_telling, included, rebels_of, union_of,
};
use crate::commitment::who::list::row;
use crate::commitment::{Candidate, Named, Party};
use crate::news::{Form, Person, Reference, Sentence, speaker};
use crate::text::{Relation, Span};

/// Noun groups inside each other that are looked through at most ("the promise of the president of …").
const DEPTH_MAX: usize = 5;
/// Parties of one noun group at most.
const PARTIES_MAX: usize = 32;

/// Relations of adjectives and names before the noun that they modify.
const BEFORE: &[Relation] = &[
    Relation::Amod,
    Relation::Compound,
    Relation::NmodDesc,
    Relation::NmodUnmarked,
    Relation::Flat,
];

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

    /// Adds the parties that are not there yet.
    pub fn add_all(&mut self, others: Vec<Named>) {
        for named in others {
            self.add(named);
        }
    }

    /// Adds what is not there yet.
    pub fn join(&mut self, other: Self) {
        self.add_all(other.named);
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

/// Whom a noun group means by its own words or its closest owner: "Peruvian troops", "Lima's offer", not
/// "the arrest of Peruvians".
pub fn meant_closely<'d>(candidate: &Candidate<'d>, at: usize) -> Meant<'d> {
    if is_mention(candidate, at) {
        return meant(candidate, at);
    }
    close_owner(candidate, at, DEPTH_MAX)
}

/// Whether a word is a mention of somebody, or stands for one: a pronoun, a relative.
pub fn is_mention(candidate: &Candidate, at: usize) -> bool {
    let sentence = candidate.sentence;
    let start = sentence.tokens.get(at).map(|token| token.span.start);
    let speaks = start.is_some_and(|start| candidate.section.speech.first_person(start).is_some());
    speaks
        || antecedent(sentence, at).is_some()
        || reference_of(candidate, at).is_some()
        || group_telling(candidate, at).is_some()
}

fn all<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    for at in joined(sentence, at) {
        found.join(one(candidate, at, depth));
    }
    if let Some(reference) = reference_of(candidate, at) {
        for member in row(sentence, candidate.section.text, reference) {
            found.join(named_within(candidate, member, depth));
        }
        if let Some(other) = beside_whom(candidate, reference) {
            for at in joined(sentence, other.head) {
                found.join(one(candidate, at, depth));
            }
        }
        // Of a name of several words any may have the others hung on it.
        let inside = sentence.token_at(reference.span.start)..=reference.head;
        for word in inside.clone().filter(|&word| word != at) {
            let others = sentence.children_in(word, &[Relation::Conj]);
            for other in others.filter(|other| !inside.contains(other)) {
                found.join(one(candidate, other, depth));
            }
        }
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
    if let Some(group) = group_telling(candidate, at) {
        return named_within(candidate, group, depth);
    }
    if let Some(name) = described(candidate, at).or_else(|| equated(candidate, at)) {
        return all(candidate, name, depth);
    }
    if let Some(noun) = antecedent(sentence, at).filter(|&noun| noun != at) {
        return all(candidate, noun, depth);
    }
    if let Some(reference) = reference_of(candidate, at) {
        let mut found = named_within(candidate, reference, depth);
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
    named_within(candidate, reference, DEPTH_MAX)
}

fn named_within<'d>(candidate: &Candidate<'d>, reference: &Reference, depth: usize) -> Meant<'d> {
    let people = &candidate.document.people;
    let person = reference.person.and_then(|at| people.get(at));
    let mut found = Meant {
        named: Vec::new(),
        people: person.into_iter().collect(),
    };
    if reference.form == Form::Group {
        // "other officials from Peru and Chile" are theirs.
        let theirs = behind(candidate, reference, &["of", "from"], depth);
        if !theirs.named.is_empty() {
            return theirs;
        }
        if let Some(union) = union_of(candidate, reference) {
            found.add(union);
            return found;
        }
        let party = Party::Group(candidate.section.part, reference.span);
        found.add(Named {
            party,
            span: reference.span,
        });
        // Those whom the sentence names are bound beside it ("countries such as Chile").
        let including = &["including", "such", "like"];
        found.join(behind(candidate, reference, including, depth));
        if let Some(first) = included(candidate, reference) {
            for at in joined(candidate.sentence, first.head) {
                let named = member(candidate, reference, at).into_iter().flatten();
                named.for_each(|named| found.add(named));
            }
        }
    }
    if reference.parties.is_empty()
        && let Some(rebels) = person.and_then(|one| rebels_of(candidate, one, reference.span))
    {
        found.add(rebels);
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

/// The actors named behind one of these words after a group.
fn behind<'d>(
    candidate: &Candidate<'d>,
    reference: &Reference,
    words: &[&str],
    depth: usize,
) -> Meant<'d> {
    let Some(depth) = depth.checked_sub(1) else {
        return Meant::default();
    };
    let sentence = candidate.sentence;
    let children = sentence.children_in(reference.head, &[Relation::Nmod]);
    let mut found = Meant::default();
    for child in children.filter(|&child| words.contains(&preposition(sentence, child))) {
        for at in joined(sentence, child) {
            let named = member(candidate, reference, at);
            // "ministers from the 27 EU states" are the EU's.
            let owner = || close_owner(candidate, at, depth).named;
            for named in named.unwrap_or_else(owner) {
                found.add(named);
            }
        }
    }
    found
}

/// A word and those that are coordinated with it.
fn joined(sentence: &Sentence, at: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(at).chain(sentence.children_in(at, &[Relation::Conj]))
}

/// The actors that a name at a word stands for as part of a group, with those in its row.
fn member(candidate: &Candidate, group: &Reference, at: usize) -> Option<Vec<Named>> {
    let sentence = candidate.sentence;
    let named = reference_of(candidate, at).filter(|found| found.form != Form::Group)?;
    let row = row(sentence, candidate.section.text, named);
    let all = std::iter::once(named).chain(row);
    let actors = all.flat_map(|one| &one.parties);
    Some(
        actors
            .map(|&actor| Named::actor(actor, group.span))
            .collect(),
    )
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
/// and the like, else who heads it ("a mission led by Peru"), else an apposition.
fn owner<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = close_owner(candidate, at, depth);
    if !found.is_empty() {
        return found;
    }
    for child in sentence.children_in(at, &[Relation::Nmod]) {
        if OWNING.contains(&preposition(sentence, child)) {
            found.join(all(candidate, child, depth));
        }
    }
    if !found.is_empty() {
        return found;
    }
    let led = sentence.children_in(at, &[Relation::Acl, Relation::AclRelcl]);
    let leaders = led.filter_map(|clause| agent(sentence, clause));
    for child in leaders.chain(sentence.children_in(at, &[Relation::Appos])) {
        found.join(all(candidate, child, depth));
    }
    found
}

/// The possessor of a noun, else the adjective or name before it.
fn close_owner<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    for child in sentence.children_in(at, &[Relation::NmodPoss]) {
        found.join(all(candidate, child, depth));
    }
    if !found.is_empty() {
        return found;
    }
    for child in sentence.children_in(at, BEFORE) {
        found.join(modifier(candidate, child, depth));
    }
    found
}

/// Whom an adjective or a name before a noun means ("Peruvian", "U.S. and Chilean").
fn modifier<'d>(candidate: &Candidate<'d>, at: usize, depth: usize) -> Meant<'d> {
    let sentence = candidate.sentence;
    let mut found = Meant::default();
    for at in joined(sentence, at) {
        if let Some(reference) = reference_of(candidate, at).filter(|found| !found.located) {
            found.join(named_within(candidate, reference, depth));
        }
    }
    found
}
