//! Learns what judges meetings: whether an item covers one, and each part of the frame.
//!
//! What belongs to a frame is learnt on the items that cover a meeting alone.

use crate::evaluate::gold::{GoldItem, PartyNames, bare, share_family_name};
use crate::judgement::Features;
use crate::meeting::{
    Format, Lexicon, Meetings, Question, Status, When, date_of, members, parties, place_of,
};
use crate::news::{Item, Part, Substrate};
use crate::text::Span;
use crate::train::reading::examples::Examples;
use crate::train::reading::figures::{Figure, Mistake, Sets, Shares};
use crate::train::reading::learn::{
    ChoiceLearnt, LinearLearnt, learn_choice_from, learn_linear, learn_linear_from,
};
use crate::train::reading::meeting_beliefs::{DATE, FORMAT, PARTICIPANT, PARTY, PLACE, STATUS};
use crate::train::reading::meeting_items::{Asked, gather};

/// How the weight files are made, for their headers.
const COMMAND: &str =
    "communique train reading --items items.jsonl --gold gold.json --output config/models";

/// What is learnt: weight files by name, and what cross-validation says of them.
pub struct Learnt {
    /// Names below the data folder, and texts.
    pub files: Vec<(&'static str, String)>,
    /// Figures out of fold.
    pub figures: Vec<Figure>,
    /// What is judged wrongly out of fold.
    pub mistakes: Vec<Mistake>,
    /// How sure it is out of fold that each item covers a meeting, in their order.
    pub covers: Vec<f64>,
}

/// Learns from items and their annotations, which are told apart by their ids. Cost: that of reading
/// the items, and seconds.
pub fn learn(
    annotated: &[(&Item, &GoldItem)],
    names: &PartyNames,
    substrate: Substrate,
    lexicon: &Lexicon,
) -> Learnt {
    let (covers, asked) = gather(annotated, substrate, lexicon);
    let mut learnt = Learnt {
        files: Vec::new(),
        figures: Vec::new(),
        mistakes: Vec::new(),
        covers: Vec::new(),
    };
    let [covers_file, status, format, party, participant, place, date] = Meetings::MODELS;
    learnt.covers(covers_file, covers, annotated);
    let statuses = Status::ALL.map(Status::name);
    let status_of = |one: &Asked| {
        Status::ALL
            .iter()
            .position(|status| *status == one.gold.status)
    };
    let ask_status = |one: &Asked| one.questions.status.clone();
    learnt.choice(
        (status, "status"),
        &asked,
        (&statuses, STATUS),
        ask_status,
        status_of,
    );
    let formats = Format::ALL.map(Format::name);
    let format_of = |one: &Asked| {
        Format::ALL
            .iter()
            .position(|format| *format == one.gold.format)
    };
    let ask_format = |one: &Asked| one.questions.format.clone();
    learnt.choice(
        (format, "format"),
        &asked,
        (&formats, FORMAT),
        ask_format,
        format_of,
    );
    learnt.parties(party, &asked, names);
    learnt.participants(participant, &asked);
    learnt.place(place, &asked);
    learnt.date(date, &asked);
    learnt
}

impl Learnt {
    fn covers(&mut self, file: &'static str, examples: Examples, annotated: &[(&Item, &GoldItem)]) {
        let learnt = learn_linear(examples);
        let mut sets = Sets::default();
        for ((item, gold), probability) in annotated.iter().zip(&learnt.out_of_fold) {
            let found = *probability >= crate::meeting::SCORE_MIN;
            sets.add(
                usize::from(found && gold.meeting),
                usize::from(found),
                usize::from(gold.meeting),
            );
            if found != gold.meeting {
                self.mistakes.push(Mistake {
                    item: item.id.clone(),
                    field: "meeting",
                    gold: gold.meeting.to_string(),
                    found: format!("{found} ({probability:.2})"),
                });
            }
        }
        self.figures
            .push(sets.figure("meeting").with_loss(learnt.log_loss));
        self.keep_linear(
            file,
            "Whether an item covers a diplomatic meeting.",
            &learnt,
        );
        self.covers = learnt.out_of_fold;
    }

    fn choice(
        &mut self,
        (file, field): (&'static str, &'static str),
        asked: &[Asked],
        (classes, believed): (&[&str], &[(&str, &str, f64)]),
        question: impl Fn(&Asked) -> Features,
        class_of: impl Fn(&Asked) -> Option<usize>,
    ) {
        let mut examples = Examples::default();
        for one in asked {
            let class = class_of(one).unwrap_or(0);
            examples.add(&question(one), class, one.weight, &one.item.id);
        }
        let learnt = learn_choice_from(examples, classes, believed);
        let mut shares = Shares::default();
        for (one, probabilities) in asked.iter().zip(&learnt.out_of_fold) {
            let found = best(probabilities);
            let is_right = found == class_of(one);
            shares.add(is_right);
            if !is_right {
                let name = |class: Option<usize>| {
                    let name = class.and_then(|class| classes.get(class).copied());
                    name.unwrap_or("none").to_owned()
                };
                self.mistakes.push(Mistake {
                    item: one.item.id.clone(),
                    field,
                    gold: name(class_of(one)),
                    found: name(found),
                });
            }
        }
        self.figures
            .push(shares.figure(field).with_loss(learnt.log_loss));
        self.keep_choice(file, &format!("The {field} of a meeting."), &learnt);
    }

    fn parties(&mut self, file: &'static str, asked: &[Asked], names: &PartyNames) {
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
        for (one, probabilities) in asked.iter().zip(by_item) {
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

    fn participants(&mut self, file: &'static str, asked: &[Asked]) {
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
        for (one, probabilities) in asked.iter().zip(by_item) {
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

    fn place(&mut self, file: &'static str, asked: &[Asked]) {
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
        for (one, probabilities) in asked.iter().zip(by_item) {
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

    fn date(&mut self, file: &'static str, asked: &[Asked]) {
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
        for (one, probabilities) in asked.iter().zip(by_item) {
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

    fn differ(&mut self, one: &Asked, field: &'static str, gold: &str, found: &str) {
        self.mistakes.push(Mistake {
            item: one.item.id.clone(),
            field,
            gold: gold.to_owned(),
            found: found.to_owned(),
        });
    }

    fn keep_linear(&mut self, file: &'static str, what: &str, learnt: &LinearLearnt) {
        let text = learnt.file.write(&header(what, learnt.l2, learnt.log_loss));
        self.files.push((file, text));
    }

    fn keep_choice(&mut self, file: &'static str, what: &str, learnt: &ChoiceLearnt) {
        let text = learnt.file.write(&header(what, learnt.l2, learnt.log_loss));
        self.files.push((file, text));
    }
}

fn header(what: &str, l2: f64, log_loss: f64) -> String {
    format!(
        "{what} Log-odds by feature, made by\n\n    {COMMAND}\n\n\
         L2 {l2}; mean log loss out of fold {log_loss:.3}."
    )
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
            examples.add(&question.features, class, one.weight, &one.item.id);
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

fn best(probabilities: &[f64]) -> Option<usize> {
    let numbered = probabilities.iter().copied().enumerate();
    let best = numbered.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(at, _)| at)
}
