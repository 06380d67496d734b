//! What people annotated of items, as their files hold it, and how names are compared.
//!
//! Knows the form of the gold files alone: not what is learnt from them, nor how anything is scored.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::commitment::{Kind, Voice};
use crate::meeting::{Format, Status};
use crate::report::Field;

/// What people annotated of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct GoldItem {
    /// The item's id.
    pub id: String,
    /// Whether it is coverage of a diplomatic meeting.
    #[serde(default)]
    pub meeting: bool,
    /// The meeting, when it covers one.
    #[serde(default)]
    pub frame: Option<GoldFrame>,
    /// The undertakings, in the order of the text.
    #[serde(default)]
    pub commitments: Vec<GoldCommitment>,
}

/// The main meeting of an item.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldFrame {
    /// How far it has come.
    pub status: Status,
    /// What kind of meeting.
    pub format: Format,
    /// Codes or names.
    pub parties: Vec<String>,
    /// Those who took part.
    pub participants: Vec<GoldParticipant>,
    /// City or venue, as written.
    pub place: Option<String>,
    /// An ISO date, or two with a slash between.
    pub date: Option<String>,
}

/// Somebody who took part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldParticipant {
    /// As fully as the item names them.
    pub name: String,
    /// For whom.
    pub party: String,
}

/// One undertaking at one mention.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldCommitment {
    /// Its words.
    pub evidence: GoldEvidence,
    /// Who is bound: codes or names.
    pub committer: Vec<String>,
    /// Who acts for the committer, where one is named.
    pub person: Option<String>,
    /// Towards whom: codes or names.
    pub addressee: Vec<String>,
    /// What kind of undertaking.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// In whose words it stands.
    pub voice: Voice,
    /// Whether the wording weakens it.
    pub hedged: bool,
    /// The words that make it conditional, in the evidence's field.
    pub condition: Option<GoldSpan>,
    /// By when.
    pub due: Option<GoldDue>,
    /// The index of the earliest mention of the same undertaking in this item.
    pub same_as: Option<usize>,
}

/// Where an undertaking stands. Offsets are code points, end-exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldEvidence {
    /// Title or body.
    pub field: Field,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words; empty in a file that holds no text of others.
    #[serde(default)]
    pub text: String,
}

/// Words in the evidence's field. Offsets are code points, end-exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words; empty in a file that holds no text of others.
    #[serde(default)]
    pub text: String,
}

/// By when, as ISO dates. Without either, only the words are known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldDue {
    /// As written; empty in a file that holds no text of others.
    #[serde(default)]
    pub text: String,
    /// First day; none where open or unknown.
    pub start: Option<String>,
    /// Last day; none where open or unknown.
    pub end: Option<String>,
}

/// Reads a gold file: one JSON list of items. The error says what is wrong and in which line.
pub fn read(json: &str) -> Result<Vec<GoldItem>, serde_json::Error> {
    serde_json::from_str(json)
}

/// Names of parties brought to the form in which they are compared.
#[derive(Clone, Debug, Default)]
pub struct PartyNames {
    /// Folded alias → folded name.
    aliases: HashMap<String, String>,
}

impl PartyNames {
    /// Reads a file of aliases: one JSON object that lists for each name the others of the same party.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        let table: BTreeMap<String, Vec<String>> = serde_json::from_str(json)?;
        let pairs = table
            .iter()
            .flat_map(|(name, others)| others.iter().map(move |other| (bare(other), bare(name))));
        Ok(Self {
            aliases: pairs.collect(),
        })
    }

    /// `name` in lower case, white space single, without a leading article, and any alias of a party
    /// by that party's name.
    pub fn fold(&self, name: &str) -> String {
        let bare = bare(name);
        self.aliases.get(&bare).cloned().unwrap_or(bare)
    }
}

/// Lower case, white space single, without a leading article.
pub fn bare(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let is_article = |word: &String| matches!(word.as_str(), "the" | "a" | "an");
    let start = usize::from(words.len() > 1 && words.first().is_some_and(is_article));
    words.get(start..).unwrap_or(&[]).join(" ")
}

/// Whether two names of people share a family name: the last word of one stands in the other, as some
/// peoples write it first, and whoever names somebody briefly may write it alone.
pub fn share_family_name(one: &str, other: &str) -> bool {
    let (one, other) = (name_words(one), name_words(other));
    let last_in = |a: &[String], b: &[String]| a.last().is_some_and(|last| b.contains(last));
    last_in(&one, &other) || last_in(&other, &one)
}

/// The words of a name in lower case, without marks, and without what tells a son from his father.
fn name_words(name: &str) -> Vec<String> {
    name.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "ii" | "iii"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gold_file_is_read_whole() {
        let gold = read(
            r#"[{"id": "a", "meeting": true,
                 "frame": {"status": "planned", "format": "visit", "parties": ["CHL", "PER"],
                           "participants": [{"name": "Ann Lee", "party": "PER"}],
                           "place": "Lima", "date": "2031-04-09/2031-04-10"},
                 "commitments": [{
                    "evidence": {"field": "title", "start": 2, "end": 7, "text": "pays"},
                    "committer": ["PER"], "person": null, "addressee": [], "type": "refusal",
                    "voice": "narrated", "hedged": true,
                    "condition": {"start": 1, "end": 4, "text": "if so"},
                    "due": {"text": "by May", "start": null, "end": "2031-04-30"},
                    "same_as": 0}]},
                {"id": "b", "meeting": false, "frame": null, "commitments": []}]"#,
        )
        .unwrap();
        let frame = gold[0].frame.as_ref().unwrap();
        assert_eq!(
            (frame.status, frame.format),
            (Status::Planned, Format::Visit)
        );
        let one = &gold[0].commitments[0];
        assert_eq!((one.kind, one.voice), (Kind::Refusal, Voice::Narrated));
        assert_eq!((one.evidence.field, one.same_as), (Field::Title, Some(0)));
        assert_eq!(one.due.as_ref().unwrap().end.as_deref(), Some("2031-04-30"));
        assert!(gold[1].frame.is_none());
        assert!(read(r#"[{"id": "a", "frame": {"status": "over"}}]"#).is_err());
    }

    #[test]
    fn party_names_are_folded() {
        let names = PartyNames::read(r#"{"G9": ["Group of  Nine"], "Hill Folk": ["hill tribes"]}"#);
        let names = names.unwrap();
        let check = |name: &str, folded: &str| assert_eq!(names.fold(name), folded);
        check("the Group of Nine", "g9");
        check("The G9", "g9");
        check("An  Hill Tribes", "hill folk");
        check("PER", "per");
        check("A", "a");
        check("Theban League", "theban league");
    }

    #[test]
    fn people_are_one_by_their_family_name() {
        let check = |one: &str, other: &str, same: bool| {
            assert_eq!(share_family_name(one, other), same, "{one} / {other}");
            assert_eq!(share_family_name(other, one), same, "{other} / {one}");
        };
        check("Ann Lee", "LEE", true);
        check("Wen Jiabao", "Wen", true);
        check("Bob Ray Jr.", "Mr. Ray", true);
        check("Sue O’Dea", "O'Dea", true);
        check("Lee, foreign minister", "Ann Lee", true);
        check("Ann Lee", "Ann Ray", false);
        check("", "Ann Ray", false);
    }
}
