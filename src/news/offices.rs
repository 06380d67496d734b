//! Offices and bodies that stand for somebody: whose they are, and who holds them.

use crate::news::coreference::SentenceReader;
use crate::news::noun_group::{LIKE, Left, REBELS, mention_starting, party_after, party_left};
use crate::news::reference::Form;
use crate::news::sharing::{offices_at, sharing};
use crate::world::{ActorId, NameKind, Office, OfficeKind};

/// Bodies that several states have at once: without a party they mean nobody in particular.
const MANY: &[&str] = &[
    "ambassadors",
    "diplomats",
    "leaders",
    "negotiators",
    "officials",
    "envoys",
    "forces",
    "troops",
    "authorities",
    "side",
    "team",
    "army",
    "military",
    "armed forces",
    "lawmakers",
    "legislators",
    "soldiers",
    "warships",
];

impl SentenceReader<'_, '_> {
    /// An office or body that begins at a token, with its party: "the Peruvian president", "its ministry".
    pub(super) fn office(&mut self, at: usize) -> Option<usize> {
        let sentence = self.sentence();
        let office = *sentence.office_at(sentence.tokens.get(at)?.span.start)?;
        let left = party_left(&self.namer, at);
        let end = sentence.token_at(office.span.end).max(at + 1);
        let teller = |at| self.teller(at)?.parties.first().copied();
        let owner = left
            .owner
            .and_then(|at| teller(at).or_else(|| self.owner(at)));
        let is_like = LIKE.contains(&office.span.of(self.namer.section.text));
        let owner = if is_like {
            owner.and_then(|owner| self.history.other_side(owner))
        } else {
            owner
        };
        let described = || self.described(end).filter(|_| is_like);
        let party = left
            .party
            .or_else(described)
            .or(owner)
            .or_else(|| party_after(&self.namer, end))
            .or_else(|| self.bearer(at));
        let start = if left.party.is_some() { left.start } else { at };
        let sharing = sharing(&self.namer, &self.found, start, end);
        let party = party.or_else(|| sharing.first().copied());
        let article = sentence.word_before(start);
        let definite = matches!(article, "the" | "this" | "that") || left.owner.is_some();
        let (person, party) = match office.kind {
            OfficeKind::Role => self.role(&office, party, definite, article)?,
            OfficeKind::Body => (None, Some(self.body(&office, party, definite)?)),
        };
        let form = match office.kind {
            OfficeKind::Role => Form::Office,
            OfficeKind::Body => Form::Body,
        };
        let parties = party.into_iter().chain(sharing);
        self.push_owned(left, (start, end), (form, person), parties)
    }

    /// The party of the office that describes what stands before a comma at `at`: "her counterpart, Peruvian
    /// Trade Minister Ann Lee".
    fn described(&self, at: usize) -> Option<ActorId> {
        let sentence = self.sentence();
        let (party, office) = mention_starting(&self.namer, at + 1)?;
        let is_office = sentence
            .office_at(sentence.tokens.get(office)?.span.start)
            .is_some();
        (sentence.word(at) == "," && is_office).then_some(party)
    }

    /// Offices of several people with their parties: "the Peruvian and Chilean presidents".
    pub(super) fn offices(&mut self, at: usize) -> Option<usize> {
        let end = offices_at(&self.namer, at)?;
        let left = party_left(&self.namer, at);
        let start = if left.party.is_some() { left.start } else { at };
        let sharing = sharing(&self.namer, &self.found, start, end);
        let mut parties = left.party.into_iter().chain(sharing).peekable();
        parties.peek()?;
        self.push_owned(left, (start, end), (Form::Body, None), parties)
    }

    /// Adds a mention of an office or body, to which the adjective before it belongs.
    fn push_owned(
        &mut self,
        left: Left,
        (start, end): (usize, usize),
        (form, person): (Form, Option<usize>),
        parties: impl Iterator<Item = ActorId>,
    ) -> Option<usize> {
        while left.party.is_some()
            && self
                .found
                .last()
                .is_some_and(|last| last.head >= left.start)
        {
            self.found.pop();
            self.history.unhear();
        }
        let mut each = Vec::new();
        for party in parties {
            if !each.contains(&party) {
                each.push(party);
            }
        }
        self.push(start, end - 1, form, person, each)
    }

    fn role(
        &self,
        office: &Office,
        party: Option<ActorId>,
        definite: bool,
        article: &str,
    ) -> Option<(Option<usize>, Option<ActorId>)> {
        let words = office.span.of(self.namer.section.text).to_lowercase();
        let indefinite = matches!(article, "a" | "an" | "another" | "one");
        if party.is_some() {
            let person = self.history.holder(&words, party).filter(|_| !indefinite);
            return Some((person, party));
        }
        let person = definite
            .then(|| self.history.holder(&words, None))
            .flatten();
        let party = person
            .and_then(|person| self.history.party_of(person))
            .or(office.of.filter(|_| !indefinite));
        (person.is_some() || party.is_some()).then_some((person, party))
    }

    fn body(&self, office: &Office, party: Option<ActorId>, definite: bool) -> Option<ActorId> {
        let words = office.span.of(self.namer.section.text).to_lowercase();
        let back = definite && !MANY.contains(&words.as_str());
        // "The administration" is one government's wherever that is spoken of.
        let own = office.of.filter(|&of| back && self.history.tells_of(of));
        party
            .or(own)
            .or_else(|| back.then(|| self.capital()).flatten())
            .or_else(|| back.then(|| self.history.body()).flatten())
    }

    /// Whose capital opens the sentence: "In Lima, the ministry said".
    fn capital(&self) -> Option<ActorId> {
        let sentence = self.sentence();
        let mention = sentence.mention_at(sentence.tokens.get(1)?.span.start)?;
        let is_first = sentence.word(0) == "in" && mention.kind == NameKind::Capital;
        mention.actor.filter(|_| is_first)
    }

    /// The party of whom a possessive pronoun means.
    fn owner(&self, at: usize) -> Option<ActorId> {
        match self.sentence().word(at) {
            "his" => self.history.somebody(false)?.1.first().copied(),
            "her" => self.history.somebody(true)?.1.first().copied(),
            "its" => self.history.thing(),
            word if REBELS.contains(&word) || word == "government" || word.ends_with("general") => {
                None
            }
            _ => {
                let several = self.history.several();
                several.first().copied().filter(|_| several.len() == 1)
            }
        }
    }

    /// The person right before a body ("the Moreno government", "Moreno's spokesman").
    fn bearer(&self, at: usize) -> Option<ActorId> {
        let last = self.found.last().filter(|last| last.form == Form::Person)?;
        let genitive = usize::from(matches!(self.sentence().word(last.head + 1), "'s" | "'"));
        let near = at.checked_sub(last.head + 1 + genitive)?;
        last.parties.first().copied().filter(|_| near <= 1)
    }
}
