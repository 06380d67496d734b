//! Names of actors that describe somebody else, or nobody: "a Peruvian-backed party", "ten Chilean pesos".

use crate::news::section::Sentence;
use crate::text::Upos;
use crate::world::Mention;

/// What somebody is by another's doing, behind a hyphen. Who brokers or leads has a part in it and is no mere
/// description.
const DESCRIBING: &[&str] = &[
    "affiliated",
    "aligned",
    "allied",
    "armed",
    "backed",
    "based",
    "born",
    "built",
    "controlled",
    "educated",
    "financed",
    "friendly",
    "funded",
    "held",
    "influenced",
    "inspired",
    "installed",
    "linked",
    "made",
    "occupied",
    "owned",
    "recognised",
    "recognized",
    "registered",
    "style",
    "supplied",
    "supported",
    "trained",
];

/// Money whose name a state's adjective tells apart.
const CURRENCIES: &[&str] = &[
    "baht",
    "crown",
    "crowns",
    "dinar",
    "dinars",
    "dirham",
    "dirhams",
    "dollar",
    "dollars",
    "franc",
    "francs",
    "guilder",
    "guilders",
    "krona",
    "kronor",
    "krone",
    "kroner",
    "lira",
    "liras",
    "lire",
    "peso",
    "pesos",
    "pound",
    "pounds",
    "rand",
    "rial",
    "rials",
    "ringgit",
    "riyal",
    "riyals",
    "rouble",
    "roubles",
    "ruble",
    "rubles",
    "rupee",
    "rupees",
    "rupiah",
    "shekel",
    "shekels",
    "shilling",
    "shillings",
    "yen",
    "yuan",
    "zloty",
    "zlotys",
];

impl Sentence {
    /// Whether a name tells by whom somebody else is backed, held, paid and the like.
    pub fn is_description(&self, mention: &Mention) -> bool {
        let next = self.token_at(mention.span.end);
        // One word or three, as the tokens fall.
        let inside = self
            .tokens
            .get(next)
            .is_some_and(|token| token.span.start < mention.span.end);
        let word = if inside {
            self.word(next).rsplit_once('-').map_or("", |parts| parts.1)
        } else if self.word(next) == "-" {
            self.word(next + 1)
        } else {
            ""
        };
        DESCRIBING.contains(&word)
    }

    /// Whether a name is that of money: "Chilean pesos", "US$10".
    pub fn is_money(&self, mention: &Mention) -> bool {
        let last = self.token_at(mention.span.end.saturating_sub(1));
        let next = last + 1;
        self.word(last).ends_with('$')
            || (self.is_upos(next, &[Upos::Noun, Upos::Propn])
                && CURRENCIES.contains(&self.word(next)))
    }
}
