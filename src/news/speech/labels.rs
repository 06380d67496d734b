//! Reports without a verb that cover a stretch of text: "Lee: Peru will go", "Peru to go: minister", and
//! sentences that carry on a report in its mood.

use crate::news::speech::cue::CueClass;
use crate::news::speech::read::{Place, Read};
use crate::news::speech::reports::{Report, Reports};
use crate::text::{Relation, Span, Upos, VerbForm};

/// Words of a label at most.
const LABEL_WORDS_MAX: usize = 7;
/// Words that somebody says behind or before a label at least.
const SAID_WORDS_MIN: usize = 3;

/// Words between the comma and the word of speech that ends a sentence, at most.
const TRAILING_WORDS_MAX: usize = 10;

/// Nouns that speak behind or before a colon; other nouns there are topics ("The question: …").
const SPEAKERS: &[&str] = &[
    "adviser",
    "agency",
    "aide",
    "ambassador",
    "chief",
    "commissioner",
    "diplomat",
    "envoy",
    "fm",
    "government",
    "leader",
    "media",
    "minister",
    "ministry",
    "negotiator",
    "official",
    "pm",
    "premier",
    "president",
    "report",
    "secretary",
    "source",
    "spokesman",
    "spokesperson",
    "spokeswoman",
];
/// First words that make a heading and no speaker of a label.
const HEADINGS: &[&str] = &[
    "analysis",
    "background",
    "breaking",
    "editorial",
    "exclusive",
    "explainer",
    "factbox",
    "file",
    "graphic",
    "map",
    "more",
    "note",
    "opinion",
    "photo",
    "read",
    "related",
    "subject",
    "update",
    "video",
    "watch",
];

/// Stretches of text and who answers for the whole of each, in order.
pub fn wide(read: &Read, reports: &mut Reports) -> Vec<(Span, usize)> {
    let mut found: Vec<(Span, usize)> = Vec::new();
    let by_words = reports.reports.len();
    for tree in 0..read.sentences.len() {
        let labelled = label(read, tree).map(|(head, said)| {
            let source = reports.source(read, head);
            let report = reports.note(Report {
                cue: None,
                source,
                at: head,
            });
            (said, report)
        });
        let carried = || {
            Some((
                read.sentence(tree),
                carried(read, reports, by_words, &found, tree)?,
            ))
        };
        let trailing = || trailing(read, reports, by_words, tree);
        found.extend(labelled.or_else(trailing).or_else(carried));
    }
    found
}

/// The head of a label and what stands on the other side of its colon.
fn label(read: &Read, tree: usize) -> Option<(Place, Span)> {
    let sentence = read.sentences.get(tree)?.tree;
    let nodes = sentence.nodes();
    let at = |word: usize| Place { tree, word };
    let colons = || (0..nodes.len()).filter(|&word| read.form(at(word)) == ":");
    let (first, last) = (colons().next()?, colons().next_back()?);
    let span = |from: usize, to: usize| {
        Some(Span {
            start: nodes.get(from)?.span.start,
            end: nodes.get(to.checked_sub(1)?)?.span.end,
        })
    };
    if let Some(head) = speaker(read, tree, 0, first)
        && says(read, tree, first + 1, nodes.len())
    {
        return Some((head, span(first + 1, nodes.len())?));
    }
    let head = speaker(read, tree, last + 1, nodes.len())?;
    says(read, tree, 0, last).then_some((head, span(0, last)?))
}

/// The last word of a label that can speak: a name, or a noun for somebody who speaks.
fn speaker(read: &Read, tree: usize, from: usize, to: usize) -> Option<Place> {
    let mut words = (from..to).map(|word| Place { tree, word });
    let head = Place {
        tree,
        word: to.checked_sub(1).filter(|&last| last >= from)?,
    };
    let is_short = to - from <= LABEL_WORDS_MAX;
    let is_noun_group = words.all(|place| {
        !read.is_tagged(
            place,
            &[Upos::Verb, Upos::Aux, Upos::Punct, Upos::Sconj, Upos::Adv],
        )
    });
    let first = read.form(Place { tree, word: from }).to_lowercase();
    let speaks = read.is_tagged(head, &[Upos::Propn])
        || SPEAKERS.contains(&read.lemma(head).to_lowercase().as_str());
    (is_short && is_noun_group && speaks && !HEADINGS.contains(&first.as_str())).then_some(head)
}

/// Whether the words hold a clause, or the bare "to" of a headline.
fn says(read: &Read, tree: usize, from: usize, to: usize) -> bool {
    to.saturating_sub(from) >= SAID_WORDS_MIN
        && (from..to).any(|word| {
            let place = Place { tree, word };
            read.is_tagged(place, &[Upos::Verb, Upos::Aux])
                || read
                    .node(place)
                    .is_some_and(|node| node.tag.verb_form == Some(VerbForm::Fin))
        })
}

/// "…, Palestinian officials said on Friday.", "…, said Lee.": what stands before the comma, wherever the
/// parser hung it.
fn trailing(read: &Read, reports: &Reports, by_words: usize, tree: usize) -> Option<(Span, usize)> {
    let told = reports.reports.get(..by_words)?;
    let from = told.partition_point(|report| report.at.tree < tree);
    let to = told.partition_point(|report| report.at.tree <= tree);
    let number = (from..to).next_back()?;
    let report = told
        .get(number)
        .filter(|report| report.cue.is_some_and(|cue| cue.class == CueClass::Say))?;
    let cue = report.at;
    let at = |word: usize| Place { tree, word };
    let is_finite = |place: Place| {
        read.node(place)
            .is_some_and(|node| node.tag.verb_form == Some(VerbForm::Fin))
    };
    let comma = (cue.word.saturating_sub(TRAILING_WORDS_MAX)..cue.word)
        .rev()
        .take_while(|&word| !read.is_tagged(at(word), &[Upos::Verb, Upos::Sconj, Upos::Cconj]))
        .find(|&word| read.form(at(word)) == ",")?;
    let length = read.sentences.get(tree)?.tree.len();
    let ends = !(cue.word + 1..length).any(|word| is_finite(at(word)));
    let told_before = (0..comma).any(|word| is_finite(at(word)));
    let nodes = read.sentences.get(tree)?.tree.nodes();
    let said = Span {
        start: nodes.first()?.span.start,
        end: nodes.get(comma)?.span.start,
    };
    (is_finite(cue) && ends && told_before && report.source.is_some()).then_some((said, number))
}

/// "They would meet again in May." after a report goes on it: the mood of reported speech with neither a
/// cue nor a condition of its own.
fn carried(
    read: &Read,
    reports: &Reports,
    by_words: usize,
    wide: &[(Span, usize)],
    tree: usize,
) -> Option<usize> {
    let root = read.root(tree)?;
    let auxiliary = read.child(root, &[Relation::Aux])?;
    let conditional = read.children(root).any(|child| {
        read.relation(child) == Some(Relation::Advcl)
            && read.child(child, &[Relation::Mark]).is_some_and(|mark| {
                matches!(read.lemma(mark).to_lowercase().as_str(), "if" | "unless")
            })
    });
    let own = reports.scopes_of(root).next().is_some();
    if read.form(auxiliary) != "would" || conditional || own {
        return None;
    }
    let before = tree.checked_sub(1)?;
    // Up to here reports stand in the order of the text.
    let told = reports.reports.get(..by_words)?;
    let from = told.partition_point(|report| report.at.tree < before);
    let to = told.partition_point(|report| report.at.tree <= before);
    // The outermost of them: nothing reports it in turn.
    let by_verb = (from..to).find(|&at| {
        told.get(at).is_some_and(|report| {
            report.cue.is_some()
                && read
                    .upwards(report.at)
                    .all(|above| reports.scopes_of(above).next().is_none())
        })
    });
    let span = read.sentence(before);
    by_verb.or_else(|| {
        let last = wide.last()?;
        (last.0 == span).then_some(last.1)
    })
}
