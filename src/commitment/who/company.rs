//! Those who stand beside a mention in the words, wherever the parser hangs them: with whom somebody acts, whom a
//! group includes, of whom a noun group tells, whose the members and the rebels are.

use crate::commitment::{Candidate, Named, Party};
use crate::news::{Form, Person, Reference, Section, Sentence};
use crate::text::{Relation, Span};

/// Words between a mention and with whom it acts: "Peru, together with Chile,".
const BESIDE: &[&[&str]] = &[
    &["together", "with"],
    &["along", "with"],
    &["jointly", "with"],
    &["as", "well", "as"],
];
/// The same, where a comma stands before them: "Peru, like Chile,".
const APART: &[&[&str]] = &[&["like"], &["alongside"]];
/// Words between a group and those of it whom the sentence names.
const INCLUDING: &[&[&str]] = &[&["including"], &["such", "as"], &["like"]];
/// Sentences that "member states" looks back over for what they are members of.
const REACH_SENTENCES: usize = 4;

/// With whom a mention acts.
pub fn beside_whom<'d>(candidate: &Candidate<'d>, one: &Reference) -> Option<&'d Reference> {
    let sentence = candidate.sentence;
    let other = right_behind(sentence, one.head + 1, BESIDE).or_else(|| {
        let comma = sentence.word(one.head + 1) == ",";
        comma.then(|| right_behind(sentence, one.head + 1, APART))?
    })?;
    let owns = matches!(sentence.word(other.head + 1), "'s" | "’s");
    (other.form != Form::Pronoun && !owns).then_some(other)
}

/// The first of those whom a group is said to include: "nations including Peru", "countries such as Chile".
pub fn included<'d>(candidate: &Candidate<'d>, group: &Reference) -> Option<&'d Reference> {
    right_behind(candidate.sentence, group.head + 1, INCLUDING)
}

/// The mention right behind some words, which a comma may part from what is before.
fn right_behind<'s>(sentence: &'s Sentence, at: usize, words: &[&[&str]]) -> Option<&'s Reference> {
    let at = at + usize::from(sentence.word(at) == ",");
    let found = words.iter().find(|words| sentence.has_words(at, words))?;
    let at = at + found.len();
    let at = at + usize::from(sentence.word(at) == "the");
    sentence.reference_at(sentence.tokens.get(at)?.span.start)
}

/// What "member states" are members of: whoever owns them ("the bloc's member states"), else the organisation that
/// was named last.
pub fn union_of<'d>(candidate: &Candidate<'d>, members: &Reference) -> Option<Named> {
    let (section, sentence) = (candidate.section, candidate.sentence);
    let first = sentence.word(sentence.token_at(members.span.start));
    if !matches!(first, "member" | "members") {
        return None;
    }
    let here = sentence.references.iter().rev();
    let here = here.filter(|found| found.span.end <= members.span.start);
    let back = (candidate.number.saturating_sub(REACH_SENTENCES)..candidate.number).rev();
    let before = back.filter_map(|at| section.sentences.get(at));
    let before = before.flat_map(|sentence| sentence.references.iter().rev());
    let is_union = |found: &&Reference| match found.parties[..] {
        [actor] => found.person.is_none() && !candidate.document.principals.contains(&actor),
        _ => false,
    };
    let owner = sentence.child_in(members.head, &[Relation::NmodPoss]);
    let owner = owner.and_then(|at| sentence.references.iter().find(|found| found.head == at));
    let union = owner.into_iter().chain(here).chain(before).find(is_union)?;
    let party = Party::Actor(*union.parties.first()?);
    Some(Named {
        party,
        span: members.span,
    })
}

/// The group that tells the clause in which a word is "they": "African countries said they would pay".
pub fn group_telling<'d>(candidate: &Candidate<'d>, at: usize) -> Option<&'d Reference> {
    let sentence = candidate.sentence;
    let clause = sentence.head(at).filter(|_| sentence.word(at) == "they")?;
    let told = sentence.first_conjunct(clause);
    let verb = sentence
        .head(told)
        .filter(|_| sentence.is_relation(told, &[Relation::Ccomp]))?;
    let teller = sentence.child_in(verb, &[Relation::Nsubj])?;
    let mut references = sentence.references.iter();
    references.find(|found| found.head == teller && found.form == Form::Group)
}

/// The name right before a noun group that describes it: "Peru, a neighbour of Chile, will help".
pub fn described(candidate: &Candidate, at: usize) -> Option<usize> {
    let sentence = candidate.sentence;
    let first = sentence.child_in(at, &[Relation::Det])?;
    let comma = first
        .checked_sub(1)
        .filter(|&comma| sentence.word(comma) == ",")?;
    let name = comma.checked_sub(1)?;
    let indefinite = matches!(sentence.word(first), "a" | "an");
    let named = |found: &&Reference| found.head == name && found.form != Form::Adjective;
    let reference = sentence.references.iter().find(named);
    reference.filter(|found| indefinite && !found.parties.is_empty() && !found.located)?;
    Some(name)
}

/// Of whom a noun group says what he is: "Norte is a group that will", "Peru calls Norte a group that", "sees Norte as".
pub fn equated(candidate: &Candidate, at: usize) -> Option<usize> {
    let sentence = candidate.sentence;
    let told = if sentence.child_in(at, &[Relation::Cop]).is_some() {
        sentence.child_in(at, &[Relation::Nsubj])?
    } else {
        let is_seen = sentence.is_relation(at, &[Relation::Obl])
            && sentence.preposition(at) == "as"
            || sentence.is_relation(at, &[Relation::Xcomp]);
        let above = sentence.head(at).filter(|_| is_seen)?;
        sentence.child_in(above, &[Relation::Obj])?
    };
    let mut references = sentence.references.iter();
    references.find(|found| found.head == told && !found.located)?;
    Some(told)
}

/// Whether somebody leads those who have no name of their own.
pub fn leads_rebels(person: &Person) -> bool {
    person.actor.is_none() && person.role.starts_with("rebel ")
}

/// Whom somebody acts for who leads rebels without a name: those rebels, as the item calls them at the fullest.
pub fn rebels_of(candidate: &Candidate, person: &Person, span: Span) -> Option<Named> {
    if !leads_rebels(person) {
        return None;
    }
    let is_led = |section: &&Section, found: &&Reference| {
        let words = found.span.of(section.text).to_lowercase();
        found.form == Form::Group && words.rsplit(' ').next() == Some("rebels")
    };
    let groups = candidate
        .document
        .sections()
        .into_iter()
        .flat_map(|section| {
            let found = section.sentences.iter().flat_map(|one| &one.references);
            let found = found.filter(move |found| is_led(&section, found));
            found.map(move |found| Party::Group(section.part, found.span))
        });
    let length = |party: &Party| match party {
        Party::Group(_, span) => span.end - span.start,
        Party::Actor(_) => 0,
    };
    // The first of the longest.
    let party = groups.rev().max_by_key(length)?;
    Some(Named { party, span })
}
