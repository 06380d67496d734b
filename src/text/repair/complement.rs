//! Infinitives that a verb calls for. With a day or a place between, as news has it ("agreed on Monday to
//! pay"), the parser takes them for clauses of purpose; what they are is a fact of the verb.

use super::sentence::{SUBJECTS, Sentence};
use crate::text::relation::Relation;
use crate::text::tag::Upos;

/// Verbs that an infinitive completes, and that are hardly ever done for a purpose.
const CALLING: &[&str] = &[
    "agree",
    "aim",
    "choose",
    "consent",
    "decide",
    "decline",
    "expect",
    "hope",
    "intend",
    "offer",
    "opt",
    "plan",
    "pledge",
    "promise",
    "propose",
    "refuse",
    "resolve",
    "swear",
    "threaten",
    "undertake",
    "volunteer",
    "vote",
    "vow",
];

/// Verbs by which one brings another to an act: an object and an infinitive complete them.
const BRINGING: &[&str] = &[
    "ask",
    "authorise",
    "authorize",
    "convince",
    "encourage",
    "instruct",
    "invite",
    "order",
    "persuade",
    "urge",
];

/// Verbs that tell somebody something.
const TELLING: &[&str] = &[
    "advise", "assure", "convince", "inform", "notify", "persuade", "promise", "remind", "tell",
    "warn",
];

/// What already completes a verb.
const COMPLEMENTS: &[Relation] = &[
    Relation::Obj,
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::NsubjPass,
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes complements of the infinitives that verbs without another complement call for.
    pub fn complete_verbs(&mut self) {
        let forms = self.forms.clone();
        for (at, form) in forms.enumerate() {
            if form != "to" || !self.is(at, &[Relation::Mark]) {
                continue;
            }
            let infinitive = self.head(at).filter(|&at| self.is_called_for(at));
            if let Some(word) = infinitive.and_then(|at| self.words.get_mut(at)) {
                word.relation = Relation::Xcomp;
            }
        }
    }

    /// Makes what is told of the clauses that are taken to describe who is told it: "told Ann Lee that he would pay".
    pub fn tell_hearers(&mut self) {
        for clause in 0..self.words.len() {
            if !self.is(clause, &[Relation::Acl, Relation::AclRelcl]) {
                continue;
            }
            let opens = |at: usize| self.is(at, &[Relation::Mark]) && self.form(at) == "that";
            let is_whole = self.children(clause).any(opens) && self.has(clause, SUBJECTS);
            let hears = &[Relation::Obj, Relation::Iobj];
            let hearer = self
                .head(clause)
                .filter(|&at| is_whole && self.is(at, hears));
            let verb = hearer.and_then(|hearer| self.head(hearer));
            let tells = verb.filter(|&verb| {
                TELLING.contains(&self.lemma(verb).as_ref()) && !self.has(verb, &[Relation::Ccomp])
            });
            if let Some(verb) = tells {
                self.hang(clause, verb, Relation::Ccomp);
            }
        }
        for at in 1..self.words.len() {
            let clause = self.head(at).filter(|_| self.is(at, &[Relation::Nsubj]));
            if let Some(verb) = clause.and_then(|clause| self.tells_first(at, clause)) {
                self.hang(at, verb, Relation::Iobj);
            }
        }
    }

    /// "Told Peru it would pay": the verb that tells, where what stands right behind it is the first of two subjects.
    fn tells_first(&self, at: usize, clause: usize) -> Option<usize> {
        let verb = self.first(at).checked_sub(1)?;
        let is_told = self.head(clause) == Some(verb) && self.is(clause, &[Relation::Ccomp]);
        let mut others = self.children(clause);
        let is_first =
            others.any(|other| other > at && other < clause && self.is(other, &[Relation::Nsubj]));
        let tells = TELLING.contains(&self.lemma(verb).as_ref());
        let hears = self.has(verb, &[Relation::Iobj, Relation::Obj]);
        (is_told && is_first && tells && !hears).then_some(verb)
    }

    /// Whether an infinitive hangs as an adverbial clause behind a verb that calls for it and has no complement, or
    /// none but the object that such a verb brings to an act.
    fn is_called_for(&self, infinitive: usize) -> bool {
        let verb = self.head(infinitive).filter(|&verb| verb < infinitive);
        verb.is_some_and(|verb| {
            let lemma = self.lemma(verb);
            let mut objects = self.children(verb);
            let calls = CALLING.contains(&lemma.as_ref()) && !self.has(verb, COMPLEMENTS);
            let brings = BRINGING.contains(&lemma.as_ref())
                && !self.has(verb, &[Relation::Xcomp, Relation::Ccomp])
                && objects.any(|at| at < infinitive && self.is(at, &[Relation::Obj]));
            // No infinitive describes a verb as it does a noun.
            let describes =
                CALLING.contains(&lemma.as_ref()) && self.is(infinitive, &[Relation::Acl]);
            let is_clause = self.is(infinitive, &[Relation::Advcl]) && (calls || brings);
            self.is_upos(verb, Upos::Verb) && (is_clause || describes)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn what_a_verb_calls_for_is_its_complement() {
        for (text, verb) in [
            (
                "The two countries agreed on Monday to reopen the border.",
                "agreed",
            ),
            (
                "The king vowed in a speech on Friday to reopen the border.",
                "vowed",
            ),
            (
                "The minister threatened Sunday to reopen the border.",
                "threatened",
            ),
            (
                "They have agreed in principle to reopen the border.",
                "agreed",
            ),
        ] {
            check(text, "reopen", "xcomp", verb);
        }
    }

    #[test]
    fn what_somebody_is_told_does_not_describe_him() {
        let text = "The king told visiting Chadian Foreign Minister Ann Lee that Norway would sign the pact.";
        check(text, "sign", "ccomp", "told");
        let text = "Norway has told Chad it could cut funding if abuses go on.";
        check(text, "Chad", "iobj", "told");
        check(text, "it", "nsubj", "cut");
    }

    #[test]
    fn no_infinitive_describes_a_verb() {
        let text = "Poland plans to keep visas for Ukrainians cheap when they come, but how cheap is not known.";
        check(text, "keep", "xcomp", "plans");
        check(text, "Poland", "nsubj", "plans");
    }

    #[test]
    fn whom_one_invites_is_to_act() {
        let text = "Kenya has invited Chadian President Ann Lee to visit Nairobi in May.";
        check(text, "visit", "xcomp", "invited");
        let text = "Kenya sent two ships to end the siege.";
        check(text, "end", "advcl", "sent");
    }

    #[test]
    fn what_is_done_for_a_purpose_is_none() {
        let text = "The minister travelled on Monday to reopen the border.";
        check(text, "reopen", "advcl", "travelled");
        let text = "The minister planned each step with care to reopen the border.";
        check(text, "reopen", "advcl", "planned");
    }
}
