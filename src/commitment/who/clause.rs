//! Walks over a sentence's tree: subjects, governors, relative clauses.

use crate::commitment::Candidate;
use crate::news::Sentence;
use crate::text::{Node, Relation, Upos, VerbForm};

/// Clauses that are climbed through for a subject at most; real ones need two or three.
const HOPS_MAX: usize = 6;

/// Verbs whose object does what the infinitive behind them says.
const OBJECT_CONTROL: &[&str] = &[
    "allow",
    "ask",
    "call",
    "compel",
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

/// The subject of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The head of its words.
    pub head: usize,
    /// It is acted upon ("sanctions will be lifted").
    pub passive: bool,
}

pub fn node(sentence: &Sentence, at: usize) -> Option<&Node> {
    sentence.tree.nodes().get(at)
}

pub fn relation(sentence: &Sentence, at: usize) -> Option<Relation> {
    node(sentence, at).map(|node| node.relation)
}

pub fn head(sentence: &Sentence, at: usize) -> Option<usize> {
    node(sentence, at)?.head
}

pub fn lemma(sentence: &Sentence, at: usize) -> &str {
    sentence.lemmas.get(at).map_or("", String::as_str)
}

pub fn is_tagged(sentence: &Sentence, at: usize, tags: &[Upos]) -> bool {
    node(sentence, at).is_some_and(|node| tags.contains(&node.tag.upos))
}

pub fn is_noun(sentence: &Sentence, at: usize) -> bool {
    is_tagged(sentence, at, &[Upos::Noun, Upos::Propn])
}

/// The preposition or genitive mark of a word, or of the first member of its coordination.
pub fn preposition(sentence: &Sentence, at: usize) -> &str {
    let at = first_of(sentence, at);
    let case = sentence.tree.child(at, Relation::Case);
    case.map_or("", |case| sentence.word(case))
}

/// The first member of a coordination.
pub fn first_of(sentence: &Sentence, mut at: usize) -> usize {
    for _ in 0..HOPS_MAX {
        match node(sentence, at).map(|node| (node.relation, node.head)) {
            Some((Relation::Conj | Relation::Flat, Some(head))) => at = head,
            _ => break,
        }
    }
    at
}

/// The later members of a coordination.
pub fn others(sentence: &Sentence, at: usize) -> impl Iterator<Item = usize> + '_ {
    let children = sentence.tree.children(at);
    children.filter(|&child| relation(sentence, child) == Some(Relation::Conj))
}

/// The subject of the clause of a candidate's words, where the rule names none.
pub fn subject(candidate: &Candidate) -> Option<Subject> {
    let sentence = candidate.sentence;
    if let Some(head) = candidate.subject {
        let passive = relation(sentence, head) == Some(Relation::NsubjPass)
            && self::head(sentence, head) == Some(candidate.act)
            && sentence
                .tree
                .child(candidate.act, Relation::AuxPass)
                .is_some();
        return Some(Subject { head, passive });
    }
    [candidate.trigger, candidate.act]
        .into_iter()
        .find_map(|at| subject_of(sentence, at, HOPS_MAX))
}

/// The subject of the clause in which the verb at `at` stands, or of those that govern it.
fn subject_of(sentence: &Sentence, at: usize, hops: usize) -> Option<Subject> {
    let tree = &sentence.tree;
    let active = |head| Subject {
        head,
        passive: false,
    };
    if let Some(agent) = agent(sentence, at) {
        return Some(active(agent));
    }
    for (relation, passive) in [
        (Relation::Nsubj, false),
        (Relation::NsubjPass, true),
        (Relation::NsubjOuter, false),
    ] {
        if let Some(head) = tree.child(at, relation) {
            return Some(Subject { head, passive });
        }
    }
    let above = head(sentence, at)?;
    let hops = hops.checked_sub(1)?;
    match relation(sentence, at)? {
        Relation::Aux | Relation::Cop | Relation::AuxPass => subject_of(sentence, above, hops),
        Relation::Xcomp => {
            let object = tree
                .child(above, Relation::Obj)
                .or_else(|| tree.child(above, Relation::Iobj))
                .filter(|_| OBJECT_CONTROL.contains(&lemma(sentence, above)));
            let found = object
                .map(active)
                .or_else(|| subject_of(sentence, above, hops))?;
            // "Peru is expected to pay": acted upon above, acting here.
            Some(active(found.head))
        }
        Relation::Acl | Relation::AclRelcl => Some(active(above)),
        Relation::Conj | Relation::Advcl | Relation::Ccomp if !is_finite(sentence, at) => {
            subject_of(sentence, above, hops)
        }
        Relation::Conj | Relation::Parataxis => subject_of(sentence, above, hops),
        _ => None,
    }
}

/// Who does what a passive verb says ("by Peru"), also where the parser sees a mere adjunct.
pub fn agent(sentence: &Sentence, at: usize) -> Option<usize> {
    let tree = &sentence.tree;
    let participle =
        node(sentence, at).is_some_and(|node| node.tag.verb_form == Some(VerbForm::Part));
    tree.child(at, Relation::OblAgent).or_else(|| {
        tree.children(at).find(|&child| {
            participle
                && relation(sentence, child) == Some(Relation::Obl)
                && preposition(sentence, child) == "by"
        })
    })
}

fn is_finite(sentence: &Sentence, at: usize) -> bool {
    let finite = |at: usize| {
        node(sentence, at).is_some_and(|node| node.tag.verb_form == Some(VerbForm::Fin))
    };
    finite(at)
        || sentence
            .tree
            .children(at)
            .any(|child| relation(sentence, child) == Some(Relation::Aux) && finite(child))
}

/// The noun that a relative clause describes, for the word of it that stands for that noun.
pub fn antecedent(sentence: &Sentence, at: usize) -> Option<usize> {
    let word = sentence.word(at);
    if !matches!(word, "who" | "which" | "that" | "whom" | "whose") {
        return None;
    }
    let clause = sentence
        .tree
        .ancestors(at)
        .skip(1)
        .take(HOPS_MAX)
        .find(|&above| relation(sentence, above) == Some(Relation::AclRelcl))?;
    head(sentence, clause)
}
