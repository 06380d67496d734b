//! Verbs that agree in number with the subject that they share. In "Chilean ministers accept that the general has
//! survived and are preparing to leave" it is not the general who "are preparing": a verb without a subject of its
//! own that is joined to a verb of the other number belongs to one further up.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Mood, Number, Tense, Upos, VerbForm};

/// Helping verbs that are singular wherever they are finite.
const SINGULAR: &[&str] = &["does", "has", "is"];

/// Those that are plural beside nouns.
const PLURAL: &[&str] = &["are", "do", "have", "were"];

/// Subjects that take the plural's verbs without being one.
const ADDRESSED: &[&str] = &["I", "i", "You", "you"];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Joins verbs to the nearest verb above whose number is theirs, where that above them has the other one.
    pub fn agree(&mut self) {
        for verb in 0..self.words.len() {
            if let Some(head) = self.fitting(verb) {
                self.hang(verb, head, Relation::Conj);
            }
        }
    }

    /// "Peru, thank you": one who is named thanks nobody in the plural's form, and is called out to.
    pub fn call_out(&mut self) {
        for name in 0..self.words.len() {
            let verb = self.head(name).filter(|&verb| verb == name + 2);
            let Some(verb) = verb.filter(|_| self.form(name + 1) == ",") else {
                continue;
            };
            let is_one = self.word(name).is_some_and(|word| {
                word.tag.upos == Upos::Propn && word.tag.number == Some(Number::Sing)
            });
            let is_base = self.lemma(verb) == self.form(verb) && !self.has(verb, &[Relation::Aux]);
            let is_called = is_one && is_base && self.is(name, &[Relation::Nsubj]);
            if is_called && let Some(word) = self.words.get_mut(name) {
                word.relation = Relation::Vocative;
            }
        }
    }

    /// The verb whose subject a verb shares that is joined to one of the other number.
    fn fitting(&self, verb: usize) -> Option<usize> {
        let first = self.head(verb).filter(|&head| head < verb)?;
        if !self.is(verb, &[Relation::Conj]) || self.has(verb, SUBJECTS) {
            return None;
        }
        let number = self.number(verb)?;
        if self.number(first)? == number {
            return None;
        }
        let mut above = self.upwards(first).skip(1);
        above.find(|&above| {
            above < first && self.has(above, SUBJECTS) && self.number(above) == Some(number)
        })
    }

    /// The number of a verb in the present or with a helping verb that tells it.
    fn number(&self, verb: usize) -> Option<Number> {
        let mut children = self.children(verb);
        if children.any(|child| self.is(child, SUBJECTS) && ADDRESSED.contains(&self.form(child))) {
            return None;
        }
        let helps = &[Relation::Aux, Relation::AuxPass, Relation::Cop];
        let helper = self.children(verb).find(|&child| self.is(child, helps));
        if let Some(helper) = helper {
            let form = self.form(helper);
            return match () {
                () if SINGULAR.contains(&form) => Some(Number::Sing),
                () if PLURAL.contains(&form) => Some(Number::Plur),
                () => None,
            };
        }
        let tag = self.word(verb)?.tag;
        let is_present = tag.upos == Upos::Verb
            && tag.verb_form == Some(VerbForm::Fin)
            && tag.mood == Some(Mood::Ind)
            && tag.tense == Some(Tense::Pres);
        // The bare form is also that of "I" and "you", and of infinitives that are taken for finite.
        tag.number
            .filter(|number| is_present && *number == Number::Sing)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn joined_verbs_agree() {
        let text = "Many states have accepted that the general has survived the war and are preparing to reopen embassies.";
        check(text, "preparing", "conj", "accepted");
        let text =
            "The minister says that the rebels have left the town and is sending engineers there.";
        check(text, "sending", "conj", "says");
        // One number for both: the nearest.
        let text =
            "The minister says that the general has left the town and is sending engineers there.";
        check(text, "sending", "conj", "left");
        // Nobody above has that number.
        let text = "The generals have left the town and is there.";
        check(text, "there", "conj", "left");
    }
}
