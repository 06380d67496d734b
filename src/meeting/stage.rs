//! What the words around a contact say of how far it has come.

use crate::meeting::clause::{is_verb, lemma, node, preposition};
use crate::meeting::contact::Contact;
use crate::meeting::lexicon::{Lexicon, Stage};
use crate::news::Sentence;
use crate::text::{Relation, Tense, Upos, VerbForm};

/// Governors above the verb of a contact that are looked at.
const ABOVE_MAX: usize = 3;

/// What is told of one contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Modal or tense of the verb: "will", "would", "to", "past", "perfect", "pluperfect", "progressive",
    /// "present", "is", "was", "gerund"; "none" without a verb.
    pub tense: &'static str,
    pub negated: bool,
    /// The contact is an arrival.
    pub arrives: bool,
    /// The contact is that of a host who has his guest.
    pub receives: bool,
    /// Stages by the lemmas around it, with where they stand: "verb", "above", "beside", "before".
    pub stages: Vec<(&'static str, Stage)>,
}

/// What is told of `contact`. Cost: its dependents and those of the verbs above it.
pub fn told(lexicon: &Lexicon, sentence: &Sentence, contact: &Contact) -> Told {
    let mut told = Told {
        tense: "none",
        ..Told::default()
    };
    told.arrives = matches!(
        lemma(sentence, contact.token),
        "arrive" | "arrival" | "begin" | "land"
    );
    told.receives = matches!(lemma(sentence, contact.token), "host" | "welcome");
    if let Some(verb) = contact.verb {
        told.negated = is_negated(sentence, verb);
        if verb == contact.token || shares_time(lexicon, sentence, contact, verb) {
            told.tense = tense(sentence, verb);
        }
        introduced(lexicon, sentence, verb, &mut told);
        if verb != contact.token {
            told.add(lexicon, "verb", lemma(sentence, verb));
        }
        above(lexicon, sentence, verb, &mut told);
    }
    if told.tense == "none" && is_done(lexicon, sentence, contact.token) {
        told.tense = "past";
    }
    beside(lexicon, sentence, contact.token, &mut told);
    told.stages.sort_unstable();
    told.stages.dedup();
    told
}

impl Told {
    fn add(&mut self, lexicon: &Lexicon, place: &'static str, lemma: &str) {
        let stages = lexicon.stages(lemma);
        self.stages
            .extend(stages.iter().map(|&stage| (place, stage)));
    }
}

/// Whether the contact is when its verb is: "held talks", "said during the talks", "talks focused on", but
/// not "welcomed the talks".
fn shares_time(lexicon: &Lexicon, sentence: &Sentence, contact: &Contact, verb: usize) -> bool {
    if lexicon.is_light(lemma(sentence, verb)) {
        return true;
    }
    let top = sentence
        .tree
        .ancestors(contact.token)
        .take_while(|&at| at != verb)
        .last()
        .unwrap_or(contact.token);
    let is_subject = node(sentence, top)
        .is_some_and(|node| matches!(node.relation, Relation::Nsubj | Relation::NsubjPass));
    let before = preposition(sentence, top).map_or("", |at| sentence.word(at));
    is_subject || matches!(before, "during" | "at" | "in" | "after" | "following")
}

/// "Talks held in Lima": a participle says that the contact was.
fn is_done(lexicon: &Lexicon, sentence: &Sentence, token: usize) -> bool {
    sentence.tree.children(token).any(|child| {
        node(sentence, child).is_some_and(|own| {
            own.relation == Relation::Acl
                && own.tag.verb_form == Some(VerbForm::Part)
                && own.tag.tense == Some(Tense::Past)
        }) && lexicon.is_light(lemma(sentence, child))
            && lexicon.stages(lemma(sentence, child)).is_empty()
    })
}

/// What introduces the clause of a verb ("after holding talks").
fn introduced(lexicon: &Lexicon, sentence: &Sentence, verb: usize, told: &mut Told) {
    let is_participle = matches!(told.tense, "gerund" | "none");
    for child in sentence.tree.children(verb).filter(|_| is_participle) {
        let relation = node(sentence, child).map(|node| node.relation);
        if matches!(relation, Some(Relation::Mark | Relation::Case)) {
            told.add(lexicon, "before", sentence.word(child));
        }
    }
}

/// The verbs that govern the verb of a contact, and what they say.
fn above(lexicon: &Lexicon, sentence: &Sentence, verb: usize, told: &mut Told) {
    let mut at = verb;
    for _ in 0..ABOVE_MAX {
        let Some(own) = node(sentence, at) else {
            return;
        };
        let (Some(head), relation) = (own.head, own.relation) else {
            return;
        };
        let goes_up = matches!(
            relation,
            Relation::Xcomp
                | Relation::Ccomp
                | Relation::Acl
                | Relation::Advcl
                | Relation::Conj
                | Relation::AclRelcl
        );
        if !goes_up {
            return;
        }
        // What is merely said, or goes on beside it, says nothing of the contact but its tense.
        if matches!(relation, Relation::Xcomp | Relation::Acl) {
            told.add(lexicon, "above", lemma(sentence, head));
            if told.tense == "to" && tense(sentence, head) == "will" {
                told.tense = "will";
            }
        }
        // A participle says when by the verb that it accompanies.
        if told.tense == "gerund" && node(sentence, head).is_some_and(is_verb) {
            told.tense = tense(sentence, head);
        }
        at = head;
    }
}

/// Adjectives, adverbs, prepositions and nouns beside a noun of contact.
fn beside(lexicon: &Lexicon, sentence: &Sentence, token: usize, told: &mut Told) {
    for child in sentence.tree.children(token) {
        let Some(own) = node(sentence, child) else {
            continue;
        };
        match own.relation {
            Relation::Amod | Relation::Advmod | Relation::Compound | Relation::Acl => {
                told.add(lexicon, "beside", lemma(sentence, child));
            }
            Relation::Case | Relation::Mark => {
                told.add(lexicon, "before", sentence.word(child));
            }
            _ => {}
        }
    }
    let Some(own) = node(sentence, token) else {
        return;
    };
    if matches!(
        own.relation,
        Relation::Nmod | Relation::Compound | Relation::NmodPoss
    ) && let Some(head) = own.head
    {
        told.add(lexicon, "noun", lemma(sentence, head));
    }
}

/// Modal or tense of a verb.
fn tense(sentence: &Sentence, verb: usize) -> &'static str {
    let helpers = sentence.tree.children(verb).filter(|&child| {
        node(sentence, child).is_some_and(|node| {
            matches!(
                node.relation,
                Relation::Aux | Relation::AuxPass | Relation::Mark | Relation::Cop
            )
        })
    });
    let mut found = None;
    for helper in helpers {
        match sentence.word(helper) {
            "will" | "'ll" | "shall" | "wo" => return "will",
            "would" | "could" | "might" | "may" | "should" => return "would",
            "to" => found = Some("to"),
            "had" => found = Some("pluperfect"),
            "has" | "have" | "'ve" => found = Some("perfect"),
            "is" | "are" | "'s" | "'re" | "am" if found.is_none() => found = Some("is"),
            "was" | "were" if found.is_none() => found = Some("was"),
            _ => {}
        }
    }
    let Some(own) = node(sentence, verb) else {
        return "none";
    };
    match found {
        Some("is")
            if own.tag.verb_form == Some(VerbForm::Part) && own.tag.tense == Some(Tense::Pres) =>
        {
            "progressive"
        }
        Some(found) => found,
        None => match (own.tag.verb_form, own.tag.tense) {
            (Some(VerbForm::Inf), _) => "to",
            (Some(VerbForm::Ger), _) => "gerund",
            (Some(VerbForm::Part), Some(Tense::Pres)) => "gerund",
            (_, Some(Tense::Past)) => "past",
            (_, Some(Tense::Pres)) => "present",
            _ => "none",
        },
    }
}

fn is_negated(sentence: &Sentence, verb: usize) -> bool {
    sentence.tree.children(verb).any(|child| {
        matches!(sentence.word(child), "not" | "n't" | "never" | "no")
            && node(sentence, child).is_some_and(|node| node.tag.upos != Upos::Noun)
    })
}
