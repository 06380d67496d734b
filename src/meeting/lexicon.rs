//! The words of contact and what stands around them, from a data file.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::text::{Tag, Upos};
use crate::world::{DataError, parse};

/// The words that the reading of meetings looks for. Built once; looking changes nothing in it.
pub struct Lexicon {
    nouns: HashMap<String, Kind>,
    verbs: HashMap<String, Kind>,
    light: Vec<String>,
    /// With whether only the verb says so, or only another word.
    stages: HashMap<String, Vec<(Stage, Option<bool>)>>,
    home: HashMap<String, Home>,
    sitting: Vec<String>,
    contact_words: Vec<String>,
}

/// What kind of contact a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "met", "a meeting".
    Meet,
    /// "hosted", "invited".
    Host,
    /// "talks", "discussed".
    Talks,
    /// "phoned", "a call".
    Call,
    /// "visited", "arrived", "a trip".
    Visit,
    /// "a summit".
    Summit,
    /// "a conference", "a forum".
    Conference,
    /// "a session", "the council", "voted".
    Session,
    /// "mediated", "the mediator".
    Mediation,
    /// "a readout".
    Readout,
    /// "signed", "a deal".
    Accord,
}

/// What a word around a contact says of how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// "scheduled", "upcoming".
    Planned,
    /// "offered", "possible".
    Proposed,
    /// "delayed".
    Postponed,
    /// "called off", "refused".
    Cancelled,
    /// "opened", "under way".
    Begun,
    /// "concluded", "after".
    Ended,
}

/// What else than contact between actors a word speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Home {
    /// Of parliaments.
    Legislature,
    /// Of parties and elections.
    Parties,
    /// Of courts.
    Justice,
    /// Of violence.
    Force,
    /// Of companies.
    Business,
    /// Of sport.
    Sport,
    /// Of the arts.
    Culture,
    /// Of health.
    Health,
    /// Of the press itself.
    Press,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    contact: Vec<ContactWords>,
    carriers: Carriers,
    stages: BTreeMap<Stage, Vec<StageWord>>,
    home: BTreeMap<Home, Vec<String>>,
    bodies: Bodies,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContactWords {
    kind: Kind,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Carriers {
    light: Vec<String>,
}

/// A lemma, with "/verb" only as a verb, with "/other" only as another word.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct StageWord {
    lemma: String,
    of_verb: Option<bool>,
}

impl TryFrom<String> for StageWord {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        let (lemma, of_verb) = match word.split_once('/') {
            None => (word.as_str(), None),
            Some((lemma, "verb")) => (lemma, Some(true)),
            Some((lemma, "other")) => (lemma, Some(false)),
            Some(_) => return Err(format!("`{word}` ends neither with /verb nor with /other")),
        };
        Ok(Self {
            lemma: lemma.to_owned(),
            of_verb,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    sitting: Vec<String>,
}

impl Lexicon {
    /// Reads the data file. Refused with its place: bad TOML, an unknown key, kind or stage.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let file: File = parse(file, text)?;
        let mut lexicon = Self {
            nouns: HashMap::new(),
            verbs: HashMap::new(),
            light: file.carriers.light,
            stages: HashMap::new(),
            home: HashMap::new(),
            sitting: file.bodies.sitting,
            contact_words: Vec::new(),
        };
        for group in file.contact {
            let kind = group.kind;
            lexicon.contact_words.extend(group.nouns.iter().cloned());
            lexicon.contact_words.extend(group.verbs.iter().cloned());
            let with_kind = |word| (word, kind);
            lexicon.nouns.extend(group.nouns.into_iter().map(with_kind));
            lexicon.verbs.extend(group.verbs.into_iter().map(with_kind));
        }
        for (stage, lemmas) in file.stages {
            for lemma in lemmas {
                let told = lexicon.stages.entry(lemma.lemma).or_default();
                told.push((stage, lemma.of_verb));
            }
        }
        for (home, words) in file.home {
            lexicon
                .home
                .extend(words.into_iter().map(|word| (word, home)));
        }
        lexicon.contact_words.sort_unstable();
        lexicon.contact_words.dedup();
        Ok(lexicon)
    }

    /// The words of contact, lower case: an item with none of them covers no meeting.
    pub fn contact_words(&self) -> &[String] {
        &self.contact_words
    }

    /// The kind of contact that a word in lower case names, tagged as it is here.
    pub fn contact(&self, word: &str, tag: Tag) -> Option<Kind> {
        match tag.upos {
            Upos::Noun | Upos::Propn => self.nouns.get(word),
            Upos::Verb => self.verbs.get(word),
            // Gerunds and participles before a noun, for all that the tagger is not sure of.
            Upos::Adj => self.verbs.get(word).filter(|_| word.ends_with("ing")),
            _ => None,
        }
        .copied()
    }

    /// Whether the subject of this verb takes part in what it carries.
    pub fn is_light(&self, lemma: &str) -> bool {
        self.light.iter().any(|light| light == lemma)
    }

    /// The stages that a lemma speaks of, as a verb or as another word.
    pub fn stages(&self, lemma: &str, as_verb: bool) -> impl Iterator<Item = Stage> + '_ {
        let told = self.stages.get(lemma).into_iter().flatten();
        let told = told.filter(move |(_, of_verb)| of_verb.is_none_or(|is| is == as_verb));
        told.map(|(stage, _)| *stage)
    }

    /// Whether a verb speaks of a stage.
    pub fn is_stage(&self, lemma: &str) -> bool {
        self.stages(lemma, true).next().is_some()
    }

    /// What else a word in lower case speaks of.
    pub fn home(&self, word: &str) -> Option<Home> {
        self.home.get(word).copied()
    }

    /// Whether a word in lower case is or ends the name of a body that sits.
    pub fn sits(&self, word: &str) -> bool {
        self.sitting.iter().any(|body| body == word)
    }
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Meet,
        Self::Host,
        Self::Talks,
        Self::Call,
        Self::Visit,
        Self::Summit,
        Self::Conference,
        Self::Session,
        Self::Mediation,
        Self::Readout,
        Self::Accord,
    ];

    /// What a word of this kind adds to how likely a contact is the item's subject, beside others.
    pub const fn weight(self) -> f64 {
        match self {
            Self::Meet | Self::Talks | Self::Visit | Self::Summit => 0.8,
            Self::Mediation | Self::Readout => 0.5,
            Self::Call => 0.3,
            Self::Host | Self::Conference => -0.3,
            Self::Session | Self::Accord => -0.8,
        }
    }

    /// Whether its words mostly mean contact between actors when an actor takes part.
    pub const fn is_strong(self) -> bool {
        self.weight() >= 0.5
    }

    /// The name in features and in the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meet => "meet",
            Self::Host => "host",
            Self::Talks => "talks",
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Summit => "summit",
            Self::Conference => "conference",
            Self::Session => "session",
            Self::Mediation => "mediation",
            Self::Readout => "readout",
            Self::Accord => "accord",
        }
    }
}

impl Stage {
    /// The name in features and in the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Proposed => "proposed",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Begun => "begun",
            Self::Ended => "ended",
        }
    }
}

impl Home {
    /// The name in features and in the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Legislature => "legislature",
            Self::Parties => "parties",
            Self::Justice => "justice",
            Self::Force => "force",
            Self::Business => "business",
            Self::Sport => "sport",
            Self::Culture => "culture",
            Self::Health => "health",
            Self::Press => "press",
        }
    }
}
