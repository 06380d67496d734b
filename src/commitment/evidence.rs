//! The shortest words that carry an undertaking, from whoever is bound to the end of what is undertaken.

use crate::commitment::grammar::{contrasts, goes_on_to_say};
use crate::commitment::propose::Proposal;
use crate::commitment::subject::RELATIVES;
use crate::news::{Section, Sentence};
use crate::text::{Relation, Span, Upos};

/// What stands beside the act and is not part of it.
const BESIDE: &[Relation] = &[
    Relation::Parataxis,
    Relation::Punct,
    Relation::Cc,
    Relation::Discourse,
    Relation::Vocative,
];

/// The words of a proposal as bytes of its section; never empty. Cost: the size of two subtrees.
pub fn evidence(proposal: &Proposal) -> Option<Span> {
    let candidate = &proposal.candidate;
    let sentence = candidate.sentence;
    let (start, end) = tokens(proposal);
    let span = sentence.span(start, end)?;
    Some(within_quotation(
        candidate.section,
        candidate.act,
        sentence,
        span,
    ))
}

/// First token, and the one after the last.
fn tokens(proposal: &Proposal) -> (usize, usize) {
    let candidate = &proposal.candidate;
    let sentence = candidate.sentence;
    let (trigger, act) = (candidate.trigger, candidate.act);
    let end = end(sentence, act).max(end_of_trigger(sentence, trigger, act));
    if let Some(other) = proposal.first {
        // What binds stands with the first or with this one: "will pay and *is ready* to leave".
        let own = Some(trigger).filter(|&trigger| other < trigger && trigger < act);
        let start = own.map_or(act, |trigger| start_of_conjunct(sentence, trigger));
        return (start.min(start_of_conjunct(sentence, act)), end);
    }
    let subject = candidate.subject.filter(|&subject| subject < end);
    let first = subject.map_or(trigger, |subject| {
        start_of_subject(sentence, subject, trigger)
    });
    // "The bridge will be built by Peru" begins with the bridge.
    let undergoes = [trigger, act]
        .into_iter()
        .find_map(|verb| sentence.child_in(verb, &[Relation::NsubjPass]));
    let undergoes = undergoes.filter(|&undergoes| undergoes < trigger);
    let first = undergoes.map_or(first, |undergoes| {
        first.min(start_of_subject(sentence, undergoes, trigger))
    });
    let fronted = fronted(sentence, act, first);
    let start = [Some(first), fronted, Some(trigger), Some(act)];
    let start = start.into_iter().flatten().min().unwrap_or(act);
    let whole = widened(sentence, start);
    // The article before an adjective that tells whose it is: "the Peruvian decision".
    let noun = sentence.is_upos(trigger, &[Upos::Noun, Upos::Propn]);
    let whole = if noun {
        whole.min(widened(sentence, trigger))
    } else {
        whole
    };
    (whole, end)
}

/// A noun that carries the undertaking begins with its own determiner and owner.
fn widened(sentence: &Sentence, start: usize) -> usize {
    let before = &[
        Relation::Det,
        Relation::NmodPoss,
        Relation::Amod,
        Relation::Compound,
        Relation::Nummod,
        Relation::NmodUnmarked,
        Relation::NmodDesc,
    ];
    let first = sentence.children_in(start, before).next();
    first
        .filter(|&child| child < start)
        .and_then(|child| sentence.node(child))
        .map_or(start, |node| node.first.min(start))
}

/// A conjunct carries itself alone, with its "to".
fn start_of_conjunct(sentence: &Sentence, act: usize) -> usize {
    let own = &[
        Relation::Mark,
        Relation::Aux,
        Relation::Cop,
        Relation::Advmod,
        Relation::Det,
        Relation::Amod,
    ];
    sentence
        .children_in(act, own)
        .next()
        .map_or(act, |child| child.min(act))
}

/// The first word of the subject's group, without what only describes it from far.
fn start_of_subject(sentence: &Sentence, subject: usize, trigger: usize) -> usize {
    let start = sentence.node(subject).map_or(subject, |node| node.first);
    if start > trigger || subject > trigger {
        return subject.min(trigger);
    }
    let is_frame = |at: usize| {
        sentence.is_upos(at, &[Upos::Punct, Upos::Adp])
            || sentence.is_relation(at, &[Relation::Case, Relation::Mark, Relation::Cc])
    };
    (start..=subject)
        .find(|&at| !is_frame(at))
        .unwrap_or(subject)
}

/// A condition that stands before the subject in the same clause, or what denies it ("under no circumstances").
fn fronted(sentence: &Sentence, act: usize, first: usize) -> Option<usize> {
    let adjuncts = &[Relation::Advcl, Relation::Obl, Relation::OblUnmarked];
    let is_condition = |at: &usize| {
        sentence.has_child(
            *at,
            &[Relation::Mark],
            &["if", "unless", "once", "provided", "should", "until"],
        )
    };
    sentence
        .children_in(act, adjuncts)
        .filter(|&child| child < first)
        .find(|&at| is_condition(&at) || sentence.denies(at))
        .and_then(|child| sentence.node(child))
        .map(|node| node.first)
}

/// Behind the last word of the act: its subtree without later conjuncts and what stands beside it.
fn end(sentence: &Sentence, act: usize) -> usize {
    let Some(node) = sentence.node(act) else {
        return act + 1;
    };
    let is_other_act = |at: usize| {
        let conjunct = sentence.relation(at) == Some(Relation::Conj);
        let verbal = sentence.is_upos(at, &[Upos::Verb, Upos::Aux])
            || sentence
                .child_in(at, &[Relation::Nsubj, Relation::NsubjPass])
                .is_some();
        conjunct && verbal
    };
    let is_apart = |at: usize| {
        sentence.is_relation(at, &[Relation::Parataxis])
            || is_other_act(at)
            || goes_on_to_say(sentence, at)
            || contrasts(sentence, at)
    };
    let apart = sentence.tree.children(act).filter(|&child| is_apart(child));
    let described = (act + 1..=node.last).filter(|&at| goes_further(sentence, at));
    let cut = apart
        .chain(described)
        .filter(|&child| child > act)
        .filter_map(|child| Some(sentence.node(child)?.first.max(act + 1)))
        .min();
    let end = cut.unwrap_or(node.last + 1);
    without_frame(sentence, act, end)
}

/// Whether a clause that describes something says what somebody else will do: "a fund, to which each will pay".
fn goes_further(sentence: &Sentence, clause: usize) -> bool {
    if !sentence.is_relation(clause, &[Relation::AclRelcl]) {
        return false;
    }
    let subject = sentence.child_in(clause, &[Relation::Nsubj, Relation::NsubjPass]);
    let is_other = subject.is_some_and(|at| !RELATIVES.contains(&sentence.word(at)));
    let opening = sentence.node(clause).map_or(clause, |node| node.first);
    let is_apart = [Some(opening), opening.checked_sub(1)]
        .into_iter()
        .flatten()
        .any(|at| sentence.word(at) == ",");
    is_apart
        && is_other
        && sentence.has_child(clause, &[Relation::Aux], &["will", "would", "shall"])
}

/// What belongs to the trigger and stands behind the act: "promised Chile on Friday".
fn end_of_trigger(sentence: &Sentence, trigger: usize, act: usize) -> usize {
    let own = &[
        Relation::Obl,
        Relation::OblAgent,
        Relation::OblUnmarked,
        Relation::Advcl,
        Relation::Obj,
        Relation::CompoundPrt,
        Relation::Nmod,
    ];
    if !sentence.tree.is_below(act, trigger) {
        return act + 1;
    }
    let last = sentence
        .children_in(trigger, own)
        .filter(|&child| child > act && !goes_on_to_say(sentence, child))
        .filter_map(|child| Some(sentence.node(child)?.last + 1))
        .max();
    last.map_or(act + 1, |last| without_frame(sentence, act, last))
}

/// The end without marks and conjunctions before it.
fn without_frame(sentence: &Sentence, act: usize, mut end: usize) -> usize {
    while end > act + 1
        && (sentence.is_relation(end - 1, BESIDE)
            && !matches!(sentence.word(end - 1), "%" | ")" | "\"" | "”")
            || sentence.is_relation(end - 1, &[Relation::Cc]))
    {
        end -= 1;
    }
    end
}

/// Words that begin inside a quotation end inside it.
fn within_quotation(section: &Section, act: usize, sentence: &Sentence, span: Span) -> Span {
    let at = sentence
        .node(act)
        .map_or(span.start, |node| node.span.start);
    let Some(quotation) = section.quote_at(at) else {
        return span;
    };
    let starts_inside = quotation.start <= span.start && span.start < quotation.end;
    let end = if starts_inside {
        span.end.min(quotation.end)
    } else {
        span.end
    };
    let words = Span { end, ..span }.of(section.text);
    let kept = words
        .trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.'));
    Span {
        end: span.start + kept.len(),
        ..span
    }
}
