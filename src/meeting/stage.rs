//! What the words around a contact say of how far it has come.

use crate::meeting::clause::{Anchor, AnchorKind, is_verb, lemma, node};
use crate::meeting::contact::Contact;
use crate::meeting::lexicon::{Kind, Lexicon, Stage};
use crate::news::Sentence;
use crate::text::{Relation, Tense, Upos, VerbForm};

/// Governors above the verb of a contact that are looked at.
const ABOVE_MAX: usize = 3;

/// Verbs of those who are not there yet.
const JOURNEYS: &[&str] = &[
    "arrive", "come", "depart", "fly", "go", "head", "leave", "set", "travel",
];

/// Prepositions by which something happens at a contact, and says nothing of it.
const BESIDE: &[&str] = &["at", "in", "during", "after", "following"];

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
    /// The contact is what a journey is for: "left for talks", "arrived for the summit".
    pub is_goal: bool,
    /// Somebody is on the visit: "is in Lima on a visit".
    pub stays: bool,
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
    told.is_goal = is_goal(sentence, contact);
    if let Some(verb) = contact.verb {
        told.negated = is_negated(sentence, verb) || is_negated(sentence, contact.token);
        if verb == contact.token || shares_time(lexicon, sentence, contact, verb) {
            told.tense = tense(sentence, verb);
        }
        introduced(lexicon, sentence, verb, &mut told);
        if verb != contact.token && !happens_beside(sentence, verb, contact.token) {
            told.add_verb(lexicon, sentence, "verb", (verb, contact.token));
            if is_agent(sentence, contact.token) {
                let wants = |stage: Stage| matches!(stage, Stage::Planned | Stage::Proposed);
                told.stages.retain(|one| one.0 != "verb" || !wants(one.1));
            }
        }
        above(lexicon, sentence, verb, &mut told);
    }
    if told.tense == "none" {
        told.tense = told_by_clause(lexicon, sentence, contact).unwrap_or("none");
    }
    let is_still = match told.tense {
        "none" => contact.verb.is_none(),
        tense => tense == "is",
    };
    told.stays = is_still && stays(sentence, contact);
    beside(lexicon, sentence, contact.token, &mut told);
    told.stages.sort_unstable();
    told.stages.dedup();
    told
}

impl Told {
    /// What a word that is no verb says.
    fn add(&mut self, lexicon: &Lexicon, place: &'static str, lemma: &str) {
        let stages = lexicon.stages(lemma, false);
        self.stages.extend(stages.map(|stage| (place, stage)));
    }

    /// What a verb says, with its particle where that makes another verb of it: "call off". The particle may
    /// look like the preposition of the `noun` after it.
    fn add_verb(
        &mut self,
        lexicon: &Lexicon,
        sentence: &Sentence,
        place: &'static str,
        (verb, noun): (usize, usize),
    ) {
        let particle = sentence.tree.child(verb, Relation::CompoundPrt);
        let particle = particle.map_or_else(|| sentence.preposition(noun), |at| sentence.word(at));
        let verb_alone = lemma(sentence, verb);
        let phrase = [verb_alone, "-", particle].concat();
        let lemma = if lexicon.is_stage(&phrase) {
            &phrase
        } else {
            verb_alone
        };
        let is_verb = node(sentence, verb).is_some_and(is_verb);
        let stages = lexicon.stages(lemma, is_verb);
        self.stages.extend(stages.map(|stage| (place, stage)));
    }
}

/// Whether a journey is made for the contact and has not come to it yet; a visit is the journey itself.
fn is_goal(sentence: &Sentence, contact: &Contact) -> bool {
    sentence.preposition(contact.token) == "for"
        && contact.kind != Kind::Visit
        && contact
            .verb
            .is_some_and(|verb| verb != contact.token && JOURNEYS.contains(&lemma(sentence, verb)))
}

/// "On a visit".
fn stays(sentence: &Sentence, contact: &Contact) -> bool {
    sentence.preposition(contact.token) == "on" && contact.kind == Kind::Visit
}

/// Whether the contact is when its verb is: "held talks", "said during the talks", "talks focused on", but
/// not "welcomed the talks".
fn shares_time(lexicon: &Lexicon, sentence: &Sentence, contact: &Contact, verb: usize) -> bool {
    if lexicon.is_light(lemma(sentence, verb)) {
        return true;
    }
    let top = top_below(sentence, verb, contact.token);
    let is_subject = node(sentence, top)
        .is_some_and(|node| matches!(node.relation, Relation::Nsubj | Relation::NsubjPass));
    let before = sentence.preposition(top);
    // Who will do something for talks will have them.
    let is_ahead = before == "for" && matches!(tense(sentence, verb), "to" | "will" | "would");
    is_ahead || is_subject || BESIDE.contains(&before)
}

/// The word right below `verb` on the way up from `token`.
fn top_below(sentence: &Sentence, verb: usize, token: usize) -> usize {
    let ancestors = sentence.tree.ancestors(token).take_while(|&at| at != verb);
    ancestors.last().unwrap_or(token)
}

/// What a clause that describes the contact says of its time: "talks held in Lima" were, "a visit that begins on
/// Monday" is to come if Monday is.
fn told_by_clause(
    lexicon: &Lexicon,
    sentence: &Sentence,
    contact: &Contact,
) -> Option<&'static str> {
    let anchors = contact.anchors.iter();
    let mut clauses = anchors.filter(|anchor| anchor.kind == AnchorKind::Participle);
    clauses.find_map(|&Anchor { token: at, .. }| {
        let own = node(sentence, at)?;
        match own.relation {
            Relation::AclRelcl => Some(tense(sentence, at)),
            Relation::Acl => {
                let is_past =
                    own.tag.verb_form == Some(VerbForm::Part) && own.tag.tense == Some(Tense::Past);
                let says_more = lexicon.is_stage(lemma(sentence, at));
                (is_past && !says_more).then_some("past")
            }
            // What "due" or "set" leads to.
            _ => None,
        }
    })
}

/// Whether what the verb tells merely happens at the contact: "pushed for a deal at the talks".
fn happens_beside(sentence: &Sentence, verb: usize, token: usize) -> bool {
    BESIDE.contains(&sentence.preposition(top_below(sentence, verb, token)))
}

/// Whether the contact itself acts: "the summit will seek".
fn is_agent(sentence: &Sentence, token: usize) -> bool {
    node(sentence, token).is_some_and(|node| node.relation == Relation::Nsubj)
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
    // "Said when meeting him": whatever clause the parser hangs it on.
    let mut words = sentence.tree.children(verb).map(|at| sentence.word(at));
    if told.tense == "gerund" && words.any(|word| matches!(word, "when" | "while")) {
        told.tense = "past";
    }
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
        let calls = relation == Relation::Advcl
            && told.tense == "to"
            && lexicon
                .stages(lemma(sentence, head), true)
                .eq([Stage::Proposed]);
        if calls || matches!(relation, Relation::Xcomp | Relation::Acl) {
            told.add_verb(lexicon, sentence, "above", (head, verb));
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
            Relation::Acl | Relation::AclRelcl => {
                told.add_verb(lexicon, sentence, "beside", (child, token));
            }
            Relation::Amod | Relation::Advmod | Relation::Compound => {
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
    let Some(head) = own.head else { return };
    let above = node(sentence, head).map(|head| head.tag.upos);
    let is_described = match own.relation {
        Relation::Nmod | Relation::Compound | Relation::NmodPoss => true,
        // "Ready for talks", "ahead of talks".
        Relation::Obl => matches!(above, Some(Upos::Adj | Upos::Adv)),
        _ => false,
    };
    if is_described {
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
        Some("is" | "was")
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
