//! Document → undertakings.

use std::sync::Arc;

use crate::commitment::codes::CodeTable;
use crate::commitment::draft::Draft;
use crate::commitment::features::{Surroundings, describe};
use crate::commitment::heard::{Heard, Judged, LeftOut, Tried};
use crate::commitment::judge::{Judge, Weights};
use crate::commitment::propose::proposals;
use crate::commitment::rules::{Rule, RuleBook};
use crate::commitment::same_as::SameAs;
use crate::commitment::who::{Addressing, Who, who};
use crate::commitment::{Commitment, Kind, Voice, action, context};
use crate::judgement::{Context, Features};
use crate::news::{Document, Times};
use crate::text::Meanings;
use crate::world::DataError;

/// Undertakings of one item at most, the likeliest: more is no news item, and a report must fit a message.
const COMMITMENTS_MAX: usize = 200;

/// Of two candidates that share this much of the shorter one's words, the likelier is kept.
const SHARED_MAX: f64 = 0.5;

/// Less likely ones are not even candidates for a report.
const PROBABILITY_MIN: f64 = 0.05;

/// The class of rules whose negation leaves an act open ("has not ruled out").
const REFUSING: &str = "refuse";

/// Rules, codes and judgement. Built once; reading changes nothing in it.
pub struct Rules {
    pub(super) book: RuleBook,
    codes: CodeTable,
    judge: Judge,
    addressing: Addressing,
    same_as: SameAs,
    meanings: Arc<Meanings>,
    context: Context,
}

impl Rules {
    /// Reads rule files, the table of codes and the weights. Refused with the place of what is wrong.
    pub fn load(
        files: &[(&str, &str)],
        codes: (&str, &str),
        weights: Weights,
        meanings: Arc<Meanings>,
        context: Context,
    ) -> Result<Self, DataError> {
        Ok(Self {
            book: RuleBook::load(files)?,
            codes: CodeTable::load(codes.0, codes.1)?,
            judge: Judge::load(weights)?,
            addressing: Addressing::load(weights.addressee)?,
            same_as: SameAs::load(weights.same_as)?,
            meanings,
            context,
        })
    }

    /// The names of the rules.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.book.rules.iter().map(|rule| rule.id.as_str())
    }

    /// The rules themselves, by the number that proposals bear.
    pub fn book(&self) -> &RuleBook {
        &self.book
    }

    /// Everything that the rules propose, not yet judged, in the order of the text, headline first. `tried`
    /// hears of every rule that was tried. Cost: linear in the words, and the triggers among them.
    pub fn drafts<'d>(
        &self,
        document: &'d Document<'d>,
        tried: &mut dyn FnMut(Tried),
    ) -> Vec<Draft<'d>> {
        let mut found = Vec::new();
        let times = Times::of(document);
        for section in document.sections() {
            let parsed = section.parsed();
            for (number, sentence) in section.sentences.iter().enumerate() {
                let mut hear = |rule: &Rule, at: usize, outcome| {
                    let trigger = sentence
                        .tokens
                        .get(at)
                        .map_or(sentence.span, |token| token.span);
                    tried(Tried {
                        rule: rule.id.clone(),
                        part: section.part,
                        trigger,
                        outcome,
                    });
                };
                let seen = proposals(&self.book, document, section, number, &mut hear);
                let times = times.of_sentence(section.part, number);
                let drafts = seen
                    .into_iter()
                    .filter_map(|proposal| Draft::of(proposal, &self.book, &parsed, times));
                found.extend(drafts);
            }
        }
        found
    }

    /// What an item says as a whole, for [`Rules::describe`]: see [`Surroundings::of`].
    pub fn surroundings(&self, document: &Document, meeting: f64) -> Surroundings {
        Surroundings::of(document, meeting, &self.meanings)
    }

    /// What words mean, as the judgements know it.
    pub fn meanings(&self) -> &Meanings {
        &self.meanings
    }

    /// How the words of all drafts of an item stand in their sentences: a score for each, in their order,
    /// the value of the feature [`context::FEATURE`]. Cost: that of reading each of their sentences once.
    pub fn in_context(&self, drafts: &[Draft]) -> Vec<f64> {
        context::scores(&self.context, drafts)
    }

    /// What a draft looks like to the judgement, save for [`Rules::in_context`].
    pub fn describe(&self, features: &mut Features, draft: &Draft, surroundings: &Surroundings) {
        let Self {
            book,
            codes,
            meanings,
            ..
        } = self;
        describe(features, draft, book, codes, meanings, surroundings);
    }

    /// The undertakings of an item with their probability, in the order of the text, headline first;
    /// `meeting` is how sure it is that the item covers a meeting. `hear` hears of every rule that was
    /// tried, of every candidate that was judged, and of those that are left out.
    pub fn extract(
        &self,
        document: &Document,
        meeting: f64,
        hear: &mut dyn FnMut(Heard),
    ) -> Vec<Commitment> {
        let surroundings = self.surroundings(document, meeting);
        let mut features = Features::new();
        let mut found = Vec::new();
        let drafts = self.drafts(document, &mut |one| hear(Heard::Tried(one)));
        let scores = self.in_context(&drafts);
        for (number, (draft, score)) in drafts.iter().zip(scores).enumerate() {
            features.clear();
            self.describe(&mut features, draft, &surroundings);
            features.value(context::FEATURE, score);
            let probability = self.judge.probability(&features);
            hear(Heard::Judged(Judged {
                part: draft.proposal.candidate.section.part,
                evidence: draft.evidence,
                rule: self.rule(draft).map_or("", |rule| &rule.id),
                probability,
                judge: &self.judge,
                features: &features,
            }));
            match self.likely(number, draft, &features, probability) {
                Ok(likely) => found.push(likely),
                Err(why) => hear(Heard::LeftOut { number, why }),
            }
        }
        let kept = likeliest(found, &mut |number, why| {
            hear(Heard::LeftOut { number, why })
        });
        let kept = kept.into_iter().filter_map(|likely| self.told(likely));
        let mut kept: Vec<Commitment> = kept.collect();
        self.same_as.link(&mut kept, document, &self.meanings);
        kept
    }

    /// What is judged of a draft, if it is likely at all and somebody is bound.
    fn likely<'f, 'd>(
        &self,
        number: usize,
        draft: &'f Draft<'d>,
        features: &Features,
        probability: f64,
    ) -> Result<Likely<'f, 'd>, LeftOut> {
        if probability < PROBABILITY_MIN {
            return Err(LeftOut::Unlikely);
        }
        let is_left_open = self.is_left_open(draft);
        let judged = || self.judge.kind(features).unwrap_or(draft.kind);
        let kind = if is_left_open { draft.kind } else { judged() };
        Ok(Likely {
            number,
            draft,
            probability,
            kind,
            hedged: is_left_open || self.judge.is_hedged(features),
            voice: self.judge.voice(features).unwrap_or(draft.answer.voice),
            who: who_as(draft, kind).ok_or(LeftOut::BindsNobody)?,
        })
    }

    /// Whether somebody does not rule out an act of his own: a weak intention (guidelines, 5.16).
    fn is_left_open(&self, draft: &Draft) -> bool {
        let refuses = self.rule(draft).is_some_and(|rule| rule.class == REFUSING);
        refuses && draft.kind == Kind::Intention
    }

    /// All that a report tells of it.
    fn told(&self, likely: Likely) -> Option<Commitment> {
        let Likely {
            draft, kind, who, ..
        } = likely;
        let candidate = &draft.proposal.candidate;
        let who = self.addressing.weighed(candidate, kind, who);
        Some(Commitment {
            hedged: likely.hedged,
            voice: likely.voice,
            confidence: likely.probability,
            ..self.commitment(draft, kind, who)?
        })
    }

    /// A draft as an undertaking of this kind, with what rules and tree tell of it and nothing that is
    /// judged; none where nobody is bound.
    pub fn unjudged(&self, draft: &Draft, kind: Kind) -> Option<Commitment> {
        self.commitment(draft, kind, who_as(draft, kind)?)
    }

    /// The rule that shaped a draft.
    fn rule(&self, draft: &Draft) -> Option<&Rule> {
        self.book.rules.get(*draft.proposal.rules.first()?)
    }

    fn commitment(&self, draft: &Draft, kind: Kind, who: Who) -> Option<Commitment> {
        let candidate = &draft.proposal.candidate;
        let rule = self.rule(draft)?;
        let lemma = action::lemma(candidate).to_owned();
        let stops = [draft.condition, draft.due.map(|due| due.span)];
        Some(Commitment {
            part: candidate.section.part,
            evidence: draft.evidence,
            kind,
            hedged: false,
            voice: draft.answer.voice,
            codes: self.codes.codes(kind, &lemma),
            confidence: 1.0,
            committer: who.committer,
            person: who.person.cloned(),
            speaker: who.speaker.cloned(),
            addressee: who.addressee,
            action: action::words(candidate, draft.evidence, &stops),
            lemma,
            condition: draft.condition,
            due: draft.due,
            same_as: None,
            rule: rule.id.clone(),
        })
    }
}

/// A draft that may well be an undertaking, with what is judged of it.
struct Likely<'f, 'd> {
    number: usize,
    draft: &'f Draft<'d>,
    probability: f64,
    kind: Kind,
    hedged: bool,
    voice: Voice,
    who: Who<'d>,
}

/// Whom a draft concerns when it is of this kind; none where nobody is bound.
fn who_as<'d>(draft: &Draft<'d>, kind: Kind) -> Option<Who<'d>> {
    let who = if kind == draft.kind {
        draft.who.clone()
    } else {
        who(&draft.proposal.candidate, kind)
    };
    (!who.committer.is_empty()).then_some(who)
}

/// Of those that share most of their words, the likeliest; of all, no more than [`COMMITMENTS_MAX`]. `left_out`
/// hears the numbers of the others. Cost: the candidates, times those that are kept.
fn likeliest<'f, 'd>(
    mut found: Vec<Likely<'f, 'd>>,
    left_out: &mut dyn FnMut(usize, LeftOut),
) -> Vec<Likely<'f, 'd>> {
    // Of equals the earlier one stays first.
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let mut kept: Vec<Likely> = Vec::new();
    for one in found {
        if kept.len() == COMMITMENTS_MAX {
            left_out(one.number, LeftOut::TooMany);
        } else if kept
            .iter()
            .any(|other| shared(one.draft, other.draft) > SHARED_MAX)
        {
            left_out(one.number, LeftOut::SharesWords);
        } else {
            kept.push(one);
        }
    }
    kept.sort_by_key(|likely| likely.number);
    kept
}

/// The share of the shorter one's words that both have.
fn shared(one: &Draft, other: &Draft) -> f64 {
    let part = |draft: &Draft| draft.proposal.candidate.section.part;
    if part(one) != part(other) {
        return 0.0;
    }
    let (a, b) = (one.evidence, other.evidence);
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let shorter = (a.end - a.start).min(b.end - b.start).max(1);
    both as f64 / shorter as f64
}
