//! An office that several people share: "Presidents …", "the Peruvian trade ministers, Ann Lee and Tom Ray".

use crate::news::apposition::Introduction;
use crate::news::name::Namer;
use crate::news::noun_group::{party_left, start_of};
use crate::world::OfficeKind;

/// Words before the last of an office that several share, at most ("first vice foreign ministers").
const SHARED_TOKENS: usize = 3;

/// The last token of "ministers" before token `at`: right before it, or in "the ministers, A and B" and "the
/// ministers of Peru and Chile, A and B" with a comma between.
fn several(namer: &Namer, at: usize, to: usize) -> Option<usize> {
    let sentence = namer.sentence;
    let mut last = at.checked_sub(1)?;
    if sentence.word(last) == "," && matches!(sentence.word(to), "and" | ",") {
        let is_state = |at: usize| sentence.mention_at(start_of(namer, at)).is_some();
        let is_owner =
            |at: usize| matches!(sentence.word(at), "and" | "," | "the" | "of") || is_state(at);
        last = (0..last).rev().find(|&at| !is_owner(at))?;
    }
    Some(last)
}

/// "Presidents …", "the Peruvian trade ministers …": the office of this name and of those named with it.
pub fn shared(namer: &Namer, at: usize, to: usize) -> Option<Introduction> {
    let sentence = namer.sentence;
    let last = several(namer, at, to)?;
    let from = (last.saturating_sub(SHARED_TOKENS)..last).rev();
    let mut words = sentence.word(last).to_owned();
    words.ends_with('s').then_some(())?;
    let mut found = None;
    for start in std::iter::once(last).chain(from) {
        if start < last {
            words.insert(0, ' ');
            words.insert_str(0, sentence.word(start));
        }
        let several = namer.world.office_of_several(&words);
        let role = several.filter(|(office, _)| office.kind == OfficeKind::Role);
        found = role
            .map(|(office, words)| (start, office.level, words.to_owned()))
            .or(found);
    }
    let (start, level, role) = found?;
    let left = party_left(namer, start);
    Some(Introduction {
        role: Some(role),
        level,
        party: left.party,
        // States between office and names are named for themselves.
        start: if last + 1 == at {
            left.start.min(start)
        } else {
            at
        },
        owner: left.owner,
        shared: true,
        ..Introduction::default()
    })
}
