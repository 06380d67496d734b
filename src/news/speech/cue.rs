//! Words that tell that somebody speaks, and what he does by speaking.
//!
//! The tables below are the data: a lemma stands under one class. An entry is added by writing its lemma
//! into the list it belongs to.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Span;

/// What is done by speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueClass {
    /// Says, states, explains: the plain act.
    Say,
    /// Binds himself: promise, pledge, vow.
    Promise,
    /// Settles something with another: agree, decide jointly.
    Agree,
    /// Lays something before another: offer, propose, invite.
    Offer,
    /// Turns something down: reject, rule out.
    Refuse,
    /// Says that it is not so.
    Deny,
    /// Says that it may not be so.
    Doubt,
    /// Wants to know: ask whether, inquire.
    Ask,
    /// Wants another to act: demand, urge, call on.
    Demand,
    /// Announces harm: threaten, warn.
    Threaten,
    /// Holds for true, likely or desirable without having to say so: believe, expect, hope.
    Think,
    /// Gives a name or a judgement: call, describe, brand.
    Call,
    /// Lets another speak: quote, cite.
    Cite,
}

/// A word of speaking in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The word.
    pub span: Span,
    /// What is done by it.
    pub class: CueClass,
}

/// An entry of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub class: CueClass,
    /// Whether its object is what is said, too: "promised aid", but not "added troops".
    pub takes_object: bool,
}

/// Verbs: class, whether an object is what is said, lemmas.
const VERBS: &[(CueClass, bool, &[&str])] = &[
    (
        CueClass::Say,
        false,
        &[
            "acknowledge",
            "add",
            "admit",
            "affirm",
            "allege",
            "answer",
            "argue",
            "assert",
            "assess",
            "boast",
            "caution",
            "claim",
            "clarify",
            "comment",
            "complain",
            "concede",
            "confess",
            "confide",
            "confirm",
            "contend",
            "continue",
            "counter",
            "declare",
            "disclose",
            "elaborate",
            "estimate",
            "exclaim",
            "fire",
            "explain",
            "inform",
            "insist",
            "interject",
            "joke",
            "lament",
            "maintain",
            "mention",
            "muse",
            "note",
            "observe",
            "point",
            "post",
            "quip",
            "recall",
            "recount",
            "relate",
            "remark",
            "remind",
            "repeat",
            "reply",
            "report",
            "respond",
            "reveal",
            "say",
            "shoot",
            "signify",
            "specify",
            "speculate",
            "state",
            "suggest",
            "summarise",
            "summarize",
            "tell",
            "testify",
            "tweet",
            "write",
        ],
    ),
    (
        CueClass::Say,
        true,
        &[
            "announce",
            "convey",
            "discuss",
            "emphasise",
            "emphasize",
            "express",
            "highlight",
            "hint",
            "indicate",
            "outline",
            "reaffirm",
            "reiterate",
            "restate",
            "signal",
            "stress",
            "underline",
            "underscore",
            "voice",
        ],
    ),
    (
        CueClass::Promise,
        true,
        &[
            "assure",
            "commit",
            "guarantee",
            "pledge",
            "promise",
            "reassure",
            "swear",
            "undertake",
            "vow",
        ],
    ),
    (CueClass::Agree, true, &["agree"]),
    (CueClass::Offer, true, &["offer", "propose"]),
    (CueClass::Refuse, true, &["rebuff", "reject", "rule"]),
    (
        CueClass::Deny,
        true,
        &["deny", "disavow", "dispute", "refute"],
    ),
    (CueClass::Doubt, false, &["doubt", "question"]),
    (
        CueClass::Ask,
        false,
        &["ask", "enquire", "inquire", "wonder"],
    ),
    (
        CueClass::Demand,
        false,
        &[
            "advise",
            "appeal",
            "beg",
            "beseech",
            "demand",
            "direct",
            "encourage",
            "exhort",
            "implore",
            "instruct",
            "plead",
            "recommend",
            "request",
            "urge",
        ],
    ),
    (CueClass::Threaten, true, &["threaten", "warn"]),
    (
        CueClass::Think,
        false,
        &[
            "anticipate",
            "assume",
            "believe",
            "expect",
            "fear",
            "hope",
            "imagine",
            "predict",
            "reckon",
            "suspect",
            "think",
        ],
    ),
    (
        CueClass::Call,
        false,
        &[
            "brand",
            "call",
            "characterise",
            "characterize",
            "denounce",
            "describe",
            "dismiss",
            "hail",
            "label",
        ],
    ),
    (CueClass::Cite, false, &["cite", "quote"]),
];

/// Nouns that name something said; their owner answers for what follows.
const NOUNS: &[(CueClass, &[&str])] = &[
    (
        CueClass::Say,
        &[
            "admission",
            "allegation",
            "announcement",
            "assertion",
            "claim",
            "comment",
            "confirmation",
            "declaration",
            "insistence",
            "remark",
            "report",
            "statement",
            "suggestion",
        ],
    ),
    (
        CueClass::Promise,
        &[
            "assurance",
            "commitment",
            "guarantee",
            "pledge",
            "promise",
            "reassurance",
            "vow",
        ],
    ),
    (CueClass::Deny, &["denial"]),
    (CueClass::Demand, &["demand", "appeal"]),
    (CueClass::Threaten, &["threat", "warning"]),
    (CueClass::Think, &["belief", "hope"]),
];

/// Adverbs by which a writer says that others say so.
const HEARSAY: &[&str] = &["allegedly", "purportedly", "reportedly", "supposedly"];

static VERB_ENTRIES: LazyLock<HashMap<&str, Entry>> = LazyLock::new(|| {
    let rows = VERBS.iter().flat_map(|&(class, takes_object, lemmas)| {
        let entry = Entry {
            class,
            takes_object,
        };
        lemmas.iter().map(move |&lemma| (lemma, entry))
    });
    rows.collect()
});

static NOUN_CLASSES: LazyLock<HashMap<&str, CueClass>> = LazyLock::new(|| {
    let rows = NOUNS
        .iter()
        .flat_map(|&(class, lemmas)| lemmas.iter().map(move |&lemma| (lemma, class)));
    rows.collect()
});

/// The entry of a verb by its lemma.
pub(super) fn verb(lemma: &str) -> Option<Entry> {
    VERB_ENTRIES.get(lemma).copied()
}

/// What is done by speaking, of a verb by its lemma; none when it tells of no speech. Cost: one hash.
pub fn verb_class(lemma: &str) -> Option<CueClass> {
    verb(lemma).map(|entry| entry.class)
}

/// The same of a noun ("promise", "threat").
pub fn noun_class(lemma: &str) -> Option<CueClass> {
    NOUN_CLASSES.get(lemma).copied()
}

pub(super) fn is_hearsay(lemma: &str) -> bool {
    HEARSAY.contains(&lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lemma_has_one_class() {
        let verbs: usize = VERBS.iter().map(|row| row.2.len()).sum();
        assert_eq!(verbs, VERB_ENTRIES.len());
        let nouns: usize = NOUNS.iter().map(|row| row.1.len()).sum();
        assert_eq!(nouns, NOUN_CLASSES.len());
        assert_eq!(verb_class("vow"), Some(CueClass::Promise));
        assert_eq!(verb_class("withdraw"), None);
        assert_eq!(noun_class("threat"), Some(CueClass::Threaten));
        assert_eq!(noun_class("plan"), None);
    }
}
