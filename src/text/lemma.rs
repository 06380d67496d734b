//! Lemmas: a table learnt from treebanks where the rules err, irregular forms, and rules.
//!
//! A rule that must choose ("pledged": pledge or pledg?) takes what is a known word.

use super::irregular::{noun_singular, verb_base};
use super::lexicon::Vocabulary;
use super::tag::{Number, Tag, Tense, Upos, VerbForm};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Parts the form from the part of speech in a key.
const SEPARATOR: char = '\u{1f}';

/// The table of what the rules do not give.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    keys: Vocabulary,
    lemmas: Vec<String>,
}

impl Lemmas {
    /// From keys as [`Lemmas::key`] makes them, and their lemmas.
    pub fn of_entries(entries: Vec<(String, String)>) -> Self {
        let keys = Vocabulary::of_words(entries.iter().map(|(key, _)| key.as_str()));
        Self {
            keys,
            lemmas: entries.into_iter().map(|(_, lemma)| lemma).collect(),
        }
    }

    /// Under what a word of this part of speech is kept.
    pub fn key(form: &str, upos: Upos) -> String {
        format!("{}{SEPARATOR}{}", plain(form).to_lowercase(), upos.name())
    }

    /// The lemma; `known` tells which words there are. Names keep their case, all else is lower case.
    pub fn lemma<'w>(&self, form: &'w str, tag: Tag, known: impl Fn(&str) -> bool) -> Cow<'w, str> {
        match self
            .keys
            .index(&Self::key(form, tag.upos))
            .and_then(|index| self.lemmas.get(index))
        {
            Some(lemma) => Cow::Owned(lemma.clone()),
            None => by_rule(form, tag, &known),
        }
    }
}

/// The exceptions that a table must hold so that most of these (form, tag, lemma) come out right.
pub fn exceptions<'g>(
    gold: impl Iterator<Item = (&'g str, Tag, &'g str)>,
    known: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    // Per key: how often the rule was right, and every lemma's count.
    let mut seen: BTreeMap<String, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for (form, tag, lemma) in gold {
        let (right, lemmas) = seen.entry(Lemmas::key(form, tag.upos)).or_default();
        *right += usize::from(by_rule(form, tag, &known) == lemma);
        *lemmas.entry(lemma).or_default() += 1;
    }
    let better = |(key, (right, lemmas)): (String, (usize, BTreeMap<&str, usize>))| {
        let (lemma, count) = lemmas.into_iter().max_by_key(|&(_, count)| count)?;
        (count > right).then(|| (key, lemma.to_owned()))
    };
    seen.into_iter().filter_map(better).collect()
}

/// Typographic apostrophes made plain.
fn plain(form: &str) -> Cow<'_, str> {
    if form.contains('’') {
        Cow::Owned(form.replace('’', "'"))
    } else {
        Cow::Borrowed(form)
    }
}

/// The lemma without the table.
fn by_rule<'w>(form: &'w str, tag: Tag, known: &impl Fn(&str) -> bool) -> Cow<'w, str> {
    match tag.upos {
        Upos::Propn if tag.number == Some(Number::Plur) => form
            .strip_suffix('s')
            .map_or(Cow::Borrowed(form), Cow::Borrowed),
        Upos::Propn | Upos::Punct | Upos::Sym | Upos::Num | Upos::X => Cow::Borrowed(form),
        Upos::Noun if tag.number == Some(Number::Plur) => {
            Cow::Owned(singular(&form.to_lowercase(), known))
        }
        Upos::Verb | Upos::Aux => Cow::Owned(base(&form.to_lowercase(), tag, known)),
        _ if form.chars().any(char::is_uppercase) => Cow::Owned(form.to_lowercase()),
        _ => Cow::Borrowed(form),
    }
}

fn singular(form: &str, known: &impl Fn(&str) -> bool) -> String {
    if let Some(singular) = noun_singular(form) {
        return singular.to_owned();
    }
    for (plural, singular) in [("women", "woman"), ("men", "man")] {
        if let Some(stem) = form.strip_suffix(plural).filter(|stem| stem.len() > 2) {
            return format!("{stem}{singular}");
        }
    }
    without_s(form, known)
}

/// Takes the s of a plural or of the third person away.
fn without_s(form: &str, known: &impl Fn(&str) -> bool) -> String {
    let Some(stem) = form.strip_suffix('s').filter(|stem| !stem.ends_with('s')) else {
        return form.to_owned();
    };
    if let Some(stem) = stem.strip_suffix("ie").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let Some(shorter) = stem.strip_suffix('e') else {
        return stem.to_owned();
    };
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| shorter.ends_with(end));
    let vowel = shorter.ends_with('o');
    let e_is_added = if known(stem) != known(shorter) {
        known(shorter)
    } else {
        hisses && !shorter.ends_with('s')
    };
    if (hisses || vowel) && e_is_added || shorter.ends_with("ss") {
        shorter.to_owned()
    } else {
        stem.to_owned()
    }
}

fn base(form: &str, tag: Tag, known: &impl Fn(&str) -> bool) -> String {
    let past = tag.tense == Some(Tense::Past);
    let progressive = tag.verb_form == Some(VerbForm::Ger)
        || (tag.verb_form == Some(VerbForm::Part) && tag.tense == Some(Tense::Pres));
    let third = tag.verb_form == Some(VerbForm::Fin) && tag.tense == Some(Tense::Pres);
    match form {
        "am" | "is" | "are" | "was" | "were" | "been" | "being" => return "be".to_owned(),
        "has" | "had" | "having" => return "have".to_owned(),
        "does" => return "do".to_owned(),
        "goes" => return "go".to_owned(),
        _ => {}
    }
    if past {
        if let Some(base) = verb_base(form) {
            return base;
        }
        if let Some(stem) = form.strip_suffix("ied").filter(|stem| stem.len() > 1) {
            return format!("{stem}y");
        }
        return form
            .strip_suffix("ed")
            .map_or_else(|| form.to_owned(), |stem| whole_stem(stem, known));
    }
    if progressive {
        if let Some(stem) = form
            .strip_suffix("ying")
            .filter(|stem| matches!(*stem, "l" | "d" | "t"))
        {
            return format!("{stem}ie");
        }
        return form
            .strip_suffix("ing")
            .map_or_else(|| form.to_owned(), |stem| whole_stem(stem, known));
    }
    if third && form.len() > 2 {
        without_s(form, known)
    } else {
        form.to_owned()
    }
}

/// Beginnings of verbs that keep the form of the verb behind them.
const PREFIXES: &[&str] = &[
    "counter", "inter", "under", "over", "fore", "out", "mis", "dis", "pre", "co", "re", "un", "up",
];

/// The stem of a compound whose second part is a known verb ("underscor": under, score).
fn compound_stem(stem: &str, known: &impl Fn(&str) -> bool) -> Option<String> {
    PREFIXES.iter().find_map(|prefix| {
        let rest = stem.strip_prefix(prefix).filter(|rest| rest.len() > 2)?;
        let is_known = known(rest) || known(&format!("{rest}e"));
        is_known.then(|| format!("{prefix}{}", whole_stem(rest, known)))
    })
}

/// Gives a stem its silent e back, or takes its doubled consonant away.
fn whole_stem(stem: &str, known: &impl Fn(&str) -> bool) -> String {
    let with_e = format!("{stem}e");
    let letters = stem.as_bytes();
    let doubled = letters.len() > 2
        && letters[letters.len() - 1] == letters[letters.len() - 2]
        && !matches!(letters[letters.len() - 1], b'a' | b'e' | b'i' | b'o' | b'u');
    let single = stem.get(..stem.len().saturating_sub(1)).unwrap_or(stem);
    if !doubled && known(&with_e) {
        return with_e;
    }
    if known(stem) {
        return stem.to_owned();
    }
    if let Some(compound) = compound_stem(stem, known) {
        return compound;
    }
    if doubled && (known(single) || !matches!(letters.last(), Some(b'l' | b's' | b'f' | b'z'))) {
        return single.to_owned();
    }
    let silent = ["c", "g", "v", "u", "iz", "at", "dl", "bl", "pl", "tl"]
        .iter()
        .any(|end| stem.ends_with(end));
    if silent && !stem.ends_with("eat") {
        with_e
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &str, upos: &str, features: &str, expected: &str) {
        let words = [
            "pledge", "sign", "stop", "call", "case", "tax", "visit", "make", "agree", "score",
            "plan",
        ];
        let tag = Tag::of_columns(upos, features).unwrap();
        assert_eq!(
            Lemmas::default().lemma(form, tag, |word: &str| words.contains(&word)),
            expected,
            "{form}"
        );
    }

    #[test]
    fn verbs() {
        let past = "Tense=Past|VerbForm=Part|Voice=Pass";
        for (form, expected) in [
            ("pledged", "pledge"),
            ("Signed", "sign"),
            ("stopped", "stop"),
            ("called", "call"),
            ("agreed", "agree"),
            ("vetoed", "veto"),
            ("notified", "notify"),
            ("undertaken", "undertake"),
            ("ratified", "ratify"),
            ("negotiated", "negotiate"),
            ("underscored", "underscore"),
            ("outplanned", "outplan"),
            ("recalled", "recall"),
            ("underwhorled", "underwhorl"),
        ] {
            check(form, "VERB", past, expected);
        }
        check("making", "VERB", "VerbForm=Ger", "make");
        check("visiting", "VERB", "Tense=Pres|VerbForm=Part", "visit");
        check(
            "pledges",
            "VERB",
            "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin",
            "pledge",
        );
        check(
            "IS",
            "AUX",
            "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin",
            "be",
        );
        check("sign", "VERB", "VerbForm=Inf", "sign");
    }

    #[test]
    fn nouns_and_names() {
        for (form, expected) in [
            ("treaties", "treaty"),
            ("cases", "case"),
            ("taxes", "tax"),
            ("Women", "woman"),
            ("spokesmen", "spokesman"),
            ("talks", "talk"),
            ("crises", "crisis"),
        ] {
            check(form, "NOUN", "Number=Plur", expected);
        }
        check("Geneva", "PROPN", "Number=Sing", "Geneva");
        check("Talks", "NOUN", "Number=Sing", "talks");
    }

    #[test]
    fn table_goes_before_rules() {
        let tag = Tag::of_columns("PRON", "_").unwrap();
        let gold = [("me", tag, "I"), ("it", tag, "it"), ("me", tag, "I")];
        let table = exceptions(gold.into_iter(), |_| false);
        assert_eq!(table.len(), 1);
        assert_eq!(Lemmas::of_entries(table).lemma("Me", tag, |_| false), "I");
    }
}
