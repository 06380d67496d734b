//! The words left of an office or a name: what belongs to it, and whose it is.

use crate::news::name::Namer;
use crate::text::Upos;
use crate::world::{ActorId, ActorKind, NameKind, Office, OfficeKind};

/// Words between a party and its office ("Iran's top nuclear negotiator") at most.
const REACH_TOKENS: usize = 8;

/// Where somebody's party is named, left of an office.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Left {
    pub start: usize,
    pub party: Option<ActorId>,
    /// A possessive pronoun instead of a party.
    pub owner: Option<usize>,
}

/// A hyphen or dash that joins two words.
pub fn is_joint(namer: &Namer, at: usize) -> bool {
    let tokens = &namer.sentence.tokens;
    let touching = |a: usize, b: usize| {
        tokens
            .get(a)
            .zip(tokens.get(b))
            .is_some_and(|(a, b)| a.span.end == b.span.start)
    };
    namer.sentence.word(at) == "-" && at > 0 && touching(at - 1, at) && touching(at, at + 1)
}

pub fn start_of(namer: &Namer, at: usize) -> usize {
    let token = namer.sentence.tokens.get(at);
    token.map_or(usize::MAX, |token| token.span.start)
}

pub fn words_of(namer: &Namer, office: &Office) -> String {
    let words = office.span.of(namer.section.text);
    words.to_lowercase().replace('\n', " ")
}

/// The office whose last token ends before token `end`.
pub fn office_ending(namer: &Namer, end: usize) -> Option<Office> {
    let last = namer.sentence.tokens.get(end.checked_sub(1)?)?;
    let office = namer.sentence.office_at(last.span.start)?;
    (office.span.end == last.span.end).then_some(*office)
}

pub fn mention_ending(namer: &Namer, end: usize) -> Option<(usize, ActorId)> {
    let last = namer.sentence.tokens.get(end.checked_sub(1)?)?;
    let mention = namer.sentence.mention_at(last.span.start)?;
    let is_party = mention.kind != NameKind::Place && !namer.sentence.is_description(mention);
    Some((
        namer.sentence.token_at(mention.span.start),
        mention.actor.filter(|_| is_party)?,
    ))
}

pub fn mention_starting(namer: &Namer, at: usize) -> Option<(ActorId, usize)> {
    let start = namer.sentence.tokens.get(at)?.span.start;
    let mention = namer.sentence.mention_at(start)?;
    let actor = mention.actor.filter(|_| mention.span.start == start)?;
    Some((actor, namer.sentence.token_at(mention.span.end)))
}

/// The party of "of Peru" or "of the United Nations" that begins at token `at`, and where it ends.
pub fn party_behind(namer: &Namer, at: usize) -> Option<(ActorId, usize)> {
    let of = namer.sentence.word(at) == "of";
    let start = at + 1 + usize::from(namer.sentence.word(at + 1) == "the");
    of.then(|| mention_starting(namer, start)).flatten()
}

/// Bodies that are of the state in which they are.
const GOVERNING: &[&str] = &[
    "authorities",
    "cabinet",
    "government",
    "junta",
    "ministry",
    "official",
    "officials",
    "palace",
    "presidency",
    "regime",
];

/// "Of Peru" behind an office that ends before token `at`, "in Lima" behind those who govern.
pub fn party_after(namer: &Namer, at: usize) -> Option<ActorId> {
    let sentence = namer.sentence;
    let body = sentence.word_before(at);
    match sentence.word(at) {
        "of" => {}
        "in" if GOVERNING.contains(&body) => {}
        _ => return None,
    }
    let at = at + 1 + usize::from(sentence.word(at + 1) == "the");
    sentence.mention_at(start_of(namer, at))?.actor
}

/// Offices of a part of a state, which is then the state that its holder is of.
const LOCAL: &[&str] = &[
    "chief minister",
    "governor",
    "mayor",
    "prefect",
    "premier",
    "vice governor",
];

/// The state of a city or province that stands right of token `from` and left of token `to`, for the holder
/// of such an office ("the governor of Hainan").
pub fn local_party(namer: &Namer, role: &str, from: usize, to: usize) -> Option<ActorId> {
    let places = LOCAL.contains(&role).then_some(from..to)?;
    places.into_iter().find_map(|at| {
        let mention = namer.sentence.mention_at(start_of(namer, at))?;
        namer.world.state(mention.country?)
    })
}

/// Roles of somebody who holds the office that was named last.
pub const LIKE: &[&str] = &["counterpart", "colleague", "opposite number"];

/// Offices of those whom an organisation sends somewhere.
const SENT: &[&str] = &["coordinator", "envoy", "mediator", "rapporteur"];

/// Nouns that stand for the state that was named last: "the country's foreign minister".
pub const COUNTRIES: &[&str] = &["country", "kingdom", "nation", "republic"];

/// Nouns that stand for the organisation that the item is about: "the bloc's chairman".
pub const UNIONS: &[&str] = &[
    "alliance",
    "bloc",
    "grouping",
    "union",
    "organisation",
    "organization",
];

/// Words before an office that make it one of those who fight a state.
pub const REBELS: &[&str] = &[
    "rebel",
    "rebels",
    "guerrilla",
    "guerrillas",
    "insurgent",
    "insurgents",
];

/// What rebels are together.
const BANDS: &[&str] = &[
    "alliance",
    "army",
    "coalition",
    "faction",
    "forces",
    "front",
    "group",
    "movement",
    "side",
];

/// "The rebel group", ending before token `end`: nobody by name, but those who fight.
pub fn rebels_ending(namer: &Namer, end: usize) -> Option<Left> {
    let band = end
        .checked_sub(1)
        .filter(|&at| BANDS.contains(&namer.sentence.word(at)))?;
    let owner = band
        .checked_sub(1)
        .filter(|&at| REBELS.contains(&namer.sentence.word(at)))?;
    Some(Left {
        start: owner,
        party: None,
        owner: Some(owner),
    })
}

/// Whether an office is one that only organisations have.
pub fn is_of_organisation(role: &str) -> bool {
    role.ends_with("secretary-general") || role.ends_with("secretary general")
}

/// The last token of an office of an organisation that another is said to be of ("the secretary-general's
/// envoy"), where token `at` is the genitive.
fn chief(namer: &Namer, at: usize) -> Option<usize> {
    let office = office_ending(namer, at).filter(|_| namer.sentence.word(at) == "'s")?;
    is_of_organisation(&words_of(namer, &office)).then(|| at - 1)
}

/// Whether a movement's name ends before token `end` ("LRA rebel commander").
fn is_movement(namer: &Namer, end: usize) -> bool {
    let party = mention_ending(namer, end);
    party.is_some_and(|(_, party)| namer.world.is_of_kind(party, ActorKind::Party))
}

/// The party to the left of an office or body that starts at token `start`.
pub fn party_left(namer: &Namer, start: usize) -> Left {
    let sentence = namer.sentence;
    let none = Left {
        start,
        ..Left::default()
    };
    let mut at = start;
    let mut found = none;
    let mut of_chief = None;
    for _ in 0..REACH_TOKENS {
        let Some(before) = at.checked_sub(1) else {
            break;
        };
        if let Some((start, party)) = mention_ending(namer, at) {
            if is_topic(namer, at, &found) {
                break;
            }
            // Of several the first is the owner: "the UN Syria envoy", "Peru's EU ambassador".
            found = Left {
                start,
                party: Some(party),
                owner: None,
            };
            // "... with Chile Peru's foreign minister".
            if sentence.word(at) == "'s" {
                break;
            }
            at = start;
            continue;
        }
        let word = sentence.word(before);
        // "the Andean Community (CAN) secretary".
        let bracketed = (word == ")")
            .then(|| mention_ending(namer, before))
            .flatten();
        if let Some((start, party)) = bracketed.filter(|_| found.party.is_none()) {
            return Left {
                start,
                party: Some(party),
                owner: None,
            };
        }
        let is_owner = COUNTRIES.contains(&word) || UNIONS.contains(&word) || word == "government";
        let of_country = is_owner && matches!(sentence.word(before + 1), "'s");
        let of_rebels = REBELS.contains(&word) && !is_movement(namer, before);
        let is_pronoun = matches!(word, "his" | "her" | "its" | "their" | "whose");
        if (is_pronoun || of_country || of_rebels) && found.party.is_none() {
            return Left {
                start: before,
                party: None,
                owner: Some(before),
            };
        }
        // What is joined to "Peru's minister" is not Peru's.
        let is_joined = found.party.is_some() && matches!(word, "and" | "&" | ",");
        if is_joined || is_break(namer, before) {
            break;
        }
        of_chief = of_chief.or_else(|| chief(namer, before));
        at = before;
    }
    found.owner = of_chief.filter(|_| found.party.is_none());
    found
}

/// Whether the adjective that ends before token `end` says where the envoy of an organisation is sent: "the Chilean UN
/// envoy", unlike "the Chilean UN ambassador".
fn is_topic(namer: &Namer, end: usize, found: &Left) -> bool {
    let sentence = namer.sentence;
    let mention = end
        .checked_sub(1)
        .and_then(|last| sentence.mention_at(start_of(namer, last)));
    let is_adjective = mention.is_some_and(|mention| mention.kind == NameKind::Adjective);
    let serves = found
        .party
        .is_some_and(|party| namer.world.is_organisation(party));
    let mut words = (found.start..found.start + REACH_TOKENS).map(|at| sentence.word(at));
    let is_sent = words.any(|word| SENT.contains(&word));
    is_adjective && serves && found.start == end && is_sent
}

/// Whether a token ends the noun group that an office stands in, seen from its right.
pub fn is_break(namer: &Namer, at: usize) -> bool {
    let sentence = namer.sentence;
    let word = sentence.word(at);
    if matches!(word, "'s" | "'" | "-" | "s'") || sentence.office_at(start_of(namer, at)).is_some()
    {
        return false;
    }
    if matches!(word, "and" | "&") {
        let office = office_ending(namer, at);
        return !office.is_some_and(|office| office.kind == OfficeKind::Role);
    }
    let upos = sentence.tree.nodes().get(at).map(|node| node.tag.upos);
    !matches!(
        upos,
        Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X)
    )
}
