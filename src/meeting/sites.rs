//! All words of a sentence for where something is: cities, states after "in", houses and halls, towns that nobody
//! listed.

use crate::meeting::site::{Site, SiteKind};
use crate::meeting::unlisted::unlisted;
use crate::news::Sentence;
use crate::world::{NameKind, World};

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
    found.extend(unlisted(sentence));
    found.sort_by_key(|site| site.span.start);
    found
}
