//! What a candidate looks like, in named features for the judgement.
//!
//! Features speak of classes beside words, so that a rule that an operator adds is judged too.

use crate::commitment::codes::CodeTable;
use crate::commitment::draft::Draft;
use crate::commitment::grammar::{form, introduced_by, is_negated, is_question};
use crate::commitment::rules::RuleBook;
use crate::judgement::Features;
use crate::news::speech::{Answer, SourceKind};
use crate::news::{Document, Form, Part, Section, Sentence};
use crate::text::{Relation, Upos};
use crate::world::{ActorId, Level};

/// Sentences of the text that count as its lead.
const LEAD_SENTENCES: usize = 3;

/// Adverbs and adjectives that weaken what is said.
const HEDGES: &[&str] = &[
    "possibly", "perhaps", "probably", "likely", "potentially", "maybe", "reportedly", "apparently",
    "eventually", "principle", "tentatively", "presumably",
];

/// Words that put an event ahead.
const AHEAD: &[&str] = &[
    "upcoming", "forthcoming", "planned", "scheduled", "next", "coming", "expected", "proposed",
    "future", "pending", "imminent", "looming", "set", "due", "slated", "announced", "possible", "potential",
];

/// Words that put an event behind.
const BEHIND: &[&str] = &[
    "last", "recent", "previous", "past", "earlier", "former", "yesterday", "ago", "held", "first",
];

/// Of a preposition with an actor, those whose words are features.
const TOWARDS: &[&str] = &["with", "to", "against", "on", "for", "in", "from", "by", "of", "between", "towards"];

/// What the item says as a whole.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// How sure it is that the item covers a meeting, 0 to 1.
    pub meeting: f64,
    /// Actors named in the item, each with how often, the most named first.
    pub actors: Vec<(ActorId, usize)>,
    /// The share of sentences that name two actors, 0 to 1.
    pub density: f64,
    /// Actors named in the headline.
    pub in_title: Vec<ActorId>,
    /// The year of publication.
    pub year: Option<i16>,
}

impl Surroundings {
    /// Reads them off an item; `meeting` is how sure it is that it covers one. Cost: one look at each
    /// name.
    pub fn of(document: &Document, meeting: f64) -> Self {
        let mut actors: Vec<(ActorId, usize)> = Vec::new();
        let (mut sentences, mut dense) = (0usize, 0usize);
        for sentence in document.sections().into_iter().flat_map(|section| &section.sentences) {
            let named = sentence.actors();
            sentences += 1;
            dense += usize::from(named.len() >= 2);
            for actor in named {
                match actors.iter_mut().find(|known| known.0 == actor) {
                    Some(known) => known.1 += 1,
                    None => actors.push((actor, 1)),
                }
            }
        }
        actors.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        Self {
            meeting,
            actors,
            density: dense as f64 / sentences.max(1) as f64,
            in_title: document.title.sentences.iter().flat_map(Sentence::actors).collect(),
            year: document.published_on.map(|date| date.year()),
        }
    }
}

/// Fills the bag with all features of a draft. Cost: the children of a few words, and one pass over its
/// words.
pub fn describe(
    features: &mut Features,
    draft: &Draft,
    book: &RuleBook,
    codes: &CodeTable,
    surroundings: &Surroundings,
) {
    let describer = Describer {
        features,
        draft,
        sentence: draft.proposal.candidate.sentence,
        act_class: String::new(),
        kind_of_subject: String::new(),
        is_hypothetical: false,
    };
    describer.fill(book, codes, surroundings);
}

struct Describer<'f, 'd> {
    features: &'f mut Features,
    draft: &'f Draft<'d>,
    sentence: &'d Sentence,
    act_class: String,
    kind_of_subject: String,
    is_hypothetical: bool,
}

impl Describer<'_, '_> {
    fn fill(mut self, book: &RuleBook, codes: &CodeTable, surroundings: &Surroundings) {
        let class = self.rules(book);
        self.trigger(&class);
        self.act(&class, codes);
        self.subject(&class);
        self.slots(&class);
        self.speech(&class);
        self.place(&class, surroundings);
        self.words(&class);
        self.core(&class);
    }

    /// What decides most, told together: whether somebody who can act is bound, to an act of his own, in
    /// a clause that speaks of the time ahead, with another actor in view.
    fn core(&mut self, class: &str) {
        let candidate = &self.draft.proposal.candidate;
        let sentence = self.sentence;
        let agent = match self.kind_of_subject.as_str() {
            "thing" | "none" | "adjective" => false,
            kind => !kind.starts_with("pronoun-"),
        };
        let bound = agent && !self.draft.who.committer.is_empty();
        let own = !matches!(
            self.act_class.as_str(),
            "outcome" | "state" | "mind" | "tell" | "discuss" | "happen"
        );
        let act = own && sentence.child_in(candidate.act, &[Relation::Cop]).is_none();
        let form = form(sentence, self.verb());
        let ahead = !self.is_hypothetical && form != crate::commitment::grammar::Form::Pluperfect;
        let foreign = self.draft.others_inside > 0 || !self.draft.who.addressee.is_empty();
        let via = self.via();
        let mut code = String::new();
        for (holds, letter) in [(bound, 'b'), (act, 'o'), (ahead, 'a'), (foreign, 'f')] {
            code.push(if holds { letter } else { '-' });
        }
        self.features.add("via", via);
        self.pair(class, "via", via);
        let trigger = sentence.lemma(candidate.trigger).to_owned();
        self.features.add_pair(("trigger", &trigger), ("via", via));
        self.features.add("core", &code);
        self.pair(class, "core", &code);
        let whole = format!("{class}-{via}");
        self.features.add_pair(("way", &whole), ("core", &code));
        let short = code.get(..3).unwrap_or_default();
        self.features.add_pair(("way", &whole), ("core3", short));
        self.features.add_pair(("trigger", &trigger), ("core3", short));
    }

    /// How the act hangs on the trigger.
    fn via(&self) -> &'static str {
        let candidate = &self.draft.proposal.candidate;
        if candidate.act == candidate.trigger {
            return "self";
        }
        if self.draft.proposal.first.is_some() {
            return "conj";
        }
        let head = self.sentence.head(candidate.act);
        if head == Some(candidate.trigger) {
            return self.sentence.relation(candidate.act).map_or("none", Relation::name);
        }
        if self.sentence.head(candidate.trigger) == Some(candidate.act) {
            return "up";
        }
        "far"
    }

    /// The rules and their classes; the class of the one that shaped the candidate.
    fn rules(&mut self, book: &RuleBook) -> String {
        let rules = &self.draft.proposal.rules;
        let mut lead = String::new();
        for (place, rule) in rules.iter().filter_map(|&rule| book.rules.get(rule)).enumerate() {
            if place == 0 {
                self.features.add("rule", &rule.id);
                self.features.add("kind", rule.kind.name());
                lead.clone_from(&rule.class);
                self.features.add("class", &rule.class);
            } else {
                self.features.add("also", &rule.class);
            }
        }
        if rules.len() > 1 {
            self.features.flag("seen-by-several");
        }
        lead
    }

    fn trigger(&mut self, class: &str) {
        let sentence = self.sentence;
        let candidate = &self.draft.proposal.candidate;
        let trigger = candidate.trigger;
        self.features.add("trigger", sentence.lemma(trigger));
        self.pair(class, "trigger", sentence.lemma(trigger));
        let verb = self.verb();
        let form = form(sentence, verb).name();
        self.features.add("form", form);
        self.pair(class, "form", form);
        let relation = sentence.relation(verb).map_or("none", Relation::name);
        self.features.add("relation", relation);
        self.pair(class, "relation", relation);
        let mark = introduced_by(sentence, verb);
        if !mark.is_empty() {
            self.features.add("introduced-by", mark);
            self.pair(class, "introduced-by", mark);
        }
        if let Some(head) = sentence.head(sentence.first_conjunct(verb)) {
            self.features.add("above", sentence.lemma(head));
            self.features
                .add_pair(("above", sentence.lemma(head)), ("relation", relation));
        }
        if is_negated(candidate) {
            self.features.flag("negated");
            self.pair(class, "polarity", "negated");
        }
        if sentence.is_passive(candidate.act) {
            self.features.flag("passive-act");
            self.pair(class, "act-voice", "passive");
        }
        if self.draft.proposal.first.is_some() {
            self.features.flag("conjunct");
            self.pair(class, "conjunct", "yes");
        }
        let hypothetical = sentence
            .tree
            .ancestors(verb)
            .any(|above| sentence.has_child(above, &[Relation::Mark], &["if", "whether", "unless"]));
        self.is_hypothetical = hypothetical;
        if hypothetical {
            self.features.flag("hypothetical");
            self.pair(class, "hypothetical", "yes");
        }
        if is_question(sentence) {
            self.features.flag("question");
        }
    }

    fn act(&mut self, class: &str, codes: &CodeTable) {
        let sentence = self.sentence;
        let act = self.draft.proposal.candidate.act;
        let lemma = sentence.lemma(act);
        self.features.add("act", lemma);
        let upos = sentence.node(act).map_or("none", |node| node.tag.upos.name());
        self.features.add("act-upos", upos);
        self.pair(class, "act-upos", upos);
        let act_class = codes.class_of(lemma).unwrap_or("other");
        act_class.clone_into(&mut self.act_class);
        self.features.add("act-class", act_class);
        self.pair(class, "act-class", act_class);
        self.pair(class, "act", lemma);
        if let Some(copula) = sentence.child_in(act, &[Relation::Cop]) {
            self.features.add("copula", sentence.lemma(copula));
            self.pair(class, "copula", "yes");
        }
        let objects = &[Relation::Obj, Relation::Xcomp, Relation::Ccomp];
        for object in sentence.children_in(act, objects) {
            let name = sentence.relation(object).map_or("obj", Relation::name);
            self.features.add(name, sentence.lemma(object));
            self.pair(class, "has", name);
            let object_class = codes.class_of(sentence.lemma(object)).unwrap_or("other");
            self.features.add_pair(("act-class", act_class), (name, object_class));
            if self.is_actor(object) {
                self.features.flag("object-is-actor");
                self.pair(class, "object", "actor");
            }
        }
        for oblique in sentence.children_in(act, &[Relation::Obl, Relation::OblAgent]) {
            let case = sentence.child_in(oblique, &[Relation::Case]);
            let case = case.map_or("", |case| sentence.word(case));
            if TOWARDS.contains(&case) {
                let whom = if self.is_actor(oblique) { "actor" } else { "thing" };
                self.features.add_pair(("case", case), ("of", whom));
            }
        }
    }

    fn subject(&mut self, class: &str) {
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
        self.features.add_pair(("act-class", &act_class), ("subject", &kind));
        self.features.add_pair(("act-class", &act_class), ("committers", &bound));
    }

    /// Whether the one bound held an office once, or wants one.
    fn is_former(&self) -> bool {
        const NO_MORE: &[&str] = &["former", "ex-president", "then", "late", "candidate", "nominee", "presumptive", "hopeful"];
        let evidence = self.draft.evidence;
        let from = self.sentence.token_at(evidence.start);
        let to = self.draft.proposal.candidate.trigger;
        (from.saturating_sub(1)..to).any(|at| NO_MORE.contains(&self.sentence.word(at)))
    }

    fn salience(&mut self, class: &str, surroundings: &Surroundings) {
        let bound: Vec<ActorId> = self
            .draft
            .who
            .committer
            .iter()
            .filter_map(|named| named.party.actor())
            .collect();
        let rank = bound
            .iter()
            .filter_map(|actor| surroundings.actors.iter().position(|known| known.0 == *actor))
            .min();
        let rank = match rank {
            Some(0) => "first",
            Some(1) => "second",
            Some(_) => "later",
            None => "none",
        };
        self.features.add("rank", rank);
        if bound.iter().any(|actor| surroundings.in_title.contains(actor)) {
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
            word.len() == 4 && word.parse::<i16>().is_ok_and(|known| (1900..year).contains(&known))
        };
        if self.sentence.words.iter().any(is_past) {
            self.features.flag("past-year");
        }
    }

    fn slots(&mut self, class: &str) {
        let draft = self.draft;
        let addressed = draft.who.addressee.len().min(2).to_string();
        self.features.add("addressees", &addressed);
        self.pair(class, "addressees", &addressed);
        let due = match &draft.due {
            None => "none",
            Some(due) if due.granularity.is_none() => "words",
            Some(_) => "dated",
        };
        self.features.add("due", due);
        self.pair(class, "due", due);
        if draft.condition.is_some() {
            self.features.flag("condition");
            self.pair(class, "condition", "yes");
        }
    }

    fn speech(&mut self, class: &str) {
        let Answer { voice, chain } = &self.draft.answer;
        self.features.add("voice", voice.name());
        self.pair(class, "voice", voice.name());
        let section: &Section = self.draft.proposal.candidate.section;
        let cue = |report: &usize| {
            let report = section.speech.reports.get(*report)?;
            Some(report.cue.map_or("beside".to_owned(), |cue| format!("{:?}", cue.class)))
        };
        if let Some(inner) = chain.last().and_then(cue) {
            self.features.add("cue", &inner);
            self.pair(class, "cue", &inner);
        }
        let source = chain.last().and_then(|&report| section.speech.reports.get(report)?.source);
        if let Some(source) = source.and_then(|source| section.speech.sources.get(source)) {
            let head = source.head.of(section.text).to_lowercase();
            if source.kind != SourceKind::Named {
                self.features.add("source-head", &head);
            }
            self.features.add("source-kind", &format!("{:?}", source.kind));
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

    fn place(&mut self, class: &str, surroundings: &Surroundings) {
        let candidate = &self.draft.proposal.candidate;
        let place = match (candidate.section.part, candidate.number) {
            (Part::Title, _) => "title",
            (Part::Body, number) if number < LEAD_SENTENCES => "lead",
            (Part::Body, _) => "later",
        };
        self.features.add("place", place);
        self.pair(class, "place", place);
        self.features.value("meeting-score", surroundings.meeting);
        let meeting = if surroundings.meeting >= 0.5 { "yes" } else { "no" };
        self.pair(class, "meeting-item", meeting);
        self.salience(class, surroundings);
    }

    /// What stands among the words of the undertaking.
    fn words(&mut self, class: &str) {
        let sentence = self.sentence;
        let evidence = self.draft.evidence;
        let (from, to) = (sentence.token_at(evidence.start), sentence.token_at(evidence.end));
        let size = match to.saturating_sub(from) {
            0..=4 => "tiny",
            5..=9 => "short",
            10..=24 => "middle",
            _ => "long",
        };
        self.features.add("size", size);
        self.pair(class, "size", size);
        let any = |list: &[&str]| (from..=to).any(|at| list.contains(&sentence.word(at)));
        for (name, list) in [("hedge", HEDGES), ("ahead", AHEAD), ("behind", BEHIND)] {
            if any(list) {
                self.features.flag(name);
                self.pair(class, name, "yes");
            }
        }
        let act = self.draft.proposal.candidate.act;
        for child in sentence.children_in(act, &[Relation::Amod, Relation::Det, Relation::NmodPoss]) {
            let word = sentence.lemma(child);
            self.pair(class, "modifier", word);
        }
        let other = self.draft.others_inside;
        let other = other.min(2).to_string();
        self.features.add("others", &other);
        let act_class = self.act_class.clone();
        self.features.add_pair(("act-class", &act_class), ("others", &other));
        self.pair(class, "others", &other);
    }

    fn pair(&mut self, class: &str, name: &str, value: &str) {
        self.features.add_pair(("class", class), (name, value));
    }

    /// The word that carries tense: the trigger, or the act of an auxiliary.
    fn verb(&self) -> usize {
        let candidate = &self.draft.proposal.candidate;
        if self.sentence.is_upos(candidate.trigger, &[Upos::Aux, Upos::Part]) {
            candidate.act
        } else {
            candidate.trigger
        }
    }

    fn is_actor(&self, at: usize) -> bool {
        self.reference_form(at).is_some()
    }

    fn reference_form(&self, at: usize) -> Option<&'static str> {
        let start = self.sentence.node(at)?.span.start;
        let word = self.sentence.word(at);
        if matches!(word, "we" | "i" | "you" | "us" | "our" | "my") {
            return Some("first-person");
        }
        let reference = self.sentence.reference_at(start)?;
        Some(match reference.form {
            Form::Name => "name",
            Form::Adjective => "adjective",
            Form::StandIn => "stand-in",
            Form::Person => "person",
            Form::Office => "office",
            Form::Body => "body",
            Form::Pronoun => "pronoun",
            Form::Sides => "sides",
            Form::Group => "group",
        })
    }
}
