//! Conditions before what they are of: "said that if Chile paid it would leave", "Should Chile pay, Peru will leave".
//! The parser takes the clause that stands first for the main one, and what the condition is about for the subject of
//! the other.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::Upos;

/// Words that open a condition behind "that".
const OPENING: &[&str] = &["if", "once", "unless"];
/// Auxiliaries that open one when they stand before their subject.
const INVERTED: &[&str] = &["should", "were"];
/// Participles that open one at the head of a sentence.
const GRANTING: &[&str] = &["assuming", "provided", "providing", "supposing"];
/// Auxiliaries of what is done under a condition.
const MODALS: &[&str] = &[
    "will", "would", "shall", "can", "could", "may", "might", "must", "'ll", "’ll", "'d", "’d",
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs conditions on what is done under them.
    pub fn hang_conditions(&mut self) {
        let forms = self.forms.clone();
        let mut before = "";
        for (at, form) in forms.enumerate() {
            if before == "that" && OPENING.contains(&form) {
                self.hang_behind_that(at);
            }
            before = form;
        }
        self.hang_first();
    }

    /// "Said that if Chile freed the crew it would pay": "if" stands at `at`.
    fn hang_behind_that(&mut self, at: usize) {
        let marked = |word: usize| self.head(word).filter(|_| self.is(word, &[Relation::Mark]));
        let (Some(told), Some(condition)) = (marked(at - 1), marked(at)) else {
            return;
        };
        if condition >= told {
            return;
        }
        self.put_under(condition, told);
        // "The crew" is whom Chile freed.
        let mut subjects = self
            .children(told)
            .filter(|&child| self.is(child, SUBJECTS));
        let pair = (subjects.next(), subjects.next());
        drop(subjects);
        if let (Some(object), Some(_)) = pair
            && object > condition
            && !self.has(condition, &[Relation::Obj])
        {
            self.hang(object, condition, Relation::Obj);
        }
    }

    /// "Should Chile pay, Peru will leave", "Provided Chile pays, Peru will leave".
    fn hang_first(&mut self) {
        let opening = self.form(0).to_lowercase();
        let inverted = INVERTED.contains(&opening.as_str())
            && self.is(0, &[Relation::Aux, Relation::AuxPass, Relation::Cop]);
        let condition = if inverted {
            self.head(0)
        } else {
            Some(0).filter(|_| GRANTING.contains(&opening.as_str()) && self.is_upos(0, Upos::Verb))
        };
        let Some(condition) = condition else { return };
        let Some(comma) = self.forms.clone().position(|form| form == ",") else {
            return;
        };
        let other = &[Relation::Ccomp, Relation::Parataxis, Relation::Conj];
        let does = |at: usize| {
            let mut helpers = self
                .children(at)
                .filter(|&child| self.is(child, &[Relation::Aux]));
            at > comma
                && comma > condition
                && self.is(at, other)
                && self.has(at, SUBJECTS)
                && helpers.any(|helper| MODALS.contains(&self.form(helper)))
        };
        let mut below = self.children(condition);
        let Some(done) = below.find(|&at| does(at)) else {
            return;
        };
        drop(below);
        self.put_under(condition, done);
        self.hand_on(condition, done, comma);
    }

    /// Makes a clause the adjunct of another, which takes its place where it hung on it.
    fn put_under(&mut self, clause: usize, main: usize) {
        let Some(place) = self.word(clause).copied() else {
            return;
        };
        let hangs = self.upwards(main).any(|above| above == clause);
        if hangs && let Some(word) = self.words.get_mut(main) {
            (word.head, word.relation) = (place.head, place.relation);
        }
        self.hang(clause, main, Relation::Advcl);
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn a_condition_hangs_on_what_is_done_under_it() {
        let text = "Norway said that if Chad freed the sailors it would lift the ban.";
        check(text, "freed", "advcl", "lift");
        check(text, "sailors", "obj", "freed");
        check(text, "lift", "ccomp", "said");
        let text = "Should Chad agree, Norway will send an envoy.";
        check(text, "agree", "advcl", "send");
        let text = "Provided the truce holds, Norway will send aid to Chad.";
        check(text, "Provided", "advcl", "send");
        check(text, "send", "root", "-");
    }

    #[test]
    fn other_clauses_are_left_alone() {
        let text = "Norway said that it would lift the ban if Chad freed the sailors.";
        check(text, "lift", "ccomp", "said");
        check(text, "freed", "advcl", "lift");
        let text = "Should Norway send aid to Chad?";
        check(text, "send", "root", "-");
    }
}
