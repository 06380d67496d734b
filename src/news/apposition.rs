//! What an apposition says of the person whose name it follows.

use crate::news::name::Namer;
use crate::news::noun_group::{
    REBELS, is_joint, local_party, mention_starting, start_of, words_of,
};
use crate::text::Upos;
use crate::world::{ActorId, Level, OfficeKind};

/// Words of an apposition after a name at most.
const APPOSITION_TOKENS: usize = 18;

/// Verbs behind "who" that say whom a person speaks for.
const LEADING: &[&str] = &[
    "heads",
    "headed",
    "leads",
    "led",
    "represents",
    "represented",
    "is",
    "was",
    "serves",
    "served",
    "chairs",
    "chaired",
    "has",
];

/// What is said of a person beside the name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Introduction {
    /// The office, lower case.
    pub role: Option<String>,
    /// How high it is.
    pub level: Option<Level>,
    /// For whom.
    pub party: Option<ActorId>,
    /// A woman, by her title.
    pub female: bool,
    /// Where the words begin that lead up to the name.
    pub start: usize,
    /// Of whom the person is said to be a part: the pronoun ("his spokesman"), or a noun that was named
    /// before ("a director of the ministry", "the bloc's chairman", "a rebel commander").
    pub owner: Option<usize>,
    /// The party was told behind the name, where it is less sure.
    pub behind: bool,
    /// The office is that of several who are named one after the other ("Presidents A and B").
    pub shared: bool,
}

impl Introduction {
    /// Takes over an office that the names before it share, where it has none of its own.
    pub fn take_share(&mut self, other: &Self) {
        if self.role.is_none() {
            self.role.clone_from(&other.role);
            (self.level, self.shared) = (other.level, true);
            self.party = self.party.or(other.party);
        }
    }
}

/// Nouns of those who employ, behind the name of whom they belong to.
const EMPLOYERS: &[&str] = &[
    "department",
    "embassy",
    "ministry",
    "mission",
    "agency",
    "office",
];

/// Whose embassy or ministry begins at token `at`, in the style of lists: "Ann Lee, director, Peruvian
/// Ministry of Trade".
fn employer(namer: &Namer, at: usize) -> Option<ActorId> {
    let (party, to) = mention_starting(namer, at)?;
    let body = namer.sentence.office_at(start_of(namer, to));
    let is_body = body.is_some_and(|body| body.kind == OfficeKind::Body);
    (is_body || EMPLOYERS.contains(&namer.sentence.word(to))).then_some(party)
}

/// What the words from `from` on say of the name before them.
pub fn apposition(namer: &Namer, from: usize) -> Option<Introduction> {
    let sentence = namer.sentence;
    let clause = matches!(sentence.word(from), "who" | "whose");
    if clause && !LEADING.contains(&sentence.word(from + 1)) {
        return None;
    }
    // ", and the Peruvian side" goes on with somebody else.
    if matches!(sentence.word(from), "and" | "but") {
        return None;
    }
    let mut found = Introduction::default();
    let mut at = from;
    while at < from + APPOSITION_TOKENS && at < sentence.tokens.len() {
        let word = sentence.word(at);
        if matches!(
            word,
            "," | ";" | "." | ")" | ":" | "“" | "\"" | "-" | "–" | "—"
        ) && !is_joint(namer, at)
        {
            if word == "," && found.role.is_some() && found.party.is_none() {
                found.party = employer(namer, at + 1);
            }
            break;
        }
        let upos = sentence.tree.nodes().get(at).map(|node| node.tag.upos);
        if !clause
            && matches!(upos, Some(Upos::Verb | Upos::Aux))
            && !(at > from && is_joint(namer, at - 1))
            && found.role.is_none()
            && sentence.office_at(start_of(namer, at)).is_none()
            && sentence.mention_at(start_of(namer, at)).is_none()
        {
            return None;
        }
        if let Some((party, to)) = mention_starting(namer, at) {
            found.party = found.party.or(Some(party));
            at = to.max(at + 1);
            continue;
        }
        let office = sentence.office_at(start_of(namer, at));
        if let Some(office) = office.filter(|office| office.kind == OfficeKind::Role) {
            if found.role.is_none() {
                found.role = Some(words_of(namer, office));
                found.level = office.level;
            }
            at = sentence.token_at(office.span.end).max(at + 1);
            // An office with a name behind it is that name's.
            if namer.is_name(at) {
                return None;
            }
            if sentence.word(at) == "to" && found.party.is_none() {
                break;
            }
            continue;
        }
        let is_pronoun = clause && matches!(word, "its" | "their");
        if found.owner.is_none() && (is_pronoun || REBELS.contains(&word)) {
            found.owner = Some(at);
        }
        if let Some(body) =
            office.filter(|_| found.owner.is_none() && at > 0 && sentence.word(at - 1) == "the")
        {
            found.owner = Some(sentence.token_at(body.span.end) - 1);
        }
        if namer.is_name(at) && !clause && found.role.is_none() {
            return None;
        }
        at += 1;
    }
    let default = found
        .role
        .as_ref()
        .and_then(|_| (from..at).find_map(|at| sentence.office_at(start_of(namer, at))?.of));
    let local = found
        .role
        .as_ref()
        .and_then(|role| local_party(namer, role, from, at));
    found.party = found.party.or(default).or(local);
    found.owner = found.owner.filter(|_| found.party.is_none());
    let body = (from..at).any(|at| sentence.office_at(start_of(namer, at)).is_some());
    let is_told = found.party.is_some() || found.owner.is_some();
    (found.role.is_some() || (clause && body && is_told)).then_some(found)
}
