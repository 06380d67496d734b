//! How far a contact has come, sentence by sentence: the tests of contacts, what is told of them and what
//! rules make of it together.

use crate::judgement::Features;
use crate::meeting::Status;
use crate::meeting::date;
use crate::meeting::lexicon::Lexicon;
use crate::meeting::outline::Outline;
use crate::news::Item;
use crate::news::sample::{MONDAY, annotated};
use crate::text::Meanings;
use crate::world::World;

const STATES: &str = r#"
    [[state]]
    code = "PER"
    names = ["Peru"]
    adjectives = ["Peruvian"]
    capitals = ["Lima"]
    [[state]]
    code = "CHL"
    names = ["Chile"]
    adjectives = ["Chilean"]
    capitals = ["Santiago"]
"#;

/// Asks of the outline of a text of Monday 4 March 2024.
fn read<T>(text: &str, ask: impl FnOnce(&Outline) -> T) -> T {
    let world = World::load(&[("world/test.toml", STATES)]).unwrap();
    let words = include_str!("../../config/rules/meeting.toml");
    let lexicon = Lexicon::load("rules/meeting.toml", words).unwrap();
    let item = Item::plain("a", text, None).unwrap();
    let document = annotated(&item, &world, Some(MONDAY));
    let meanings = Meanings::shipped().unwrap();
    ask(&Outline::new(&document, &world, (&lexicon, &meanings)))
}

/// What rules say of the contact between asterisks.
fn ruled(marked: &str) -> Option<Status> {
    read(&marked.replace('*', ""), |outline| {
        let at = marked.find('*').unwrap();
        let mut contacts = outline.contacts.iter().zip(&outline.ruled);
        let found = contacts.find(|(contact, _)| contact.span.start == at);
        *found.unwrap_or_else(|| panic!("no contact: {marked}")).1
    })
}

/// The days that may be those of the meeting.
fn days(text: &str) -> Vec<String> {
    read(text, |outline| {
        let all = date::questions(outline, Features::new).into_iter();
        let days = all.map(|one| (one.thing.start, one.thing.end));
        days.map(|(start, end)| format!("{start}/{end}")).collect()
    })
}

fn check(status: Status, sentences: &[&str]) {
    for sentence in sentences {
        assert_eq!(ruled(sentence), Some(status), "{sentence}");
    }
}

#[test]
fn what_took_place() {
    check(
        Status::Held,
        &[
            "Peru *met* Chile on Monday.",
            "Peru and Chile concluded *talks* on Friday.",
            "The *talks* held in Lima brought nothing.",
            "Peru and Chile *agreed* a deal on fish.",
            "He told the press after his *talks* with Chile.",
            "The border should open, he said when *meeting* Chilean envoys.",
        ],
    );
}

#[test]
fn what_is_under_way() {
    check(
        Status::Ongoing,
        &[
            "Peru and Chile opened new *talks* on Monday.",
            "Peruvian and Chilean ministers were *meeting* in Lima on Monday.",
            "The Peruvian president is in Chile on a two-day *visit*.",
        ],
    );
}

#[test]
fn what_is_to_come() {
    check(
        Status::Planned,
        &[
            "Peru will *meet* Chile on Friday.",
            "Peru's envoy left for *talks* in Chile on Monday.",
            "A *meeting* of Peru and Chile is planned for Friday.",
            "Peru said it was ahead of the *talks* well prepared.",
            "Peru will push for a pact at *talks* with Chile on Friday.",
            "The *visit*, which begins on Friday, is the first by a Peruvian.",
            "Peru and Chile agreed a new round of *talks*.",
            "Peru and Chile have agreed on *talks* in Lima.",
        ],
    );
}

#[test]
fn what_is_only_wished() {
    check(
        Status::Proposed,
        &[
            "Peru is ready for *talks* with Chile.",
            "Peru is open to *talks* with Chile.",
            "Peru pressed for *talks* with Chile.",
            "Peru urged Chile to hold *talks*.",
        ],
    );
}

#[test]
fn what_will_not_be() {
    check(
        Status::Cancelled,
        &[
            "Peru has called off *talks* with Chile.",
            "Peru calls off *visit* by Chilean envoy.",
            "No *meeting* is planned between Peru and Chile.",
            "Peru will not *meet* Chile.",
        ],
    );
    check(
        Status::Postponed,
        &["*Talks* between Peru and Chile have been put off."],
    );
}

#[test]
fn who_flew_to_talks_that_are_over_had_them() {
    assert_ne!(
        ruled("Peru's envoy flew to Lima for *talks* in January."),
        Some(Status::Planned)
    );
    assert_ne!(
        ruled("Peru is set to go, before its president leaves on his first *visit*."),
        Some(Status::Ongoing)
    );
}

#[test]
fn days_that_a_meeting_lasted_end_or_begin_with_the_one_that_is_told() {
    let check = |text: &str, expected: &str| {
        let found = days(text);
        assert!(
            found.iter().any(|days| days == expected),
            "{text} {found:?}"
        );
    };
    for text in [
        "Peru and Chile ended two days of talks on Sunday.",
        "Peru and Chile agreed on Sunday after two days of talks.",
        "Peru's minister returned on Sunday from a two-day visit to Chile.",
        "Peru and Chile wrapped up a two-day meeting on Sunday.",
        "Peru and Chile held a second day of talks on Sunday.",
    ] {
        check(text, "2024-03-02/2024-03-03");
    }
    check(
        "Peru and Chile met on Sunday for the second of three days.",
        "2024-03-02/2024-03-04",
    );
    check(
        "Peru and Chile opened two days of talks on Sunday.",
        "2024-03-03/2024-03-04",
    );
    check(
        "Peru's minister left on Sunday for a two-day visit to Chile.",
        "2024-03-03/2024-03-04",
    );
}
