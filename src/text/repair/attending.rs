//! What goes along: "They settled it, with Chile promising to leave and Peru agreeing to wait". Behind "with" and a noun
//! group, a gerund tells what that group does meanwhile; it is the gerund's subject, not its adjunct.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos};

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Gives such gerunds their subjects.
    pub fn attend(&mut self) {
        for gerund in 2..self.words.len() {
            if !self.is_gerund(gerund) {
                continue;
            }
            let has_subject = self.has(gerund, SUBJECTS);
            if let Some((with, subject)) = self.goes_along(gerund) {
                self.hang(subject, gerund, Relation::Nsubj);
                self.hang(with, gerund, Relation::Mark);
                if let Some(word) = self.words.get_mut(with) {
                    word.tag = Tag::bare(Upos::Sconj);
                }
            } else if let Some((first, subject)) = self.goes_on(gerund).filter(|_| !has_subject) {
                let conjunction = self
                    .children(subject)
                    .find(|&at| self.is(at, &[Relation::Cc]));
                self.hang(gerund, first, Relation::Conj);
                self.hang(subject, gerund, Relation::Nsubj);
                if let Some(conjunction) = conjunction {
                    self.hang(conjunction, gerund, Relation::Cc);
                }
            }
        }
    }

    fn is_gerund(&self, at: usize) -> bool {
        self.is_upos(at, Upos::Verb)
            && self.is(at, &[Relation::Acl, Relation::Advcl, Relation::Conj])
            && self.form(at).ends_with("ing")
    }

    /// "With" and the group between it and a gerund, which hangs on the gerund.
    fn goes_along(&self, gerund: usize) -> Option<(usize, usize)> {
        let mut group = self.upwards(gerund - 1);
        let subject = group.find(|&at| self.head(at) == Some(gerund) && at < gerund)?;
        let mut cases = self.children(subject);
        let with = cases.find(|&at| at < subject && self.form(at) == "with")?;
        self.is(subject, &[Relation::Nsubj, Relation::Obl])
            .then_some((with, subject))
    }

    /// The first such gerund, and who stands behind "and" right before a later one.
    fn goes_on(&self, gerund: usize) -> Option<(usize, usize)> {
        let joined = |&at: &usize| {
            self.is(at, &[Relation::Conj]) && self.has(at, &[Relation::Cc]) && at < gerund
        };
        let subject = self.upwards(gerund - 1).find(joined)?;
        let attends = |&at: &usize| {
            let mut marks = self.children(at);
            marks.any(|mark| self.is(mark, &[Relation::Mark]) && self.form(mark) == "with")
        };
        let first = self.upwards(subject).find(attends)?;
        let below = self.upwards(gerund).any(|above| above == first);
        (first < subject && below && first != gerund).then_some((first, subject))
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn who_goes_along_does_so() {
        let text = "Norway and Chad settled the row, with Oslo promising to drop its lawsuit and Chad agreeing to finance a plant.";
        check(text, "Oslo", "nsubj", "promising");
        check(text, "agreeing", "conj", "promising");
        check(text, "with", "mark", "promising");
    }

    #[test]
    fn whom_one_deals_with_does_not() {
        let text = "Norway is working with Chad, hoping to agree.";
        check(text, "Chad", "obl", "working");
    }
}
