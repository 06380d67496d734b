//! Subjects that finite verbs must have. Where the parser leaves a verb without one, the noun group before it
//! often hangs on the verb that reports ("Peru said sanctions would stay"), or beside its own verb as if it
//! were called out to ("Peru, a neighbour, will pay").

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::{Mood, Upos, VerbForm};

/// Auxiliaries that only a finite clause has, where no "to" stands before them.
const FINITE: &[&str] = &[
    "are", "can", "could", "had", "has", "have", "is", "may", "might", "must", "shall", "should",
    "was", "were", "will", "would",
];

/// Verbs whose complement is a whole clause.
const REPORTING: &[&str] = &[
    "add", "announce", "argue", "believe", "claim", "confirm", "declare", "ensure", "expect",
    "fear", "hope", "indicate", "insist", "note", "predict", "promise", "reply", "say", "signal",
    "stress", "suggest", "tell", "think", "tweet", "warn", "write",
];

/// What a subject is taken for.
const MISTAKEN: &[Relation] = &[
    Relation::Appos,
    Relation::Compound,
    Relation::Dislocated,
    Relation::Iobj,
    Relation::Nmod,
    Relation::Obj,
    Relation::Obl,
    Relation::Vocative,
    Relation::Xcomp,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Gives subjects to the finite verbs that have none, where their noun group can be told.
    pub fn give_subjects(&mut self) {
        for verb in 0..self.words.len() {
            if self.is_told(verb)
                && let Some(word) = self.words.get_mut(verb)
            {
                word.relation = Relation::Ccomp;
            }
            self.let_float(verb);
            self.give_subject(verb);
            self.part(verb);
            self.gather(verb);
        }
    }

    fn give_subject(&mut self, verb: usize) {
        let Some(start) = self.start(verb) else {
            return;
        };
        let outside = self
            .behind(verb)
            .or_else(|| self.beside(verb, start))
            .or_else(|| self.called(verb, start))
            .or_else(|| self.across(verb, start))
            .or_else(|| self.reported_by(verb, start))
            .or_else(|| self.above(verb, start));
        if let Some(subject) = outside {
            self.join(subject, verb);
        } else if let Some(subject) = self.inside(verb, start) {
            self.raise(verb);
            self.join(subject, verb);
        }
    }

    /// Whether a clause is taken for the subject of the verb that reports it: "Peru will pay, Lee said".
    fn is_told(&self, verb: usize) -> bool {
        let reports = self.head(verb).filter(|&head| head > verb);
        self.is(verb, &[Relation::Nsubj])
            && self.has(verb, &[Relation::Aux])
            && self.has(verb, &[Relation::Nsubj, Relation::NsubjPass])
            && reports.is_some_and(|head| self.is_reporting(head))
    }

    pub fn is_reporting(&self, verb: usize) -> bool {
        self.is_upos(verb, Upos::Verb) && REPORTING.contains(&self.lemma(verb).as_ref())
    }

    /// Where the words of a finite verb without a subject begin: at its auxiliary, else at itself.
    fn start(&self, verb: usize) -> Option<usize> {
        let word = self.word(verb)?;
        let is_joined = self.is(verb, &[Relation::Conj])
            && (self.has(verb, &[Relation::Cc]) || !self.is_reporting(verb));
        if word.tag.upos == Upos::Aux || is_joined || self.is(verb, &[Relation::AclRelcl]) {
            return None;
        }
        let auxiliary = self
            .children(verb)
            .find(|&child| self.is(child, &[Relation::Aux, Relation::AuxPass]));
        let start = match auxiliary {
            Some(at) => {
                let is_finite = at < verb && FINITE.contains(&self.form(at));
                let before = at.checked_sub(1).map_or("", |at| self.form(at));
                (is_finite && before != "to").then_some(at)
            }
            None => {
                let is_finite = word.tag.upos == Upos::Verb
                    && word.tag.verb_form == Some(VerbForm::Fin)
                    && word.tag.mood == Some(Mood::Ind)
                    && self.is(
                        verb,
                        &[
                            Relation::Root,
                            Relation::Ccomp,
                            Relation::Conj,
                            Relation::Parataxis,
                        ],
                    );
                is_finite.then_some(verb)
            }
        }?;
        let mut subjects = self.children(verb).filter(|&at| self.is(at, SUBJECTS));
        subjects.all(|at| self.has_preposition(at)).then_some(start)
    }

    /// The last word of what stands before a verb, but for adverbs and one mark.
    pub fn before(&self, verb: usize, start: usize) -> Option<usize> {
        let of_verb =
            |at: &usize| self.is(*at, &[Relation::Advmod]) && self.head(*at) == Some(verb);
        let mut left = (0..start).rev().skip_while(of_verb);
        let last = left.next()?;
        if self.is_upos(last, Upos::Punct) {
            return matches!(self.form(last), "," | "-" | "--" | "–" | "—" | ")")
                .then(|| left.next())?;
        }
        Some(last)
    }

    pub fn is_nominal(&self, at: usize) -> bool {
        let asks = matches!(
            self.form(at),
            "What" | "what" | "Who" | "who" | "Which" | "which"
        );
        !asks && !self.has(at, &[Relation::Case, Relation::Mark, Relation::Cop])
    }

    /// Whether a verb has its bare form, as when somebody is told or asked to.
    fn is_base(&self, verb: usize) -> bool {
        self.lemma(verb) == self.form(verb)
    }

    /// Behind a quotation: "..., said Ann Lee".
    fn behind(&self, verb: usize) -> Option<usize> {
        let mark = verb.checked_sub(1)?;
        if !self.is_upos(mark, Upos::Punct) || !self.is_reporting(verb) {
            return None;
        }
        let reports = self.is(verb, &[Relation::Parataxis])
            || self
                .children(verb)
                .any(|at| at < verb && self.is(at, &[Relation::Ccomp]));
        let mut after = self.children(verb).filter(|&at| at > verb);
        let first = after.next().filter(|_| reports)?;
        let hears = self.form(verb) == "told";
        (!hears
            && self.is(first, &[Relation::Iobj, Relation::Obj])
            && self.first(first) == verb + 1)
            .then_some(first)
    }

    /// Beside its own verb: "Peru, a neighbour, will pay".
    fn beside(&self, verb: usize, start: usize) -> Option<usize> {
        let last = self.before(verb, start)?;
        let own = self.upwards(last).find(|&at| self.head(at) == Some(verb))?;
        // "Chile, thank you": who is called out to.
        let is_called = start == verb && self.is(own, &[Relation::Vocative]) && self.is_base(verb);
        (own < start && !is_called && self.is(own, MISTAKEN) && self.is_nominal(own)).then_some(own)
    }

    /// Called out to, with words between: "Peru, together with Chile, will pay".
    fn called(&self, verb: usize, start: usize) -> Option<usize> {
        let mut before = self.children(verb).take_while(|&at| at < start);
        let found = before.find(|&at| self.is(at, &[Relation::Vocative, Relation::Dislocated]));
        found.filter(|&at| start < verb && self.is_nominal(at))
    }

    /// On the verb behind it that reports: "talks will resume, Peru said".
    fn reported_by(&self, verb: usize, start: usize) -> Option<usize> {
        let reports = self
            .head(verb)
            .filter(|&at| verb < at && self.is(verb, &[Relation::Ccomp]))?;
        let last = start.checked_sub(1)?;
        let own = self
            .upwards(last)
            .find(|&at| self.head(at) == Some(reports))?;
        (self.is(own, SUBJECTS) && self.is_reporting(reports)).then_some(own)
    }

    /// On the verb that reports: "Peru said sanctions would stay".
    fn above(&self, verb: usize, start: usize) -> Option<usize> {
        let mut taken = self.children(verb).filter(|&at| self.is(at, SUBJECTS));
        let from = taken.next().map_or(start, |at| self.first(at));
        let last = from.checked_sub(1)?;
        let reports = self.upwards(last).find(|&at| self.is_reporting(at))?;
        let own = self
            .upwards(last)
            .find(|&at| self.head(at) == Some(reports))?;
        // "Said talks with Peru would resume": a noun is no clause.
        let is_noun = self.is(own, &[Relation::Ccomp]) && self.is_upos(own, Upos::Noun);
        let is_mistaken = self.is(own, MISTAKEN)
            || is_noun
            || (self.is(own, &[Relation::Nsubj])
                && self
                    .children(reports)
                    .any(|at| at < reports && self.is(at, SUBJECTS)));
        // What the parser hangs on a noun, or on another verb that reports, is reported here.
        let above = self.head(verb)?;
        let of_noun = self.is(verb, &[Relation::Acl, Relation::Advcl, Relation::Parataxis]);
        let of_other = self.is(verb, &[Relation::Ccomp])
            && !self.is(reports, &[Relation::Acl, Relation::AclRelcl]);
        let fits = above == reports || ((of_noun || of_other) && start < verb);
        (reports < own && own < start && fits && is_mistaken && self.is_nominal(own)).then_some(own)
    }

    /// At the end of what it reports: "..., Peru's minister, Ann Lee, said".
    fn inside(&self, verb: usize, start: usize) -> Option<usize> {
        if !self.is_reporting(verb) {
            return None;
        }
        let reported = self.reported(verb)?;
        let last = self.before(verb, start)?;
        let mut path = self
            .upwards(last)
            .take_while(|&at| at != reported && at != verb)
            .collect::<Vec<_>>();
        path.reverse();
        path.into_iter().find(|&at| {
            let first = self.first(at);
            let is_mark = |at: usize| self.form(at) == "," || is_quote(self.form(at));
            let is_apart = is_mark(first) || first.checked_sub(1).is_some_and(is_mark);
            is_apart
                && (self.is(at, MISTAKEN) || self.is(at, &[Relation::Conj, Relation::Parataxis]))
                && self.is_nominal(at)
                && !self.has(at, &[Relation::Cc])
        })
    }

    /// What a verb reports before it, also where it is taken for one more of the same, or for an aside: "..., Peru added".
    fn reported(&self, verb: usize) -> Option<usize> {
        let mut before = self.children(verb).filter(|&at| at < verb);
        let complement = before.find(|&at| self.is(at, &[Relation::Ccomp]));
        let beside = || {
            let is_beside = self.is(verb, &[Relation::Conj, Relation::Parataxis]);
            self.head(verb).filter(|&at| at < verb && is_beside)
        };
        complement.or_else(beside)
    }

    /// A verb that reports governs what it is taken for one more of.
    fn raise(&mut self, verb: usize) {
        let is_beside = self.is(verb, &[Relation::Conj, Relation::Parataxis]);
        let Some(reported) = self.head(verb).filter(|_| is_beside) else {
            return;
        };
        self.rise(verb, reported, Relation::Ccomp);
    }

    fn join(&mut self, subject: usize, verb: usize) {
        if self.upwards(verb).any(|above| above == subject) {
            return;
        }
        let passive = self.has(verb, &[Relation::AuxPass]);
        let reports = self.head(subject);
        let is_reported = reports.is_some_and(|at| {
            at < subject && at != verb && self.is_reporting(at) && subject < verb
        });
        if let Some(word) = self
            .words
            .get_mut(verb)
            .filter(|word| is_reported && word.head != reports)
        {
            (word.head, word.relation) = (reports, Relation::Ccomp);
        }
        let relation = if passive {
            Relation::NsubjPass
        } else {
            Relation::Nsubj
        };
        self.hang(subject, verb, relation);
    }
}

/// What opens or closes a quotation.
fn is_quote(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "``" | "''")
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_is_reported_has_its_own_subject() {
        check(
            "Norway said talks with Denmark would go on in June.",
            "talks",
            "nsubj",
            "go",
        );
        let text = "Norway warned of trouble, saying new Danish tariffs against Oslo will be in force within days.";
        check(text, "tariffs", "nsubj", "force");
        let text = "Hours after Ruiz said Peruvian troops in Haiti would be put under UN command, the minister told reporters that he knew nothing.";
        check(text, "troops", "nsubj:pass", "put");
        check(
            "He told reporters that the talks would resume.",
            "reporters",
            "iobj",
            "told",
        );
        let text = "The palace said tariffs against Chile would stay in force.";
        check(text, "tariffs", "nsubj", "stay");
    }

    #[test]
    fn who_is_described_is_not_called_out_to() {
        let text = "Peru, together with Chile, will help Bolivia.";
        check(text, "Peru", "nsubj", "help");
        let text = "Sweden, a member of the EU, will send a ship to Iceland.";
        check(text, "Sweden", "nsubj", "send");
        let text = "Kenya, which shares a lake with Chad, is sheltering people who have fled.";
        check(text, "Kenya", "nsubj", "sheltering");
        let text = "Kenya, which shares a lake with Chad, was invited to the talks.";
        check(text, "Kenya", "nsubj:pass", "invited");
        let text = "Kenya, thank you for the warm welcome!";
        check(text, "Kenya", "vocative", "thank");
    }

    #[test]
    fn who_reports_is_no_part_of_the_report() {
        let text = "Peru will face tolls, the Chilean trade minister, Ann Soto, told reporters.";
        check(text, "minister", "nsubj", "told");
        let text = "Talks with Tehran would resume in March, the EU spokesman, John Lee, said.";
        check(text, "Talks", "nsubj", "resume");
        check(text, "spokesman", "nsubj", "said");
        let text = "The airport will be opened to Indian planes, Pakistan's minister, Omar Khan, announced.";
        check(text, "minister", "nsubj", "announced");
        check(text, "opened", "ccomp", "announced");
        let text = "\"The lake belongs to all of us,\" said Mwangi.";
        check(text, "Mwangi", "nsubj", "said");
        let text = "He told the press that he would pay, and left.";
        check(text, "press", "iobj", "told");
    }
}
