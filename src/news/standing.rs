//! Which actor a sentence is about: its subject, and the subject of what somebody says in it.
//!
//! Knows how the words of one sentence hang together; nothing of what was read before.

use crate::news::noun_group::LIKE;
use crate::news::section::Sentence;
use crate::text::{Relation, Span};
use crate::world::{ActorId, Mention, OfficeKind};

/// Verbs behind the name of somebody who told what stands before a comma.
const TELLING: &[&str] = &[
    "added",
    "announced",
    "confirmed",
    "noted",
    "said",
    "says",
    "stated",
    "stressed",
    "told",
];
/// Words of a name and a title that are climbed at most.
const CLIMB_MAX: usize = 6;
/// Auxiliaries of an act to come.
const FUTURE: &[&str] = &["will", "would", "'ll"];
/// The same, as adjectives.
const READY: &[&str] = &["determined", "prepared", "ready", "willing"];

/// The token by which a mention is a subject, alone or through its body ("the Peruvian government").
fn subject_head(sentence: &Sentence, mention: &Mention) -> Option<usize> {
    let head = sentence.head_of(mention.span)?;
    let is_body = |at: &usize| {
        let start = sentence.tokens.get(*at).map(|token| token.span.start);
        let office = start.and_then(|start| sentence.office_at(start));
        office.is_some_and(|office| office.kind == OfficeKind::Body)
    };
    let head = sentence.head(head).filter(is_body).unwrap_or(head);
    (!sentence.is_place(mention) && sentence.is_subject(head)).then_some(head)
}

/// The actor that is the first subject in a sentence before token `end`.
pub fn subject_before(sentence: &Sentence, end: usize) -> Option<ActorId> {
    let before = |mention: &&Mention| sentence.token_at(mention.span.start) < end;
    let mut mentions = sentence.mentions.iter().take_while(before);
    mentions.find_map(|mention| {
        subject_head(sentence, mention)?;
        mention.actor
    })
}

/// The actor of which somebody says what it does: "Peru will pay, X said", "X said that Peru would pay". Of
/// others one says what they did; what they will do only who acts for them.
pub fn told_of(sentence: &Sentence, name: Span) -> Option<ActorId> {
    let (verb, subject) = verb_of(sentence, name)?;
    let within = sentence.children_in(verb, &[Relation::Ccomp]);
    // "Peru will pay, X said" without a conjunction.
    let loose = [Relation::Parataxis, Relation::Conj];
    let is_loose =
        sentence.is_relation(verb, &loose) && sentence.child_in(verb, &[Relation::Cc]).is_none();
    let beside = sentence.head(verb).filter(|_| is_loose);
    within
        .chain(beside)
        .find_map(|clause| clause_subject(sentence, clause, subject))
}

/// The same where the tree is lost, by the words: in "Peru may ship grain to Chile, Trade Minister Ann Lee said" the
/// first subject. `from` is where the introduction begins, `to` the token behind the name.
pub fn told_aloud(sentence: &Sentence, from: usize, to: usize) -> Option<ActorId> {
    let comma = from.checked_sub(1)?;
    let tells = sentence.word(comma) == "," && TELLING.contains(&sentence.word(to));
    tells.then(|| subject_before(sentence, comma)).flatten()
}

/// The verb of which a name is the subject, and the subject's head.
fn verb_of(sentence: &Sentence, name: Span) -> Option<(usize, usize)> {
    let mut subject = sentence.head_of(name)?;
    for _ in 0..CLIMB_MAX {
        let part = [
            Relation::Flat,
            Relation::Compound,
            Relation::Appos,
            Relation::NmodDesc,
        ];
        if !sentence.is_relation(subject, &part) {
            break;
        }
        subject = sentence.head(subject)?;
    }
    let verb = sentence
        .head(subject)
        .filter(|_| sentence.is_relation(subject, &[Relation::Nsubj]))?;
    Some((verb, subject))
}

/// Verbs by which somebody deals with somebody else.
const FACING: &[&str] = &[
    "confer",
    "congratulate",
    "greet",
    "host",
    "invite",
    "meet",
    "phone",
    "receive",
    "speak",
    "talk",
    "telephone",
    "visit",
    "welcome",
];

/// Nouns of one's dealings with somebody else.
const DEALINGS: &[&str] = &[
    "call",
    "conversation",
    "meeting",
    "phone",
    "talk",
    "telephone",
    "trip",
    "visit",
];

/// The actors whose people, or whose country, somebody deals with as the subject of a verb: Chile's in "Ann Lee met
/// Chile's president", "Ann Lee spoke by phone with the Chilean king", "Ann Lee will begin a visit to Chile".
pub fn faced_by(sentence: &Sentence, name: Span) -> Vec<ActorId> {
    let mut found = counterparts(sentence, name);
    let verb = verb_of(sentence, name);
    let Some((verb, _)) = verb else {
        return found;
    };
    let others = [Relation::Obj, Relation::Obl, Relation::Nmod];
    let deals = sentence.children_in(verb, &others);
    let deals = deals.filter(|&deal| DEALINGS.contains(&sentence.lemma(deal)));
    let deals: Vec<usize> = deals.collect();
    let is_deal = FACING.contains(&sentence.lemma(verb)) || !deals.is_empty();
    let direct = sentence.children_in(verb, &others).filter(|_| is_deal);
    let within = deals.iter();
    let within = within.flat_map(|&deal| sentence.children_in(deal, &others));
    let met = direct.chain(within).filter(|&at| {
        let before = sentence.preposition(at);
        matches!(before, "" | "to" | "with") && !DEALINGS.contains(&sentence.lemma(at))
    });
    let met: Vec<usize> = met.collect();
    let whose = sentence.mentions.iter().filter_map(|mention| {
        let head = sentence.head_of(mention.span)?;
        let above = sentence.head(head);
        let is_met = met.contains(&head) || above.is_some_and(|above| met.contains(&above));
        mention.actor.filter(|_| is_met)
    });
    found.extend(whose);
    found
}

/// The actors whose people are the counterparts of somebody named before: Chile's in "Ann Lee, after talks with her
/// Chilean counterpart".
fn counterparts(sentence: &Sentence, name: Span) -> Vec<ActorId> {
    let mentions = sentence.mentions.iter().filter(|mention| {
        let at = sentence.token_at(mention.span.start);
        let own = sentence.word_before(at);
        let next = sentence.word(sentence.token_at(mention.span.end));
        mention.span.start > name.end && matches!(own, "his" | "her") && LIKE.contains(&next)
    });
    mentions.filter_map(|mention| mention.actor).collect()
}

/// The actor that is the subject of a clause; behind the one who says it, only of an act to come.
fn clause_subject(sentence: &Sentence, clause: usize, teller: usize) -> Option<ActorId> {
    let is_ready =
        READY.contains(&sentence.lemma(clause)) || READY.contains(&sentence.word(clause));
    let future = is_ready || sentence.has_child(clause, &[Relation::Aux], FUTURE);
    if clause > teller && !future {
        return None;
    }
    sentence.mentions.iter().find_map(|mention| {
        let head = sentence.first_conjunct(subject_head(sentence, mention)?);
        let is_its = sentence.head(head) == Some(clause);
        mention.actor.filter(|_| is_its)
    })
}
