//! Infinitives that a verb calls for. With a day or a place between, as news has it ("agreed on Monday to
//! pay"), the parser takes them for clauses of purpose; what they are is a fact of the verb.

use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos};
use crate::text::word::Word;
use std::borrow::Cow;

/// Verbs that an infinitive completes, and that are hardly ever done for a purpose.
const CALLING: &[&str] = &[
    "agree",
    "aim",
    "choose",
    "consent",
    "decide",
    "decline",
    "expect",
    "hope",
    "intend",
    "offer",
    "opt",
    "plan",
    "pledge",
    "promise",
    "propose",
    "refuse",
    "resolve",
    "swear",
    "threaten",
    "undertake",
    "volunteer",
    "vote",
    "vow",
];

/// What already completes a verb.
const COMPLEMENTS: &[Relation] = &[
    Relation::Obj,
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::NsubjPass,
];

/// Makes complements of the infinitives that verbs without another complement call for. `forms` are the
/// words. Cost: linear, but for each infinitive that hangs as a clause of purpose.
pub fn complete<'w>(
    words: &mut [Word],
    forms: impl Iterator<Item = &'w str> + Clone,
    lemma: impl Fn(&'w str, Tag) -> Cow<'w, str>,
) {
    for (index, form) in forms.clone().enumerate() {
        if form != "to" {
            continue;
        }
        let infinitive = words
            .get(index)
            .filter(|word| word.relation == Relation::Mark)
            .and_then(|mark| mark.head);
        let Some(infinitive) = infinitive else {
            continue;
        };
        let Some(verb) = incomplete(words, infinitive) else {
            continue;
        };
        let Some((form, word)) = forms.clone().nth(verb).zip(words.get(verb)) else {
            continue;
        };
        let calls =
            word.tag.upos == Upos::Verb && CALLING.contains(&lemma(form, word.tag).as_ref());
        if calls && let Some(word) = words.get_mut(infinitive) {
            word.relation = Relation::Xcomp;
        }
    }
}

/// The verb without a complement behind which an infinitive hangs as an adverbial clause.
fn incomplete(words: &[Word], infinitive: usize) -> Option<usize> {
    let word = words.get(infinitive)?;
    let verb = word.head.filter(|&verb| verb < infinitive)?;
    let completed = words
        .iter()
        .any(|other| other.head == Some(verb) && COMPLEMENTS.contains(&other.relation));
    (word.relation == Relation::Advcl && !completed).then_some(verb)
}

#[cfg(test)]
mod tests {
    use crate::text::{Relation, Scratch, Syntax};

    /// The relation of the word before the full stop.
    fn check(text: &str, word: &str, expected: Relation) {
        let syntax = Syntax::shipped().unwrap();
        let trees = syntax.parse(text, &mut Scratch::new());
        let mut nodes = trees.iter().flat_map(|tree| tree.nodes());
        let node = nodes.find(|node| node.span.of(text) == word).unwrap();
        assert_eq!(node.relation, expected, "{word} in: {text}");
    }

    #[test]
    fn what_a_verb_calls_for_is_its_complement() {
        for text in [
            "The two countries agreed on Monday to reopen the border.",
            "The king vowed in a speech on Friday to reopen the border.",
            "The minister threatened Sunday to reopen the border.",
            "They have agreed in principle to reopen the border.",
        ] {
            check(text, "reopen", Relation::Xcomp);
        }
    }

    #[test]
    fn what_is_done_for_a_purpose_is_none() {
        check(
            "The minister travelled on Monday to reopen the border.",
            "reopen",
            Relation::Advcl,
        );
        check(
            "The minister planned each step with care to reopen the border.",
            "reopen",
            Relation::Advcl,
        );
    }
}
