//! Subjects have no preposition: what the parser takes for one behind its preposition describes the subject.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::Upos;

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// The noun groups that are taken for subjects though they stand behind a preposition describe the one that
    /// is: "sanctions against Peru would stay".
    pub fn describe_subjects(&mut self) {
        for at in 0..self.words.len() {
            if !self.is(at, SUBJECTS) || !self.has_preposition(at) {
                continue;
            }
            let Some(verb) = self.head(at) else {
                continue;
            };
            let is_subject = |other: &usize| {
                *other < at && self.is(*other, SUBJECTS) && !self.has_preposition(*other)
            };
            let subject = self.children(verb).find(is_subject);
            let Some(subject) = subject else { continue };
            // "Who in May said", "Ann Lee, in May, said": not hers.
            let mark = self.first(at).checked_sub(1);
            let is_apart = self.is_upos(subject, Upos::Pron)
                || mark.is_some_and(|mark| self.is_upos(mark, Upos::Punct));
            if is_apart {
                self.hang(at, verb, Relation::Obl);
            } else {
                self.hang(at, subject, Relation::Nmod);
            }
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
        let text = "The Peruvian president's office said talks with Chile would resume on May 30.";
        check(text, "talks", "nsubj", "resume");
        check(text, "Chile", "nmod", "talks");
        let text = "A plea by Oslo follows weeks of storms.";
        check(text, "Oslo", "nmod", "plea");
        let text = "She met the general, who in late August resigned from the junta.";
        check(text, "August", "obl", "resigned");
    }
}
