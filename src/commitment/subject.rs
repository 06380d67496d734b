//! Who stands in the sentence as the one bound: the head of the words, not yet whom they mean.

use crate::commitment::rules::{Passive, Rule};
use crate::news::Sentence;
use crate::text::{Relation, Upos};

/// Words that stand for the noun that their clause describes.
pub const RELATIVES: &[&str] = &["who", "which", "that", "whom"];

/// Clauses without a subject of their own share that of the word above.
const SHARING: &[Relation] = &[
    Relation::Xcomp,
    Relation::Conj,
    Relation::Advcl,
    Relation::Ccomp,
    Relation::Parataxis,
];

/// Steps up that are taken in search of a subject.
const STEPS_MAX: usize = 6;

/// The head of the words for whoever is bound by what `rule` sees at `trigger`; none where they do not
/// stand in the sentence. Cost: the depth of the tree.
pub fn subject(sentence: &Sentence, rule: &Rule, trigger: usize, act: usize) -> Option<usize> {
    match rule.upos {
        Upos::Noun => owner(sentence, trigger),
        Upos::Aux | Upos::Part => of_verb(sentence, act, Passive::Agent),
        // "Is due to sign", "is due in Lima" may hang "due" on what lies ahead; "is in talks to sign" hangs "in" on talks.
        _ if sentence.is_relation(trigger, &[Relation::Mark, Relation::Case]) => {
            let noun = sentence.head(trigger)?;
            // "An option on the table" is told of what is the option.
            let above = sentence.head(noun).filter(|&above| above == act);
            of_verb(sentence, above.unwrap_or(noun), rule.passive)
        }
        _ => of_verb(sentence, trigger, rule.passive),
    }
}

/// The subject of a verb, adjective or predicative noun: its own, else that of the word above of which
/// it shares the subject.
fn of_verb(sentence: &Sentence, verb: usize, passive: Passive) -> Option<usize> {
    let mut at = verb;
    for _ in 0..STEPS_MAX {
        // "Is due to sign" may hang the subject on "due", and "due" on what is announced.
        let of_mark = || {
            let mut marks = sentence.children_in(at, &[Relation::Mark]);
            marks.find_map(|mark| sentence.subject_of(mark))
        };
        if let Some(subject) = sentence.subject_of(at).or_else(of_mark) {
            let agent = sentence.child_in(at, &[Relation::OblAgent]);
            let binds_agent = passive == Passive::Agent
                && sentence.relation(subject) == Some(Relation::NsubjPass);
            let bound = if binds_agent {
                agent.unwrap_or(subject)
            } else {
                subject
            };
            return Some(described(sentence, at, bound));
        }
        match sentence.relation(at)? {
            Relation::Acl | Relation::AclRelcl => return modified(sentence, at),
            relation if SHARING.contains(&relation) => at = sentence.head(at)?,
            _ => return None,
        }
    }
    None
}

/// The noun itself where a relative pronoun is the subject.
fn described(sentence: &Sentence, verb: usize, subject: usize) -> usize {
    let relative = RELATIVES.contains(&sentence.word(subject));
    relative
        .then(|| {
            let clause = sentence.first_conjunct(verb);
            sentence
                .is_relation(clause, &[Relation::AclRelcl, Relation::Acl])
                .then(|| sentence.head(clause))
                .flatten()
        })
        .flatten()
        .unwrap_or(subject)
}

/// The noun that a participle or infinitive modifies: in headlines, whoever acts ("Peru to sign").
fn modified(sentence: &Sentence, clause: usize) -> Option<usize> {
    let noun = sentence.head(clause)?;
    sentence
        .is_upos(noun, &[Upos::Noun, Upos::Propn, Upos::Pron])
        .then_some(noun)
}

/// Whose promise, offer or plan it is: a possessor, a complement with "of", "by" or "from", an
/// adjective; else the subject of the verb whose object it is.
pub fn owner(sentence: &Sentence, noun: usize) -> Option<usize> {
    if let Some(possessor) = sentence.child_in(noun, &[Relation::NmodPoss]) {
        return Some(possessor);
    }
    let by = |child: &usize| {
        sentence.has_child(*child, &[Relation::Case], &["of", "by", "from"])
            && sentence.is_upos(*child, &[Upos::Propn, Upos::Noun, Upos::Pron])
    };
    let mut complements = sentence.children_in(noun, &[Relation::Nmod, Relation::Obl]);
    let complement = complements.find(by);
    let adjective = || {
        let before = &[Relation::Amod, Relation::Compound, Relation::NmodUnmarked];
        sentence
            .children_in(noun, before)
            .find(|&child| is_actor(sentence, child))
    };
    complement
        .filter(|&child| is_actor(sentence, child))
        .or_else(adjective)
        .or_else(|| of_governor(sentence, noun))
}

/// Whether a word stands for somebody.
pub fn is_actor(sentence: &Sentence, at: usize) -> bool {
    let start = sentence.node(at).map(|node| node.span.start);
    start.is_some_and(|start| sentence.reference_at(start).is_some())
}

/// The subject of the verb of which the noun is object or predicate.
fn of_governor(sentence: &Sentence, noun: usize) -> Option<usize> {
    if let Some(subject) = sentence.subject_of(noun) {
        return Some(described(sentence, noun, subject));
    }
    let first = sentence.first_conjunct(noun);
    let head = sentence.head(first)?;
    sentence
        .is_relation(first, &[Relation::Obj, Relation::Xcomp, Relation::Obl])
        .then(|| of_verb(sentence, head, Passive::Agent))?
}
