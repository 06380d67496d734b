//! Who else is bound by what several do together: "agreed with Peru", "will meet the minister".

use crate::commitment::who::clause::{is_noun, lemma, preposition, relation, subject};
use crate::commitment::who::meant::{Meant, meant};
use crate::commitment::{Candidate, Named};
use crate::text::Relation;

/// Verbs whose object takes part as much as their subject.
const MEETING: &[&str] = &[
    "engage", "host", "meet", "receive", "see", "visit", "welcome",
];
/// Prepositions before those who take part.
const TOGETHER: &[&str] = &["with", "between", "among", "alongside"];
/// Nouns of contact whose modifiers take part ("the Peru-Chile talks").
const CONTACT: &[&str] = &[
    "call",
    "conference",
    "consultation",
    "contact",
    "dialogue",
    "discussion",
    "meeting",
    "negotiation",
    "round",
    "session",
    "summit",
    "talk",
];
/// Words that are gone down below trigger and act at most.
const DEPTH_MAX: usize = 4;

/// The parties that stand beside the subject as partners of the act.
pub fn partners<'d>(candidate: &Candidate<'d>) -> Vec<Named> {
    let mut found = Meant::default();
    let subject = subject(candidate).map(|subject| subject.head);
    for at in [candidate.trigger, candidate.act]
        .into_iter()
        .chain(subject)
    {
        below(candidate, at, DEPTH_MAX, &mut found);
    }
    found.named
}

fn below<'d>(candidate: &Candidate<'d>, at: usize, depth: usize, found: &mut Meant<'d>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let sentence = candidate.sentence;
    let meets = MEETING.contains(&lemma(sentence, at));
    let contact = is_noun(sentence, at) && CONTACT.contains(&lemma(sentence, at));
    for child in sentence.tree.children(at) {
        let Some(relation) = relation(sentence, child) else {
            continue;
        };
        let together = TOGETHER.contains(&preposition(sentence, child));
        match relation {
            Relation::Obl | Relation::Nmod if together => found.join(meant(candidate, child)),
            Relation::Obj if meets => found.join(meant(candidate, child)),
            Relation::Compound | Relation::Amod | Relation::NmodPoss if contact => {
                found.join(meant(candidate, child));
            }
            Relation::Obj | Relation::Xcomp | Relation::Obl | Relation::Nmod | Relation::Conj => {
                below(candidate, child, depth, found);
            }
            _ => {}
        }
    }
}
