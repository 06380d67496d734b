//! How far a time hangs from an act in the tree of their sentence.
//!
//! Knows clauses, saying and coordination; nothing of what a time means.

use crate::commitment::candidate::Candidate;
use crate::commitment::conditional::{has_finite, is_occasion};
use crate::news::{Part, is_event};
use crate::text::{Node, Relation, Span, Tense, Tree, Upos, VerbForm};
use crate::time::{Expression, Lean, Relation as Meant, lean};

/// Participles and verbs that say when something is to be.
const SCHEDULING: &[&str] = &[
    "begin", "convene", "due", "expect", "hold", "kick", "open", "plan", "resume", "schedule",
    "set", "slate", "start", "take",
];

/// Participles that say when something is to be.
const PLANNED: &[&str] = &["due", "expected", "planned", "scheduled", "set", "slated"];

/// Words of rank: "the third in two weeks".
const RANKS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "last", "only",
];

/// Nouns that make a name of the day before them.
const TREATIES: &[&str] = &[
    "accord",
    "accords",
    "agreement",
    "pact",
    "protocol",
    "protocols",
    "treaty",
];

/// How far a time hangs from the act; the nearest is taken.
pub type Distance = u8;
/// On the act itself.
const DIRECT: Distance = 0;
/// On what governs the act ("is expected on Friday to …").
const GOVERNOR: Distance = 2;
/// On a thing or an event of the act ("talks on Friday").
const THING: Distance = 1;
/// In a clause that the act holds ("in order to meet on Friday", "talks that begin on Friday").
const CLAUSE: Distance = 4;
/// On an act coordinated with it.
const COORDINATED: Distance = 5;
/// By its place alone, where the tree says nothing.
const PLACE: Distance = 9;

/// The tree around a candidate.
#[derive(Clone, Copy)]
pub struct Attachment<'r, 'd> {
    pub candidate: &'r Candidate<'d>,
    pub evidence: Span,
}

impl Attachment<'_, '_> {
    fn tree(&self) -> &Tree {
        &self.candidate.sentence.tree
    }

    fn node(&self, at: usize) -> Option<&Node> {
        self.tree().nodes().get(at)
    }

    fn lemma(&self, at: usize) -> &str {
        self.candidate
            .sentence
            .lemmas
            .get(at)
            .map_or("", String::as_str)
    }

    /// How far a time hangs from the act; none when it is another's.
    pub fn distance(&self, time: &Expression) -> Option<Distance> {
        let word = self.candidate.sentence.head_of(time.span)?;
        let inside = time.span.start < self.evidence.end && self.evidence.start < time.span.end;
        // In headlines, which the parser knows least, the place does not matter.
        let is_title = self.candidate.section.part == Part::Title;
        if inside && self.is_effective(time) {
            return Some(CLAUSE);
        }
        if self.names(time, word) || self.is_of_past_verb(time) {
            return None;
        }
        if self.is_scheduled(time, word) {
            return Some(CLAUSE);
        }
        let Some((distance, top)) = self.hangs(word) else {
            return (is_title && inside).then_some(PLACE);
        };
        let found = if top == self.candidate.act {
            Some(distance)
        } else {
            self.above(time, word, top).map(|more| distance + more)
        };
        match found {
            Some(distance) if inside || distance <= CLAUSE => found,
            None if inside && (is_title || self.is_beside(word, top)) => Some(PLACE),
            _ => None,
        }
    }

    /// The lowest word above both the time and the act, and how far the time hangs below it; none when
    /// it is in a clause of its own there.
    fn hangs(&self, word: usize) -> Option<(Distance, usize)> {
        let act = self.candidate.act;
        let mut above = self.tree().ancestors(word);
        let top = above.find(|&above| self.tree().is_below(act, above))?;
        Some((self.below(word, top)?, top))
    }

    /// How far `top`, on which the time hangs, is from the act below it; none when it is another's.
    fn above(&self, time: &Expression, word: usize, top: usize) -> Option<Distance> {
        let is_after = word > self.candidate.act;
        if self.is_event(self.candidate.act) && self.places(word, top) {
            return Some(DIRECT);
        }
        match self.governs(top)? {
            // "On Friday they will sign and exchange letters" dates both.
            Governor::Coordinated if word < top => Some(GOVERNOR),
            Governor::Coordinated => is_after.then_some(COORDINATED),
            Governor::Clause if is_after => self.is_beside(word, top).then_some(GOVERNOR),
            Governor::Clause => (!self.is_told(time, word, top)).then_some(GOVERNOR),
            Governor::Saying => None,
        }
    }

    /// Whether a time only tells which thing is meant: "the 2030 targets", "the May treaty".
    fn names(&self, time: &Expression, word: usize) -> bool {
        let is_part = |at: &usize| {
            self.node(*at).is_some_and(|node| {
                matches!(
                    node.relation,
                    Relation::Compound | Relation::Amod | Relation::Nummod | Relation::NmodPoss
                )
            })
        };
        let mut above = self.tree().ancestors(word);
        let parts = self.tree().ancestors(word).take_while(is_part).count();
        // Of the "18 May ministers' meeting" the last noun counts.
        let is_event = above
            .by_ref()
            .take(parts + 1)
            .skip(1)
            .any(|at| self.is_event(at));
        (parts > 0 && !is_event) || self.ranks(time, word)
    }

    /// "Effective 7 December" belongs to the whole, wherever it stands behind the act.
    fn is_effective(&self, time: &Expression) -> bool {
        let sentence = self.candidate.sentence;
        let first = sentence.token_at(time.span.start);
        time.relation == Meant::From
            && first > self.candidate.act
            && matches!(sentence.word(first), "effective" | "starting" | "beginning")
    }

    /// "A summit due to open on Friday", "a visit by the king planned for Friday": the words behind the act say when
    /// it is to be.
    fn is_scheduled(&self, time: &Expression, word: usize) -> bool {
        let (sentence, act) = (self.candidate.sentence, self.candidate.act);
        let first = sentence.token_at(time.span.start);
        let is_near = |at: usize| at <= act + 2 || first <= at + 2;
        let is_planned = |at: usize| is_near(at) && PLANNED.contains(&sentence.word(at));
        self.is_event(act)
            && (act + 1..word).any(is_planned)
            && !has_finite(sentence, act + 1, word)
    }

    /// "The president on Friday again ordered them to …", "the ministry said Friday it would …": the day of the order
    /// and of the saying.
    fn is_of_past_verb(&self, time: &Expression) -> bool {
        let sentence = self.candidate.sentence;
        let is_past_verb = |at: usize| {
            let is_past = sentence.tense(at) == Some(Tense::Past);
            sentence.is_upos(at, &[Upos::Verb]) && is_past && !PLANNED.contains(&sentence.word(at))
        };
        let mut behind = sentence.token_at(time.span.end)..self.candidate.act;
        let next = behind.find(|&at| !sentence.is_upos(at, &[Upos::Adv]));
        let before = sentence.token_at(time.span.start).checked_sub(1);
        let is_outside = time.span.end <= self.evidence.start;
        next.is_some_and(is_past_verb) || (is_outside && before.is_some_and(is_past_verb))
    }

    /// "The longest in 20 years", "in more than 20 years", "the third in two weeks", "the Good Friday Agreement".
    fn ranks(&self, time: &Expression, word: usize) -> bool {
        let sentence = self.candidate.sentence;
        let head = self.node(word).and_then(|node| node.head);
        let first = sentence.token_at(time.span.start);
        let next = sentence.token_at(time.span.end);
        // "The first talks in two years", unlike "the first talks in May".
        let within = |upos| (first..next).any(|at| sentence.is_upos(at, &[upos]));
        let is_counted = within(Upos::Num) && !within(Upos::Propn);
        let is_rank = |at: usize| {
            let form = sentence.word(at);
            let is_superlative = self
                .node(at)
                .is_some_and(|node| matches!(node.tag.upos, Upos::Adj | Upos::Adv))
                && (form.ends_with("est") || RANKS.contains(&form));
            let has_rank = |at: usize| {
                self.tree().children(at).any(|child| {
                    let form = sentence.word(child);
                    child < at && (form.ends_with("est") || RANKS.contains(&form) || form == "most")
                })
            };
            is_superlative || (has_rank(at) && is_counted)
        };
        sentence.has_words(first, &["in", "more", "than"])
            || TREATIES.contains(&sentence.word(next))
            || head.is_some_and(is_rank)
            || first
                .checked_sub(1)
                .is_some_and(|before| RANKS.contains(&sentence.word(before)))
    }

    /// How far `word` hangs below `top`; none when it is in a clause of its own.
    fn below(&self, word: usize, top: usize) -> Option<Distance> {
        let mut distance = DIRECT;
        let mut at = word;
        while at != top {
            let node = self.node(at)?;
            let step = match node.relation {
                Relation::Xcomp | Relation::Aux | Relation::Advmod => 0,
                // "And on Friday was to sign" looks like a subject.
                Relation::Obl
                | Relation::OblUnmarked
                | Relation::OblAgent
                | Relation::Nsubj
                | Relation::NsubjPass
                    if at == word =>
                {
                    0
                }
                Relation::Advcl | Relation::Acl if self.is_purpose(at) => CLAUSE,
                Relation::Advcl if is_occasion(self.candidate.sentence, at) => CLAUSE,
                // A weekday before a participle may look like its subject.
                Relation::Acl if word + 1 == at => THING,
                Relation::Acl | Relation::AclRelcl if self.is_schedule(at, word) => CLAUSE - 1,
                Relation::Ccomp if self.is_gerund(at) => 0,
                Relation::Advcl if self.is_bare(at) => THING,
                Relation::Acl
                | Relation::AclRelcl
                | Relation::Advcl
                | Relation::AdvclRelcl
                | Relation::Ccomp
                | Relation::Csubj
                | Relation::CsubjPass
                | Relation::CsubjOuter
                | Relation::Parataxis => return None,
                Relation::Conj if self.is_verb(at) => COORDINATED,
                // "The president on Friday will …" puts the day on the person.
                Relation::Nsubj | Relation::NsubjPass
                    if !self.is_event(at) && self.node(word)?.head != Some(at) =>
                {
                    return None;
                }
                _ => THING,
            };
            distance = distance.saturating_add(step);
            at = node.head?;
        }
        Some(distance)
    }

    /// What `top`, above the act, is to it.
    fn governs(&self, top: usize) -> Option<Governor> {
        let mut found = Governor::Clause;
        let mut at = self.candidate.act;
        while at != top {
            let node = self.node(at)?;
            match node.relation {
                Relation::Conj if self.is_verb(at) => found = Governor::Coordinated,
                Relation::Ccomp | Relation::Parataxis => found = Governor::Saying,
                Relation::Advcl if self.is_purpose(at) => {}
                Relation::Advcl | Relation::AdvclRelcl | Relation::AclRelcl => return None,
                _ => {}
            }
            at = node.head?;
        }
        Some(found)
    }

    /// Whether the act, an event, is the subject of `top`, which says when it is to be: "the talks
    /// will resume on Friday".
    fn places(&self, word: usize, top: usize) -> bool {
        let is_subject = self.node(self.candidate.act).is_some_and(|node| {
            node.head == Some(top) && matches!(node.relation, Relation::Nsubj | Relation::NsubjPass)
        });
        let is_over = lean(self.candidate.section.text, self.tree(), word) == Lean::Past;
        let is_ahead = self.tree().children(top).any(|child| {
            let word = self.candidate.sentence.word(child);
            matches!(word, "will" | "would" | "to" | "shall" | "'ll")
        });
        let is_placing = SCHEDULING.contains(&self.lemma(top))
            || PLANNED.contains(&self.candidate.sentence.word(top));
        is_subject && !is_over && (is_ahead || is_placing)
    }

    /// Whether a time on a governor in the past tense tells when it was said, and not what is ahead.
    fn is_told(&self, time: &Expression, word: usize, top: usize) -> bool {
        let is_limit = matches!(
            time.relation,
            Meant::By | Meant::Before | Meant::Within | Meant::Until
        );
        let text = self.candidate.section.text;
        let is_plan = self.is_verb(top) && lean(text, self.tree(), word) != Lean::Past;
        !(is_limit || is_plan || self.is_event(top) || !self.is_verb(top))
    }

    /// The infinitive of "to meet on Friday".
    fn is_purpose(&self, at: usize) -> bool {
        self.tree().children(at).any(|child| {
            self.node(child)
                .is_some_and(|node| node.relation == Relation::Mark)
                && self.candidate.sentence.word(child) == "to"
        })
    }

    /// "Scheduled for Friday", "which begins on Friday".
    fn is_schedule(&self, at: usize, word: usize) -> bool {
        let text = self.candidate.section.text;
        let is_over = lean(text, self.tree(), word) == Lean::Past;
        !is_over && SCHEDULING.contains(&self.lemma(at))
            || PLANNED.contains(&self.candidate.sentence.word(at))
    }

    /// "Ruled out attending the meeting on Friday".
    fn is_gerund(&self, at: usize) -> bool {
        self.candidate.sentence.word(at).ends_with("ing")
            && self.tree().child(at, Relation::Nsubj).is_none()
    }

    /// A finite verb that nothing joins and that has no subject is no clause, but a noun that the parser
    /// took for one: "security guarantees next week".
    fn is_bare(&self, at: usize) -> bool {
        const JOINING: &[Relation] = &[
            Relation::Mark,
            Relation::Advmod,
            Relation::Nsubj,
            Relation::NsubjPass,
            Relation::Expl,
        ];
        let sentence = self.candidate.sentence;
        sentence.verb_form(at) == Some(VerbForm::Fin) && sentence.child_in(at, JOINING).is_none()
    }

    fn is_event(&self, at: usize) -> bool {
        is_event(self.lemma(at))
    }

    fn is_verb(&self, at: usize) -> bool {
        self.node(at)
            .is_some_and(|node| matches!(node.tag.upos, Upos::Verb | Upos::Aux))
    }

    /// Whether a time behind the act has no finite verb before it but those on which it hangs.
    fn is_beside(&self, word: usize, top: usize) -> bool {
        let act = self.candidate.act;
        let leads = |at: usize| {
            at != top && self.tree().is_below(word, at) && self.tree().is_below(at, top)
        };
        let is_other = |at: usize| has_finite(self.candidate.sentence, at, at + 1) && !leads(at);
        word > act && !(act + 1..word).any(is_other)
    }
}

/// What a word above the act is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// The verb of the same clause: a trigger, a light verb.
    Clause,
    /// An act that is coordinated with it.
    Coordinated,
    /// A verb of saying, or another clause that holds it.
    Saying,
}
