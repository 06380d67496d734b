//! What the grammar around a trigger and its act says: negation, tense, mood, embedding.
//!
//! Knows trees; not who is meant.

use crate::commitment::candidate::Candidate;
use crate::news::Sentence;
use crate::news::speech::{CueClass, verb_class};
use crate::text::{Relation, Tense, VerbForm};

/// Steps up a tree that are looked at for a negation above the trigger ("does not plan to").
const STEPS_MAX: usize = 3;

/// Relations through which a negation reaches down.
const CARRYING: &[Relation] = &[
    Relation::Xcomp,
    Relation::Acl,
    Relation::Aux,
    Relation::Cop,
    Relation::Case,
];

/// Verbs by which a plan, promise or offer that is their object is given up.
const GIVING_UP: &[&str] = &[
    "abandon", "axe", "cancel", "ditch", "drop", "nix", "scrap", "shelve", "withdraw",
];

/// What one has none of who does all he can ("will waste no time").
const NO_LIMITS: &[&str] = &[
    "bone", "choice", "doubt", "effort", "expense", "mistake", "option", "pain", "reason",
    "secret", "stone", "time",
];

/// The finite form in which a trigger stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "promises".
    Present,
    /// "promised".
    Past,
    /// "has promised".
    Perfect,
    /// "had promised".
    Pluperfect,
    /// "is promising".
    Progressive,
    /// "will promise", "may promise".
    Modal,
    /// "to promise".
    Infinitive,
    /// "promising".
    Gerund,
    /// No verb, or nothing tells.
    None,
}

impl Form {
    /// A name for features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Past => "past",
            Self::Perfect => "perfect",
            Self::Pluperfect => "pluperfect",
            Self::Progressive => "progressive",
            Self::Modal => "modal",
            Self::Infinitive => "infinitive",
            Self::Gerund => "gerund",
            Self::None => "none",
        }
    }
}

/// Auxiliaries of mood and future.
const MODALS: &[&str] = &[
    "will", "shall", "would", "may", "might", "can", "could", "should", "must", "'ll", "wo", "'d",
];

/// The form of the word at `at`; for a predicate with a copula, that of the copula.
pub fn form(sentence: &Sentence, at: usize) -> Form {
    let helpers = &[Relation::Aux, Relation::AuxPass];
    let mut found = None;
    for helper in sentence.children_in(at, helpers) {
        match sentence.word(helper) {
            word if MODALS.contains(&word) => return Form::Modal,
            "has" | "have" | "'ve" => found = Some(Form::Perfect),
            "had" => found = Some(Form::Pluperfect),
            "is" | "are" | "am" | "'s" | "'re" | "was" | "were" | "be" | "been"
                if sentence.relation(helper) == Some(Relation::Aux) && found.is_none() =>
            {
                found = Some(Form::Progressive);
            }
            _ => {}
        }
    }
    if let Some(form) = found {
        return form;
    }
    let finite = sentence.child_in(at, &[Relation::Cop, Relation::AuxPass]);
    let word = finite.unwrap_or(at);
    if sentence.has_child(at, &[Relation::Mark], &["to"]) {
        return Form::Infinitive;
    }
    match (sentence.verb_form(word), sentence.tense(word)) {
        (Some(VerbForm::Fin), Some(Tense::Pres)) => Form::Present,
        (Some(VerbForm::Fin), Some(Tense::Past)) => Form::Past,
        (Some(VerbForm::Part), Some(Tense::Past)) => Form::Past,
        (Some(VerbForm::Ger), _) | (Some(VerbForm::Part), Some(Tense::Pres)) => Form::Gerund,
        (Some(VerbForm::Inf), _) => Form::Infinitive,
        _ => Form::None,
    }
}

/// Words that open a clause which holds beside the other, and not only under it.
pub const CONTRASTING: &[&str] = &["although", "though", "whereas", "while"];

/// Whether what is undertaken is that something will not be: a negation at the trigger, at the act, or
/// at a word above through which it reaches down, or that a plan is given up or denied. Two of them undo each other.
pub fn is_negated(candidate: &Candidate) -> bool {
    let sentence = candidate.sentence;
    let (trigger, act) = (candidate.trigger, candidate.act);
    let mut negated = sentence.is_negated(act) || does_nothing(sentence, act);
    if trigger != act {
        negated ^= sentence.is_negated(trigger);
        negated ^= sentence.word(trigger + 1) == "not"
            && !sentence.is_negated(trigger)
            && !sentence.is_negated(act);
    }
    let mut at = trigger;
    for _ in 0..STEPS_MAX {
        let Some(head) = sentence
            .head(at)
            .filter(|_| sentence.is_relation(at, CARRYING))
        else {
            break;
        };
        if head != act && sentence.is_negated(head) {
            negated = !negated;
        }
        at = head;
    }
    // "Peru denied that it planned to leave".
    let said = sentence.is_relation(at, &[Relation::Ccomp]);
    negated ^= said
        && sentence
            .head(at)
            .is_some_and(|verb| sentence.lemma(verb) == "deny");
    let governor = sentence.head(trigger);
    let is_object = sentence.is_relation(trigger, &[Relation::Obj, Relation::NsubjPass]);
    negated ^= is_object && governor.is_some_and(|verb| GIVING_UP.contains(&sentence.lemma(verb)));
    let nobody = candidate.subject.is_some_and(|subject| {
        let before = [Relation::Det, Relation::CcPreconj];
        matches!(sentence.word(subject), "neither" | "nobody" | "none")
            || sentence.has_child(subject, &before, &["no", "neither"])
    });
    negated ^ nobody
}

/// Whether a verb's object is none: "will send no aid", unlike "will spare no effort".
fn does_nothing(sentence: &Sentence, verb: usize) -> bool {
    let mut objects = sentence.children_in(verb, &[Relation::Obj]);
    objects.any(|object| {
        sentence.has_child(object, &[Relation::Det], &["no"])
            && !NO_LIMITS.contains(&sentence.lemma(object))
    })
}

/// The word that introduces the clause in which the trigger stands: "if", "that", "because"; empty
/// when none does.
pub fn introduced_by(sentence: &Sentence, at: usize) -> &str {
    let top = sentence.first_conjunct(at);
    let mark = sentence.child_in(top, &[Relation::Mark]);
    let adverb = || {
        sentence
            .children_in(top, &[Relation::Advmod])
            .find(|&child| {
                matches!(
                    sentence.word(child),
                    "when" | "how" | "why" | "where" | "whenever"
                )
            })
    };
    mark.or_else(adverb).map_or("", |mark| sentence.word(mark))
}

/// Whether the sentence asks.
pub fn is_question(sentence: &Sentence) -> bool {
    let last = sentence.words.iter().rev().take(3);
    last.into_iter().any(|word| word == "?")
}

/// Whether a clause only tells what else is said: ", adding that Chile would follow".
pub fn goes_on_to_say(sentence: &Sentence, clause: usize) -> bool {
    let before = clause.checked_sub(1);
    before.is_some_and(|before| sentence.word(before) == ",")
        && sentence.is_relation(clause, &[Relation::Advcl])
        && sentence.word(clause).ends_with("ing")
        && verb_class(sentence.lemma(clause)).is_some_and(|class| class != CueClass::Think)
}

/// Whether a clause behind a comma sets something else beside what was said: "Peru will pay, while Chile waits".
pub fn contrasts(sentence: &Sentence, clause: usize) -> bool {
    let is_opening = |at: &usize| CONTRASTING.contains(&sentence.word(*at));
    let mut marks = sentence.children_in(clause, &[Relation::Mark, Relation::Advmod]);
    let opening = marks.find(is_opening).and_then(|at| at.checked_sub(1));
    sentence.is_relation(clause, &[Relation::Advcl])
        && opening.is_some_and(|before| sentence.word(before) == ",")
        && sentence
            .child_in(clause, &[Relation::Nsubj, Relation::NsubjPass])
            .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::samples::sample;

    #[test]
    fn a_negation_reaches_what_is_undertaken() {
        let check = |marked, expected| {
            sample(marked, |candidate, _| {
                assert_eq!(is_negated(candidate), expected, "{marked}");
            });
        };
        check("Peru *will* not _pay_ Chile.", true);
        check("Peru *will* _send_ no aid to Chile.", true);
        check("Peru *will* _spare_ no effort to help Chile.", false);
        check("Under no circumstances *will* Peru _pay_ Chile.", true);
        check("Under no deal *would* Peru _leave_ the islands.", true);
        check("With no money Peru *will* _leave_ the islands.", false);
        check("In any case Peru *will* _pay_ Chile.", false);
        check("Peru is not *in* a position to _pay_ Chile.", true);
        check("Peru is *in* a position to _pay_ Chile.", false);
        check("Peru shelved *plans* to _pay_ Chile.", true);
        check("Peru welcomed *plans* to _pay_ Chile.", false);
        check("Peru denied that it *planned* to _leave_ Chile.", true);
        check("Peru said that it *planned* to _leave_ Chile.", false);
        check("A ban is not *off* the _table_ in Peru.", true);
    }
}
