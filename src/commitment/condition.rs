//! Which words make an undertaking conditional.
//!
//! Finds a word or phrase that opens a condition, takes what hangs on it in the tree, and asks whether
//! that belongs to the act at hand. Knows nothing of who undertakes what.

use crate::commitment::candidate::Candidate;
use crate::commitment::opening::{Opening, opening_at};
use crate::news::Sentence;
use crate::text::{Node, Relation, Span, Upos, VerbForm};
use crate::time::{Lean, expressions};

/// Verbs whose "if" asks what is the case.
const ASKING: &[&str] = &[
    "ask",
    "check",
    "consider",
    "decide",
    "determine",
    "discuss",
    "doubt",
    "examine",
    "explore",
    "know",
    "question",
    "say",
    "see",
    "tell",
    "test",
    "wonder",
];

/// Words that make an act one that is refused.
const REFUSING: &[&str] = &[
    "cannot",
    "decline",
    "impossible",
    "n't",
    "n’t",
    "never",
    "no",
    "no-one",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "oppose",
    "refuse",
    "reject",
    "reluctant",
    "rule",
    "unwilling",
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
        .filter_map(|opening| Phrase::read(candidate, opening))
        .filter(|phrase| phrase.belongs(candidate, evidence))
        .min_by_key(|phrase| (phrase.first < candidate.act, phrase.first));
    found
        .and_then(|phrase| phrase.span(candidate, sentence))
        .or_else(|| restriction(candidate))
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
    Phrase::whole(next, opening, None)?.span(candidate, next)
}

/// A condition: where it opens, the head of all that hangs on it, and its last token.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    first: usize,
    /// One past the words that open it.
    inner: usize,
    /// None where the tree does not show it.
    top: Option<usize>,
    last: usize,
}

impl Phrase {
    /// The condition that opens there, when it is one.
    fn read(candidate: &Candidate, opening: Opening) -> Option<Self> {
        let sentence = candidate.sentence;
        let phrase = Self::whole(sentence, opening, Some(candidate.act))
            .or_else(|| Self::fronted(candidate, opening))?;
        let is_fact = opening.needs_event && phrase.is_date(candidate);
        let is_idle = opening.needs_refusal && !is_refused(candidate, opening.first);
        (!is_fact && !is_idle && !phrase.asks(sentence)).then_some(phrase)
    }

    /// The greatest subtree that begins with the words that open it and does not hold the act.
    fn whole(sentence: &Sentence, opening: Opening, act: Option<usize>) -> Option<Self> {
        let nodes = sentence.tree.nodes();
        // A comma or "and" before it may hang on its verb.
        let is_joint = |word: &Node| matches!(word.tag.upos, Upos::Punct | Upos::Cconj);
        let starts_here = |&word: &usize| {
            let holds = match act {
                Some(act) => sentence.tree.is_below(act, word),
                None => nodes.get(word).is_some_and(|node| node.head.is_none()),
            };
            !holds
                && nodes.get(word).is_some_and(|node| {
                    node.first >= opening.first
                        || nodes
                            .get(node.first..opening.first)
                            .is_some_and(|before| before.iter().all(is_joint))
                })
        };
        let top = sentence
            .tree
            .ancestors(opening.inner)
            .take_while(starts_here)
            .last()?;
        let last = nodes.get(top)?.last;
        // What somebody says beside it is no part of it.
        let beside = sentence.tree.children(top).find(|&child| {
            child > opening.inner
                && nodes
                    .get(child)
                    .is_some_and(|node| node.relation == Relation::Parataxis)
        });
        let last = beside
            .and_then(|child| nodes.get(child)?.first.checked_sub(1))
            .unwrap_or(last);
        let last = Self::joined(sentence, last, act).unwrap_or(last);
        (last >= opening.inner).then_some(Self {
            first: opening.first,
            inner: opening.inner,
            top: Some(top),
            last,
        })
    }

    /// What opens the sentence and ends at a comma before whoever is bound.
    fn fronted(candidate: &Candidate, opening: Opening) -> Option<Self> {
        let sentence = candidate.sentence;
        let is_mark = |at: usize| !sentence.word(at).chars().any(char::is_alphanumeric);
        let subject = candidate.subject.unwrap_or(candidate.act);
        let begins = sentence.tree.nodes().get(subject)?.first.max(opening.inner);
        let opens = (0..opening.first).all(is_mark);
        let last = (opening.inner..begins)
            .find(|&at| sentence.word(at) == "," && has_verb(sentence, opening.inner, at))?;
        opens.then(|| Self {
            first: opening.first,
            inner: opening.inner,
            top: None,
            last: last - 1,
        })
    }

    /// The end of a second clause behind "and": "once it is signed and when both have paid".
    fn joined(sentence: &Sentence, last: usize, act: Option<usize>) -> Option<usize> {
        let first = last + 2;
        let joins = matches!(sentence.word(last + 1), "and" | "or")
            && matches!(sentence.word(first), "if" | "when" | "once" | "unless");
        let opening = Opening::at(first, first + 1);
        joins
            .then(|| Self::whole(sentence, opening, act))
            .flatten()
            .map(|phrase| phrase.last)
    }

    /// "until 20 January" tells by when.
    fn is_date(&self, candidate: &Candidate) -> bool {
        let Some(span) = candidate.sentence.span(self.first, self.last + 1) else {
            return true;
        };
        let found = expressions(
            span.of(candidate.section.text),
            candidate.document.published_on,
            Lean::Future,
        );
        found.first().is_some_and(|found| found.span.start == 0)
    }

    /// "asked if it would", "will see if it can".
    fn asks(&self, sentence: &Sentence) -> bool {
        let nodes = sentence.tree.nodes();
        let Some(node) = self.top.and_then(|top| nodes.get(top)) else {
            return false;
        };
        let head = node.head.and_then(|head| sentence.lemmas.get(head));
        sentence.word(self.first) == "if"
            && (node.relation == Relation::Ccomp
                || (self.first > node.head.unwrap_or(usize::MAX)
                    && head.is_some_and(|lemma| ASKING.contains(&lemma.as_str()))
                    && node.head.is_some_and(|head| head + 1 == self.first)))
    }

    /// Whether it hangs on the act, or on what governs the act, or stands between no other verb and it.
    fn belongs(&self, candidate: &Candidate, evidence: Span) -> bool {
        let (sentence, act) = (candidate.sentence, candidate.act);
        if (self.first..=self.last).contains(&act) {
            return false;
        }
        let tree = &sentence.tree;
        let nodes = tree.nodes();
        let Some(top) = self.top else {
            return true;
        };
        let Some(head) = nodes.get(top).and_then(|node| node.head) else {
            return false;
        };
        if tree.is_below(head, act) {
            let crosses = tree
                .ancestors(head)
                .take_while(|&word| word != act)
                .any(|word| {
                    nodes.get(word).is_some_and(|node| {
                        matches!(
                            node.relation,
                            Relation::AclRelcl | Relation::Ccomp | Relation::Parataxis
                        )
                    })
                });
            return !crosses;
        }
        if tree.is_below(act, head) {
            // "Will resign if he loses, and Peru will …" puts it on the first act alone.
            let is_fronted = self.first < head && !stands_alone(sentence, act, head);
            return is_fronted || self.first > act || is_within(candidate, self.first);
        }
        // The tree may err: no other finite verb between the act and the condition.
        let inside = sentence.tokens.get(self.first).is_some_and(|token| {
            token.span.start >= evidence.start && token.span.end <= evidence.end
        });
        inside && self.first > act && !has_finite(sentence, act + 1, self.first)
    }

    /// Its words, not beyond the end of the quotation in which it opens.
    fn span(&self, candidate: &Candidate, sentence: &Sentence) -> Option<Span> {
        let start = sentence.tokens.get(self.first)?.span.start;
        let quote_end = candidate
            .section
            .quote_at(start)
            .map_or(usize::MAX, |quote| quote.end);
        let is_mark = |word: &str| !word.chars().any(char::is_alphanumeric) && word != "%";
        let mut last = self.last;
        while last > self.first
            && sentence
                .tokens
                .get(last)
                .is_some_and(|token| token.span.end > quote_end || is_mark(sentence.word(last)))
        {
            last -= 1;
        }
        (last >= self.inner)
            .then(|| sentence.span(self.first, last + 1))
            .flatten()
    }
}

/// Whether the act, coordinated with another below `head`, has a subject of its own.
fn stands_alone(sentence: &Sentence, act: usize, head: usize) -> bool {
    let nodes = sentence.tree.nodes();
    let is = |word: usize, relation| {
        nodes
            .get(word)
            .is_some_and(|node| node.relation == relation)
    };
    let mut way = sentence
        .tree
        .ancestors(act)
        .take_while(|&word| word != head);
    way.any(|word| {
        let subject = sentence.tree.child(word, Relation::Nsubj);
        is(word, Relation::Conj)
            && subject
                .or_else(|| sentence.tree.child(word, Relation::NsubjPass))
                .is_some()
    })
}

/// Whether a word stands between the trigger and the act.
fn is_within(candidate: &Candidate, word: usize) -> bool {
    candidate.trigger < word && word < candidate.act
}

/// Whether the undertaking before `until` is one not to act.
fn is_refused(candidate: &Candidate, until: usize) -> bool {
    let sentence = candidate.sentence;
    let from = candidate
        .subject
        .unwrap_or(candidate.trigger)
        .min(candidate.trigger);
    let from = sentence
        .tree
        .nodes()
        .get(from)
        .map_or(from, |node| node.first.min(from));
    (from..until.max(candidate.act)).any(|at| {
        let is = |word: &str| REFUSING.contains(&word);
        is(sentence.word(at)) || sentence.lemmas.get(at).is_some_and(|lemma| is(lemma))
    })
}

fn has_verb(sentence: &Sentence, from: usize, to: usize) -> bool {
    let between = sentence.tree.nodes().get(from..to);
    between.is_some_and(|between| between.iter().any(|node| node.tag.upos == Upos::Verb))
}

/// Whether a finite verb stands among the tokens from `from` to before `to`.
pub fn has_finite(sentence: &Sentence, from: usize, to: usize) -> bool {
    let nodes = sentence.tree.nodes();
    nodes.get(from..to).is_some_and(|between| {
        between.iter().any(|node| {
            matches!(node.tag.upos, Upos::Verb | Upos::Aux)
                && node.tag.verb_form == Some(VerbForm::Fin)
        })
    })
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
            "Once the accord is signed and when both houses have voted, Peru *will* _open_ an embassy.",
            "Once the accord is signed and when both houses have voted",
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
        "Peru *will* _ban_ a firm that pays if asked.",
        "If the talks fail, Chile will leave, and Peru *will* _stay_.",
        "Peru *will* _pay_ the debt. But Chile will reply only after the vote.",
        "Chile will leave if the talks fail and Peru *will* _stay_.",
        "Peru *will* _reject_ a request that is pending.",
        "Peru *will* _pay_ as long as two years later.",
    ];
}
