//! Guests. In "Peru's president and visiting Chilean ministers" nobody visits ministers: behind "and", a preposition
//! or a verb for what is done to somebody ("told visiting ministers that ...") and before a noun without an article,
//! the participle describes the noun, which the parser takes for its object. So does the one of "this coming week".

use super::sentence::Sentence;
use crate::text::relation::Relation;
use crate::text::tag::Upos;

/// Words behind which a guest is told of.
const BEFORE: &[&str] = &["and", "between", "by", "with"];

/// Verbs for what is done to a guest.
const RECEIVING: &[&str] = &[
    "ask", "assure", "brief", "greet", "host", "inform", "invite", "meet", "receive", "tell",
    "thank", "urge", "welcome",
];

impl<'w, W: Iterator<Item = &'w str> + Clone> Sentence<'_, 'w, W> {
    /// Makes the participle "visiting" the modifier of its noun.
    pub fn describe_guests(&mut self) {
        let forms = self.forms.clone();
        let mut before = "";
        for (at, form) in forms.enumerate() {
            let noun = match form {
                "visiting" if BEFORE.contains(&before) || self.is_received(at) => {
                    self.bare_object(at)
                }
                "coming" if matches!(before, "the" | "this" | "these") => self.time_behind(at),
                _ => None,
            };
            if let Some(noun) = noun {
                self.make_modifier(at, noun);
            }
            before = form;
        }
    }

    /// Whether a participle follows the verb for what is done to a guest.
    fn is_received(&self, participle: usize) -> bool {
        let before = participle.checked_sub(1);
        before.is_some_and(|before| {
            self.head(participle) == Some(before)
                && self.is_upos(before, Upos::Verb)
                && RECEIVING.contains(&self.lemma(before).as_ref())
        })
    }

    /// The object of a participle when no article parts them; nor an owner, but for one whom nobody is told to
    /// visit ("told visiting Chile's envoy that ...").
    fn bare_object(&self, participle: usize) -> Option<usize> {
        let noun = self.children(participle).find(|&at| at > participle)?;
        let mut between = participle + 1..noun;
        let is_received = self.is_received(participle);
        let is_bare = between.all(|at| {
            let owns = self.is(at, &[Relation::NmodPoss]);
            !self.is(at, &[Relation::Det]) && (is_received || !owns)
        });
        (self.is(noun, &[Relation::Obj]) && is_bare).then_some(noun)
    }

    /// The time that is "coming", right behind the word.
    fn time_behind(&self, participle: usize) -> Option<usize> {
        let mut children = self.children(participle);
        let is_verb = self.is(
            participle,
            &[Relation::Advcl, Relation::Xcomp, Relation::Acl],
        );
        let noun = children.find(|&at| at == participle + 1)?;
        (is_verb && self.is(noun, &[Relation::OblUnmarked, Relation::Obj])).then_some(noun)
    }

    /// The noun takes the place of the participle, and what hung on this.
    fn make_modifier(&mut self, participle: usize, noun: usize) {
        let Some(place) = self.word(participle).copied() else {
            return;
        };
        let is_joined = self.is(participle - 1, &[Relation::Cc]);
        // "and visiting ministers met": joined to the subject of what they did.
        let subject = place.head.and_then(|head| {
            let mut before = self.children(head);
            before.find(|&at| self.is(at, &[Relation::Nsubj]))
        });
        let joined = subject.filter(|&subject| is_joined && subject < participle);
        let is_noun = |head| self.is_upos(head, Upos::Noun) || self.is_upos(head, Upos::Propn);
        let of_noun = place.head.is_some_and(is_noun);
        let (head, relation) = match (joined, place.relation) {
            (Some(subject), _) => (Some(subject), Relation::Conj),
            (None, Relation::Advcl | Relation::Acl) if of_noun => (place.head, Relation::Nmod),
            _ if self.is_received(participle) => (place.head, Relation::Obj),
            (None, Relation::Advcl | Relation::Acl | Relation::Xcomp) => {
                (place.head, Relation::Obl)
            }
            (None, relation) => (place.head, relation),
        };
        for (at, word) in self.words.iter_mut().enumerate() {
            if at == participle {
                (word.head, word.relation) = (Some(noun), Relation::Amod);
            } else if at == noun {
                (word.head, word.relation) = (head, relation);
            } else if word.head == Some(participle) {
                // What is behind the noun was said of the deed.
                let behind = place.head.filter(|_| at > noun);
                word.head = behind.or(Some(noun));
                word.relation = match word.relation {
                    Relation::Mark => Relation::Case,
                    Relation::Nsubj if at + 1 == participle => Relation::Det,
                    relation => relation,
                };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::repair::cases::check;

    #[test]
    fn guests_are_joined_to_their_hosts() {
        let text = "Norwegian Prime Minister Kari Dahl and visiting Peruvian minister Ann Lee agreed on Monday to meet.";
        check(text, "visiting", "amod", "minister");
        let text = "President Sol and visiting Peruvian President Ann Lee met on Monday.";
        check(text, "Ann", "conj", "Sol");
        check(text, "visiting", "amod", "Ann");
        let text = "Chinese Premier Li Wen held talks with visiting Chadian President Idriss Nour on Monday.";
        check(text, "visiting", "amod", "Idriss");
        check(text, "Monday", "obl", "held");
        let text = "The president told visiting Chilean Foreign Minister Ann Lee that Peru would sign the pact.";
        check(text, "visiting", "amod", "Ann");
        check(text, "Ann", "obj", "told");
        check(text, "sign", "ccomp", "told");
        let text = "The king told visiting Chad's envoy Ann Lee that Peru would sign.";
        check(text, "envoy", "obj", "told");
        let text = "He assured visiting Chadian ministers of his support.";
        check(text, "ministers", "obj", "assured");
    }

    #[test]
    fn a_time_is_coming() {
        let text = "Norway will pay Chad this coming Friday.";
        check(text, "coming", "amod", "Friday");
        check(text, "Friday", "obl", "pay");
    }

    #[test]
    fn who_visits_somebody_is_left_alone() {
        let text = "The king told reporters that visiting Peruvian ministers is a duty.";
        check(text, "ministers", "obj", "visiting");
        check(
            "The king came home after visiting Peruvian ministers.",
            "ministers",
            "obj",
            "visiting",
        );
        check(
            "The king ended his tour by visiting the Peruvian ministers.",
            "ministers",
            "obj",
            "visiting",
        );
    }
}
