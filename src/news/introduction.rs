//! What stands around a name and says who that is: office and party before or after it.

use crate::news::apposition::{Introduction, apposition};
use crate::news::name::{NameRun, Namer};
use crate::news::noun_group::{
    Left, REBELS, is_break, local_party, mention_ending, office_ending, party_behind, party_left,
    rebels_ending, words_of,
};
use crate::news::serving::{describes, served};
use crate::news::several::shared;
use crate::news::tie::tie;
use crate::world::{ActorId, Level, Office, OfficeKind};

/// Tokens between a place and the office that it has, at most ("Cusco's deputy").
const LOCAL_TOKENS: usize = 2;

/// Numbers of rulers behind their names.
const REGNAL: &[&str] = &["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"];

/// Tokens of what an office is for, at most ("Minister of Trade, Industry and Fisheries").
const PORTFOLIO_TOKENS: usize = 12;

/// Reads what stands around a name.
pub fn introduction(namer: &Namer, run: NameRun) -> Introduction {
    let (at, female) = namer.courtesy(run.from);
    let at = before_brackets(namer, at);
    let told = before(namer, at, run.to).or_else(|| shared(namer, at, run.to));
    let mut found = told.unwrap_or(Introduction {
        start: at,
        ..Introduction::default()
    });
    let is_told = |told: &Introduction| told.role.is_some() || told.party.is_some();
    if found.role.is_none() || found.party.is_none() {
        let later = Some(after(namer, run)).filter(is_told);
        // "Secretary-General Ann Lee, a former Peruvian minister".
        let has_office = found.role.is_some();
        let later = later.filter(|later| !has_office || !describes(namer, run.to + 1, later));
        // "The Peruvian team is led by Ann Lee, a retired general": the apposition tells no party.
        let is_open = later
            .as_ref()
            .is_none_or(|later| later.party.or(found.party).is_none());
        let tied = is_open
            .then(|| tie(namer, run, found.start))
            .flatten()
            .unwrap_or_default();
        let mut later = later.unwrap_or_default();
        if later.owner.is_none() {
            later.party = later.party.or(tied.party);
            later.owner = tied.owner;
        }
        later.level = later.level.or(tied.level.filter(|_| later.role.is_none()));
        later.role = later.role.or(tied.role);
        found.role = found.role.or(later.role);
        found.level = found.level.or(later.level);
        found.behind = found.party.is_none() && later.party.is_some();
        found.party = found.party.or(later.party);
        found.owner = found.owner.or(later.owner);
    }
    if found.party.is_some_and(|party| namer.world.is_state(party)) {
        let role = found.role.as_deref().unwrap_or_default();
        let served = served(namer, run, found.start, role);
        found.behind |= served.is_some();
        found.party = served.or(found.party);
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
    // "Peru's Ann Lee" has no office before the name.
    if at > 0 && matches!(namer.sentence.word(at - 1), "'s" | "'") {
        return None;
    }
    // "the UN envoy, Ann Lee of Peru," is no list of guests.
    let is_born = party_behind(namer, to).is_some();
    let closed = matches!(
        namer.sentence.word(to),
        "," | ";" | "." | "" | ")" | "who" | "and" | "’s" | "'s" | "of"
    );
    let end = at.checked_sub(usize::from(comma))?;
    if comma && !closed {
        return None;
    }
    let end = if comma {
        before_brackets(namer, end)
    } else {
        end
    };
    let (role, left) = match office_ending(namer, end) {
        Some(office) if office.kind == OfficeKind::Role => {
            let (start, office) = first_of_chain(namer, office, comma);
            let left = party_left(namer, start);
            let told = outer(namer, &office, left).unwrap_or((office, left));
            let named = namer.sentence.word(to) == "," && !comma;
            let first = named.then(|| first_apposed(namer, &told)).flatten();
            first.map_or(told, |left| (office, left))
        }
        _ => match of_party(namer, end) {
            Some(found) => found,
            // One word behind a comma goes on with what the office is for.
            None => {
                // "A spokeswoman for Ann Lee" is somebody else.
                let serves = matches!(
                    namer.sentence.word(end.saturating_sub(1)),
                    "for" | "of" | "to"
                );
                far_role(namer, end).filter(|_| (!comma || to > at + 1) && !serves)?
            }
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
    let serves = |party: ActorId| namer.world.is_organisation(party);
    if comma && is_born && !left.party.is_some_and(serves) {
        return None;
    }
    let words = words_of(namer, &role);
    // "Cusco's mayor Ann Lee", "the mayor of Cusco Ann Lee".
    let from = namer.sentence.token_at(role.span.start);
    let local = || local_party(namer, &words, from.saturating_sub(LOCAL_TOKENS), at);
    let default = if left.owner.is_none() {
        role.of.or_else(local)
    } else {
        None
    };
    Some(Introduction {
        level: role.level,
        party: left.party.or(default),
        role: Some(words),
        female: false,
        start: left.start,
        owner: left.owner,
        behind: false,
        shared: false,
    })
}

/// Whose the first of two offices is that are the same person's: "Peru's envoy, Trade Minister Ann Lee, left".
fn first_apposed(namer: &Namer, (office, left): &(Office, Left)) -> Option<Left> {
    let is_told = left.party.is_some() || left.owner.is_some() || office.of.is_some();
    let sentence = namer.sentence;
    let start = sentence.token_at(office.span.start).checked_sub(1)?;
    let comma = sentence.word(start) == "," && !is_told;
    let first =
        office_ending(namer, start).filter(|first| comma && first.kind == OfficeKind::Role)?;
    let first = party_left(namer, sentence.token_at(first.span.start));
    Some(Left {
        start: left.start,
        ..first
    })
}

/// The office that another only says more of: "adviser to the president Ann Lee" advises, and in "envoy for
/// Peru's reform Ambassador Ann Lee" the ambassador is the envoy's title.
fn outer(namer: &Namer, inner: &Office, left: Left) -> Option<(Office, Left)> {
    let sentence = namer.sentence;
    let start = sentence.token_at(inner.span.start).min(left.start);
    let article = usize::from(start > 0 && sentence.word(start - 1) == "the");
    let link = start.checked_sub(1 + article)?;
    let is_title = left.party.is_some() && role_is_sent(namer, inner);
    let linked = matches!(sentence.word(link), "for" | "to") && (article == 1 || is_title);
    let role = office_ending(namer, link).filter(|role| role.kind == OfficeKind::Role && linked)?;
    let left = party_left(namer, sentence.token_at(role.span.start));
    Some((role, left))
}

fn role_is_sent(namer: &Namer, role: &Office) -> bool {
    words_of(namer, role).ends_with("ambassador")
}

/// The first of several offices ("Deputy Prime Minister and Foreign Minister"), and the one that names
/// the person best: the last. Right before a name, one with an article is somebody else's ("the president and
/// Prime Minister Ann Lee").
fn first_of_chain(namer: &Namer, last: Office, comma: bool) -> (usize, Office) {
    let sentence = namer.sentence;
    let mut start = sentence.token_at(last.span.start);
    while start > 1 && matches!(sentence.word(start - 1), "and" | "&" | "/") {
        let before = office_ending(namer, start - 1);
        let before = before.filter(|office| office.kind == OfficeKind::Role);
        let before = before.map(|office| (sentence.token_at(office.span.start), office.level));
        let other = |&(at, level): &(usize, Option<Level>)| {
            let head = matches!(level, Some(Level::HeadOfState | Level::HeadOfGovernment));
            !comma && head && at > 0 && sentence.word(at - 1) == "the"
        };
        match before.filter(|before| !other(before)) {
            Some((at, _)) => start = at,
            None => break,
        }
    }
    (start, last)
}

/// "president of Peru", "head of the Peruvian delegation", ending before token `end`.
fn of_party(namer: &Namer, end: usize) -> Option<(Office, Left)> {
    let sentence = namer.sentence;
    let body = office_ending(namer, end).filter(|office| office.kind == OfficeKind::Body);
    let inner = match body {
        Some(body) => party_left(namer, sentence.token_at(body.span.start)),
        None => rebels_ending(namer, end).or_else(|| {
            let (start, party) = mention_ending(namer, end)?;
            Some(Left {
                start,
                party: Some(party),
                owner: None,
            })
        })?,
    };
    if inner.party.is_none()
        && inner
            .owner
            .is_none_or(|at| !REBELS.contains(&sentence.word(at)))
    {
        return None;
    }
    let start = inner.start;
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
    let is_free = sentence.word(link) != "to" && left.owner.is_none();
    let named = inner.party.filter(|_| is_free);
    let of_rebels = inner.owner.filter(|_| is_free && left.party.is_none());
    Some((
        role,
        Left {
            party: left.party.or(named),
            owner: left.owner.or(of_rebels),
            ..left
        },
    ))
}

/// "Minister of Trade and Industry …", "Special Envoy for the Lakes …": an office a few words back, with
/// what it is for behind it.
fn far_role(namer: &Namer, end: usize) -> Option<(Office, Left)> {
    let sentence = namer.sentence;
    let last = sentence.word_before(end);
    // "The minister of trade and Ann Lee" are two.
    if matches!(last, "and" | "&") {
        return None;
    }
    let mut is_list = false;
    for at in (end.saturating_sub(PORTFOLIO_TOKENS)..end).rev() {
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
        is_list |= matches!(sentence.word(at), "and" | "&");
        let link = match sentence.word(at) {
            "," => is_list,
            word => matches!(
                word,
                "of" | "for" | "on" | "the" | "and" | "in" | "&" | "to" | "at"
            ),
        };
        if !link && is_break(namer, at) {
            return None;
        }
    }
    None
}

/// ", Peru's foreign minister", ", a spokesman for the Peruvian government", "of Peru", "(Peru)".
fn after(namer: &Namer, run: NameRun) -> Introduction {
    let sentence = namer.sentence;
    let article = usize::from(sentence.word(run.to) == "the");
    let is_regnal = REGNAL.contains(&sentence.word(run.to + article));
    let to = run.to + if is_regnal { 1 + article } else { 0 };
    match sentence.word(to) {
        "of" => {
            let Some((party, end)) = party_behind(namer, to) else {
                return Introduction::default();
            };
            // "Ann Lee of Peru, the UN envoy", speaks for the UN.
            let comma = sentence.word(end) == ",";
            let serves = comma.then(|| apposition(namer, end + 1)).flatten();
            let of_organisation = |found: &Introduction| {
                found
                    .party
                    .is_some_and(|party| namer.world.is_organisation(party))
            };
            serves.filter(of_organisation).unwrap_or(Introduction {
                party: Some(party),
                ..Introduction::default()
            })
        }
        "," | "(" | "-" | "–" | "—" => apposition(namer, to + 1).unwrap_or_default(),
        _ => Introduction::default(),
    }
}
