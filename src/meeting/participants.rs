//! Who may have taken part, of those whom the item names, and what speaks for each.

use crate::judgement::Features;
use crate::meeting::contact::Role;
use crate::meeting::lexicon::Kind;
use crate::meeting::line::Zone;
use crate::meeting::outline::{Outline, bucket};
use crate::meeting::party::level_name;
use crate::meeting::question::Question;
use crate::meeting::standing::{Standing, fill_standings};
use crate::news::{Form, Part, Person};
use crate::text::Span;

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// As fully as the item gives it.
    pub name: String,
    /// Who that is.
    pub person: Person,
}

/// How the item speaks of a person.
struct Tally<'o> {
    evidence: (Part, Span),
    mentions: usize,
    first: Zone,
    in_title: bool,
    in_lead: bool,
    with_other: bool,
    /// How mentions by name or office stand.
    standings: Vec<Standing<'o>>,
}

/// Everybody whom the item names, in the order in which they are met.
pub fn questions(outline: &Outline, bag: fn() -> Features) -> Vec<Question<usize>> {
    let people = &outline.document.people;
    let tallies: Vec<Option<Tally>> = (0..people.len())
        .map(|person| tally(outline, person))
        .collect();
    let greatest = tallies
        .iter()
        .flatten()
        .map(|tally| tally.mentions)
        .max()
        .unwrap_or(1);
    let asked = people.iter().zip(&tallies).enumerate();
    asked
        .filter_map(|(number, (person, tally))| {
            let tally = tally.as_ref()?;
            let mut features = bag();
            let share = tally.mentions as f64 / greatest as f64;
            features.value("share", share);
            fill(outline, (number, person), tally, &mut features);
            Some(Question {
                thing: number,
                evidence: tally.evidence,
                features,
                aspects: Vec::new(),
                ties: ties(outline, number),
            })
        })
        .collect()
}

/// What somebody is to each contact.
fn ties(outline: &Outline, person: usize) -> Vec<(&'static str, usize)> {
    let contacts = outline.contacts.iter().enumerate();
    let ties = contacts.filter_map(|(at, one)| Some((role_of(outline, one, person)?.name(), at)));
    ties.collect()
}

fn tally<'o>(outline: &'o Outline, person: usize) -> Option<Tally<'o>> {
    let mut found: Option<Tally> = None;
    for line in &outline.lines {
        let references = &line.sentence.references;
        for reference in references.iter().filter(|one| one.person == Some(person)) {
            let own = outline.document.people.get(person)?.actor;
            let is_other = |other: &usize| {
                let actor = outline
                    .document
                    .people
                    .get(*other)
                    .and_then(|one| one.actor);
                actor.is_some() && actor != own
            };
            let with_other = line.zone != Zone::Rest
                && references
                    .iter()
                    .filter_map(|one| one.person)
                    .any(|other| is_other(&other));
            let tally = found.get_or_insert(Tally {
                evidence: (line.section.part, reference.span),
                mentions: 0,
                first: line.zone,
                in_title: false,
                in_lead: false,
                with_other: false,
                standings: Vec::new(),
            });
            tally.mentions += 1;
            tally.with_other |= with_other;
            // Pronouns are too often somebody else's to say where a person is named.
            if reference.form != Form::Pronoun {
                tally.in_title |= line.zone == Zone::Title;
                tally.in_lead |= line.zone == Zone::Lead;
                let standing = Standing::of(line.sentence, reference.head);
                tally.standings.push(standing);
            }
        }
    }
    found
}

fn fill(
    outline: &Outline,
    (number, person): (usize, &Person),
    tally: &Tally,
    features: &mut Features,
) {
    let side = side(outline, person);
    features.add("side", side);
    let level = person.level.map_or("none", level_name);
    features.add("level", level);
    features.add_pair(("side", side), ("level", level));
    features.add("first", tally.first.name());
    features.add("mentions", bucket(tally.mentions));
    let role = person.role.as_str();
    for (holds, name) in [
        (tally.in_title, "in-title"),
        (tally.in_lead, "in-lead"),
        (tally.with_other, "beside-another-side"),
        (role.contains("spokes"), "spokesperson"),
        (role.contains("former") || role.contains("ex-"), "former"),
        (role.is_empty(), "no-office"),
        (!person.name.contains(' '), "bare-name"),
    ] {
        if holds {
            features.flag(name);
            features.add_pair(("side", side), ("is", name));
        }
    }
    fill_standings(&tally.standings, outline.meanings, features);
    let mut in_contact = false;
    let contacts = outline.contacts();
    for (contact, told) in contacts.filter(|one| one.0.kind != Kind::Accord) {
        let Some(role) = role_of(outline, contact, number) else {
            continue;
        };
        let zone = outline.zone(contact);
        features.add_pair(("zone", zone.name()), ("role", role.name()));
        features.add_pair(("role", role.name()), ("contact", contact.kind.name()));
        if !role.takes_part() || contact.quoted {
            continue;
        }
        in_contact = true;
        let others = if contact.is_international() {
            "between"
        } else {
            "alone"
        };
        features.add_pair(("zone", zone.name()), ("contact", others));
        features.add_pair(("contact", others), ("tense", told.tense));
        if contact.people.len() >= 2 {
            features.add_pair(("zone", zone.name()), ("contact", "of-people"));
        }
    }
    let in_core = outline
        .core()
        .filter_map(|(contact, _, _)| role_of(outline, contact, number))
        .any(Role::takes_part);
    if in_core {
        features.flag("in-core-contact");
        features.add_pair(("level", level), ("is", "in-core-contact"));
    } else if is_represented(outline, (number, person)) {
        features.flag("another-of-the-party-is-in-core-contact");
    }
    if !in_contact {
        features.flag("in-no-contact");
        features.add_pair(("side", side), ("is", "in-no-contact"));
        features.add_pair(("level", level), ("is", "in-no-contact"));
    }
    if let Some((main, _)) = outline.main_contact() {
        let role = role_of(outline, main, number).map_or("none", Role::name);
        features.add("main-role", role);
        features.add_pair(("main-role", role), ("kind", main.kind.name()));
    }
}

/// Whether somebody else of the person's party is in the main contact or part of it.
fn is_represented(outline: &Outline, (number, person): (usize, &Person)) -> bool {
    let is_colleague = |other: &usize| {
        let party = outline
            .document
            .people
            .get(*other)
            .and_then(|one| one.actor);
        *other != number && party.is_some() && party == person.actor
    };
    outline
        .core()
        .any(|(contact, _, _)| contact.people.iter().any(&is_colleague))
}

/// Whether the person's party is one of those in the main contact, or in any.
fn side(outline: &Outline, person: &Person) -> &'static str {
    let Some(actor) = person.actor else {
        return "unknown";
    };
    let in_main = outline
        .main_contact()
        .is_some_and(|(main, _)| main.parties.contains(&actor));
    let mut contacts = outline.contacts.iter();
    match () {
        () if in_main => "main",
        () if contacts.any(|one| one.is_international() && one.parties.contains(&actor)) => {
            "paired"
        }
        () => "other",
    }
}

fn role_of(
    outline: &Outline,
    contact: &crate::meeting::contact::Contact,
    person: usize,
) -> Option<Role> {
    let references = &outline.line(contact)?.sentence.references;
    let means = |number: usize| {
        let reference = references.get(number);
        reference.is_some_and(|one| one.person == Some(person))
    };
    let roles = contact.roles.iter().filter(|(number, _)| means(*number));
    roles.map(|(_, role)| *role).min()
}
