//! What was read → the report.

use sha2::{Digest, Sha256};

use crate::commitment::{Commitment, Named};
use crate::meeting::{Frame, Party, Score};
use crate::news::{Document, Part, Person, Section};
use crate::report::{self, CodePoints, Field, ItemHead, ReaderVersions, Register, Report, VERSION};
use crate::text::Span;
use crate::time::Expression;
use crate::world::World;

/// Bytes of a commitment's id: 64 bits tell those of one item apart.
const ID_BYTES: usize = 8;

/// All that a report needs.
pub struct Composer<'a> {
    world: &'a World,
    document: &'a Document<'a>,
    title: CodePoints<'a>,
    body: CodePoints<'a>,
}

impl<'a> Composer<'a> {
    /// Prepares the item's texts, in time linear in them.
    pub fn new(world: &'a World, document: &'a Document<'a>) -> Self {
        let (title, body) = (
            CodePoints::new(document.title.text),
            CodePoints::new(document.body.text),
        );
        Self {
            world,
            document,
            title,
            body,
        }
    }

    /// The report. `commitments` are all candidates; those that `keep` refuses are left out.
    pub fn report(
        &self,
        item: ItemHead,
        meeting: Option<(&Score, &Frame)>,
        commitments: &[Commitment],
        keep: impl Fn(&Commitment) -> bool,
        reader: &ReaderVersions,
    ) -> Report {
        let ids: Vec<String> = commitments
            .iter()
            .map(|commitment| self.id(&item.id, commitment))
            .collect();
        let same_as = |commitment: &Commitment| {
            let first = commitment.same_as?;
            commitments
                .get(first)
                .filter(|first| keep(first))
                .and_then(|_| ids.get(first).cloned())
        };
        let kept = commitments
            .iter()
            .zip(&ids)
            .filter(|(commitment, _)| keep(commitment));
        let commitments = kept
            .map(|(commitment, id)| self.commitment(commitment, id.clone(), same_as(commitment)));
        let commitments = commitments.collect();
        let meeting = meeting.map(|(score, frame)| self.meeting(score, frame));
        let reader = reader.clone();
        Report::Register(Box::new(Register {
            version: VERSION,
            item,
            withdrawn: false,
            meeting,
            commitments,
            reader,
        }))
    }

    /// Made of nothing that a release changes: the item, where the evidence stands, who is bound.
    fn id(&self, item: &str, commitment: &Commitment) -> String {
        let points = self.points(commitment.part);
        let (start, end) = (
            points.at(commitment.evidence.start),
            points.at(commitment.evidence.end),
        );
        let field = if commitment.part == Part::Title {
            "title"
        } else {
            "body"
        };
        let committer = self.codes(&commitment.committer).join(",");
        let digest = Sha256::digest(format!("{item}\0{field}\0{start}\0{end}\0{committer}"));
        digest
            .iter()
            .take(ID_BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    fn commitment(
        &self,
        from: &Commitment,
        id: String,
        same_as: Option<String>,
    ) -> report::Commitment {
        let (section, points) = (self.document.section(from.part), self.points(from.part));
        let field = field(from.part);
        let (start, end, exact) = points.exact(from.evidence);
        let (prefix, suffix) = points.context(from.evidence);
        let condition = from.condition.map(|span| {
            let (start, end, exact) = points.exact(span);
            report::Condition {
                field,
                start,
                end,
                exact,
            }
        });
        report::Commitment {
            id,
            kind: from.kind.name().to_owned(),
            hedged: from.hedged,
            voice: from.voice.name().to_owned(),
            committer: self.parties(&from.committer, section),
            person: from.person.as_ref().map(|person| self.person(person)),
            speaker: from.speaker.as_ref().map(|person| self.person(person)),
            addressee: self.parties(&from.addressee, section),
            action: report::Action {
                lemma: from.lemma.clone(),
                text: from.action.of(section.text).to_owned(),
            },
            condition,
            due: from.due.as_ref().map(|due| due_of(due, section)),
            same_as,
            codes: report::Codes {
                cameo: from.codes.cameo.clone(),
                plover: from.codes.plover.clone(),
            },
            confidence: rounded(from.confidence),
            rule: from.rule.clone(),
            evidence: report::Evidence {
                field,
                start,
                end,
                exact,
                prefix,
                suffix,
            },
        }
    }

    fn meeting(&self, score: &Score, frame: &Frame) -> report::Meeting {
        let mut parties: Vec<String> = frame
            .parties
            .iter()
            .map(|party| match party {
                Party::Actor(actor) => self.world.code(*actor).to_owned(),
                Party::Group(name) => name.clone(),
            })
            .collect();
        parties.sort();
        parties.dedup();
        let participants = frame
            .participants
            .iter()
            .map(|participant| report::Participant {
                name: participant.name.clone(),
                role: role(&participant.person),
                party: self.party(&participant.person),
                wikidata: participant.person.wikidata.clone(),
            });
        let place = frame.place.map(|place| report::Place {
            text: place
                .span
                .of(self.document.section(place.part).text)
                .to_owned(),
            country: place.country.map(|country| country.as_str().to_owned()),
        });
        let date = frame.date.map(|when| report::MeetingDate {
            text: when
                .span
                .of(self.document.section(when.part).text)
                .to_owned(),
            start: Some(when.start.to_string()),
            end: Some(when.end.to_string()),
        });
        let shown = |signal: &str, part: Part, span: Span| {
            let (start, end, exact) = self.points(part).exact(span);
            report::MeetingEvidence {
                signal: signal.to_owned(),
                field: field(part),
                start,
                end,
                exact,
            }
        };
        let of_score = score.signals.iter().filter_map(|signal| {
            let (part, span) = signal.evidence?;
            Some(shown(&signal.name, part, span))
        });
        let of_frame = frame
            .evidence
            .iter()
            .map(|one| shown(one.of, one.part, one.span));
        let evidence = of_score.chain(of_frame);
        report::Meeting {
            score: rounded(score.value),
            status: frame.status.name().to_owned(),
            format: frame.format.name().to_owned(),
            parties,
            participants: participants.collect(),
            place,
            date,
            evidence: evidence.collect(),
        }
    }

    fn person(&self, person: &Person) -> report::Person {
        report::Person {
            name: person.name.clone(),
            role: role(person),
            party: self.party(person),
        }
    }

    fn party(&self, person: &Person) -> Option<String> {
        let party = person.actor?;
        Some(self.world.code(party).to_owned())
    }

    fn parties(&self, named: &[Named], section: &Section) -> Vec<report::Party> {
        let mut parties: Vec<report::Party> = named
            .iter()
            .map(|named| report::Party {
                party: named.party.name(self.world, self.document).to_owned(),
                text: named.span.of(section.text).to_owned(),
            })
            .collect();
        parties.sort_by(|a, b| a.party.cmp(&b.party));
        parties.dedup_by(|a, b| a.party == b.party);
        parties
    }

    /// The parties' codes, sorted.
    fn codes(&self, named: &[Named]) -> Vec<&str> {
        let mut codes: Vec<&str> = named
            .iter()
            .map(|named| named.party.name(self.world, self.document))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn points(&self, part: Part) -> &CodePoints<'a> {
        if part == Part::Title {
            &self.title
        } else {
            &self.body
        }
    }
}

/// The name of a text on the wire.
pub(super) fn field(part: Part) -> Field {
    if part == Part::Title {
        Field::Title
    } else {
        Field::Body
    }
}

fn due_of(due: &Expression, section: &Section) -> report::Due {
    let known = due.granularity;
    report::Due {
        text: due.span.of(section.text).to_owned(),
        start: due.interval.not_before.map(|date| date.to_string()),
        end: due.interval.not_after.map(|date| date.to_string()),
        granularity: known.map(|granularity| granularity.name().to_owned()),
        anchor: known.map(|_| "published_at".to_owned()),
    }
}

/// Two decimals: more would promise what no calibration gives.
fn rounded(probability: f64) -> f64 {
    (probability * 100.0).round() / 100.0
}

fn role(person: &Person) -> Option<String> {
    (!person.role.is_empty()).then(|| person.role.clone())
}
