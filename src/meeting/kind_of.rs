//! What the outline says of how far the meeting has come and of which kind it is.

use crate::judgement::Features;
use crate::meeting::Status;
use crate::meeting::lexicon::Kind;
use crate::meeting::line::Zone;
use crate::meeting::outline::{Outline, bucket};
use crate::world::Level;

/// Words of headlines and leads by which visits and rounds begin, go on and end.
const STAGES: &[&str] = &[
    "arrive",
    "arrived",
    "arrives",
    "arriving",
    "began",
    "begin",
    "begins",
    "concluded",
    "concludes",
    "continue",
    "continued",
    "day",
    "ended",
    "ends",
    "eve",
    "gather",
    "gathered",
    "gathering",
    "here",
    "left",
    "leaves",
    "met",
    "open",
    "opened",
    "opens",
    "resume",
    "resumed",
    "resumption",
    "round",
    "today",
    "tour",
    "underway",
    "visit",
    "visited",
    "visiting",
    "week",
    "yesterday",
];

/// Adds what speaks for one status or another.
pub fn fill_status(outline: &Outline, features: &mut Features) {
    if let Some((contact, told)) = outline.main_contact() {
        features.add("main-tense", told.tense);
        features.add("main-near", outline.nearness(contact).name());
        features.add("main-kind", contact.kind.name());
        let ruled = outline.main_ruled().map_or("none", Status::name);
        features.add("main-rule", ruled);
        if told.arrives {
            features.flag("main-arrives");
        }
    }
    for zone in Zone::ALL {
        let first = outline
            .contacts
            .iter()
            .zip(&outline.ruled)
            .filter(|(one, _)| outline.zone(one) == zone && one.sides() > 0 && !one.quoted)
            .find_map(|(_, ruled)| *ruled);
        if let Some(first) = first {
            features.add_pair(("zone", zone.name()), ("rule", first.name()));
        }
    }
    let mut votes = [0.0f64; Status::ALL.len()];
    let mut all = 0.0;
    for (contact, _, ruled) in outline.core() {
        let weight = if outline.zone(contact) == Zone::Rest {
            1.0
        } else {
            2.0
        };
        let Some(ruled) = ruled else { continue };
        all += weight;
        if let Some(votes) = votes.get_mut(ruled as usize) {
            *votes += weight;
        }
    }
    for status in Status::ALL {
        let votes = votes.get(status as usize).copied().unwrap_or(0.0);
        features.value(
            &["votes-", status.name()].concat(),
            votes / f64::max(all, 1.0),
        );
    }
    readout(outline, features);
    words(outline, features);
}

/// Adds what speaks for one format or another.
pub fn fill_format(outline: &Outline, features: &mut Features) {
    let mut counts = [0.0f64; Kind::ALL.len()];
    let mut all = 0.0;
    for (contact, _, _) in outline.core() {
        let zone = outline.zone(contact);
        let kind = contact.kind;
        let weight = if zone == Zone::Rest { 1.0 } else { 3.0 };
        all += weight;
        if let Some(count) = counts.get_mut(kind as usize) {
            *count += weight;
        }
        if zone != Zone::Rest {
            features.add("core-kind", kind.name());
        }
    }
    for (contact, _) in outline.contacts() {
        let zone = outline.zone(contact);
        if zone == Zone::Title {
            features.add("title-word", kind_name(contact.kind, contact.sides()));
        }
        if zone != Zone::Rest && contact.sides() > 0 {
            features.add_pair(("zone", zone.name()), ("kind", contact.kind.name()));
        }
    }
    for kind in Kind::ALL {
        let count = counts.get(kind as usize).copied().unwrap_or(0.0);
        features.value(
            &["share-", kind.name()].concat(),
            count / f64::max(all, 1.0),
        );
    }
    if let Some((contact, _)) = outline.main_contact() {
        features.add("main-kind", contact.kind.name());
        features.add("main-sides", bucket(contact.sides()));
    }
    let people: Vec<usize> = outline
        .core()
        .flat_map(|(contact, _, _)| contact.people.iter().copied())
        .collect();
    let heads_of = bucket(sides_of_heads(outline, &people).min(3));
    features.add("core-heads", heads_of);
    if let Some((contact, _)) = outline.main_contact() {
        features.add_pair(("kind", contact.kind.name()), ("heads", heads_of));
    }
    let near_people: Vec<usize> = outline
        .lines
        .iter()
        .filter(|line| line.zone != Zone::Rest)
        .flat_map(|line| line.sentence.references.iter().filter_map(|one| one.person))
        .collect();
    features.add(
        "lead-heads",
        bucket(sides_of_heads(outline, &near_people).min(3)),
    );
    features.add("sides", bucket(sides(outline)));
    organisations(outline, features);
}

/// Adds the words of stages that stand in headline or lead, each with its place.
fn words(outline: &Outline, features: &mut Features) {
    for line in outline.lines.iter().filter(|line| line.zone != Zone::Rest) {
        for word in &line.sentence.words {
            if STAGES.contains(&word.as_str()) {
                features.add_pair(("zone", line.zone.name()), ("word", word));
            }
        }
    }
}

fn kind_name(kind: Kind, sides: usize) -> &'static str {
    // A bare "call" or "vote" in a headline is mostly none between actors.
    match (kind, sides) {
        (Kind::Call | Kind::Session | Kind::Conference, 0) => "bare",
        _ => kind.name(),
    }
}

/// Parties whose head of state or government is among people.
fn sides_of_heads(outline: &Outline, people: &[usize]) -> usize {
    let head_of = |&person: &usize| {
        let person = outline.document.people.get(person)?;
        let is_head = matches!(
            person.level,
            Some(Level::HeadOfState | Level::HeadOfGovernment)
        );
        person.actor.filter(|_| is_head)
    };
    let mut parties: Vec<_> = people.iter().filter_map(head_of).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.len()
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
