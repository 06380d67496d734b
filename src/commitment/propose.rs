//! Sentence → candidates: every act that a rule sees, once.

use crate::commitment::Kind;
use crate::commitment::candidate::Candidate;
use crate::commitment::grammar::{CONTRASTING, goes_on_to_say, is_question};
use crate::commitment::rules::{Rule, RuleBook};
use crate::commitment::subject::subject;
use crate::news::{Document, Section, Sentence};
use crate::text::{Relation, Upos};
use crate::time::is_calendar;

/// A longer sentence is a list or a table, and is not read for undertakings.
const SENTENCE_TOKENS_MAX: usize = 300;

/// Nouns that say how much a thing is worth, and name no act: "agreed on the need for reforms".
const WORTHS: &[&str] = &[
    "desirability",
    "importance",
    "merit",
    "necessity",
    "need",
    "significance",
    "urgency",
];

/// Words that open a clause of time, condition or reason.
const SUBORDINATING: &[&str] = &[
    "after", "as", "because", "before", "if", "once", "since", "till", "unless", "until", "when",
    "whenever",
];

/// A candidate with the rules that see it.
#[derive(Clone, Debug)]
pub struct Proposal<'d> {
    /// What is seen.
    pub candidate: Candidate<'d>,
    /// The rules by number, the one that shaped it first.
    pub rules: Vec<usize>,
    /// The act of which this one is a later conjunct: "reopen the port and *lift* the ban".
    pub first: Option<usize>,
}

/// What came of trying a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It proposed an undertaking.
    Proposed,
    /// No way of the rule leads to an act.
    NoAct,
}

impl Outcome {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::NoAct => "no act",
        }
    }
}

/// All that the rules see in one sentence, in the order of the acts. `tried` hears of each rule with the
/// token of its trigger. Cost: linear in the words, and the triggers among them.
pub fn proposals<'d>(
    book: &RuleBook,
    document: &'d Document<'d>,
    section: &'d Section<'d>,
    number: usize,
    tried: &mut dyn FnMut(&Rule, usize, Outcome),
) -> Vec<Proposal<'d>> {
    let mut found: Vec<Proposal> = Vec::new();
    let Some(sentence) = section.sentences.get(number) else {
        return found;
    };
    if sentence.tokens.len() > SENTENCE_TOKENS_MAX {
        return found;
    }
    for trigger in 0..sentence.tokens.len() {
        for (number_of_rule, rule) in book.triggered(section.part, sentence, trigger) {
            let mut acts = rule
                .act
                .iter()
                .filter_map(|path| path.end(sentence, trigger));
            let act = acts.find(|&act| {
                !is_of_calendar(sentence, act) && !is_circumstance(sentence, trigger, act)
            });
            let act = act.filter(|&act| {
                let is_idle = is_about_worth(sentence, trigger) || is_basis(sentence, act);
                let is_open = rule.kind == Kind::Refusal && is_of_nothing(sentence, act);
                !is_idle && !is_open && !is_asked(sentence, act)
            });
            let outcome = act.map_or(Outcome::NoAct, |_| Outcome::Proposed);
            tried(rule, trigger, outcome);
            let Some(act) = act else { continue };
            let candidate = Candidate {
                document,
                section,
                sentence,
                number,
                trigger,
                act,
                subject: subject(sentence, rule, trigger, act),
            };
            let first = with_own_auxiliary(sentence, trigger, act);
            add(&mut found, book, candidate, number_of_rule, first);
            for conjunct in conjuncts(sentence, act) {
                let own = Candidate {
                    act: conjunct,
                    ..candidate
                };
                add(&mut found, book, own, number_of_rule, Some(act));
            }
        }
    }
    found.sort_by_key(|proposal| proposal.candidate.act);
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        if let Some(proposal) = rest.first_mut().filter(|later| later.first.is_none()) {
            proposal.first = shared(before, &proposal.candidate);
        }
    }
    found
}

/// The act of an earlier candidate where this one is a later clause with the same subject: "Peru will pay Chile and *is*
/// *ready* to leave".
fn shared(before: &[Proposal], later: &Candidate) -> Option<usize> {
    let sentence = later.sentence;
    let of_act = sentence.head(later.trigger) == Some(later.act);
    let clause = if of_act { later.act } else { later.trigger };
    let is_later = sentence.is_relation(clause, &[Relation::Conj])
        && sentence.subject_of(clause).is_none()
        && later.subject.is_some();
    let first = before.iter().rev().find(|earlier| {
        let start = sentence.node(clause).map_or(clause, |node| node.first);
        earlier.candidate.subject == later.subject && earlier.candidate.act < start
    })?;
    is_later.then_some(first.candidate.act)
}

/// A day or another stretch of the calendar is no act: "the talks are planned for Monday", "due on May 20".
fn is_of_calendar(sentence: &Sentence, at: usize) -> bool {
    let is_calendar = |at: usize| is_calendar(&sentence.lemma(at).to_lowercase());
    let mut before = sentence.children_in(at, &[Relation::NmodUnmarked, Relation::Compound]);
    let is_day = sentence.is_upos(at, &[Upos::Num]) && before.any(is_calendar);
    is_day || (sentence.is_upos(at, &[Upos::Noun, Upos::Propn]) && is_calendar(at))
}

/// Whether a clause tells under which circumstances or in which words something is done, and not what: "ruled out
/// talks until Chile pays", "refused, saying it was late". Beside something else, a clause is one of its own: "will
/// pay, while Chile will wait".
fn is_circumstance(sentence: &Sentence, trigger: usize, at: usize) -> bool {
    let opens = |words| sentence.has_child(at, &[Relation::Mark, Relation::Advmod], words);
    let is_own = trigger == at || sentence.head(trigger) == Some(at);
    sentence.is_relation(at, &[Relation::Advcl])
        && (opens(SUBORDINATING) || (opens(CONTRASTING) && !is_own) || goes_on_to_say(sentence, at))
}

/// Whether a verb only says that something is worth it: "agreed on the importance of going on".
fn is_about_worth(sentence: &Sentence, trigger: usize) -> bool {
    const ABOUT: &[Relation] = &[Relation::Obj, Relation::Obl];
    let mut about = sentence.children_in(trigger, ABOUT);
    sentence.is_upos(trigger, &[Upos::Verb])
        && about.any(|at| at > trigger && WORTHS.contains(&sentence.lemma(at)))
}

/// Whether nothing is refused: "nothing is off the table".
fn is_of_nothing(sentence: &Sentence, act: usize) -> bool {
    let subject = sentence.subject_of(act).unwrap_or(act);
    sentence.word(subject) == "nothing"
}

/// Whether a question asks for it: "Will Peru pay?".
fn is_asked(sentence: &Sentence, act: usize) -> bool {
    let mut clauses = sentence.tree.ancestors(act);
    is_question(sentence) && clauses.any(|at| sentence.is_inverted(at))
}

/// Whether something else rests on a thing that is there: "based on today's talks".
fn is_basis(sentence: &Sentence, at: usize) -> bool {
    let mut cases = sentence.children_in(at, &[Relation::Case]);
    cases.any(|case| {
        let before = sentence.word_before(case);
        sentence.word(case) == "on" && before == "based"
    })
}

/// The later verbs of a coordination that share what binds the first: no subject of their own, no auxiliary
/// of another tense, and bare where the first is ("will not bow and *called* the bill unjust" are two things).
fn conjuncts(sentence: &Sentence, act: usize) -> impl Iterator<Item = usize> + '_ {
    let is_verb = |at: usize| sentence.is_upos(at, &[Upos::Verb]);
    let is_bare = |at: usize| sentence.word(at) == sentence.lemma(at);
    sentence
        .children_in(act, &[Relation::Conj])
        .filter(move |&conjunct| {
            let own = &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux];
            let alike = is_bare(conjunct) || !is_bare(act);
            let shares = alike && sentence.child_in(conjunct, own).is_none();
            is_verb(act) && is_verb(conjunct) && shares
        })
}

/// The first act where this one is a later conjunct with an auxiliary of its own, the trigger, and shares its
/// subject: "would reopen the port and *would lift* the ban".
fn with_own_auxiliary(sentence: &Sentence, trigger: usize, act: usize) -> Option<usize> {
    let own = sentence.is_relation(trigger, &[Relation::Aux])
        && sentence.head(trigger) == Some(act)
        && sentence.subject_of(act).is_none();
    let first = sentence
        .head(act)
        .filter(|_| own && sentence.is_relation(act, &[Relation::Conj]))?;
    let shared = sentence.subject_of(first).is_some() && sentence.is_upos(first, &[Upos::Verb]);
    shared.then_some(first)
}

/// Adds a candidate; where its act is known, the rule of greater weight shapes it.
fn add<'d>(
    found: &mut Vec<Proposal<'d>>,
    book: &RuleBook,
    candidate: Candidate<'d>,
    rule: usize,
    first: Option<usize>,
) {
    let weight = |rule: usize| book.rules.get(rule).map_or(0.0, |rule| rule.weight);
    let known = found
        .iter_mut()
        .find(|known| known.candidate.act == candidate.act);
    let Some(known) = known else {
        found.push(Proposal {
            candidate,
            rules: vec![rule],
            first,
        });
        return;
    };
    if known.rules.contains(&rule) {
        return;
    }
    let leads = known
        .rules
        .first()
        .is_some_and(|&lead| weight(rule) > weight(lead));
    if leads {
        known.rules.insert(0, rule);
        known.candidate = candidate;
        known.first = first;
    } else {
        known.rules.push(rule);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::samples::sample;

    fn joined(marked: &str, expected: &[&str]) {
        sample(marked, |candidate, _| {
            let sentence = candidate.sentence;
            let found = conjuncts(sentence, candidate.act);
            let found: Vec<&str> = found.map(|at| sentence.word(at)).collect();
            assert_eq!(found, expected, "{marked}");
        });
    }

    fn first(marked: &str, expected: Option<&str>) {
        sample(marked, |candidate, _| {
            let sentence = candidate.sentence;
            let found = with_own_auxiliary(sentence, candidate.trigger, candidate.act);
            let found = found.map(|at| sentence.word(at));
            assert_eq!(found, expected, "{marked}");
        });
    }

    #[test]
    fn later_verbs_share_what_binds_the_first() {
        joined("Peru *will* _reopen_ the port and lift the ban.", &["lift"]);
        joined(
            "The ban *will* be _lifted_ by Peru and replaced by a fee.",
            &["replaced"],
        );
        joined(
            "Peru *will* not _bow_ to Chile and called its bill unjust.",
            &[],
        );
        joined("Peru *will* _reopen_ the port and would lift the ban.", &[]);
    }

    /// The first act of a text whose first word is bound, if a later candidate shares that.
    fn shares(marked: &str, trigger: usize, act: usize, expected: Option<&str>) {
        sample(marked, |later, _| {
            let later = &Candidate {
                subject: Some(0),
                ..*later
            };
            let earlier = Proposal {
                candidate: Candidate {
                    trigger,
                    act,
                    ..*later
                },
                rules: Vec::new(),
                first: None,
            };
            let found = shared(&[earlier], later);
            let found = found.map(|at| later.sentence.word(at));
            assert_eq!(found, expected, "{marked}");
        });
    }

    #[test]
    fn what_is_asked_is_not_undertaken() {
        let check = |marked, expected| {
            sample(marked, |candidate, _| {
                let found = is_asked(candidate.sentence, candidate.act);
                assert_eq!(found, expected, "{marked}");
            });
        };
        check("*Will* Peru _pay_ Chile next month?", true);
        check("Would Peru *agree* to _pay_ Chile?", true);
        check("Peru *will* _pay_ Chile?", false);
        check("Only then *will* Peru _pay_ Chile.", false);
    }

    #[test]
    fn a_later_clause_may_have_its_own_trigger() {
        let text = "Peru will send experts and *is* to _train_ sailors.";
        shares(text, 1, 2, Some("send"));
        let text = "Peru will wait for Chile and is *ready* to _train_ sailors.";
        shares(text, 1, 2, Some("wait"));
        let text = "Peru will wait and Chile *is* to _train_ sailors.";
        shares(text, 1, 2, None);
    }

    #[test]
    fn a_later_verb_may_have_its_own_auxiliary() {
        let text = "Peru would reopen the port and *would* _lift_ the ban.";
        first(text, Some("reopen"));
        first(
            "Peru would reopen the port and Chile *would* _lift_ the ban.",
            None,
        );
        first(
            "Peru *would* _reopen_ the port and would lift the ban.",
            None,
        );
    }
}
