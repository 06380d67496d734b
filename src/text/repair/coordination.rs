//! What is said of a coordination's last member alone, and what is no member of it. The parser hangs a relative
//! clause on the first member, whatever its number ("Peru and its ally Chile, which has promised ..."), and takes
//! what describes all of them for one more ("Peru and Chile, both neighbours of Bolivia, ..."); behind "and" it takes
//! a second person's name for the rest of the first one's, and a verb's second subject for one beside the first.

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::{Number, Tense, Upos};

/// Pronouns that begin a relative clause.
const RELATIVES: &[&str] = &["that", "which", "who"];

/// Words that are singular wherever they are finite.
const SINGULAR: &[&str] = &["does", "has", "is", "was"];

/// Marks before a relative clause.
const MARKS: &[&str] = &[",", "-", "--", "–", "—"];

/// What a noun group is headed by.
const NOMINAL: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Num, Upos::Pron];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Gives each relative clause and each description the place that number and commas tell.
    pub fn settle_coordinations(&mut self) {
        for at in 0..self.words.len() {
            let Some(first) = self.head(at).filter(|&head| head < at) else {
                continue;
            };
            if self.is(at, &[Relation::AclRelcl]) {
                let last = self.members(first).take_while(|&member| member < at);
                let last = last.last().filter(|&last| self.tells_of(at, last));
                if let Some(last) = last {
                    self.hang(at, last, Relation::AclRelcl);
                }
            } else if self.is(at, &[Relation::Flat])
                && (first..at).any(|between| self.form(between) == "and")
                && let Some(word) = self.words.get_mut(at)
            {
                word.relation = Relation::Conj;
            } else if self.is(at, &[Relation::Conj])
                && self.is_description(at, first)
                && let Some(word) = self.words.get_mut(at)
            {
                word.relation = Relation::Appos;
            }
        }
    }

    /// Makes two subjects of one verb one coordination: "Peru and Chile had agreed".
    pub fn join_subjects(&mut self) {
        for at in 0..self.words.len() {
            let Some(verb) = self.head(at).filter(|&verb| at < verb) else {
                continue;
            };
            if !self.is(at, &[Relation::Nsubj]) {
                continue;
            }
            let start = self.first(at);
            let mut around = [Some(start), start.checked_sub(1)].into_iter().flatten();
            let conjunction =
                around.find(|&word| self.is(word, &[Relation::Cc]) && self.form(word) == "and");
            let Some(conjunction) = conjunction else {
                continue;
            };
            let before = |&child: &usize| child < start && self.is(child, &[Relation::Nsubj]);
            let first = self.children(verb).find(before);
            let first = first.or_else(|| {
                let described = self.opened(conjunction, verb)?;
                self.hang(described, verb, Relation::Nsubj);
                Some(described)
            });
            if let Some(first) = first {
                self.hang(at, first, Relation::Conj);
                self.hang(conjunction, at, Relation::Cc);
            }
        }
    }

    /// Who is taken for a description of what opens the sentence: "In a statement, Peru and Chile said".
    fn opened(&self, conjunction: usize, verb: usize) -> Option<usize> {
        let mut group = self.upwards(conjunction.checked_sub(1)?);
        let found = group.find(|&at| self.is(at, &[Relation::Appos]))?;
        let opener = self.head(found)?;
        let mark = self.first(found).checked_sub(1)?;
        let opens = self.has_preposition(opener) && self.head(opener) == Some(verb);
        (opens && opener < mark && self.form(mark) == ",").then_some(found)
    }

    /// The members of a coordination but the first.
    fn members(&self, first: usize) -> impl Iterator<Item = usize> {
        let children = self.children(first);
        children.filter(|&at| self.is(at, &[Relation::Conj]))
    }

    /// Whether a relative clause stands right behind a member and tells of one.
    fn tells_of(&self, clause: usize, member: usize) -> bool {
        let mut behind = member + 1..self.words.len();
        let begin =
            behind.find(|&at| !MARKS.contains(&self.form(at)) && !self.is(at, &[Relation::Flat]));
        let begins = begin.is_some_and(|at| {
            self.head(at) == Some(clause)
                && self.is(at, &[Relation::Nsubj, Relation::NsubjPass])
                && RELATIVES.contains(&self.form(at))
        });
        let is_singular = self.word(clause).is_some_and(|word| {
            word.tag.number == Some(Number::Sing) && word.tag.tense == Some(Tense::Pres)
        });
        let helps = |at: usize| {
            self.is(at, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
                && SINGULAR.contains(&self.form(at))
        };
        begins && (is_singular || self.children(clause).any(helps))
    }

    /// Whether a member without a conjunction stands behind a comma and the member that closes the coordination.
    fn is_description(&self, at: usize, first: usize) -> bool {
        let has_conjunction = |at: usize| self.has(at, &[Relation::Cc]);
        let is_nominal = |at: usize| NOMINAL.iter().any(|&upos| self.is_upos(at, upos));
        let mut members = self.members(first);
        let is_closed = members.any(|member| member < at && has_conjunction(member));
        let goes_on = self.members(first).any(|member| member > at);
        let child = self.children(at).next().filter(|&child| child < at);
        let mark = child.unwrap_or(at).checked_sub(1);
        is_closed
            && !goes_on
            && !has_conjunction(at)
            && mark.is_some_and(|mark| self.form(mark) == ",")
            && is_nominal(at)
            && is_nominal(first)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_is_said_of_one_is_said_of_the_last() {
        let text = "Germany and its ally Poland, which has agreed to host the missiles, are wary.";
        check(text, "agreed", "acl:relcl", "Poland");
        let text =
            "Germany and neighbouring Poland – which has threatened to leave – will not attend.";
        check(text, "threatened", "acl:relcl", "Poland");
        let text = "Germany and Poland, which have agreed to host the missiles, are wary.";
        check(text, "agreed", "acl:relcl", "Germany");
    }

    #[test]
    fn no_name_goes_on_behind_and() {
        let text = "Norwegian President Tom Arde and Peruvian Prime Minister Ann Okoye refused to sign the treaty.";
        check(text, "Ann", "conj", "Tom");
    }

    #[test]
    fn two_subjects_are_one_coordination() {
        let text = "Finland said Norway and Vietnam had agreed to resume their talks on May 30.";
        check(text, "Vietnam", "conj", "Norway");
        check(text, "and", "cc", "Vietnam");
        let text =
            "In a joint statement, Peru and Chile said they would reopen the border on June 1.";
        check(text, "Peru", "nsubj", "said");
        check(text, "Chile", "conj", "Peru");
        let text = "In the meantime, Norway and Chad will send ships.";
        check(text, "Norway", "nsubj", "send");
        let text = "The minister said Finland would pay and Norway would wait.";
        check(text, "Norway", "nsubj", "wait");
    }

    #[test]
    fn what_describes_all_members_is_none_of_them() {
        let text =
            "Hungary and Slovakia, both members of the EU, will not take part in the deliveries.";
        check(text, "members", "appos", "Hungary");
        check(
            "Hungary, Slovakia and Poland will not take part in the deliveries.",
            "Poland",
            "conj",
            "Hungary",
        );
    }
}
