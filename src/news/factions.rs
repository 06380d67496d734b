//! Those who fight a state or stand against it: rebels, an opposition, a movement by its name. They are a party by
//! themselves, and no state's adjective makes them the state.

use crate::news::section::Sentence;
use crate::text::Upos;
use crate::world::{ActorKind, Mention, World};

/// Nouns of those who fight a state; they are a group by themselves.
const FIGHTERS: &[&str] = &[
    "rebels",
    "separatists",
    "insurgents",
    "militants",
    "guerrillas",
    "militias",
    "fighters",
];
/// Nouns of those who fight or stand against a state under a name of their own ("the Condors movement").
const NAMED: &[&str] = &["movement", "militia"];
/// Nouns that a state's adjective does not make the state.
pub const OPPOSED: &[&str] = &[
    "opposition",
    "movements",
    "kurds",
    "groups",
    "factions",
    "settlers",
];

/// Whether those whom a noun names are a faction by themselves: "the rebels", "the opposition", "the Condors movement".
pub fn is_faction(sentence: &Sentence, world: &World, noun: usize) -> bool {
    let word = sentence.word(noun);
    (FIGHTERS.contains(&word) && !is_of_party(sentence, world, noun))
        || (NAMED.contains(&word) && is_named(sentence, noun))
        || is_side(sentence, noun)
}

/// Whether a noun may name a faction.
pub fn is_faction_noun(word: &str) -> bool {
    FIGHTERS.contains(&word) || NAMED.contains(&word) || OPPOSED.contains(&word)
}

/// Whether a name that is nobody's known stands right before the noun.
fn is_named(sentence: &Sentence, noun: usize) -> bool {
    let name = noun.checked_sub(1).filter(|&at| !is_mention(sentence, at));
    name.is_some_and(|at| sentence.is_upos(at, &[Upos::Propn]))
}

/// Whether "the opposition" is a side of its own: nobody's leader, and no opposition to a plan.
fn is_side(sentence: &Sentence, noun: usize) -> bool {
    let before = sentence.word_before(noun);
    let acts = matches!(before, "the" | "armed" | "rebel");
    let goes_on = sentence.is_upos(noun + 1, &[Upos::Noun, Upos::Propn]);
    let is_stance = matches!(sentence.word(noun + 1), "against" | "from" | "of" | "to");
    sentence.word(noun) == "opposition" && acts && !goes_on && !is_stance
}

/// Whether an armed party's name stands right before the noun: "FARC rebels" are the FARC.
fn is_of_party(sentence: &Sentence, world: &World, noun: usize) -> bool {
    let before = noun.checked_sub(1);
    let mention = before.and_then(|at| mention(sentence, at));
    let actor = mention.and_then(|mention| mention.actor);
    actor.is_some_and(|actor| world.is_of_kind(actor, ActorKind::Party))
}

/// Whether a group is just "the rebels", who may have been named before.
pub fn is_bare_fighters(sentence: &Sentence, start: usize, head: usize) -> bool {
    let before = sentence.word_before(start);
    let is_bare = start == head && matches!(before, "the" | "these");
    is_bare && (FIGHTERS.contains(&sentence.word(head)) || is_side(sentence, head))
}

pub fn is_mention(sentence: &Sentence, at: usize) -> bool {
    mention(sentence, at).is_some()
}

/// The name that holds a token.
fn mention(sentence: &Sentence, at: usize) -> Option<&Mention> {
    sentence.mention_at(sentence.tokens.get(at)?.span.start)
}
