//! When the meeting may be, and what speaks for each time.

use jiff::civil::Date;

use crate::judgement::Features;
use crate::meeting::Status;
use crate::meeting::clause::{lemma, node};
use crate::meeting::line::{Line, Time};
use crate::meeting::outline::{Outline, bucket};
use crate::meeting::question::Question;
use crate::meeting::time_of::{belongs, days, lies};
use crate::news::Part;
use crate::text::{Relation, Span};
use crate::time::Expression;

/// The days of a meeting and the words that tell them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The text in which they stand.
    pub part: Part,
    /// The words.
    pub span: Span,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Everything that may be the time, in the order of the text.
pub fn questions(outline: &Outline, bag: fn() -> Features) -> Vec<Question<When>> {
    let mut found: Vec<Question<When>> = Vec::new();
    let all: Vec<(usize, &Line, &Time, (Date, Date))> = outline
        .lines
        .iter()
        .enumerate()
        .flat_map(|(number, line)| {
            let times = line.times.iter();
            times.filter_map(move |time| Some((number, line, time, days(time)?)))
        })
        .collect();
    for (order, &(number, line, time, own)) in all.iter().enumerate() {
        let mut features = bag();
        let same = all.iter().filter(|other| other.3 == own).count();
        features.add("same", bucket(same));
        features.add("order", bucket(order + 1));
        fill(outline, (number, line), time, own, &mut features);
        let part = line.section.part;
        found.push(Question {
            thing: When {
                part,
                span: time.expression.span,
                start: own.0,
                end: own.1,
            },
            evidence: (part, time.expression.span),
            features,
        });
    }
    found
}

fn fill(
    outline: &Outline,
    (number, line): (usize, &Line),
    time: &Time,
    own: (Date, Date),
    features: &mut Features,
) {
    let Expression {
        relation,
        granularity,
        vague,
        ..
    } = time.expression;
    let zone = line.zone.name();
    let lies = lies(own, outline.document.published_on).name();
    let unit = granularity.map_or("none", crate::time::Granularity::name);
    features.add("zone", zone);
    features.add("lies", lies);
    features.add("unit", unit);
    features.add("relation", relation.name());
    features.add_pair(("lies", lies), ("unit", unit));
    if vague {
        features.flag("vague");
    }
    let main = outline.main_ruled().map_or("none", Status::name);
    features.add_pair(("main", main), ("lies", lies));
    governor(line, time, features);
    let contacts = outline.contacts.iter().enumerate();
    let mut beside = false;
    for (at, contact) in contacts.filter(|(_, contact)| contact.line == number) {
        let reach = if belongs(line, contact, time) {
            "hangs"
        } else {
            "beside"
        };
        beside = true;
        let which = match () {
            () if outline.main == Some(at) => "main",
            () if outline.core.get(at) == Some(&true) => "core",
            () if contact.is_international() => "between",
            () if contact.sides() == 1 => "of-one",
            () => "any",
        };
        features.add(reach, which);
        features.add_pair((reach, which), ("zone", zone));
        features.add_pair((reach, which), ("lies", lies));
        if reach == "hangs" {
            let ruled = outline.ruled.get(at).copied().flatten();
            let ruled = ruled.map_or("none", Status::name);
            features.add_pair(("hangs", ruled), ("lies", lies));
            features.add_pair(("hangs", contact.kind.name()), ("lies", lies));
        }
    }
    if !beside {
        features.flag("by-no-contact");
    }
}

/// The verb or noun on which the time hangs.
fn governor(line: &Line, time: &Time, features: &mut Features) {
    let sentence = line.sentence;
    let first = sentence.token_at(time.expression.span.start);
    let outer = (first..=time.token).find_map(|at| {
        let own = node(sentence, at)?;
        let head = own.head?;
        (head < first || head > time.token).then_some((head, own.relation))
    });
    let Some((head, relation)) = outer else {
        features.add("governor", "none");
        return;
    };
    if relation == Relation::NmodPoss || relation == Relation::Compound {
        features.flag("describes-a-noun");
    }
    let lemma = lemma(sentence, head);
    let class = match lemma {
        "say" | "tell" | "announce" | "report" | "add" | "state" | "declare" | "urge" | "call" => {
            "speech"
        }
        "begin" | "start" | "open" | "end" | "conclude" | "close" => "phase",
        _ => "other",
    };
    features.add("governor", class);
}
