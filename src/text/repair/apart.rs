//! Subjects that the parser parts from their verb: one that it hangs on what opens the sentence, one for which it
//! takes "each", one of two that are joined.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::Upos;

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// On what stands before its clause: "With the river still high, Peru will pay", "In that text the army agreed".
    pub fn across(&self, verb: usize, start: usize) -> Option<usize> {
        let last = self.before(verb, start)?;
        let of_clause = |&at: &usize| {
            let first = self.first(at);
            let is_mark = |at: usize| self.form(at) == ",";
            let is_apart = is_mark(first) || first.checked_sub(1).is_some_and(is_mark);
            let above = self.head(at).filter(|&above| above < first);
            let below = above.is_some_and(|above| self.upwards(above).any(|top| top == verb));
            let is_noun = above.is_some_and(|above| self.is_upos(above, Upos::Noun));
            // "In the meantime, Peru will pay": Peru describes no meantime.
            let opens =
                above.is_some_and(|above| self.first(above) == 0 && self.has_preposition(above));
            // No noun has an object.
            let is_joined = self.has(at, &[Relation::Cc]);
            let begins = is_apart && !is_joined;
            let is_mistaken = (self.is(at, &[Relation::Nsubj, Relation::Conj]) && begins)
                || (self.is(at, &[Relation::Appos]) && begins && opens)
                || (self.is(at, &[Relation::Obj]) && is_noun);
            below && is_mistaken
        };
        let own = self.upwards(last).find(of_clause)?;
        self.is_nominal(own).then_some(own)
    }

    /// "Each" between a verb and its auxiliary is no subject: "Peru and Chile would each pay".
    pub fn let_float(&mut self, verb: usize) {
        let floats = self.children(verb).find(|&at| {
            let mut helpers = self.children(verb);
            at < verb
                && matches!(self.form(at), "each" | "both" | "all")
                && self.is(at, &[Relation::Nsubj])
                && helpers.any(|helper| helper < at && self.is(helper, &[Relation::Aux]))
        });
        if let Some(word) = floats.and_then(|at| self.words.get_mut(at)) {
            word.relation = Relation::Advmod;
        }
    }

    /// Of two names joined by "and" none describes the other: "Chile and Peru plan to pay".
    pub fn part(&mut self, verb: usize) {
        let Some((first, last)) = self.pair(verb) else {
            return;
        };
        let Some(place) = self.word(last).copied() else {
            return;
        };
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == first {
                (word.head, word.relation) = (place.head, place.relation);
            } else if at == last {
                (word.head, word.relation) = (Some(first), Relation::Conj);
            } else if word.head == Some(last) && at < first {
                word.head = Some(first);
            }
        }
    }

    fn pair(&self, verb: usize) -> Option<(usize, usize)> {
        let mut subjects = self.children(verb).filter(|&at| self.is(at, SUBJECTS));
        subjects.find_map(|last| {
            let mut described = self.children(last);
            let first = described.find(|&first| {
                first + 2 == last
                    && self.form(first + 1) == "and"
                    && self.is(first, &[Relation::Compound])
                    && self.is_upos(first, Upos::Propn)
            })?;
            Some((first, last))
        })
    }

    /// A name joined right before the verb of which the name before it is the subject is one, too: "Lima and Quito put
    /// off talks", "Peru, Chile agree".
    pub fn gather(&mut self, verb: usize) {
        let Some(joined) = verb.checked_sub(1) else {
            return;
        };
        let joint = joined.checked_sub(1).map_or("", |joint| self.form(joint));
        let mistaken: &[Relation] = match joint {
            "and" => &[Relation::Advmod, Relation::Obl, Relation::Obj],
            // As in headlines.
            "," => &[Relation::Nsubj],
            _ => return,
        };
        let first = self
            .children(verb)
            .find(|&at| at + 2 == joined && self.is(at, SUBJECTS));
        let hangs = self.head(joined) == Some(verb);
        let is_name = self.form(joined).starts_with(char::is_uppercase);
        let is_mistaken = self.is(joined, mistaken);
        if let Some(word) = self.words.get_mut(joined)
            && first.is_some()
            && hangs
            && is_name
            && is_mistaken
        {
            (word.head, word.relation) = (first, Relation::Conj);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_stands_before_the_clause_has_another_subject() {
        let text = "With the dam still open, Kenya and Chad will send engineers.";
        check(text, "Kenya", "nsubj", "send");
        let text = "In that text the navy and the ELN agreed to leave the port.";
        check(text, "navy", "nsubj", "agreed");
        let text = "Kenya and Chad would each send about 90 engineers, officials said.";
        check(text, "Kenya", "nsubj", "send");
    }

    #[test]
    fn names_joined_before_their_verb_act_together() {
        let text = "Madrid and Rabat put off summit as quarrel goes on";
        check(text, "Rabat", "conj", "Madrid");
        let text = "In exchange, Chile and Thailand plan to sign a border treaty next month.";
        check(text, "Thailand", "conj", "Chile");
        check(text, "Chile", "nsubj", "plan");
        let text = "Zimbabwe, Mozambique agree to restore rail link to Maputo";
        check(text, "Mozambique", "conj", "Zimbabwe");
    }
}
