//! Facts of the language, put right in every tree that the network chose. Each is a rule without exceptions worth
//! the name, so that none needs a score: a finite verb has a subject, a singular verb tells of one.

mod agreement;
mod apart;
mod attending;
mod base;
mod closing;
mod complement;
mod condition;
mod coordination;
mod day;
mod due;
mod guest;
mod headline;
mod marks;
mod participle;
mod possessive;
mod predicate;
mod preposition;
mod relative;
mod sentence;
mod subject;
mod title;

#[cfg(test)]
mod cases;

use super::tag::Tag;
use super::word::Word;
use sentence::Sentence;
use std::borrow::Cow;

/// Puts right what the network says of a sentence. `forms` are its words. Cost: a look at all words for each word.
pub fn repair<'w>(
    words: &mut [Word],
    forms: impl Iterator<Item = &'w str> + Clone,
    lemma: impl Fn(&'w str, Tag) -> Cow<'w, str>,
) {
    closing::close(words, forms.clone().last().unwrap_or_default());
    let mut sentence = Sentence {
        words,
        forms,
        lemma: &lemma,
    };
    sentence.read_headline();
    sentence.find_bases();
    sentence.head_due();
    sentence.hang_days();
    sentence.give_marks();
    sentence.name_titles();
    sentence.complete_verbs();
    sentence.tell_objects();
    sentence.make_verbs();
    sentence.describe_guests();
    sentence.tell_hearers();
    sentence.agree();
    sentence.call_out();
    sentence.join_subjects();
    sentence.settle_coordinations();
    sentence.describe_objects();
    sentence.give_subjects();
    sentence.describe_subjects();
    sentence.make_nouns();
    sentence.tell_described();
    sentence.hang_conditions();
    sentence.attend();
    sentence.settle_marks();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::relation::Relation;
    use crate::text::tag::{Mood, Tense, Upos, VerbForm};
    use proptest::prelude::*;

    const FORMS: &[&str] = &[
        "said", "would", "pay", "Peru", "visiting", "and", ",", "which", "has", "with", "to",
        "plan", ".", "\"", "agreed", "that", "if", "Should", "who", "whose",
    ];

    fn tag(choice: usize) -> Tag {
        let mut tag = Tag::bare(Upos::ALL[choice % Upos::ALL.len()]);
        if choice.is_multiple_of(2) {
            tag.verb_form = Some(VerbForm::Fin);
            tag.mood = Some(Mood::Ind);
            tag.tense = Some(Tense::Past);
        }
        tag
    }

    #[test]
    fn a_conjunction_above_its_verb_makes_no_circle() {
        let word = |upos, head, relation| Word {
            tag: Tag::bare(upos),
            head,
            relation,
        };
        let mut words = [
            word(Upos::Propn, Some(3), Relation::Nsubj),
            word(Upos::Cconj, Some(4), Relation::Cc),
            word(Upos::Propn, Some(3), Relation::Nsubj),
            word(Upos::Verb, Some(1), Relation::Ccomp),
            word(Upos::Verb, None, Relation::Root),
        ];
        let forms = ["Peru", "and", "Chile", "pay", "said"];
        repair(&mut words, forms.into_iter(), |form, _| Cow::Borrowed(form));
        for at in 0..words.len() {
            let way = std::iter::successors(Some(at), |&at| words[at].head);
            assert!(way.take(words.len() + 1).count() <= words.len(), "{at}");
        }
    }

    proptest! {
        #[test]
        fn a_tree_stays_a_tree(
            all in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u16>(), any::<u16>(), any::<u16>()), 1..14)
        ) {
            // Each word hangs on one that comes before it in some order.
            let mut order: Vec<usize> = (0..all.len()).collect();
            order.sort_by_key(|&at| all[at].0);
            let mut words = vec![Word { tag: tag(0), head: None, relation: Relation::Root }; all.len()];
            for (rank, &at) in order.iter().enumerate() {
                let (_, above, relation, tagged, _) = all[at];
                let head = (rank > 0).then(|| order[usize::from(above) % rank]);
                let labels = Relation::ALL.into_iter().filter(|label| *label != Relation::Root);
                let labels: Vec<Relation> = labels.collect();
                let relation = head.map_or(Relation::Root, |_| labels[usize::from(relation) % labels.len()]);
                words[at] = Word { tag: tag(tagged.into()), head, relation };
            }
            let forms: Vec<&str> = all.iter().map(|one| FORMS[usize::from(one.4) % FORMS.len()]).collect();
            let lemma = |form: &'static str, _| Cow::Borrowed(match form { "said" => "say", other => other });
            repair(&mut words, forms.iter().copied(), lemma);
            let roots = words.iter().filter(|word| word.head.is_none()).count();
            let named = words.iter().filter(|word| word.relation == Relation::Root).count();
            prop_assert_eq!((roots, named), (1, 1));
            for at in 0..words.len() {
                let way = std::iter::successors(Some(at), |&at| words[at].head);
                prop_assert!(way.take(words.len() + 1).count() <= words.len(), "a circle at {}", at);
            }
        }
    }
}
