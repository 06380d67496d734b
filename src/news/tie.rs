//! Ties of a name to a party that are looser than titles and appositions: what is said of the person,
//! whose delegation the person leads, whom the person represents.

use crate::news::apposition::{Introduction, apposition};
use crate::news::name::{NameRun, Namer};
use crate::news::noun_group::{Left, mention_ending, mention_starting, party_left, start_of};
use crate::text::Relation;
use crate::world::{ActorId, NameKind, OfficeKind};

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

/// Participles between a delegation and who leads it.
const LED: &[&str] = &["chaired", "headed", "led", "represented"];

/// The same, from the leader to the delegation.
const LEADING: &[&str] = &["chairing", "heading", "leading", "representing"];

/// Participles between an envoy and the sender.
const SENT: &[&str] = &["delegated", "dispatched", "sent"];

/// What ties a name to a party where neither title nor apposition does; without a role but for
/// predicates.
pub fn tie(namer: &Namer, run: NameRun, start: usize) -> Option<Introduction> {
    let party = owned(namer, run)
        .or_else(|| ranked(namer, run))
        .or_else(|| bracketed(namer, run))
        .or_else(|| national(namer, run))
        .or_else(|| leads(namer, run))
        .or_else(|| comes_from(namer, run))
        .or_else(|| is_sent(namer, run));
    let found = Left {
        party,
        ..Left::default()
    };
    let found = party.map(|_| found).or_else(|| is_led(namer, start));
    match found {
        Some(found) => Some(Introduction {
            party: found.party,
            owner: found.owner,
            ..Introduction::default()
        }),
        None => predicate(namer, run),
    }
}

/// "Peru's Ann Lee", whom the reader is taken to know.
fn owned(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let (at, _) = namer.courtesy(run.from);
    let genitive = at.checked_sub(1)?;
    let is_owned = matches!(namer.sentence.word(genitive), "'s" | "'");
    let owner = is_owned.then(|| mention_ending(namer, genitive)).flatten();
    owner.map(|(_, party)| party)
}

/// "Peruvian Gen. Ann Lee".
fn ranked(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let (at, _) = namer.courtesy(run.from);
    let party = (at < run.from).then(|| mention_ending(namer, at)).flatten();
    party.map(|(_, party)| party)
}

/// "The Peruvian, Ann Lee, agreed".
fn national(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let sentence = namer.sentence;
    let comma = run
        .from
        .checked_sub(1)
        .filter(|&at| sentence.word(at) == ",")?;
    let (start, party) = mention_ending(namer, comma)?;
    let is_person = start + 1 == comma && start > 0 && sentence.word(start - 1) == "the";
    let kind = sentence.mention_at(start_of(namer, start))?.kind;
    let closed = matches!(sentence.word(run.to), "," | "." | "");
    (is_person && closed && kind == NameKind::Adjective).then_some(party)
}

/// "Ann Lee (Peru)".
pub fn bracketed(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let sentence = namer.sentence;
    let opens = sentence.word(run.to) == "(";
    let (party, end) = opens
        .then(|| mention_starting(namer, run.to + 1))
        .flatten()?;
    (sentence.word(end) == ")").then_some(party)
}

/// "Ann Lee, representing Peru", "Ann Lee, leading the Peruvian side".
fn leads(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let sentence = namer.sentence;
    let verb = run.to + usize::from(sentence.word(run.to) == ",");
    let leads = LEADING.contains(&sentence.word(verb));
    let at = verb + 1 + usize::from(matches!(sentence.word(verb + 1), "the" | "a"));
    let party = leads.then(|| mention_starting(namer, at)).flatten();
    party.map(|(party, _)| party)
}

/// "Ann Lee from the Peruvian embassy"; "Ann Lee from Peru" may only be born there.
fn comes_from(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let sentence = namer.sentence;
    let link = run.to + usize::from(sentence.word(run.to) == ",");
    let at = link + 1 + usize::from(sentence.word(link + 1) == "the");
    let (party, end) = (sentence.word(link) == "from")
        .then(|| mention_starting(namer, at))
        .flatten()?;
    let end = end + usize::from(sentence.word(end) == "'s");
    let office = sentence.office_at(start_of(namer, end))?;
    (office.kind == OfficeKind::Body).then_some(party)
}

/// "Ann Lee, sent by Peru".
fn is_sent(namer: &Namer, run: NameRun) -> Option<ActorId> {
    let sentence = namer.sentence;
    let verb = run.to + usize::from(sentence.word(run.to) == ",");
    let sent = SENT.contains(&sentence.word(verb)) && sentence.word(verb + 1) == "by";
    let party = sent.then(|| mention_starting(namer, verb + 2)).flatten();
    party.map(|(party, _)| party)
}

/// "The Peruvian delegation, led by Ann Lee", "Peru was represented by Ann Lee and Chile by Tom Ray"; the
/// name with its office begins at token `start`.
fn is_led(namer: &Namer, start: usize) -> Option<Left> {
    let sentence = namer.sentence;
    // "by the ex-president Ann Lee".
    let past = (0..start)
        .rev()
        .take_while(|&at| matches!(sentence.word(at), "ex" | "-" | "ex-" | "former"));
    let start = start - past.count();
    let article = usize::from(start > 0 && sentence.word(start - 1) == "the");
    let by = start.checked_sub(1 + article)?;
    let verb = by.checked_sub(1)?;
    if sentence.word(by) != "by" {
        return None;
    }
    if !LED.contains(&sentence.word(verb)) {
        // The verb is not said again.
        let told =
            (1..verb).any(|at| LED.contains(&sentence.word(at)) && sentence.word(at + 1) == "by");
        return Some(party_left(namer, by)).filter(|left| told && left.party.is_some());
    }
    let is_between = |at: &usize| {
        matches!(
            sentence.word(*at),
            "," | "was"
                | "is"
                | "are"
                | "were"
                | "will"
                | "be"
                | "being"
                | "been"
                | "to"
                | "has"
                | "had"
        )
    };
    let skipped = (0..verb).rev().take_while(is_between).count();
    // Other words may stand between: "the Peruvian side at the talks was led by".
    let subject = || {
        let at = sentence.child_in(verb, &[Relation::NsubjPass])?;
        Some(party_left(namer, at + 1))
    };
    let is_told = |left: &Left| left.party.is_some() || left.owner.is_some();
    Some(party_left(namer, verb - skipped))
        .filter(is_told)
        .or_else(|| subject().filter(is_told))
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
