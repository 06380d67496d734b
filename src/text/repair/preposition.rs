//! Subjects have no preposition: what the parser takes for one behind its preposition describes the subject.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::Upos;

/// The noun groups that are taken for subjects though they stand behind a preposition describe the one that
/// is: "sanctions against Peru would stay".
pub fn describe<'w, L>(sentence: &mut Sentence<'_, impl Iterator<Item = &'w str> + Clone, L>) {
    for at in 0..sentence.words.len() {
        if !sentence.is(at, SUBJECTS) || !sentence.has_preposition(at) {
            continue;
        }
        let Some(verb) = sentence.head(at) else {
            continue;
        };
        let is_subject = |other: &usize| {
            *other < at && sentence.is(*other, SUBJECTS) && !sentence.has_preposition(*other)
        };
        let subject = sentence.children(verb).find(is_subject);
        let Some(subject) = subject else { continue };
        // "Who in May said", "Ann Lee, in May, said": not hers.
        let mark = sentence.first(at).checked_sub(1);
        let is_apart = sentence.is_upos(subject, Upos::Pron)
            || mark.is_some_and(|mark| sentence.is_upos(mark, Upos::Punct));
        if let Some(word) = sentence.words.get_mut(at) {
            (word.head, word.relation) = if is_apart {
                (Some(verb), Relation::Obl)
            } else {
                (Some(subject), Relation::Nmod)
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_stands_behind_a_preposition_describes() {
        let text = "The White House said sanctions against Venezuela would remain in place.";
        check(text, "Venezuela", "nmod", "sanctions");
        let text = "A plea by Oslo follows weeks of storms.";
        check(text, "Oslo", "nmod", "plea");
        let text = "She met the general, who in late August resigned from the junta.";
        check(text, "August", "obl", "resigned");
    }
}
