//! Who does the speaking of a word of speech.

use crate::news::speech::cue;
use crate::news::speech::read::{Place, Read};
use crate::text::{Relation, Upos, VerbForm};

/// Clauses that are climbed through for a subject at most; real ones need two.
const HOPS_MAX: usize = 6;
/// Words on one side that are looked through where the tree names no subject.
const BESIDE_WORDS_MAX: usize = 10;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The one that this word heads.
    Head(Place),
    /// Nobody in particular ("it is said").
    Nobody,
}

/// Words of an aside between a name and its verb at most.
const ASIDE_WORDS_MAX: usize = 20;
/// Verbs behind which stands who hears it.
const TELLING: &[&str] = &["ask", "assure", "inform", "remind", "tell", "urge", "warn"];
const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjOuter];
const NOMINAL: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Pron, Upos::Num];

/// The subject of the verb at `verb`; none when nothing in the sentence can be it.
pub fn subject(read: &Read, verb: Place) -> Option<Subject> {
    climb(read, verb, HOPS_MAX)
}

fn climb(read: &Read, verb: Place, hops: usize) -> Option<Subject> {
    if let Some(agent) = read.child(verb, &[Relation::OblAgent]) {
        return Some(Subject::Head(agent));
    }
    let passive = read
        .child(
            verb,
            &[Relation::AuxPass, Relation::NsubjPass, Relation::CsubjPass],
        )
        .is_some();
    if passive {
        // "Was told by Peru": also where the parser sees a mere adjunct.
        let mut adjuncts = read.children(verb).filter(|&child| {
            let case = read.child(child, &[Relation::Case]);
            let is_by = case.is_some_and(|case| read.form(case) == "by");
            is_by && read.relation(child) == Some(Relation::Obl)
        });
        return Some(adjuncts.next().map_or(Subject::Nobody, Subject::Head));
    }
    if let Some(subject) = read.child(verb, SUBJECTS) {
        let relative = matches!(
            read.form(subject).to_lowercase().as_str(),
            "who" | "which" | "that"
        );
        let antecedent = read
            .head(verb)
            .filter(|_| relative && read.relation(verb) == Some(Relation::AclRelcl));
        return Some(Subject::Head(antecedent.unwrap_or(subject)));
    }
    let above = read.head(verb);
    match (read.relation(verb)?, above) {
        (Relation::Conj | Relation::Xcomp, Some(above)) if hops > 0 => {
            climb(read, above, hops - 1).or_else(|| beside(read, verb))
        }
        (Relation::Acl | Relation::AclRelcl, Some(noun)) if read.is_tagged(noun, NOMINAL) => {
            Some(Subject::Head(noun))
        }
        (Relation::Advcl | Relation::AdvclRelcl | Relation::Acl, Some(above))
            if hops > 0 && !is_finite(read, verb) =>
        {
            quoted(read, verb, above).or_else(|| climb(read, speaking_above(read, above), hops - 1))
        }
        _ => beside(read, verb),
    }
}

/// "Lee was quoted as saying", "the paper cites Lee as saying".
fn quoted(read: &Read, verb: Place, above: Place) -> Option<Subject> {
    let as_saying = read
        .child(verb, &[Relation::Mark, Relation::Case])
        .is_some_and(|mark| read.form(mark) == "as");
    let quoted = read.child(above, &[Relation::NsubjPass, Relation::Obj]);
    quoted.filter(|_| as_saying).map(Subject::Head)
}

/// The nearest verb of speech from `place` upwards, since "adding" hangs on it in sense and often on
/// what it reports by mistake; else `place`.
fn speaking_above(read: &Read, place: Place) -> Place {
    let mut above = read.upwards(place).filter(|&place| {
        read.is_tagged(place, &[Upos::Verb]) && cue::verb(read.lemma(place)).is_some()
    });
    above.next().unwrap_or(place)
}

/// The noun group next to a verb whose subject the tree does not know: after it ("said Ann Lee"), or
/// before it.
pub fn beside(read: &Read, verb: Place) -> Option<Subject> {
    if !is_finite(read, verb) && !read.form(verb).ends_with("ed") {
        return None;
    }
    let at = |word: usize| Place { word, ..verb };
    let is_inside = |place: Place| {
        read.is_tagged(
            place,
            &[
                Upos::Det,
                Upos::Adj,
                Upos::Noun,
                Upos::Propn,
                Upos::Pron,
                Upos::Part,
            ],
        )
    };
    // "told reporters": who follows is told.
    let is_told = TELLING.contains(&read.lemma(verb));
    let after = (verb.word + 1..verb.word + 1 + BESIDE_WORDS_MAX)
        .map(at)
        .take_while(|&place| !is_told && is_inside(place));
    if let Some(head) = after.filter(|&place| read.is_tagged(place, NOMINAL)).last() {
        return Some(Subject::Head(head));
    }
    let end = before_aside(read, verb).unwrap_or(verb.word);
    let before = (end.saturating_sub(BESIDE_WORDS_MAX)..end).rev().map(at);
    before
        .skip_while(|&place| read.is_tagged(place, &[Upos::Aux, Upos::Adv, Upos::Punct]))
        .take_while(|&place| is_inside(place))
        .find(|&place| read.is_tagged(place, NOMINAL))
        .map(Subject::Head)
}

/// The nearest subject before a verb, whatever its clause.
pub fn subject_before(read: &Read, verb: Place) -> Option<Place> {
    let mut before = (0..verb.word).rev().map(|word| Place { word, ..verb });
    before.find(|&place| {
        read.relation(place)
            .is_some_and(|relation| SUBJECTS.contains(&relation))
    })
}

/// The first comma of the aside that ends before a verb ("Lee, who leads the talks, told").
fn before_aside(read: &Read, verb: Place) -> Option<usize> {
    let at = |word: usize| Place { word, ..verb };
    let last = verb
        .word
        .checked_sub(1)
        .filter(|&last| read.form(at(last)) == ",")?;
    let first = (last.saturating_sub(ASIDE_WORDS_MAX)..last)
        .rev()
        .find(|&word| read.form(at(word)) == ",")?;
    let opens = read.is_tagged(at(first + 1), &[Upos::Pron, Upos::Det, Upos::Propn]);
    let named = first
        .checked_sub(1)
        .is_some_and(|before| read.is_tagged(at(before), NOMINAL));
    (opens && named).then_some(first)
}

fn is_finite(read: &Read, verb: Place) -> bool {
    read.node(verb)
        .is_some_and(|node| node.tag.verb_form == Some(VerbForm::Fin))
        || read.child(verb, &[Relation::Aux]).is_some()
}
