//! Soft labels: how likely a larger model thinks candidates of items that nobody annotated.

use serde::Deserialize;

use crate::commitment::Draft;
use crate::news::{Item, Part};

/// What was thought of the candidates of one item. They are told by where their act begins, in bytes of its
/// text, each with its probability; candidates that no rule proposes any more are passed over.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SoftLabels {
    /// The item.
    pub id: String,
    /// Those in its headline.
    #[serde(default)]
    pub title: Vec<(usize, f32)>,
    /// Those in its text.
    #[serde(default)]
    pub body: Vec<(usize, f32)>,
}

/// An item with its soft labels.
#[derive(Clone, Copy, Debug)]
pub struct SoftLabelled<'a> {
    /// The item.
    pub item: &'a Item,
    /// What was thought of it.
    pub labels: &'a SoftLabels,
}

impl SoftLabels {
    /// The probability of a draft, where it has one.
    pub fn of(&self, draft: &Draft) -> Option<f32> {
        let candidate = &draft.proposal.candidate;
        let labels = match candidate.section.part {
            Part::Title => &self.title,
            Part::Body => &self.body,
        };
        let at = candidate.sentence.tokens.get(candidate.act)?.span.start;
        let label = labels.iter().find(|label| label.0 == at);
        label.map(|label| label.1.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Limits;
    use crate::pipeline::{Data, Reader, Settings};

    #[test]
    fn a_label_is_that_of_the_draft_whose_act_begins_there() {
        let reader = Reader::new(&Data::embedded(), Settings::default()).unwrap();
        let body = "Lima – Peru will pay Chile, the minister said.";
        let value = serde_json::json!({"id": "a", "title": "News of the day", "body": body, "language": "en"});
        let item = Item::parse(value.to_string().as_bytes(), &Limits::default()).unwrap();
        let at = body.find("pay").unwrap();
        let labels = |text: &str| serde_json::from_str::<SoftLabels>(text);
        let right = format!(r#"{{"id":"a","body":[[0,0.9],[{at},0.25]]}}"#);
        let elsewhere = format!(r#"{{"id":"a","title":[[{at},0.25]]}}"#);
        reader.with_drafts(&item, None, |_, _, drafts, _| {
            let found = |text: &str| labels(text).unwrap().of(&drafts[0]);
            assert_eq!(found(&right), Some(0.25));
            assert_eq!(found(&elsewhere), None);
        });
        assert!(labels(r#"{"id":"a","text":[]}"#).is_err());
        assert!(labels(r#"{"body":[]}"#).is_err());
    }
}
