//! Learns the parts of a meeting's frame that are picked from candidates: parties, participants, place and
//! date.

use crate::evaluate::gold::{PartyNames, bare, share_family_name};
use crate::meeting::{Question, When, date_of, members, parties, place_of};
use crate::news::{Item, Part};
use crate::text::Span;
use crate::train::reading::examples::Examples;
use crate::train::reading::figures::{Sets, Shares};
use crate::train::reading::learn::{LinearLearnt, learn_linear_from};
use crate::train::reading::meeting_beliefs::{DATE, PARTICIPANT, PARTY, PLACE};
use crate::train::reading::meeting_items::{Asked, measured};
use crate::train::reading::meetings::Learnt;

impl Learnt {
    /// Who the parties are.
    pub(super) fn parties(&mut self, file: &'static str, asked: &[Asked], names: &PartyNames) {
        let gold = |one: &Asked| -> Vec<String> {
            one.gold
                .parties
                .iter()
                .map(|name| names.fold(name))
                .collect()
        };
        let is_party = |one: &Asked, at: usize| {
            let name = one.parties.get(at).map(|name| names.fold(name));
            name.is_some_and(|name| gold(one).contains(&name))
        };
        let (learnt, by_item) =
            learn_questions(asked, |one| &one.questions.parties, is_party, PARTY);
        let mut sets = Sets::default();
        for (one, probabilities) in measured(asked, by_item) {
            let mut found: Vec<String> = parties(&probabilities)
                .iter()
                .filter_map(|&at| one.parties.get(at).map(|name| names.fold(name)))
                .collect();
            found.sort_unstable();
            found.dedup();
            let gold = gold(one);
            let shared = found.iter().filter(|name| gold.contains(name)).count();
            sets.add(shared, found.len(), gold.len());
            if shared < found.len().max(gold.len()) {
                self.differ(one, "parties", &gold.join(", "), &found.join(", "));
            }
        }
        self.figures
            .push(sets.figure("parties").with_loss(learnt.log_loss));
        self.keep_linear(file, "Whether an actor is a party of the meeting.", &learnt);
    }

    /// Who takes part.
    pub(super) fn participants(&mut self, file: &'static str, asked: &[Asked]) {
        let name = |one: &Asked, at: usize| {
            let question = one.questions.participants.get(at)?;
            one.people.get(question.thing).cloned()
        };
        let takes_part = |one: &Asked, at: usize| {
            let gold = &one.gold.participants;
            name(one, at).is_some_and(|name| {
                gold.iter()
                    .any(|person| share_family_name(&person.name, &name))
            })
        };
        let (learnt, by_item) = learn_questions(
            asked,
            |one| &one.questions.participants,
            takes_part,
            PARTICIPANT,
        );
        let mut sets = Sets::default();
        for (one, probabilities) in measured(asked, by_item) {
            let found = members(&probabilities);
            let shared = found.iter().filter(|&&at| takes_part(one, at)).count();
            let gold = one.gold.participants.len();
            sets.add(shared.min(gold), found.len(), gold);
            if shared < found.len().max(gold) {
                let found: Vec<String> = found.iter().filter_map(|&at| name(one, at)).collect();
                let gold = one.gold.participants.iter().map(|one| one.name.as_str());
                let gold: Vec<&str> = gold.collect();
                self.differ(one, "participants", &gold.join("; "), &found.join("; "));
            }
        }
        self.figures
            .push(sets.figure("participants").with_loss(learnt.log_loss));
        self.keep_linear(file, "Whether a person takes part in the meeting.", &learnt);
    }

    /// Where it is.
    pub(super) fn place(&mut self, file: &'static str, asked: &[Asked]) {
        let text = |one: &Asked, at: usize| {
            let place = one.questions.places.get(at)?.thing;
            Some(words(one.item, (place.part, place.span)))
        };
        let is_place = |one: &Asked, at: usize| {
            let gold = one.gold.place.as_deref().map(bare);
            gold.is_some() && text(one, at).map(|text| bare(&text)) == gold
        };
        let (learnt, by_item) =
            learn_questions(asked, |one| &one.questions.places, is_place, PLACE);
        let mut shares = Shares::default();
        for (one, probabilities) in measured(asked, by_item) {
            let found = place_of(&probabilities).and_then(|at| text(one, at));
            let gold = one.gold.place.clone();
            let is_right = found.as_deref().map(bare) == gold.as_deref().map(bare);
            shares.add(is_right);
            if !is_right {
                self.differ(one, "place", &or_none(gold), &or_none(found));
            }
        }
        self.figures
            .push(shares.figure("place").with_loss(learnt.log_loss));
        self.keep_linear(file, "Whether a name is where the meeting is.", &learnt);
    }

    /// When it is.
    pub(super) fn date(&mut self, file: &'static str, asked: &[Asked]) {
        let text = |one: &Asked, at: usize| {
            let When { start, end, .. } = one.questions.dates.get(at)?.thing;
            Some(if start == end {
                start.to_string()
            } else {
                format!("{start}/{end}")
            })
        };
        let is_date =
            |one: &Asked, at: usize| text(one, at) == one.gold.date && one.gold.date.is_some();
        let (learnt, by_item) = learn_questions(asked, |one| &one.questions.dates, is_date, DATE);
        let mut shares = Shares::default();
        for (one, probabilities) in measured(asked, by_item) {
            let found = date_of(&probabilities).and_then(|at| text(one, at));
            let is_right = found == one.gold.date;
            shares.add(is_right);
            if !is_right {
                self.differ(
                    one,
                    "date",
                    &or_none(one.gold.date.clone()),
                    &or_none(found),
                );
            }
        }
        self.figures
            .push(shares.figure("date").with_loss(learnt.log_loss));
        self.keep_linear(file, "Whether a time is when the meeting is.", &learnt);
    }
}

/// Learns yes or no of each question; the probabilities out of fold, item by item.
fn learn_questions<T>(
    asked: &[Asked],
    questions: impl for<'q> Fn(&'q Asked) -> &'q Vec<Question<T>>,
    is_right: impl Fn(&Asked, usize) -> bool,
    believed: &[(&str, f64)],
) -> (LinearLearnt, Vec<Vec<f64>>) {
    let mut examples = Examples::default();
    for one in asked {
        for (at, question) in questions(one).iter().enumerate() {
            let class = usize::from(is_right(one, at));
            examples.add(&question.features, class, one.origin);
        }
    }
    let learnt = learn_linear_from(examples, believed);
    let mut probabilities = learnt.out_of_fold.iter().copied();
    let by_item = asked
        .iter()
        .map(|one| probabilities.by_ref().take(questions(one).len()).collect());
    let by_item = by_item.collect();
    (learnt, by_item)
}

fn words(item: &Item, (part, span): (Part, Span)) -> String {
    let text = match part {
        Part::Title => &item.title,
        Part::Body => &item.body,
    };
    span.of(text).to_owned()
}

fn or_none(text: Option<String>) -> String {
    text.unwrap_or_else(|| "none".to_owned())
}
