//! Contacts as witnesses: how likely the item is about this one, and how far it says that it has come.

use crate::judgement::{Features, Witness};
use crate::meeting::Status;
use crate::meeting::clause::{depth, lemma, node};
use crate::meeting::contact::Contact;
use crate::meeting::line::Line;
use crate::meeting::outline::{Outline, bucket};
use crate::meeting::stage::Told;
use crate::text::Relation;

/// A line further down is no less likely what the item is about.
const LINES_MAX: usize = 20;
/// Governors of a contact's verb whose words are told.
const ABOVE_MAX: usize = 2;
/// Keeps what nobody tells from being impossible.
const LEAST: f64 = 1e-4;

/// Dependents by which the text says which contact it means.
const NAMING: &[Relation] = &[
    Relation::Advmod,
    Relation::Amod,
    Relation::Case,
    Relation::Det,
    Relation::Nummod,
];

/// Dependents of a contact and of its verb by which the text says how far it has come.
const TELLING: &[Relation] = &[
    Relation::Acl,
    Relation::Advmod,
    Relation::Amod,
    Relation::Aux,
    Relation::Case,
    Relation::Ccomp,
    Relation::Compound,
    Relation::Det,
    Relation::Mark,
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Xcomp,
];

/// All contacts of the item, in the order of the text; `bag` makes empty bags, with names or without. Cost: for
/// each contact its dependents and those of its verb.
pub fn witnesses(outline: &Outline, bag: fn() -> Features) -> Vec<Witness> {
    let all = outline.contacts().enumerate();
    let all = all.filter_map(|(number, (contact, told))| {
        let line = outline.line(contact)?;
        let (mut focus, mut says) = (bag(), bag());
        fill_focus(outline, (number, contact, told), line, &mut focus);
        fill_told(outline, (number, contact, told), line, &mut says);
        Some(Witness { focus, told: says })
    });
    all.collect()
}

/// Adds what witnesses tell together to what speaks for one status or another: the log of each probability, in
/// the order of [`Status::ALL`].
pub fn add_told(probabilities: &[f64], features: &mut Features) {
    for (status, probability) in Status::ALL.iter().zip(probabilities) {
        features.value(
            &["told-", status.name()].concat(),
            (probability + LEAST).ln(),
        );
    }
}

fn fill_focus(
    outline: &Outline,
    (number, contact, told): (usize, &Contact, &Told),
    line: &Line,
    features: &mut Features,
) {
    let zone = line.zone.name();
    let kind = contact.kind.name();
    let sides = bucket(contact.sides().min(3));
    features.add("zone", zone);
    features.add("sides", sides);
    features.add("kind", kind);
    features.add_pair(("zone", zone), ("sides", sides));
    features.add_pair(("zone", zone), ("kind", kind));
    features.value("salience", outline.salience_of(contact));
    features.add("depth", bucket(depth(line.sentence, contact.token).min(3)));
    features.add("near", outline.nearness(contact).name());
    features.add("people", bucket(contact.people.len().min(2)));
    features.add("tense", told.tense);
    let share = contact.line.min(LINES_MAX) as f64 / LINES_MAX as f64;
    features.value("line", share);
    features.add("tier", outline.tier(number).name());
    if line.is_first {
        features.flag("first");
        features.add("first-sides", sides);
    }
    if contact.quoted {
        features.flag("quoted");
    }
    if told.negated {
        features.flag("negated");
    }
    if let Some(own) = node(line.sentence, contact.token) {
        features.add("relation", own.relation.name());
    }
    features.add("lemma", lemma(line.sentence, contact.token));
    if let Some(verb) = contact.verb {
        features.add("verb", lemma(line.sentence, verb));
    }
    for (place, stage) in &told.stages {
        features.add_pair(("stage", stage.name()), ("at", place));
    }
    dependents(line, contact.token, NAMING, features);
}

fn fill_told(
    outline: &Outline,
    (number, contact, told): (usize, &Contact, &Told),
    line: &Line,
    features: &mut Features,
) {
    let tense = ("tense", told.tense);
    let ruled = outline.ruled.get(number).copied().flatten();
    let near = outline.nearness(contact).name();
    let kind = contact.kind.name();
    let zone = line.zone.name();
    features.add("rule", ruled.map_or("none", Status::name));
    features.add("tense", told.tense);
    features.add("near", near);
    features.add("kind", kind);
    features.add("zone", zone);
    for other in [("near", near), ("kind", kind), ("zone", zone)] {
        features.add_pair(tense, other);
    }
    let negated = if told.negated { "yes" } else { "no" };
    features.add_pair(tense, ("negated", negated));
    for (place, stage) in &told.stages {
        features.add_pair(("stage", stage.name()), ("at", place));
        features.add_pair(tense, ("stage", stage.name()));
    }
    if told.arrives {
        features.flag("arrives");
        features.add_pair(tense, ("arrives", "yes"));
    }
    if told.receives {
        features.flag("receives");
    }
    if contact.quoted {
        features.flag("quoted");
    }
    features.add("lemma", lemma(line.sentence, contact.token));
    dependents(line, contact.token, TELLING, features);
    let Some(verb) = contact.verb else { return };
    if verb != contact.token {
        let word = lemma(line.sentence, verb);
        features.add("verb", word);
        features.add_pair(tense, ("verb", word));
        dependents(line, verb, TELLING, features);
    }
    for above in line.sentence.tree.ancestors(verb).take(ABOVE_MAX) {
        features.add("above", lemma(line.sentence, above));
    }
}

/// Adds the words of the dependents that have one of some relations.
fn dependents(line: &Line, token: usize, relations: &[Relation], features: &mut Features) {
    for child in line.sentence.tree.children(token) {
        let relation = node(line.sentence, child).map(|node| node.relation);
        if let Some(relation) = relation.filter(|relation| relations.contains(relation)) {
            features.add(relation.name(), lemma(line.sentence, child));
        }
    }
}
