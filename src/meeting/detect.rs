//! Does the item cover a meeting at all? What speaks for and against it.

use std::collections::BTreeMap;

use crate::judgement::Features;
use crate::meeting::clause::depth;
use crate::meeting::contact::Contact;
use crate::meeting::line::Zone;
use crate::meeting::outline::Outline;
use crate::meeting::stage::Told;

/// Makes the share of words of matters at home, rarely over a twentieth, compare with other features.
const HOME_SCALE: f64 = 20.0;

/// Adds what the outline says for and against a meeting.
pub fn fill(outline: &Outline, features: &mut Features) {
    for zone in [Zone::Title, Zone::Lead] {
        early(outline, zone, features);
    }
    if let Some((contact, told)) = outline.main_contact() {
        main(outline, contact, told, features);
    } else {
        features.flag("no-contact");
    }
    core(outline, features);
    densities(outline, features);
    home(outline, features);
}

/// Contacts, actors and people of headline or lead.
fn early(outline: &Outline, zone: Zone, features: &mut Features) {
    let name = zone.name();
    let contacts = || {
        outline
            .contacts
            .iter()
            .filter(|contact| outline.zone(contact) == zone && !contact.quoted)
    };
    let strength = contacts().map(strength).fold(0.0, f64::max);
    features.value(&[name, "-strength"].concat(), strength);
    if contacts().any(|one| one.is_international() && one.kind.is_strong()) {
        features.add("between", name);
    }
    for contact in contacts().filter(|one| one.sides() > 0) {
        features.add_pair(("zone", name), ("kind", contact.kind.name()));
    }
    if contacts().any(|one| one.people.len() >= 2) {
        features.add("people", name);
    }
    let actors = actors(outline, zone);
    if actors >= 2 {
        features.add("two-actors", name);
    }
    if actors >= 1 {
        features.add("an-actor", name);
    }
}

/// How strongly one contact speaks for a meeting, 0 to 1.
fn strength(contact: &Contact) -> f64 {
    let kind = if contact.kind.is_strong() { 1.0 } else { 0.4 };
    let sides = match contact.sides() {
        0 => 0.1,
        1 => 0.4,
        _ => 1.0,
    };
    kind * sides
}

fn main(outline: &Outline, contact: &Contact, told: &Told, features: &mut Features) {
    let yes = |holds: bool| if holds { "yes" } else { "no" };
    features.cross(&[
        ("main-zone", outline.zone(contact).name()),
        ("main-kind", contact.kind.name()),
        ("main-near", outline.nearness(contact).name()),
        ("main-tense", told.tense),
        ("main-between", yes(contact.is_international())),
        ("main-people", yes(contact.people.len() >= 2)),
        ("main-quoted", yes(contact.quoted)),
    ]);
    if let Some(line) = outline.line(contact) {
        let depth = depth(line.sentence, contact.token).min(2);
        features.value("main-depth", depth as f64 / 2.0);
        if line.is_first {
            features.flag("main-first");
        }
    }
}

/// How often the main contact is told of.
fn core(outline: &Outline, features: &mut Features) {
    let mut lines: Vec<usize> = outline
        .core()
        .filter(|(contact, _, _)| contact.is_international())
        .map(|(contact, _, _)| contact.line)
        .collect();
    lines.dedup();
    let all = outline.lines.len().max(1) as f64;
    features.value("core-lines", (lines.len() as f64 / 4.0).min(1.0));
    features.value("core-share", lines.len() as f64 / all);
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

/// Shares of the text's sentences with a contact, by how many sides it has.
fn densities(outline: &Outline, features: &mut Features) {
    let body = outline
        .lines
        .iter()
        .filter(|line| line.zone != Zone::Title)
        .count()
        .max(1);
    let share = |wanted: &dyn Fn(&Contact) -> bool| {
        let mut lines: Vec<usize> = outline
            .contacts
            .iter()
            .filter(|one| outline.zone(one) != Zone::Title && wanted(one))
            .map(|one| one.line)
            .collect();
        lines.dedup();
        lines.len() as f64 / body as f64
    };
    features.value("density-any", share(&|one| one.kind.is_strong()));
    features.value(
        "density-one",
        share(&|one| one.sides() >= 1 && one.kind.is_strong()),
    );
    features.value("density-two", share(&Contact::is_international));
}

/// What else the item speaks of.
fn home(outline: &Outline, features: &mut Features) {
    let mut counts: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    let (mut words, mut early_words) = (0usize, 0usize);
    for line in &outline.lines {
        let is_early = line.zone != Zone::Rest;
        words += line.sentence.words.len();
        early_words += if is_early {
            line.sentence.words.len()
        } else {
            0
        };
        for word in &line.sentence.words {
            if let Some(home) = outline.lexicon.home(word) {
                let (all, early) = counts.entry(home.name()).or_default();
                *all += 1;
                *early += usize::from(is_early);
            }
        }
    }
    let share = |count: usize, words: usize| {
        let share = count as f64 / words.max(1) as f64;
        (share * HOME_SCALE).min(1.0)
    };
    let (mut all, mut all_early) = (0, 0);
    for (home, (count, early)) in counts {
        features.value(&["home-", home].concat(), share(count, words));
        features.value(&["early-home-", home].concat(), share(early, early_words));
        all += count;
        all_early += early;
    }
    features.value("home", share(all, words));
    features.value("early-home", share(all_early, early_words));
}
