//! Names that begin a headline, and what they are to do: "Peru, Chile to build bridge". The parser takes a
//! second name for the description of the first, and the infinitive for that of a name.

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Tense, Upos, VerbForm};
use crate::text::word::Word;

/// Words of one name at most.
const NAME_WORDS_MAX: usize = 4;

/// Verbs of headlines that are nouns, too.
const VERBS: &[&str] = &[
    "backs", "bans", "cuts", "halts", "hosts", "offers", "orders", "plans", "pledges", "promises",
    "vows",
];

/// What a later name of a row is taken for.
const MISTAKEN: &[Relation] = &[
    Relation::Appos,
    Relation::Compound,
    Relation::Flat,
    Relation::List,
    Relation::Nsubj,
    Relation::Parataxis,
    Relation::Vocative,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Joins the names at the start that have commas alone between them and their verb behind, and makes what
    /// they are to do the verb of which they are the subject.
    pub fn read_headline(&mut self) {
        let Some(first) = self.name_head(0, self.name_end(0)) else {
            return;
        };
        let mut start = 0;
        let mut end = self.name_end(start);
        while self.form(end) == "," && self.name_end(end + 1) > end + 1 {
            start = end + 1;
            end = self.name_end(start);
        }
        if start > 0 && self.is_verbal(end) {
            self.join_names(first, end);
        }
        self.make_root(first);
        self.read_verb(first, end);
    }

    /// "Peru pledges aid": behind the names, with something behind it and no other verb, such a noun is one.
    fn read_verb(&mut self, first: usize, verb: usize) {
        let is_noun = self.is_upos(verb, Upos::Noun) && VERBS.contains(&self.form(verb));
        let is_finite =
            |word: &Word| word.tag.upos == Upos::Aux || word.tag.verb_form == Some(VerbForm::Fin);
        if !is_noun || self.words.iter().any(is_finite) {
            return;
        }
        let Some(object) = self.head(verb).filter(|&object| object > verb) else {
            return;
        };
        let of_object = self.is(
            verb,
            &[Relation::Compound, Relation::Nmod, Relation::NmodUnmarked],
        );
        let names = self.upwards(first).any(|at| at == verb || at == object);
        if !of_object || !names || !self.is(object, &[Relation::Root]) {
            return;
        }
        self.rise(verb, object, Relation::Obj);
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == verb {
                word.tag = Tag::finite(Tense::Pres);
            } else if at == first {
                (word.head, word.relation) = (Some(verb), Relation::Nsubj);
            } else if at < verb && (word.head == Some(object) || word.head == Some(verb)) {
                word.head = Some(first);
            }
        }
    }

    /// One past the name that begins at a word.
    fn name_end(&self, start: usize) -> usize {
        let mut all = start..start + NAME_WORDS_MAX;
        all.find(|&at| !self.is_upos(at, Upos::Propn))
            .unwrap_or(start)
    }

    /// The word of a stretch on which the others hang.
    fn name_head(&self, start: usize, end: usize) -> Option<usize> {
        let outside = |at: &usize| {
            self.head(*at)
                .is_none_or(|head| !(start..end).contains(&head))
        };
        (start..end).find(outside)
    }

    fn is_verbal(&self, at: usize) -> bool {
        self.form(at) == "to" || self.is_upos(at, Upos::Aux) || self.is_upos(at, Upos::Verb)
    }

    /// Hangs each name before `end` on the first.
    fn join_names(&mut self, first: usize, end: usize) {
        let mut start = self.name_end(0) + 1;
        while start < end {
            let stop = self.name_end(start);
            let head = self.name_head(start, stop);
            let fits = |&head: &usize| {
                self.is(head, MISTAKEN) && !self.upwards(first).any(|at| at == head)
            };
            if let Some(word) = head.filter(fits).and_then(|head| self.words.get_mut(head)) {
                (word.head, word.relation) = (Some(first), Relation::Conj);
            }
            start = stop + 1;
        }
    }

    /// An infinitive right behind the names takes their place, and they become its subject.
    fn make_root(&mut self, first: usize) {
        let of_names = |at: usize| {
            let mut above = self.upwards(at);
            above.any(|at| at == first)
        };
        let is_name =
            |at: usize| self.is_upos(at, Upos::Propn) || matches!(self.form(at), "," | "and" | "&");
        let mut words = first..self.words.len();
        let end = words.find(|&at| self.form(at) == "to" || !is_name(at));
        let Some(to) = end.filter(|&at| self.form(at) == "to") else {
            return;
        };
        let Some(verb) = self.head(to).filter(|&verb| verb > to) else {
            return;
        };
        let is_infinitive = self
            .word(verb)
            .is_some_and(|word| word.tag.verb_form == Some(VerbForm::Inf));
        let describes = self.is(verb, &[Relation::Acl, Relation::Advcl]) && is_infinitive;
        if !describes || !of_names(verb) || !(0..to).all(of_names) {
            return;
        }
        let (above, relation) = match self.word(first) {
            Some(word) if word.head.is_none() => (None, Relation::Root),
            Some(word) if word.relation == Relation::Nsubj => (word.head, Relation::Ccomp),
            _ => return,
        };
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == verb {
                (word.head, word.relation) = (above, relation);
            } else if at == first {
                (word.head, word.relation) = (Some(verb), Relation::Nsubj);
            } else if at > verb && word.head == Some(first) {
                word.head = Some(verb);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn names_with_commas_between_act_together() {
        check(
            "Belarus, Venezuela to build brick plant",
            "Venezuela",
            "conj",
            "Belarus",
        );
        check(
            "Belarus, Venezuela to build brick plant",
            "Belarus",
            "nsubj",
            "build",
        );
        check(
            "China, Kazakhstan agree to open border",
            "Kazakhstan",
            "conj",
            "China",
        );
        check(
            "South Korea, Japan agree to open border",
            "Japan",
            "conj",
            "Korea",
        );
    }

    #[test]
    fn who_is_to_do_something_is_a_subject() {
        check("Spain and Morocco to talk Monday", "talk", "root", "-");
        check("Spain and Morocco to talk Monday", "Spain", "nsubj", "talk");
        check(
            "Egypt to host peace round, Kenya says",
            "host",
            "ccomp",
            "says",
        );
        check(
            "Egypt to host peace round, Kenya says",
            "Egypt",
            "nsubj",
            "host",
        );
    }

    #[test]
    fn what_somebody_pledges_is_no_pledge() {
        let text = "Norway pledges aid for Chad flood victims";
        check(text, "pledges", "root", "-");
        check(text, "Norway", "nsubj", "pledges");
        check(text, "aid", "obj", "pledges");
        let text = "Norway aid pledges";
        check(text, "pledges", "root", "-");
        check(text, "aid", "compound", "pledges");
    }

    #[test]
    fn other_names_are_left_alone() {
        let text = "Egypt, a neighbour of Libya, agreed to open the border.";
        check(text, "neighbour", "appos", "Egypt");
        check(
            "Egypt wants Kenya to host peace round.",
            "host",
            "xcomp",
            "wants",
        );
    }
}
