//! What a candidate looks like, in named features for the judgement.
//!
//! Features speak of classes beside words, so that a rule that an operator adds is judged too.

mod actors;
mod clause;
mod meaning;
mod setting;

pub use setting::Surroundings;

use crate::commitment::codes::CodeTable;
use crate::commitment::draft::Draft;
use crate::commitment::grammar::{Form, form};
use crate::commitment::rules::RuleBook;
use crate::judgement::Features;
use crate::news::Sentence;
use crate::text::{Meanings, Relation};

/// Fills the bag with all features of a draft. Cost: the children of a few words, and one pass over its
/// words.
pub fn describe(
    features: &mut Features,
    draft: &Draft,
    book: &RuleBook,
    codes: &CodeTable,
    meanings: &Meanings,
    surroundings: &Surroundings,
) {
    let describer = Describer {
        features,
        draft,
        sentence: draft.proposal.candidate.sentence,
        act_class: String::new(),
        kind_of_subject: String::new(),
        is_hypothetical: false,
    };
    describer.fill(book, codes, meanings, surroundings);
}

struct Describer<'f, 'd> {
    features: &'f mut Features,
    draft: &'f Draft<'d>,
    sentence: &'d Sentence,
    act_class: String,
    kind_of_subject: String,
    is_hypothetical: bool,
}

impl Describer<'_, '_> {
    fn fill(
        mut self,
        book: &RuleBook,
        codes: &CodeTable,
        meanings: &Meanings,
        surroundings: &Surroundings,
    ) {
        let class = self.rules(book);
        self.trigger(&class);
        self.act(&class, codes);
        self.subject(&class);
        self.contact(&class);
        self.slots(&class);
        self.speech(&class);
        self.place(&class, surroundings);
        self.words(&class);
        self.core(&class);
        self.meaning(meanings, surroundings);
    }

    /// What decides most, told together: whether somebody who can act is bound, to an act of his own, in
    /// a clause that speaks of the time ahead, with another actor in view.
    fn core(&mut self, class: &str) {
        let candidate = &self.draft.proposal.candidate;
        let sentence = self.sentence;
        let agent = match self.kind_of_subject.as_str() {
            "thing" | "none" | "adjective" => false,
            kind => !kind.starts_with("pronoun-"),
        };
        let bound = agent && !self.draft.who.committer.is_empty();
        let own = !matches!(
            self.act_class.as_str(),
            "outcome" | "state" | "mind" | "tell" | "discuss" | "happen"
        );
        let act = own && sentence.child_in(candidate.act, &[Relation::Cop]).is_none();
        let form = form(sentence, self.verb());
        let ahead = !self.is_hypothetical && form != Form::Pluperfect;
        let foreign = self.draft.others_inside > 0 || !self.draft.who.addressee.is_empty();
        let via = self.via();
        let mut code = String::new();
        for (holds, letter) in [(bound, 'b'), (act, 'o'), (ahead, 'a'), (foreign, 'f')] {
            code.push(if holds { letter } else { '-' });
        }
        self.features.add("via", via);
        self.pair(class, "via", via);
        self.pair(class, "drafted", self.draft.kind.name());
        let ground = self.draft.who.ground.name();
        self.features.add("ground", ground);
        self.pair(class, "ground", ground);
        let trigger = sentence.lemma(candidate.trigger).to_owned();
        self.features.add_pair(("trigger", &trigger), ("via", via));
        self.features.add("core", &code);
        self.pair(class, "core", &code);
        let whole = format!("{class}-{via}");
        self.features.add_pair(("way", &whole), ("core", &code));
        let short = code.get(..3).unwrap_or_default();
        self.features.add_pair(("way", &whole), ("core3", short));
        self.features
            .add_pair(("trigger", &trigger), ("core3", short));
    }

    /// How the act hangs on the trigger.
    fn via(&self) -> &'static str {
        let candidate = &self.draft.proposal.candidate;
        if candidate.act == candidate.trigger {
            return "self";
        }
        if self.draft.proposal.first.is_some() {
            return "conj";
        }
        let head = self.sentence.head(candidate.act);
        if head == Some(candidate.trigger) {
            return self
                .sentence
                .relation(candidate.act)
                .map_or("none", Relation::name);
        }
        if self.sentence.head(candidate.trigger) == Some(candidate.act) {
            return "up";
        }
        "far"
    }

    /// The rules and their classes; the class of the one that shaped the candidate.
    fn rules(&mut self, book: &RuleBook) -> String {
        let rules = &self.draft.proposal.rules;
        let mut lead = String::new();
        for (place, rule) in rules
            .iter()
            .filter_map(|&rule| book.rules.get(rule))
            .enumerate()
        {
            if place == 0 {
                self.features.add("rule", &rule.id);
                self.features.add("kind", rule.kind.name());
                lead.clone_from(&rule.class);
                self.features.add("class", &rule.class);
            } else {
                self.features.add("also", &rule.class);
            }
        }
        self.features.add("drafted", self.draft.kind.name());
        if rules.len() > 1 {
            self.features.flag("seen-by-several");
        }
        lead
    }

    fn pair(&mut self, class: &str, name: &str, value: &str) {
        self.features.add_pair(("class", class), (name, value));
    }
}
