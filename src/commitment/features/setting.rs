//! Features of the item around a candidate, of its slots and of its words.

use crate::commitment::features::Describer;
use crate::news::{Document, Part, Sentence, most_often};
use crate::text::{Meanings, Relation};
use crate::world::ActorId;

/// Sentences of the text that count as its lead.
const LEAD_SENTENCES: usize = 3;

/// Adverbs and adjectives that weaken what is said.
const HEDGES: &[&str] = &[
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "potentially",
    "maybe",
    "reportedly",
    "apparently",
    "eventually",
    "principle",
    "tentatively",
    "presumably",
];

/// Words that put an event ahead.
const AHEAD: &[&str] = &[
    "upcoming",
    "forthcoming",
    "planned",
    "scheduled",
    "next",
    "coming",
    "expected",
    "proposed",
    "future",
    "pending",
    "imminent",
    "looming",
    "set",
    "due",
    "slated",
    "announced",
    "possible",
    "potential",
];

/// Words that put an event behind.
const BEHIND: &[&str] = &[
    "last",
    "recent",
    "previous",
    "past",
    "earlier",
    "former",
    "yesterday",
    "ago",
    "held",
    "first",
];

/// What the item says as a whole.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// How sure it is that the item covers a meeting, 0 to 1.
    pub meeting: f64,
    /// Actors named in the item, the most named first.
    pub actors: Vec<ActorId>,
    /// The share of sentences that name two actors, 0 to 1.
    pub density: f64,
    /// Actors named in the headline.
    pub in_title: Vec<ActorId>,
    /// The year of publication.
    pub year: Option<i16>,
    /// The point of the headline's words.
    pub headline: Vec<f32>,
}

impl Surroundings {
    /// Reads them off an item; `meeting` is how sure it is that it covers one. Cost: one look at each
    /// name and at each word of the headline.
    pub fn of(document: &Document, meeting: f64, meanings: &Meanings) -> Self {
        let mut headline = Vec::new();
        let title = document.title.sentences.iter();
        let lemmas = title.flat_map(|sentence| &sentence.lemmas);
        meanings.of(lemmas.map(String::as_str), &mut headline);
        let sections = document.sections().into_iter();
        let sentences = sections.flat_map(|section| &section.sentences);
        let named: Vec<Vec<ActorId>> = sentences.map(Sentence::actors).collect();
        let dense = named.iter().filter(|named| named.len() >= 2).count();
        Self {
            meeting,
            actors: most_often(named.iter().flatten().copied()),
            density: dense as f64 / named.len().max(1) as f64,
            in_title: document
                .title
                .sentences
                .iter()
                .flat_map(Sentence::actors)
                .collect(),
            year: document.published_on.map(|date| date.year()),
            headline,
        }
    }
}

impl Describer<'_, '_> {
    pub(super) fn slots(&mut self, class: &str) {
        let draft = self.draft;
        let addressed = draft.who.addressee.len().min(2).to_string();
        self.features.add("addressees", &addressed);
        self.pair(class, "addressees", &addressed);
        let due = match &draft.due {
            None => "none",
            Some(due) if due.granularity.is_none() => "words",
            Some(_) => "dated",
        };
        self.features.add("due", due);
        self.pair(class, "due", due);
        if draft.condition.is_some() {
            self.features.flag("condition");
            self.pair(class, "condition", "yes");
        }
    }

    pub(super) fn place(&mut self, class: &str, surroundings: &Surroundings) {
        let candidate = &self.draft.proposal.candidate;
        let place = match (candidate.section.part, candidate.number) {
            (Part::Title, _) => "title",
            (Part::Body, number) if number < LEAD_SENTENCES => "lead",
            (Part::Body, _) => "later",
        };
        self.features.add("place", place);
        self.pair(class, "place", place);
        self.features.value("meeting-score", surroundings.meeting);
        let meeting = if surroundings.meeting >= 0.5 {
            "yes"
        } else {
            "no"
        };
        self.pair(class, "meeting-item", meeting);
        self.salience(class, surroundings);
    }

    /// What stands among the words of the undertaking.
    pub(super) fn words(&mut self, class: &str) {
        let sentence = self.sentence;
        let evidence = self.draft.evidence;
        let (from, to) = (
            sentence.token_at(evidence.start),
            sentence.token_at(evidence.end),
        );
        let size = match to.saturating_sub(from) {
            0..=4 => "tiny",
            5..=9 => "short",
            10..=24 => "middle",
            _ => "long",
        };
        self.features.add("size", size);
        self.pair(class, "size", size);
        let any = |list: &[&str]| (from..=to).any(|at| list.contains(&sentence.word(at)));
        for (name, list) in [("hedge", HEDGES), ("ahead", AHEAD), ("behind", BEHIND)] {
            if any(list) {
                self.features.flag(name);
                self.pair(class, name, "yes");
            }
        }
        let act = self.draft.proposal.candidate.act;
        for child in sentence.children_in(act, &[Relation::Amod, Relation::Det, Relation::NmodPoss])
        {
            let word = sentence.lemma(child);
            self.pair(class, "modifier", word);
        }
        let other = self.draft.others_inside;
        let other = other.min(2).to_string();
        self.features.add("others", &other);
        let act_class = self.act_class.clone();
        self.features
            .add_pair(("act-class", &act_class), ("others", &other));
        self.pair(class, "others", &other);
    }
}
