//! Nouns that are verbs. "Peru and the European Union plan to pay": a sentence about nouns needs a copula, and what
//! an infinitive completes where none stands is a verb. The other way round, no subject is a finite verb: in "Peru
//! said talks with Chile would resume" nobody talks.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Number, Tag, Tense, Upos, VerbForm};
use crate::text::word::Word;

/// Verbs that an infinitive completes and that are nouns, too.
const BOTH: &[&str] = &[
    "aim", "aims", "hope", "hopes", "need", "needs", "plan", "plans", "pledge", "pledges",
    "promise", "promises", "vow", "vows",
];

/// What a subject is taken for before a noun.
const TAKEN: &[Relation] = &[
    Relation::Compound,
    Relation::Nmod,
    Relation::NmodUnmarked,
    Relation::Nsubj,
    Relation::Obl,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes verbs of the nouns that head a sentence without a copula and go on with an infinitive.
    pub fn make_verbs(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate() {
            if !BOTH.contains(&form) || self.form(at + 1) != "to" {
                continue;
            }
            self.head_sentence(at);
            if let Some((infinitive, subject)) = self.nominal_clause(at) {
                self.make_verb(at, infinitive, subject);
            }
        }
    }

    /// Makes nouns of the finite verbs that are taken for subjects, and of "will" behind an article.
    pub fn make_nouns(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate() {
            if form == "will" && self.is(at, &[Relation::Aux]) && self.has(at, &[Relation::Det]) {
                self.name_will(at);
            }
        }
        let parts = &[
            Relation::Aux,
            Relation::Cop,
            Relation::Mark,
            Relation::Nsubj,
            Relation::Obj,
        ];
        for at in 0..self.words.len() {
            let is_subject = self.is(at, &[Relation::Nsubj]) && self.is_upos(at, Upos::Verb);
            let is_plural = self.form(at).ends_with('s');
            if !is_subject || !is_plural || self.has(at, parts) {
                continue;
            }
            if let Some(word) = self.words.get_mut(at) {
                word.tag = Tag::bare(Upos::Noun);
                word.tag.number = Some(Number::Plur);
            }
        }
    }

    /// "The will to pay is strong": what is taken for the subject describes the will.
    fn name_will(&mut self, will: usize) {
        let Some(head) = self.head(will) else { return };
        let mut subjects = self.children(head);
        let infinitive = subjects.find(|&at| at > will && self.is(at, &[Relation::Csubj]));
        drop(subjects);
        if let Some(infinitive) = infinitive {
            self.hang(infinitive, will, Relation::Acl);
        }
        let relation = if self.has(head, SUBJECTS) {
            Relation::Obl
        } else {
            Relation::Nsubj
        };
        if let Some(word) = self.words.get_mut(will) {
            word.tag = Tag::bare(Upos::Noun);
            word.relation = relation;
        }
    }

    /// A noun that is taken for one more of what opens the sentence, "In exchange, Peru and Chile plan to pay", heads
    /// it instead where nothing else does.
    fn head_sentence(&mut self, noun: usize) {
        let root = self.head(noun).filter(|&root| root < noun);
        let Some(root) = root.filter(|&root| self.is(root, &[Relation::Root])) else {
            return;
        };
        let is_noun = self.is_upos(root, Upos::Noun) || self.is_upos(root, Upos::Propn);
        let is_finite = |word: &Word| word.tag.verb_form == Some(VerbForm::Fin);
        let has_verb = self.words[..noun].iter().any(is_finite);
        if !is_noun || has_verb || !self.is(noun, &[Relation::Conj]) {
            return;
        }
        let opens = self.has_preposition(root);
        let conjunction = self
            .children(noun)
            .find(|&at| at > root && at < noun && self.is(at, &[Relation::Cc]));
        let relation = if opens {
            Relation::Obl
        } else {
            Relation::Nsubj
        };
        self.rise(noun, root, relation);
        // "States and the Union plan": joined before the verb.
        if let Some(conjunction) = conjunction.filter(|_| !opens) {
            let last = noun - 1;
            for at in conjunction..last {
                if self.head(at) == Some(noun) {
                    self.hang(at, last, self.words[at].relation);
                }
            }
        }
    }

    /// The infinitive right behind a noun that heads a sentence, and the noun group before it.
    fn nominal_clause(&self, at: usize) -> Option<(usize, usize)> {
        let infinitive = self.head(at + 1).filter(|&head| head > at)?;
        let subject = at.checked_sub(1)?;
        let heads = self.is_upos(at, Upos::Noun) && self.is(at, &[Relation::Root]);
        let has_verb = self.words.iter().enumerate().any(|(other, word)| {
            let inside = matches!(
                word.relation,
                Relation::Acl | Relation::AclRelcl | Relation::Advcl
            );
            let is_finite = word.tag.verb_form == Some(VerbForm::Fin);
            is_finite && !inside && (other < at || word.head == Some(at))
        });
        let hang = [infinitive, subject];
        let hang = hang.iter().all(|&word| self.head(word) == Some(at));
        (heads && hang && !has_verb && self.is(subject, TAKEN)).then_some((infinitive, subject))
    }

    /// What stood before the noun belongs to its subject.
    fn make_verb(&mut self, verb: usize, infinitive: usize, subject: usize) {
        let is_first = |at: &usize| *at < subject && self.is(*at, &[Relation::Nsubj]);
        let first = self.children(verb).find(is_first);
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == verb {
                word.tag = Tag::finite(Tense::Pres);
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
    fn a_will_is_no_future() {
        check(
            "The will of Norway to repay is strong.",
            "will",
            "nsubj",
            "strong",
        );
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
