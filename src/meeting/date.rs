//! When the meeting may be, and what speaks for each time.

use jiff::civil::Date;

use crate::judgement::Features;
use crate::meeting::Status;
use crate::meeting::clause::{common_lemma, node};
use crate::meeting::duration::span_of_days;
use crate::meeting::line::{Line, Time};
use crate::meeting::outline::{Outline, Tier, bucket};
use crate::meeting::question::Question;
use crate::meeting::time_of::{anchor, belongs, days, lies};
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
    let mut main_facts = outline.main_facts();
    let near = outline
        .main_contact()
        .map(|(main, _)| outline.nearness(main));
    main_facts.extend(near.map(|near| ("near", near.name())));
    let published = outline.document.published_on;
    let is_ahead = |days: (Date, Date)| published.is_none_or(|published| days.0 > published);
    let best = all
        .iter()
        .map(|&(number, line, time, _)| reach(outline, number, line, time))
        .min();
    for (order, &(number, line, time, own)) in all.iter().enumerate() {
        let span = span_of_days(outline, number, line, time, own);
        for days in std::iter::once(own).chain(span) {
            let mut features = bag();
            let same = all.iter().filter(|other| other.3 == own).count();
            features.add("same", bucket(same));
            features.add("order", bucket(order + 1));
            if span.is_some() {
                features.add("lasts", if days == own { "one" } else { "several" });
            }
            let inner = |other: (Date, Date)| own.0 <= other.0 && other.1 <= own.1 && own != other;
            if all.iter().any(|other| inner(other.3) && is_ahead(other.3)) {
                features.flag("holds-another");
            }
            let outer = |other: (Date, Date)| other.0 <= own.0 && own.1 <= other.1 && own != other;
            if all.iter().any(|other| outer(other.3)) {
                features.flag("within-another");
            }
            if best == Some(reach(outline, number, line, time)) {
                features.flag("best-linked");
            }
            let aspects = fill(
                outline,
                (number, line),
                time,
                own,
                &main_facts,
                &mut features,
            );
            let part = line.section.part;
            found.push(Question {
                thing: When {
                    part,
                    span: time.expression.span,
                    start: days.0,
                    end: days.1,
                },
                evidence: (part, time.expression.span),
                features,
                aspects,
                ties: ties(outline, number, line, time),
            });
        }
    }
    found
}

/// `main_facts` are the outline's, with how the time of the main contact lies.
fn fill(
    outline: &Outline,
    (number, line): (usize, &Line),
    time: &Time,
    own: (Date, Date),
    main_facts: &[(&'static str, &'static str)],
    features: &mut Features,
) -> Vec<(&'static str, &'static str)> {
    let Expression {
        relation,
        granularity,
        vague,
        ..
    } = time.expression;
    let zone = line.zone.name();
    let lies = lies(own, outline.document.published_on).name();
    let unit = granularity.map_or("none", crate::time::Granularity::name);
    if vague {
        features.flag("vague");
    }
    let governor = match outer(line, time) {
        Some((head, relation)) => {
            if matches!(relation, Relation::NmodPoss | Relation::Compound) {
                features.flag("describes-a-noun");
            }
            let word = common_lemma(line.sentence, head);
            features.add("word", word);
            features.add_pair(("lies", lies), ("word", word));
            governor(word)
        }
        None => "none",
    };
    let (is_beside, tier) = reach(outline, number, line, time);
    let link = if is_beside { "beside" } else { "hangs" };
    let link = if tier == Tier::None { "alone" } else { link };
    let mut facts = vec![
        ("lies", lies),
        ("unit", unit),
        ("zone", zone),
        ("link", link),
        ("tier", tier.name()),
        ("governor", governor),
        ("relation", relation.name()),
    ];
    facts.extend(main_facts);
    features.cross(&facts);
    let contacts = outline.contacts.iter().enumerate();
    let own_contacts = contacts.filter(|(_, one)| one.line == number);
    for (at, one) in own_contacts {
        let Some(anchor) = anchor(line, one, time) else {
            continue;
        };
        features.add_pair(("hangs-on", anchor.name()), ("kind", one.kind.name()));
        let ruled = outline.ruled.get(at).copied().flatten();
        let ruled = ruled.map_or("none", Status::name);
        features.add_pair(("hangs", ruled), ("lies", lies));
    }
    vec![("lies", lies), ("governor", governor), ("link", link)]
}

/// The contacts on which a time hangs, and those beside which it stands.
fn ties(outline: &Outline, number: usize, line: &Line, time: &Time) -> Vec<(&'static str, usize)> {
    let contacts = outline.contacts.iter().enumerate();
    let near = contacts.filter(|(_, one)| one.line == number);
    let ties = near.map(|(at, one)| match belongs(line, one, time) {
        true => ("hangs", at),
        false => ("beside", at),
    });
    ties.collect()
}

/// Whether a time merely stands beside a contact (it hangs on one where not), and which is nearest to the
/// main one.
fn reach(outline: &Outline, number: usize, line: &Line, time: &Time) -> (bool, Tier) {
    let contacts = outline.contacts.iter().enumerate();
    let reaches = contacts
        .filter(|(_, one)| one.line == number)
        .map(|(at, one)| {
            let is_weak = one.kind.weight() < 0.0 && outline.main != Some(at);
            let tier = if is_weak { Tier::Any } else { outline.tier(at) };
            (!belongs(line, one, time), tier)
        });
    reaches.min().unwrap_or((true, Tier::None))
}

/// The word on which a time hangs, and by what.
fn outer(line: &Line, time: &Time) -> Option<(usize, Relation)> {
    let first = line.sentence.token_at(time.expression.span.start);
    (first..=time.token).find_map(|at| {
        let own = node(line.sentence, at)?;
        let head = own.head?;
        (head < first || head > time.token).then_some((head, own.relation))
    })
}

/// Of which class the verb or noun is on which a time hangs.
fn governor(word: &str) -> &'static str {
    match word {
        "say" | "tell" | "announce" | "report" | "add" | "state" | "declare" | "urge" | "call" => {
            "speech"
        }
        "begin" | "start" | "open" | "end" | "conclude" | "close" => "phase",
        // These tell when something was done about a meeting, and not when it is.
        "accept" | "agree" | "ask" | "cancel" | "confirm" | "decline" | "demand" | "invite"
        | "offer" | "postpone" | "propose" | "refuse" | "reject" | "request" | "rule"
        | "suggest" | "threaten" | "warn" => "dealing",
        _ => "other",
    }
}
