//! Where the meeting may be, and what speaks for each place.

use crate::judgement::Features;
use crate::meeting::clause::{attach, node};
use crate::meeting::contact::Contact;
use crate::meeting::lexicon::Kind;
use crate::meeting::line::{Line, Zone};
use crate::meeting::outline::{Outline, Tier, bucket};
use crate::meeting::question::Question;
use crate::meeting::site::{Site, SiteKind};
use crate::meeting::standing::{Standing, fill_standings};
use crate::news::Part;
use crate::text::{Relation, Span};
use crate::world::Country;

/// Steps from a name to the preposition that leads it, at most ("in the Peruvian capital Lima").
const STEPS_MAX: usize = 3;

/// Prepositions of rest.
const AT: &[&str] = &[
    "in", "at", "near", "outside", "inside", "aboard", "around", "within",
];

/// Links by which a contact itself says where it is.
pub const RESTS: &[&str] = &[Link::At.name(), Link::Goal.name()];

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

/// How a name says where a contact is, what says most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    /// "met in Lima".
    At,
    /// "a visit to Lima".
    Goal,
    /// "the Lima talks".
    Names,
    /// "met for an hour in Lima", where the parser hangs the place on what is told of the contact.
    Through,
    /// "in Lima" in the same sentence.
    Near,
    /// At the start of the text.
    Dateline,
}

/// One name of a place with its mentions as a place.
struct Tally<'o> {
    name: String,
    site: &'o Site,
    part: Part,
    /// Tier of the contact, link and zone of each mention.
    links: Vec<(Tier, Link, Zone)>,
    /// Each contact by which it is told, with what links them best.
    contacts: Vec<(Link, usize)>,
    standings: Vec<Standing<'o>>,
}

impl Tally<'_> {
    /// The mention that says most.
    fn best(&self) -> Option<&(Tier, Link, Zone)> {
        self.links.iter().min()
    }

    /// Adds how a contact is linked, if it is none yet or less closely.
    fn tie(&mut self, link: Link, contact: usize) {
        match self.contacts.iter_mut().find(|known| known.1 == contact) {
            Some(known) => known.0 = known.0.min(link),
            None => self.contacts.push((link, contact)),
        }
    }

    fn ties(&self) -> Vec<(&'static str, usize)> {
        let ties = self.contacts.iter();
        ties.map(|(link, contact)| (link.name(), *contact))
            .collect()
    }

    fn aspects(&self) -> Vec<(&'static str, &'static str)> {
        let best = self.best().map(|best| ("link", best.1.name()));
        let kind = ("kind", self.site.kind.name());
        best.into_iter().chain([kind]).collect()
    }
}

/// Everything that is named as where something is, in the order of the text.
pub fn questions(outline: &Outline, bag: fn() -> Features) -> Vec<Question<Place>> {
    let tallies = tallies(outline);
    let has_cities = tallies.iter().any(|one| one.site.kind == SiteKind::City);
    let mut cities = 0;
    let best_of_all = tallies.iter().filter_map(Tally::best).min();
    let main_facts = outline.main_facts();
    let questions = tallies.iter().map(|tally| {
        let mut features = bag();
        let kind = tally.site.kind.name();
        if tally.site.kind.is_town() {
            cities += 1;
            features.add("city-number", bucket(cities));
        }
        let beside = if has_cities { "cities" } else { "no-cities" };
        features.add_pair(("kind", kind), ("beside", beside));
        if tally.best() == best_of_all {
            features.flag("best-linked");
            features.add_pair(("kind", kind), ("is", "best-linked"));
        }
        let only_dateline = tally.links.iter().all(|one| one.1 == Link::Dateline);
        if only_dateline && best_of_all.is_some_and(|best| best.0 <= Tier::Core) {
            features.flag("dateline-beside-linked");
        }
        host(&tallies, tally, &mut features);
        fill(outline, tally, &main_facts, &mut features);
        let evidence = (tally.part, tally.site.span);
        let (aspects, ties) = (tally.aspects(), tally.ties());
        Question {
            thing: Place {
                part: tally.part,
                span: tally.site.span,
                country: tally.site.country,
            },
            evidence,
            features,
            aspects,
            ties,
        }
    });
    questions.collect()
}

/// Whether a city lies in a state to which a contact leads, and whether such a state has a city that is named.
fn host(all: &[Tally], tally: &Tally, features: &mut Features) {
    let is_host = |one: &Tally| -> bool {
        one.site.kind == SiteKind::State
            && one
                .links
                .iter()
                .any(|(tier, link, _)| *tier <= Tier::OfOne && *link <= Link::Goal)
    };
    let shares_state = |one: &&Tally| {
        one.site.state.is_some() && one.site.state == tally.site.state && one.name != tally.name
    };
    let kin = || all.iter().filter(shares_state);
    match tally.site.kind {
        SiteKind::State if kin().any(|one| one.site.kind == SiteKind::City) => {
            features.flag("has-a-city-named");
        }
        SiteKind::City | SiteKind::House if kin().any(is_host) => {
            features.flag("in-a-host-state");
        }
        _ => {}
    }
}

fn tallies<'o>(outline: &'o Outline) -> Vec<Tally<'o>> {
    let mut found: Vec<Tally> = Vec::new();
    for (number, line) in outline.lines.iter().enumerate() {
        for site in &line.sites {
            let links = links(outline, (number, line), site);
            if links.is_empty() {
                continue;
            }
            let name = site.span.of(line.section.text).to_lowercase();
            let at = found.iter().position(|tally| tally.name == name);
            let at = at.unwrap_or_else(|| {
                found.push(Tally {
                    name,
                    site,
                    part: line.section.part,
                    links: Vec::new(),
                    contacts: Vec::new(),
                    standings: Vec::new(),
                });
                found.len() - 1
            });
            let Some(tally) = found.get_mut(at) else {
                continue;
            };
            tally
                .standings
                .push(Standing::of(line.sentence, site.token));
            for (contact, tier, link) in links {
                tally.links.push((tier, link, line.zone));
                if let Some(contact) = contact {
                    tally.tie(link, contact);
                }
            }
        }
    }
    found
}

/// What one mention says of where contacts are; nothing where it stands for a government.
fn links(
    outline: &Outline,
    (number, line): (usize, &Line),
    site: &Site,
) -> Vec<(Option<usize>, Tier, Link)> {
    let mut found = Vec::new();
    if is_dateline(line, site) {
        found.push((None, Tier::None, Link::Dateline));
    }
    let is_led = is_led(line, site);
    let contacts = outline.contacts.iter().enumerate();
    for (at, contact) in contacts.filter(|(_, contact)| contact.line == number) {
        let tier = outline.tier(at);
        if let Some(link) = link(line, site, contact) {
            found.push((Some(at), tier, link));
        } else if is_led {
            found.push((Some(at), tier, Link::Near));
        }
    }
    if is_led && found.is_empty() {
        found.push((None, Tier::None, Link::Near));
    }
    found
}

fn link(line: &Line, site: &Site, contact: &Contact) -> Option<Link> {
    let attached = attach(line.sentence, &contact.anchors, site.token, &|_| false)?;
    let before = attached.preposition;
    let is_goal = matches!(contact.kind, Kind::Visit | Kind::Host);
    match attached.relation {
        _ if AT.contains(&before) || (before == "on" && site.kind == SiteKind::Town) => {
            Some(Link::At)
        }
        _ if before == "to" && is_goal => Some(Link::Goal),
        Relation::Obj if is_goal => Some(Link::Goal),
        Relation::Compound | Relation::NmodPoss | Relation::NmodDesc if site.kind.is_town() => {
            Some(Link::Names)
        }
        _ => is_led(line, site).then_some(Link::Through),
    }
}

/// Whether something is at a site by its own preposition.
fn is_led(line: &Line, site: &Site) -> bool {
    led_by(line, site).is_some_and(|before| AT.contains(&before))
}

/// The preposition before a name or before the noun that it explains.
fn led_by<'l>(line: &'l Line, site: &Site) -> Option<&'l str> {
    let mut at = site.token;
    for _ in 0..STEPS_MAX {
        let before = line.sentence.preposition(at);
        // "The city of Lima" is where the city is.
        if !matches!(before, "" | "of") {
            return Some(before);
        }
        let own = node(line.sentence, at)?;
        let climbs = matches!(
            own.relation,
            Relation::Compound
                | Relation::Flat
                | Relation::Appos
                | Relation::NmodDesc
                | Relation::Conj
                | Relation::Nmod
        );
        at = own.head.filter(|_| climbs)?;
    }
    None
}

/// "VIENNA (Agency) —", "Lima, March 3 —" at the start of the text, or another sign behind its first word.
fn is_dateline(line: &Line, site: &Site) -> bool {
    let after = line.sentence.word(site.token + 1);
    let begins = site.span.start == line.sentence.span.start;
    let is_marked = matches!(after, "(" | "," | "-" | "–" | "—" | "--" | ":" | "/");
    line.zone == Zone::Lead && (site.token < line.sentence.tree.filed || (begins && is_marked))
}

/// `main_facts` are the outline's.
fn fill(
    outline: &Outline,
    tally: &Tally,
    main_facts: &[(&'static str, &'static str)],
    features: &mut Features,
) {
    fill_standings(&tally.standings, outline.meanings, features);
    let kind = tally.site.kind.name();
    features.add("mentions", bucket(tally.links.len()));
    let mut facts = vec![("kind", kind)];
    if let Some((tier, link, zone)) = tally.best() {
        let best = [
            ("tier", tier.name()),
            ("link", link.name()),
            ("zone", zone.name()),
        ];
        facts.extend(best);
    }
    for (tier, link, _) in &tally.links {
        features.add_pair(("any-tier", tier.name()), ("link", link.name()));
    }
    if tally.links.iter().any(|one| one.2 != Zone::Rest) {
        features.flag("early");
    }
    let Some((main, _)) = outline.main_contact() else {
        features.cross(&facts);
        return;
    };
    let is_dateline = tally.links.iter().any(|one| one.1 == Link::Dateline);
    if is_dateline && tally.links.iter().any(|one| one.1 != Link::Dateline) {
        features.flag("dateline-and-text");
    }
    let is_party = tally
        .site
        .state
        .is_some_and(|state| main.parties.contains(&state));
    let side = if is_party { "party" } else { "other" };
    facts.push(("side", side));
    facts.extend(main_facts);
    features.cross(&facts);
    let says_here = outline
        .line(main)
        .is_some_and(|line| line.sentence.words.iter().any(|word| word == "here"));
    if says_here {
        features.add_pair(("kind", kind), ("main-is-here", side));
        let link = tally.best().map_or("none", |best| best.1.name());
        features.add_pair(("main-is-here", "yes"), ("link", link));
    }
}

impl Link {
    const fn name(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::Goal => "goal",
            Self::Names => "names",
            Self::Through => "through",
            Self::Near => "near",
            Self::Dateline => "dateline",
        }
    }
}
