//! Whether a name stands for who acts or for where something is, by tree and prepositions.

use crate::news::section::Sentence;
use crate::text::Relation;
use crate::world::{ActorId, Mention, NameKind};

/// Prepositions of rest.
const IN: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "into",
    "via",
    "through",
    "across",
    "within",
    "throughout",
];
/// Prepositions that lead to a place or to somebody, by what they hang on.
const TO: &[&str] = &["to", "from", "for", "towards", "toward", "of"];
/// Words of motion: what hangs on them with "to" or "from" is a place.
const MOTION: &[&str] = &[
    "arrive",
    "arrival",
    "bring",
    "come",
    "depart",
    "departure",
    "drive",
    "flight",
    "fly",
    "go",
    "head",
    "invite",
    "journey",
    "leave",
    "move",
    "recall",
    "return",
    "stopover",
    "summon",
    "tour",
    "travel",
    "trip",
    "visit",
];
/// Words whose direct object is a place.
const VISITING: &[&str] = &["visit", "leave", "reach", "tour", "enter", "bomb", "shell"];
/// Nouns behind a city that is where they are ("the Lima talks").
const EVENTS: &[&str] = &[
    "accord",
    "agreement",
    "airport",
    "area",
    "communique",
    "conference",
    "declaration",
    "hotel",
    "meeting",
    "negotiation",
    "neighborhood",
    "neighbourhood",
    "office",
    "process",
    "residence",
    "round",
    "session",
    "stop",
    "suburb",
    "summit",
    "talk",
    "trip",
    "visit",
];
/// Coordinated names that are climbed over at most.
const CLIMB_MAX: usize = 12;

impl Sentence {
    /// Whether a city is named as a place ("in Vienna", "a visit to Lima", "the Geneva talks", or in a
    /// dateline: "VIENNA — …"), not as a government.
    pub fn is_place(&self, mention: &Mention) -> bool {
        if mention.kind == NameKind::Place {
            return true;
        }
        if mention.country.is_none() {
            return false;
        }
        let first = self.token_at(mention.span.start);
        let next = self.token_at(mention.span.end);
        let before = self.word_before(first);
        let dateline = first == 0 && matches!(self.word(next), "-" | "–" | "—" | "--" | "(" | ":");
        let dated = first == 0 && self.word(next) == "," && self.is_date(next + 1);
        let with_state = self.word(next) == "," && self.is_state_of(next + 1, mention);
        let last = next.max(first + 1) - 1;
        dateline || dated || with_state || IN.contains(&before) || self.hangs_as_place(last)
    }

    /// Whether the word at a token hangs on others as a place does: "in", "a trip to", "visited", "the ... talks".
    pub fn hangs_as_place(&self, at: usize) -> bool {
        let at = self.coordinated(at);
        let Some(node) = self.tree.nodes().get(at) else {
            return false;
        };
        let lemma = node.head.map_or("", |head| self.lemma(head));
        let preposition = self.preposition(at);
        match node.relation {
            Relation::Compound | Relation::Nmod | Relation::NmodDesc if preposition.is_empty() => {
                EVENTS.contains(&lemma)
            }
            Relation::Obj => VISITING.contains(&lemma),
            _ => {
                IN.contains(&preposition) || (TO.contains(&preposition) && MOTION.contains(&lemma))
            }
        }
    }

    /// Whether the name that ends at token `head` says where something is.
    pub fn is_located(&self, head: usize) -> bool {
        IN.contains(&self.preposition(self.coordinated(head)))
    }

    /// Whether a mention says where something is, be it of a city or a state.
    pub fn is_where(&self, mention: &Mention) -> bool {
        let last = self.token_at(mention.span.end).max(1) - 1;
        self.is_place(mention) || self.is_located(last)
    }

    /// Whether the words that end at token `head` are a subject, alone or in a coordination.
    pub fn is_subject(&self, head: usize) -> bool {
        let mut at = head;
        for _ in 0..CLIMB_MAX {
            let Some(node) = self.tree.nodes().get(at) else {
                return false;
            };
            match (node.relation, node.head) {
                (
                    Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Csubj,
                    _,
                ) => return true,
                (
                    Relation::Conj
                    | Relation::Flat
                    | Relation::Compound
                    | Relation::Appos
                    | Relation::NmodDesc,
                    Some(head),
                ) => at = head,
                _ => return false,
            }
        }
        false
    }

    /// The first member of a coordination, or the head of a name of several words.
    fn coordinated(&self, mut at: usize) -> usize {
        for _ in 0..CLIMB_MAX {
            match self
                .tree
                .nodes()
                .get(at)
                .map(|node| (node.relation, node.head))
            {
                Some((Relation::Conj | Relation::Flat, Some(head))) => at = head,
                _ => break,
            }
        }
        at
    }

    /// The preposition or genitive mark of a word; empty without one.
    pub fn preposition(&self, at: usize) -> &str {
        let case = self.tree.child(at, Relation::Case);
        case.map_or("", |case| self.word(case))
    }

    /// A month or a number, as in "LIMA, March 3".
    fn is_date(&self, at: usize) -> bool {
        const MONTHS: &[&str] = &[
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        let word = self.word(at);
        word.starts_with(|letter: char| letter.is_ascii_digit())
            || MONTHS.iter().any(|month| word.starts_with(month))
    }

    /// "Lima, Peru".
    fn is_state_of(&self, at: usize, city: &Mention) -> bool {
        let token = self.tokens.get(at);
        token
            .and_then(|token| self.mention_at(token.span.start))
            .is_some_and(|state| state.kind == NameKind::Name && state.actor == city.actor)
    }
}

/// The actor whose adjective or genitive ends before token `at`, and where it starts.
pub fn actor_before(sentence: &Sentence, at: usize) -> Option<(ActorId, usize)> {
    let genitive = at > 0 && matches!(sentence.word(at - 1), "'s" | "’s" | "'" | "’");
    let last = at.checked_sub(1 + usize::from(genitive))?;
    let end = sentence.tokens.get(last)?.span.end;
    let mention = sentence
        .mentions
        .iter()
        .find(|mention| mention.span.end == end)?;
    Some((mention.actor?, sentence.token_at(mention.span.start)))
}
