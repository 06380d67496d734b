//! The words that hang on the opening of a condition, and whose condition they are.
//!
//! Knows the tree around an act; nothing of who undertakes it.

use crate::commitment::candidate::Candidate;
use crate::commitment::opening::Opening;
use crate::news::Sentence;
use crate::text::{Node, Relation, Span, Tense, Upos, VerbForm};
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

/// A condition: where it opens, the head of all that hangs on it, and its last token.
#[derive(Clone, Copy, Debug)]
pub struct Conditional {
    pub first: usize,
    /// One past the words that open it.
    inner: usize,
    /// None where the tree does not show it.
    top: Option<usize>,
    last: usize,
}

impl Conditional {
    /// The condition that opens there, when it is one.
    pub fn read(candidate: &Candidate, opening: Opening) -> Option<Self> {
        let sentence = candidate.sentence;
        let phrase = Self::whole(sentence, opening, Some(candidate.act))
            .filter(|_| !is_inside(candidate, opening))
            .or_else(|| Self::fronted(candidate, opening))?;
        let is_fact = opening.needs_event && phrase.is_date(candidate);
        let is_idle = opening.needs_refusal && !is_refused(candidate, opening.first);
        (!is_fact && !is_idle && !phrase.asks(sentence)).then_some(phrase)
    }

    /// The greatest subtree that begins with the words that open it and does not hold the act.
    pub fn whole(sentence: &Sentence, opening: Opening, act: Option<usize>) -> Option<Self> {
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
        // A mark behind the act may hang on it, too.
        let is_its = |&word: &usize| {
            let is_mark = nodes.get(word).is_some_and(is_joint);
            !is_mark && sentence.tree.is_below(word, top)
        };
        let act = act.filter(|act| (opening.inner..=last).contains(act));
        let last = match act {
            Some(act) => (opening.inner..act).rev().find(is_its)?,
            None => last,
        };
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
    pub fn belongs(&self, candidate: &Candidate, evidence: Span) -> bool {
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
            return self.belongs_above(candidate, head);
        }
        // The tree may err: no other finite verb between the act and the condition.
        let inside = sentence.tokens.get(self.first).is_some_and(|token| {
            token.span.start >= evidence.start && token.span.end <= evidence.end
        });
        inside && self.first > act && !has_finite(sentence, act + 1, self.first)
    }

    /// Whether it is the act's though it hangs on `head` above it.
    fn belongs_above(&self, candidate: &Candidate, head: usize) -> bool {
        let (sentence, act) = (candidate.sentence, candidate.act);
        let quote = |at: usize| {
            let token = sentence.tokens.get(at)?;
            candidate.section.quote_at(token.span.start)
        };
        if self.first > act {
            return !has_other_finite(sentence, act, self.first);
        }
        // "Will resign if he loses, and Peru will …" puts it on the first act alone.
        let is_fronted = self.first < head && !stands_alone(sentence, act, head);
        let is_alien = quote(self.first).is_some() && quote(self.first) != quote(act);
        (is_fronted && !is_alien) || is_within(candidate, self.first)
    }

    /// Its words, not beyond the end of the quotation in which it opens.
    pub fn span(&self, candidate: &Candidate, sentence: &Sentence) -> Option<Span> {
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

/// Whether the act stands in the clause that the opening introduces.
fn is_inside(candidate: &Candidate, opening: Opening) -> bool {
    let tree = &candidate.sentence.tree;
    tree.nodes().get(opening.first).is_some_and(|node| {
        node.relation == Relation::Mark
            && opening.first < candidate.act
            && node
                .head
                .is_some_and(|verb| tree.is_below(candidate.act, verb))
    })
}

/// Whether a finite verb that is not the act's stands between it and `to`.
fn has_other_finite(sentence: &Sentence, act: usize, to: usize) -> bool {
    (act + 1..to).any(|at| has_finite(sentence, at, at + 1) && !sentence.tree.is_below(at, act))
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

/// Whether a clause tells of an occasion to come: "when he visits Lima on Friday".
pub fn is_occasion(sentence: &Sentence, verb: usize) -> bool {
    let when = sentence.has_child(verb, &[Relation::Advmod, Relation::Mark], &["when"]);
    when && sentence.tense(verb) == Some(Tense::Pres)
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
