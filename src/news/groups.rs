//! Words for several parties at once: "the two sides", "African countries".

use crate::news::factions::{OPPOSED, is_faction, is_faction_noun, is_mention};
use crate::news::section::Sentence;
use crate::text::{Relation, Upos};
use crate::world::World;

/// Words between the number and the noun at most.
const MODIFIERS_MAX: usize = 3;
/// Words before the noun of a group at most ("a dozen Pacific-rim nations").
const GROUP_MODIFIERS_MAX: usize = 5;

/// Nouns of those who deal with each other.
const SIDES: &[&str] = &[
    "sides",
    "countries",
    "nations",
    "states",
    "governments",
    "leaders",
    "presidents",
    "ministers",
    "premiers",
    "parties",
    "neighbors",
    "neighbours",
    "powers",
    "capitals",
    "delegations",
    "teams",
    "officials",
    "diplomats",
    "men",
    "women",
    "allies",
    "foes",
    "rivals",
    "adversaries",
    "peoples",
    "economies",
    "negotiators",
    "superpowers",
    "koreas",
    "heads",
    "statesmen",
    "politicians",
    "envoys",
    "partners",
    "organisations",
    "organizations",
    "blocs",
    "counterparts",
    "secretaries",
    "chancellors",
    "militaries",
    "armies",
    "enemies",
    "republics",
    "giants",
    "factions",
    "groups",
    "movements",
];

/// Of these, those that are people.
pub const PEOPLE: &[&str] = &[
    "leaders",
    "presidents",
    "ministers",
    "premiers",
    "diplomats",
    "men",
    "women",
    "negotiators",
    "heads",
    "statesmen",
    "politicians",
    "envoys",
    "counterparts",
    "secretaries",
    "chancellors",
];

/// Nouns for one of two ("each side").
const EACH: &[&str] = &[
    "army",
    "country",
    "delegation",
    "government",
    "party",
    "side",
];

/// Of these, those that the bare article is enough for ("the sides").
const BARE: &[&str] = &[
    "sides",
    "parties",
    "leaders",
    "presidents",
    "ministers",
    "negotiators",
    "delegations",
];

/// Nouns of groups that a region or the like names.
const GROUPS: &[&str] = &[
    "countries",
    "nations",
    "states",
    "leaders",
    "powers",
    "governments",
    "allies",
    "members",
    "capitals",
    "foreign ministers",
    "ministers",
    "mediators",
    "officials",
    "diplomats",
    "donors",
    "partners",
    "authorities",
    "forces",
    "groups",
    "economies",
    "factions",
    "representatives",
    "envoys",
    "neighbors",
    "neighbours",
    "creditors",
    "monarchies",
    "republics",
];

/// Of these, those that a number alone makes a group ("70 countries").
const COUNTED: &[&str] = &["countries", "governments", "nations"];

/// Nouns of those who act for one party, whatever stands before them ("other government officials").
const BODIES: &[&str] = &[
    "administration",
    "army",
    "cabinet",
    "embassy",
    "government",
    "military",
    "ministry",
];

/// Words that leave open who belongs to a group.
const VAGUE: &[&str] = &[
    "other", "several", "some", "many", "most", "various", "numerous", "least",
];

/// The noun of "the two sides", "both countries", "the parties" when it begins at token `at`, and how
/// many are meant, where that is said.
pub fn sides_at(sentence: &Sentence, at: usize) -> Option<(usize, Option<usize>)> {
    let article = usize::from(matches!(
        sentence.word(at),
        "the" | "these" | "all" | "our" | "their"
    ));
    let count = match sentence.word(at + article) {
        "two" | "both" | "2" => 2,
        "each" | "neither" if EACH.contains(&sentence.word(at + article + 1)) => {
            return Some((at + article + 1, Some(2)));
        }
        "three" | "3" => 3,
        "four" | "4" => 4,
        "five" | "5" => 5,
        "six" | "6" => 6,
        word if article == 1 && BARE.contains(&word) => {
            // "the leaders of Peru" are Peru's.
            let owned = matches!(sentence.word(at + article + 1), "of" | "from");
            return (!owned).then_some((at + article, None));
        }
        _ => return None,
    };
    let number = at + article;
    // "both Peru and Chile", unlike "both agreed", whatever the parser makes of the latter.
    let joins = |head: usize| sentence.child_in(head, &[Relation::Conj]).is_some();
    let relation = sentence.tree.nodes().get(number).map(|node| node.relation);
    if sentence.word(number) == "both"
        && relation == Some(Relation::CcPreconj)
        && sentence.head(number).is_some_and(joins)
    {
        return None;
    }
    let noun = (number + 1..=number + 1 + MODIFIERS_MAX)
        .take_while(|&at| at == number + 1 || is_modifier(sentence, at - 1))
        .find(|&at| SIDES.contains(&sentence.word(at)));
    let named = |noun: usize| (number..noun).any(|at| is_mention(sentence, at));
    match noun {
        Some(noun) => (!named(noun)).then_some((noun, Some(count))),
        // "the two agreed", "both said".
        None => {
            let mut behind = number + 1..sentence.tokens.len();
            let next = behind.find(|&at| !sentence.is_upos(at, &[Upos::Adv]))?;
            let alone = sentence.is_upos(next, &[Upos::Verb, Upos::Aux])
                && !is_mention(sentence, number)
                && (article == 1 || sentence.word(number) == "both");
            alone.then_some((number, Some(count)))
        }
    }
}

/// The first word and the noun of a group without a code that begins at token `at`; what is counted or
/// vague before a part of the world is left out ("48 African countries").
pub fn group_at(sentence: &Sentence, world: &World, at: usize) -> Option<(usize, usize)> {
    if at > 0 && is_modifier(sentence, at - 1) && !is_mention(sentence, at - 1) {
        return None;
    }
    // "Peru's armed opposition".
    let is_owner = |before: usize| {
        let is_genitive = before > at && matches!(sentence.word(before), "'s" | "’s");
        is_genitive && is_mention(sentence, before - 1)
    };
    let noun = (at..=at + GROUP_MODIFIERS_MAX)
        .take_while(|&next| next == at || is_modifier(sentence, next - 1) || is_owner(next - 1))
        .find(|&next| is_group_noun(sentence.word(next)))?;
    let word = sentence.word(noun);
    if (at..noun).any(is_owner) && !OPPOSED.contains(&word) {
        return None;
    }
    let before = || at..noun;
    let is_region = |at: usize| {
        let span = sentence.word(at);
        // "Foreign ministers" are nobody's by that.
        if span == "foreign" && matches!(sentence.word(at + 1), "ministers" | "secretaries") {
            return false;
        }
        world
            .regions()
            .iter()
            .any(|region| region.to_lowercase().split([' ', '-']).next_back() == Some(span))
    };
    let regional = before().any(is_region);
    let vague = before().any(|at| VAGUE.contains(&sentence.word(at)));
    let named = before().any(|at| is_mention(sentence, at));
    let counted = before().any(|at| {
        let nodes = sentence.tree.nodes();
        nodes.get(at).is_some_and(|node| node.tag.upos == Upos::Num)
    });
    let of_body = before().any(|at| BODIES.contains(&sentence.word(at)));
    let fits = match () {
        () if of_body => false,
        () if is_faction_noun(word) => {
            is_faction(sentence, world, noun) || (OPPOSED.contains(&word) && (named || regional))
        }
        () if named => counted && word == "members",
        () if regional || vague => true,
        // "70 countries", not "the 70 countries", who were named before.
        () if counted && COUNTED.contains(&word) => {
            let before = sentence.word_before(at);
            !matches!(before, "the" | "these" | "those" | "all" | "its" | "their")
        }
        () => false,
    };
    let loose = |at: &usize| {
        let nodes = sentence.tree.nodes();
        let number = nodes
            .get(*at)
            .is_some_and(|node| node.tag.upos == Upos::Num);
        number || VAGUE.contains(&sentence.word(*at))
    };
    let places = before().any(|at| is_region(at) && !loose(&at));
    let start = if places {
        before().find(|at| !loose(at))?
    } else {
        at
    };
    fits.then_some((start, noun))
}

fn is_group_noun(word: &str) -> bool {
    GROUPS.contains(&word) || is_faction_noun(word)
}

fn is_modifier(sentence: &Sentence, at: usize) -> bool {
    let upos = sentence.tree.nodes().get(at).map(|node| node.tag.upos);
    is_hyphen(sentence, at)
        || matches!(upos, Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num))
}

/// "Pacific-rim", but not the dash after a dateline.
fn is_hyphen(sentence: &Sentence, at: usize) -> bool {
    let end_before = at.checked_sub(1).and_then(|at| sentence.tokens.get(at));
    let adjoins = end_before.zip(sentence.tokens.get(at));
    sentence.word(at) == "-" && adjoins.is_some_and(|(a, b)| a.span.end == b.span.start)
}
