//! What is about to be: in "the minister is due to sign" and "is about to leave" an adjective heads the clause and an
//! infinitive completes it. The parser may take "due to" for the preposition that it is before nouns ("late due to
//! rain").

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos};

/// What belongs to the clause, wherever it hangs.
const OF_CLAUSE: &[Relation] = &[
    Relation::Advmod,
    Relation::Aux,
    Relation::Cc,
    Relation::Cop,
    Relation::Expl,
    Relation::Mark,
    Relation::Punct,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes heads of the adjectives that are taken for prepositions or adverbs.
    pub fn head_due(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate() {
            if !matches!(form, "about" | "due") || self.form(at + 1) != "to" {
                continue;
            }
            if let Some(verb) = self.head(at).filter(|&verb| self.is_due(at, verb)) {
                self.make_head(at, verb);
            }
            let heads = self.has(at, &[Relation::Cop]) && self.has(at, &[Relation::Xcomp]);
            if let Some(word) = self.words.get_mut(at).filter(|_| heads) {
                word.tag = Tag::bare(Upos::Adj);
            }
        }
    }

    /// Whether the verb right behind "due to" has the copula before it.
    fn is_due(&self, at: usize, verb: usize) -> bool {
        let mut copulas = self.children(verb);
        let has_copula = copulas.any(|child| child < at && self.is(child, &[Relation::Cop]));
        let hangs = &[Relation::Mark, Relation::Case, Relation::Advmod];
        let is_base = self.is_upos(verb, Upos::Verb) && self.lemma(verb) == self.form(verb);
        verb == at + 2 && has_copula && is_base && self.is(at, hangs)
    }

    fn make_head(&mut self, due: usize, verb: usize) {
        self.rise(due, verb, Relation::Xcomp);
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == due {
                word.tag = Tag::bare(Upos::Adj);
            } else if at == due + 1 {
                (word.head, word.relation) = (Some(verb), Relation::Mark);
            } else if word.head == Some(verb) {
                let is_subject = SUBJECTS.contains(&word.relation);
                if is_subject && word.relation == Relation::NsubjOuter {
                    word.relation = Relation::Nsubj;
                }
                let is_of_clause = OF_CLAUSE.contains(&word.relation) && at < due;
                let ends = word.relation == Relation::Punct;
                if is_subject || is_of_clause || ends {
                    word.head = Some(due);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_is_due_heads_its_clause() {
        let text = "Norway's minister is due to sign the treaty on Friday.";
        check(text, "due", "root", "-");
        check(text, "minister", "nsubj", "due");
        check(text, "sign", "xcomp", "due");
    }

    #[test]
    fn what_is_due_to_a_thing_does_not() {
        let text = "The delay is due to storms.";
        check(text, "storms", "root", "-");
    }
}
