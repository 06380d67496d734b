//! Abbreviations of news prose whose period is part of the word.

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: "Gen.", "Mr.". It never ends a sentence.
    Title,
    /// A number follows: "No.", "p.". It ends a sentence only as a word of its own ("No.").
    Counter,
    /// It may stand anywhere, also at the end of a sentence: "Inc.", "etc.", "Sept.".
    Other,
}

impl Abbreviation {
    /// Whether the period stays with the word at the end of a sentence.
    pub fn may_close(self) -> bool {
        self == Self::Other
    }
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "maj", "col", "lt", "capt", "cpl", "sgt", "adm",
    "cmdr", "brig", "gov", "sen", "sens", "rep", "reps", "rev", "hon", "pres", "amb", "min",
    "supt", "insp", "st", "ft", "mt", "messrs", "mme", "msgr", "sec", "vs",
];

const COUNTERS: &[&str] = &[
    "no", "nos", "p", "pp", "vol", "art", "fig", "para", "sec", "ch", "res", "ca", "approx",
];

const OTHERS: &[&str] = &[
    "inc", "co", "corp", "ltd", "bros", "jr", "sr", "etc", "al", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "calif", "conn", "fla", "ill", "mass", "mich", "minn", "va", "wash", "ave",
    "blvd", "dept", "est", "assn", "univ", "intl", "govt", "ph.d", "a.m", "p.m", "e.g", "i.e",
    "u.s", "u.k", "u.n", "d.c", "e.u",
];

/// Words that are also whole words without a period and so need a capital: "Sun", "Mar", "No".
const CAPITAL_ONLY: &[&str] = &[
    "no", "sec", "art", "min", "rep", "gov", "gen", "mar", "jun", "ill", "wash", "mass", "co",
    "st", "pres", "res", "col", "est", "fri", "wed", "al",
];

/// What kind of abbreviation `word` is, given without its last period.
pub fn is_abbreviation(word: &str) -> Option<Abbreviation> {
    // The longest of the lists.
    if word.len() > 7 || !word.is_ascii() {
        return None;
    }
    let listed = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let capital = word.starts_with(|first: char| first.is_ascii_uppercase());
    if !capital && word != "al" && listed(CAPITAL_ONLY) {
        return None;
    }
    if listed(TITLES) {
        Some(Abbreviation::Title)
    } else if listed(COUNTERS) {
        Some(Abbreviation::Counter)
    } else {
        listed(OTHERS).then_some(Abbreviation::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (word, expected) in [
            ("Gen", Some(Abbreviation::Title)),
            ("gen", None),
            ("No", Some(Abbreviation::Counter)),
            ("no", None),
            ("etc", Some(Abbreviation::Other)),
            ("treaty", None),
            ("É", None),
        ] {
            assert_eq!(is_abbreviation(word), expected, "{word}");
        }
    }
}
