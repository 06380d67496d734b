//! Features of whoever is bound and of whoever says so.

use crate::commitment::features::{Describer, Surroundings};
use crate::commitment::who::{contact, taking_part};
use crate::news::Section;
use crate::news::speech::{Answer, SourceKind};
use crate::text::Upos;
use crate::world::{ActorId, Level};

impl Describer<'_, '_> {
    pub(super) fn subject(&mut self, class: &str) {
        let sentence = self.sentence;
        let kind = match self.draft.proposal.candidate.subject {
            None => "none".to_owned(),
            Some(at) => match self.reference_form(at) {
                Some(form) => form.to_owned(),
                None if sentence.is_upos(at, &[Upos::Pron, Upos::Det]) => {
                    format!("pronoun-{}", sentence.word(at))
                }
                None => {
                    self.features.add("subject-noun", sentence.lemma(at));
                    "thing".to_owned()
                }
            },
        };
        self.kind_of_subject.clone_from(&kind);
        self.features.add("subject", &kind);
        self.pair(class, "subject", &kind);
        let bound = self.draft.who.committer.len().min(3).to_string();
        self.features.add("committers", &bound);
        self.pair(class, "committers", &bound);
        let person = self.draft.who.person;
        let level = person.map_or("nobody", |person| match person.level {
            None => "unknown",
            Some(Level::HeadOfState | Level::HeadOfGovernment) => "head",
            Some(Level::Minister | Level::Deputy) => "minister",
            Some(Level::Envoy | Level::Official) => "official",
        });
        self.features.add("person", level);
        self.pair(class, "person", level);
        let former = |role: &str| role.starts_with("former") || role.starts_with("ex-");
        if person.is_some_and(|person| former(&person.role)) || self.is_former() {
            self.features.flag("former");
        }
        if let Some(role) = person.and_then(|person| person.role.rsplit(' ').next()) {
            self.features.add("role", role);
        }
        let act_class = self.act_class.clone();
        self.features
            .add_pair(("act-class", &act_class), ("subject", &kind));
        self.features
            .add_pair(("act-class", &act_class), ("committers", &bound));
    }

    /// Whether it is about a contact, and how many are told to take part: a meeting that is fixed binds all
    /// of them.
    pub(super) fn contact(&mut self, class: &str) {
        let candidate = &self.draft.proposal.candidate;
        let Some(at) = contact(candidate) else {
            self.features.add("contact", "none");
            return;
        };
        let parties = taking_part(candidate, at).named.len().min(3).to_string();
        self.features.add("contact", &parties);
        self.pair(class, "contact", &parties);
        let word = self.sentence.lemma(at);
        self.features.add("contact-word", word);
        self.features
            .add_pair(("contact", &parties), ("word", word));
        let act = self.sentence.lemma(candidate.act);
        self.features.add_pair(("contact", &parties), ("act", act));
        let condition = if self.draft.condition.is_some() {
            "yes"
        } else {
            "no"
        };
        self.features
            .add_pair(("contact", &parties), ("condition", condition));
    }

    /// Whether the one bound held an office once, or wants one.
    pub(super) fn is_former(&self) -> bool {
        const NO_MORE: &[&str] = &[
            "former",
            "ex-president",
            "then",
            "late",
            "candidate",
            "nominee",
            "presumptive",
            "hopeful",
        ];
        let evidence = self.draft.evidence;
        let from = self.sentence.token_at(evidence.start);
        let to = self.draft.proposal.candidate.trigger;
        (from.saturating_sub(1)..to).any(|at| NO_MORE.contains(&self.sentence.word(at)))
    }

    pub(super) fn salience(&mut self, class: &str, surroundings: &Surroundings) {
        let bound: Vec<ActorId> = self
            .draft
            .who
            .committer
            .iter()
            .filter_map(|named| named.party.actor())
            .collect();
        let rank = bound
            .iter()
            .filter_map(|actor| surroundings.actors.iter().position(|known| known == actor))
            .min();
        let rank = match rank {
            Some(0) => "first",
            Some(1) => "second",
            Some(_) => "later",
            None => "none",
        };
        self.features.add("rank", rank);
        if bound
            .iter()
            .any(|actor| surroundings.in_title.contains(actor))
        {
            self.features.flag("committer-in-title");
        }
        let titled = surroundings.in_title.len().min(2).to_string();
        self.features.add("title-actors", &titled);
        self.features.value("density", surroundings.density);
        let actors = surroundings.actors.len().min(5).to_string();
        self.features.add("actors", &actors);
        let sentence_actors = self.sentence.actors().len().min(3).to_string();
        self.features.add("sentence-actors", &sentence_actors);
        self.pair(class, "sentence-actors", &sentence_actors);
        let year = surroundings.year.unwrap_or(i16::MAX);
        let is_past = |word: &String| {
            word.len() == 4
                && word
                    .parse::<i16>()
                    .is_ok_and(|known| (1900..year).contains(&known))
        };
        if self.sentence.words.iter().any(is_past) {
            self.features.flag("past-year");
        }
    }

    pub(super) fn speech(&mut self, class: &str) {
        let Answer { voice, chain } = &self.draft.answer;
        self.features.add("voice", voice.name());
        self.pair(class, "voice", voice.name());
        let section: &Section = self.draft.proposal.candidate.section;
        let cue = |report: &usize| {
            let report = section.speech.reports.get(*report)?;
            Some(
                report
                    .cue
                    .map_or("beside".to_owned(), |cue| format!("{:?}", cue.class)),
            )
        };
        if let Some(inner) = chain.last().and_then(cue) {
            self.features.add("cue", &inner);
            self.pair(class, "cue", &inner);
        }
        let source = chain
            .last()
            .and_then(|&report| section.speech.reports.get(report)?.source);
        if let Some(source) = source.and_then(|source| section.speech.sources.get(source)) {
            let head = source.head.of(section.text).to_lowercase();
            if source.kind != SourceKind::Named {
                self.features.add("source-head", &head);
            }
            self.features
                .add("source-kind", &format!("{:?}", source.kind));
        }
        if chain.len() > 1 {
            self.features.flag("cue-chain");
        }
        let own = match self.draft.says_so {
            Some(true) => "self",
            Some(false) => "other",
            None => "unknown",
        };
        self.features.add("source", own);
        self.pair(class, "source", own);
    }

    pub(super) fn is_actor(&self, at: usize) -> bool {
        self.reference_form(at).is_some()
    }

    pub(super) fn reference_form(&self, at: usize) -> Option<&'static str> {
        let start = self.sentence.node(at)?.span.start;
        let word = self.sentence.word(at);
        if matches!(word, "we" | "i" | "you" | "us" | "our" | "my") {
            return Some("first-person");
        }
        let reference = self.sentence.reference_at(start)?;
        Some(reference.form.name())
    }
}
