//! Infinitives that a verb calls for. With a day or a place between, as news has it ("agreed on Monday to
//! pay"), the parser takes them for clauses of purpose; what they are is a fact of the verb.

use super::sentence::Sentence;
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

    /// Whether an infinitive hangs as an adverbial clause behind a verb that calls for it and has no complement.
    fn is_called_for(&self, infinitive: usize) -> bool {
        let verb = self.head(infinitive).filter(|&verb| verb < infinitive);
        verb.is_some_and(|verb| {
            self.is(infinitive, &[Relation::Advcl])
                && !self.has(verb, COMPLEMENTS)
                && self.is_upos(verb, Upos::Verb)
                && CALLING.contains(&self.lemma(verb).as_ref())
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
    fn what_is_done_for_a_purpose_is_none() {
        let text = "The minister travelled on Monday to reopen the border.";
        check(text, "reopen", "advcl", "travelled");
        let text = "The minister planned each step with care to reopen the border.";
        check(text, "reopen", "advcl", "planned");
    }
}
