//! Offices and bodies that stand without a name ("the Peruvian minister"), for names that take them up.

use crate::news::apposition::Introduction;
use crate::news::name::{NameRun, Namer};
use crate::news::named::Named;
use crate::news::noun_group::{party_behind, party_left};
use crate::world::{ActorId, Level, OfficeKind};

/// Offices that are remembered at most.
const OFFICES_MAX: usize = 200;
/// Tokens between a name and an office behind it that may be its own.
const APPOSED_TOKENS: usize = 6;

/// What was read so far.
#[derive(Debug, Default)]
pub struct Unnamed {
    /// Sentence, office and party, in order.
    offices: Vec<(usize, String, ActorId)>,
    /// The party whose body was named last.
    body: Option<ActorId>,
}

impl Unnamed {
    /// The party whose body ("the Peruvian foreign ministry") an earlier sentence names.
    pub fn body(&self) -> Option<ActorId> {
        self.body
    }

    /// Remembers the offices and bodies of a sentence beside which no name stands.
    pub fn note(&mut self, namer: &Namer, number: usize, names: &[Named]) {
        let sentence = namer.sentence;
        for office in &sentence.offices {
            let at = sentence.token_at(office.span.start);
            let end = sentence.token_at(office.span.end);
            let told = party_left(namer, at).party;
            let is_role = office.kind == OfficeKind::Role;
            let behind = || Some(party_behind(namer, end)?.0).filter(|_| is_role);
            let Some(party) = told.or_else(behind) else {
                continue;
            };
            if office.kind == OfficeKind::Body {
                self.body = Some(party);
            }
            let beside = |named: &Named| {
                named.introduction.start <= end && at <= named.run.to + APPOSED_TOKENS
            };
            let speaks = office.level.is_some_and(|level| level <= Level::Envoy);
            if speaks && !names.iter().any(beside) && self.offices.len() < OFFICES_MAX {
                let role = office.span.of(namer.section.text).to_lowercase();
                self.offices.push((number, role, party));
            }
        }
    }

    /// A name that follows an office without one: "The Peruvian minister arrived. Ann Lee said …", and
    /// "Ambassador Ann Lee" after "Peru's ambassador".
    /// The bare name must open its sentence or be its first subject (`opens`). An office without a party
    /// is rather that of the state that stands before it in its sentence (`here`).
    pub fn identify(
        &self,
        introduction: &mut Introduction,
        number: usize,
        run: NameRun,
        opens: bool,
        here: Option<ActorId>,
    ) {
        if introduction.party.is_some() || run.known.is_some() {
            return;
        }
        let noun = |role: &str| role.rsplit(' ').next().unwrap_or("").to_owned();
        let mut latest = self.offices.iter().rev();
        let found = match &introduction.role {
            Some(role) => latest
                .find(|(_, other, _)| noun(other) == noun(role))
                .filter(|(_, _, party)| here.is_none_or(|here| here == *party)),
            None if opens && run.to - run.from > 1 => {
                latest.find(|(sentence, _, _)| sentence + 1 == number)
            }
            None => None,
        };
        if let Some((_, role, party)) = found {
            introduction.party = Some(*party);
            introduction.role.get_or_insert_with(|| role.clone());
        }
    }
}
