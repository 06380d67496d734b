//! Possessive marks. "'s" belongs to the word right before it: in "Ann's and Lee's teams" each has her own.

use super::sentence::Sentence;
use crate::text::relation::Relation;

/// As they are written.
const MARKS: &[&str] = &["'s", "’s"];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs possessive marks on what they stand behind.
    pub fn give_marks(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate().skip(1) {
            if !MARKS.contains(&form) || !self.is(at, &[Relation::Case]) {
                continue;
            }
            let owner = self.head(at);
            if self.upwards(at - 1).any(|above| Some(above) == owner) {
                continue;
            }
            let group = self.upwards(at - 1).take_while(|&above| above < at);
            if let Some(top) = group.last() {
                self.hang(at, top, Relation::Case);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn a_mark_is_of_the_word_before_it() {
        let text = "Ann’s and Lee's teams left.";
        check(text, "’s", "case", "Ann");
        check(text, "'s", "case", "Lee");
        let text = "Norway's teams left.";
        check(text, "'s", "case", "Norway");
    }
}
