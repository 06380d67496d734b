//! Where the names of people stand in a sentence.

use crate::news::name_words::{
    FEMALE, GENERAL, HONORIFICS, IMPERSONAL, NEVER, PARTICLES, PORTFOLIOS,
};
use crate::news::section::{Section, Sentence};
use crate::news::spelling::is_acronym;
use crate::text::Upos;
use crate::world::{KnownName, OfficeKind, World};

/// Tokens of a name at most: given names, particles, hyphens, initials and family name.
const NAME_TOKENS_MAX: usize = 9;
/// A sentence with this share of capitalised words, in percent, is written like a headline, where a
/// capital says nothing.
const HEADLINE_PERCENT: usize = 80;

/// A run of tokens that names a person, so far as can be told from the words alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NameRun {
    /// The first token of the name.
    pub from: usize,
    /// One past its last.
    pub to: usize,
    /// The office-holder whom these very words can name.
    pub known: Option<KnownName>,
}

/// Finds names in one sentence.
#[derive(Clone, Copy)]
pub struct Namer<'s> {
    pub section: &'s Section<'s>,
    pub sentence: &'s Sentence,
    pub world: &'s World,
    /// Written like a headline.
    headline: bool,
    /// Written wholly in capitals.
    capitals: bool,
}

impl<'s> Namer<'s> {
    pub fn new(section: &'s Section<'s>, sentence: &'s Sentence, world: &'s World) -> Self {
        let forms = || {
            sentence
                .tokens
                .iter()
                .map(|token| token.span.of(section.text))
                .filter(|form| form.len() > 3 && form.starts_with(char::is_alphabetic))
        };
        let long = forms().count();
        let capitalised = forms()
            .filter(|form| form.starts_with(char::is_uppercase))
            .count();
        Self {
            section,
            sentence,
            world,
            headline: long > 2 && capitalised * 100 >= long * HEADLINE_PERCENT,
            capitals: long > 0 && forms().all(|form| !form.contains(char::is_lowercase)),
        }
    }

    /// The names, in order. Cost: linear in the tokens.
    pub fn runs(&self) -> Vec<NameRun> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut known = self.sentence.known.iter().peekable();
        while at < self.sentence.tokens.len() {
            let start = self
                .sentence
                .tokens
                .get(at)
                .map_or(0, |token| token.span.start);
            while known.next_if(|name| name.span.start < start).is_some() {}
            let whole = known
                .peek()
                .filter(|name| name.whole && name.span.start == start);
            let (to, name) = match whole {
                Some(name) => (self.after(name.span.end), Some(**name)),
                None => (self.end(at), None),
            };
            if to > at && (name.is_some() || self.is_personal(at, to)) {
                let known = name.or_else(|| self.known_family(to));
                found.push(NameRun {
                    from: at,
                    to,
                    known,
                });
            }
            at = to.max(at + 1);
        }
        found
    }

    /// One past the last token before byte `end`.
    fn after(&self, end: usize) -> usize {
        self.sentence
            .tokens
            .partition_point(|token| token.span.start < end)
    }

    /// The family name of an office-holder at the end of a run.
    fn known_family(&self, to: usize) -> Option<KnownName> {
        let end = self.sentence.tokens.get(to.checked_sub(1)?)?.span.end;
        let known = &self.sentence.known;
        known.iter().find(|name| name.span.end == end).copied()
    }

    /// One past the name that begins at token `at`; `at` where none does.
    fn end(&self, start: usize) -> usize {
        let particle = self.is_particle(start)
            && (self.is_hyphen(start + 1)
                || (self.is_name(start + 1) && self.has_role_before(start)));
        if (!particle && !self.is_name(start)) || self.is_portfolio(start) {
            return start;
        }
        let (mut end, mut at) = (start, start);
        while at < start + NAME_TOKENS_MAX {
            if self.is_name(at) || (end > start && self.is_initial_stop(at)) {
                at += 1;
                end = at;
            } else if end > start && self.is_nickname(at) {
                at += 3;
            } else if at > start && self.is_hyphen(at) && self.is_word(at + 1) {
                at += 2;
                end = at;
            } else if self.is_particle(at) {
                at += 1;
            } else {
                break;
            }
        }
        end
    }

    fn word(&self, at: usize) -> &'s str {
        self.sentence.word(at)
    }

    fn form(&self, at: usize) -> &'s str {
        let token = self.sentence.tokens.get(at);
        token.map_or("", |token| token.span.of(self.section.text))
    }

    /// Whether a token can belong to a name: capitalised, no function word, nobody else's name.
    pub fn is_name(&self, at: usize) -> bool {
        let form = self.form(at);
        if !form.starts_with(char::is_uppercase) || NEVER.contains(self.word(at)) {
            return false;
        }
        let upos = self.sentence.tree.nodes().get(at).map(|node| node.tag.upos);
        let inner = at > 0 && !self.headline;
        let tagged = match upos {
            Some(Upos::Propn) => true,
            Some(Upos::Noun | Upos::Adj | Upos::X | Upos::Verb | Upos::Intj | Upos::Adv) => {
                inner || self.is_surname(at) || self.is_strange_beside_name(at)
            }
            _ => false,
        };
        let initial = form.trim_end_matches('.').chars().count() == 1 || self.are_initials(at);
        tagged
            && (initial || self.capitals || !is_acronym(form) || self.is_inside_known(at))
            && !HONORIFICS.contains(self.word(at))
            && !self.is_taken(at)
    }

    /// "J.D." before a name.
    fn are_initials(&self, at: usize) -> bool {
        let form = self.form(at);
        let single = |part: &str| part.chars().count() == 1;
        form.ends_with('.')
            && form.trim_end_matches('.').split('.').all(single)
            && self.form(at + 1).starts_with(char::is_uppercase)
            && self.is_name(at + 1)
    }

    fn is_surname(&self, at: usize) -> bool {
        self.sentence.surnames.binary_search(&at).is_ok()
    }

    /// A word that no dictionary has beside a proper name is one too, where capitals say nothing.
    fn is_strange_beside_name(&self, at: usize) -> bool {
        let is_proper = |at: usize| {
            let node = self.sentence.tree.nodes().get(at);
            node.is_some_and(|node| node.tag.upos == Upos::Propn) && !self.is_taken(at)
        };
        self.sentence.strange.binary_search(&at).is_ok()
            && (is_proper(at + 1) || at.checked_sub(1).is_some_and(is_proper))
    }

    /// What a minister is for, with the name behind it ("Minister of Trade and Fisheries Ann Lee").
    fn is_portfolio(&self, at: usize) -> bool {
        // "Minister of Trade and Industrial Policy Ann Lee".
        let adjectives = usize::from(at > 0 && self.sentence.is_upos(at - 1, &[Upos::Adj]));
        let before = at.checked_sub(1 + adjectives);
        let before = before.map_or("", |before| self.word(before));
        let is_listed = matches!(before, "of" | "for" | "and" | "&" | ",");
        if !is_listed || !self.is_name(at + 1) {
            return false;
        }
        let nodes = self.sentence.tree.nodes();
        let head = |at: usize| nodes.get(at).and_then(|node| node.head);
        let is_apart = head(at) != Some(at + 1) && head(at + 1) != Some(at);
        let is_of_office = self
            .sentence
            .tree
            .ancestors(at)
            .skip(1)
            .take(2)
            .any(|above| {
                above < at
                    && nodes.get(above).is_some_and(|node| {
                        let office = self.sentence.office_at(node.span.start);
                        office.is_some_and(|office| office.kind == OfficeKind::Role)
                    })
            });
        PORTFOLIOS.contains(self.word(at)) || (before != "," && is_apart && is_of_office)
    }

    fn is_inside_known(&self, at: usize) -> bool {
        let start = self
            .sentence
            .tokens
            .get(at)
            .map_or(0, |token| token.span.start);
        let covers = |name: &KnownName| name.span.start <= start && start < name.span.end;
        self.sentence.known.iter().any(covers)
    }

    /// Whether an actor, a place, an office or a decoy stands there.
    fn is_taken(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else {
            return true;
        };
        let start = token.span.start;
        self.sentence.mention_at(start).is_some()
            || self.sentence.office_at(start).is_some()
            || self.is_several(at)
            || self
                .sentence
                .decoys
                .iter()
                .any(|decoy| decoy.start <= start && start < decoy.end)
    }

    /// The office of several people ("Presidents").
    fn is_several(&self, at: usize) -> bool {
        self.world.office_of_several(self.word(at)).is_some()
    }

    fn is_particle(&self, at: usize) -> bool {
        PARTICLES.contains(self.word(at))
    }

    /// A hyphen that touches both its neighbours.
    fn is_hyphen(&self, at: usize) -> bool {
        let end = |at: usize| self.sentence.tokens.get(at).map(|token| token.span.end);
        let start = |at: usize| self.sentence.tokens.get(at).map(|token| token.span.start);
        matches!(self.word(at), "-" | "‐" | "‑")
            && at > 0
            && end(at - 1) == start(at)
            && end(at) == start(at + 1)
    }

    /// A word in quotation marks with the rest of the name behind it ('Jo "Red" Park').
    fn is_nickname(&self, at: usize) -> bool {
        let mark = |at: usize| {
            matches!(
                self.word(at),
                "\"" | "“" | "”" | "``" | "''" | "'" | "‘" | "’"
            )
        };
        mark(at) && self.is_word(at + 1) && mark(at + 2) && self.is_name(at + 3)
    }

    fn is_word(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_alphabetic)
    }

    /// The stop after an initial, where it is a token of its own.
    fn is_initial_stop(&self, at: usize) -> bool {
        self.word(at) == "."
            && at > 0
            && self.word(at - 1).chars().count() == 1
            && self.is_name(at + 1)
    }

    fn has_role_before(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.sentence.tokens.get(before))
            .and_then(|token| self.sentence.office_at(token.span.start))
            .is_some_and(|office| office.kind == OfficeKind::Role)
    }

    /// Whether a run can be a person's.
    fn is_personal(&self, from: usize, to: usize) -> bool {
        let last = self.word(to.saturating_sub(1));
        // "General Motors".
        let before = self.sentence.word_before(from);
        if before == "general" && GENERAL.contains(self.word(from)) {
            return false;
        }
        if self.has_role_before(from) || self.courtesy(from).0 < from {
            return true;
        }
        !IMPERSONAL.contains(last)
            && !(from..to)
                .any(|at| matches!(self.word(at), "party" | "university" | "council" | "hotel"))
    }

    /// One step left over words of courtesy before token `at`, and whether they are a woman's.
    pub fn courtesy(&self, mut at: usize) -> (usize, bool) {
        let mut female = false;
        while at > 0 {
            // "Gen .", and the first part of "Lt-Col".
            let stop = usize::from(matches!(self.word(at - 1), "." | "-") && at > 1);
            let word = self.word(at - 1 - stop);
            if !HONORIFICS.contains(word) && self.form(at - 1 - stop) != "HE" {
                break;
            }
            female |= FEMALE.contains(word);
            at -= 1 + stop;
        }
        (at, female)
    }
}
