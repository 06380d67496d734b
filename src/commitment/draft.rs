//! A candidate with its slots filled, before it is judged.

use crate::commitment::evidence::evidence;
use crate::commitment::grammar::is_negated;
use crate::commitment::of_others::is_of_others;
use crate::commitment::propose::Proposal;
use crate::commitment::rules::RuleBook;
use crate::commitment::who::{Who, who};
use crate::commitment::{Candidate, Kind, condition, due};
use crate::news::speaker;
use crate::news::speech::{Answer, Parsed};
use crate::text::{Relation, Span};
use crate::time::Expression;
use crate::world::ActorId;

/// Verbs for letting others act.
const LETTING: &[&str] = &["allow", "let", "permit", "tolerate"];

/// Verbs for not doing what one might.
const REFUSING: &[&str] = &[
    "abstain", "boycott", "cancel", "decline", "forgo", "postpone", "refrain", "refuse", "reject",
    "shun", "skip", "snub",
];

/// A candidate and what it says.
#[derive(Clone, Debug)]
pub struct Draft<'d> {
    /// What the rules saw.
    pub proposal: Proposal<'d>,
    /// What kind the rules and the grammar make of it.
    pub kind: Kind,
    /// Its words.
    pub evidence: Span,
    /// Whom it concerns.
    pub who: Who<'d>,
    /// By when.
    pub due: Option<Expression>,
    /// Under which condition.
    pub condition: Option<Span>,
    /// Who answers for it.
    pub answer: Answer,
    /// Whether the one bound says so; none when nobody is known to say it.
    pub says_so: Option<bool>,
    /// Actors among its words who are not bound.
    pub others_inside: usize,
}

impl<'d> Draft<'d> {
    /// Fills the slots of a proposal; none where no words carry it, or where it is a demand worded as an
    /// offer. `parsed` is the section as speech asks for it, `times` are the sentence's.
    pub fn of(
        proposal: Proposal<'d>,
        book: &RuleBook,
        parsed: &[Parsed],
        times: &[Expression],
    ) -> Option<Self> {
        let candidate = &proposal.candidate;
        let rule = book.rules.get(*proposal.rules.first()?)?;
        let evidence = evidence(&proposal)?;
        let kind = kind(candidate, rule.kind);
        let who = who(candidate, kind);
        let first = proposal.first.unwrap_or(candidate.act);
        let is_demand =
            || is_demanded(candidate) || is_of_others(candidate.sentence, first, &who.committer);
        if rule.kind == Kind::Offer && is_demand() {
            return None;
        }
        let section = candidate.section;
        let answer = section.speech.voice_of(section.text, parsed, evidence);
        let condition = condition(candidate, evidence);
        let due = due(candidate, evidence, times);
        let says_so = says_so(&proposal, &who, &answer);
        let others_inside = others(&proposal, &who, evidence);
        Some(Self {
            kind,
            evidence,
            who,
            due,
            condition,
            answer,
            says_so,
            others_inside,
            proposal,
        })
    }
}

/// "Peru must be ready to talk": it is asked to be.
fn is_demanded(candidate: &Candidate) -> bool {
    let sentence = candidate.sentence;
    let mut helpers = sentence.children_in(candidate.trigger, &[Relation::Aux]);
    helpers.any(|at| matches!(sentence.word(at), "must" | "should" | "ought"))
}

/// A negated undertaking is a refusal, unless it is not to let something happen, and so is one to boycott something;
/// a negated refusal leaves the act open.
fn kind(candidate: &Candidate, kind: Kind) -> Kind {
    let act = candidate.sentence.lemma(candidate.act);
    let refuses = kind == Kind::Promise && REFUSING.contains(&act);
    match (kind, is_negated(candidate)) {
        (Kind::Refusal, true) => Kind::Intention,
        // "Will not allow Chile to leave" is to prevent it.
        (kind, true) if refuses || LETTING.contains(&act) => kind,
        (_, true) => Kind::Refusal,
        (_, false) if refuses => Kind::Refusal,
        (kind, false) => kind,
    }
}

fn says_so(proposal: &Proposal, who: &Who, answer: &Answer) -> Option<bool> {
    let candidate = &proposal.candidate;
    let speech = &candidate.section.speech;
    let report = speech.reports.get(*answer.chain.last()?)?;
    let source = speech.sources.get(report.source?)?;
    let speaker = speaker(candidate.document, candidate.section, source)?;
    (!speaker.parties.is_empty() && !who.committer.is_empty()).then(|| {
        let mut bound = who.committer.iter().filter_map(|named| named.party.actor());
        bound.any(|actor| speaker.parties.contains(&actor))
    })
}

/// Different actors among the words who are not bound.
fn others(proposal: &Proposal, who: &Who, evidence: Span) -> usize {
    let references = proposal.candidate.sentence.references.iter();
    let inside = references
        .filter(|found| found.span.start >= evidence.start && found.span.end <= evidence.end);
    let mut others: Vec<ActorId> = inside
        .flat_map(|reference| reference.parties.iter().copied())
        .filter(|actor| {
            who.committer
                .iter()
                .all(|named| named.party.actor() != Some(*actor))
        })
        .collect();
    others.sort_unstable();
    others.dedup();
    others.len()
}
