//! What stands around a name and says who that is: office and party before or after it.

use crate::news::name::{NameRun, Namer};
use crate::news::noun_group::{
    Left, REACH_TOKENS, is_break, is_joint, mention_ending, mention_starting, office_ending,
    party_left, start_of, words_of,
};
use crate::text::{Relation, Upos};
use crate::world::{ActorId, Level, Office, OfficeKind};

/// Words of an apposition after a name at most.
const APPOSITION_TOKENS: usize = 18;

/// Verbs behind "who" that say whom a person speaks for.
const LEADING: &[&str] = &[
    "heads",
    "headed",
    "leads",
    "led",
    "represents",
    "represented",
    "is",
    "was",
    "serves",
    "served",
    "chairs",
    "chaired",
    "has",
];

/// Verbs that put somebody into an office, or say that they hold it.
const APPOINTING: &[&str] = &[
    "appoint",
    "become",
    "confirm",
    "designate",
    "elect",
    "install",
    "name",
    "nominate",
    "serve",
    "swear",
];

/// What is said of a person beside the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Introduction {
    /// The office, lower case.
    pub role: Option<String>,
    /// How high it is.
    pub level: Option<Level>,
    /// For whom.
    pub party: Option<ActorId>,
    /// A woman, by her title.
    pub female: bool,
    /// Where the words begin that lead up to the name.
    pub start: usize,
    /// Of whom the person is said to be a part ("his spokesman"): the pronoun.
    pub owner: Option<usize>,
    /// The party was told behind the name, where it is less sure.
    pub behind: bool,
}

/// Reads what stands around a name.
pub fn introduction(namer: &Namer, run: NameRun) -> Introduction {
    let (at, female) = namer.courtesy(run.from);
    let at = before_brackets(namer, at);
    let mut found = before(namer, at, run.to).unwrap_or(Introduction {
        start: at,
        ..Introduction::default()
    });
    if found.role.is_none() || found.party.is_none() {
        let later =
            Some(after(namer, run)).filter(|later| later.role.is_some() || later.party.is_some());
        let later = later.or_else(|| predicate(namer, run)).unwrap_or_default();
        found.role = found.role.or(later.role);
        found.level = found.level.or(later.level);
        found.behind = found.party.is_none() && later.party.is_some();
        found.party = found.party.or(later.party);
    }
    let feminine = |role: &String| role.ends_with("woman") || role == "queen" || role == "princess";
    found.female |= female || found.role.as_ref().is_some_and(feminine);
    found
}

/// One step left over an acronym in brackets ("of the Republic of Peru (RP) Ann Lee").
fn before_brackets(namer: &Namer, at: usize) -> usize {
    let bracketed =
        at > 2 && namer.sentence.word(at - 1) == ")" && namer.sentence.word(at - 3) == "(";
    if bracketed { at - 3 } else { at }
}

/// "Peruvian Foreign Minister …", "the president of Peru …", "the Peruvian foreign minister, …,".
fn before(namer: &Namer, at: usize, to: usize) -> Option<Introduction> {
    let comma = at > 0 && namer.sentence.word(at - 1) == ",";
    let closed = matches!(
        namer.sentence.word(to),
        "," | "." | "" | ")" | "who" | "and" | "’s" | "'s"
    );
    let end = at.checked_sub(usize::from(comma))?;
    if comma && !closed {
        return None;
    }
    let (role, left) = match office_ending(namer, end) {
        Some(office) if office.kind == OfficeKind::Role => {
            let (start, office) = first_of_chain(namer, office);
            (office, party_left(namer, start))
        }
        _ => match of_party(namer, end) {
            Some(found) => found,
            None => far_role(namer, end)?,
        },
    };
    // A state's ambassador to an organisation is not the organisation's.
    let left = match left.party {
        Some(party) if role_is_sent(namer, &role) && namer.world.is_organisation(party) => Left {
            party: None,
            ..left
        },
        _ => left,
    };
    Some(Introduction {
        role: Some(words_of(namer, &role)),
        level: role.level,
        party: left
            .party
            .or(if left.owner.is_none() { role.of } else { None }),
        female: false,
        start: left.start,
        owner: left.owner,
        behind: false,
    })
}

fn role_is_sent(namer: &Namer, role: &Office) -> bool {
    words_of(namer, role).ends_with("ambassador")
}

/// The first of several offices ("Deputy Prime Minister and Foreign Minister"), and the one that names
/// the person best: the last.
fn first_of_chain(namer: &Namer, last: Office) -> (usize, Office) {
    let mut start = namer.sentence.token_at(last.span.start);
    while start > 1 && matches!(namer.sentence.word(start - 1), "and" | "&" | "/") {
        match office_ending(namer, start - 1).filter(|office| office.kind == OfficeKind::Role) {
            Some(office) => start = namer.sentence.token_at(office.span.start),
            None => break,
        }
    }
    (start, last)
}

/// "president of Peru", "head of the Peruvian delegation", ending before token `end`.
fn of_party(namer: &Namer, end: usize) -> Option<(Office, Left)> {
    let sentence = namer.sentence;
    let body = office_ending(namer, end).filter(|office| office.kind == OfficeKind::Body);
    let (start, party) = match body {
        Some(body) => {
            let left = party_left(namer, sentence.token_at(body.span.start));
            (left.start, left.party?)
        }
        None => mention_ending(namer, end)?,
    };
    let mut at = start;
    at -= usize::from(at > 0 && sentence.word(at - 1) == "the");
    let link = at.checked_sub(1)?;
    if !matches!(sentence.word(link), "of" | "for" | "to" | "from") {
        return None;
    }
    let role = match office_ending(namer, link).filter(|office| office.kind == OfficeKind::Role) {
        Some(role) => role,
        None => far_role(namer, link)?.0,
    };
    let left = party_left(namer, sentence.token_at(role.span.start));
    // "US envoy for Sudan" speaks for the US, and an "ambassador to Peru" for somebody else than Peru.
    let named = Some(party).filter(|_| sentence.word(link) != "to");
    Some((
        role,
        Left {
            party: left.party.or(named),
            owner: None,
            ..left
        },
    ))
}

/// "Minister of Trade and Industry …", "Special Envoy for the Lakes …": an office a few words back, with
/// what it is for behind it.
fn far_role(namer: &Namer, end: usize) -> Option<(Office, Left)> {
    let sentence = namer.sentence;
    for at in (end.saturating_sub(REACH_TOKENS)..end).rev() {
        if let Some(role) =
            office_ending(namer, at).filter(|office| office.kind == OfficeKind::Role)
        {
            let linked = matches!(
                sentence.word(at),
                "of" | "for" | "on" | "in" | "to" | "at" | "and" | "&"
            );
            let left = party_left(namer, sentence.token_at(role.span.start));
            return linked.then_some((role, left));
        }
        let link = matches!(
            sentence.word(at),
            "of" | "for" | "on" | "the" | "and" | "in" | "&" | "to" | "at"
        );
        if !link && is_break(namer, at) {
            return None;
        }
    }
    None
}

/// ", Peru's foreign minister", ", a spokesman for the Peruvian government", "of Peru", "(Peru)".
fn after(namer: &Namer, run: NameRun) -> Introduction {
    let sentence = namer.sentence;
    match sentence.word(run.to) {
        "of" => {
            let start = run.to + 1 + usize::from(sentence.word(run.to + 1) == "the");
            let party = mention_starting(namer, start).map(|(party, _)| party);
            Introduction {
                party: party.filter(|_| run.to - run.from >= 1),
                ..Introduction::default()
            }
        }
        "," | "(" | "-" | "–" | "—" => apposition(namer, run.to + 1).unwrap_or_default(),
        _ => Introduction::default(),
    }
}

/// "Ann Lee is Peru's foreign minister", "Ann Lee was sworn in as Peru's envoy".
fn predicate(namer: &Namer, run: NameRun) -> Option<Introduction> {
    let sentence = namer.sentence;
    let nodes = sentence.tree.nodes();
    let is_subject = |at: &usize| {
        nodes
            .get(*at)
            .is_some_and(|node| matches!(node.relation, Relation::Nsubj | Relation::NsubjPass))
    };
    let name = (run.from..run.to).find(is_subject)?;
    let verb = nodes.get(name)?.head?;
    let is_role = |at: &usize| {
        let office = sentence.office_at(start_of(namer, *at));
        office.is_some_and(|office| office.kind == OfficeKind::Role)
    };
    let is_copular = sentence.tree.child(verb, Relation::Cop).is_some();
    let told = if is_copular {
        Some(verb).filter(is_role)
    } else {
        let appoints = sentence
            .lemmas
            .get(verb)
            .is_some_and(|lemma| APPOINTING.contains(&lemma.as_str()));
        let mut roles = sentence.tree.children(verb).filter(|&child| child > verb);
        appoints.then(|| roles.find(is_role)).flatten()
    }?;
    // Left of it stands whose it is.
    let from = nodes.get(told)?.first.max(run.to);
    let from = (from..=told).find(|&at| {
        !matches!(sentence.word(at), "as" | "is" | "was" | "the" | "a" | "an") && at >= run.to
    })?;
    apposition(namer, from)
}

fn apposition(namer: &Namer, from: usize) -> Option<Introduction> {
    let sentence = namer.sentence;
    let clause = matches!(sentence.word(from), "who" | "whose");
    if clause && !LEADING.contains(&sentence.word(from + 1)) {
        return None;
    }
    let mut found = Introduction::default();
    let mut at = from;
    while at < from + APPOSITION_TOKENS && at < sentence.tokens.len() {
        let word = sentence.word(at);
        if matches!(
            word,
            "," | ";" | "." | ")" | ":" | "“" | "\"" | "-" | "–" | "—"
        ) && !is_joint(namer, at)
        {
            break;
        }
        let upos = sentence.tree.nodes().get(at).map(|node| node.tag.upos);
        if !clause
            && matches!(upos, Some(Upos::Verb | Upos::Aux))
            && !(at > from && is_joint(namer, at - 1))
            && found.role.is_none()
            && sentence.office_at(start_of(namer, at)).is_none()
            && sentence.mention_at(start_of(namer, at)).is_none()
        {
            return None;
        }
        if let Some((party, to)) = mention_starting(namer, at) {
            found.party = found.party.or(Some(party));
            at = to.max(at + 1);
            continue;
        }
        let office = sentence.office_at(start_of(namer, at));
        if let Some(office) = office.filter(|office| office.kind == OfficeKind::Role) {
            if found.role.is_none() {
                found.role = Some(words_of(namer, office));
                found.level = office.level;
            }
            at = sentence.token_at(office.span.end).max(at + 1);
            // An office with a name behind it is that name's.
            if namer.is_name(at) {
                return None;
            }
            if sentence.word(at) == "to" && found.party.is_none() {
                break;
            }
            continue;
        }
        if namer.is_name(at) && !clause && found.role.is_none() {
            return None;
        }
        at += 1;
    }
    let default = found
        .role
        .as_ref()
        .and_then(|_| (from..at).find_map(|at| sentence.office_at(start_of(namer, at))?.of));
    found.party = found.party.or(default);
    let body = (from..at).any(|at| sentence.office_at(start_of(namer, at)).is_some());
    (found.role.is_some() || (clause && body && found.party.is_some())).then_some(found)
}
