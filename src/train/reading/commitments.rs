//! Learns what judges commitments: whether a candidate is one, of which kind, hedged, and in whose words.

use crate::commitment::context::FEATURE;
use crate::commitment::{Draft, Kind, Voice};
use crate::judgement::{Features, is_of_point, likeliest};
use crate::pipeline::{Reader, Settings};
use crate::text::Meanings;
use crate::train::context::Target;
use crate::train::reading::annotated::Annotated;
use crate::train::reading::commitment_beliefs::TYPE;
use crate::train::reading::contexts::Contexts;
use crate::train::reading::examples::{Example, Examples};
use crate::train::reading::figures::{Figure, Sets, Shares};
use crate::train::reading::learn::{learn_choice_from, learn_linear};
use crate::train::reading::marked::{Marked, marked};
use crate::train::reading::soft_labels::SoftLabelled;

/// How the weight files are made, for their headers.
const COMMAND: &str = "communique train reading --items items.jsonl --gold gold.json \\\n    --lessons config/lessons --output config/models";

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
    "drafted",
    "also",
    "trigger",
    "way",
    "seen-by-several",
];

/// What is learnt: weight files by name, and what cross-validation says of them.
pub struct Learnt {
    /// Names below the data folder, and texts.
    pub files: Vec<(&'static str, String)>,
    /// The file of the network that reads words in context.
    pub context: Vec<u8>,
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
    contexts: Contexts,
}

/// Learns from annotated items. `covers` says of each item how sure it is, by models that have not seen it,
/// that it covers a meeting. Cost: that of reading the items, and a minute.
pub fn learn(
    annotated: &[Annotated],
    soft: &[SoftLabelled],
    covers: &[f64],
    reader: &Reader,
) -> Learnt {
    let mut material = Material::default();
    for (one, covers) in annotated.iter().zip(covers) {
        material.add(one, *covers, reader);
    }
    for one in soft {
        reader.with_drafts(one.item, None, |_, rules, drafts, _| {
            let labels: Vec<_> = drafts.iter().map(|draft| one.labels.of(draft)).collect();
            material
                .contexts
                .add_soft(drafts, &labels, rules.meanings());
        });
    }
    material.learn(reader.rules().meanings())
}

impl Material {
    fn add(&mut self, one: &Annotated, covers: f64, reader: &Reader) {
        let marked = marked(one.item, &one.gold.commitments);
        let origin = one.origin();
        reader.with_drafts(one.item, Some(covers), |_, rules, drafts, surroundings| {
            let fitting = fitting(drafts, &marked);
            let target = |probability: f32| Target {
                probability,
                weight: one.weight as f32,
            };
            let mut targets = vec![None; drafts.len()];
            for ((draft, fitting), slot) in drafts.iter().zip(fitting).zip(&mut targets) {
                let mut features = Features::named();
                let lead = draft.proposal.rules.first();
                let rule = lead.and_then(|&rule| rules.book().rules.get(rule));
                let kept = rule.is_some_and(|rule| rule.weight >= 0.0);
                rules.describe(&mut features, draft, surroundings);
                let Some(mark) = fitting else {
                    if draft.who.committer.is_empty() || near(draft, &marked) {
                        continue;
                    }
                    self.undertaking.add(&features, 0, origin);
                    *slot = Some(target(0.0));
                    self.kept_by_rule.push(kept);
                    continue;
                };
                self.undertaking.add(&features, 1, origin);
                *slot = Some(target(1.0));
                self.kept_by_rule.push(kept);
                let gold = mark.gold;
                let place = |found: Option<usize>| found.unwrap_or(0);
                let kind = place(Kind::ALL.iter().position(|kind| *kind == gold.kind));
                self.kind.add(&features, kind, origin);
                self.hedged.add(&features, usize::from(gold.hedged), origin);
                // How often news quotes is its own: our lessons report three times of four.
                if one.is_real {
                    let voice = place(Voice::ALL.iter().position(|voice| *voice == gold.voice));
                    self.voice.add(&features, voice, origin);
                }
            }
            let meanings = rules.meanings();
            self.contexts.add(&one.item.id, drafts, &targets, meanings);
        });
    }

    /// What the rules find without a model, and a model without the rules: each must earn its place.
    fn alone(&self) -> [Figure; 2] {
        let gold = classes(&self.undertaking);
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

    fn learn(mut self, meanings: &Meanings) -> Learnt {
        let mut context = self.contexts.learn(meanings);
        self.undertaking.add_column(FEATURE, &context.out_of_fold);
        let (kinds, voices) = (Kind::ALL.map(Kind::name), Voice::ALL.map(Voice::name));
        let mut figures = Vec::from(self.alone());
        // What words mean helps to tell whether, and hardly how; weights without use cost time.
        let [kind, hedged, voice] =
            [self.kind, self.hedged, self.voice].map(|one| one.without(is_of_point));
        let mut files = Vec::new();
        for (name, what, examples) in [
            ("models/commitment.toml", "commitment", self.undertaking),
            ("models/hedged.toml", "hedged", hedged),
        ] {
            let gold = classes(&examples);
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
        for (name, what, names, examples) in [
            ("models/kind.toml", "type", &kinds[..], kind),
            ("models/voice.toml", "voice", &voices[..], voice),
        ] {
            let gold = classes(&examples);
            let believed = if what == "type" { TYPE } else { &[] };
            let learnt = learn_choice_from(examples, names, believed);
            let mut shares = Shares::default();
            for (gold, probabilities) in gold.iter().zip(&learnt.out_of_fold) {
                let Some(gold) = gold else { continue };
                let best = likeliest(probabilities);
                shares.add(best.is_some_and(|best| best.0 == *gold));
            }
            figures.push(shares.figure(what));
            let header = header(what, learnt.l2, learnt.log_loss);
            files.push((name, learnt.file.write(&header)));
        }
        Learnt {
            files,
            context: context.parts.to_bytes(),
            figures,
        }
    }
}

/// Whether a candidate of this probability is reported where nobody chose a threshold.
fn is_kept(probability: f64) -> bool {
    probability >= Settings::default().min_confidence
}

fn sets(gold: &[Option<usize>], found: impl Iterator<Item = bool>) -> Sets {
    let mut sets = Sets::default();
    for (gold, found) in gold.iter().zip(found) {
        let Some(gold) = gold.map(|class| class == 1) else {
            continue;
        };
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

/// The class of each example that is measured.
fn classes(examples: &Examples) -> Vec<Option<usize>> {
    let class = |example: &Example| (!example.is_aside).then_some(example.class);
    examples.all.iter().map(class).collect()
}

/// For each draft the marked undertaking that it fits best of all drafts; one teaches one draft.
fn fitting<'m, 'g>(drafts: &[Draft], marked: &'m [Marked<'g>]) -> Vec<Option<&'m Marked<'g>>> {
    let mut found: Vec<Option<&Marked>> = vec![None; drafts.len()];
    for mark in marked {
        let free = drafts
            .iter()
            .enumerate()
            .filter(|(at, draft)| {
                found.get(*at).is_some_and(Option::is_none) && !draft.who.committer.is_empty()
            })
            .map(|(at, draft)| (at, mark.fit(draft)));
        let best = free
            .filter(|(_, fit)| fit.of_shorter >= SHARED_MIN && fit.of_union >= FITTING_MIN)
            .max_by(|a, b| a.1.of_union.total_cmp(&b.1.of_union).then(b.0.cmp(&a.0)));
        if let Some(slot) = best.and_then(|(at, _)| found.get_mut(at)) {
            *slot = Some(mark);
        }
    }
    found
}

fn near(draft: &Draft, marked: &[Marked]) -> bool {
    marked
        .iter()
        .any(|mark| mark.fit(draft).of_union >= NEAR_MIN)
}
