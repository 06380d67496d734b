//! Parts of speech and the features of form that rules ask for.

/// A part of speech (UPOS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Adposition.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Numeral.
    Num,
    /// Particle.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Full verb.
    Verb,
    /// Whatever has no class.
    X,
}

impl Upos {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The name in treebanks, for example `PROPN`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }
}

/// Mood of a finite verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mood {
    /// Indicative.
    Ind,
    /// Imperative.
    Imp,
    /// Subjunctive.
    Sub,
}

impl Mood {
    const NAMES: &'static [(&'static str, Self)] =
        &[("Ind", Self::Ind), ("Imp", Self::Imp), ("Sub", Self::Sub)];
}

/// Number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// Singular.
    Sing,
    /// Plural.
    Plur,
    /// Plural in form only ("scissors").
    Ptan,
}

impl Number {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("Sing", Self::Sing),
        ("Plur", Self::Plur),
        ("Ptan", Self::Ptan),
    ];
}

/// Tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// Past.
    Past,
    /// Present.
    Pres,
}

impl Tense {
    const NAMES: &'static [(&'static str, Self)] = &[("Past", Self::Past), ("Pres", Self::Pres)];
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbForm {
    /// Finite.
    Fin,
    /// Gerund.
    Ger,
    /// Infinitive.
    Inf,
    /// Participle.
    Part,
}

impl VerbForm {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("Fin", Self::Fin),
        ("Ger", Self::Ger),
        ("Inf", Self::Inf),
        ("Part", Self::Part),
    ];
}

/// Voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Passive.
    Pass,
}

impl Voice {
    const NAMES: &'static [(&'static str, Self)] = &[("Pass", Self::Pass)];
}

/// Part of speech and features of one word; a feature that does not apply is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Part of speech.
    pub upos: Upos,
    /// Mood, of finite verbs.
    pub mood: Option<Mood>,
    /// Number, of nominals and finite verbs.
    pub number: Option<Number>,
    /// Tense, of finite verbs and participles.
    pub tense: Option<Tense>,
    /// Form, of verbs and auxiliaries.
    pub verb_form: Option<VerbForm>,
    /// Passive or nothing, of participles.
    pub voice: Option<Voice>,
}

impl Tag {
    /// A part of speech without features.
    pub const fn bare(upos: Upos) -> Self {
        Self {
            upos,
            mood: None,
            number: None,
            tense: None,
            verb_form: None,
            voice: None,
        }
    }

    /// A verb that heads a clause, in the indicative.
    pub const fn finite(tense: Tense) -> Self {
        Self {
            mood: Some(Mood::Ind),
            tense: Some(tense),
            verb_form: Some(VerbForm::Fin),
            ..Self::bare(Upos::Verb)
        }
    }

    /// Reads the UPOS and FEATS columns of CoNLL-U; features that are not kept are passed over.
    /// `None` when the part of speech is unknown.
    pub fn of_columns(upos: &str, features: &str) -> Option<Self> {
        let upos = Upos::ALL.into_iter().find(|known| known.name() == upos)?;
        let value = |name: &str| {
            features
                .split('|')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                .map_or("", |(_, value)| value)
        };
        Some(Self {
            upos,
            mood: lookup(Mood::NAMES, value("Mood")),
            number: lookup(Number::NAMES, value("Number")),
            tense: lookup(Tense::NAMES, value("Tense")),
            verb_form: lookup(VerbForm::NAMES, value("VerbForm")),
            voice: lookup(Voice::NAMES, value("Voice")),
        })
    }

    /// The FEATS column of CoNLL-U, `_` when empty.
    pub fn features(&self) -> String {
        let pairs = [
            ("Mood", name_of(Mood::NAMES, self.mood)),
            ("Number", name_of(Number::NAMES, self.number)),
            ("Tense", name_of(Tense::NAMES, self.tense)),
            ("VerbForm", name_of(VerbForm::NAMES, self.verb_form)),
            ("Voice", name_of(Voice::NAMES, self.voice)),
        ];
        let pairs: Vec<String> = pairs
            .into_iter()
            .filter_map(|(key, value)| value.map(|value| format!("{key}={value}")))
            .collect();
        if pairs.is_empty() {
            "_".to_owned()
        } else {
            pairs.join("|")
        }
    }
}

fn lookup<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names
        .iter()
        .find(|(known, _)| *known == name)
        .map(|&(_, value)| value)
}

fn name_of<T: Copy + PartialEq>(
    names: &[(&'static str, T)],
    value: Option<T>,
) -> Option<&'static str> {
    names
        .iter()
        .find(|(_, known)| Some(*known) == value)
        .map(|&(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lead_back() {
        for (upos, features) in [
            ("VERB", "Tense=Past|VerbForm=Part|Voice=Pass"),
            ("AUX", "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"),
            ("NOUN", "Number=Plur"),
            ("PUNCT", "_"),
        ] {
            let tag = Tag::of_columns(upos, features).unwrap();
            assert_eq!((tag.upos.name(), tag.features().as_str()), (upos, features));
        }
    }

    #[test]
    fn other_features_are_passed_over() {
        let tag = Tag::of_columns("PRON", "Case=Nom|Number=Sing|Person=1").unwrap();
        assert_eq!(tag.features(), "Number=Sing");
        assert_eq!(Tag::of_columns("VRB", "_"), None);
    }
}
