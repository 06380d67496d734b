//! Does the item cover a meeting at all? What speaks for and against it.

use crate::judgement::Features;
use crate::meeting::contact::Contact;
use crate::meeting::outline::{Outline, Zone, bucket};
use crate::meeting::time_of::{Nearness, nearness};

/// Adds what the outline says for and against a meeting.
pub fn fill(outline: &Outline, features: &mut Features) {
    for zone in Zone::ALL {
        of_zone(outline, zone, features);
    }
    if let Some((contact, told)) = outline.main_contact() {
        let zone = outline.zone(contact).name();
        features.add("main-zone", zone);
        features.add("main-kind", contact.kind.name());
        features.add("main-sides", bucket(contact.sides()));
        features.add_pair(("main-zone", zone), ("sides", bucket(contact.sides())));
        told.fill("main", features);
        features.add("main-near", nearness(outline, contact).name());
        if contact.quoted {
            features.flag("main-quoted");
        }
        if contact.people.len() >= 2 {
            features.flag("main-people");
        }
    } else {
        features.flag("no-contact");
    }
    densities(outline, features);
    home(outline, features);
}

fn of_zone(outline: &Outline, zone: Zone, features: &mut Features) {
    let name = zone.name();
    let contacts = || {
        outline
            .contacts
            .iter()
            .filter(|contact| outline.zone(contact) == zone && !contact.quoted)
    };
    let sides = contacts().map(Contact::sides).max().unwrap_or(0);
    features.add_pair(("zone", name), ("sides", bucket(sides)));
    let count = contacts().filter(|one| one.is_international()).count();
    features.add_pair(("zone", name), ("between", bucket(count)));
    let people = contacts().map(|one| one.people.len()).max().unwrap_or(0);
    features.add_pair(("zone", name), ("people", bucket(people.min(2))));
    if zone != Zone::Rest {
        for contact in contacts() {
            let sides = if contact.is_international() {
                "two"
            } else {
                "one"
            };
            features.add_pair((name, contact.kind.name()), ("sides", sides));
        }
        let actors = actors(outline, zone);
        features.add_pair(("zone", name), ("actors", bucket(actors.min(3))));
    }
    let is_recent = |one: &Contact| {
        one.is_international()
            && matches!(
                nearness(outline, one),
                Nearness::SameDay | Nearness::Before | Nearness::After
            )
    };
    if contacts().any(is_recent) {
        features.add("recent", name);
    }
}

/// Actors and people's parties that are named in a zone.
fn actors(outline: &Outline, zone: Zone) -> usize {
    let mut found = Vec::new();
    for line in outline.lines.iter().filter(|line| line.zone == zone) {
        for party in line.sentence.references.iter().flat_map(|one| &one.parties) {
            if !found.contains(&party) {
                found.push(party);
            }
        }
    }
    found.len()
}

fn densities(outline: &Outline, features: &mut Features) {
    let body = outline
        .lines
        .iter()
        .filter(|line| line.zone != Zone::Title)
        .count()
        .max(1);
    let lines_with = |wanted: &dyn Fn(&Contact) -> bool| {
        let mut lines: Vec<usize> = outline
            .contacts
            .iter()
            .filter(|one| outline.zone(one) != Zone::Title && wanted(one))
            .map(|one| one.line)
            .collect();
        lines.dedup();
        lines.len() as f64 / body as f64
    };
    features.value("density-any", lines_with(&|_| true));
    features.value("density-one", lines_with(&|one| one.sides() >= 1));
    features.value("density-two", lines_with(&Contact::is_international));
}

/// What else the item speaks of.
fn home(outline: &Outline, features: &mut Features) {
    let mut counts: std::collections::BTreeMap<&'static str, usize> = Default::default();
    let mut words = 0usize;
    for line in &outline.lines {
        for word in &line.sentence.words {
            words += 1;
            let Some(home) = outline.lexicon.home(word) else {
                continue;
            };
            *counts.entry(home.name()).or_default() += 1;
            if line.zone != Zone::Rest {
                features.add_pair(("zone", line.zone.name()), ("home", home.name()));
            }
        }
    }
    let all: usize = counts.values().sum();
    features.value("home", (all as f64 / words.max(1) as f64 * 20.0).min(1.0));
    for (home, count) in counts {
        let share = count as f64 / words.max(1) as f64 * 30.0;
        features.value(&["home-", home].concat(), share.min(1.0));
    }
}
