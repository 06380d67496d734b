//! Learns what judges commitments: whether a candidate is one, of which kind, hedged, and in whose words.

use crate::commitment::{Draft, Kind, Voice};
use crate::evaluate::gold::{GoldCommitment, GoldItem};
use crate::judgement::Features;
use crate::news::{Item, Part};
use crate::pipeline::{Reader, Settings};
use crate::report::Field;
use crate::text::Span;
use crate::train::reading::examples::Examples;
use crate::train::reading::figures::{Figure, Sets, Shares};
use crate::train::reading::learn::{learn_choice, learn_linear};
use crate::train::reading::lessons::{Lesson, Mark};

/// How the weight files are made, for their headers.
const COMMAND: &str = "communique train reading --items items.jsonl --gold gold.json \\\n    --lessons config/lessons --output config/models";

/// What an example from a lesson counts beside one from the news: our own sentences are plainer, and more of
/// their candidates are commitments.
const LESSON_WEIGHT: f64 = 0.3;

/// A candidate that shares this much with a marked commitment is not taught as wrong, though another
/// fits better.
const NEAR_MIN: f64 = 0.5;

/// A candidate fits a marked commitment from this share of the shorter one's words on (guidelines, 4).
const SHARED_MIN: f64 = 0.5;

/// A candidate that fits teaches from this much on: intersection over union.
const FITTING_MIN: f64 = 0.2;

/// Pieces of the names of features that rules and their triggers give.
const OF_RULES: &[&str] = &[
    "rule",
    "class",
    "kind",
    "also",
    "trigger",
    "way",
    "seen-by-several",
];

/// What is learnt: weight files by name, and what cross-validation says of them.
pub struct Learnt {
    /// Names below the data folder, and texts.
    pub files: Vec<(&'static str, String)>,
    /// Figures out of fold.
    pub figures: Vec<Figure>,
}

/// The examples of each model.
#[derive(Default)]
struct Material {
    undertaking: Examples,
    kind: Examples,
    hedged: Examples,
    voice: Examples,
    /// Whether each candidate would be kept by its rule's own weight.
    kept_by_rule: Vec<bool>,
    /// How often news is taught; lessons follow.
    of_news: [usize; 4],
}

/// Learns from annotated items and from lessons. `covers` says of each item how sure it is, by models that
/// have not seen it, that it covers a meeting. Cost: that of reading the items, and a minute.
pub fn learn(
    annotated: &[(&Item, &GoldItem)],
    covers: &[f64],
    lessons: &[Lesson],
    reader: &Reader,
) -> Learnt {
    let mut material = Material::default();
    for ((item, gold), covers) in annotated.iter().zip(covers) {
        let marks: Vec<Mark> = gold
            .commitments
            .iter()
            .map(|commitment| mark(item, commitment))
            .collect();
        material.add(item, &marks, Some(*covers), 1.0, reader);
    }
    material.of_news = material.counts();
    for lesson in lessons {
        material.add(&lesson.item, &lesson.marks, None, LESSON_WEIGHT, reader);
    }
    let [undertaking, kind, hedged, voice] = material.of_news;
    material.undertaking.set_aside(undertaking);
    material.kind.set_aside(kind);
    material.hedged.set_aside(hedged);
    material.voice.set_aside(voice);
    material.learn()
}

/// What people annotated, in bytes.
fn mark(item: &Item, commitment: &GoldCommitment) -> Mark {
    let (part, text) = match commitment.evidence.field {
        Field::Title => (Part::Title, &item.title),
        Field::Body => (Part::Body, &item.body),
    };
    let byte = |point: usize| {
        text.char_indices()
            .nth(point)
            .map_or(text.len(), |(at, _)| at)
    };
    Mark {
        part,
        span: Span {
            start: byte(commitment.evidence.start),
            end: byte(commitment.evidence.end),
        },
        kind: commitment.kind,
        hedged: commitment.hedged,
        voice: commitment.voice,
    }
}

impl Material {
    fn counts(&self) -> [usize; 4] {
        [&self.undertaking, &self.kind, &self.hedged, &self.voice].map(|one| one.all.len())
    }

    fn add(
        &mut self,
        item: &Item,
        marks: &[Mark],
        covers: Option<f64>,
        weight: f64,
        reader: &Reader,
    ) {
        reader.with_drafts(item, covers, |_, rules, drafts, surroundings| {
            let fitting = fitting(drafts, marks);
            for (draft, fitting) in drafts.iter().zip(fitting) {
                let mut features = Features::named();
                let lead = draft.proposal.rules.first();
                let rule = lead.and_then(|&rule| rules.book().rules.get(rule));
                let kept = rule.is_some_and(|rule| rule.weight >= 0.0);
                rules.describe(&mut features, draft, surroundings);
                let Some(mark) = fitting else {
                    if draft.who.committer.is_empty() || near(draft, marks) {
                        continue;
                    }
                    self.teach(&features, 0, weight, item, kept);
                    continue;
                };
                self.teach(&features, 1, weight, item, kept);
                let place = |found: Option<usize>| found.unwrap_or(0);
                let kind = place(Kind::ALL.iter().position(|kind| *kind == mark.kind));
                self.kind.add(&features, kind, weight, &item.id);
                self.hedged
                    .add(&features, usize::from(mark.hedged), weight, &item.id);
                let voice = place(Voice::ALL.iter().position(|voice| *voice == mark.voice));
                self.voice.add(&features, voice, weight, &item.id);
            }
        });
    }

    fn teach(&mut self, features: &Features, class: usize, weight: f64, item: &Item, kept: bool) {
        self.undertaking.add(features, class, weight, &item.id);
        self.kept_by_rule.push(kept);
    }

    /// What the rules find without a model, and a model without the rules: each must earn its place.
    fn alone(&self) -> [Figure; 2] {
        let gold = classes(&self.undertaking, self.of_news[0]);
        let by_rules = sets(&gold, self.kept_by_rule.iter().copied());
        let of_rules = |name: &str| {
            let parts = name.split(['=', '&']);
            parts.into_iter().any(|part| OF_RULES.contains(&part))
        };
        let learnt = learn_linear(self.undertaking.without(of_rules));
        let by_model = sets(&gold, learnt.out_of_fold.iter().map(|one| is_kept(*one)));
        [
            by_rules.figure("commitment, rules alone"),
            by_model.figure("commitment, model alone"),
        ]
    }

    fn learn(self) -> Learnt {
        let [undertaking, kind, hedged, voice] = self.of_news;
        let (kinds, voices) = (Kind::ALL.map(Kind::name), Voice::ALL.map(Voice::name));
        let mut figures = Vec::from(self.alone());
        let mut files = Vec::new();
        for (name, what, of_news, examples) in [
            (
                "models/commitment.toml",
                "commitment",
                undertaking,
                self.undertaking,
            ),
            ("models/hedged.toml", "hedged", hedged, self.hedged),
        ] {
            let gold = classes(&examples, of_news);
            let learnt = learn_linear(examples);
            let found = learnt.out_of_fold.iter();
            let is_found = |one: &f64| match what {
                "commitment" => is_kept(*one),
                _ => *one >= 0.5,
            };
            figures.push(sets(&gold, found.map(is_found)).figure(what));
            let header = header(what, learnt.l2, learnt.log_loss);
            files.push((name, learnt.file.write(&header)));
        }
        for (name, what, names, of_news, examples) in [
            ("models/kind.toml", "type", &kinds[..], kind, self.kind),
            ("models/voice.toml", "voice", &voices[..], voice, self.voice),
        ] {
            let gold = classes(&examples, of_news);
            let learnt = learn_choice(examples, names);
            let mut shares = Shares::default();
            for (gold, probabilities) in gold.iter().zip(&learnt.out_of_fold) {
                let best = (0..probabilities.len())
                    .max_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
                shares.add(best == Some(*gold));
            }
            figures.push(shares.figure(what));
            let header = header(what, learnt.l2, learnt.log_loss);
            files.push((name, learnt.file.write(&header)));
        }
        Learnt { files, figures }
    }
}

/// Whether a candidate of this probability is reported where nobody chose a threshold.
fn is_kept(probability: f64) -> bool {
    probability >= Settings::default().min_confidence
}

fn sets(gold: &[usize], found: impl Iterator<Item = bool>) -> Sets {
    let mut sets = Sets::default();
    for (gold, found) in gold.iter().zip(found) {
        let gold = *gold == 1;
        sets.add(
            usize::from(found && gold),
            usize::from(found),
            usize::from(gold),
        );
    }
    sets
}

fn header(what: &str, l2: f64, log_loss: f64) -> String {
    format!(
        "What judges a commitment: {what}. Made by\n  {COMMAND}\nL2 {l2}, mean log loss out of fold {log_loss:.4}."
    )
}

fn classes(examples: &Examples, first: usize) -> Vec<usize> {
    let news = examples.all.iter().take(first);
    news.map(|example| example.class).collect()
}

/// For each draft the mark that it fits best of all drafts; a mark teaches one draft.
fn fitting<'m>(drafts: &[Draft], marks: &'m [Mark]) -> Vec<Option<&'m Mark>> {
    let mut found: Vec<Option<&Mark>> = vec![None; drafts.len()];
    for mark in marks {
        let free = (0..drafts.len()).filter(|&at| found.get(at).is_some_and(Option::is_none));
        let fit = |at: &usize| drafts.get(*at).map_or(0.0, |draft| union(draft, mark));
        let fits = |at: &usize| {
            drafts.get(*at).is_some_and(|draft| {
                shared(draft, mark) >= SHARED_MIN
                    && union(draft, mark) >= FITTING_MIN
                    && !draft.who.committer.is_empty()
            })
        };
        let best = free
            .filter(fits)
            .max_by(|a, b| fit(a).total_cmp(&fit(b)).then(b.cmp(a)));
        if let Some(slot) = best.and_then(|at| found.get_mut(at)) {
            *slot = Some(mark);
        }
    }
    found
}

fn near(draft: &Draft, marks: &[Mark]) -> bool {
    marks.iter().any(|mark| union(draft, mark) >= NEAR_MIN)
}

/// Bytes that a draft and a mark share, and the lengths of both.
fn overlap(draft: &Draft, mark: &Mark) -> (f64, f64, f64) {
    let own = draft.evidence;
    let length = |span: Span| (span.end - span.start).max(1) as f64;
    if draft.proposal.candidate.section.part != mark.part {
        return (0.0, length(own), length(mark.span));
    }
    let both = own
        .end
        .min(mark.span.end)
        .saturating_sub(own.start.max(mark.span.start));
    (both as f64, length(own), length(mark.span))
}

fn shared(draft: &Draft, mark: &Mark) -> f64 {
    let (both, one, other) = overlap(draft, mark);
    both / one.min(other)
}

fn union(draft: &Draft, mark: &Mark) -> f64 {
    let (both, one, other) = overlap(draft, mark);
    both / (one + other - both)
}
