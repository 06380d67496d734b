//! Contacts: words that tell of one, with those who take part by the tree.

use crate::meeting::clause::{Anchor, AnchorKind, Attachment, anchors, attach, carrier, node};
use crate::meeting::lexicon::{Kind, Lexicon};
use crate::meeting::site::Site;
use crate::news::{Form, Section, Sentence};
use crate::text::{Relation, Span, Upos};
use crate::world::ActorId;

/// A word of contact and who takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// The line in which it stands, of the outline's.
    pub line: usize,
    pub token: usize,
    pub span: Span,
    pub kind: Kind,
    /// Itself or the verb that carries it.
    pub verb: Option<usize>,
    pub anchors: Vec<Anchor>,
    /// References of its sentence with what they are to it.
    pub roles: Vec<(usize, Role)>,
    /// Those of the roles that take part, each once, in the order of the text.
    pub parties: Vec<ActorId>,
    /// People among them, as indices into the document's.
    pub people: Vec<usize>,
    /// Groups without a code, as references of its sentence.
    pub groups: Vec<usize>,
    /// Inside quotation marks.
    pub quoted: bool,
}

/// What somebody is to a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who meets, visits, holds the talks.
    Subject,
    /// Who is met, visited, received.
    Object,
    /// "with", "between", "among".
    With,
    /// "to Peru", "of Peru", "Peru's", "Peruvian".
    Of,
    /// "in Peru": where.
    Host,
    /// "on Peru": what it is about.
    Topic,
    /// Anything else that hangs on it.
    Other,
}

impl Role {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::With => "with",
            Self::Of => "of",
            Self::Host => "host",
            Self::Topic => "topic",
            Self::Other => "other",
        }
    }

    /// Whether who has it takes part.
    pub const fn takes_part(self) -> bool {
        matches!(self, Self::Subject | Self::Object | Self::With | Self::Of)
    }
}

/// The contacts of a sentence in order.
pub fn contacts(
    lexicon: &Lexicon,
    section: &Section,
    sentence: &Sentence,
    line: usize,
    people_party: &dyn Fn(usize) -> Option<ActorId>,
) -> Vec<Contact> {
    let kind_at = |at: usize| kind_at(lexicon, sentence, at);
    let tokens = 0..sentence.tokens.len();
    let found = tokens.filter_map(|token| {
        let kind = kind_at(token)?;
        let own = node(sentence, token)?;
        let is_noun = own.tag.upos != Upos::Verb;
        let verb = if is_noun && own.tag.upos != Upos::Adj {
            carrier(sentence, token)
        } else {
            Some(token)
        };
        let anchors = anchors(sentence, lexicon, token, verb);
        let is_contact = |at: usize| at != token && kind_at(at).is_some();
        let mut contact = Contact {
            line,
            token,
            span: own.span,
            kind,
            verb,
            anchors,
            roles: Vec::new(),
            parties: Vec::new(),
            people: Vec::new(),
            groups: Vec::new(),
            quoted: section.quote_at(own.span.start).is_some(),
        };
        contact.fill(sentence, &is_contact, people_party);
        Some(contact)
    });
    found.collect()
}

/// The kind of contact that a token names; none for the many calls and conferences that are none.
fn kind_at(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<Kind> {
    let own = node(sentence, at)?;
    let mediated = || is_mediated(sentence.word(at)).then_some(Kind::Mediation);
    let kind = word_kind(lexicon, sentence, at).or_else(mediated)?;
    let compound = sentence
        .tree
        .child(at, Relation::Compound)
        .map_or("", |compound| sentence.word(compound));
    if matches!(compound, "press" | "news" | "conference") {
        return None;
    }
    if kind == Kind::Conference && matches!(compound, "video" | "phone" | "telephone") {
        return Some(Kind::Call);
    }
    if kind == Kind::Accord && is_to_meet(lexicon, sentence, at) {
        return None;
    }
    if kind == Kind::Call && !is_call(sentence, at) {
        return None;
    }
    let is_modifier = matches!(own.relation, Relation::Compound | Relation::Flat);
    // "Summit meeting" is one contact, told by its last word.
    let above = own.head.filter(|_| is_modifier);
    let merged = above.is_some_and(|head| word_kind(lexicon, sentence, head) == Some(kind));
    (!merged).then_some(kind)
}

/// The kind of contact that the word at a token can name.
fn word_kind(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<Kind> {
    lexicon.contact(sentence.word(at), node(sentence, at)?.tag)
}

/// "UN-brokered" talks.
fn is_mediated(word: &str) -> bool {
    let (_, last) = word.rsplit_once('-').unwrap_or_default();
    matches!(last, "brokered" | "mediated")
}

/// "Agreed to meet", "agreed a new round of talks": the meeting is the contact.
fn is_to_meet(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> bool {
    let is_contact = |at: usize| {
        let kind = word_kind(lexicon, sentence, at);
        kind.is_some_and(|kind| kind != Kind::Accord)
    };
    let child = |relation| sentence.tree.child(at, relation);
    let is_round = |object: usize| {
        let of = sentence.tree.child(object, Relation::Nmod);
        is_contact(object) || of.is_some_and(is_contact)
    };
    child(Relation::Xcomp).is_some_and(is_contact) || child(Relation::Obj).is_some_and(is_round)
}

/// Whether a call or a conversation is with somebody: not a call for something, nor a speech.
fn is_call(sentence: &Sentence, at: usize) -> bool {
    if sentence.word(at).contains("phone") || sentence.word(at).contains("conference") {
        return true;
    }
    let by_wire = |child: usize| {
        let word = sentence.word(child);
        matches!(word, "phone" | "telephone" | "video" | "conference")
    };
    let is_with = |child: usize| {
        let before = sentence.preposition(child);
        matches!(before, "with" | "between")
            || (before == "to" && node(sentence, at).is_some_and(|own| own.tag.upos == Upos::Verb))
    };
    sentence
        .tree
        .children(at)
        .any(|child| by_wire(child) || is_with(child))
}

impl Contact {
    fn fill(
        &mut self,
        sentence: &Sentence,
        is_contact: &dyn Fn(usize) -> bool,
        people_party: &dyn Fn(usize) -> Option<ActorId>,
    ) {
        for (number, reference) in sentence.references.iter().enumerate() {
            let Some(attached) = attach(sentence, &self.anchors, reference.head, is_contact)
                .or_else(|| self.inside(sentence, reference.span))
            else {
                continue;
            };
            let mut role = self.role(attached);
            if reference.located && role.takes_part() {
                role = Role::Host;
            }
            self.roles.push((number, role));
            let is_host = role == Role::Host && self.has_host();
            if !role.takes_part() && !is_host {
                continue;
            }
            if let Some(person) = reference.person.filter(|one| !self.people.contains(one)) {
                self.people.push(person);
            }
            if reference.form == Form::Group {
                self.groups.push(number);
            }
            let of_person = reference.person.and_then(people_party);
            for party in reference.parties.iter().copied().chain(of_person) {
                if !self.parties.contains(&party) {
                    self.parties.push(party);
                }
            }
        }
    }

    /// Adds the states of the cities that a visit leads to.
    pub fn add_hosts(&mut self, sentence: &Sentence, sites: &[Site]) {
        if !self.has_host() {
            return;
        }
        for site in sites {
            let attached = attach(sentence, &self.anchors, site.token, &|_| false);
            let is_goal = attached.is_some_and(|attached| {
                matches!(attached.preposition, "to" | "in" | "at" | "into" | "for")
                    || attached.relation == Relation::Obj
            });
            let state = site.state.filter(|state| !self.parties.contains(state));
            if let Some(state) = state.filter(|_| is_goal) {
                self.parties.push(state);
            }
        }
    }

    /// Whether where it is says who takes part.
    fn has_host(&self) -> bool {
        self.kind == Kind::Visit
    }

    /// "The visiting minister": the reference covers the contact itself.
    fn inside(&self, sentence: &Sentence, span: Span) -> Option<Attachment<'static>> {
        let own = node(sentence, self.token)?.span;
        (span.start <= own.start && own.end <= span.end).then_some(Attachment {
            anchor: AnchorKind::Described,
            relation: Relation::Nsubj,
            preposition: "",
        })
    }

    fn role(&self, attached: Attachment) -> Role {
        let preposition = attached.preposition;
        let by_preposition = || match preposition {
            "with" | "between" | "among" | "alongside" => Role::With,
            "to" | "of" | "from" | "by" | "for" | "" => Role::Of,
            "in" | "at" | "into" | "near" => Role::Host,
            _ => Role::Topic,
        };
        match attached.anchor {
            AnchorKind::Described => Role::Subject,
            AnchorKind::Holder | AnchorKind::Teller => match attached.relation {
                Relation::Nsubj | Relation::NsubjPass => Role::Subject,
                _ if attached.anchor == AnchorKind::Teller && preposition == "with" => Role::With,
                _ => Role::Other,
            },
            AnchorKind::Participle => match attached.relation {
                Relation::Nsubj | Relation::OblAgent => Role::Subject,
                Relation::Obl => by_preposition(),
                _ => Role::Other,
            },
            AnchorKind::Controller => match attached.relation {
                Relation::Obj => Role::Subject,
                Relation::Nsubj => Role::Other,
                _ => Role::Other,
            },
            AnchorKind::Contact | AnchorKind::Carrier => match attached.relation {
                Relation::Nsubj | Relation::NsubjOuter | Relation::OblAgent => Role::Subject,
                Relation::NsubjPass | Relation::Obj | Relation::Iobj => self.object(),
                Relation::NmodPoss | Relation::Compound | Relation::Amod => Role::Of,
                Relation::Obl | Relation::Nmod => by_preposition(),
                _ => Role::Other,
            },
        }
    }

    /// What one discusses is its topic; whom one meets takes part.
    fn object(&self) -> Role {
        match self.kind {
            Kind::Talks | Kind::Session => Role::Topic,
            _ => Role::Object,
        }
    }

    /// Whether two or more of different sides take part.
    pub fn is_international(&self) -> bool {
        self.sides() >= 2
    }

    /// Parties and groups that take part.
    pub fn sides(&self) -> usize {
        self.parties.len() + self.groups.len()
    }
}
