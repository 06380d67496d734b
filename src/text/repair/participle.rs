//! Participles behind the object of another verb. In "the king welcomed the accord reached between Peru and Chile"
//! the parser may make a clause of the participle, which the verb does not call for: without a subject, a helping
//! verb or a conjunction it describes the noun right before it.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Tense, Upos, VerbForm};

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs such participles on their noun.
    pub fn describe_objects(&mut self) {
        for at in 0..self.words.len() {
            let Some(noun) = self.described(at) else {
                continue;
            };
            self.hang(at, noun, Relation::Acl);
            if let Some(word) = self.words.get_mut(at) {
                (word.tag.verb_form, word.tag.mood) = (Some(VerbForm::Part), None);
            }
        }
    }

    /// The object right before a past form that is taken for a clause of the object's verb.
    fn described(&self, at: usize) -> Option<usize> {
        let tag = self.word(at)?.tag;
        let above = self.head(at).filter(|&above| above < at)?;
        let is_past = tag.upos == Upos::Verb && tag.tense == Some(Tense::Past);
        let parts = &[
            Relation::Aux,
            Relation::AuxPass,
            Relation::Cop,
            Relation::Mark,
        ];
        let is_clause = self.is(at, &[Relation::Ccomp]) && !self.is_reporting(above);
        if !is_past || !is_clause || self.has(at, SUBJECTS) || self.has(at, parts) {
            return None;
        }
        let mut before = self.upwards(at.checked_sub(1)?);
        let object = before.find(|&word| self.head(word) == Some(above))?;
        let is_object = self.is(object, &[Relation::Obj]) && object > above;
        (is_object && self.first(at) == at).then_some(object)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_was_reached_describes_the_accord() {
        let text = "The king on Monday welcomed the latest accord reached between Peru and the Chilean government.";
        check(text, "reached", "acl", "accord");
    }

    #[test]
    fn what_somebody_says_is_told() {
        let text = "The minister said the talks failed.";
        check(text, "failed", "ccomp", "said");
    }
}
