//! Marks that reach across. No mark hangs on a word with something between that is not below that word: in "If they
//! are not freed, he said, Peru will act" the second comma is not of the condition, which would else hold "he said".

use super::sentence::Sentence;
use crate::text::relation::Relation;

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs such marks on what stands right before them.
    pub fn settle_marks(&mut self) {
        for mark in 1..self.words.len() {
            let head = self.head(mark).filter(|&head| head < mark);
            let Some(head) = head.filter(|_| self.is(mark, &[Relation::Punct])) else {
                continue;
            };
            let crosses = |at: usize| !self.upwards(at).any(|above| above == head);
            if !(head + 1..mark).any(crosses) {
                continue;
            }
            let group = self.upwards(mark - 1).take_while(|&above| above < mark);
            if let Some(top) = group.last() {
                self.hang(mark, top, Relation::Punct);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::relation::Relation;
    use crate::text::repair::repair;
    use crate::text::tag::{Tag, Upos};
    use crate::text::word::Word;
    use std::borrow::Cow;

    #[test]
    fn a_mark_does_not_reach_across_who_speaks() {
        let word = |upos, head, relation| Word {
            tag: Tag::bare(upos),
            head,
            relation,
        };
        let mut words = [
            word(Upos::Verb, Some(4), Relation::Advcl),
            word(Upos::Pron, Some(2), Relation::Nsubj),
            word(Upos::Verb, None, Relation::Root),
            word(Upos::Punct, Some(0), Relation::Punct),
            word(Upos::Verb, Some(2), Relation::Ccomp),
        ];
        let forms = ["freed", "he", "said", ",", "act"];
        repair(&mut words, forms.into_iter(), |form, _| Cow::Borrowed(form));
        assert_eq!(words[3].head, Some(2));
    }
}
