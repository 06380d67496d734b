//! What the outline says of how far the meeting has come and of which kind it is.

use crate::judgement::Features;
use crate::meeting::lexicon::{Kind, Stage};
use crate::meeting::outline::{Outline, Zone, bucket};
use crate::meeting::time_of::nearness;
use crate::world::Level;

/// Adds what speaks for one status or another.
pub fn fill_status(outline: &Outline, features: &mut Features) {
    if let Some((contact, told)) = outline.main_contact() {
        told.fill("main", features);
        let near = nearness(outline, contact).name();
        features.add("main-near", near);
        features.add_pair(("main-near", near), ("tense", told.tense));
        features.add("main-kind", contact.kind.name());
        features.add_pair(("kind", contact.kind.name()), ("tense", told.tense));
    }
    let (mut ahead, mut all, mut past) = (0usize, 0usize, 0usize);
    for (contact, told) in outline.contacts() {
        if contact.sides() == 0 || contact.quoted {
            continue;
        }
        let zone = outline.zone(contact);
        if zone != Zone::Rest {
            told.fill(zone.name(), features);
            let near = nearness(outline, contact).name();
            features.add_pair(("zone", zone.name()), ("near", near));
        }
        all += 1;
        ahead += usize::from(told.is_ahead());
        past += usize::from(matches!(told.tense, "past" | "was" | "perfect") && !told.is_ahead());
        for (_, stage) in &told.stages {
            if matches!(stage, Stage::Cancelled | Stage::Postponed) {
                features.add("any-stage", stage.name());
            }
        }
    }
    let share = |count: usize| count as f64 / all.max(1) as f64;
    features.value("ahead", share(ahead));
    features.value("past", share(past));
    readout(outline, features);
}

/// Adds what speaks for one format or another.
pub fn fill_format(outline: &Outline, features: &mut Features) {
    let mut counts = [0usize; 10];
    for (contact, _) in outline.contacts() {
        let zone = outline.zone(contact);
        let kind = contact.kind;
        if let Some(count) = counts.get_mut(kind as usize) {
            *count += 1;
        }
        if zone != Zone::Rest && contact.sides() > 0 {
            features.add_pair(("zone", zone.name()), ("kind", kind.name()));
        }
        if zone == Zone::Title {
            features.add("title-word", kind.name());
        }
    }
    if let Some((contact, told)) = outline.main_contact() {
        features.add("main-kind", contact.kind.name());
        features.add_pair(("kind", contact.kind.name()), ("tense", told.tense));
        features.add("main-sides", bucket(contact.sides()));
        let heads = heads(outline, &contact.people);
        features.add("main-heads", bucket(heads.min(3)));
        features.add_pair(
            ("kind", contact.kind.name()),
            ("heads", bucket(heads.min(2))),
        );
    }
    let all: usize = counts.iter().sum();
    for kind in KINDS {
        let count = counts.get(kind as usize).copied().unwrap_or(0);
        let share = count as f64 / all.max(1) as f64;
        features.value(&["share-", kind.name()].concat(), share);
    }
    let near_people: Vec<usize> = outline
        .lines
        .iter()
        .filter(|line| line.zone != Zone::Rest)
        .flat_map(|line| line.sentence.references.iter().filter_map(|one| one.person))
        .collect();
    features.add("lead-heads", bucket(heads(outline, &near_people).min(3)));
    features.add("sides", bucket(sides(outline)));
    organisations(outline, features);
}

const KINDS: [Kind; 10] = [
    Kind::Meet,
    Kind::Host,
    Kind::Talks,
    Kind::Call,
    Kind::Visit,
    Kind::Summit,
    Kind::Conference,
    Kind::Session,
    Kind::Mediation,
    Kind::Readout,
];

/// Heads of state or government among people, each once.
fn heads(outline: &Outline, people: &[usize]) -> usize {
    let mut seen: Vec<usize> = people.to_vec();
    seen.sort_unstable();
    seen.dedup();
    let is_head = |&person: &usize| {
        let level = outline
            .document
            .people
            .get(person)
            .and_then(|one| one.level);
        matches!(level, Some(Level::HeadOfState | Level::HeadOfGovernment))
    };
    seen.iter().filter(|person| is_head(person)).count()
}

/// Parties of the contacts of headline and lead.
fn sides(outline: &Outline) -> usize {
    let early = outline
        .contacts
        .iter()
        .filter(|contact| outline.zone(contact) != Zone::Rest && !contact.quoted);
    let mut parties: Vec<_> = early.flat_map(|contact| &contact.parties).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.len()
}

/// Organisations and bodies that sit, by where they are named.
fn organisations(outline: &Outline, features: &mut Features) {
    for line in outline.lines.iter().filter(|line| line.zone != Zone::Rest) {
        let mentions = &line.sentence.mentions;
        for mention in mentions {
            let is_organisation = mention
                .actor
                .is_some_and(|actor| outline.world.is_organisation(actor));
            if !is_organisation {
                continue;
            }
            features.add("organisation", line.zone.name());
            let last = line.sentence.token_at(mention.span.end.saturating_sub(1));
            if outline.lexicon.sits(line.sentence.word(last)) {
                features.add("sitting", line.zone.name());
            }
        }
    }
}

/// A headline that says what the item is ("Readout of …", "Remarks by … before …").
fn readout(outline: &Outline, features: &mut Features) {
    for line in outline.lines.iter().filter(|line| line.zone == Zone::Title) {
        for word in &line.sentence.words {
            if matches!(
                word.as_str(),
                "readout" | "remarks" | "before" | "after" | "ahead" | "joint" | "statement"
            ) {
                features.add("headline", word);
            }
        }
    }
}
