//! Words for where something is: cities, states after "in", houses and halls.

use crate::meeting::clause::node;
use crate::news::Sentence;
use crate::text::{Relation, Span, Upos};
use crate::world::{ActorId, Country, NameKind, World};

/// Words before a proper name that lead to a venue.
const AT: &[&str] = &["at", "in", "inside", "outside", "aboard"];

/// A single word of fewer bytes is an abbreviation.
const VENUE_BYTES_MIN: usize = 4;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words for where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    pub span: Span,
    /// Its last token.
    pub token: usize,
    pub kind: SiteKind,
    /// The state in which it lies.
    pub country: Option<Country>,
    /// That state as an actor.
    pub state: Option<ActorId>,
}

/// What kind of place it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteKind {
    /// "Vienna".
    City,
    /// "Peru".
    State,
    /// "the Kremlin".
    House,
    /// Any other name after "at" or "in".
    Venue,
}

impl SiteKind {
    /// The name in features.
    pub const fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::State => "state",
            Self::House => "house",
            Self::Venue => "venue",
        }
    }
}

/// The sites of a sentence in order.
pub fn sites(sentence: &Sentence, world: &World) -> Vec<Site> {
    let mut found: Vec<Site> = Vec::new();
    for mention in &sentence.mentions {
        let token = sentence.token_at(mention.span.end.saturating_sub(1));
        let kind = match mention.kind {
            NameKind::Place | NameKind::Capital => SiteKind::City,
            NameKind::StandIn => SiteKind::House,
            NameKind::Name if mention.actor.is_some_and(|a| !world.is_organisation(a)) => {
                SiteKind::State
            }
            // "In Brussels", where the name may stand for those who sit there.
            NameKind::Name if sentence.is_place(mention) => SiteKind::City,
            _ => continue,
        };
        found.push(Site {
            span: mention.span,
            token,
            kind,
            country: mention.country,
            state: mention
                .country
                .and_then(|country| world.state(country))
                .or(mention.actor),
        });
    }
    found.extend(venues(sentence));
    found.sort_by_key(|site| site.span.start);
    found
}

/// Proper names after a preposition of rest that are nobody's: "at the Hall of Mirrors".
fn venues(sentence: &Sentence) -> impl Iterator<Item = Site> + '_ {
    (0..sentence.tokens.len()).filter_map(|at| {
        let own = node(sentence, at)?;
        let led = AT.contains(&sentence.preposition(at));
        if own.tag.upos != Upos::Propn || !led {
            return None;
        }
        let first = (0..at)
            .rev()
            .take_while(|&before| {
                node(sentence, before).is_some_and(|node| {
                    node.tag.upos == Upos::Propn
                        && matches!(
                            node.relation,
                            Relation::Compound | Relation::Flat | Relation::NmodPoss
                        )
                })
            })
            .last()
            .unwrap_or(at);
        let last = (at + 1..=own.last)
            .take_while(|&after| {
                node(sentence, after).is_some_and(|node| {
                    node.tag.upos == Upos::Propn && node.relation == Relation::Flat
                })
            })
            .last()
            .unwrap_or(at);
        let span = sentence.span(first, last + 1)?;
        let known = (first..=last).any(|at| {
            sentence.tokens.get(at).is_some_and(|token| {
                sentence.mention_at(token.span.start).is_some()
                    || sentence.reference_at(token.span.start).is_some()
            })
        });
        // Months and abbreviations are no venues.
        let is_name = first != last || sentence.word(at).len() > VENUE_BYTES_MIN;
        let is_month = MONTHS.contains(&sentence.word(first));
        (!known && is_name && !is_month).then_some(Site {
            span,
            token: last,
            kind: SiteKind::Venue,
            country: None,
            state: None,
        })
    })
}
