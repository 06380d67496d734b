//! Learns what judges meetings: whether an item covers one, and each part of the frame.
//!
//! What belongs to a frame is learnt on the items that cover a meeting alone.

use crate::evaluate::gold::PartyNames;
use crate::judgement::{Features, likeliest};
use crate::meeting::{Format, Lexicon, Meetings, SCORE_MIN, Status, add_told, status_of};
use crate::news::Substrate;
use crate::text::Meanings;
use crate::train::reading::annotated::Annotated;
use crate::train::reading::examples::{Examples, Origin};
use crate::train::reading::figures::{Figure, Mistake, Sets, Shares};
use crate::train::reading::learn::{ChoiceLearnt, LinearLearnt, learn_choice_from, learn_linear};
use crate::train::reading::meeting_beliefs::{CONTACT, FOCUS, FORMAT, STATUS};
use crate::train::reading::meeting_items::{Asked, gather, measured};
use crate::train::reading::mixture::{Believed, Cases};

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
    annotated: &[Annotated],
    names: &PartyNames,
    substrate: Substrate,
    words: (&Lexicon, &Meanings),
) -> Learnt {
    let (covers, mut asked) = gather(annotated, substrate, words);
    let mut learnt = Learnt {
        files: Vec::new(),
        figures: Vec::new(),
        mistakes: Vec::new(),
        covers: Vec::new(),
    };
    let [
        covers_file,
        focus,
        contact,
        status,
        format,
        party,
        participant,
        place,
        date,
    ] = Meetings::MODELS;
    learnt.covers(covers_file, covers, annotated);
    let statuses = Status::ALL.map(Status::name);
    let shares = learnt.contacts([focus, contact], &mut asked, &statuses);
    let found = learnt.choice(
        (status, "status"),
        &asked,
        (&statuses, STATUS),
        |one| (one.questions.status.clone(), one.origin_of_status),
        status_is,
        status_of,
    );
    for ((one, statuses), shares) in asked.iter_mut().zip(&found).zip(&shares) {
        one.questions.add_whole(statuses, shares);
    }
    let formats = Format::ALL.map(Format::name);
    let format_is = |one: &Asked| {
        Format::ALL
            .iter()
            .position(|format| *format == one.gold.format)
    };
    learnt.choice(
        (format, "format"),
        &asked,
        (&formats, FORMAT),
        |one| (one.questions.format.clone(), one.origin),
        format_is,
        |probabilities| Some(likeliest(probabilities)?.0),
    );
    learnt.parties(party, &asked, names);
    learnt.participants(participant, &asked);
    learnt.place(place, &asked);
    learnt.date(date, &asked);
    learnt
}

impl Learnt {
    fn covers(&mut self, file: &'static str, examples: Examples, annotated: &[Annotated]) {
        let learnt = learn_linear(examples);
        let mut sets = Sets::default();
        let judged = annotated.iter().zip(&learnt.out_of_fold);
        for (one, probability) in judged.filter(|(one, _)| !one.is_aside) {
            let Annotated { item, gold, .. } = *one;
            let found = *probability >= SCORE_MIN;
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

    /// What contacts tell of the status, which is added to what else speaks for it: for learning, what mixtures
    /// say that have not seen the item. The shares of the contacts of each.
    fn contacts(
        &mut self,
        [focus, contact]: [&'static str; 2],
        asked: &mut [Asked],
        statuses: &[&str],
    ) -> Vec<Vec<f64>> {
        let mut cases = Cases::default();
        for one in &*asked {
            let class = status_is(one).unwrap_or(0);
            cases.add(&one.questions.witnesses, class, one.origin_of_status);
        }
        let believed = Believed {
            focus: FOCUS,
            told: CONTACT,
        };
        let learnt = cases.learn(statuses, &believed);
        for (one, told) in asked.iter_mut().zip(&learnt.out_of_fold) {
            if let Some(told) = told {
                add_told(&told.probabilities, &mut one.questions.status);
            }
        }
        let about = "Whether an item is about this of its contacts.";
        let focus_text = learnt.focus.write(&made(about));
        let about = "How far a contact says that a meeting has come.";
        let contact_text = learnt.told.write(&made(about));
        self.files
            .extend([(focus, focus_text), (contact, contact_text)]);
        let heard = learnt.out_of_fold.into_iter();
        heard
            .map(|heard| heard.map(|heard| heard.shares).unwrap_or_default())
            .collect()
    }

    /// Learns one of several classes; the probabilities out of fold.
    fn choice<'a>(
        &mut self,
        (file, field): (&'static str, &'static str),
        asked: &[Asked<'a>],
        (classes, believed): (&[&str], &[(&str, &str, f64)]),
        question: impl Fn(&Asked<'a>) -> (Features, Origin<'a>),
        class_of: impl Fn(&Asked) -> Option<usize>,
        chosen: impl Fn(&[f64]) -> Option<usize>,
    ) -> Vec<Vec<f64>> {
        let mut examples = Examples::default();
        for one in asked {
            let class = class_of(one).unwrap_or(0);
            let (features, origin) = question(one);
            examples.add(&features, class, origin);
        }
        let learnt = learn_choice_from(examples, classes, believed);
        let mut shares = Shares::default();
        for (one, probabilities) in measured(asked, &learnt.out_of_fold) {
            let found = chosen(probabilities);
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
        learnt.out_of_fold
    }

    pub(super) fn differ(&mut self, one: &Asked, field: &'static str, gold: &str, found: &str) {
        self.mistakes.push(Mistake {
            item: one.item.id.clone(),
            field,
            gold: gold.to_owned(),
            found: found.to_owned(),
        });
    }

    pub(super) fn keep_linear(&mut self, file: &'static str, what: &str, learnt: &LinearLearnt) {
        let text = learnt.file.write(&header(what, learnt.l2, learnt.log_loss));
        self.files.push((file, text));
    }

    fn keep_choice(&mut self, file: &'static str, what: &str, learnt: &ChoiceLearnt) {
        let text = learnt.file.write(&header(what, learnt.l2, learnt.log_loss));
        self.files.push((file, text));
    }
}

/// The place of its status among all.
fn status_is(one: &Asked) -> Option<usize> {
    let status = one.gold.status;
    Status::ALL.iter().position(|other| *other == status)
}

fn header(what: &str, l2: f64, log_loss: f64) -> String {
    let made = made(what);
    format!("{made}\n\nL2 {l2}; mean log loss out of fold {log_loss:.3}.")
}

fn made(what: &str) -> String {
    format!("{what} Log-odds by feature, made by\n\n    {COMMAND}")
}
