//! Nouns that are verbs. "Peru and the European Union plan to pay": a sentence about nouns needs a copula, and what
//! an infinitive completes where none stands is a verb.

use crate::text::relation::Relation;
use crate::text::tag::{Mood, Tag, Tense, Upos, VerbForm};
use crate::text::word::Word;

/// Verbs that an infinitive completes and that are nouns, too.
const BOTH: &[&str] = &[
    "aim", "aims", "hope", "hopes", "need", "needs", "plan", "plans", "pledge", "pledges",
    "promise", "promises", "vow", "vows",
];

/// Makes verbs of the nouns that head a sentence without a copula and go on with an infinitive. `forms` are the
/// words. Cost: linear, but for each such noun.
pub fn make_verbs<'w>(words: &mut [Word], forms: impl Iterator<Item = &'w str> + Clone) {
    for (at, form) in forms.clone().enumerate() {
        if !BOTH.contains(&form) || forms.clone().nth(at + 1) != Some("to") {
            continue;
        }
        if let Some((infinitive, subject)) = clause(words, at) {
            make_verb(words, at, infinitive, subject);
        }
    }
}

/// The infinitive right behind a noun that heads a sentence, and the noun group before it.
fn clause(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let own = words.get(at)?;
    let infinitive = words.get(at + 1)?.head.filter(|&head| head > at)?;
    let completes = words.get(infinitive)?.head == Some(at);
    let heads = own.tag.upos == Upos::Noun && own.relation == Relation::Root;
    let is_verb = |word: &Word| word.tag.verb_form == Some(VerbForm::Fin);
    let has_verb = words.iter().enumerate().any(|(other, word)| {
        let inside = matches!(
            word.relation,
            Relation::Acl | Relation::AclRelcl | Relation::Advcl
        );
        is_verb(word) && !inside && (other < at || word.head == Some(at))
    });
    let before = at.checked_sub(1)?;
    let is_modifier = matches!(
        words.get(before)?.relation,
        Relation::Compound
            | Relation::Nmod
            | Relation::NmodUnmarked
            | Relation::Nsubj
            | Relation::Obl
    );
    let is_subject = words.get(before)?.head == Some(at) && is_modifier;
    (heads && completes && !has_verb && is_subject).then_some((infinitive, before))
}

/// What stood before the noun belongs to its subject.
fn make_verb(words: &mut [Word], verb: usize, infinitive: usize, subject: usize) {
    let is_first = |word: &Word| word.head == Some(verb) && word.relation == Relation::Nsubj;
    let first = words.iter().take(subject).position(is_first);
    for (at, word) in words.iter_mut().enumerate() {
        if at == verb {
            word.tag = Tag {
                mood: Some(Mood::Ind),
                tense: Some(Tense::Pres),
                verb_form: Some(VerbForm::Fin),
                ..Tag::bare(Upos::Verb)
            };
        } else if at == infinitive {
            word.relation = Relation::Xcomp;
        } else if at == subject {
            (word.head, word.relation) = match first {
                Some(first) => (Some(first), Relation::Conj),
                None => (Some(verb), Relation::Nsubj),
            };
        } else if at < subject && Some(at) != first && word.head == Some(verb) {
            let stays = matches!(
                word.relation,
                Relation::Obl | Relation::Punct | Relation::Advmod | Relation::Advcl
            );
            if !stays {
                word.head = Some(subject);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn who_plans_to_do_something_is_a_subject() {
        let text =
            "The United States and the European Union plan to impose restrictions on Belarus.";
        check(text, "States", "nsubj", "plan");
        check(text, "Union", "conj", "States");
        check(text, "impose", "xcomp", "plan");
        let text = "The chairwoman plans to hand the Danish guests a copy of the treaty.";
        check(text, "chairwoman", "nsubj", "plans");
        check(text, "hand", "xcomp", "plans");
    }

    #[test]
    fn a_plan_to_do_something_is_none() {
        check(
            "Peru announced a plan to impose restrictions.",
            "plan",
            "obj",
            "announced",
        );
        check(
            "The peace plan to end the war has failed.",
            "plan",
            "nsubj",
            "failed",
        );
    }
}
