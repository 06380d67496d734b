//! The reading from bytes to verdict: every wire form, every reason, the seed item where it is at
//! hand.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is how tests fail; the lint knows test functions, not what they call"
)]

#[path = "support/aloud.rs"]
mod aloud;

use communique::commitment::context::FEATURE;
use communique::judgement::{Features, Linear, is_of_point};
use communique::news::{FaultKind, Item, Limits, Status, to_rfc3339};
use communique::pipeline::{
    Data, ExplainedSignal, Reader, Reading, Scope, Settings, Stage, Verdict, samples,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

static MEETINGS: LazyLock<Reader> = LazyLock::new(|| reader(Settings::default()));
static ALL: LazyLock<Reader> = LazyLock::new(|| {
    reader(Settings {
        scope: Scope::All,
        ..Settings::default()
    })
});

/// 2030-03-13, a Wednesday, in milliseconds.
const RECORD_TIME_MS: i64 = 1_899_590_400_000;

fn reader(settings: Settings) -> Reader {
    Reader::new(&Data::embedded(), settings).unwrap()
}

fn read(reader: &Reader, value: &[u8]) -> Reading {
    reader.read(Some(value), Some(RECORD_TIME_MS), &mut |_| ())
}

fn report(reading: &Reading) -> Value {
    match &reading.verdict {
        Verdict::Report(report) | Verdict::Withdrawn(_, report) => {
            serde_json::to_value(report).unwrap()
        }
        other => panic!("no report: {} {:?}", other.name(), other.reason()),
    }
}

fn item(title: &str, body: &str) -> Vec<u8> {
    json!({"id": "a1", "title": title, "body": body, "published_at": "2030-03-12T10:00:00Z", "language": "en"})
        .to_string()
        .into_bytes()
}

const MEETING: &str = "Talks between Peru and Chile held in Quito";
const PROMISE: &str = "Peru promised a written reply to Chilean questions next week.";

// --- What an item is ---------------------------------------------------------------------------

#[test]
fn what_is_no_item_is_refused_with_its_fault() {
    let check = |bytes: &[u8], kind: FaultKind, id: Option<&str>| {
        let fault = Item::parse(
            bytes,
            &Limits {
                item_bytes_max: 200_000,
                depth_max: 64,
            },
        )
        .unwrap_err();
        assert_eq!(
            (fault.kind, fault.id.as_deref()),
            (kind, id),
            "{}",
            fault.message
        );
    };
    check(&vec![b' '; 200_001], FaultKind::TooLarge, None);
    check(b"", FaultKind::Empty, None);
    check(b"\xef\xbb\xbf \r\n\t", FaultKind::Empty, None);
    check(b"{\"id\": \"a\xff\"}", FaultKind::NotUtf8, None);
    check(&vec![b'['; 100_000], FaultKind::TooDeep, None);
    check(
        format!(
            "{{\"id\": \"a\", \"x\": {}1{}}}",
            "[".repeat(64),
            "]".repeat(64)
        )
        .as_bytes(),
        FaultKind::TooDeep,
        None,
    );
    check(b"{\"id\": \"a\", ", FaultKind::NotJson, None);
    check(b"[]", FaultKind::NotJson, None);
    check(b"\"id\"", FaultKind::NotJson, None);
    check(b"{\"title\": \"x\"}", FaultKind::NoId, None);
    check(b"{\"id\": \"  \", \"title\": \"x\"}", FaultKind::NoId, None);
    check(
        b"{\"id\": \"a\", \"title\": \"x\", \"published_at\": \"yesterday\"}",
        FaultKind::BadTime,
        Some("a"),
    );
    check(
        b"{\"id\": \"a\", \"title\": \"x\", \"published_at\": 5}",
        FaultKind::BadTime,
        Some("a"),
    );
    check(
        b"{\"uri\": \"b\", \"headline\": \"x\", \"embargoed\": \"later\"}",
        FaultKind::BadTime,
        Some("b"),
    );
    check(
        b"{\"id\": \"a\", \"title\": \" \", \"body\": null}",
        FaultKind::NoText,
        Some("a"),
    );
    check(
        b"{\"id\": \"a\", \"body\": \"<p> </p>\", \"content_type\": \"text/html\"}",
        FaultKind::NoText,
        Some("a"),
    );
}

#[test]
fn the_plain_form_is_read_leniently() {
    let bytes = "\u{feff}{\"id\": \"a\", \"id\": \"b\", \"title\": \"T\", \"body\": \"<p>One &amp; two</p><p>Three</p>\",
        \"content_type\": \"TEXT/HTML; charset=utf-8\", \"version\": 7, \"status\": \"Usable\", \"author\": [1],
        \"published_at\": \"0001-01-01T00:00:00Z\", \"embargoed_until\": \"2030-01-02T01:00:00+01:00\", \"more\": {\"x\": []}}";
    let item = Item::parse(bytes.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        (item.id.as_str(), item.title.as_str(), item.body.as_str()),
        ("b", "T", "One & two\n\nThree")
    );
    assert_eq!(
        (item.version.as_deref(), item.author.as_deref(), item.status),
        (Some("7"), None, Status::Usable)
    );
    assert_eq!(
        item.published_at.map(to_rfc3339).as_deref(),
        Some("0001-01-01T00:00:00Z")
    );
    assert_eq!(
        item.embargoed_until.map(to_rfc3339).as_deref(),
        Some("2030-01-02T00:00:00Z")
    );
}

#[test]
fn ninjs_2_and_3_are_told_by_their_fields() {
    let two = json!({
        "uri": "urn:x:2", "version": "3", "versioncreated": "2030-03-12T10:00:00+02:00", "pubstatus": "canceled",
        "language": "en-GB", "headline": "old", "by": "Ann Lee", "infosources": [{"role": "x"}, {"name": "Wire"}],
        "headlines": [{"role": "short", "value": "short"}, {"role": "main", "value": "main"}, 5],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>html</p>"},
                   {"role": "caption", "contenttype": "text/plain", "value": "text"}],
        "title": "ninjs has a title of its own", "embargoed": "2030-03-13T00:00:00Z",
    });
    let item = Item::parse(two.to_string().as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        (item.id.as_str(), item.title.as_str(), item.body.as_str()),
        ("urn:x:2", "main", "text")
    );
    assert_eq!(
        (item.status, item.version.as_deref()),
        (Status::Cancelled, Some("3"))
    );
    assert_eq!(
        (item.source.as_deref(), item.author.as_deref(), item.url),
        (Some("Wire"), Some("Ann Lee"), None)
    );
    assert_eq!(
        item.published_at.map(to_rfc3339).as_deref(),
        Some("2030-03-12T08:00:00Z")
    );

    let three = json!({
        "uri": "https://x.example/3", "version": 4.5, "versionCreated": "2030-03-12T10:00:00Z", "versioncreated": "nonsense",
        "pubStatus": "WITHHELD", "headlines": [{"value": "three"}], "copyrightHolder": "Agency",
        "bodies": [{"contentType": "application/xhtml+xml", "value": "a<br/>b"}], "embargoedUntil": "2030-03-14T00:00:00Z",
    });
    let item = Item::parse(three.to_string().as_bytes(), &Limits::default()).unwrap();
    assert_eq!(
        (item.title.as_str(), item.body.as_str(), item.status),
        ("three", "a\nb", Status::Withheld)
    );
    assert_eq!(
        (item.version.as_deref(), item.source.as_deref()),
        (Some("4.5"), Some("Agency"))
    );
    assert_eq!(item.url.as_deref(), Some("https://x.example/3"));
    assert_eq!(
        item.embargoed_until.map(to_rfc3339).as_deref(),
        Some("2030-03-14T00:00:00Z")
    );

    let one =
        json!({"uri": "u", "headline": "one", "body_xhtml": "<p>html</p>", "body_text": "text"});
    let item = Item::parse(one.to_string().as_bytes(), &Limits::default()).unwrap();
    assert_eq!((item.title.as_str(), item.body.as_str()), ("one", "text"));
}

#[test]
fn plain_text_has_its_headline_in_a_line_of_its_own() {
    let check = |text: &str, title: &str, body: &str| {
        let item = Item::plain("a", text, None).unwrap();
        assert_eq!((item.title.as_str(), item.body.as_str()), (title, body));
    };
    check(
        "\u{feff}Talks held\n\nThey met. \n",
        "Talks held",
        "They met.",
    );
    check("They met.\n\nThey left.", "", "They met.\n\nThey left.");
    check("Two\nlines\n\nmore", "", "Two\nlines\n\nmore");
    assert_eq!(
        Item::plain("a", " ", None).unwrap_err().kind,
        FaultKind::NoText
    );
}

// --- What becomes of it ------------------------------------------------------------------------

#[test]
fn every_reason_of_these_floors_has_its_case() {
    let check = |reader: &Reader, bytes: Option<&[u8]>, verdict: &str, reason: Option<&str>| {
        let reading = reader.read(bytes, Some(RECORD_TIME_MS), &mut |_| ());
        assert_eq!(
            (reading.verdict.name(), reading.verdict.reason()),
            (verdict, reason),
            "{:?}",
            reading.item_id
        );
    };
    let sure = reader(Settings {
        scope: Scope::All,
        min_confidence: 0.999,
        ..Settings::default()
    });
    let small = reader(Settings {
        item_bytes_max: 10,
        ..Settings::default()
    });
    let held = item(MEETING, PROMISE);
    check(&MEETINGS, None, "dropped", Some("tombstone"));
    check(&MEETINGS, Some(b" "), "rejected", Some("empty"));
    check(&small, Some(&held), "rejected", Some("too_large"));
    check(&MEETINGS, Some(b"\xc3\x28"), "rejected", Some("not_utf8"));
    check(&MEETINGS, Some(b"{"), "rejected", Some("not_json"));
    check(
        &MEETINGS,
        Some(&vec![b'['; 100_000]),
        "rejected",
        Some("too_deep"),
    );
    check(&MEETINGS, Some(b"{}"), "rejected", Some("no_id"));
    check(
        &MEETINGS,
        Some(b"{\"id\": \"a\"}"),
        "rejected",
        Some("no_text"),
    );
    check(
        &MEETINGS,
        Some(b"{\"id\": \"a\", \"published_at\": \"\"}"),
        "rejected",
        Some("bad_time"),
    );
    check(
        &MEETINGS,
        Some(b"{\"id\": \"a\", \"status\": \"CANCELED\"}"),
        "withdrawn",
        Some("cancelled"),
    );
    check(
        &MEETINGS,
        Some(b"{\"id\": \"a\", \"status\": \"withheld\"}"),
        "withdrawn",
        Some("withheld"),
    );
    check(
        &MEETINGS,
        Some(b"{\"id\": \"a\", \"title\": \"Gipfel in Wien\", \"language\": \"de\"}"),
        "dropped",
        Some("language"),
    );
    check(
        &MEETINGS,
        Some(&item("A bridge for cyclists", "The town will build it.")),
        "dropped",
        Some("gate"),
    );
    let aside = item(
        "Late goals decide the cup",
        "Players from Peru met defeat in the second half. A keeper from Chile was the hero of the night. The league ended in the rain.",
    );
    check(&MEETINGS, Some(&aside), "dropped", Some("nothing_found"));
    check(&sure, Some(&held), "dropped", Some("below_confidence"));
    let promise = item(
        "Grain is dear",
        "Prices rose again, and the talk of the town was the rain. Farmers lost a tenth of the harvest. Peru promised Chile a loan by June.",
    );
    check(&MEETINGS, Some(&promise), "dropped", Some("out_of_scope"));
    check(&ALL, Some(&promise), "report", None);
    check(&MEETINGS, Some(&held), "report", None);
}

#[test]
fn a_withdrawal_has_its_three_fields_alone() {
    let bytes =
        json!({"uri": "u1", "pubStatus": "cancelled", "version": 2, "headline": "x"}).to_string();
    let withdrawn = report(&read(&MEETINGS, bytes.as_bytes()));
    let fields: Vec<&String> = withdrawn.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["item", "version", "withdrawn"]);
    assert_eq!(
        (&withdrawn["version"], &withdrawn["withdrawn"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(
        (&withdrawn["item"]["id"], &withdrawn["item"]["version"]),
        (&json!("u1"), &json!("2"))
    );
    assert_eq!(withdrawn["item"]["published_at_from"], "record");
}

#[test]
fn a_report_has_every_field_and_says_where_its_time_comes_from() {
    let bytes = json!({"id": "a2", "title": MEETING, "body": PROMISE, "embargoed_until": "2030-03-20T00:00:00Z"}).to_string();
    let reading = read(&MEETINGS, bytes.as_bytes());
    let report = report(&reading);
    assert_eq!(
        report["item"],
        json!({
            "id": "a2", "version": null, "title": MEETING, "source": null, "url": null, "language": "en",
            "published_at": "2030-03-13T00:00:00Z", "published_at_from": "record", "embargoed_until": "2030-03-20T00:00:00Z",
        })
    );
    assert_eq!(
        (&report["version"], &report["withdrawn"]),
        (&json!(1), &json!(false))
    );
    let meeting = &report["meeting"];
    assert_eq!(meeting["parties"], json!(["CHL", "PER"]));
    // Whether talks "held in Quito" are over, one sentence does not tell; that they are not to come, it does.
    assert!(["held", "ongoing"].contains(&meeting["status"].as_str().unwrap()));
    assert_eq!(&meeting["format"], &json!("bilateral"));
    assert_eq!(meeting["place"], json!({"text": "Quito", "country": "ECU"}));
    assert_eq!(meeting["participants"], json!([]));
    let commitment = &report["commitments"][0];
    assert_eq!(
        commitment["committer"],
        json!([{"party": "PER", "text": "Peru"}])
    );
    assert_eq!(
        commitment["addressee"],
        json!([{"party": "CHL", "text": "Chilean"}])
    );
    assert_eq!(
        commitment["action"],
        json!({"lemma": "reply", "text": "a written reply to Chilean questions"})
    );
    assert_eq!(
        commitment["due"],
        json!({
            "text": "next week", "start": "2030-03-18", "end": "2030-03-24", "granularity": "week", "anchor": "published_at",
        })
    );
    for absent in ["person", "speaker", "condition", "same_as"] {
        assert_eq!(commitment.get(absent), Some(&Value::Null), "{absent}");
    }
    for version in ["model", "rules", "world"] {
        let hash = report["reader"][version].as_str().unwrap_or_default();
        let is_hash = hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(is_hash, "{version}: {hash:?}");
    }
}

#[test]
fn offsets_are_code_points_and_ids_are_stable() {
    let body = format!("Ünïcödé “–” 𝔘! {PROMISE} Peru promised a written reply to Chile.");
    let bytes = item(MEETING, &body);
    let report = report(&read(&MEETINGS, &bytes));
    let letters: Vec<char> = body.chars().collect();
    for commitment in report["commitments"].as_array().unwrap() {
        let evidence = &commitment["evidence"];
        let place = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
        let exact: String = letters[place("start")..place("end")].iter().collect();
        assert_eq!(evidence["exact"], json!(exact));
        assert!(evidence["prefix"].as_str().unwrap().chars().count() <= 32);
    }
    let ids: Vec<&Value> = report["commitments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    assert_eq!(&report["commitments"][1]["same_as"], ids[0]);
    assert_eq!(report, self::report(&read(&MEETINGS, &bytes)));
}

#[test]
fn stages_are_reported_in_order() {
    let mut stages = Vec::new();
    MEETINGS.read(Some(&item(MEETING, PROMISE)), None, &mut |stage| {
        stages.push(stage)
    });
    assert_eq!(
        stages,
        [
            Stage::Parse,
            Stage::Gate,
            Stage::Annotate,
            Stage::Meeting,
            Stage::Commitment
        ]
    );
}

#[test]
fn an_explanation_tells_gate_signals_rules_and_candidates() {
    let item = Item::parse(&item(MEETING, PROMISE), &Limits::default()).unwrap();
    let why = MEETINGS.explain(&item, None);
    assert!(why.gate.passes && why.meeting_score > 0.5);
    let furthest_first = |pair: &[ExplainedSignal]| pair[0].weight.abs() >= pair[1].weight.abs();
    assert!(why.signals.windows(2).all(furthest_first));
    let contact = why
        .signals
        .iter()
        .find_map(|signal| signal.words.as_deref());
    assert_eq!(contact, Some("Talks"));
    assert!(
        why.rules
            .iter()
            .any(|tried| tried.rule == "promise" && tried.outcome == "proposed")
    );
    assert!(
        why.candidates
            .iter()
            .any(|one| one.outcome == "reported" && one.rule == "promise")
    );
}

#[test]
fn candidates_say_what_becomes_of_them() {
    let surest = reader(Settings {
        scope: Scope::All,
        min_confidence: 1.0,
        ..Settings::default()
    });
    let reply = "Peru promised a written reply to Chilean questions next week";
    let twice = "Peru said it was ready to promise to reopen the port";
    let idle = "The plan was good for Peru";
    let shares = "shares words with a likelier one";
    let cases: [(&Reader, &str, &str, &str, &str); 6] = [
        (&ALL, reply, reply, "promise", "reported"),
        (&surest, reply, reply, "promise", "below min_confidence"),
        (&ALL, idle, "The plan", "plan-noun", "unlikely"),
        (&surest, idle, "The plan", "plan-noun", "unlikely"),
        (&ALL, twice, twice, "ready", "reported"),
        (&ALL, twice, twice, "promise", shares),
    ];
    for (reader, sentence, words, rule, outcome) in cases {
        let item = item(MEETING, &format!("{sentence}."));
        let why = reader.explain(&Item::parse(&item, &Limits::default()).unwrap(), None);
        let mut named = why.candidates.iter();
        let named = named.find(|one| one.words == words && one.rule == rule);
        assert_eq!(
            named.map(|one| one.outcome),
            Some(outcome),
            "{rule}: {words}"
        );
    }
}

#[test]
fn candidates_beyond_the_most_are_too_many() {
    let sentences = (2..207).map(|number| format!("Peru promised Chile {number} bridges."));
    let body = sentences.collect::<Vec<_>>().join(" ");
    let item = Item::parse(&item("", &body), &Limits::default()).unwrap();
    let why = ALL.explain(&item, None);
    assert_eq!(why.candidates.len(), 205);
    let (beyond, kept): (Vec<_>, Vec<_>) = why
        .candidates
        .iter()
        .map(|candidate| (candidate.outcome == "too many", candidate.probability))
        .partition(|candidate| candidate.0);
    assert_eq!((beyond.len(), kept.len()), (5, 200));
    let least = kept.iter().map(|one| one.1).fold(1.0, f64::min);
    assert!(
        beyond.iter().all(|one| one.1 <= least),
        "{least} {beyond:?}"
    );
}

#[test]
fn the_reported_candidates_are_those_of_the_report() {
    let body =
        format!("Ünïcödé “–” 𝔘! {PROMISE} Peru said it was ready to promise to reopen the port.");
    let bytes = item(MEETING, &body);
    let before = report(&read(&ALL, &bytes));
    let why = ALL.explain(&Item::parse(&bytes, &Limits::default()).unwrap(), None);
    assert_eq!(before, report(&read(&ALL, &bytes)));
    let reported = why
        .candidates
        .iter()
        .filter(|one| one.outcome == "reported");
    let reported: Vec<Value> = reported
        .map(|one| json!([one.field, one.start, one.end, one.words, one.rule]))
        .collect();
    let commitments = before["commitments"].as_array().unwrap().iter();
    let commitments: Vec<Value> = commitments
        .map(|one| {
            let [field, start, end, exact] =
                ["field", "start", "end", "exact"].map(|key| &one["evidence"][key]);
            json!([field, start, end, exact, one["rule"]])
        })
        .collect();
    assert_eq!(reported, commitments);
    assert_eq!(reported.len(), 2);
    assert!(reported.len() < why.candidates.len());
}

#[test]
fn contributions_are_those_of_the_weights() {
    let data = Data::embedded();
    let weights = data.file("models/commitment.toml").unwrap();
    let weights = Linear::load("models/commitment.toml", weights).unwrap();
    let item = Item::parse(&item(MEETING, PROMISE), &Limits::default()).unwrap();
    let why = ALL.explain(&item, None);
    ALL.with_drafts(&item, None, |_, rules, drafts, surroundings| {
        assert_eq!(drafts.len(), why.candidates.len());
        let scores = rules.in_context(drafts);
        let drafts = drafts.iter().zip(scores);
        for ((draft, score), candidate) in drafts.zip(&why.candidates) {
            let mut features = Features::new();
            rules.describe(&mut features, draft, surroundings);
            features.value(FEATURE, score);
            assert_eq!(candidate.probability, weights.probability(&features));
            let all = weights.contributions(&features, usize::MAX);
            let sum: f64 = all.iter().map(|one| one.weight).sum();
            let moved = weights.score(&features) - weights.score(&Features::new());
            assert!((sum - moved).abs() < 1e-9, "{sum} {moved}");
            assert!(all.iter().all(|one| !is_of_point(one.name)));
            assert!(all.iter().any(|one| one.name == "sentence-words"));
            let all = all.iter().map(|one| (one.name, one.weight));
            let told = candidate.contributions.iter();
            let told: Vec<_> = told.map(|one| (one.name.as_str(), one.weight)).collect();
            assert_eq!(told, all.take(8).collect::<Vec<_>>());
            assert_eq!(told.len(), 8);
        }
    });
    let all = why.candidates.iter().flat_map(|one| &one.contributions);
    assert!(all.clone().all(|one| !is_of_point(&one.name)));
    assert!(all.clone().any(|one| one.name == FEATURE));
}

#[test]
fn every_rule_keeps_its_examples() {
    let failed: Vec<String> = ALL
        .check_examples()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(failed, Vec::<String>::new());
}

#[test]
fn a_rule_that_breaks_its_examples_is_told_with_its_place() {
    let rule = "\n[[rule]]\nid = \"own\"\ntype = \"promise\"\nclass = \"promise\"\nupos = \"VERB\"\ntrigger = [\"swear\"]\nact = [\"xcomp\"]\n\
                weight = 2.0\nmatches = [{ text = \"Peru swore off Chile.\", evidence = \"Peru\", committer = [\"PER\"] }]\n\
                misses = [\"Peru has sworn to send Chile aid.\"]\n";
    let data = Data::embedded().with([("rules/own.toml".to_owned(), rule.to_owned())]);
    let failed = Reader::new(&data, Settings::default())
        .unwrap()
        .check_examples();
    let places: Vec<_> = failed
        .iter()
        .map(|error| (error.file.as_str(), error.line))
        .collect();
    assert_eq!(places, [("rules/own.toml", Some(3)); 2]);
}

#[test]
fn data_that_cannot_be_used_is_refused_with_its_place() {
    let check = |name: &str, text: &str, line: Option<usize>| {
        let data = Data::embedded().with([(name.to_owned(), text.to_owned())]);
        let error = Reader::new(&data, Settings::default()).err().unwrap();
        assert_eq!((error.file.as_str(), error.line), (name, line), "{error}");
    };
    check("world/states.toml", "[[state]]\ncode = 5", Some(2));
    check("rules/meeting.toml", "nouns = []\nverbs = [", Some(2));
    let stages = "contact = []\n[stages]\nplanned = [\"plan/noun\"]";
    check("rules/meeting.toml", stages, Some(3));
    check("codes.toml", "\n[[code]]\nclass = \"none\"", Some(3));
    check("rules/offer.toml", "[[rule]]\nid = 1", Some(2));
}

#[test]
fn the_samples_show_every_kind_of_verdict() {
    let verdicts: Vec<(&str, Option<&str>)> = samples()
        .map(|sample| {
            let verdict = read(&ALL, sample.as_bytes()).verdict;
            (verdict.name(), verdict.reason())
        })
        .collect();
    assert_eq!(verdicts.len(), 12);
    assert_eq!(
        verdicts
            .iter()
            .filter(|(name, _)| *name == "report")
            .count(),
        8
    );
    for other in [
        ("dropped", "gate"),
        ("dropped", "language"),
        ("withdrawn", "cancelled"),
        ("withdrawn", "withheld"),
    ] {
        assert!(verdicts.contains(&(other.0, Some(other.1))), "{other:?}");
    }
    let kinds: Vec<String> = samples()
        .filter_map(|sample| match read(&ALL, sample.as_bytes()).verdict {
            Verdict::Report(report) => Some(report),
            _ => None,
        })
        .flat_map(|report| {
            report
                .register()
                .unwrap()
                .commitments
                .iter()
                .map(|one| one.kind.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    for kind in ["promise", "agreement", "offer", "intention", "refusal"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind}");
    }
}

// --- The seed item, where it is at hand --------------------------------------------------------

/// Lines of the seed's register that are found, of eight. None of its near misses is reported.
const SEED_LINES_MIN: usize = 6;

#[test]
fn the_seed_item_yields_its_meeting_and_most_of_its_register() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let (Ok(item), Ok(register)) = (
        std::fs::read(folder.join("item.json")),
        std::fs::read(folder.join("register.json")),
    ) else {
        aloud::left_out("no seed item beside the project");
        return;
    };
    let register: Value = serde_json::from_slice(&register).unwrap();
    let frame = &register[0]["frame"];
    for reader in [&*MEETINGS, &*ALL] {
        let report = report(&read(reader, &item));
        let meeting = &report["meeting"];
        assert_eq!(
            (&meeting["format"], &meeting["parties"]),
            (&frame["format"], &frame["parties"])
        );
        assert_eq!(
            (&meeting["place"]["text"], &meeting["date"]["start"]),
            (&frame["place"], &frame["date"])
        );
        let found = report["commitments"].as_array().unwrap();
        let gold = register[0]["commitments"].as_array().unwrap();
        let lines = gold
            .iter()
            .filter(|gold| found.iter().any(|found| is_line(found, gold)));
        assert!(lines.count() >= SEED_LINES_MIN, "{found:#?}");
        let misses = register[0]["not_commitments"].as_array().unwrap().iter();
        let reported = misses.filter(|miss| {
            found
                .iter()
                .any(|found| covers_half(&found["evidence"], miss))
        });
        assert_eq!(reported.count(), 0, "{found:#?}");
    }
}

/// Whether a commitment is a line of the register: the same words, committer, polarity and due.
fn is_line(found: &Value, gold: &Value) -> bool {
    let parties: Vec<&Value> = found["committer"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["party"])
        .collect();
    let bound: Vec<&Value> = gold["committer"].as_array().unwrap().iter().collect();
    let days = |of: &Value| (of["due"]["start"].clone(), of["due"]["end"].clone());
    covers_half(&found["evidence"], &gold["evidence"])
        && parties == bound
        && (found["type"] == "refusal") == (gold["type"] == "refusal")
        && days(found) == days(gold)
}

/// Whether one stretch shares half of the other with it.
fn covers_half(one: &Value, other: &Value) -> bool {
    let place = |of: &Value, name: &str| of[name].as_i64().unwrap();
    let start = place(one, "start").max(place(other, "start"));
    let overlap = place(one, "end").min(place(other, "end")) - start;
    one["field"] == other["field"] && 2 * overlap >= place(other, "end") - place(other, "start")
}

// --- Nothing panics ----------------------------------------------------------------------------

/// Texts made of what the reading looks for, and of what breaks offsets.
const PIECES: &str = "(Peru |Chile|Peruvian Foreign Minister Ann Lee |the EU |Kremlin|“|”|\"|’s |won’t | will |send |promised |\
    to |a reply|agreed |said it would not |talks between |and |, |other countries including |member states |like |as well as |\
    rebel leader Tom Ray |of |\\. |if |\n\n|next week|by 5 May|in Vienna |met |é|𝔘|—|\\PC){0,60}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&ALL, &bytes);
    }

    #[test]
    fn arbitrary_json_never_panics(
        text in "\\{(\"(id|uri|title|body|bodies|headlines|version|status|published_at|language)\": \
                 (\"[a-z0-9:TZ-]{0,20}\"|[0-9]{1,4}|null|\\[\\{\"value\": \"x\"\\}\\]|\\{\\}),?){0,6}\\}"
    ) {
        read(&ALL, text.as_bytes());
    }

    #[test]
    fn arbitrary_texts_never_panic_and_evidence_is_exact(title in PIECES, body in PIECES) {
        let bytes = item(&format!("x{title}"), &body);
        let reading = read(&ALL, &bytes);
        let Verdict::Report(report) = &reading.verdict else { return Ok(()) };
        let read_item = reading.item.as_ref().unwrap();
        for commitment in &report.register().unwrap().commitments {
            let evidence = &commitment.evidence;
            let is_title = evidence.field == communique::report::Field::Title;
            let text = if is_title { &read_item.title } else { &read_item.body };
            let exact: String = text.chars().skip(evidence.start).take(evidence.end - evidence.start).collect();
            prop_assert_eq!(&exact, &evidence.exact);
            prop_assert!(!commitment.committer.is_empty());
        }
    }
}

#[test]
fn a_report_of_a_list_without_end_holds_two_hundred_commitments() {
    let body = "Peru will send Chile two ships. ".repeat(300);
    let report = report(&read(&ALL, &item("Peru and Chile", &body)));
    let found = report["commitments"].as_array().unwrap();
    assert_eq!(found.len(), 200);
    let start = |one: &Value| one["evidence"]["start"].as_u64().unwrap();
    assert!(found.is_sorted_by(|one, next| start(one) < start(next)));
}

#[test]
fn text_without_end_is_read_in_linear_time() {
    for piece in [
        "Peru met Chile and ",
        "Peruvian minister Ann Lee, ",
        "“we will send ",
        "next week by ",
        "will will ",
        "é\n\n",
    ] {
        let took = |bytes: usize| {
            let body = piece.repeat(bytes / piece.len());
            let start = std::time::Instant::now();
            read(&ALL, &item("Peru met Chile", &body));
            start.elapsed()
        };
        // Four times the text: four times the work, where quadratic work would be sixteen times.
        let (quarter, whole) = (took(64 << 10), took(256 << 10));
        let bound = quarter * 9 + std::time::Duration::from_millis(500);
        assert!(whole < bound, "{piece}: {quarter:?} and {whole:?}");
    }
}
