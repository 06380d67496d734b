//! Who may be a party of the meeting, and what speaks for each.

use crate::judgement::Features;
use crate::meeting::contact::Role;
use crate::meeting::lexicon::Kind;
use crate::meeting::line::Zone;
use crate::meeting::outline::{Outline, bucket};
use crate::meeting::question::Question;
use crate::meeting::standing::{Standing, fill_standings};
use crate::news::Form;
use crate::news::Part;
use crate::text::Span;
use crate::world::{ActorId, ActorKind};

/// Candidates of one item at most: of a list of all the world, those named first.
const CANDIDATES_MAX: usize = 60;

/// A party of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// One that the world knows.
    Actor(ActorId),
    /// A group without a code, as written ("African countries").
    Group(String),
}

/// Somebody who may be a party, with how the item speaks of them.
struct Tally<'o> {
    party: Party,
    evidence: (Part, Span),
    /// Mentions as somebody who acts.
    acting: usize,
    /// Mentions as where something is.
    located: usize,
    lines: usize,
    last_line: usize,
    first: Zone,
    in_title: bool,
    in_lead: bool,
    named: bool,
    standings: Vec<Standing<'o>>,
}

/// Everybody who may be a party, in the order of the text.
pub fn questions(outline: &Outline, bag: fn() -> Features) -> Vec<Question<Party>> {
    let tallies = tallies(outline);
    let greatest = tallies
        .iter()
        .map(|one| one.acting)
        .max()
        .unwrap_or(1)
        .max(1);
    let mut ranks: Vec<usize> = tallies.iter().map(|one| one.acting).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    let questions = tallies.iter().map(|tally| {
        let mut features = bag();
        let rank = ranks.iter().position(|&count| count == tally.acting);
        features.add("rank", bucket(rank.unwrap_or(6) + 1));
        features.value("share", tally.acting as f64 / greatest as f64);
        fill(outline, tally, &mut features);
        Question {
            thing: tally.party.clone(),
            evidence: tally.evidence,
            features,
            aspects: Vec::new(),
            ties: ties(outline, &tally.party),
        }
    });
    questions.collect()
}

fn tallies<'o>(outline: &'o Outline) -> Vec<Tally<'o>> {
    let mut found: Vec<Tally> = Vec::new();
    for (number, line) in outline.lines.iter().enumerate() {
        let section = line.section;
        for reference in &line.sentence.references {
            let of_person = reference
                .person
                .and_then(|person| outline.document.people.get(person)?.actor);
            let mut parties: Vec<Party> = reference
                .parties
                .iter()
                .copied()
                .chain(of_person)
                .map(Party::Actor)
                .collect();
            parties.dedup();
            if reference.form == Form::Group && reference.parties.is_empty() {
                parties.push(Party::Group(reference.span.of(section.text).to_owned()));
            }
            let is_named = !matches!(reference.form, Form::Pronoun | Form::Sides);
            for party in parties {
                let evidence = (section.part, reference.span);
                note(
                    &mut found,
                    (party, evidence),
                    (number, line.zone),
                    reference.located,
                    is_named,
                    Standing::of(line.sentence, reference.head),
                );
            }
        }
        for site in &line.sites {
            let covered = line.sentence.reference_at(site.span.start).is_some();
            if let Some(state) = site.state.filter(|_| !covered) {
                let evidence = (section.part, site.span);
                let party = Party::Actor(state);
                note(
                    &mut found,
                    (party, evidence),
                    (number, line.zone),
                    true,
                    false,
                    Standing::of(line.sentence, site.token),
                );
            }
        }
    }
    found
}

fn note<'o>(
    found: &mut Vec<Tally<'o>>,
    (party, evidence): (Party, (Part, Span)),
    (line, zone): (usize, Zone),
    located: bool,
    is_named: bool,
    standing: Standing<'o>,
) {
    let known = found.iter().position(|one| one.party == party);
    let at = match known {
        Some(at) => at,
        None if found.len() < CANDIDATES_MAX => {
            found.push(Tally {
                party,
                evidence,
                acting: 0,
                located: 0,
                lines: 0,
                last_line: usize::MAX,
                first: zone,
                in_title: false,
                in_lead: false,
                named: false,
                standings: Vec::new(),
            });
            found.len() - 1
        }
        None => return,
    };
    let Some(tally) = found.get_mut(at) else {
        return;
    };
    if located {
        tally.located += 1;
    } else {
        tally.acting += 1;
    }
    if tally.last_line != line {
        tally.lines += 1;
        tally.last_line = line;
    }
    tally.standings.push(standing);
    tally.named |= is_named && !located;
    tally.in_title |= zone == Zone::Title;
    tally.in_lead |= zone == Zone::Lead;
}

/// What the party is to each contact.
fn ties(outline: &Outline, party: &Party) -> Vec<(&'static str, usize)> {
    let contacts = outline.contacts.iter().enumerate();
    let ties = contacts.filter_map(|(at, one)| Some((role(outline, one, party)?.name(), at)));
    ties.collect()
}

fn fill(outline: &Outline, tally: &Tally, features: &mut Features) {
    let kind = kind(outline, &tally.party);
    features.add("kind", kind);
    features.add("first", tally.first.name());
    features.add("lines", bucket(tally.lines));
    for (holds, name) in [
        (tally.in_title, "in-title"),
        (tally.in_lead, "in-lead"),
        (tally.acting == 0, "only-located"),
        (!tally.named, "unnamed"),
        (tally.in_title && tally.in_lead, "in-title-and-lead"),
    ] {
        if holds {
            features.flag(name);
            features.add_pair(("kind", kind), ("is", name));
        }
    }
    let mut paired = [false; 3];
    let mut any = false;
    for (contact, _) in outline.contacts().filter(|one| one.0.kind != Kind::Accord) {
        let Some(role) = role(outline, contact, &tally.party) else {
            continue;
        };
        let zone = outline.zone(contact);
        features.add_pair(("zone", zone.name()), ("role", role.name()));
        features.add_pair(("role", role.name()), ("contact", contact.kind.name()));
        any |= role.takes_part();
        let is_paired = contact.is_international() && role.takes_part() && !contact.quoted;
        if let Some(flag) = paired.get_mut(zone as usize).filter(|_| is_paired) {
            *flag = true;
        }
    }
    for zone in Zone::ALL {
        if paired.get(zone as usize) == Some(&true) {
            features.add("paired", zone.name());
            features.add_pair(("kind", kind), ("paired", zone.name()));
        }
    }
    let mut core: Vec<&'static str> = outline
        .core()
        .filter_map(|(contact, _, _)| role(outline, contact, &tally.party))
        .map(Role::name)
        .collect();
    core.sort_unstable();
    core.dedup();
    for role in &core {
        features.add("core-role", role);
    }
    if core.is_empty() {
        features.flag("in-no-core-contact");
        features.add_pair(("kind", kind), ("is", "in-no-core-contact"));
    }
    if !any {
        features.flag("in-no-contact");
        features.add_pair(("kind", kind), ("is", "in-no-contact"));
    }
    if let Some((main, _)) = outline.main_contact() {
        let role = role(outline, main, &tally.party).map_or("none", Role::name);
        features.add("main-role", role);
        features.add_pair(("main-role", role), ("sides", bucket(main.sides())));
        features.add_pair(("main-role", role), ("kind", main.kind.name()));
        features.add_pair(("kind", kind), ("contact", main.kind.name()));
        let is_visit = matches!(main.kind, Kind::Visit | Kind::Host);
        if is_visit && tally.located > 0 {
            features.flag("where-the-visit-is");
        }
    }
    people(outline, &tally.party, features);
    fill_standings(&tally.standings, outline.meanings, features);
}

/// People who act for the party and take part in contacts.
fn people(outline: &Outline, party: &Party, features: &mut Features) {
    let Party::Actor(actor) = party else {
        return;
    };
    let acts = |person: &usize| {
        let person = outline.document.people.get(*person);
        person.and_then(|person| person.actor) == Some(*actor)
    };
    let mut best = None;
    for (contact, _) in outline.contacts() {
        for person in contact.people.iter().filter(|person| acts(person)) {
            let zone = outline.zone(contact);
            features.add("person-in-contact", zone.name());
            let level = outline
                .document
                .people
                .get(*person)
                .and_then(|one| one.level);
            best = best.max(level.map(std::cmp::Reverse));
        }
    }
    if let Some(std::cmp::Reverse(level)) = best {
        features.add("person-level", level_name(level));
    }
}

/// The name of a level in features.
pub fn level_name(level: crate::world::Level) -> &'static str {
    use crate::world::Level;
    match level {
        Level::HeadOfState => "head-of-state",
        Level::HeadOfGovernment => "head-of-government",
        Level::Minister => "minister",
        Level::Deputy => "deputy",
        Level::Envoy => "envoy",
        Level::Official => "official",
    }
}

/// What a party is to a contact, the part that says most.
pub fn role(
    outline: &Outline,
    contact: &crate::meeting::contact::Contact,
    party: &Party,
) -> Option<Role> {
    let line = outline.line(contact)?;
    let means = |number: usize| {
        let reference = line.sentence.references.get(number)?;
        let of_person = reference
            .person
            .and_then(|person| outline.document.people.get(person)?.actor);
        let found = match party {
            Party::Actor(actor) => reference.parties.contains(actor) || of_person == Some(*actor),
            Party::Group(name) => {
                reference.form == Form::Group && reference.span.of(line.section.text) == name
            }
        };
        found.then_some(())
    };
    let roles = contact
        .roles
        .iter()
        .filter(|(number, _)| means(*number).is_some());
    roles.map(|(_, role)| *role).min()
}

fn kind(outline: &Outline, party: &Party) -> &'static str {
    let Party::Actor(actor) = party else {
        return "group";
    };
    match outline.world.actor(*actor).map(|actor| actor.kind) {
        Some(ActorKind::State) => "state",
        Some(ActorKind::Organisation) => "organisation",
        Some(ActorKind::Party) | None => "movement",
    }
}
