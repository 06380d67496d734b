//! The act that is undertaken: where its words start, and its lemma.

use crate::commitment::codes::CodeTable;
use crate::commitment::rules::Then;
use crate::news::Sentence;

/// Words that open a noun group.
const OPENING: &[&str] = &[
    "a",
    "additional",
    "all",
    "an",
    "another",
    "any",
    "financial",
    "full",
    "further",
    "her",
    "his",
    "humanitarian",
    "its",
    "military",
    "more",
    "new",
    "no",
    "our",
    "strong",
    "that",
    "the",
    "their",
    "this",
    "$",
    "€",
    "£",
];

/// Nouns that need no such word.
const BARE: &[&str] = &["aid", "retaliation", "sanctions", "support", "talks"];

/// Words at which the head of a noun group has passed.
const CLOSING: &[&str] = &[
    "about", "after", "against", "and", "as", "at", "before", "between", "by", "during", "for",
    "from", "in", "into", "of", "on", "or", "over", "that", "to", "toward", "towards", "under",
    "until", "when", "which", "who", "with", "within",
];

/// Verbs that name no act that could be checked.
const NO_ACTS: &[&str] = &[
    "be", "become", "benefit", "continue", "do", "face", "feel", "find", "get", "have", "know",
    "lose", "need", "remain", "see", "seem", "suffer", "take", "think", "try", "win",
];

/// Subjects of "that it would" that stand for the committer.
const PRONOUNS: &[&str] = &["he", "it", "she", "they", "we"];

/// An act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The first token of its words.
    pub start: usize,
    /// The lemma of its verb or noun.
    pub lemma: String,
}

/// The act that follows a trigger which ends before token `at`; none when something else follows.
pub fn act(sentence: &Sentence, at: usize, then: Then, codes: &CodeTable) -> Option<Act> {
    match then {
        Then::Object => object(sentence, at),
        Then::To => to_verb(sentence, at),
        Then::Verb => verb(sentence, at, codes),
        Then::That => {
            let at = modal(sentence, at)?;
            (!is_negation(sentence.word(at))).then(|| verb(sentence, at, codes))?
        }
        Then::ThatNot => {
            let at = modal(sentence, at)?;
            is_negation(sentence.word(at)).then(|| verb(sentence, at + 1, codes))?
        }
    }
}

fn to_verb(sentence: &Sentence, at: usize) -> Option<Act> {
    (sentence.word(at) == "to").then_some(())?;
    let start = skip_adverbs(sentence, at + 1);
    let word = sentence.word(start);
    let is_verb = word
        .chars()
        .all(|letter| letter.is_alphabetic() || letter == '-')
        && word.len() > 1;
    (is_verb && !NO_ACTS.contains(&word) && !OPENING.contains(&word)).then(|| Act {
        start,
        lemma: word.to_owned(),
    })
}

fn verb(sentence: &Sentence, at: usize, codes: &CodeTable) -> Option<Act> {
    let start = skip_adverbs(sentence, at);
    let word = sentence.word(start);
    codes.is_act(word).then(|| Act {
        start,
        lemma: word.to_owned(),
    })
}

/// One past "that it would" or "it will".
fn modal(sentence: &Sentence, at: usize) -> Option<usize> {
    let at = at + usize::from(sentence.word(at) == "that");
    PRONOUNS.contains(&sentence.word(at)).then_some(())?;
    matches!(sentence.word(at + 1), "would" | "will" | "wo").then_some(at + 2)
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never")
}

fn skip_adverbs(sentence: &Sentence, at: usize) -> usize {
    let is_adverb =
        |word: &str| word.ends_with("ly") && word != "supply" && word != "reply" && word != "apply";
    (at..sentence.words.len())
        .find(|&place| {
            !is_adverb(sentence.word(place))
                && !matches!(sentence.word(place), "also" | "soon" | "then")
        })
        .unwrap_or(at)
}

fn object(sentence: &Sentence, at: usize) -> Option<Act> {
    let first = sentence.word(at);
    let numeric = first.starts_with(|letter: char| letter.is_ascii_digit());
    (numeric || OPENING.contains(&first) || BARE.contains(&first)).then_some(())?;
    let end = head_end(sentence, at);
    let mut head = sentence.word(end.checked_sub(1)?);
    // "$20 million in aid": what is counted, not the count.
    let count = matches!(head, "million" | "billion" | "tonnes" | "tons")
        || head.starts_with(|letter: char| letter.is_ascii_digit());
    if count && matches!(sentence.word(end), "in" | "of") {
        head = sentence.word(head_end(sentence, end + 1).checked_sub(1)?);
    }
    let is_noun = head.len() > 1
        && head
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '-');
    (is_noun && !OPENING.contains(&head) && end > at).then(|| Act {
        start: at,
        lemma: singular(head),
    })
}

/// One past the head of the noun group that begins at `at`.
fn head_end(sentence: &Sentence, at: usize) -> usize {
    let closes = |place: usize| {
        let word = sentence.word(place);
        CLOSING.contains(&word)
            || (!word.chars().any(char::is_alphanumeric) && !matches!(word, "$" | "€" | "£"))
    };
    (at..sentence.words.len())
        .find(|&place| closes(place))
        .unwrap_or(sentence.words.len())
}

/// The singular of a noun, by its ending.
pub fn singular(noun: &str) -> String {
    let ending = |ending: &str| noun.strip_suffix(ending).filter(|stem| stem.len() > 2);
    if let Some(stem) = ending("ies") {
        return format!("{stem}y");
    }
    let hissing = ["sses", "shes", "ches", "xes"]
        .iter()
        .any(|end| noun.ends_with(end));
    if let Some(stem) = ending("es").filter(|_| hissing) {
        return stem.to_owned();
    }
    let plural = !["ss", "us", "is", "news"]
        .iter()
        .any(|end| noun.ends_with(end));
    ending("s").filter(|_| plural).unwrap_or(noun).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_lose_their_plural() {
        for (noun, expected) in [
            ("troops", "troop"),
            ("parties", "party"),
            ("losses", "loss"),
            ("visas", "visa"),
            ("crisis", "crisis"),
            ("status", "status"),
            ("response", "response"),
            ("boxes", "box"),
            ("gas", "gas"),
        ] {
            assert_eq!(singular(noun), expected);
        }
    }
}
