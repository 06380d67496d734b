//! Verbs that are taken for adjectives. Behind "would", and behind the "to" of an infinitive, stands the base form of
//! a verb: in "Peru would lower duties" and "agreed to double trade" nothing is lower or double. Adjectives that are
//! verbs, too, stand there, and what the parser takes them to describe is their object.

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos, VerbForm};

/// Auxiliaries behind which a verb has its base form.
const MODALS: &[&str] = &[
    "will", "would", "shall", "should", "can", "could", "may", "might", "must",
];

/// Adjectives that are verbs, and that hardly describe what somebody agrees to: "agreed to further talks".
const BOTH: &[&str] = &[
    "clear", "complete", "double", "dry", "ease", "halve", "lower", "open", "secure", "slow",
    "triple",
];

/// What of a noun group is the clause's when its noun turns out to be an object.
const OF_CLAUSE: &[Relation] = &[
    Relation::Advcl,
    Relation::Advmod,
    Relation::Aux,
    Relation::Cc,
    Relation::Ccomp,
    Relation::Expl,
    Relation::Mark,
    Relation::Nsubj,
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Parataxis,
    Relation::Punct,
    Relation::Conj,
];

/// Whether an adjective's form is, or only can be, a verb's.
fn is_verb(form: &str) -> bool {
    let ends = |ending| form.ends_with(ending);
    BOTH.contains(&form) || ["ise", "ize", "ify"].into_iter().any(ends)
}

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes verbs of the adjectives that stand where only a verb can.
    pub fn find_bases(&mut self) {
        let forms = self.forms.clone();
        let mut before = "";
        for (at, form) in forms.enumerate() {
            let called = (MODALS.contains(&before) && self.is_upos(at - 1, Upos::Aux))
                || (before == "to" && is_verb(form) && self.opens_infinitive(at - 1))
                || (before == "to" && self.is_refused(at - 1));
            before = form;
            if called && let Some(noun) = self.described_by(at) {
                self.make_base(at, noun);
            }
        }
    }

    /// "Pledged not to subsidise exports": what is denied behind a verb is done.
    fn is_refused(&self, to: usize) -> bool {
        to.checked_sub(1)
            .is_some_and(|before| self.form(before) == "not")
    }

    /// Whether "to" is a particle here, and hangs on what follows.
    fn opens_infinitive(&self, to: usize) -> bool {
        let follows = self.head(to).is_some_and(|head| head > to);
        follows && self.is_upos(to, Upos::Part)
    }

    /// The noun that a word describes, where what stands before the word hangs on either.
    fn described_by(&self, at: usize) -> Option<usize> {
        let noun = self.head(at).filter(|&noun| noun > at)?;
        let helper = self.head(at.checked_sub(1)?);
        let describes = self.is(at, &[Relation::Amod])
            && (self.is_upos(at, Upos::Adj) || self.is_upos(at, Upos::Verb));
        let nominal = &[Upos::Noun, Upos::Propn, Upos::Verb];
        let is_noun = nominal.iter().any(|&upos| self.is_upos(noun, upos));
        let hangs = helper == Some(noun) || helper == Some(at);
        (describes && is_noun && hangs && !self.has(noun, &[Relation::Cop])).then_some(noun)
    }

    fn make_base(&mut self, verb: usize, noun: usize) {
        let Some(place) = self.word(noun).copied() else {
            return;
        };
        let is_infinitive = self.form(verb - 1) == "to";
        self.rise(verb, noun, Relation::Obj);
        let above = place.head.map(|head| self.is_upos(head, Upos::Verb));
        let relation = match (is_infinitive, above) {
            (true, Some(true)) => Relation::Xcomp,
            (true, Some(false)) => Relation::Acl,
            _ => place.relation,
        };
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == verb {
                word.relation = relation;
                word.tag = Tag {
                    verb_form: Some(VerbForm::Inf),
                    ..Tag::bare(Upos::Verb)
                };
            } else if at == noun {
                if word.tag.upos == Upos::Verb {
                    word.tag = Tag::bare(Upos::Noun);
                }
            } else if at + 1 == verb {
                word.head = Some(verb);
                if is_infinitive {
                    word.relation = Relation::Mark;
                }
            } else if word.head == Some(noun) && (at < verb || OF_CLAUSE.contains(&word.relation)) {
                word.head = Some(verb);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_follows_a_modal_is_a_verb() {
        let text = "Norway said it would lower duties on fish.";
        check(text, "lower", "ccomp", "said");
        check(text, "it", "nsubj", "lower");
        check(text, "duties", "obj", "lower");
        let text = "Norway will free prisoners next week.";
        check(text, "free", "root", "-");
        check(text, "prisoners", "obj", "free");
    }

    #[test]
    fn so_is_what_follows_to() {
        let text = "Norway and Chad agreed to double trade within five years.";
        check(text, "double", "xcomp", "agreed");
        check(text, "trade", "obj", "double");
    }

    #[test]
    fn so_is_what_is_refused() {
        let text = "Norway has pledged not to subsidise exports.";
        check(text, "subsidise", "xcomp", "pledged");
        check(text, "exports", "obj", "subsidise");
    }

    #[test]
    fn adjectives_stay() {
        let text = "Norway gave its consent to further talks.";
        check(text, "further", "amod", "talks");
        let text = "It would be lower tariffs that help.";
        check(text, "lower", "amod", "tariffs");
    }
}
