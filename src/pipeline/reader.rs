//! Bytes → verdict.

use std::sync::Arc;

use crate::commitment::{Commitment, Draft, Heard, Rules, Surroundings, Weights};
use crate::judgement::Context;
use crate::meeting::{Frame, Meetings, Party, Score};
use crate::news::{Document, Fault, FaultKind, Item, Limits, Status, Substrate, from_milliseconds};
use crate::pipeline::compose::Composer;
use crate::pipeline::data::hash_of_models;
use crate::pipeline::gate::Gate;
use crate::pipeline::head::{head, read_head};
use crate::pipeline::scratches::Scratches;
use crate::pipeline::{
    Data, DataError, Dropped, Rejected, Scope, Settings, Stage, Verdict, Withdrawn,
};
use crate::report::{ItemHead, ReaderVersions, Report, VERSION, Withdrawal};
use crate::text::{Meanings, ModelError, Syntax};
use crate::world::World;

/// Reads items. Built once from data and settings, then shared by all workers; reading changes
/// nothing in it.
pub struct Reader {
    settings: Settings,
    world: World,
    syntax: Syntax,
    scratches: Scratches,
    meetings: Meetings,
    rules: Rules,
    gate: Gate,
    versions: ReaderVersions,
}

/// What reading one value gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The item's id, where one was found.
    pub item_id: Option<String>,
    /// What becomes of it.
    pub verdict: Verdict<Report>,
    /// The item, where the value was one: its texts are those that the report's offsets count in.
    pub item: Option<Item>,
}

/// All that was found in an item, before the thresholds.
pub(super) struct Found<'i> {
    pub document: Document<'i>,
    pub score: Score,
    pub frame: Option<Frame>,
    pub commitments: Vec<Commitment>,
}

impl Reader {
    /// A reader of these data. Fails at the first file that cannot be used, with its place. Cost:
    /// some tens of milliseconds.
    pub fn new(data: &Data, settings: Settings) -> Result<Self, DataError> {
        let world = World::load(&data.folder("world"))?;
        let told = |file: &str, error: &ModelError| DataError {
            file: file.to_owned(),
            line: None,
            reason: error.to_string(),
        };
        let syntax = Syntax::shipped().map_err(|error| told("models/syntax.model", &error))?;
        let meanings = Meanings::shipped().map_err(|error| told("models/words.model", &error))?;
        let words = (Data::MEETING, data.file(Data::MEETING)?);
        let context = Context::of_bytes(data.context());
        let context = context.map_err(|error| told(Data::CONTEXT, &error))?;
        let meanings = Arc::new(meanings);
        let meetings = Meetings::load(words, Arc::clone(&meanings), |name| data.file(name))?;
        let rules: Vec<(&str, &str)> = data
            .folder("rules")
            .into_iter()
            .filter(|(name, _)| *name != Data::MEETING)
            .collect();
        let weights = |name: &'static str| Ok((name, data.file(name)?));
        let weights = Weights {
            undertaking: weights("models/commitment.toml")?,
            kind: weights("models/kind.toml")?,
            hedged: weights("models/hedged.toml")?,
            voice: weights("models/voice.toml")?,
            addressee: weights("models/addressee.toml")?,
            same_as: weights("models/same-as.toml")?,
        };
        let codes = (Data::CODES, data.file(Data::CODES)?);
        let rules = Rules::load(&rules, codes, weights, meanings, context)?;
        let gate = Gate::new(
            settings.scope,
            &world,
            meetings.contact_words(),
            &rules.book().trigger_forms(),
        )?;
        let versions = ReaderVersions {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: Some(hash_of_models([
                Syntax::shipped_bytes(),
                Meanings::shipped_bytes(),
                data.context(),
            ])),
            rules: data.hash(|name| {
                name.starts_with("rules/") || name.starts_with("models/") || name == Data::CODES
            }),
            world: data.hash(|name| name.starts_with("world/")),
        };
        Ok(Self {
            settings,
            world,
            syntax,
            scratches: Scratches::default(),
            meetings,
            rules,
            gate,
            versions,
        })
    }

    /// What it is made of.
    pub fn versions(&self) -> &ReaderVersions {
        &self.versions
    }

    /// The rules of commitments, with what judges what they propose.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What reads meetings, and judges them.
    pub fn meetings(&self) -> &Meetings {
        &self.meetings
    }

    /// What decides whether an item is worth reading.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// What it was told to do.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Tries every rule on its own examples; all that fail, with their places.
    pub fn check_examples(&self) -> Vec<DataError> {
        self.rules.check_examples(self.substrate())
    }

    /// What documents are made with.
    pub fn substrate(&self) -> Substrate<'_> {
        Substrate {
            world: &self.world,
            syntax: &self.syntax,
        }
    }

    /// Reads one record's value; `record_time_ms` is its timestamp, `done` is called at the end of
    /// each stage that was gone through.
    pub fn read(
        &self,
        value: Option<&[u8]>,
        record_time_ms: Option<i64>,
        done: &mut dyn FnMut(Stage),
    ) -> Reading {
        let Some(bytes) = value else {
            return Reading {
                item_id: None,
                verdict: Verdict::Dropped(Dropped::Tombstone),
                item: None,
            };
        };
        let limits = Limits {
            item_bytes_max: self.settings.item_bytes_max,
            ..Limits::default()
        };
        let parsed = Item::parse(bytes, &limits);
        done(Stage::Parse);
        match parsed {
            Ok(item) => self.read_item(item, record_time_ms, done),
            Err(fault) => Reading {
                item_id: fault.id.clone(),
                verdict: rejected(fault),
                item: None,
            },
        }
    }

    /// Reads an item that was made otherwise than from a record's value.
    pub fn read_item(
        &self,
        item: Item,
        record_time_ms: Option<i64>,
        done: &mut dyn FnMut(Stage),
    ) -> Reading {
        let verdict = self.judge(&item, record_time_ms, done);
        Reading {
            item_id: Some(item.id.clone()),
            verdict,
            item: Some(item),
        }
    }

    fn judge(
        &self,
        item: &Item,
        record_time_ms: Option<i64>,
        done: &mut dyn FnMut(Stage),
    ) -> Verdict<Report> {
        match item.status {
            Status::Cancelled => {
                return withdrawn(Withdrawn::Cancelled, head(item, record_time_ms));
            }
            Status::Withheld => return withdrawn(Withdrawn::Withheld, head(item, record_time_ms)),
            Status::Usable => {}
        }
        if !item.is_english() {
            return Verdict::Dropped(Dropped::Language);
        }
        let passes = self.gate.see(item).passes;
        done(Stage::Gate);
        if !passes {
            return Verdict::Dropped(Dropped::Gate);
        }
        let found = self.find(item, record_time_ms, &mut |_| (), done);
        if let Some(why) = self.nothing_to_report(&found) {
            return Verdict::Dropped(why);
        }
        let meeting = found
            .frame
            .as_ref()
            .filter(|_| self.is_sure(found.score.value));
        let meeting = meeting.map(|frame| (&found.score, frame));
        let composer = Composer::new(&self.world, &found.document);
        let keep = |commitment: &Commitment| self.is_sure(commitment.confidence);
        Verdict::Report(composer.report(
            read_head(item, record_time_ms),
            meeting,
            &found.commitments,
            keep,
            &self.versions,
        ))
    }

    /// Everything in an item, whatever the gate says; `hear` hears what led to its commitments.
    pub(super) fn find<'i>(
        &self,
        item: &'i Item,
        record_time_ms: Option<i64>,
        hear: &mut dyn FnMut(Heard),
        done: &mut dyn FnMut(Stage),
    ) -> Found<'i> {
        let published_at = item
            .published_at
            .or(record_time_ms.and_then(from_milliseconds));
        let published_on = published_at.map(|time| time.date());
        let document = self
            .scratches
            .with(|scratch| Document::annotate(item, self.substrate(), published_on, scratch));
        done(Stage::Annotate);
        let (score, frame) = self.meetings.read(&document, &self.world);
        let frame = frame.filter(|frame| self.is_between_actors(frame));
        done(Stage::Meeting);
        let commitments = self.rules.extract(&document, score.value, hear);
        done(Stage::Commitment);
        Found {
            document,
            score,
            frame,
            commitments,
        }
    }

    /// Lets `see` look at everything that the rules propose in an item before it is judged, for those who
    /// learn. `meeting` is how sure it is that the item covers one; without it, what the reader says.
    pub fn with_drafts<T>(
        &self,
        item: &Item,
        meeting: Option<f64>,
        see: impl FnOnce(&World, &Rules, &[Draft], &Surroundings) -> T,
    ) -> T {
        let published_on = item.published_at.map(|time| time.date());
        let document = self
            .scratches
            .with(|scratch| Document::annotate(item, self.substrate(), published_on, scratch));
        let meeting = meeting.unwrap_or_else(|| self.meetings.read(&document, &self.world).0.value);
        let drafts = self.rules.drafts(&document, &mut |_| ());
        let surroundings = self.rules.surroundings(&document, meeting);
        see(&self.world, &self.rules, &drafts, &surroundings)
    }

    /// A meeting has two parties, or is that of an organisation.
    fn is_between_actors(&self, frame: &Frame) -> bool {
        let is_organisation = |party: &Party| match party {
            Party::Actor(actor) => self.world.is_organisation(*actor),
            Party::Group(_) => false,
        };
        frame.parties.len() >= 2 || frame.parties.iter().any(is_organisation)
    }

    pub(super) fn is_sure(&self, probability: f64) -> bool {
        probability >= self.settings.min_confidence
    }

    /// Why there is nothing to report; none when there is.
    fn nothing_to_report(&self, found: &Found) -> Option<Dropped> {
        let meeting = found.frame.is_some() && self.is_sure(found.score.value);
        let commitment = found
            .commitments
            .iter()
            .any(|commitment| self.is_sure(commitment.confidence));
        if meeting || (commitment && self.settings.scope == Scope::All) {
            return None;
        }
        let candidates = found.frame.is_some() || !found.commitments.is_empty();
        Some(match (commitment, candidates) {
            (true, _) => Dropped::OutOfScope,
            (false, true) => Dropped::BelowConfidence,
            (false, false) => Dropped::NothingFound,
        })
    }
}

fn rejected(fault: Fault) -> Verdict<Report> {
    let why = match fault.kind {
        FaultKind::TooLarge => Rejected::TooLarge,
        FaultKind::Empty => Rejected::Empty,
        FaultKind::NotUtf8 => Rejected::NotUtf8,
        FaultKind::TooDeep => Rejected::TooDeep,
        FaultKind::NotJson => Rejected::NotJson,
        FaultKind::NoId => Rejected::NoId,
        FaultKind::BadTime => Rejected::BadTime,
        FaultKind::NoText => Rejected::NoText,
    };
    Verdict::Rejected(why, fault.message)
}

fn withdrawn(why: Withdrawn, item: ItemHead) -> Verdict<Report> {
    Verdict::Withdrawn(
        why,
        Report::Withdrawal(Withdrawal {
            version: VERSION,
            withdrawn: true,
            item,
        }),
    )
}
