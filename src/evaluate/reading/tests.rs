//! Scores of small cases that were counted by hand.

use serde_json::{Value, json};

use super::*;
use crate::evaluate::gold;

/// 26 code points of title, and 100 of body, of which one takes three bytes.
fn item() -> Item {
    let title = "abcdefghijklmnopqrstuvwxyz";
    let body = format!("€{}", "0123456789".repeat(10).get(1..).unwrap());
    let plain = json!({"id": "a", "title": title, "body": body, "source": "post"});
    Item::parse(plain.to_string().as_bytes(), &Default::default()).unwrap()
}

/// A gold commitment: a promise of Peru's in the body, but for `other`.
fn gold_line(start: usize, end: usize, other: Value) -> Value {
    let line = json!({
        "evidence": {"field": "body", "start": start, "end": end, "text": ""},
        "committer": ["PER"], "person": null, "addressee": [], "type": "promise",
        "voice": "narrated", "hedged": false, "condition": null, "due": null, "same_as": null});
    merged(line, other)
}

/// The same commitment as a report has it, but for `other`.
fn found_line(start: usize, end: usize, other: Value) -> Value {
    let exact: String = item().body.chars().take(end).skip(start).collect();
    let line = json!({
        "id": format!("{start}-{end}"), "type": "promise", "hedged": false, "voice": "narrated",
        "committer": [party("PER")], "person": null, "speaker": null, "addressee": [],
        "action": {"lemma": "pay", "text": "pay"}, "condition": null, "due": null,
        "same_as": null, "codes": {"cameo": null, "plover": null}, "confidence": 0.8,
        "rule": "will",
        "evidence": {"field": "body", "start": start, "end": end, "exact": exact,
                     "prefix": "", "suffix": ""}});
    merged(line, other)
}

fn party(code: &str) -> Value {
    json!({"party": code, "text": ""})
}

fn person(name: &str) -> Value {
    json!({"name": name, "role": null, "party": null})
}

fn due(start: Option<&str>, end: Option<&str>) -> Value {
    json!({"due": {"text": "", "start": start, "end": end, "granularity": null, "anchor": null}})
}

fn merged(mut line: Value, other: Value) -> Value {
    for (field, value) in other.as_object().unwrap() {
        line[field] = value.clone();
    }
    line
}

/// The scores of one item; `null` frames are no meetings.
fn measured(gold: (Value, Vec<Value>), found: (Value, Vec<Value>)) -> (Scores, Vec<Finding>) {
    let names = PartyNames::read(r#"{"G9": ["Group of Nine"]}"#).unwrap();
    let gold = json!([{"id": "a", "meeting": !gold.0.is_null(), "frame": gold.0,
                       "commitments": gold.1}]);
    let gold = gold::read(&gold.to_string()).unwrap();
    let register = json!({
        "version": 1, "withdrawn": false, "meeting": found.0, "commitments": found.1,
        "item": {"id": "a", "version": null, "title": null, "source": null, "url": null,
                 "language": null, "published_at": null, "published_at_from": null,
                 "embargoed_until": null},
        "reader": {"name": "", "version": "", "model": null, "rules": "", "world": ""}});
    let register: Register = serde_json::from_value(register).unwrap();
    let case = Case {
        item: &item(),
        gold: &gold[0],
        found: Some(&register),
    };
    score(&[case], &names)
}

fn commitments(gold: Vec<Value>, found: Vec<Value>) -> Figures {
    measured((Value::Null, gold), (Value::Null, found)).0.all
}

/// Right, found, gold.
fn counts(retrieval: &Retrieval) -> (usize, usize, usize) {
    (retrieval.right, retrieval.found, retrieval.gold)
}

fn share(mean: &Mean) -> (Option<f64>, usize) {
    (mean.share.value, mean.of)
}

#[test]
fn commitments_are_found_missed_and_false() {
    let figures = commitments(
        vec![
            gold_line(0, 10, json!({})),
            gold_line(20, 30, json!({})),
            gold_line(40, 50, json!({})),
        ],
        vec![
            found_line(0, 20, json!({})),
            found_line(26, 36, json!({})),
            found_line(40, 50, json!({})),
            found_line(60, 70, json!({})),
        ],
    );
    let commitment = &figures.commitment;
    assert_eq!(counts(&commitment.retrieval), (2, 4, 3));
    assert_eq!(commitment.retrieval.precision.value, Some(0.5));
    assert_eq!(commitment.retrieval.recall.value, Some(0.6667));
    assert_eq!(commitment.retrieval.f1.value, Some(0.5714));
    // 10 of 20, and 10 of 10.
    assert_eq!(share(&commitment.mean_iou), (Some(0.75), 2));
    assert_eq!(counts(&figures.register), (2, 4, 3));
}

#[test]
fn one_field_is_compared_at_a_time() {
    // A field that is wrong → the measure that tells, and whether the register's line is still right.
    type Of = fn(&Figures) -> &Mean;
    let cases: [(Value, Of, bool); 7] = [
        (json!({"type": "offer"}), |f| &f.fields.kind, true),
        (json!({"type": "refusal"}), |f| &f.fields.kind, false),
        (
            json!({"committer": [party("CHL")]}),
            |f| &f.fields.committer,
            false,
        ),
        (
            json!({"committer": [party("PER"), party("CHL")]}),
            |f| &f.fields.committer,
            false,
        ),
        (json!({"voice": "quote"}), |f| &f.fields.voice, true),
        (json!({"hedged": true}), |f| &f.fields.hedged, true),
        (
            json!({"person": person("Ann Lee")}),
            |f| &f.fields.person,
            true,
        ),
    ];
    for (other, measure, in_register) in cases {
        let gold = vec![gold_line(0, 10, json!({}))];
        let figures = commitments(gold, vec![found_line(0, 10, other.clone())]);
        assert_eq!(share(measure(&figures)), (Some(0.0), 1), "{other}");
        let register = usize::from(in_register);
        assert_eq!(figures.register.right, register, "{other}");
        let fields = &figures.fields;
        let right = [
            &fields.kind,
            &fields.committer,
            &fields.voice,
            &fields.hedged,
            &fields.person,
        ];
        let right = right.iter().filter(|mean| mean.share.value == Some(1.0));
        assert_eq!(right.count(), 4, "{other}");
    }
}

#[test]
fn parties_are_compared_folded() {
    let check = |gold: &[&str], found: &[&str], right: f64| {
        let found: Vec<_> = found.iter().map(|code| party(code)).collect();
        let figures = commitments(
            vec![gold_line(0, 10, json!({"committer": gold}))],
            vec![found_line(0, 10, json!({"committer": found}))],
        );
        assert_eq!(
            figures.fields.committer.share.value,
            Some(right),
            "{gold:?} {found:?}"
        );
    };
    check(&["G9"], &["the group of nine"], 1.0);
    check(&["Hill Folk", "PER"], &["PER", "The Hill Folk"], 1.0);
    check(&["PER"], &[], 0.0);
    check(&["G9"], &["Group of Ten"], 0.0);
}

#[test]
fn mutual_agreements_have_no_addressee_and_nobody_who_acts_alone() {
    let both = json!(["CHL", "PER"]);
    let gold =
        json!({"type": "agreement", "committer": both, "person": "Ann Lee", "addressee": both});
    let found = json!({"addressee": [party("CHL")]});
    // Ours binds Peru alone, so its addressee counts.
    let figures = commitments(
        vec![gold_line(0, 10, gold.clone())],
        vec![found_line(0, 10, found)],
    );
    assert_eq!(counts(&figures.fields.addressee), (0, 1, 0));
    assert_eq!(share(&figures.fields.person), (None, 0));
    let found = json!({"type": "agreement", "committer": [party("CHL"), party("PER")],
                       "addressee": [party("BOL")]});
    let figures = commitments(vec![gold_line(0, 10, gold)], vec![found_line(0, 10, found)]);
    assert_eq!(counts(&figures.fields.addressee), (0, 0, 0));
    // An agreement of one is like any other line.
    let gold = json!({"type": "agreement", "person": "Ann Lee", "addressee": ["CHL", "the G9"]});
    let found = json!({"type": "agreement", "person": person("LEE"),
                       "addressee": [party("G9"), party("BOL"), party("ECU")]});
    let figures = commitments(vec![gold_line(0, 10, gold)], vec![found_line(0, 10, found)]);
    assert_eq!(counts(&figures.fields.addressee), (1, 3, 2));
    assert_eq!(share(&figures.fields.person), (Some(1.0), 1));
}

#[test]
fn dues_are_the_same_by_both_dates() {
    let nothing = json!({});
    let words = due(None, None);
    let by = due(None, Some("2031-04-30"));
    let within = due(Some("2031-04-09"), Some("2031-04-30"));
    // Gold, found → right, found, gold; and whether the register's line is right.
    let cases = [
        (&nothing, &nothing, (0, 0, 0), 1),
        (&words, &nothing, (0, 0, 0), 1),
        (&words, &by, (0, 1, 0), 0),
        (&by, &by, (1, 1, 1), 1),
        (&by, &within, (0, 1, 1), 0),
        (&by, &words, (0, 0, 1), 0),
    ];
    for (gold, found, expected, register) in cases {
        let figures = commitments(
            vec![gold_line(0, 10, gold.clone())],
            vec![found_line(0, 10, found.clone())],
        );
        assert_eq!(counts(&figures.where_given.due), expected, "{gold} {found}");
        assert_eq!(figures.register.right, register, "{gold} {found}");
    }
}

#[test]
fn conditions_share_half_of_the_shorter() {
    let gold = json!({"condition": {"start": 20, "end": 30, "text": ""}});
    let found = |start: usize, end: usize| json!({"condition": {"field": "body", "start": start, "end": end, "exact": ""}});
    let cases = [
        (gold.clone(), found(25, 60), (1, 1, 1)),
        (gold.clone(), found(26, 60), (0, 1, 1)),
        (gold.clone(), json!({}), (0, 0, 1)),
        (json!({}), found(26, 60), (0, 1, 0)),
    ];
    for (gold, found, expected) in cases {
        let figures = commitments(
            vec![gold_line(0, 10, gold)],
            vec![found_line(0, 10, found.clone())],
        );
        assert_eq!(counts(&figures.where_given.condition), expected, "{found}");
    }
}

#[test]
fn mentions_of_one_undertaking_are_counted_in_pairs() {
    // Gold: the first three are one. Ours: first and second, and fourth and third. The fifth of ours
    // matches nothing.
    let figures = commitments(
        vec![
            gold_line(0, 10, json!({})),
            gold_line(20, 30, json!({"same_as": 0})),
            gold_line(40, 50, json!({"same_as": 0})),
            gold_line(60, 70, json!({})),
        ],
        vec![
            found_line(0, 10, json!({})),
            found_line(20, 30, json!({"same_as": "0-10"})),
            found_line(40, 50, json!({})),
            found_line(60, 70, json!({"same_as": "40-50"})),
            found_line(80, 90, json!({"same_as": "0-10"})),
        ],
    );
    assert_eq!(counts(&figures.where_given.same_as), (1, 2, 3));
}

#[test]
fn frames_are_compared_where_both_sides_have_one() {
    let frame = json!({"status": "planned", "format": "visit", "parties": ["CHL", "Group of Nine"],
        "participants": [{"name": "Ann Lee", "party": "CHL"}, {"name": "Bob Ray", "party": "G9"},
                         {"name": "Cy Lee", "party": "G9"}],
        "place": "St Ives", "date": "2031-04-09"});
    let participant = |name| json!({"name": name, "role": null, "party": null, "wikidata": null});
    let meeting = json!({"score": 0.9, "status": "held", "format": "visit",
        "parties": ["CHL", "G9", "PER"],
        "participants": [participant("Lee"), participant("Dee")],
        "place": {"text": "the St. Ives", "country": null},
        "date": {"text": "", "start": "2031-04-09", "end": "2031-04-10"}, "evidence": []});
    let (scores, findings) = measured((frame.clone(), vec![]), (meeting.clone(), vec![]));
    assert_eq!(counts(&scores.all.meeting), (1, 1, 1));
    let framed = &scores.all.frame;
    assert_eq!(share(&framed.status), (Some(0.0), 1));
    assert_eq!(share(&framed.planned_as_held), (Some(1.0), 1));
    assert_eq!(share(&framed.format), (Some(1.0), 1));
    assert_eq!(counts(&framed.parties), (2, 3, 2));
    assert_eq!(counts(&framed.participants), (1, 2, 3));
    assert_eq!(share(&framed.place), (Some(1.0), 1));
    assert_eq!(share(&framed.date), (Some(0.0), 1));
    let told: Vec<_> = findings.iter().map(|one| one.what.as_str()).collect();
    let expected = [
        "wrong status",
        "wrong parties",
        "wrong participants",
        "wrong date",
    ];
    assert_eq!(told, expected);
    assert_eq!(findings[3].found.as_deref(), Some("2031-04-09/2031-04-10"));

    let (scores, findings) = measured((Value::Null, vec![]), (meeting, vec![]));
    assert_eq!(counts(&scores.all.meeting), (0, 1, 0));
    assert_eq!(share(&scores.all.frame.format), (None, 0));
    assert_eq!(findings[0].what, "false meeting");
    let (scores, findings) = measured((frame, vec![]), (Value::Null, vec![]));
    assert_eq!(counts(&scores.all.meeting), (0, 0, 1));
    assert_eq!(findings[0].what, "missed meeting");
}

#[test]
fn groups_and_steps_are_told_apart() {
    let title = json!({"evidence": {"field": "title", "start": 0, "end": 5, "text": ""}});
    let (scores, findings) = measured(
        (
            Value::Null,
            vec![gold_line(0, 5, title), gold_line(8, 20, json!({}))],
        ),
        (
            Value::Null,
            vec![
                found_line(0, 5, json!({"confidence": 0.35})),
                found_line(8, 20, json!({"voice": "quote"})),
            ],
        ),
    );
    let field = |name: &str| counts(&scores.by_field[name].commitment.retrieval);
    assert_eq!((field("title"), field("body")), ((0, 0, 1), (1, 2, 1)));
    assert_eq!(
        counts(&scores.by_source["post"].commitment.retrieval),
        (1, 2, 2)
    );
    assert_eq!(scores.reliability[3].right, Some(0.0));
    assert_eq!(scores.reliability[8].right, Some(1.0));
    let told: Vec<_> = findings.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(
        told,
        ["missed commitment", "false commitment", "wrong voice"]
    );
    let at = findings[0].at.as_ref().unwrap();
    assert_eq!(at.text, "[abcde]fghijklmnopqrstuvwxyz");
}

#[test]
fn words_must_stand_where_the_report_says() {
    let evidence = |prefix: &str, exact: &str| {
        json!({"evidence": {"field": "body", "start": 1, "end": 4, "exact": exact,
                            "prefix": prefix, "suffix": "45"}})
    };
    let cases = [
        (evidence("€", "123"), 1.0),
        (evidence("", "123"), 1.0),
        (evidence("€", "12"), 0.0),
        (evidence("0", "123"), 0.0),
    ];
    for (other, expected) in cases {
        let figures = commitments(vec![], vec![found_line(1, 4, other.clone())]);
        assert_eq!(share(&figures.round_trips), (Some(expected), 1), "{other}");
    }
    let condition = json!({"condition": {"field": "title", "start": 1, "end": 3, "exact": "bd"}});
    let figures = commitments(vec![], vec![found_line(1, 4, condition)]);
    assert_eq!(share(&figures.round_trips), (Some(0.5), 2));
}

#[test]
fn an_item_without_report_is_all_missed() {
    let gold = json!([{"id": "a", "meeting": true, "frame": null,
                       "commitments": [gold_line(0, 10, json!({}))]}]);
    let gold = gold::read(&gold.to_string()).unwrap();
    let case = Case {
        item: &item(),
        gold: &gold[0],
        found: None,
    };
    let (scores, _) = score(&[case], &PartyNames::default());
    assert_eq!(counts(&scores.all.meeting), (0, 0, 1));
    assert_eq!(counts(&scores.all.register), (0, 0, 1));
    assert_eq!(scores.all.register.f1.value, Some(0.0));
    assert_eq!(scores.all.register.precision.value, None);
}
