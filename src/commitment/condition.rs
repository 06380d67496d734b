//! Which words make an undertaking conditional.
//!
//! Finds the words that open a condition, takes what hangs on it in the tree, and asks whether
//! that belongs to the act at hand. Knows nothing of who undertakes what.

use crate::commitment::candidate::Candidate;
use crate::commitment::conditional::Conditional;
use crate::commitment::opening::opening_at;
use crate::text::{Relation, Span};

/// Nouns of acts that are threatened with an answer.
const HOSTILE: &[&str] = &[
    "aggression",
    "assault",
    "attack",
    "attempt",
    "breach",
    "incursion",
    "intrusion",
    "invasion",
    "provocation",
    "strike",
    "violation",
];

/// Words of contrast that may open a sentence with the condition of the one before.
const CONTRASTS: &[&str] = &["but", "however", "yet"];

/// Subjects that stand for what the sentence before told.
const PRONOUNS: &[&str] = &["he", "it", "she", "such", "that", "they", "this", "we"];

/// The words that make the act of `candidate` conditional, in the candidate's section: a clause ("if
/// …", "once …"), a phrase ("in exchange for …"), or one in the next sentence that restricts it ("But
/// it can do so only after …"). `evidence` are the words of the undertaking as far as they are known;
/// what is told elsewhere in the sentence must hang on the act. None when nothing does. Cost: linear
/// in the sentence, times the depth of its tree where a condition opens.
pub fn condition(candidate: &Candidate, evidence: Span) -> Option<Span> {
    let sentence = candidate.sentence;
    let openings = (0..sentence.words.len()).filter_map(|at| opening_at(sentence, at));
    let found = openings
        .filter_map(|opening| Conditional::read(candidate, opening))
        .filter(|conditional| conditional.belongs(candidate, evidence))
        .min_by_key(|conditional| (conditional.first < candidate.act, conditional.first));
    found
        .and_then(|conditional| conditional.span(candidate, sentence))
        .or_else(|| provocation(candidate))
        .or_else(|| restriction(candidate))
}

/// The subject of a threat: "any attack on the ships will be answered".
fn provocation(candidate: &Candidate) -> Option<Span> {
    let sentence = candidate.sentence;
    let nodes = sentence.tree.nodes();
    let act = candidate.act;
    let subject = sentence.tree.children(act).find(|&child| {
        nodes.get(child).is_some_and(|node| {
            matches!(
                node.relation,
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter
            )
        })
    })?;
    let is_ahead = sentence
        .tree
        .children(act)
        .any(|child| matches!(sentence.word(child), "will" | "would" | "shall" | "'ll"));
    let does = |child: usize| {
        nodes
            .get(child)
            .is_some_and(|node| matches!(node.relation, Relation::Acl | Relation::AclRelcl))
    };
    let is_hostile = sentence
        .lemmas
        .get(subject)
        .is_some_and(|lemma| HOSTILE.contains(&lemma.as_str()));
    let node = nodes.get(subject)?;
    let is_any = sentence.word(node.first) == "any";
    let is_act = is_hostile || sentence.tree.children(subject).any(does);
    (is_ahead && is_any && is_act)
        .then(|| sentence.span(node.first, node.last + 1))
        .flatten()
}

/// The condition in the next sentence, when that opens with a word of contrast and speaks of the same
/// by a pronoun or by the same word.
fn restriction(candidate: &Candidate) -> Option<Span> {
    let next = candidate.section.sentences.get(candidate.number + 1)?;
    CONTRASTS.contains(&next.word(0)).then_some(())?;
    let opening = (1..next.words.len())
        .filter_map(|at| opening_at(next, at))
        .find(|opening| opening.restricts)?;
    let speaks_of_it = (1..opening.first).any(|at| {
        let node = next.tree.nodes().get(at);
        let is_subject =
            node.is_some_and(|node| matches!(node.relation, Relation::Nsubj | Relation::NsubjPass));
        let is_same = next.lemmas.get(at) == candidate.sentence.lemmas.get(candidate.act);
        (is_subject && PRONOUNS.contains(&next.word(at))) || is_same
    });
    speaks_of_it.then_some(())?;
    Conditional::whole(next, opening, None)?.span(candidate, next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commitment::samples::sample;

    /// The text has its trigger between asterisks and its act between underscores; `expected` is
    /// the condition, empty for none.
    fn check(marked: &str, expected: &str) {
        sample(marked, |candidate, evidence| {
            let found = condition(candidate, evidence);
            let words = found.map_or("", |span| span.of(candidate.section.text));
            assert_eq!(words, expected, "{marked}");
        });
    }

    #[test]
    fn conditions_are_found() {
        for (marked, expected) in MATCHES {
            check(marked, expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_condition_is_none() {
        for marked in MISSES {
            check(marked, "");
        }
    }

    const MATCHES: &[(&str, &str)] = &[
        (
            "Peru *will* _lift_ the ban if Chile reopens the port.",
            "if Chile reopens the port",
        ),
        (
            "If Chile reopens the port, Peru *will* _lift_ the ban.",
            "If Chile reopens the port",
        ),
        (
            "If Chile pays by June 1, the ban *will* be _lifted_, Peru said.",
            "If Chile pays by June 1",
        ),
        (
            "Peru *promised* to _lift_ the ban unless Chile closes the port.",
            "unless Chile closes the port",
        ),
        (
            "Peru is *ready* to _sign_ as long as both sides pay.",
            "as long as both sides pay",
        ),
        (
            "Peru *would* _join_ the talks, so long as there was a point in doing so.",
            "so long as there was a point in doing so",
        ),
        (
            "Peru *offered* to _free_ the crew, provided that Chile pays.",
            "provided that Chile pays",
        ),
        (
            "Once the accord is signed, Peru *will* _open_ an embassy.",
            "Once the accord is signed",
        ),
        (
            "Once the accord is signed and once both houses have voted, Peru *will* _open_ an embassy.",
            "Once the accord is signed and once both houses have voted",
        ),
        (
            "Peru *will* not _pay_ until elections are held.",
            "until elections are held",
        ),
        (
            "Peru *will* _keep_ the sanctions in place until Chile withdraws its ships.",
            "until Chile withdraws its ships",
        ),
        (
            "Peru *will* _talk_ only after Chile apologises.",
            "only after Chile apologises",
        ),
        (
            "Peru *can* _accept_ the plan only if Chile stops the flights.",
            "only if Chile stops the flights",
        ),
        (
            "Peru *agreed* to _release_ the funds in exchange for a pledge from Chile.",
            "in exchange for a pledge from Chile",
        ),
        (
            "Peru *agreed* to _stop_ the flights on condition that Chile stops them too.",
            "on condition that Chile stops them too",
        ),
        (
            "The aid *will* be _sent_ subject to the approval of parliament.",
            "subject to the approval of parliament",
        ),
        (
            "Peru *will* _stop_ the flights pending a decision of the court.",
            "pending a decision of the court",
        ),
        (
            "Peru *will* _send_ more ships depending on what Chile does.",
            "depending on what Chile does",
        ),
        (
            "Peru *will* _answer_ with force should Chile cross the line.",
            "should Chile cross the line",
        ),
        (
            "Should Chile cross the line, Peru *will* _answer_ with force.",
            "Should Chile cross the line",
        ),
        (
            "Were Chile to cross the line, Peru *would* _answer_ with force.",
            "Were Chile to cross the line",
        ),
        (
            "Peru said that if Chile freed the crew it *would* _lift_ the ban.",
            "if Chile freed the crew",
        ),
        (
            "Provided the truce holds, Peru *will* _send_ aid.",
            "Provided the truce holds",
        ),
        (
            "Without a truce, Peru *will* _send_ aid to none of them.",
            "Without a truce",
        ),
        (
            "Peru *would* _talk_ to Chile under the right conditions.",
            "under the right conditions",
        ),
        (
            "In the event of an attack, Peru *will* _close_ the border.",
            "In the event of an attack",
        ),
        (
            "Peru *refused* to _talk_ before the sanctions were lifted.",
            "before the sanctions were lifted",
        ),
        (
            "Peru *will* not _sign_ the treaty without guarantees.",
            "without guarantees",
        ),
        (
            "Absent such steps, Peru *will* _impose_ new tariffs.",
            "Absent such steps",
        ),
        (
            "The minister said that Peru *would* _leave_ the pact if Chile stayed.",
            "if Chile stayed",
        ),
        (
            "\"We *will* _leave_ the pact if Chile stays,\" he said.",
            "if Chile stays",
        ),
        (
            "Peru *will* _pay_ the debt. But it can do so only after Chile has opened its books.",
            "only after Chile has opened its books",
        ),
        (
            "Peru *will* _pay_ the debt. However, it will not pay unless Chile opens its books.",
            "unless Chile opens its books",
        ),
        (
            "Any attack on the ships *will* be _answered_ with force.",
            "Any attack on the ships",
        ),
        (
            "Any state supporting the plan *will* _harm_ its ties with Peru.",
            "Any state supporting the plan",
        ),
        (
            "To the extent that the lists differ, Peru *will* _change_ its own.",
            "To the extent that the lists differ",
        ),
    ];

    const MISSES: &[&str] = &[
        "Peru *will* _lift_ the ban.",
        "Peru *will* _ask_ if Chile has reopened the port.",
        "Peru *will* _act_ as if nothing had happened.",
        "Peru *will* _go_ ahead even if the talks fail.",
        "Peru *will* _publish_ few if any of the notes.",
        "Peru *will* _keep_ its ships there until 20 January.",
        "Peru *will* _keep_ the plan secret until further notice.",
        "Peru *will* once again _host_ the talks.",
        "Peru *will* _act_ before parliament meets.",
        "Peru *will* _act_ without delay.",
        "Any deal *will* be _signed_ in Lima.",
        "Peru *will* _ban_ a firm that pays if asked.",
        "If the talks fail, Chile will leave, and Peru *will* _stay_.",
        "Peru *will* _pay_ the debt. But Chile will reply only after the vote.",
        "Chile will leave if the talks fail and Peru *will* _stay_.",
        "Peru *will* _reject_ a request that is pending.",
        "Peru *will* _pay_ as long as two years later.",
    ];
}
