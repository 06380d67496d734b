//! Steps through the tree of a sentence, for those who ask about its grammar.
//!
//! Every answer about a word that does not exist is that it is nothing.

use crate::news::reference::Reference;
use crate::news::section::Sentence;
use crate::text::{Node, Relation, Tense, Upos, VerbForm};

/// Words that turn a clause into its opposite.
const NEGATIONS: &[&str] = &["not", "n't", "never", "nor", "neither"];
/// Nouns by which "no" denies a whole clause ("under no circumstances").
const DENYING: &[&str] = &[
    "account",
    "case",
    "circumstance",
    "condition",
    "event",
    "way",
];
/// Subjects of verbs.
const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];

impl Sentence {
    /// The word at `at` with its place in the tree.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.tree.nodes().get(at)
    }

    /// The lemma at `at`; empty beyond the ends.
    pub fn lemma(&self, at: usize) -> &str {
        self.lemmas.get(at).map_or("", String::as_str)
    }

    /// What the word is to its head.
    pub fn relation(&self, at: usize) -> Option<Relation> {
        self.node(at).map(|node| node.relation)
    }

    /// The head of a word; none for a root.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.node(at)?.head
    }

    /// Whether the word's part of speech is one of these.
    pub fn is_upos(&self, at: usize, any: &[Upos]) -> bool {
        self.node(at)
            .is_some_and(|node| any.contains(&node.tag.upos))
    }

    /// Whether the word stands in one of these relations to its head.
    pub fn is_relation(&self, at: usize, any: &[Relation]) -> bool {
        self.relation(at)
            .is_some_and(|relation| any.contains(&relation))
    }

    /// The tense of a verb's form.
    pub fn tense(&self, at: usize) -> Option<Tense> {
        self.node(at)?.tag.tense
    }

    /// The form of a verb.
    pub fn verb_form(&self, at: usize) -> Option<VerbForm> {
        self.node(at)?.tag.verb_form
    }

    /// The dependents in one of these relations, in the order of the text.
    pub fn children_in<'s>(
        &'s self,
        at: usize,
        any: &'s [Relation],
    ) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.tree
            .children(at)
            .filter(move |&child| self.is_relation(child, any))
    }

    /// The first dependent in one of these relations.
    pub fn child_in(&self, at: usize, any: &[Relation]) -> Option<usize> {
        self.children_in(at, any).next()
    }

    /// The subject of a verb: of two, where the parser takes for one what a clause without a pronoun tells of
    /// ("a scenario Peru fears"), the second.
    pub fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut subjects = self.children_in(verb, SUBJECTS);
        let first = subjects.next()?;
        let second = subjects.next().filter(|&second| {
            let begins = self.node(second).map(|node| node.first);
            second < verb && self.is_upos(first, &[Upos::Noun]) && begins == Some(first + 1)
        });
        second.or(Some(first))
    }

    /// Whether the word has a dependent in one of these relations whose form is one of `words`.
    pub fn has_child(&self, at: usize, any: &[Relation], words: &[&str]) -> bool {
        self.children_in(at, any)
            .any(|child| words.contains(&self.word(child)))
    }

    /// Whether a word is negated by a dependent of its own ("not", "never", "no longer", "no plans").
    pub fn is_negated(&self, at: usize) -> bool {
        self.tree.children(at).any(|child| {
            let word = self.word(child);
            let negation = NEGATIONS.contains(&word)
                && self.is_relation(child, &[Relation::Advmod, Relation::Cc, Relation::Dep]);
            let none = word == "no" && self.is_relation(child, &[Relation::Det, Relation::Advmod]);
            let no_longer = word == "longer" && child > 0 && self.word(child - 1) == "no";
            negation || none || no_longer || self.denies(child)
        })
    }

    /// Whether an adjunct denies what its verb says: "under no circumstances", "in no way".
    pub fn denies(&self, at: usize) -> bool {
        let is_fronted = || {
            let verb = self.head(at).filter(|&verb| at < verb);
            verb.is_some_and(|verb| self.is_inverted(verb))
        };
        self.is_relation(at, &[Relation::Obl])
            && self.has_child(at, &[Relation::Det], &["no"])
            && (DENYING.contains(&self.lemma(at)) || is_fronted())
    }

    /// Whether an auxiliary stands before the subject of its verb: "under no deal would Peru pay".
    pub fn is_inverted(&self, verb: usize) -> bool {
        let helper = self.child_in(verb, &[Relation::Aux, Relation::Cop]);
        let subject = self.child_in(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        helper
            .zip(subject)
            .is_some_and(|(helper, subject)| helper < subject)
    }

    /// Whether the clause of a verb is a passive.
    pub fn is_passive(&self, at: usize) -> bool {
        self.child_in(at, &[Relation::AuxPass, Relation::NsubjPass])
            .is_some()
    }

    /// The first conjunct of the coordination in which a word stands: itself when it is none.
    pub fn first_conjunct(&self, at: usize) -> usize {
        let mut first = at;
        for word in self.tree.ancestors(at) {
            first = word;
            if self.relation(word) != Some(Relation::Conj) {
                break;
            }
        }
        first
    }

    /// The first of the coordination in which a mention stands, by the word of it on which the others hang.
    pub fn row_of(&self, mention: &Reference) -> usize {
        let head = self.head_of(mention.span).unwrap_or(mention.head);
        self.first_conjunct(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Item;
    use crate::news::sample::annotated;
    use crate::world::World;

    fn check(text: &str, ask: impl Fn(&Sentence) -> bool, expected: bool) {
        let world = World::load(&[]).unwrap();
        let item = Item::plain("a", text, None).unwrap();
        let document = annotated(&item, &world, None);
        assert_eq!(ask(&document.body.sentences[0]), expected, "{text}");
    }

    fn at(sentence: &Sentence, word: &str) -> usize {
        sentence
            .words
            .iter()
            .position(|found| found == word)
            .unwrap()
    }

    #[test]
    fn the_subject_stands_right_before_its_verb() {
        let subject = |verb: &'static str, expected: &'static str| {
            move |s: &Sentence| {
                s.subject_of(at(s, verb))
                    .is_some_and(|it| s.word(it) == expected)
            }
        };
        let text = "Peru may build the bomb, a scenario Chile has vowed to prevent.";
        check(text, subject("vowed", "chile"), true);
        check(text, subject("build", "peru"), true);
        let text = "The sanctions were lifted.";
        check(text, subject("lifted", "sanctions"), true);
        let text = "\"We will wait for them,\" said Ann Lee.";
        check(text, subject("said", "ann"), true);
        let text = "Peru and neighbours such as Chile will help Bolivia.";
        check(text, subject("help", "peru"), true);
    }

    #[test]
    fn negation_is_told_from_its_neighbours() {
        let negated = |word: &'static str| move |s: &Sentence| s.is_negated(at(s, word));
        check("They will not send the troops.", negated("send"), true);
        check(
            "They will no longer send the troops.",
            negated("send"),
            true,
        );
        check("They have no plans to leave.", negated("plans"), true);
        check(
            "They said it would not rain and left.",
            negated("said"),
            false,
        );
        check("They will send no troops to us.", negated("send"), false);
    }

    #[test]
    fn passives_and_coordinations() {
        check(
            "The gate was closed by them.",
            |s| s.is_passive(at(s, "closed")),
            true,
        );
        check(
            "They closed the gate.",
            |s| s.is_passive(at(s, "closed")),
            false,
        );
        check(
            "They will open the gate and close the door.",
            |s| s.first_conjunct(at(s, "close")) == at(s, "open"),
            true,
        );
    }
}
