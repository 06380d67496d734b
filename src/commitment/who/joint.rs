//! Who takes part in a contact: "agreed with Peru", "will meet the minister", "a visit to Chile", "talks
//! between Lima and Santiago".

use crate::commitment::subject::is_actor;
use crate::commitment::who::clause::{is_noun, preposition, subject};
use crate::commitment::who::meant::{Meant, meant};
use crate::commitment::{Candidate, Named};
use crate::news::Sentence;
use crate::text::{Relation, Upos, VerbForm};

/// Verbs whose object takes part as much as their subject.
const MEETING: &[&str] = &[
    "engage", "host", "meet", "receive", "see", "visit", "welcome",
];
/// Of these, those whose object may be a thing ("will receive helicopters").
const RECEIVING: &[&str] = &["engage", "host", "receive", "see", "welcome"];
/// What is met without meeting anybody ("will meet the deadline").
const MET: &[&str] = &[
    "commitment",
    "condition",
    "cost",
    "criterion",
    "deadline",
    "demand",
    "expectation",
    "goal",
    "need",
    "obligation",
    "promise",
    "quota",
    "request",
    "requirement",
    "standard",
    "target",
    "threshold",
    "timetable",
];
/// Of these, those who hold the contact that is their object, and do not only praise it ("welcomed the talks").
const HOSTING: &[&str] = &["engage", "host"];
/// Prepositions before those who take part.
const TOGETHER: &[&str] = &["with", "between", "among", "alongside"];
/// Nouns of contact whose modifiers take part ("the Peru-Chile talks").
const CONTACT: &[&str] = &[
    "agreement",
    "call",
    "ceremony",
    "conference",
    "consultation",
    "contact",
    "conversation",
    "deal",
    "dialogue",
    "discussion",
    "meeting",
    "negotiation",
    "pact",
    "round",
    "session",
    "summit",
    "talk",
    "treaty",
    "truce",
    "cease-fire",
    "ceasefire",
];
/// Nouns of contact with a guest and a host.
const VISITS: &[&str] = &["tour", "trip", "visit"];
/// Verbs with whose object their subject has to do, when it is a contact ("will hold talks").
const HOLDING: &[&str] = &[
    "accept",
    "agree",
    "announce",
    "arrange",
    "arrive",
    "attend",
    "begin",
    "cancel",
    "conclude",
    "conduct",
    "continue",
    "convene",
    "go",
    "have",
    "hold",
    "host",
    "join",
    "launch",
    "make",
    "open",
    "organise",
    "organize",
    "pay",
    "plan",
    "postpone",
    "prepare",
    "propose",
    "reach",
    "resume",
    "return",
    "schedule",
    "set",
    "sign",
    "start",
    "take",
    "undertake",
    "gather",
    "meet",
];
/// Verbs for what a third does to bring others together.
const BROKERING: &[&str] = &[
    "arrange",
    "broker",
    "facilitate",
    "mediate",
    "organise",
    "organize",
    "sponsor",
];
/// Words that are gone down below trigger and act at most.
const DEPTH_MAX: usize = 4;
/// Verbs that are climbed from a contact to the one who holds it at most ("plans to begin to hold").
const CLIMB_MAX: usize = 4;

/// Whether a word tells of a contact: "meet", "summit", "talks".
pub fn is_contact(sentence: &Sentence, at: usize) -> bool {
    if is_noun(sentence, at) {
        return is_event(sentence, at);
    }
    sentence.is_upos(at, &[Upos::Verb]) && meets(sentence, at)
}

/// Whether the object of the word at `at`, if it has one, takes part as much as its subject.
fn meets(sentence: &Sentence, at: usize) -> bool {
    let lemma = sentence.lemma(at);
    let holds = HOSTING.contains(&lemma);
    let is_guest =
        |object: usize| is_actor(sentence, object) || (holds && is_event(sentence, object));
    let object = sentence.child_in(at, &[Relation::Obj]);
    let is_met = |object: usize| !MET.contains(&sentence.lemma(object));
    // "An attack will be met with force".
    let undergoes = sentence.child_in(at, &[Relation::NsubjPass]);
    let fits = if RECEIVING.contains(&lemma) {
        object.is_none_or(is_guest)
    } else {
        object.is_none_or(is_met) && undergoes.is_none_or(|at| is_actor(sentence, at))
    };
    MEETING.contains(&lemma) && fits
}

/// Whether a word is a noun of contact.
pub fn is_event(sentence: &Sentence, at: usize) -> bool {
    let lemma = sentence.lemma(at);
    is_noun(sentence, at) && (CONTACT.contains(&lemma) || VISITS.contains(&lemma))
}

/// The contact that an undertaking is about, if it is about one: the act itself ("meet"), the trigger or the
/// subject ("the talks will"), or what the act holds or pays ("hold talks", "pay a visit").
pub fn contact(candidate: &Candidate) -> Option<usize> {
    let sentence = candidate.sentence;
    let subject = subject(candidate).map(|subject| subject.head);
    let mut words = [candidate.act, candidate.trigger]
        .into_iter()
        .chain(subject);
    let held = || {
        let mut objects = sentence.children_in(candidate.act, &[Relation::Obj]);
        objects.find(|&object| is_event(sentence, object))
    };
    words.find(|&at| is_contact(sentence, at)).or_else(held)
}

/// Those who take part in the contact that the word at `at` tells of: for a noun those who stand by it,
/// with its holder where fewer than two do; for a verb its subject and its partners.
pub fn taking_part<'d>(candidate: &Candidate<'d>, at: usize) -> Meant<'d> {
    let place = Candidate {
        trigger: at,
        act: at,
        subject: None,
        ..*candidate
    };
    let mut found = Meant::default();
    if is_noun(candidate.sentence, at) {
        below(&place, at, DEPTH_MAX, &mut found);
        if !is_enough(candidate, &found)
            && let Some(holder) = holder(candidate.sentence, at)
        {
            let holder = Candidate {
                trigger: holder,
                act: holder,
                ..place
            };
            let mut all = by_subject(&holder);
            all.join(found);
            below(&holder, holder.act, DEPTH_MAX, &mut all);
            found = all;
        }
        return found;
    }
    found.join(by_subject(&place));
    below(&place, at, DEPTH_MAX, &mut found);
    found
}

/// Whether those who stand by a contact's noun are all who take part: several, or a forum.
fn is_enough(candidate: &Candidate, found: &Meant) -> bool {
    match found.named.as_slice() {
        [] => false,
        [only] => {
            let actor = only.party.actor();
            actor.is_some_and(|actor| !candidate.document.principals.contains(&actor))
        }
        _ => true,
    }
}

fn by_subject<'d>(candidate: &Candidate<'d>) -> Meant<'d> {
    let subject = subject(candidate).filter(|subject| !subject.passive);
    subject.map_or_else(Meant::default, |subject| meant(candidate, subject.head))
}

/// The verb whose subject holds the contact that is its object or complement.
fn holder(sentence: &Sentence, noun: usize) -> Option<usize> {
    let mut at = sentence.first_conjunct(noun);
    for _ in 0..CLIMB_MAX {
        let above = sentence.head(at)?;
        let complement = sentence.is_relation(
            at,
            &[
                Relation::Obj,
                Relation::Obl,
                Relation::Nmod,
                Relation::Xcomp,
                Relation::Conj,
            ],
        );
        if !complement {
            return None;
        }
        if sentence.is_upos(above, &[Upos::Verb]) {
            return HOLDING.contains(&sentence.lemma(above)).then_some(above);
        }
        at = above;
    }
    None
}

/// The parties that one word alone names as partners: "agreed with Peru".
pub fn partners_of(candidate: &Candidate, at: usize) -> Vec<Named> {
    let mut found = Meant::default();
    below(candidate, at, 1, &mut found);
    found.named
}

/// Those who stand beside the subject as partners of the act.
pub fn partners<'d>(candidate: &Candidate<'d>) -> Meant<'d> {
    let mut found = Meant::default();
    let subject = subject(candidate).map(|subject| subject.head);
    let tops = [candidate.trigger, candidate.act]
        .into_iter()
        .chain(subject);
    for at in tops {
        below(candidate, at, DEPTH_MAX, &mut found);
    }
    found
}

fn below<'d>(candidate: &Candidate<'d>, at: usize, depth: usize, found: &mut Meant<'d>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let sentence = candidate.sentence;
    let lemma = sentence.lemma(at);
    let meets = meets(sentence, at);
    let event = is_event(sentence, at);
    let brokered = BROKERING.contains(&lemma);
    let done = sentence.verb_form(at) == Some(VerbForm::Part) && !brokered;
    let visit = VISITS.contains(&lemma) || lemma == "visit";
    for child in sentence.tree.children(at) {
        let Some(relation) = sentence.relation(child) else {
            continue;
        };
        let preposition = preposition(sentence, child);
        let together = TOGETHER.contains(&preposition)
            || (event && matches!(preposition, "of" | "by"))
            || (done && preposition == "by")
            || (event && preposition.is_empty() && joins(sentence, child))
            || (visit && preposition == "to");
        match relation {
            Relation::Obl | Relation::OblAgent | Relation::Nmod if together => {
                found.join(meant_or_host(candidate, child, visit));
            }
            Relation::Obj if meets => found.join(meant_or_host(candidate, child, visit)),
            Relation::Compound | Relation::Amod | Relation::NmodPoss
                if event && !is_told_of(sentence, child) =>
            {
                found.join(meant(candidate, child));
            }
            Relation::Obj | Relation::Xcomp | Relation::Obl | Relation::Nmod | Relation::Conj => {
                below(candidate, child, depth, found);
            }
            Relation::Acl if event => below(candidate, child, depth, found),
            _ => {}
        }
    }
}

/// Whether a word before a noun is a participle: "Peruvian-brokered talks" are those of others.
fn is_told_of(sentence: &Sentence, at: usize) -> bool {
    sentence.is_upos(at, &[Upos::Verb]) && sentence.verb_form(at) == Some(VerbForm::Part)
}

/// Whether a word is the later of two that the parser hung side by side ("between Peru and the leader").
fn joins(sentence: &Sentence, at: usize) -> bool {
    sentence.is_relation(at, &[Relation::Nmod]) && sentence.has_child(at, &[Relation::Cc], &["and"])
}

/// Whom a word means; a city that is visited means its state.
fn meant_or_host<'d>(candidate: &Candidate<'d>, at: usize, visit: bool) -> Meant<'d> {
    let mut found = meant(candidate, at);
    if visit && found.is_empty() {
        place_named(candidate.sentence, at)
            .into_iter()
            .for_each(|state| found.add(state));
    }
    found
}

/// Whose place the name at a token is, be it a state or a city of one.
pub fn place_named(sentence: &Sentence, at: usize) -> Option<Named> {
    let place = sentence.mention_at(sentence.tokens.get(at)?.span.start)?;
    Some(Named::actor(place.actor?, place.span))
}
