//! Pieces of English words that are tokens of their own, or are not.

/// Clitics with an apostrophe.
const CLITICS: [&str; 7] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Contractions without one, and the length of their first half.
const CONTRACTIONS: [(&str, usize); 13] = [
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
];

/// First halves of words that stay whole although a hyphen follows.
const PREFIXES: [&str; 35] = [
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "inter", "intra", "macro",
    "mega", "micro", "mid", "mini", "mono", "multi", "neo", "non", "over", "post", "pre", "pro",
    "proto", "pseudo", "quasi", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un",
];

/// What parts from the number before it.
const UNITS: [&str; 27] = [
    "am", "pm", "k", "m", "b", "bn", "tn", "mn", "mm", "cm", "km", "kg", "g", "mg", "ft", "lb",
    "mph", "kph", "hrs", "hr", "min", "mins", "sec", "ml", "kw", "mw", "gw",
];

/// Where a word falls into host and clitic, in bytes.
pub fn split_at(word: &str) -> Option<usize> {
    if let Some(place) = word.rfind(['\'', '’']).filter(|&place| place > 0) {
        // "n't" begins before its apostrophe.
        return [place, place.saturating_sub(1)].into_iter().find(|&at| {
            at > 0
                && word
                    .get(at..)
                    .is_some_and(|end| CLITICS.iter().any(|clitic| equals(end, clitic)))
        });
    }
    let found = CONTRACTIONS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word));
    found.map(|&(_, place)| place)
}

/// Equality without regard to case and to the kind of apostrophe.
fn equals(end: &str, clitic: &str) -> bool {
    let straight = |character| if character == '’' { '\'' } else { character };
    end.chars()
        .map(|c| straight(c).to_ascii_lowercase())
        .eq(clitic.chars())
}

/// Whether a word that begins so keeps its hyphen.
pub fn is_prefix(word: &str) -> bool {
    PREFIXES
        .iter()
        .any(|prefix| prefix.eq_ignore_ascii_case(word))
}

/// Whether these letters after a number are a token of their own.
pub fn is_unit(letters: &str) -> bool {
    UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(letters))
}

/// Whether these letters before "$" name whose dollar it is.
pub fn is_dollar_prefix(letters: &str) -> bool {
    matches!(letters, "US" | "A" | "C" | "HK" | "NZ" | "S" | "R")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        for (word, expected) in [
            ("don't", Some(2)),
            ("DON'T", Some(2)),
            ("won’t", Some(2)),
            ("n't", None),
            ("state's", Some(5)),
            ("state’s", Some(5)),
            ("O'Brien", None),
            ("cannot", Some(3)),
            ("'s", None),
            ("é't", None),
        ] {
            assert_eq!(split_at(word), expected, "{word}");
        }
    }
}
