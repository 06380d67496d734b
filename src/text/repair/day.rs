//! Days on which something was said: "The minister said Monday Chile would pay". A day that stands bare behind the
//! verb that reports, or behind who hears it, is when that was done; the parser takes it for the subject of what is
//! reported, or for a part of that subject's name.

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Upos};

/// Days by their names.
const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Prepositions that stand before places and people, not before days.
const PLACING: &[&str] = &["at", "from", "in", "to", "with"];

/// What may follow such a name.
const PARTS: &[&str] = &["morning", "afternoon", "evening", "night"];

/// What a noun group that goes on behind the day is taken for.
const NAMES: &[Relation] = &[
    Relation::Flat,
    Relation::Appos,
    Relation::Nmod,
    Relation::NmodUnmarked,
    Relation::Conj,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Hangs the days on the verbs that report.
    pub fn hang_days(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate() {
            if !DAYS.contains(&form) {
                continue;
            }
            if let Some(verb) = self.report_before(at) {
                self.hang_day(at, verb);
            }
            self.part_place(at);
            // Nobody signs a Monday, and where somebody else does something, no Monday does.
            let is_object = self.is(at, &[Relation::Obj, Relation::Iobj]);
            let verb = self.head(at).filter(|_| self.is(at, &[Relation::Nsubj]));
            let is_second = verb.is_some_and(|verb| {
                let mut others = self.children(verb);
                others.any(|other| other != at && self.is(other, &[Relation::Nsubj]))
            });
            if let Some(word) = self.words.get_mut(at).filter(|_| is_object || is_second) {
                word.relation = Relation::OblUnmarked;
            }
        }
    }

    /// "Arrives in Chile Thursday": the preposition is the place's.
    fn part_place(&mut self, day: usize) {
        let Some(place) = day.checked_sub(1) else {
            return;
        };
        let is_flat = self.head(day) == Some(place) && self.is(day, &[Relation::Flat]);
        if let Some(above) = self.head(place).filter(|_| is_flat) {
            self.hang(day, above, Relation::OblUnmarked);
            return;
        }
        let names = self.is_upos(place, Upos::Propn) && self.head(place) == Some(day);
        let mut cases = self.children(day);
        let preposition = cases.find(|&at| {
            at < place && self.is(at, &[Relation::Case]) && PLACING.contains(&self.form(at))
        });
        drop(cases);
        let Some(above) = self.head(day).filter(|_| names && preposition.is_some()) else {
            return;
        };
        let relation = self.words[day].relation;
        self.words[place].head = Some(above);
        self.words[place].relation = relation;
        for word in &mut self.words[..place] {
            if word.head == Some(day) {
                word.head = Some(place);
            }
        }
        self.words[day].relation = Relation::OblUnmarked;
    }

    /// The verb that reports right before a day, or before who hears it.
    fn report_before(&self, day: usize) -> Option<usize> {
        let is_more = |&at: &usize| matches!(self.form(at), "early" | "late");
        let before = (0..day).rev().find(|at| !is_more(at))?;
        if self.is_reporting(before) {
            return Some(before);
        }
        let hears = self.is(before, &[Relation::Iobj, Relation::Obj]);
        let verb = self.head(before).filter(|&verb| hears && verb < before)?;
        self.is_reporting(verb).then_some(verb)
    }

    fn hang_day(&mut self, day: usize, verb: usize) {
        let is_part = PARTS.contains(&self.form(day + 1)) && self.head(day) == Some(day + 1);
        let unit = if is_part { day + 1 } else { day };
        let Some(place) = self.word(unit).copied() else {
            return;
        };
        let below: Vec<usize> = self.children(unit).filter(|&at| at > unit).collect();
        let is_placed = place.head == Some(verb) && place.relation == Relation::OblUnmarked;
        let owns = self.has(unit, &[Relation::Case]);
        if owns || self.is(unit, &[Relation::Root]) {
            return;
        }
        self.hang(unit, verb, Relation::OblUnmarked);
        let takes = |at: &usize| self.is(*at, NAMES) && !self.has_preposition(*at);
        let heir = below.iter().copied().find(takes);
        for at in below {
            if Some(at) == heir && !is_placed {
                if let Some(word) = self.words.get_mut(at) {
                    (word.head, word.relation) = (place.head, place.relation);
                }
            } else if let Some(heir) = heir.filter(|_| self.is(at, NAMES)) {
                self.hang(at, heir, Relation::Conj);
            } else if !is_placed {
                self.hang(at, verb, self.words[at].relation);
            }
        }
        self.report(unit + 1, verb);
    }

    /// "Announced Friday that it will pay": the clause is what was announced.
    fn report(&mut self, opening: usize, verb: usize) {
        let clause = self.head(opening).filter(|&clause| clause > opening);
        let Some(clause) = clause.filter(|_| self.form(opening) == "that") else {
            return;
        };
        let is_subject = self.is(opening, &[Relation::Nsubj, Relation::Det]);
        if let Some(word) = self.words.get_mut(opening).filter(|_| !is_subject) {
            word.relation = Relation::Mark;
            word.tag = Tag::bare(Upos::Sconj);
            self.hang(clause, verb, Relation::Ccomp);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn a_day_behind_the_verb_is_when_it_was_said() {
        let text = "Foreign Minister Kari Dahl said Monday Chad would send ships.";
        check(text, "Monday", "obl:unmarked", "said");
        check(text, "Chad", "nsubj", "send");
        let text = "Norway said Thursday it was recalling two envoys.";
        check(text, "Thursday", "obl:unmarked", "said");
        check(text, "it", "nsubj", "recalling");
        let text = "Dahl told lawmakers Tuesday the treaty would be signed soon.";
        check(text, "Tuesday", "obl:unmarked", "told");
        let text = "The navy said Sunday three ships would sail.";
        check(text, "Sunday", "obl:unmarked", "said");
        check(text, "ships", "nsubj", "sail");
        let text = "Norway announced Wednesday that it would leave.";
        check(text, "leave", "ccomp", "announced");
        check(text, "that", "mark", "leave");
    }

    #[test]
    fn other_days_are_left_alone() {
        let text = "Norway said Monday's talks would go on.";
        check(text, "talks", "nsubj", "go");
        check(text, "Monday", "nmod:poss", "talks");
    }

    #[test]
    fn a_day_does_nothing_and_is_done_nothing_to() {
        let text = "Norway will sign the treaty Monday.";
        check(text, "Monday", "obl:unmarked", "sign");
        let text = "Norway's foreign ministry Sunday denied that it would send troops.";
        check(text, "Sunday", "obl:unmarked", "denied");
        check(text, "ministry", "nsubj", "denied");
        let text = "Norway's king arrives in Chad Thursday for talks.";
        check(text, "Chad", "obl", "arrives");
        check(text, "in", "case", "Chad");
        check(text, "Thursday", "obl:unmarked", "arrives");
    }
}
