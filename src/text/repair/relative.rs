//! Subjects that are described before their verb: "Chile and Peru, whose leaders have not met, agreed to talk". What
//! opens a sentence and goes on with a comma and "which" or a participle is the subject of the finite verb behind the
//! closing comma; the parser may take the describing clause for the main one.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Tag, Tense, Upos, VerbForm};

/// Words that open a describing clause.
const OPENING: &[&str] = &["who", "which", "whose"];
/// What stands by a verb before it.
const HELPING: &[Relation] = &[Relation::Aux, Relation::AuxPass, Relation::Cop];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes what opens the sentence the subject of its main verb.
    pub fn tell_described(&mut self) {
        let Some((noun, opening)) = self.described_subject() else {
            return;
        };
        self.find_main(noun, opening);
        let Some((comma, main)) = self.main_behind(opening) else {
            return;
        };
        let Some(clause) = self.describing(opening, comma) else {
            return;
        };
        let participle = clause == opening;
        let described = participle || self.is(clause, &[Relation::AclRelcl]);
        let known = described && self.head(noun) == Some(main) && self.is(noun, SUBJECTS);
        let other = self
            .children(main)
            .any(|at| at != noun && at != clause && self.is(at, SUBJECTS));
        if known || other || main == clause {
            return;
        }
        self.lift(main, &[clause, noun]);
        let subject = if self.has(main, &[Relation::AuxPass]) {
            Relation::NsubjPass
        } else {
            Relation::Nsubj
        };
        for above in [clause, noun] {
            self.hand_on(above, main, comma);
        }
        self.hang(noun, main, subject);
        let relation = if participle {
            Relation::Acl
        } else {
            Relation::AclRelcl
        };
        self.hang(clause, noun, relation);
        self.make_finite(clause, Tense::Pres);
    }

    /// "Peru may go, a thing Chile has vowed to prevent": behind a noun with "a", without a comma between, stands who does
    /// something to it.
    pub fn tell_objects(&mut self) {
        for name in 1..self.words.len() {
            if !self.is(name, &[Relation::Appos]) {
                continue;
            }
            let thing = self
                .head(name)
                .filter(|&thing| thing + 1 == self.first(name));
            let Some(thing) = thing else { continue };
            let verb = self.head(thing).filter(|&verb| verb > name);
            let Some(verb) = verb.filter(|_| self.is(thing, &[Relation::Nsubj])) else {
                continue;
            };
            let mut articles = self.children(thing);
            let is_new = articles.any(|at| matches!(self.form(at), "a" | "an"));
            let opening = self.first(thing).checked_sub(1).map(|at| self.form(at));
            drop(articles);
            let Some(place) = self.word(verb).copied() else {
                continue;
            };
            if !is_new || opening != Some(",") || place.head.is_none_or(|head| head > thing) {
                continue;
            }
            self.words[thing].head = place.head;
            self.words[thing].relation = Relation::Appos;
            self.hang(verb, thing, Relation::AclRelcl);
            self.hang(name, verb, Relation::Nsubj);
        }
    }

    /// "Peru, which borders Chile, ...": what tells of a noun behind "which" is a verb.
    fn make_finite(&mut self, verb: usize, tense: Tense) {
        let is_noun = self.is_upos(verb, Upos::Noun);
        let is_described = self.is(verb, &[Relation::Amod]);
        if let Some(word) = self.words.get_mut(verb).filter(|_| is_noun || is_described) {
            word.tag = Tag::finite(tense);
        }
    }

    /// "Peru, which backs them, promised weapons": no weapons were promised where the sentence has no other verb.
    fn find_main(&mut self, noun: usize, opening: usize) {
        let mut behind = self.forms.clone().enumerate().skip(opening);
        let Some((comma, _)) = behind.find(|(_, form)| *form == ",") else {
            return;
        };
        let verb = comma + 1;
        let is_past = self.is_upos(verb, Upos::Verb) && self.form(verb).ends_with("ed");
        let object = self.head(verb).filter(|&object| object > verb);
        let Some(object) = object.filter(|_| is_past && self.is(verb, &[Relation::Amod])) else {
            return;
        };
        if !self.is(noun, &[Relation::Root]) {
            return;
        }
        self.make_finite(verb, Tense::Past);
        self.rise(verb, noun, Relation::Nsubj);
        self.hang(object, verb, Relation::Obj);
    }

    /// The noun that opens the sentence and the word that begins what describes it.
    fn described_subject(&self) -> Option<(usize, usize)> {
        let forms = self.forms.clone().enumerate();
        let mut pairs = std::iter::once("").chain(self.forms.clone()).zip(forms);
        let (_, (opening, _)) = pairs.find(|(before, (at, form))| {
            *before == "," && (OPENING.contains(form) || self.is_participle(*at))
        })?;
        let comma = opening - 1;
        let opens = |at: usize| {
            let nominal = [
                Upos::Noun,
                Upos::Propn,
                Upos::Adj,
                Upos::Det,
                Upos::Num,
                Upos::Adp,
            ];
            let joins = [Upos::Cconj, Upos::Part, Upos::Punct];
            let mut fits = nominal.iter().chain(&joins);
            fits.any(|&upos| self.is_upos(at, upos)) && self.form(at) != ","
        };
        let is_noun = |at: usize| self.is_upos(at, Upos::Noun) || self.is_upos(at, Upos::Propn);
        let is_top = |&at: &usize| self.head(at).is_none_or(|head| head >= comma);
        let plain = (0..comma).all(opens) && !self.is_upos(0, Upos::Adp);
        let noun = (0..comma).find(|at| is_top(at) && is_noun(*at))?;
        (plain && !self.has_preposition(noun)).then_some((noun, opening))
    }

    /// The comma that ends the description, and the main verb behind it.
    fn main_behind(&self, opening: usize) -> Option<(usize, usize)> {
        let commas = self.forms.clone().enumerate().skip(opening);
        let mut commas = commas.filter(|(_, form)| *form == ",").map(|(at, _)| at);
        commas.find_map(|comma| {
            let mut behind = comma + 1..self.words.len();
            let first = behind.find(|&at| !self.is_upos(at, Upos::Adv))?;
            let finite = self.word(first)?.tag.verb_form == Some(VerbForm::Fin);
            let verbal = self.is_upos(first, Upos::Verb) || self.is_upos(first, Upos::Aux);
            if !(finite && verbal) {
                return None;
            }
            let helped = self.head(first).filter(|_| self.is(first, HELPING));
            let main = helped.unwrap_or(first);
            (main >= first).then_some((comma, main))
        })
    }

    fn is_participle(&self, at: usize) -> bool {
        let form = self.word(at).and_then(|word| word.tag.verb_form);
        self.is_upos(at, Upos::Verb) && matches!(form, Some(VerbForm::Part | VerbForm::Ger))
    }

    /// The verb of the description.
    fn describing(&self, opening: usize, comma: usize) -> Option<usize> {
        if self.is_participle(opening) {
            return Some(opening);
        }
        let mut verb = self.head(opening)?;
        if self.form(opening) == "whose" {
            verb = self.head(verb)?;
        }
        let is_helper = self.is(verb, HELPING);
        let verb = self.head(verb).filter(|_| is_helper).unwrap_or(verb);
        (opening < verb && verb < comma).then_some(verb)
    }

    /// Puts a word where the highest of those above it stands.
    fn lift(&mut self, at: usize, above: &[usize]) {
        let highest = self.upwards(at).filter(|word| above.contains(word)).last();
        let place = highest.and_then(|highest| self.word(highest).copied());
        if let (Some(place), Some(word)) = (place, self.words.get_mut(at)) {
            // "Peru, which has ships, will pay, the minister said": the whole is what he said.
            let relation = if SUBJECTS.contains(&place.relation) {
                Relation::Ccomp
            } else {
                place.relation
            };
            (word.head, word.relation) = (place.head, relation);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn a_described_subject_has_its_verb_behind_the_description() {
        let text = "Chad and Norway, whose leaders have not met since 2019, agreed on Monday to open a port.";
        check(text, "agreed", "root", "-");
        check(text, "Chad", "nsubj", "agreed");
        check(text, "met", "acl:relcl", "Chad");
        let text =
            "The rains, which caused floods in Chad, have cut off many towns, the minister said.";
        check(text, "cut", "ccomp", "said");
        let text = "Norway, which borders three, offered to help.";
        check(text, "borders", "acl:relcl", "Norway");
        check(text, "Norway", "nsubj", "offered");
        let text = "Norway, which trades with Chad, promised ships.";
        check(text, "promised", "root", "-");
        check(text, "ships", "obj", "promised");
        let text = "Norway, speaking for Chad, will ask for more ships.";
        check(text, "Norway", "nsubj", "ask");
    }

    #[test]
    fn who_stands_behind_a_noun_does_something_to_it() {
        let text = "Norway may build the bomb, a plan Chad has vowed to prevent.";
        check(text, "Chad", "nsubj", "vowed");
        check(text, "vowed", "acl:relcl", "plan");
    }

    #[test]
    fn other_sentences_are_left_alone() {
        let text = "In Norway, which has sent ships, the minister said more would follow.";
        check(text, "said", "root", "-");
        let text = "Norway, which has sent ships.";
        check(text, "sent", "acl:relcl", "Norway");
    }
}
