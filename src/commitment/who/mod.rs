//! Stand-in.
use crate::commitment::candidate::Candidate;
use crate::commitment::{Kind, Named};
use crate::news::Person;
/// Who.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who<'d> {
    /// Who is bound, in the order of the text; empty when nobody could be told.
    pub committer: Vec<Named>,
    /// The named person who acts for the committer, or says it for them.
    pub person: Option<&'d Person>,
    /// The named person who utters it.
    pub speaker: Option<&'d Person>,
    /// Towards whom; empty when nobody could be told, and for what several owe each other.
    pub addressee: Vec<Named>,
}
/// Who.
pub fn who<'d>(candidate: &Candidate<'d>, _kind: Kind) -> Who<'d> {
    let mut who = Who::default();
    let s = candidate.sentence;
    let subject = candidate.subject.and_then(|at| s.node(at)).map(|n| n.span.start);
    if let Some(r) = subject.and_then(|at| s.reference_at(at)) {
        who.committer = r.parties.iter().map(|&actor| Named { actor, span: r.span }).collect();
        who.person = r.person.and_then(|p| candidate.document.people.get(p));
    } else if let Some(source) = subject.and_then(|at| candidate.section.speech.first_person(at)) {
        if let Some(sp) = crate::news::speaker(candidate.document, candidate.section, source) {
            let span = s.node(candidate.subject.unwrap_or(0)).map(|n| n.span).unwrap_or(s.span);
            who.committer = sp.parties.iter().map(|&actor| Named { actor, span }).collect();
            who.person = sp.person;
        }
    }
    who
}
