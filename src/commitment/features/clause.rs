//! Features of the trigger, the act and their clauses.

use crate::commitment::codes::CodeTable;
use crate::commitment::features::Describer;
use crate::commitment::grammar::{form, introduced_by, is_negated, is_question};
use crate::text::{Relation, Upos};

/// Of a preposition with an actor, those whose words are features.
const TOWARDS: &[&str] = &[
    "with", "to", "against", "on", "for", "in", "from", "by", "of", "between", "towards",
];

impl Describer<'_, '_> {
    pub(super) fn trigger(&mut self, class: &str) {
        let sentence = self.sentence;
        let candidate = &self.draft.proposal.candidate;
        let trigger = candidate.trigger;
        self.features.add("trigger", sentence.lemma(trigger));
        self.pair(class, "trigger", sentence.lemma(trigger));
        let verb = self.verb();
        let form = form(sentence, verb).name();
        self.features.add("form", form);
        self.pair(class, "form", form);
        let relation = sentence.relation(verb).map_or("none", Relation::name);
        self.features.add("relation", relation);
        self.pair(class, "relation", relation);
        let mark = introduced_by(sentence, verb);
        if !mark.is_empty() {
            self.features.add("introduced-by", mark);
            self.pair(class, "introduced-by", mark);
        }
        if let Some(head) = sentence.head(sentence.first_conjunct(verb)) {
            self.features.add("above", sentence.lemma(head));
            self.features
                .add_pair(("above", sentence.lemma(head)), ("relation", relation));
        }
        if is_negated(candidate) {
            self.features.flag("negated");
            self.pair(class, "polarity", "negated");
        }
        if sentence.is_passive(candidate.act) {
            self.features.flag("passive-act");
            self.pair(class, "act-voice", "passive");
        }
        if self.draft.proposal.first.is_some() {
            self.features.flag("conjunct");
            self.pair(class, "conjunct", "yes");
        }
        let hypothetical = sentence.tree.ancestors(verb).any(|above| {
            sentence.has_child(above, &[Relation::Mark], &["if", "whether", "unless"])
        });
        self.is_hypothetical = hypothetical;
        if hypothetical {
            self.features.flag("hypothetical");
            self.pair(class, "hypothetical", "yes");
        }
        if is_question(sentence) {
            self.features.flag("question");
        }
    }

    pub(super) fn act(&mut self, class: &str, codes: &CodeTable) {
        let sentence = self.sentence;
        let act = self.draft.proposal.candidate.act;
        let lemma = sentence.lemma(act);
        self.features.add("act", lemma);
        let upos = sentence
            .node(act)
            .map_or("none", |node| node.tag.upos.name());
        self.features.add("act-upos", upos);
        self.pair(class, "act-upos", upos);
        let act_class = codes.class_of(lemma).unwrap_or("other");
        act_class.clone_into(&mut self.act_class);
        self.features.add("act-class", act_class);
        self.pair(class, "act-class", act_class);
        self.pair(class, "act", lemma);
        if let Some(copula) = sentence.child_in(act, &[Relation::Cop]) {
            self.features.add("copula", sentence.lemma(copula));
            self.pair(class, "copula", "yes");
        }
        let objects = &[Relation::Obj, Relation::Xcomp, Relation::Ccomp];
        for object in sentence.children_in(act, objects) {
            let name = sentence.relation(object).map_or("obj", Relation::name);
            self.features.add(name, sentence.lemma(object));
            self.pair(class, "has", name);
            let object_class = codes.class_of(sentence.lemma(object)).unwrap_or("other");
            self.features
                .add_pair(("act-class", act_class), (name, object_class));
            if self.is_actor(object) {
                self.features.flag("object-is-actor");
                self.pair(class, "object", "actor");
            }
        }
        for oblique in sentence.children_in(act, &[Relation::Obl, Relation::OblAgent]) {
            let case = sentence.preposition(oblique);
            if TOWARDS.contains(&case) {
                let whom = if self.is_actor(oblique) {
                    "actor"
                } else {
                    "thing"
                };
                self.features.add_pair(("case", case), ("of", whom));
            }
        }
    }

    /// The word that carries tense: the trigger, or the act of an auxiliary.
    pub(super) fn verb(&self) -> usize {
        let candidate = &self.draft.proposal.candidate;
        if self
            .sentence
            .is_upos(candidate.trigger, &[Upos::Aux, Upos::Part])
        {
            candidate.act
        } else {
            candidate.trigger
        }
    }
}
