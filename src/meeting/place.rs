//! Where the meeting may be, and what speaks for each place.

use crate::judgement::Features;
use crate::meeting::clause::{attach, preposition};
use crate::meeting::contact::Contact;
use crate::meeting::line::{Line, Zone};
use crate::meeting::outline::{Outline, bucket};
use crate::meeting::question::Question;
use crate::meeting::site::{Site, SiteKind};
use crate::news::Part;
use crate::text::Span;
use crate::world::Country;

/// A city or venue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The text in which it is named.
    pub part: Part,
    /// Its name there.
    pub span: Span,
    /// Its state.
    pub country: Option<Country>,
}

/// One name of a place, wherever it stands.
struct Tally<'o> {
    name: String,
    /// The occurrences as line and site.
    all: Vec<(usize, &'o Site)>,
}

/// Everything that may be the place, in the order of the text.
pub fn questions(outline: &Outline, bag: fn() -> Features) -> Vec<Question<Place>> {
    let mut tallies: Vec<Tally> = Vec::new();
    for (number, line) in outline.lines.iter().enumerate() {
        for site in &line.sites {
            let name = site.span.of(line.section.text).to_lowercase();
            match tallies.iter_mut().find(|tally| tally.name == name) {
                Some(tally) => tally.all.push((number, site)),
                None => tallies.push(Tally {
                    name,
                    all: vec![(number, site)],
                }),
            }
        }
    }
    let mut cities = 0;
    let any_city = tallies.iter().any(|tally| {
        tally
            .all
            .first()
            .is_some_and(|one| one.1.kind == SiteKind::City)
    });
    let questions = tallies.iter().filter_map(|tally| {
        let &(line, site) = tally.all.first()?;
        let mut features = bag();
        if site.kind == SiteKind::City {
            cities += 1;
            features.add("city-number", bucket(cities));
        }
        let has_cities = if any_city { "cities" } else { "none" };
        features.add_pair(("kind", site.kind.name()), ("beside", has_cities));
        fill(outline, tally, site, &mut features);
        let section = outline.lines.get(line)?.section;
        Some(Question {
            thing: Place {
                part: section.part,
                span: site.span,
                country: site.country,
            },
            evidence: (section.part, site.span),
            features,
        })
    });
    questions.collect()
}

fn fill(outline: &Outline, tally: &Tally, site: &Site, features: &mut Features) {
    let kind = site.kind.name();
    features.add("kind", kind);
    features.add("mentions", bucket(tally.all.len()));
    let mut led = false;
    for &(number, site) in &tally.all {
        let Some(line) = outline.lines.get(number) else {
            continue;
        };
        let zone = line.zone.name();
        features.add("zone", zone);
        if is_dateline(line, site) {
            features.flag("dateline");
        }
        let before =
            preposition(line.sentence, site.token).map_or("none", |at| line.sentence.word(at));
        if let Some(before) = known(before) {
            led = true;
            features.add("after", before);
            features.add_pair(("kind", kind), ("after", before));
            features.add_pair(("zone", zone), ("after", before));
        }
        of_contacts(outline, (number, line), site, kind, features);
    }
    if !led {
        features.flag("after-nothing");
        features.add_pair(("kind", kind), ("is", "after-nothing"));
    }
    if let Some((main, told)) = outline.main_contact() {
        features.add_pair(("kind", kind), ("main", main.kind.name()));
        let is_party = site
            .state
            .is_some_and(|state| main.parties.contains(&state));
        let side = if is_party { "party" } else { "other" };
        features.add_pair(("kind", kind), ("side", side));
        if told.is_ahead() {
            features.add_pair(("kind", kind), ("main", "ahead"));
        }
        let says_here = outline
            .line(main)
            .is_some_and(|line| line.sentence.words.iter().any(|word| word == "here"));
        if says_here {
            features.add_pair(("kind", kind), ("main-is-here", side));
        }
    }
}

/// What the site is to the contacts of its line.
fn of_contacts(
    outline: &Outline,
    (number, line): (usize, &Line),
    site: &Site,
    kind: &str,
    features: &mut Features,
) {
    let main = outline.main;
    let contacts = outline.contacts.iter().enumerate();
    for (at, contact) in contacts.filter(|(_, contact)| contact.line == number) {
        let reach = if hangs_on(line, contact, site) {
            "hangs"
        } else {
            "beside"
        };
        let which = match () {
            () if main == Some(at) => "main",
            () if outline.core.get(at) == Some(&true) => "core",
            () if contact.is_international() => "between",
            () if contact.sides() == 1 => "of-one",
            () => "any",
        };
        features.add_pair((reach, which), ("kind", kind));
        features.add_pair((reach, which), ("zone", line.zone.name()));
        if reach == "hangs" {
            features.add_pair(("hangs", contact.kind.name()), ("kind", kind));
        }
    }
}

fn hangs_on(line: &Line, contact: &Contact, site: &Site) -> bool {
    attach(line.sentence, &contact.anchors, site.token, &|_| false).is_some()
}

/// "VIENNA (Agency) —", "Lima, March 3 —" at the start of the text.
fn is_dateline(line: &Line, site: &Site) -> bool {
    let after = line.sentence.word(site.token + 1);
    line.zone == Zone::Lead
        && site.span.start == line.sentence.span.start
        && matches!(after, "(" | "," | "-" | "–" | "—" | "--" | ":" | "/")
}

fn known(preposition: &str) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "in", "at", "to", "from", "of", "for", "near", "outside", "with", "on", "between", "'s",
    ];
    KNOWN.iter().find(|known| **known == preposition).copied()
}
