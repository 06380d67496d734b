//! Features of what the words mean, so that what is learnt of one word is known of words of like use.

use crate::commitment::features::{Describer, Surroundings};
use crate::text::{Meanings, Relation};

/// So much does a point's number count beside a feature that holds or does not.
const SCALE: f64 = 0.12;

/// What hangs on the act and says what is done, and to what.
const OBJECTS: &[Relation] = &[
    Relation::Obj,
    Relation::Iobj,
    Relation::Obl,
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::Nmod,
];

impl Describer<'_, '_> {
    /// Points of the act, of what it is done to, of the subject, of the words of the undertaking, of the
    /// sentence and of the headline. Cost: a look at each of their words.
    pub(super) fn meaning(&mut self, meanings: &Meanings, surroundings: &Surroundings) {
        let candidate = &self.draft.proposal.candidate;
        let sentence = self.sentence;
        let evidence = self.draft.evidence;
        let mut point = Vec::new();
        let (act, features) = (candidate.act, &mut *self.features);
        meanings.of([sentence.lemma(act)], &mut point);
        features.point("act-word", &point, SCALE);
        let objects = sentence.children_in(act, OBJECTS);
        meanings.of(objects.map(|at| sentence.lemma(at)), &mut point);
        features.point("object-words", &point, SCALE);
        let subject = candidate.subject.map(|at| sentence.lemma(at));
        meanings.of(subject, &mut point);
        features.point("subject-word", &point, SCALE);
        let inside = sentence.tokens.iter().zip(&sentence.lemmas).filter(|one| {
            let span = one.0.span;
            span.start >= evidence.start && span.end <= evidence.end
        });
        meanings.of(inside.map(|one| one.1.as_str()), &mut point);
        features.point("evidence-words", &point, SCALE);
        let lemmas = sentence.lemmas.iter().map(String::as_str);
        meanings.of(lemmas, &mut point);
        features.point("sentence-words", &point, SCALE);
        features.point("headline-words", &surroundings.headline, SCALE);
    }
}
