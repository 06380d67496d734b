//! Bodies and offices that several parties have: "Peruvian and Chilean officials", "the leaders of Peru and Chile".

use crate::news::name::Namer;
use crate::news::noun_group::{mention_starting, start_of};
use crate::news::reference::{Form, Reference};
use crate::text::{Relation, Upos};
use crate::world::{ActorId, NameKind};

/// Prepositions behind which those stand whose officials are spoken of, and that lead to other things, too.
const LOOSE: &[&str] = &["for", "from"];

/// Words of an office of several people at most ("deputy foreign ministers").
const WORDS_MAX: usize = 3;

/// One past offices of several people, or bodies, that begin at a token: "foreign ministers".
pub fn offices_at(namer: &Namer, at: usize) -> Option<usize> {
    let sentence = namer.sentence;
    let is_plural = |last: usize| {
        let is_noun = sentence.is_upos(last, &[Upos::Noun, Upos::Propn]);
        is_noun && sentence.word(last).ends_with('s')
    };
    (at + 1..=at + WORDS_MAX).rev().find(|&end| {
        let words = (at..end).map(|at| sentence.word(at));
        let office = || {
            let words = words.collect::<Vec<_>>().join(" ");
            let several = namer.world.office_of_several(&words);
            several.map(|(office, _)| office)
        };
        is_plural(end - 1) && office().is_some()
    })
}

/// The parties that share a body or office of several people with the one that it was found to be of: those
/// named before its words, which begin at token `start`, and behind them, from token `end` on. `found` are the
/// mentions before it.
pub fn sharing(namer: &Namer, found: &[Reference], start: usize, end: usize) -> Vec<ActorId> {
    let Some(head) = end.checked_sub(1) else {
        return Vec::new();
    };
    if !is_plural(namer, head) && !is_of_several(namer, head) {
        return Vec::new();
    }
    let mut parties = before(namer, found, start);
    parties.extend(behind(namer, end));
    parties
}

fn is_plural(namer: &Namer, noun: usize) -> bool {
    namer.sentence.lemma(noun) != namer.sentence.word(noun)
}

/// "The chiefs of staff", "heads of the intelligence service", each of their own.
fn is_of_several(namer: &Namer, noun: usize) -> bool {
    let sentence = namer.sentence;
    let above = sentence.head(noun).filter(|&above| above < noun);
    let is_of = sentence.has_child(noun, &[Relation::Case], &["of"]);
    is_of
        && sentence.is_relation(noun, &[Relation::Nmod])
        && above.is_some_and(|above| is_plural(namer, above))
}

/// "Peruvian and Chilean officials", "Peru's and Chile's ministers", where the last of them belongs to the body.
fn before(namer: &Namer, found: &[Reference], start: usize) -> Vec<ActorId> {
    let sentence = namer.sentence;
    let mut parties = Vec::new();
    let own = move |other: &&Reference| other.head >= start;
    let mut start = start;
    for other in found.iter().rev().skip_while(own) {
        let gap = other.head + 1..start;
        let genitive = sentence.word(gap.start) == "'s";
        let mut joints = gap.skip(usize::from(genitive)).map(|at| sentence.word(at));
        let is_joined =
            joints.clone().count() > 0 && joints.all(|word| matches!(word, "and" | "," | "&"));
        let mention = sentence.mention_at(other.span.start);
        let describes = other.form == Form::Adjective
            || (genitive && other.form == Form::Name)
            || mention.is_some_and(|mention| mention.kind == NameKind::Adjective);
        if !is_joined || !describes {
            break;
        }
        parties.extend(&other.parties);
        start = sentence.token_at(other.span.start);
    }
    parties.reverse();
    parties
}

/// "Officials of Peru, Chile and the EU".
fn behind(namer: &Namer, end: usize) -> Vec<ActorId> {
    let sentence = namer.sentence;
    let preposition = sentence.word(end);
    let is_loose = LOOSE.contains(&preposition);
    let mut parties = Vec::new();
    if preposition != "of" && !is_loose {
        return parties;
    }
    let mut at = end + 1;
    loop {
        at += usize::from(sentence.word(at) == "the");
        let Some((party, next)) = mention_starting(namer, at) else {
            break;
        };
        let mention = sentence.mention_at(start_of(namer, at));
        let is_name = mention.is_some_and(|mention| mention.kind != NameKind::Adjective);
        // "From" may say where they leave: then it hangs on the verb.
        let is_theirs = !is_loose
            || !parties.is_empty()
            || (sentence.is_relation(next - 1, &[Relation::Nmod])
                && sentence.head(next - 1).is_some_and(|head| head + 1 == end));
        if !is_name || !is_theirs || matches!(sentence.word(next), "'s" | "'") {
            break;
        }
        parties.push(party);
        let comma = usize::from(sentence.word(next) == ",");
        let and = usize::from(matches!(sentence.word(next + comma), "and" | "&"));
        if comma + and == 0 {
            break;
        }
        at = next + comma + and;
    }
    parties
}
