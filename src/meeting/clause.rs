//! Walking the tree around a contact: what carries it, whose subject it shares, what hangs on it.

use crate::meeting::lexicon::Lexicon;
use crate::news::Sentence;
use crate::text::{Node, Relation, Upos};

/// Steps up the tree at most: beyond, nothing belongs to the contact any more.
const STEPS_MAX: usize = 8;

/// A word whose dependents take part in a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub token: usize,
    pub kind: AnchorKind,
}

/// Why the dependents of an anchor take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorKind {
    /// It is the contact.
    Contact,
    /// It carries the contact ("held talks").
    Carrier,
    /// A participle or relative clause tells of it ("talks due to open in Lima").
    Participle,
    /// Some verb of which the contact is told ("said during the talks"): its subject takes part.
    Teller,
    /// A verb that shares its subject with the contact or its carrier ("arrived to hold talks").
    Holder,
    /// A verb whose object is the subject of the contact ("invited Peru to visit").
    Controller,
    /// A noun that the contact describes ("the visiting minister").
    Described,
}

impl AnchorKind {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Carrier => "carrier",
            Self::Participle => "participle",
            Self::Teller => "teller",
            Self::Holder => "holder",
            Self::Controller => "controller",
            Self::Described => "described",
        }
    }
}

/// What a dependent is to an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment<'s> {
    pub anchor: AnchorKind,
    pub relation: Relation,
    /// Its preposition; empty without one.
    pub preposition: &'s str,
}

/// The verb that carries a noun of contact; none in a heading without a verb.
pub fn carrier(sentence: &Sentence, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..STEPS_MAX {
        let node = node(sentence, at)?;
        let head = node.head?;
        let above = self::node(sentence, head)?;
        match node.relation {
            Relation::Obj
            | Relation::Obl
            | Relation::OblUnmarked
            | Relation::OblAgent
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Xcomp
            | Relation::Ccomp
            | Relation::Iobj
            | Relation::Advcl
                if is_verb(above) =>
            {
                return Some(head);
            }
            Relation::Nmod | Relation::Conj | Relation::Appos | Relation::Obl | Relation::Nsubj
                if !is_verb(above) =>
            {
                at = head;
            }
            _ => return None,
        }
    }
    None
}

/// The words whose dependents take part in the contact at `token`; `verb` is the contact itself or its
/// carrier.
pub fn anchors(
    sentence: &Sentence,
    lexicon: &Lexicon,
    token: usize,
    verb: Option<usize>,
) -> Vec<Anchor> {
    let mut found = vec![Anchor {
        token,
        kind: AnchorKind::Contact,
    }];
    if let Some(described) = described(sentence, token) {
        found.push(Anchor {
            token: described,
            kind: AnchorKind::Described,
        });
    }
    found.extend(participles(sentence, lexicon, token).map(|token| Anchor {
        token,
        kind: AnchorKind::Participle,
    }));
    let Some(verb) = verb else {
        return found;
    };
    if verb != token {
        let light = sentence
            .lemmas
            .get(verb)
            .is_some_and(|lemma| lexicon.is_light(lemma));
        let kind = if light {
            AnchorKind::Carrier
        } else {
            AnchorKind::Teller
        };
        found.push(Anchor { token: verb, kind });
    }
    found.extend(holder(sentence, verb));
    found
}

/// Participles and relative clauses that tell how far a noun of contact has come, with their complements:
/// "talks planned for Friday", "a summit due to open in Lima", "a visit, which begins".
fn participles<'s>(
    sentence: &'s Sentence,
    lexicon: &'s Lexicon,
    noun: usize,
) -> impl Iterator<Item = usize> + 's {
    let own = sentence.tree.children(noun).filter(move |&at| {
        let relation = node(sentence, at).map(|node| node.relation);
        let word = lemma(sentence, at);
        matches!(relation, Some(Relation::Acl | Relation::AclRelcl))
            && (lexicon.is_light(word) || lexicon.is_stage(word))
    });
    own.flat_map(|at| std::iter::once(at).chain(sentence.tree.child(at, Relation::Xcomp)))
}

/// The noun that a participle or adjective of contact describes.
fn described(sentence: &Sentence, token: usize) -> Option<usize> {
    let node = node(sentence, token)?;
    let describes = matches!(
        node.relation,
        Relation::Amod | Relation::Acl | Relation::AclRelcl
    ) && node.tag.upos != Upos::Noun;
    node.head.filter(|_| describes)
}

/// Where the subject of a verb without its own stands.
fn holder(sentence: &Sentence, verb: usize) -> Option<Anchor> {
    let mut at = verb;
    for _ in 0..STEPS_MAX {
        if has_subject(sentence, at) {
            return (at != verb).then_some(Anchor {
                token: at,
                kind: AnchorKind::Holder,
            });
        }
        let node = node(sentence, at)?;
        let head = node.head?;
        match node.relation {
            Relation::Xcomp if sentence.tree.child(head, Relation::Obj).is_some() => {
                return Some(Anchor {
                    token: head,
                    kind: AnchorKind::Controller,
                });
            }
            Relation::Xcomp | Relation::Advcl | Relation::Conj | Relation::Parataxis => at = head,
            Relation::Acl | Relation::AclRelcl => {
                return Some(Anchor {
                    token: head,
                    kind: AnchorKind::Described,
                });
            }
            _ => return None,
        }
    }
    None
}

fn has_subject(sentence: &Sentence, verb: usize) -> bool {
    sentence.tree.children(verb).any(|child| {
        node(sentence, child)
            .is_some_and(|node| matches!(node.relation, Relation::Nsubj | Relation::NsubjPass))
    })
}

/// What the words that end at token `from` are to one of the anchors, through names, appositions,
/// coordinations and nouns that only say for whom somebody acts; `is_contact` stops at other contacts.
pub fn attach<'s>(
    sentence: &'s Sentence,
    anchors: &[Anchor],
    from: usize,
    is_contact: &dyn Fn(usize) -> bool,
) -> Option<Attachment<'s>> {
    let mut at = from;
    for _ in 0..STEPS_MAX {
        let own = anchors
            .iter()
            .find(|anchor| anchor.token == at && anchor.kind == AnchorKind::Described);
        let node = node(sentence, at)?;
        if let Some(anchor) = own {
            return Some(Attachment {
                anchor: anchor.kind,
                relation: Relation::Nsubj,
                preposition: "",
            });
        }
        let head = node.head?;
        if let Some(anchor) = anchors
            .iter()
            .find(|anchor| anchor.token == head && anchor.kind != AnchorKind::Described)
        {
            return Some(Attachment {
                anchor: anchor.kind,
                relation: node.relation,
                preposition: sentence.preposition(at),
            });
        }
        let above = self::node(sentence, head)?;
        let is_through = matches!(
            node.relation,
            Relation::Conj
                | Relation::Appos
                | Relation::Flat
                | Relation::NmodDesc
                | Relation::Compound
                | Relation::Amod
                | Relation::Nmod
                | Relation::NmodPoss
                | Relation::NmodUnmarked
                | Relation::Dep
        );
        if !is_through || is_verb(above) || is_contact(head) {
            return None;
        }
        at = head;
    }
    None
}

/// The node at a token.
pub fn node(sentence: &Sentence, at: usize) -> Option<&Node> {
    sentence.tree.nodes().get(at)
}

/// The lemma at a token; empty beyond the ends.
pub fn lemma(sentence: &Sentence, at: usize) -> &str {
    sentence.lemmas.get(at).map_or("", String::as_str)
}

/// Stands for any name: what is learnt of words is to hold whoever meets.
const NAME: &str = "*";

/// The lemma at a token, but of names and of what is made of them ("Peruvian") only that they are such.
pub fn common_lemma(sentence: &Sentence, at: usize) -> &str {
    let is_proper = node(sentence, at).is_some_and(|node| node.tag.upos == Upos::Propn);
    let lemma = lemma(sentence, at);
    if is_proper || lemma.starts_with(char::is_uppercase) {
        NAME
    } else {
        lemma
    }
}

/// Whether a common lemma stands for a name.
pub fn is_name(lemma: &str) -> bool {
    lemma == NAME
}

/// Whether a word is a verb or stands for one, as auxiliaries do in ellipses.
pub fn is_verb(node: &Node) -> bool {
    matches!(node.tag.upos, Upos::Verb | Upos::Aux)
}

/// How many clauses deep a word stands below the main clause, `STEPS_MAX` at most.
pub fn depth(sentence: &Sentence, at: usize) -> usize {
    let deepens = |at: &usize| {
        node(sentence, *at).is_some_and(|node| {
            matches!(
                node.relation,
                Relation::Acl | Relation::AclRelcl | Relation::Advcl | Relation::Ccomp
            )
        })
    };
    let above = sentence.tree.ancestors(at).take(STEPS_MAX);
    above.filter(deepens).count()
}
