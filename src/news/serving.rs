//! Whom an office serves, where what stands beside it tells only where its holder was born: "the UN envoy,
//! Peruvian diplomat Ann Lee", "Peruvian ambassador Ann Lee (UN)", "the secretary-general, a Peruvian economist".

use crate::news::apposition::Introduction;
use crate::news::name::{NameRun, Namer};
use crate::news::noun_group::{mention_ending, office_ending, party_left};
use crate::news::tie::bracketed;
use crate::world::{ActorId, OfficeKind};

/// What somebody is by training or was before, whoever employs them now.
const TRADES: &[&str] = &[
    "ambassador",
    "diplomat",
    "economist",
    "general",
    "judge",
    "lawyer",
    "official",
    "politician",
];

/// The organisation that somebody serves whom another office, which begins at token `start`, calls a state's.
pub fn served(namer: &Namer, run: NameRun, start: usize, role: &str) -> Option<ActorId> {
    let is_trade = TRADES.iter().any(|trade| role.ends_with(trade)) || is_past(namer, start);
    let told = apposed(namer, start).filter(|_| is_trade);
    let party = told.or_else(|| bracketed(namer, run));
    party.filter(|&party| namer.world.is_organisation(party))
}

/// Of whom the office is that ends in a comma before token `start`: "the UN envoy, …", "the envoy of the UN, …".
fn apposed(namer: &Namer, start: usize) -> Option<ActorId> {
    let sentence = namer.sentence;
    let is_article = |at: usize| matches!(sentence.word(at), "a" | "an" | "the" | "former");
    let skipped = (0..start).rev().take_while(|&at| is_article(at)).count();
    let comma = (start - skipped)
        .checked_sub(1)
        .filter(|&at| sentence.word(at) == ",")?;
    let role_before =
        |end: usize| office_ending(namer, end).filter(|office| office.kind == OfficeKind::Role);
    if let Some(role) = role_before(comma) {
        return party_left(namer, sentence.token_at(role.span.start)).party;
    }
    let (from, party) = mention_ending(namer, comma)?;
    let before = from.checked_sub(1)?;
    let link = before.checked_sub(usize::from(sentence.word(before) == "the"))?;
    let is_linked = matches!(sentence.word(link), "of" | "for" | "from");
    is_linked
        .then(|| role_before(link))
        .flatten()
        .map(|_| party)
}

fn is_past(namer: &Namer, start: usize) -> bool {
    let mut before = (0..start).rev().take(2);
    before.any(|at| matches!(namer.sentence.word(at), "former" | "ex"))
}

/// Whether an apposition that begins at token `from` only says what somebody is or was: "a Peruvian economist",
/// "the former Peruvian minister".
pub fn describes(namer: &Namer, from: usize, told: &Introduction) -> bool {
    let word = |at: usize| namer.sentence.word(from + at);
    let is_past = matches!(word(0), "former" | "ex") || matches!(word(1), "former" | "ex");
    let is_state = told.party.is_some_and(|party| namer.world.is_state(party));
    is_state && (matches!(word(0), "a" | "an") || is_past)
}
