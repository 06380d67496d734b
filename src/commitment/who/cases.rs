//! Who is meant, case by case.

use crate::commitment::who::who;
use crate::commitment::{Candidate, Kind, Named};
use crate::news::sample::annotated;
use crate::news::{Item, Limits};
use crate::world::World;
use std::sync::LazyLock;

const FILE: &str = r#"
    bodies = ["government", "ministry", "foreign ministry", "delegation", "officials", "troops", "parliament"]
    regions = ["African", "Andean", "Andean-rim", "member"]
    [[office]]
    level = "head-of-state"
    roles = ["president"]
    [[office]]
    level = "minister"
    roles = ["minister", "foreign minister"]
    [[office]]
    level = "envoy"
    roles = ["rebel leader"]
    [[office]]
    level = "official"
    roles = ["spokesman"]
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
    [[state]]
    code = "BOL"
    names = ["Bolivia"]
    adjectives = ["Bolivian"]
    capitals = ["La Paz"]
    [[organisation]]
    code = "EU"
    names = ["EU", "European Union"]
"#;

static WORLD: LazyLock<World> = LazyLock::new(|| World::load(&[("world/t.toml", FILE)]).unwrap());

/// Committer, person and addressee of the undertaking whose trigger and act are the last words that
/// read so, as "PER CHL / Ann Lee / BOL".
fn check(text: &str, kind: Kind, trigger: &str, act: &str, expected: &str) {
    let item = Item::plain("a", text, None).unwrap();
    check_item(&item, kind, trigger, act, expected);
}

fn check_item(item: &Item, kind: Kind, trigger: &str, act: &str, expected: &str) {
    let document = annotated(item, &WORLD, None);
    let section = &document.body;
    let place = |word: &str| {
        let sentences = section.sentences.iter().enumerate();
        let mut found = sentences.filter_map(|(number, sentence)| {
            Some((number, sentence.words.iter().rposition(|w| w == word)?))
        });
        found.next_back().unwrap()
    };
    let ((number, trigger), (_, act)) = (place(trigger), place(act));
    let candidate = Candidate {
        document: &document,
        section,
        sentence: &section.sentences[number],
        number,
        trigger,
        act,
        subject: None,
    };
    let who = who(&candidate, kind);
    let names = |named: &[Named]| {
        let mut names: Vec<&str> = named
            .iter()
            .map(|named| named.party.name(&WORLD, &document))
            .collect();
        names.sort_unstable();
        names.join(" ")
    };
    let person = who.person.map_or("-", |person| person.name.as_str());
    let found = format!(
        "{} / {person} / {}",
        names(&who.committer),
        names(&who.addressee)
    );
    assert_eq!(found, expected, "{}: {}", item.title, item.body);
}

#[test]
fn where_one_goes_is_towards_whom() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Bolivia waits. Peru's minister will arrive in Santiago on Friday.",
        "will",
        "arrive",
        "PER / - / CHL",
    );
    promise(
        "Bolivia waits. Peru's minister will fly to Chile.",
        "will",
        "fly",
        "PER / - / CHL",
    );
    // Home is none's.
    promise(
        "Peru's minister will return to Lima.",
        "will",
        "return",
        "PER / - / ",
    );
}

#[test]
fn subjects_are_bound() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise("Peru will help Chile.", "will", "help", "PER / - / CHL");
    promise(
        "Peru and Chile promised to help Bolivia.",
        "promised",
        "help",
        "CHL PER / - / BOL",
    );
    promise(
        "Peruvian and Chilean officials promised to help Bolivia.",
        "promised",
        "help",
        "CHL PER / - / BOL",
    );
    promise(
        "The Peruvian president, Ann Lee, will send aid to Chile.",
        "will",
        "send",
        "PER / Ann Lee / CHL",
    );
    promise(
        "Peruvian troops will leave Bolivia.",
        "will",
        "leave",
        "PER / - / BOL",
    );
    promise(
        "African countries will help Peru.",
        "will",
        "help",
        "African countries / - / PER",
    );
    promise(
        "The Peruvian minister, who promised to help Chile, left Bolivia.",
        "promised",
        "help",
        "PER / - / CHL",
    );
}

#[test]
fn somebody_of_no_known_party_binds_nobody_else() {
    let promise = |text, expected| check(text, Kind::Promise, "will", "pay", expected);
    promise(
        "Bolivia waits for Peru and Chile. Ann Lee will pay.",
        " / - / BOL",
    );
    promise(
        "Bolivia waits for Peru and Chile. The ships will pay.",
        "BOL / - / PER",
    );
}

#[test]
fn what_befalls_somebody_is_done_by_whoever_says_so() {
    let promise = |text, act, expected| check(text, Kind::Promise, "will", act, expected);
    promise(
        "Peru will face sanctions, said Ann Lee, the Chilean foreign minister.",
        "face",
        "CHL / Ann Lee / PER",
    );
    promise(
        "Peru will pay a heavy price, Chilean President Ann Lee said.",
        "pay",
        "CHL / Ann Lee / PER",
    );
    promise(
        "An attack by Peru will be met with force, Chilean President Ann Lee said.",
        "met",
        "CHL / Ann Lee / PER",
    );
    promise(
        "Peru will pay its debt, Chilean President Ann Lee said.",
        "pay",
        "PER / - / CHL",
    );
}

#[test]
fn what_he_promises_of_his_side_binds_his_side() {
    let promise = |text, expected| check(text, Kind::Promise, "promised", "supply", expected);
    promise(
        "Peruvian President Al Rey met Chilean President Jon Lee. He promised that Chile would supply power.",
        "CHL / - / PER",
    );
}

#[test]
fn agents_owners_and_speakers_are_bound() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "The embargo on Bolivia will be lifted by Peru.",
        "will",
        "lifted",
        "PER / - / BOL",
    );
    check(
        "Peru has rejected demands by Chile to cut the subsidies.",
        Kind::Refusal,
        "rejected",
        "cut",
        "PER / - / CHL",
    );
    promise(
        "Peru's Ann Lee warned that Peru and Chile would leave Bolivia.",
        "warned",
        "leave",
        "CHL PER / Ann Lee / BOL",
    );
    promise(
        "Peru's Ann Lee warned that Chile would leave Bolivia.",
        "warned",
        "leave",
        "PER / Ann Lee / BOL",
    );
    promise(
        "Chile's policy towards Bolivia will be shaped by reports of Peru.",
        "will",
        "shaped",
        "CHL / - / BOL PER",
    );
    promise(
        "Chile will not be swayed by Peru's announcement that it would send aid to Bolivia.",
        "would",
        "send",
        "PER / - / BOL",
    );
    promise(
        "Peru said that plans for a raid on Bolivia are an invention of the press.",
        "plans",
        "raid",
        " / - / BOL",
    );
    promise(
        "Peru said that its plans for a raid on Bolivia are secret.",
        "plans",
        "raid",
        "PER / - / BOL",
    );
    promise(
        "Bolivia welcomed Peru's promise to send aid.",
        "promise",
        "send",
        "PER / - / BOL",
    );
    promise(
        "\"We will help Chile,\" Peruvian Foreign Minister Ann Lee said.",
        "will",
        "help",
        "PER / Ann Lee / CHL",
    );
    promise(
        "Peruvian President Ann Lee said the embargo on Bolivia will be lifted.",
        "will",
        "lifted",
        "PER / Ann Lee / BOL",
    );
}

#[test]
fn agreements_bind_all_who_take_part() {
    let agreement =
        |text, trigger, act, expected| check(text, Kind::Agreement, trigger, act, expected);
    agreement(
        "Peru agreed with Chile to open the border.",
        "agreed",
        "open",
        "CHL PER / - / ",
    );
    agreement(
        "Peruvian President Ann Lee will meet the Chilean president.",
        "will",
        "meet",
        "CHL PER / Ann Lee / ",
    );
    agreement(
        "Talks between Bolivia and Chile will resume on Monday.",
        "will",
        "resume",
        "BOL CHL / - / ",
    );
    agreement(
        "Peruvian-brokered talks between Bolivia and Chile will resume on Monday.",
        "will",
        "resume",
        "BOL CHL / - / ",
    );
    agreement(
        "The Peruvian king welcomed the deal reached between Chile and Bolivia. Under it the two sides will meet.",
        "will",
        "meet",
        "BOL CHL / - / ",
    );
    agreement(
        "Talks with Bolivia will resume in March, the EU spokesman, Jon Lee, said.",
        "will",
        "resume",
        "BOL EU / - / ",
    );
}

#[test]
fn talks_are_of_all_who_hold_them() {
    let promise = |text, expected| check(text, Kind::Promise, "would", "resume", expected);
    promise(
        "Peru's Ann Lee said talks with Chile would resume.",
        "CHL PER / Ann Lee / ",
    );
    promise(
        "Bolivia waits. Chile said aid to Peru would resume.",
        "CHL / - / PER",
    );
}

#[test]
fn who_stands_beside_somebody_acts_with_him() {
    let promise = |text, expected| check(text, Kind::Promise, "will", "help", expected);
    promise(
        "Peru, together with Chile, will help Bolivia.",
        "CHL PER / - / BOL",
    );
    promise("Peru, like Chile, will help Bolivia.", "CHL PER / - / BOL");
    promise(
        "Peru, along with Chile and Bolivia, will help them.",
        "BOL CHL PER / - / ",
    );
    promise(
        "Peru as well as the Chilean government will help Bolivia.",
        "CHL PER / - / BOL",
    );
    promise(
        "Chile's Ann Lee, Peru's Tom Ray and Bolivia's Eva Sol will help them.",
        "BOL CHL PER / - / ",
    );
    // Who acts like a friend is none.
    promise("Peru will help Bolivia like Chile.", "PER / - / BOL CHL");
    promise(
        "A dozen Andean nations including Peru and Chile will help Bolivia.",
        "Andean nations CHL PER / - / BOL",
    );
}

#[test]
fn members_are_those_of_the_organisation_named_before() {
    let promise = |text, expected| check(text, Kind::Promise, "will", "help", expected);
    promise(
        "Peru waits for the EU. The member states will help Bolivia.",
        "EU / - / BOL",
    );
    promise("The EU's member states will help Bolivia.", "EU / - / BOL");
    promise(
        "Member states will help Bolivia.",
        "Member states / - / BOL",
    );
}

#[test]
fn who_leads_rebels_acts_for_them() {
    let agreement = |text, expected| check(text, Kind::Agreement, "agreed", "talks", expected);
    agreement(
        "The Bolivian rebels hold a town. Bolivian President Jon Sol and rebel leader Ann Lee agreed on talks.",
        "BOL Bolivian rebels / - / ",
    );
    check(
        "Chile waits. Bolivian President Jon Sol will meet rebel leader Ann Lee.",
        Kind::Agreement,
        "will",
        "meet",
        "BOL / Jon Sol / CHL",
    );
    // Without a word for them nobody else takes their place.
    agreement(
        "Peru waits. Bolivian President Jon Sol and rebel leader Ann Lee agreed on talks.",
        "BOL / - / PER",
    );
}

#[test]
fn a_text_that_says_we_binds_those_whom_its_headline_names() {
    let promise = |title, text, expected| {
        let text = serde_json::json!({"id": "a", "title": title, "body": text}).to_string();
        let item = Item::parse(text.as_bytes(), &Limits::default()).unwrap();
        check_item(&item, Kind::Promise, "will", "help", expected);
    };
    promise(
        "Joint statement of Peru and Chile",
        "We welcome the report. We will help Bolivia.",
        "CHL PER / - / BOL",
    );
    // What the text is about does not issue it.
    promise(
        "Statement by Peru on Chilean sailors",
        "The boat is lost. We will help Bolivia.",
        "PER / - / BOL",
    );
    promise(
        "Joint statement on fish of Peru and Chile",
        "We welcome the report. We will help Bolivia.",
        "CHL PER / - / BOL",
    );
    // Inside a quotation its speaker is meant.
    promise(
        "Peru and Chile meet",
        "\"We will help Bolivia,\" the Peruvian president said.",
        "PER / - / BOL",
    );
}

#[test]
fn one_who_consents_is_bound_alone() {
    let agreement =
        |text, trigger, act, expected| check(text, Kind::Agreement, trigger, act, expected);
    agreement(
        "Chile waited for weeks. Peru agreed to release the sailors.",
        "agreed",
        "release",
        "PER / - / CHL",
    );
    agreement(
        "Peru agreed with Chile to release the sailors.",
        "agreed",
        "release",
        "CHL PER / - / ",
    );
    agreement(
        "Peru agreed to meet the Chilean minister.",
        "agreed",
        "meet",
        "CHL PER / - / ",
    );
}

#[test]
fn all_of_a_row_are_bound() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "The leaders of Peru, Chile, Bolivia and the EU will sign the text.",
        "will",
        "sign",
        "BOL CHL EU PER / - / ",
    );
    // Commas alone make no row.
    promise(
        "Peru will sign the text in Chile, Bolivia said.",
        "will",
        "sign",
        "PER / - / BOL",
    );
}

#[test]
fn groups_are_bound_with_those_whom_the_sentence_names() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Several Andean republics, including Peru and Chile, will help Bolivia.",
        "will",
        "help",
        "Andean republics CHL PER / - / BOL",
    );
    promise(
        "Other officials from the 27 EU countries will help Bolivia.",
        "will",
        "help",
        "EU / - / BOL",
    );
    promise(
        "A dozen Andean-rim countries, including Peru, will help Bolivia.",
        "will",
        "help",
        "Andean-rim countries PER / - / BOL",
    );
}

#[test]
fn who_gives_is_bound_and_not_who_gets() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Bolivia will get a loan of five million dollars from Peru.",
        "will",
        "get",
        "PER / - / BOL",
    );
    promise(
        "Bolivia will be given a loan of five million dollars in Peruvian aid.",
        "will",
        "given",
        "PER / - / BOL",
    );
    promise(
        "Bolivia will be given a loan in May, Peruvian President Ann Lee said.",
        "will",
        "given",
        "PER / Ann Lee / BOL",
    );
    promise(
        "Bolivia will receive Peruvian helicopters in May.",
        "will",
        "receive",
        "PER / - / BOL",
    );
    promise(
        "Bolivia was slated to receive ten million dollars in Peruvian aid.",
        "slated",
        "receive",
        "PER / - / BOL",
    );
    check(
        "Bolivia will receive the Peruvian president in May.",
        Kind::Agreement,
        "will",
        "receive",
        "BOL PER / - / ",
    );
    check(
        "Bolivia will get tough with Peru.",
        Kind::Promise,
        "will",
        "get",
        "BOL / - / PER",
    );
}

#[test]
fn contacts_bind_who_stands_by_their_noun_or_holds_them() {
    let agreement =
        |text, trigger, act, expected| check(text, Kind::Agreement, trigger, act, expected);
    agreement(
        "Bolivia hopes for calm before the planned talks between Peru and Chile.",
        "talks",
        "talks",
        "CHL PER / - / ",
    );
    // Who brings others together takes no part; who is host does.
    agreement(
        "Peru and Chile reached a deal brokered by Bolivia. The EU was pleased. The two sides agreed to open the border.",
        "agreed",
        "open",
        "CHL PER / - / ",
    );
    agreement(
        "Peru will attend talks hosted by Chile.",
        "will",
        "attend",
        "CHL PER / - / ",
    );
    agreement(
        "Peru will hold talks with Chile on Friday.",
        "talks",
        "talks",
        "CHL PER / - / ",
    );
    agreement(
        "The EU summit will take place in May.",
        "will",
        "take",
        "EU / - / ",
    );
    agreement(
        "Peru and Chile held talks in Lima. Bolivia and the EU watched. The two sides agreed to open the border.",
        "agreed",
        "open",
        "CHL PER / - / ",
    );
}

#[test]
fn who_says_it_means_the_teller() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Peruvian President Tom Ray told Bolivia's President Jon Poe that he would send aid to Chile.",
        "would",
        "send",
        "PER / Tom Ray / CHL",
    );
    promise(
        "Peru reminded Chile that it would leave Bolivia.",
        "would",
        "leave",
        "PER / - / BOL",
    );
    // What describes somebody is not told to them.
    promise(
        "Peru attacked Chile's promise that it would leave Bolivia.",
        "would",
        "leave",
        "CHL / - / BOL",
    );
    promise(
        "Peru, a neighbour of Chile, said it would leave Bolivia.",
        "would",
        "leave",
        "PER / - / BOL",
    );
    promise(
        "Peru will not be swayed by Chilean threats.",
        "will",
        "swayed",
        "PER / - / CHL",
    );
}

#[test]
fn who_acts_with_another_is_bound_with_them() {
    let agreement =
        |text, trigger, act, expected| check(text, Kind::Agreement, trigger, act, expected);
    agreement(
        "Peru, together with Chile, agreed to leave Bolivia.",
        "agreed",
        "leave",
        "CHL PER / - / ",
    );
    agreement(
        "Peru along with the EU agreed to leave Bolivia.",
        "agreed",
        "leave",
        "EU PER / - / ",
    );
    // Whom several meet meets them, too.
    agreement(
        "The ministers of Peru and Chile will meet with Bolivian officials.",
        "will",
        "meet",
        "BOL CHL PER / - / ",
    );
    agreement(
        "Peru and Chile will hold talks with Bolivia.",
        "will",
        "hold",
        "BOL CHL PER / - / ",
    );
    // What two agree on is theirs.
    agreement(
        "Peru and Chile agreed to hold talks with Bolivia.",
        "agreed",
        "hold",
        "CHL PER / - / ",
    );
}

#[test]
fn who_is_thanked_acts_and_who_is_exposed_does_not() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Peru thanked Chile for promising to leave Bolivia.",
        "promising",
        "leave",
        "CHL / - / BOL",
    );
    promise(
        "Chilean fish will be subject to Peruvian tariffs.",
        "will",
        "subject",
        "PER / - / CHL",
    );
}

#[test]
fn what_authorities_do_to_somebody_is_not_his_own_act() {
    let promise = |text, trigger, act, expected| check(text, Kind::Promise, trigger, act, expected);
    promise(
        "Peru held two Chilean sailors on Monday. The Chilean sailors will be deported on Friday.",
        "will",
        "deported",
        "PER / - / CHL",
    );
    promise(
        "Peru held two sailors on Monday. Chilean Minister Ann Lee will be allowed to see them.",
        "will",
        "allowed",
        "PER / - / CHL",
    );
    // What is told of a thing is told of its owner.
    promise(
        "Peru held two Chilean sailors on Monday. The Chilean report will be released on Friday.",
        "will",
        "released",
        "CHL / - / PER",
    );
}

#[test]
fn it_may_stand_for_what_was_agreed() {
    check(
        "Peru and Chile held talks in Lima. It was agreed to open the road.",
        Kind::Agreement,
        "agreed",
        "open",
        "CHL PER / - / ",
    );
}

#[test]
fn a_deadline_is_met_alone() {
    check(
        "Peru agreed to meet the deadline.",
        Kind::Agreement,
        "agreed",
        "meet",
        "PER / - / ",
    );
    check(
        "Peru agreed to meet Chilean officials.",
        Kind::Agreement,
        "agreed",
        "meet",
        "CHL PER / - / ",
    );
}

#[test]
fn who_is_called_something_does_what_that_is_said_to_do() {
    let refusal = |text, expected| check(text, Kind::Refusal, "refuses", "recognise", expected);
    refusal(
        "Bolivia is a state that refuses to recognise Chile.",
        "BOL / - / CHL",
    );
    refusal(
        "Peru sees Bolivia as a state that refuses to recognise Chile.",
        "BOL / - / CHL",
    );
}

#[test]
fn who_gives_way_is_bound_alone_and_who_says_no_to_others() {
    let agreed =
        |text, trigger, act, expected| check(text, Kind::Agreement, trigger, act, expected);
    agreed(
        "Peru accepted a Chilean proposal to share water.",
        "accepted",
        "proposal",
        "PER / - / CHL",
    );
    agreed(
        "Peru accepted a Chilean treaty.",
        "accepted",
        "treaty",
        "CHL PER / - / ",
    );
    agreed(
        "Peruvian lawmakers reached a deal on aid to Chile.",
        "reached",
        "deal",
        "PER / - / CHL",
    );
    let refusal = |text, expected| check(text, Kind::Refusal, "can", "join", expected);
    refusal(
        "Chile can not join the bloc, Peruvian President Ann Lee said.",
        "PER / Ann Lee / CHL",
    );
    refusal(
        "Chile can not join the bloc, Chilean President Ann Lee said.",
        "CHL / Ann Lee / ",
    );
}

#[test]
fn contacts_are_put_off_by_those_who_hold_them() {
    let refusal = |text, expected| check(text, Kind::Refusal, "put", "put", expected);
    refusal(
        "Talks between Peru and Chile have been put off, officials said.",
        "CHL PER / - / ",
    );
    refusal("The talks have been put off, Bolivia said.", "BOL / - / ");
}

#[test]
fn whose_remarks_they_are_speaks_in_them() {
    let check = |title: &str, expected| {
        let body = "I met my friend, Chile's Tom Ray. We will help Bolivia.";
        let text = serde_json::json!({"id": "a", "title": title, "body": body}).to_string();
        let item = Item::parse(text.as_bytes(), &Limits::default()).unwrap();
        check_item(&item, Kind::Promise, "will", "help", expected);
    };
    let title = "Remarks by Peruvian Minister Ann Lee at a Press Conference";
    check(title, "PER / Ann Lee / BOL");
    // Of two, either may say it.
    let title = "Remarks by Peruvian Minister Ann Lee and Peruvian President Sol Paz";
    check(title, "PER / - / BOL");
}
