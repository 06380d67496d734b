//! Walks over a sentence's tree: subjects, agents, relative clauses.

use crate::commitment::Candidate;
use crate::news::Sentence;
use crate::text::{Relation, Upos, VerbForm};

/// Clauses that are climbed through for a subject at most; real ones need two or three.
const HOPS_MAX: usize = 6;

/// Verbs whose object does what the infinitive behind them says.
const OBJECT_CONTROL: &[&str] = &[
    "allow",
    "ask",
    "call",
    "compel",
    "convince",
    "enable",
    "encourage",
    "expect",
    "force",
    "help",
    "instruct",
    "invite",
    "let",
    "order",
    "permit",
    "persuade",
    "press",
    "require",
    "tell",
    "urge",
    "want",
];

/// Verbs whose object has done or will do what stands behind them with "for" or "of".
const JUDGING: &[&str] = &[
    "accuse",
    "applaud",
    "blame",
    "commend",
    "congratulate",
    "criticise",
    "criticize",
    "praise",
    "suspect",
    "thank",
];

/// The subject of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The head of its words.
    pub head: usize,
    /// It is acted upon ("sanctions will be lifted").
    pub passive: bool,
}

pub fn is_noun(sentence: &Sentence, at: usize) -> bool {
    sentence.is_upos(at, &[Upos::Noun, Upos::Propn])
}

/// The preposition or genitive mark of a word, or of the first member of its coordination.
pub fn preposition(sentence: &Sentence, at: usize) -> &str {
    sentence.preposition(sentence.first_conjunct(at))
}

/// The subject of a candidate's clause: what the rule names, else what the tree gives.
pub fn subject(candidate: &Candidate) -> Option<Subject> {
    let sentence = candidate.sentence;
    if let Some(head) = candidate.subject {
        let passive = sentence.relation(head) == Some(Relation::NsubjPass)
            && sentence.head(head) == Some(candidate.act)
            && sentence.is_passive(candidate.act);
        return Some(Subject { head, passive });
    }
    [candidate.trigger, candidate.act]
        .into_iter()
        .find_map(|at| subject_of(sentence, at, HOPS_MAX))
}

/// The subject of the clause in which the verb at `at` stands, or of those that govern it.
fn subject_of(sentence: &Sentence, at: usize, hops: usize) -> Option<Subject> {
    let active = |head| Subject {
        head,
        passive: false,
    };
    if let Some(agent) = agent(sentence, at) {
        return Some(active(agent));
    }
    if let Some(head) = sentence.subject_of(at) {
        let passive = sentence.relation(head) == Some(Relation::NsubjPass);
        return Some(Subject { head, passive });
    }
    let above = sentence.head(at)?;
    let hops = hops.checked_sub(1)?;
    match sentence.relation(at)? {
        Relation::Aux | Relation::Cop | Relation::AuxPass => subject_of(sentence, above, hops),
        Relation::Xcomp => {
            let object = sentence
                .child_in(above, &[Relation::Obj, Relation::Iobj])
                .filter(|_| OBJECT_CONTROL.contains(&sentence.lemma(above)));
            let found = object
                .map(active)
                .or_else(|| subject_of(sentence, above, hops))?;
            // "Peru is expected to pay": acted upon above, acting here.
            Some(active(found.head))
        }
        Relation::Acl | Relation::AclRelcl => Some(active(above)),
        Relation::Advcl
            if JUDGING.contains(&sentence.lemma(above))
                && sentence.has_child(at, &[Relation::Mark], &["for", "of"]) =>
        {
            sentence.child_in(above, &[Relation::Obj]).map(active)
        }
        Relation::Advcl | Relation::Ccomp if !is_finite(sentence, at) => {
            subject_of(sentence, above, hops)
        }
        Relation::Conj | Relation::Parataxis => subject_of(sentence, above, hops),
        _ => None,
    }
}

/// Who does what a passive verb says ("by Peru"), also where the parser sees a mere adjunct; a verb that
/// has an object is none ("has refused demands by Peru").
pub fn agent(sentence: &Sentence, at: usize) -> Option<usize> {
    if sentence.child_in(at, &[Relation::Obj]).is_some() {
        return None;
    }
    let participle = sentence.verb_form(at) == Some(VerbForm::Part);
    let by = |&child: &usize| preposition(sentence, child) == "by";
    sentence.child_in(at, &[Relation::OblAgent]).or_else(|| {
        sentence
            .children_in(at, &[Relation::Obl])
            .find(|child| participle && by(child))
    })
}

fn is_finite(sentence: &Sentence, at: usize) -> bool {
    let finite = |at: usize| sentence.verb_form(at) == Some(VerbForm::Fin);
    finite(at) || sentence.children_in(at, &[Relation::Aux]).any(finite)
}

/// The noun that a relative clause describes, for the word of it that stands for that noun: by the tree,
/// or for "which" what stands right before it where that is somebody's name.
pub fn antecedent(sentence: &Sentence, at: usize) -> Option<usize> {
    if !matches!(
        sentence.word(at),
        "who" | "which" | "that" | "whom" | "whose"
    ) {
        return None;
    }
    let clause = sentence
        .tree
        .ancestors(at)
        .skip(1)
        .take(HOPS_MAX)
        .find(|&above| sentence.relation(above) == Some(Relation::AclRelcl));
    let before = || {
        let word = (0..at)
            .rev()
            .find(|&word| !sentence.is_upos(word, &[Upos::Punct]))?;
        let named = |word: &usize| {
            let mut references = sentence.references.iter();
            references.any(|found| found.head == *word && !found.parties.is_empty())
        };
        Some(word).filter(named)
    };
    let near = (sentence.word(at) == "which").then(before).flatten();
    near.or_else(|| sentence.head(clause?)).or_else(before)
}
