//! Titles and names. One verb has one subject and one object: a person's name right behind the noun that tells who
//! that is, or between commas, is the noun's apposition ("Her counterpart Tom Ray said"), and two names side by side
//! are one ("met Jordan Smith"). No name goes on behind the plural that a title is for ("Minister for Ports and
//! Harbours Ann Lee"), and no month is a spokesman ("in March, the spokesman, Tom Ray, said").

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::{Number, Upos};

/// What only one noun group is to a verb.
const ONCE: &[Relation] = &[Relation::Nsubj, Relation::Obj];

/// What a title at the end of a report is taken for.
const STRAY: &[Relation] = &[Relation::Appos, Relation::Conj, Relation::Nmod];

/// What a title is for.
const FOR: &[&str] = &["for", "of"];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs names on the titles and the names before them.
    pub fn name_titles(&mut self) {
        for name in 0..self.words.len() {
            if !self.is_upos(name, Upos::Propn) {
                continue;
            }
            if let Some(title) = self.title_for(name) {
                self.hang(name, title, Relation::Appos);
            }
            if self.has_preposition(name) || !self.is(name, ONCE) {
                continue;
            }
            if let Some(title) = self.title_of(name) {
                self.hang(name, title, Relation::Appos);
            } else if let Some(first) = self.name_before(name) {
                self.hang(name, first, Relation::Flat);
            } else if let Some(title) = self.stray_title(name)
                && let Some(verb) = self.head(name)
            {
                self.hang(title, verb, Relation::Nsubj);
                self.hang(name, title, Relation::Appos);
            }
        }
    }

    /// The subject before a name that is taken for one more.
    fn title_of(&self, name: usize) -> Option<usize> {
        let verb = self.head(name).filter(|&verb| name < verb)?;
        let before = self.before_name(name)?;
        let is_title = |&at: &usize| {
            self.head(at) == Some(verb) && self.is(at, &[Relation::Nsubj]) && self.is_one(at)
        };
        let mut group = self.upwards(before);
        group.find(is_title)
    }

    /// The name right before one that is taken for another in the same place.
    fn name_before(&self, name: usize) -> Option<usize> {
        let before = self.start_of(name).checked_sub(1)?;
        let same = |&at: &usize| {
            self.head(at) == self.head(name)
                && self.word(at).map(|word| word.relation)
                    == self.word(name).map(|word| word.relation)
        };
        let top = self.upwards(before).find(same)?;
        let is_name = self.is_upos(before, Upos::Propn) && self.is_upos(top, Upos::Propn);
        (is_name && !self.has(top, &[Relation::Conj, Relation::Appos])).then_some(top)
    }

    /// Who speaks at the end of a report, taken for a part of it: "..., the spokesman, Tom Ray, said".
    fn stray_title(&self, name: usize) -> Option<usize> {
        let verb = self.head(name).filter(|&verb| name < verb)?;
        let mut reported = self.children(verb);
        let reports = reported.any(|at| at < name && self.is(at, &[Relation::Ccomp]));
        let mark = self.start_of(name).checked_sub(1)?;
        let before = self.before_name(name)?;
        let mut group = self.upwards(before);
        let title = group.find(|&at| self.is(at, STRAY))?;
        let opening = self.start_of(title).checked_sub(1)?;
        let is_apart = self.form(mark) == "," && self.form(opening) == ",";
        let is_told = reports && is_apart && self.is_reporting(verb);
        (is_told && self.is_one(title) && self.is(name, &[Relation::Nsubj])).then_some(title)
    }

    /// The last word before a name, or before the comma that parts it from its title where another closes it.
    fn before_name(&self, name: usize) -> Option<usize> {
        let before = self.start_of(name).checked_sub(1)?;
        if self.form(before) != "," {
            return Some(before);
        }
        let verb = self.head(name)?;
        let closed = (name..verb).any(|at| self.form(at) == ",");
        before.checked_sub(1).filter(|_| closed)
    }

    /// The title of a name that is taken for the rest of what the title is for.
    fn title_for(&self, name: usize) -> Option<usize> {
        let above = self.head(name).filter(|&above| above + 1 == name)?;
        let is_rest = self.is(name, &[Relation::Flat]) && self.form(above).ends_with('s');
        let joined = self
            .head(above)
            .filter(|_| self.is(above, &[Relation::Conj]));
        let object = joined.unwrap_or(above);
        let mut cases = self.children(object);
        let is_for = cases.any(|at| self.is(at, &[Relation::Case]) && FOR.contains(&self.form(at)));
        let title = self.head(object).filter(|&title| title < object)?;
        let of_title = self.is(object, &[Relation::Nmod]) && self.is_one(title);
        let is_named = self.has(title, &[Relation::Flat, Relation::Appos]);
        (is_rest && is_for && of_title && !is_named).then_some(title)
    }

    /// The first word of a group, but for marks.
    fn start_of(&self, at: usize) -> usize {
        let mut group = self.first(at)..=at;
        group
            .find(|&word| !self.is_upos(word, Upos::Punct))
            .unwrap_or(at)
    }

    /// Whether a word is a noun, or names something, of which there is one.
    fn is_one(&self, at: usize) -> bool {
        let is_one = self.word(at).map(|word| word.tag.number) == Some(Some(Number::Sing));
        is_one && (self.is_upos(at, Upos::Noun) || self.has(at, &[Relation::Nmod]))
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn a_name_behind_a_title_explains_it() {
        let text = "Her Norwegian counterpart Tom Dahl said his side would wait.";
        check(text, "counterpart", "nsubj", "said");
        check(text, "Tom", "appos", "counterpart");
        let text = "Her Norwegian counterpart, Tom Dahl, said his side would wait.";
        check(text, "Tom", "appos", "counterpart");
    }

    #[test]
    fn names_side_by_side_are_one() {
        let text = "He met Jordan Smith in a bar.";
        check(text, "Smith", "flat", "Jordan");
    }

    #[test]
    fn no_name_is_what_a_title_is_for() {
        let text = "Norway's Minister for Ports and Harbours Kari Dahl left.";
        check(text, "Kari", "appos", "Minister");
    }

    #[test]
    fn who_speaks_is_no_part_of_the_report() {
        let text = "Talks with Chad would resume in March, the EU spokesman, Tom Dahl, said.";
        check(text, "spokesman", "nsubj", "said");
        check(text, "Tom", "appos", "spokesman");
    }

    #[test]
    fn other_subjects_are_left_alone() {
        let text = "The envoy said Tom Dahl would come.";
        check(text, "Tom", "nsubj", "come");
        check(text, "envoy", "nsubj", "said");
    }
}
