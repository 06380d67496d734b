//! Which words of a sentence a word of speech reports.

use crate::news::speech::cue::{self, CueClass, Entry};
use crate::news::speech::read::{Place, Read};
use crate::text::{Relation, Upos, VerbForm};

/// Dependents that are what a verb of speech reports.
const CLAUSES: &[Relation] = &[
    Relation::Ccomp,
    Relation::Xcomp,
    Relation::Csubj,
    Relation::CsubjPass,
];
/// Dependents that may be so when they are no clauses.
const OBJECTS: &[Relation] = &[Relation::Obj, Relation::NsubjPass];

/// The tops of what a verb of speech reports.
pub fn governed(read: &Read, verb: Place, entry: Entry) -> Vec<Place> {
    // What is hailed or branded is not what is said.
    if entry.class == CueClass::Call {
        return Vec::new();
    }
    let clauses = read.children(verb).filter(|&child| {
        read.relation(child).is_some_and(|relation| {
            CLAUSES.contains(&relation)
                || entry.takes_object && OBJECTS.contains(&relation)
                || entry.takes_object && is_settled(read, child, relation)
                || relation == Relation::Obj && cue::noun_class(read.lemma(child)).is_some()
        })
    });
    let mut found: Vec<Place> = clauses.collect();
    // "quoted as saying": the clause belongs to the saying.
    if entry.class == CueClass::Cite {
        found.extend(read.child(verb, &[Relation::Advcl]));
    }
    found.extend(joined(read, verb, entry));
    let has_clause = found
        .iter()
        .any(|&top| read.relation(top) == Some(Relation::Ccomp));
    if has_clause {
        return found;
    }
    let behind = clause_behind(read, verb).filter(|top| !found.contains(top));
    if behind.is_some() {
        found.extend(behind);
        return found;
    }
    match (read.relation(verb), read.head(verb)) {
        // "Peru will go, Lee said" with the saying hung below, and "as Lee said".
        (Some(Relation::Parataxis | Relation::Dep), Some(head)) if found.is_empty() => {
            found.push(head);
        }
        (Some(Relation::Advcl), Some(head)) if is_as_clause(read, verb) => found.push(head),
        // The clause hung beside the saying.
        _ if found.is_empty() => found.extend(read.children(verb).find(|&child| {
            read.relation(child) == Some(Relation::Parataxis)
                && read
                    .child(child, &[Relation::Nsubj, Relation::NsubjPass])
                    .is_some()
                && cue::verb(read.lemma(child)).is_none()
        })),
        _ => {}
    }
    found
}

/// "said Peru would wait, and Chile would pay": what is joined to the saying itself with a subject and the
/// mood of its own is said, too.
fn joined(read: &Read, verb: Place, entry: Entry) -> Option<Place> {
    read.children(verb).find(|&child| {
        let modal = read.child(child, &[Relation::Aux]);
        entry.class == CueClass::Say
            && read.relation(child) == Some(Relation::Conj)
            && read.child(child, &[Relation::Nsubj]).is_some()
            && modal.is_some_and(|modal| matches!(read.form(modal), "will" | "would"))
    })
}

/// The top of the clause that follows a verb of speech in words but not in the tree: what the first
/// finite verb behind it, before any mark, belongs to.
fn clause_behind(read: &Read, verb: Place) -> Option<Place> {
    let at = |word: usize| Place { word, ..verb };
    let is_passive = read.child(verb, &[Relation::AuxPass]).is_some();
    let finite = (verb.word + 1..)
        .map(at)
        .take_while(|&place| read.node(place).is_some() && !read.is_tagged(place, &[Upos::Punct]))
        .find(|&place| {
            read.node(place)
                .is_some_and(|node| node.tag.verb_form == Some(VerbForm::Fin))
        })
        .filter(|finite| !is_passive && finite.word > verb.word + 1)?;
    let is_above = |place: Place| read.upwards(verb).any(|above| above == place);
    // A relative clause tells about a noun in between; it is not what is said.
    let top = read
        .upwards(finite)
        .take_while(|&place| place.word > verb.word && !is_above(place))
        .take_while(|&place| {
            place == finite
                || read.is_tagged(place, &[Upos::Verb, Upos::Adj, Upos::Noun, Upos::Propn])
        })
        .find(|&place| {
            !matches!(
                read.relation(place),
                Some(Relation::Aux | Relation::AuxPass | Relation::Cop)
            )
        })?;
    // "a statement that it would go": the clause has a subject beside its "that".
    let has_form = |place: Place| read.form(place) == "that";
    let with_that = read.children(top).any(has_form)
        && read
            .child(top, &[Relation::Nsubj, Relation::NsubjPass])
            .is_some_and(|subject| !has_form(subject));
    let is_relative = read.relation(top) == Some(Relation::AclRelcl) && !with_that;
    (!is_relative).then_some(top)
}

/// "agreed on a ceasefire", "committed to aid", "warned of a strike", "hinted at talks"; not "agreed on
/// Monday".
fn is_settled(read: &Read, child: Place, relation: Relation) -> bool {
    let is_day = read.form(child).ends_with("day");
    relation == Relation::Obl
        && !is_day
        && read
            .child(child, &[Relation::Case])
            .is_some_and(|case| matches!(read.form(case), "on" | "to" | "of" | "against" | "at"))
}

/// "as Lee said", "as stated by Lee", "as reported".
pub fn is_as_clause(read: &Read, verb: Place) -> bool {
    let is_bare = read
        .node(verb)
        .is_some_and(|node| node.tag.verb_form == Some(VerbForm::Part) && node.tag.voice.is_some());
    read.relation(verb) == Some(Relation::Advcl)
        && (is_bare
            || read
                .child(verb, &[Relation::Nsubj, Relation::OblAgent])
                .is_some())
        && read
            .child(verb, &[Relation::Mark])
            .is_some_and(|mark| read.form(mark).eq_ignore_ascii_case("as"))
}

/// The clauses that a noun of speech governs; the parser hangs some of them on the verb above.
pub fn told_by_noun(read: &Read, noun: Place) -> Vec<Place> {
    const OWN: &[Relation] = &[Relation::Acl, Relation::Ccomp, Relation::Xcomp];
    const BESIDE: &[Relation] = &[Relation::Advcl, Relation::Xcomp];
    let is_marked = |clause: Place| {
        read.child(clause, &[Relation::Mark])
            .is_some_and(|mark| matches!(read.form(mark), "that" | "to" | "of"))
    };
    let has = |place: Place, relations: &[Relation]| {
        read.relation(place)
            .is_some_and(|relation| relations.contains(&relation))
    };
    let follows = |clause: Place| {
        read.node(clause)
            .is_some_and(|node| node.first == noun.word + 1)
    };
    let own = read
        .children(noun)
        .filter(|&child| has(child, OWN) && (is_marked(child) || !has(child, &[Relation::Acl])));
    let verb = read
        .head(noun)
        .filter(|_| read.relation(noun) == Some(Relation::Obj));
    let beside = verb.into_iter().flat_map(|verb| read.children(verb));
    own.chain(beside.filter(|&child| has(child, BESIDE) && is_marked(child) && follows(child)))
        .collect()
}
