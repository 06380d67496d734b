//! All parties that an undertaking may be directed towards, and what each of them looks like there.
//!
//! Features speak of places in the tree and in the item, never of a party's name.

use crate::commitment::who::Who;
use crate::commitment::who::clause::preposition;
use crate::commitment::who::dealings::Dealings;
use crate::commitment::who::in_play::{by_trigger, in_contact};
use crate::commitment::who::joint::place_named;
use crate::commitment::who::meant::named_by;
use crate::commitment::{Candidate, Kind, Named, Party};
use crate::judgement::Features;
use crate::news::Reference;
use crate::text::Relation;

/// Parties that are weighed at most.
const PARTIES_MAX: usize = 24;
/// Of those that the sentence does not name, so many of whom the item speaks most.
const ACTING_MAX: usize = 3;
/// Ranks among the item's parties that are told apart.
const RANKS: usize = 4;

/// Clauses whose mentions are not the act's own.
const APART: &[Relation] = &[
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::AclRelcl,
    Relation::Parataxis,
];

/// An undertaking with everybody towards whom it may be directed.
pub struct Stage<'c, 'd> {
    candidate: &'c Candidate<'d>,
    kind: Kind,
    who: &'c Who<'d>,
    contact: Vec<Party>,
    dealings: Dealings<'c, 'd>,
    /// The parties, each once: those of the sentence in its order, then others.
    pub parties: Vec<Named>,
}

/// Where a mention stands towards trigger and act.
struct Footing {
    /// The relation by which its branch hangs on trigger or act, with its preposition.
    branch: String,
    /// Its own relation, with its preposition.
    own: String,
    /// Steps between the two, to three; none when it hangs on neither.
    depth: Option<usize>,
    /// The lemma on which it hangs.
    governor: String,
    /// It stands in a clause of its own.
    apart: bool,
}

impl<'c, 'd> Stage<'c, 'd> {
    /// `who` is what the tree alone tells. Cost: the mentions of the item.
    pub fn of(candidate: &'c Candidate<'d>, kind: Kind, who: &'c Who<'d>) -> Self {
        let one = who.committer.first().map(|named| named.party);
        let mut stage = Self {
            candidate,
            kind,
            who,
            contact: in_contact(candidate, one),
            dealings: Dealings::of(candidate, &who.committer),
            parties: Vec::new(),
        };
        for reference in &candidate.sentence.references {
            for named in named_by(candidate, reference).named {
                stage.add(named);
            }
        }
        for &named in &who.addressee {
            stage.add(named);
        }
        for named in stage.places() {
            stage.add(named);
        }
        let acting = candidate.document.acting.iter().copied();
        let most = acting.take(ACTING_MAX).map(Party::Actor);
        let others: Vec<Party> = stage.contact.iter().copied().chain(most).collect();
        for named in by_trigger(candidate, others) {
            stage.add(named);
        }
        stage
    }

    /// Whose places stand with trigger or act: "will reopen the embassy in Lima".
    fn places(&self) -> Vec<Named> {
        let sentence = self.candidate.sentence;
        let mentions = sentence.mentions.iter();
        let places = mentions.filter(|mention| sentence.is_place(mention));
        let heads = places.map(|mention| sentence.token_at(mention.span.end.saturating_sub(1)));
        let near = heads.filter(|&head| self.footing(head).depth.is_some());
        near.filter_map(|head| place_named(sentence, head))
            .collect()
    }

    /// Where a place of a party stands that stands nearest to trigger or act.
    fn place_of(&self, party: Party) -> Option<Footing> {
        let sentence = self.candidate.sentence;
        let mentions = sentence.mentions.iter();
        let heads = mentions.map(|mention| sentence.token_at(mention.span.end.saturating_sub(1)));
        let own = heads
            .filter(|&head| place_named(sentence, head).is_some_and(|named| named.party == party));
        let footings = own.map(|head| self.footing(head));
        footings
            .filter(|footing| footing.depth.is_some())
            .min_by_key(|footing| (footing.apart, footing.depth))
    }

    fn add(&mut self, named: Named) {
        let document = self.candidate.document;
        let mut known = self.who.committer.iter().chain(&self.parties);
        let known = known.any(|known| known.party.is_same(named.party, document));
        if !known && self.parties.len() < PARTIES_MAX {
            self.parties.push(named);
        }
    }

    /// Fills the bag with all features of one of the parties.
    pub fn describe(&self, features: &mut Features, named: Named) {
        let kind = if self.kind == Kind::Agreement {
            "agreement"
        } else {
            "other"
        };
        let addressed = self
            .who
            .addressee
            .iter()
            .any(|known| known.party == named.party);
        let rule = if addressed { "addressed" } else { "not" };
        features.add("rule", rule);
        let mut pair = |name: &str, value: &str| {
            features.add(name, value);
            features.add_pair(("rule", rule), (name, value));
            features.add_pair(("kind", kind), (name, value));
        };
        pair("type", self.kind.name());
        pair("ground", self.who.ground.name());
        pair("bound", &self.who.committer.len().min(3).to_string());
        pair("addressed", &self.who.addressee.len().min(2).to_string());
        pair("parties", &self.parties.len().min(6).to_string());
        pair("party", self.nature(named.party));
        pair("rank", &self.rank(named.party));
        pair("contact", self.in_contact(named.party));
        pair("before", self.dealings.spoken_before(named.party));
        pair("latest", self.dealings.latest(named.party));
        pair("dealt-with", self.dealings.dealt_with(named.party));
        let together = self.dealings.together(named.party);
        pair("together", &together.min(4).to_string());
        let most = self
            .parties
            .iter()
            .map(|other| self.dealings.together(other.party))
            .max();
        let first = together > 0 && most == Some(together);
        pair("nearest", if first { "yes" } else { "no" });
        pair(
            "titled",
            if self.is_titled(named.party) {
                "yes"
            } else {
                "no"
            },
        );
        pair("committer", self.committer_nature());
        let act = self.candidate.sentence.lemma(self.candidate.act);
        let trigger = self.candidate.sentence.lemma(self.candidate.trigger);
        match self.mention(named.party) {
            None => match self.place_of(named.party) {
                None => {
                    pair("mention", "none");
                    pair("unnamed-act", act);
                    pair("unnamed-trigger", trigger);
                }
                Some(footing) => {
                    pair("mention", "place");
                    pair("place-own", &footing.own);
                    pair("place-branch", &footing.branch);
                    pair("place-governor", &footing.governor);
                    let branch = footing.branch.as_str();
                    features.add_pair(("place-branch", branch), ("act", act));
                }
            },
            Some(reference) => {
                let footing = self.footing(reference.head);
                pair("mention", reference.form.name());
                pair("own", &footing.own);
                pair("branch", &footing.branch);
                let depth = footing
                    .depth
                    .map_or("outside".to_owned(), |depth| depth.to_string());
                pair("depth", &depth);
                pair("order", self.order(reference));
                if footing.apart {
                    pair("apart", "yes");
                }
                if reference.located {
                    pair("located", "yes");
                }
                let branch = footing.branch.as_str();
                features.add_pair(("branch", branch), ("own", &footing.own));
                features.add_pair(("branch", branch), ("act", act));
                features.add_pair(("branch", branch), ("trigger", trigger));
                features.add_pair(
                    ("branch", branch),
                    ("located", if reference.located { "yes" } else { "no" }),
                );
                features.add_pair(("own", &footing.own), ("governor", &footing.governor));
            }
        }
    }

    fn nature(&self, party: Party) -> &'static str {
        match party {
            Party::Group(..) => "group",
            Party::Actor(actor) if self.candidate.document.principals.contains(&actor) => "state",
            Party::Actor(_) => "organisation",
        }
    }

    fn rank(&self, party: Party) -> String {
        let acting = self.candidate.document.acting.iter().copied();
        let mut others = acting.map(Party::Actor).filter(|&other| {
            let mut bound = self.who.committer.iter();
            other == party || bound.all(|known| known.party != other)
        });
        let rank = others.position(|other| other == party);
        rank.map_or("none".to_owned(), |rank| rank.min(RANKS).to_string())
    }

    fn is_titled(&self, party: Party) -> bool {
        let sentences = self.candidate.document.title.sentences.iter();
        let mut references = sentences.flat_map(|sentence| &sentence.references);
        references.any(|found| {
            party
                .actor()
                .is_some_and(|actor| found.parties.contains(&actor))
        })
    }

    fn committer_nature(&self) -> &'static str {
        let first = self.who.committer.first();
        first.map_or("none", |named| self.nature(named.party))
    }

    fn in_contact(&self, party: Party) -> &'static str {
        match self.contact.len() {
            0 => "none",
            2 if self.contact.contains(&party) => "of-two",
            _ if self.contact.contains(&party) => "of-many",
            _ => "other",
        }
    }

    /// The mention of a party that hangs closest on trigger or act.
    fn mention(&self, party: Party) -> Option<&'d Reference> {
        let references = self.candidate.sentence.references.iter();
        let means = |reference: &&Reference| match party {
            Party::Actor(actor) => reference.parties.contains(&actor),
            Party::Group(part, span) => {
                part == self.candidate.section.part && reference.span == span
            }
        };
        let mentions = references.filter(means);
        mentions.min_by_key(|reference| {
            let footing = self.footing(reference.head);
            (footing.depth.is_none(), footing.apart, footing.depth)
        })
    }

    fn footing(&self, head: usize) -> Footing {
        let sentence = self.candidate.sentence;
        let tops = [self.candidate.act, self.candidate.trigger];
        let label = |at: usize| {
            let relation = sentence.relation(at).map_or("none", Relation::name);
            format!("{relation}:{}", preposition(sentence, at))
        };
        let first = sentence.first_conjunct(head);
        let governor = sentence.head(head);
        let governor = governor.map_or("", |above| sentence.lemma(above));
        let mut footing = Footing {
            governor: governor.to_owned(),
            branch: "outside".to_owned(),
            own: label(first),
            depth: None,
            apart: false,
        };
        let mut below = first;
        for (depth, at) in sentence.tree.ancestors(first).enumerate() {
            if tops.contains(&at) {
                footing.branch = if depth == 0 {
                    "self".to_owned()
                } else {
                    label(below)
                };
                footing.depth = Some(depth.min(3));
                return footing;
            }
            footing.apart |= sentence.is_relation(at, APART);
            below = at;
        }
        footing.apart = false;
        footing
    }

    fn order(&self, reference: &Reference) -> &'static str {
        if reference.head < self.candidate.trigger.min(self.candidate.act) {
            "before"
        } else {
            "after"
        }
    }
}
