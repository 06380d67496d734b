//! Who is meant, case by case: the tests of names, introductions and coreference together.

use crate::news::sample::{MONDAY, annotated};
use crate::news::{Document, Form, Item};
use crate::world::World;
use std::sync::LazyLock;

const FILE: &str = r#"
    bodies = ["government", "ministry", "foreign ministry", "delegation", "administration", "officials", "embassy"]
    regions = ["African", "Andean"]
    [[body]]
    of = "CHL"
    names = ["secretariat of state"]
    [[office]]
    level = "head-of-state"
    roles = ["president", "king", "queen", "leader"]
    [[office]]
    level = "head-of-government"
    roles = ["prime minister"]
    [[office]]
    level = "minister"
    roles = ["secretary-general", "commander", "general", "minister", "foreign minister", "trade minister", "head", "chief", "minister of trade"]
    [[office]]
    level = "deputy"
    roles = ["deputy foreign minister", "deputy prime minister"]
    [[office]]
    level = "envoy"
    roles = ["envoy", "special envoy", "ambassador", "negotiator", "counterpart", "colleague", "rebel leader", "diplomat"]
    [[office]]
    level = "official"
    roles = ["spokesman", "spokeswoman", "governor"]
    [[office]]
    level = "minister"
    of = "CHL"
    roles = ["high chancellor"]
    [[state]]
    code = "PER"
    names = ["Peru"]
    adjectives = ["Peruvian", "Peruvians"]
    capitals = ["Lima"]
    [[state]]
    code = "CHL"
    names = ["Chile"]
    adjectives = ["Chilean", "Chileans"]
    capitals = ["Santiago"]
    [[state]]
    code = "JOR"
    names = ["Jordan"]
    adjectives = ["Jordanian"]
    capitals = ["Amman"]
    [[state]]
    code = "BOL"
    names = ["Bolivia"]
    adjectives = ["Bolivian"]
    capitals = ["La Paz"]
    [[state]]
    code = "NUT"
    names = ["North Utopia"]
    [[state]]
    code = "SUT"
    names = ["South Utopia"]
    [[organisation]]
    code = "UN"
    names = ["UN", "United Nations", "Security Council"]
    [[organisation]]
    code = "AB"
    names = ["Andean Bank"]
    [[organisation]]
    code = "Lake Three"
    names = ["Lake Three"]
    members = ["PER", "CHL", "BOL"]
    by_members = true
    [[party]]
    code = "Condors"
    names = ["Condors"]
    [[stand_in]]
    code = "PER"
    names = ["Torre Tagle"]
    [[place]]
    country = "PER"
    names = ["Cusco"]
    [[holders]]
    party = "CHL"
    office = "president"
    people = [
        { name = "Oskar Lindqvist", also = ["Oscar Lindqvist"], from = "2020", to = "2026", wikidata = "Q42" },
    ]
"#;

static WORLD: LazyLock<World> = LazyLock::new(|| World::load(&[("world/t.toml", FILE)]).unwrap());

fn read<T>(text: &str, ask: impl FnOnce(&Document) -> T) -> T {
    let item = Item::plain("a", text, None).unwrap();
    ask(&annotated(&item, &WORLD, Some(MONDAY)))
}

/// The people, as "name / role / party".
fn people(text: &str, expected: &[&str]) {
    let found = read(text, |document| {
        let people = document.people.iter().map(|person| {
            let party = person.actor.map_or("-", |actor| WORLD.code(actor));
            format!("{} / {} / {party}", person.name, person.role)
        });
        people.collect::<Vec<_>>()
    });
    assert_eq!(found, expected, "{text}");
}

/// What the words `of` stand for the last time they are a mention: person or "-", then parties.
fn meant(text: &str, of: &str, expected: &str) {
    let found = read(text, |document| {
        let mut last = String::from("none");
        for section in document.sections() {
            let references = section.sentences.iter().flat_map(|s| &s.references);
            for found in references.filter(|found| found.span.of(section.text) == of) {
                let person = found.person.and_then(|at| document.people.get(at));
                let codes: Vec<&str> = found.parties.iter().map(|&a| WORLD.code(a)).collect();
                let group = if found.form == Form::Group {
                    "group "
                } else {
                    ""
                };
                last = format!(
                    "{group}{} {}",
                    person.map_or("-", |p| &p.name),
                    codes.join(",")
                );
            }
        }
        last
    });
    assert_eq!(found.trim_end(), expected, "{of} in: {text}");
}

#[test]
fn a_given_name_may_be_short_for_another() {
    people(
        "Peru's President Joseph R. Lee arrived. President Joe Lee was met by Dan Paz. Minister Daniel Paz left.",
        &[
            "Joseph R. Lee / president / PER",
            "Dan Paz / minister / PER",
        ],
    );
    people(
        "Peru's President Hassan Lee arrived. Ambassador Hadi Lee was there.",
        &[
            "Hassan Lee / president / PER",
            "Hadi Lee / ambassador / PER",
        ],
    );
}

#[test]
fn what_only_looks_like_a_name_in_a_headline_is_none() {
    people(
        "President Lee Opens Harbour in Lima\n\nThe ceremony was brief.",
        &["Lee / president / PER"],
    );
    people(
        "Peru's Minister of Trade and Industrial Policy Ann Lee left on Monday.",
        &["Ann Lee / minister of trade / PER"],
    );
    people(
        "Peru's Ann Lee met Tom Ray, the Chilean Minister for Trade and Industrial Policy, and Rey.",
        &["Ann Lee /  / PER", "Tom Ray / minister / CHL"],
    );
    people(
        "Ministers gathered at the Grand Hotel Miramar for the council on Andean Economic Cooperation.",
        &[],
    );
}

#[test]
fn a_bare_name_is_that_of_whom_the_item_introduced() {
    people(
        "Peru's envoy Tom Lindqvist arrived. Lindqvist smiled.",
        &["Tom Lindqvist / envoy / PER"],
    );
    people(
        "Peru's envoy Tom Ray arrived. Lindqvist smiled.",
        &["Tom Ray / envoy / PER", "Lindqvist / president / CHL"],
    );
    people(
        "Peru's envoy Tom Lindqvist met President Oskar Lindqvist.",
        &[
            "Tom Lindqvist / envoy / PER",
            "Oskar Lindqvist / president / CHL",
        ],
    );
}

#[test]
fn guests_are_not_of_who_receives_them() {
    people(
        "Peru met Chile. Peruvian Prime Minister Tom Ray and visiting President Ann Lee left.",
        &[
            "Tom Ray / prime minister / PER",
            "Ann Lee / president / CHL",
        ],
    );
}

#[test]
fn titles_and_appositions_introduce_people() {
    people(
        "Peruvian Foreign Minister Ann Lee spoke.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "Peru's Foreign Minister Ann Lee spoke.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "Peru’s deputy foreign minister, Ann Lee, spoke.",
        &["Ann Lee / deputy foreign minister / PER"],
    );
    people(
        "It was Ann Lee, the Chilean envoy, who left.",
        &["Ann Lee / envoy / CHL"],
    );
    people(
        "It was Ann Lee, Chile's envoy, who left.",
        &["Ann Lee / envoy / CHL"],
    );
    people(
        "It was Ann Lee, a spokeswoman for the Peruvian foreign ministry, who left.",
        &["Ann Lee / spokeswoman / PER"],
    );
    people(
        "The president of Peru, Ann Lee, left.",
        &["Ann Lee / president / PER"],
    );
    people(
        "President of Chile Tom Ray left.",
        &["Tom Ray / president / CHL"],
    );
    people(
        "The head of the Peruvian delegation, Ann Lee, left.",
        &["Ann Lee / head / PER"],
    );
    people(
        "Foreign Minister Ann Lee of Peru left.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "Peruvian Deputy Prime Minister and Foreign Minister Ann Lee left.",
        &["Ann Lee / foreign minister / PER"],
    );
    meant(
        "Peruvian President Tom Ray spoke. The President and Prime Minister Ann Lee of Chile left.",
        "President",
        "Tom Ray PER",
    );
    people(
        "The prime minister and foreign minister of Peru, Ann Lee, left.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "Peru's top trade negotiator Ann Lee left.",
        &["Ann Lee / negotiator / PER"],
    );
    people(
        "Peruvian Minister of Trade Ann Lee left.",
        &["Ann Lee / minister of trade / PER"],
    );
    people(
        "Peruvian Minister of Trade and Fisheries Ann Lee left.",
        &["Ann Lee / minister of trade / PER"],
    );
    people(
        "Peru's Minister for Ports and Harbours Ann Lee left.",
        &["Ann Lee / minister / PER"],
    );
    people(
        "Former deputy Ann Lee was sworn in as Peru's ambassador to Chile.",
        &["Ann Lee / ambassador / PER"],
    );
    people("Peruvian Gen. Ann Lee left.", &["Ann Lee /  / PER"]);
    people(
        "They chose Ann Lee (Peru) and Tom Ray (Chile).",
        &["Ann Lee /  / PER", "Tom Ray /  / CHL"],
    );
    people(
        "The Peruvian delegation, led by Ann Lee, left.",
        &["Ann Lee /  / PER"],
    );
    people("Ann Lee, representing Peru, left.", &["Ann Lee /  / PER"]);
    people(
        "Ann Lee from the Peruvian embassy left.",
        &["Ann Lee /  / PER"],
    );
    people("Ann Lee from Peru left.", &["Ann Lee /  / -"]);
    people(
        "The road to Peru was built by Ann Lee.",
        &["Ann Lee /  / -"],
    );
    people(
        "Peru bought Chilean wine, the country's trade minister Ann Lee said.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "Ann Lee is Peru's foreign minister.",
        &["Ann Lee / foreign minister / PER"],
    );
    people("Ann Lee met Peru's foreign minister.", &["Ann Lee /  / -"]);
    people(
        "Chilean Special Envoy for fisheries Ann Lee left.",
        &["Ann Lee / special envoy / CHL"],
    );
    people(
        "The UN Bolivia envoy, Ann Lee, left.",
        &["Ann Lee / envoy / UN"],
    );
    people("Peru's UN envoy Ann Lee left.", &["Ann Lee / envoy / PER"]);
    people(
        "Peruvian envoy to Chile Ann Lee left.",
        &["Ann Lee / envoy / PER"],
    );
    people(
        "They met Peruvian Minister of Trade HE Sheikh Ann Lee.",
        &["Ann Lee / minister of trade / PER"],
    );
    people(
        "They were the president of Chile, Ann Lee; the king of Peru, Tom Ray; and others.",
        &["Ann Lee / president / CHL", "Tom Ray / king / PER"],
    );
    people(
        "Bolivia waits. Peruvian President Ann Lee was joined by Trade Minister Tom Ray.",
        &[
            "Ann Lee / president / PER",
            "Tom Ray / trade minister / PER",
        ],
    );
    people(
        "Peru's Ann Lee met Chile's Tom Ray.",
        &["Ann Lee /  / PER", "Tom Ray /  / CHL"],
    );
    people("Peru's Lee left.", &[]);
    people(
        "It was Ann Lee who left. Peru's Lee was late.",
        &["Ann Lee /  / PER"],
    );
    people(
        "Peru waits. Rebel Leader Ann Lee left.",
        &["Ann Lee / rebel leader / -"],
    );
    people(
        "Peruvian Trade Minister Ann Lee and her Chilean colleague, Tom Ray, left.",
        &[
            "Ann Lee / trade minister / PER",
            "Tom Ray / trade minister / CHL",
        ],
    );
    people(
        "Peru’s foreign minister, Sunita Deshpande, pledged $1 billion, a quarter of it as a grant.",
        &["Sunita Deshpande / foreign minister / PER"],
    );
    people(
        "President Egils Levits of Peru, President Gitanas Nauseda of Chile, and Prime Minister Kaja Kallas of Bolivia",
        &[
            "Egils Levits / president / PER",
            "Gitanas Nauseda / president / CHL",
            "Kaja Kallas / prime minister / BOL",
        ],
    );
    people(
        "Ousmane Garba, the Peruvian envoy, left. Birthe Lundgaard said that others would stay.",
        &["Ousmane Garba / envoy / PER", "Birthe Lundgaard /  / -"],
    );
    people(
        "“It is late,” said the Peruvian, Ann Lee. They met the Chileans, Tom Ray said.",
        &["Ann Lee /  / PER", "Tom Ray /  / -"],
    );
    people(
        "Peruvian leaders and President Tom Ray of Chile met envoy Amman Mufamadi.",
        &["Tom Ray / president / CHL", "Amman Mufamadi / envoy / CHL"],
    );
    people(
        "Prime Minister Oskar Lindqvist of Peru left.",
        &["Oskar Lindqvist / prime minister / PER"],
    );
    people(
        "The president of Chile, Tom Ray, and Prime Minister of Peru, Takaichi Sanae, met.",
        &[
            "Tom Ray / president / CHL",
            "Takaichi Sanae / prime minister / PER",
        ],
    );
    people(
        "Peruvian deputy foreign ministers Ann Lee and Tom Ray left.",
        &[
            "Ann Lee / deputy foreign minister / PER",
            "Tom Ray / deputy foreign minister / PER",
        ],
    );
    people(
        "Peru waits. Presidents Ann Lee of Peru and Tom Ray of Chile left.",
        &["Ann Lee / president / PER", "Tom Ray / president / CHL"],
    );
    people(
        "Peru waits. Trade ministers Ann Lee and Tom Ray met Joe Reed.",
        &[
            "Ann Lee / trade minister / -",
            "Tom Ray / trade minister / -",
            "Joe Reed /  / -",
        ],
    );
    people("King Tomas the III of Peru left.", &["Tomas / king / PER"]);
    people(
        "United Nations (UN) envoy Ann Lee met Peruvian Envoy J.D. Ray.",
        &["Ann Lee / envoy / UN", "J.D. Ray / envoy / PER"],
    );
    people(
        "Peru waits. In Chile, Peruvian envoy Ann Lee met President Tom Ray.",
        &["Ann Lee / envoy / PER", "Tom Ray / president / PER"],
    );
    people(
        "The talks were led by Peruvian envoy Ann Lee and Trade Minister Tom Ray. Chile waits.",
        &["Ann Lee / envoy / PER", "Tom Ray / trade minister / PER"],
    );
    people("King Tomas II of Peru left.", &["Tomas / king / PER"]);
    people(
        "Chilean Minister for Economic Growth, Energy, and the Environment Ann Lee left.",
        &["Ann Lee / minister / CHL"],
    );
    people(
        "The trade minister, Peru and Chile met Ann Lee.",
        &["Ann Lee /  / -"],
    );
    people(
        "Chile's Special Envoy for Bolivia Ambassador Ann Lee left.",
        &["Ann Lee / special envoy / CHL"],
    );
    people(
        "Chile met Peruvian negotiator for the Prime Minister Ann Lee.",
        &["Ann Lee / negotiator / PER"],
    );
    people(
        "Chile met the spokesman for Prime Minister Ann Lee of Peru.",
        &["Ann Lee / prime minister / PER"],
    );
    people(
        "Chile met Ann Lee, Chief Negotiator, Peruvian Embassy.",
        &["Ann Lee / chief / PER"],
    );
    people(
        "Peru met Ann Lee, the negotiator, Chile and Bolivia.",
        &["Ann Lee / negotiator / PER"],
    );
    people("Peruvian King Tomas left.", &["Tomas / king / PER"]);
    people(
        "Ann Lee, who heads the Chilean delegation, left.",
        &["Ann Lee /  / CHL"],
    );
    people(
        "High Chancellor Ann Lee left.",
        &["Ann Lee / high chancellor / CHL"],
    );
}

#[test]
fn the_sentence_tells_whose_an_office_is() {
    // A speaker speaks of the own state.
    people(
        "Peru will send ships to Chile, Trade Minister Ann Lee said.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "Lima will not pay before Chile opens its ports, Trade Minister Ann Lee announced.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "In a letter to Chile, Trade Minister Ann Lee wrote that Peru would pay.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "In a letter to Chile, Trade Minister Ann Lee wrote that Peru had lied.",
        &["Ann Lee / trade minister / CHL"],
    );
    people(
        "Bolivia has a port in Chile. Peru opened a road to Bolivia. Trade Minister Ann Lee was glad.",
        &["Ann Lee / trade minister / PER"],
    );
    // What stands before an office points back.
    people(
        "Peru waits for a letter from Chile. Its envoy, Ann Lee, left.",
        &["Ann Lee / envoy / PER"],
    );
    people(
        "Peru would leave Chile when it was safe, its envoy, Ann Lee, said.",
        &["Ann Lee / envoy / PER"],
    );
    people(
        "Bolivia met Peru and its envoy Ann Lee.",
        &["Ann Lee / envoy / PER"],
    );
    people(
        "Peru's president met Chile's. The government's envoy, Trade Minister Ann Lee, left Peru.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "They met Peru's envoy, Trade Minister Ann Lee, in Chile.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "Peruvian Trade Minister Ann Lee left for Chile. Her counterpart, Tom Ray, stayed.",
        &[
            "Ann Lee / trade minister / PER",
            "Tom Ray / trade minister / CHL",
        ],
    );
    // Sent and led.
    people("Ann Lee, sent by Peru, left Chile.", &["Ann Lee /  / PER"]);
    people(
        "The Peruvian delegation at the talks was headed by Col. Ann Lee, and the Chilean delegation by Tom Ray.",
        &["Ann Lee /  / PER", "Tom Ray /  / CHL"],
    );
    people(
        "The road to Peru was opened by Ann Lee.",
        &["Ann Lee /  / -"],
    );
    // Before any state was named.
    people(
        "President Ann Lee left. Peru waits.",
        &["Ann Lee / president / PER"],
    );
}

#[test]
fn organisations_and_movements_have_people() {
    people(
        "Peru met the UN. Secretary-General Ann Lee left.",
        &["Ann Lee / secretary-general / UN"],
    );
    people(
        "Peru met the UN. The Secretary-General's special envoy for Chile, Ann Lee, left.",
        &["Ann Lee / special envoy / UN"],
    );
    people(
        "The UN left Peru. The organisation's chief, Ann Lee, wept.",
        &["Ann Lee / chief / UN"],
    );
    people(
        "Ann Lee of Chile, the UN envoy, left Peru.",
        &["Ann Lee / envoy / UN"],
    );
    people(
        "The UN envoy, Ann Lee of Chile, left Peru.",
        &["Ann Lee / envoy / UN"],
    );
    people(
        "Envoy Ann Lee met the UN's Tom Ray.",
        &["Ann Lee / envoy / -", "Tom Ray /  / UN"],
    );
    people(
        "The Condors left Peru. Rebel commander Ann Lee stayed.",
        &["Ann Lee / commander / Condors"],
    );
    people(
        "Peru waits. Rebel commander Ann Lee stayed.",
        &["Ann Lee / commander / -"],
    );
}

#[test]
fn rows_of_people_take_rows_of_states() {
    people(
        "The trade ministers of Peru and Chile, Ann Lee and Tom Ray, left.",
        &[
            "Ann Lee / trade minister / PER",
            "Tom Ray / trade minister / CHL",
        ],
    );
    people(
        "Peruvian and Chilean ministers Ann Lee and Tom Ray met.",
        &["Ann Lee / minister / PER", "Tom Ray / minister / CHL"],
    );
    people(
        "Bolivia waits for Chilean ministers Ann Lee and Tom Ray.",
        &["Ann Lee / minister / CHL", "Tom Ray / minister / CHL"],
    );
    people(
        "Peru and Chile met in Bolivia. The ministers, Ann Lee and Tom Ray, left.",
        &["Ann Lee / minister / PER", "Tom Ray / minister / CHL"],
    );
    people(
        "Peru called off its talks with Chile. The meeting between Ann Lee and Tom Ray was off.",
        &["Ann Lee /  / PER", "Tom Ray /  / CHL"],
    );
    people(
        "Peru, Bolivia and Chile met. The ministers, Ann Lee and Tom Ray, left.",
        &["Ann Lee / minister / -", "Tom Ray / minister / -"],
    );
    people(
        "Peru waits. President Ann Lee and Prime Minister Tom Ray of Chile left.",
        &[
            "Ann Lee / president / PER",
            "Tom Ray / prime minister / CHL",
        ],
    );
}

#[test]
fn names_have_particles_initials_and_hyphens() {
    people(
        "Peruvian President Ana de la Vega left.",
        &["Ana de la Vega / president / PER"],
    );
    people(
        "Peruvian President Jo W. Park left.",
        &["Jo W. Park / president / PER"],
    );
    people(
        "Peruvian envoy Jo \"Red\" Park left.",
        &["Jo \"Red\" Park / envoy / PER"],
    );
    people(
        "Peruvian envoy Lim Bo-ra left.",
        &["Lim Bo-ra / envoy / PER"],
    );
    people(
        "Jordanian envoy Omar al-Fahim left.",
        &["Omar al-Fahim / envoy / JOR"],
    );
    people(
        "Peruvian President Đura Lukšić left.",
        &["Đura Lukšić / president / PER"],
    );
    people(
        "Peruvian Foreign Minister Gen. Ann Lee left.",
        &["Ann Lee / foreign minister / PER"],
    );
}

#[test]
fn nobody_is_made_of_other_words() {
    people("The Peruvian president spoke on Friday.", &[]);
    people("Peruvian Foreign Ministry officials met in March.", &[]);
    people("The Andean Trade Council met the Peruvian minister.", &[]);
    people("Peru and Chile met in Cusco.", &[]);
    people(
        "Peru's foreign minister met Bolivia's envoy on Monday.",
        &[],
    );
    people("Somebody called Lee came.", &[]);
    people("General Motors will build a plant in Peru.", &[]);
    people(
        "General Lee will build a camp in Peru.",
        &["Lee / general / PER"],
    );
}

#[test]
fn what_the_words_leave_open_is_filled_in() {
    people(
        "Chile and Peru traded. President Ann Lee of Chile called Chile a friend. President Tom Ray agreed.",
        &["Ann Lee / president / CHL", "Tom Ray / president / PER"],
    );
    people(
        "Chile and Peru traded. Ambassador Ann Lee of Chile called Chile a friend. Ambassador Tom Ray agreed.",
        &["Ann Lee / ambassador / CHL", "Tom Ray / ambassador / CHL"],
    );
    people(
        "The Peruvian foreign ministry summoned Chile's envoy. It heard Ann Lee, chief of the ministry's coast guard.",
        &["Ann Lee / chief / PER"],
    );
    people(
        "Peru summoned Chile's envoy. It heard Ann Lee, chief of the ministry's coast guard.",
        &["Ann Lee / chief / PER"],
    );
    people(
        "The Peruvian foreign ministry summoned Ann Lee, head of the Chilean embassy.",
        &["Ann Lee / head / CHL"],
    );
    people(
        "The Peruvian foreign ministry met Ann Lee, head of a delegation from Chile.",
        &["Ann Lee / head / CHL"],
    );
    people(
        "Chile waits. Ann Lee, governor of Cusco province, spoke.",
        &["Ann Lee / governor / PER"],
    );
    people(
        "Chile waits. Cusco's governor Ann Lee met the governor of Cusco, Tom Ray.",
        &["Ann Lee / governor / PER", "Tom Ray / governor / PER"],
    );
    people(
        "Chile waits. Ann Lee, head of a bank in Cusco, spoke.",
        &["Ann Lee / head / CHL"],
    );
    people(
        "Peruvian Foreign Minister Ann Lee met his Chilean counterpart Tom Ray.",
        &[
            "Ann Lee / foreign minister / PER",
            "Tom Ray / foreign minister / CHL",
        ],
    );
    people(
        "Peruvian President Ann Lee sent her envoy Tom Ray.",
        &["Ann Lee / president / PER", "Tom Ray / envoy / PER"],
    );
    people(
        "Peru will wait, Prime Minister Ann Lee said.",
        &["Ann Lee / prime minister / PER"],
    );
    people(
        "The Peruvian envoy came on Monday. Ann Lee told reporters that she was glad.",
        &["Ann Lee / envoy / PER"],
    );
    people("Ann Lee wrote a book.", &["Ann Lee /  / -"]);
    people(
        "Oskar Lindqvist left.",
        &["Oskar Lindqvist / president / CHL"],
    );
    people("Lindqvist left.", &["Lindqvist / president / CHL"]);
    people("Maria Lindqvist left.", &["Maria Lindqvist /  / -"]);
    people(
        "On Monday Oskar Lundgren left for Chile.",
        &["Oskar Lundgren /  / -"],
    );
    let known = read("Oscar Lindqvist left.", |document| {
        document.people[0].wikidata.clone()
    });
    assert_eq!(known.as_deref(), Some("Q42"));
}

#[test]
fn one_person_in_several_spellings_is_one() {
    people(
        "Peruvian envoy Sergey Moravetsky came. Sergei Morawiecki spoke. Moravetsky left.",
        &["Sergey Moravetsky / envoy / PER"],
    );
    people(
        "Peruvian envoy Hana Zelensky came. Zelenskyy spoke. Zelenskiy left.",
        &["Hana Zelensky / envoy / PER"],
    );
    people(
        "Peruvian envoy Ann Lee met Chilean envoy Tom Lee.",
        &["Ann Lee / envoy / PER", "Tom Lee / envoy / CHL"],
    );
    people(
        "Peruvian envoy J. Park came. John Park left.",
        &["J. Park / envoy / PER"],
    );
}

#[test]
fn names_point_back() {
    let intro = "Peruvian Foreign Minister Ann Lee met Chilean envoy Tom Ray. ";
    let check =
        |rest: &str, of: &str, expected: &str| meant(&format!("{intro}{rest}"), of, expected);
    check("Lee left.", "Lee", "Ann Lee PER");
    check("Mr. Ray left.", "Mr. Ray", "Tom Ray CHL");
    check("Mr. Ray left.", "Ray", "none");
    check("Rayner left.", "Ray", "none");
    check("The minister left.", "minister", "Ann Lee PER");
    check("The envoy left.", "envoy", "Tom Ray CHL");
    check("The Chilean envoy left.", "Chilean envoy", "Tom Ray CHL");
    check("A Chilean envoy left.", "Chilean envoy", "- CHL");
    check("The president left.", "president", "none");
    check(
        "The Peruvian president left.",
        "Peruvian president",
        "- PER",
    );
}

#[test]
fn somebody_is_spoken_of_by_what_he_is() {
    meant(
        "Peruvian President Ann Lee met Chilean Foreign Minister Tom Ray. The Peruvian leader left.",
        "Peruvian leader",
        "Ann Lee PER",
    );
    meant(
        "Peruvian Foreign Minister Ann Lee left. The diplomat spoke.",
        "diplomat",
        "Ann Lee PER",
    );
    meant(
        "Peruvian Trade Minister Ann Lee left. A Peruvian diplomat spoke.",
        "Peruvian diplomat",
        "- PER",
    );
    meant(
        "Peruvian President Ann Lee left. The Chilean leader spoke.",
        "Chilean leader",
        "- CHL",
    );
}

#[test]
fn pronouns_point_back() {
    let check = meant;
    check(
        "Peruvian Foreign Minister Ann Lee came. He left.",
        "He",
        "Ann Lee PER",
    );
    check(
        "Peruvian spokeswoman Ann Lee met envoy Tom Ray of Chile. She left.",
        "She",
        "Ann Lee PER",
    );
    check(
        "Peruvian envoy Ann Lee said that she would leave.",
        "she",
        "Ann Lee PER",
    );
    check("Peru said it would leave.", "it", "- PER");
    check(
        "Peru said that it was raining and its envoy left.",
        "its",
        "- PER",
    );
    check("Peru and Chile said they would meet.", "they", "- PER,CHL");
    check(
        "Peruvian envoy Ann Lee met envoy Tom Ray of Chile. They left.",
        "They",
        "- PER,CHL",
    );
    check("They left.", "They", "none");
    check("He left.", "He", "none");
    check("Peruvian Queen Ann Lee came. He left.", "He", "none");
}

#[test]
fn bodies_act_for_their_party() {
    meant(
        "The Peruvian foreign ministry replied.",
        "Peruvian foreign ministry",
        "- PER",
    );
    meant("Peru's government replied.", "Peru's government", "- PER");
    meant("The government of Chile replied.", "government", "- CHL");
    meant(
        "The Peruvian foreign ministry replied. The ministry was glad.",
        "ministry",
        "- PER",
    );
    meant(
        "Chilean President Tom Ray came. His administration was glad.",
        "administration",
        "- CHL",
    );
    meant(
        "The Lindqvist administration replied.",
        "administration",
        "- CHL",
    );
    meant("Officials replied.", "Officials", "none");
    meant("The government replied.", "government", "none");
}

#[test]
fn capitals_act_or_are_places() {
    meant("Lima promised aid.", "Lima", "- PER");
    meant("Talks with Lima failed.", "Lima", "- PER");
    meant(
        "Relations between Lima and Santiago are good.",
        "Santiago",
        "- CHL",
    );
    meant("They met in Lima.", "Lima", "none");
    meant("They met in Lima and Santiago.", "Santiago", "none");
    meant("The envoy will travel to Lima.", "Lima", "none");
    meant("LIMA, March 3 - Ships left.", "LIMA", "none");
    meant("A message to Lima was sent.", "Lima", "- PER");
    meant("Torre Tagle replied.", "Torre Tagle", "- PER");
    meant("They met in Lima, Peru.", "Peru", "- PER");
    meant("Cusco waited.", "Cusco", "none");
    meant("Jordan replied.", "Jordan", "- JOR");
    meant("He met Jordan Smith in a bar.", "Jordan", "none");
}

#[test]
fn sides_are_those_who_deal_with_each_other() {
    let check = meant;
    check(
        "Peru and Chile met. The two sides agreed.",
        "The two sides",
        "- PER,CHL",
    );
    check(
        "Peru met Chile. Both countries agreed.",
        "Both countries",
        "- PER,CHL",
    );
    check(
        "Peruvian President Ann Lee met Chilean President Tom Ray. The two leaders agreed.",
        "The two leaders",
        "- PER,CHL",
    );
    check("Peru spoke to the six powers.", "six powers", "group -");
    check(
        "Bolivia welcomed Peruvian President Ann Lee and Chilean President Tom Ray. Both leaders agreed.",
        "Both leaders",
        "- PER,CHL",
    );
    check(
        "Peru and Chile met. The sides agreed.",
        "The sides",
        "- PER,CHL",
    );
    check("Peru and Chile met. Both agreed.", "Both", "- PER,CHL");
    check(
        "Peru, Chile and Bolivia met. The three countries agreed.",
        "The three countries",
        "- PER,CHL,BOL",
    );
    check(
        "Ecuadorean President Jon Sol will travel to Peru, Chile and Bolivia. The three countries agreed.",
        "The three countries",
        "- PER,CHL,BOL",
    );
    check(
        "Peru and Chile met at the UN. The two governments agreed.",
        "The two governments",
        "- PER,CHL",
    );
    check(
        "Jordan's king praised the deal reached between Peru and Chile. Under it the two sides will wait.",
        "the two sides",
        "- PER,CHL",
    );
    check(
        "Peru and Chile agree that Bolivia, Jordan's ally, must wait. The two nations act.",
        "The two nations",
        "- PER,CHL",
    );
    check(
        "Jordan thanked Bolivia for its letter on Peru and Chile. The two nations act.",
        "The two nations",
        "- JOR,BOL",
    );
    check("Both Peru and Chile agreed.", "Both", "none");
    check("Two men left.", "Two", "none");
}

#[test]
fn a_circle_is_its_members() {
    meant("The Lake Three will meet.", "Lake Three", "- PER,CHL,BOL");
}

#[test]
fn groups_go_by_their_words() {
    meant(
        "Several African countries agreed.",
        "African countries",
        "group -",
    );
    meant("The rebels agreed.", "rebels", "group -");
    meant(
        "The armed opposition agreed.",
        "armed opposition",
        "group -",
    );
    meant("The opposition agreed.", "opposition", "group -");
    meant("The opposition leader agreed.", "opposition", "none");
    meant("The opposition to it grew.", "opposition", "none");
    meant("The 12 Andean states agreed.", "Andean states", "group -");
    meant("The countries agreed.", "countries", "none");
    meant(
        "Other government officials agreed.",
        "Other government officials",
        "none",
    );
    meant("Nearly 70 countries agreed.", "70 countries", "group -");
    meant("The 70 countries agreed.", "70 countries", "none");
    meant("Some voters in 12 towns agreed.", "12 towns", "none");
    meant("The Condors rebels agreed.", "Condors", "- Condors");
    meant("Peru rebels agreed.", "Peru rebels", "group -");
    meant(
        "LA PAZ - African ministers met.",
        "African ministers",
        "group -",
    );
}

#[test]
fn who_stands_behind_somebody_is_not_the_one() {
    meant(
        "The Peruvian-backed ministry left.",
        "Peruvian-backed ministry",
        "none",
    );
    meant("A Peru-based party left.", "Peru", "none");
    meant(
        "The UN-backed Peruvian government left.",
        "Peruvian government",
        "- PER",
    );
    meant("The UN-backed Peruvian government left.", "UN", "none");
    meant("UN-led talks ended.", "UN-led", "- UN");
    meant("It cost ten Chilean pesos.", "Chilean", "none");
    meant("Chilean troops left.", "Chilean", "- CHL");
}

#[test]
fn a_government_is_of_where_it_sits() {
    meant("The government in Peru fell.", "government", "- PER");
    meant("The government in Lima fell.", "government", "- PER");
    meant("The government in the north fell.", "government", "none");
    meant(
        "The Chilean government in Peru waits.",
        "Chilean government",
        "- CHL",
    );
    meant("The embassy in Peru closed.", "embassy", "none");
}

#[test]
fn a_pronoun_in_what_is_told_means_who_tells() {
    meant(
        "President Tom Ray of Chile left. Peru's foreign minister said his country would pay.",
        "his",
        "- PER",
    );
    meant(
        "President Tom Ray of Chile left. Peru's foreign minister said his ministry would pay.",
        "ministry",
        "- PER",
    );
    meant(
        "President Tom Ray of Chile left. A Peruvian envoy was quoted as saying that his country would pay.",
        "his",
        "- PER",
    );
    meant(
        "President Tom Ray of Chile left. Peru's foreign minister said he would pay.",
        "he",
        "- PER",
    );
    meant(
        "Chile's president will stay at home. He was to meet Peru's Tom Ray. Instead, he will send flowers.",
        "he",
        "- CHL",
    );
    meant(
        "Chile left. The Peruvian ministry said its biggest ships would stay.",
        "its",
        "- PER",
    );
}

#[test]
fn a_noun_means_the_organisation_named_before() {
    meant(
        "Peru left the UN. The organisation waits.",
        "organisation",
        "- UN",
    );
    meant("Peru left the UN. The nations wait.", "nations", "none");
    meant("Peru left the Andean Bank. The bank waits.", "bank", "- AB");
    meant("Peru left the UN. The bank waits.", "bank", "none");
    meant("Peru left the Andean Bank. A bank waits.", "bank", "none");
    meant(
        "Peru left the Andean Bank. The bank manager waits.",
        "bank",
        "none",
    );
    meant("Peru left. The bloc waits.", "bloc", "none");
}

#[test]
fn he_may_be_known_by_an_office_alone() {
    meant(
        "Tom Ray of Chile left. The Peruvian president has spoken. He will pay.",
        "He",
        "- PER",
    );
    meant(
        "Tom Ray of Chile left. The Peruvian president has spoken. His ministry will pay.",
        "ministry",
        "- PER",
    );
    meant(
        "The Peruvian president has spoken. Tom Ray of Chile left. He will pay.",
        "He",
        "Tom Ray CHL",
    );
    meant(
        "Peru said that Chile had left and that it would follow.",
        "it",
        "- PER",
    );
    people(
        "Peruvian President Tom Ray left. A spokeswoman for Ray said that he had left.",
        &["Tom Ray / president / PER"],
    );
    meant(
        "Peruvian President Tom Ray left. A spokeswoman for Ray said nothing. He waits.",
        "He",
        "Tom Ray PER",
    );
}

#[test]
fn the_north_is_a_half_of_what_is_spoken_of() {
    let both = "North Utopia met South Utopia.";
    meant(&format!("{both} The North left."), "North", "- NUT");
    meant(&format!("{both} Peru left the South."), "South", "- SUT");
    meant(&format!("{both} Peru left the north."), "north", "none");
    meant(
        &format!("{both} Peru left the North Pole."),
        "North",
        "none",
    );
    meant("North Utopia left. The North waits.", "North", "none");
}

#[test]
fn a_body_of_one_state_alone_is_its_own() {
    meant(
        "Chile waits. Peru and its ministry left. The secretariat of state replied.",
        "secretariat of state",
        "- CHL",
    );
    meant(
        "Peru and its ministry left. The secretariat of state replied.",
        "secretariat of state",
        "- PER",
    );
}

#[test]
fn whom_one_deals_with_is_the_other_side() {
    people(
        "Prime Minister Ann Lee spoke by telephone with Chile's president. Peru waits.",
        &["Ann Lee / prime minister / PER"],
    );
    people(
        "President Ann Lee will begin a visit to Chile on Monday. Peru waits.",
        &["Ann Lee / president / PER"],
    );
    people(
        "President Ann Lee told Chile's parliament to wait. Peru waits.",
        &["Ann Lee / president / CHL"],
    );
    people(
        "Peruvian Trade Minister Ann Lee met with her counterpart, Foreign Minister Tom Ray, on Monday. Chile waits.",
        &[
            "Ann Lee / trade minister / PER",
            "Tom Ray / foreign minister / CHL",
        ],
    );
}

#[test]
fn who_serves_an_organisation_is_of_no_state() {
    people(
        "The UN envoy, Peruvian diplomat Ann Lee, left for Chile.",
        &["Ann Lee / diplomat / UN"],
    );
    people(
        "The special envoy of the United Nations, former Peruvian minister Ann Lee, left for Chile.",
        &["Ann Lee / minister / UN"],
    );
    people(
        "Peruvian ambassador Ann Lee (UN) left for Chile.",
        &["Ann Lee / ambassador / UN"],
    );
    people(
        "The UN waits. Secretary-General Ann Lee, a former Peruvian minister, left.",
        &["Ann Lee / secretary-general / UN"],
    );
    // Guests of one list.
    people(
        "He met the UN envoy, Peruvian Trade Minister Ann Lee and others.",
        &["Ann Lee / trade minister / PER"],
    );
}

#[test]
fn who_leads_rebels_is_theirs() {
    for text in [
        "Peru and the Condors met. The head of the guerrilla delegation, Ann Lee, left Chile.",
        "Peru and the Condors met. Ann Lee, the chief negotiator of the rebel group, left Chile.",
        "Peru and the Condors met. The rebel side was led by its commander, Ann Lee.",
    ] {
        let party = read(text, |document| {
            let person = document.people.first().and_then(|person| person.actor);
            person.map(|actor| WORLD.code(actor).to_owned())
        });
        assert_eq!(party.as_deref(), Some("Condors"), "{text}");
    }
    people(
        "Peru and the Condors met. The head of the Chilean delegation, Ann Lee, left.",
        &["Ann Lee / head / CHL"],
    );
}

#[test]
fn the_rebels_are_the_movement_that_was_named() {
    meant(
        "The Condors left Peru. The rebels agreed.",
        "rebels",
        "- Condors",
    );
    meant("Peru waits. The rebels agreed.", "rebels", "group -");
    meant(
        "The Condors left Peru. Chilean rebels agreed.",
        "Chilean rebels",
        "group -",
    );
}

#[test]
fn the_ministry_in_a_capital_that_opens_the_sentence_is_its_state_s() {
    meant(
        "The Chilean ministry waits. In Lima, the ministry said no.",
        "ministry",
        "- PER",
    );
    meant(
        "The Chilean ministry waits. On Monday, the ministry said no.",
        "ministry",
        "- CHL",
    );
}

#[test]
fn whom_somebody_speaks_of_is_not_the_speaker_s() {
    people(
        "Peru waits. Peru and Peru. \"We will not send soldiers to Chile,\" said spokesman Ann Lee.",
        &["Ann Lee / spokesman / PER"],
    );
    people(
        "Chile waits. The Peruvian delegation was led by Ann Lee, a retired commander.",
        &["Ann Lee / commander / PER"],
    );
}

#[test]
fn officials_of_several_states_are_all_theirs() {
    for text in [
        "Peruvian and Chilean officials agreed.",
        "The officials of Peru and Chile agreed.",
        "Officials from Peru and Chile agreed.",
        "Peru's and Chile's foreign ministers agreed.",
    ] {
        let of = text.trim_end_matches(" agreed.").trim_start_matches("The ");
        let of = of.split(" of ").next().unwrap_or(of);
        let of = of.split(" from ").next().unwrap_or(of);
        let of = of.split(" and ").last().unwrap_or(of);
        let parties = match of.starts_with("Chile") {
            true => "- CHL,PER",
            false => "- PER,CHL",
        };
        meant(text, of, parties);
    }
    meant(
        "The heads of delegation of Peru and Chile agreed.",
        "delegation",
        "- PER,CHL",
    );
    // The envoys left Peru, and are not Peru's.
    meant(
        "Chilean officials returned from Peru.",
        "Chilean officials",
        "- CHL",
    );
    meant(
        "Peru's minister and Chile's trade chief agreed.",
        "Chile's trade chief",
        "- CHL",
    );
    meant(
        "The president of Peru and Chile's envoy agreed.",
        "president",
        "- PER",
    );
}

#[test]
fn the_sides_are_all_that_were_named_in_a_row() {
    meant(
        "The leaders of Peru, Chile and Bolivia met. The ministers agreed.",
        "The ministers",
        "- PER,CHL,BOL",
    );
    meant(
        "The ministers of Peru, Chile and Bolivia met. They agreed.",
        "They",
        "- PER,CHL,BOL",
    );
    meant(
        "Jordan thanked Peru, Chile and Bolivia. Peru and Chile met. The ministers agreed.",
        "The ministers",
        "- PER,CHL",
    );
    meant(
        "Peru and Chile met. Each side agreed.",
        "Each side",
        "- PER,CHL",
    );
}

#[test]
fn a_counterpart_is_the_other_side() {
    meant(
        "The Peruvian minister met the Chilean minister. His counterpart agreed.",
        "counterpart",
        "- CHL",
    );
    meant(
        "The Bolivian president praised Peru. Peruvian Minister Ann Lee is to meet her counterpart, Chilean Trade Minister Tom Ray, in Lima.",
        "counterpart",
        "- CHL",
    );
}

#[test]
fn the_government_is_that_of_whom_the_text_tells() {
    meant(
        "Peru's harbour was closed to Chile. The government agreed.",
        "government",
        "- PER",
    );
}

#[test]
fn a_family_name_is_one_where_capitals_say_nothing() {
    // "Wells" is a word like any other; here somebody bears it.
    meant(
        "Peru's Foreign Minister Ann Wells left on Monday. Wells travels to Chile on Friday.",
        "Wells",
        "Ann Wells PER",
    );
    meant(
        "Peru's Foreign Minister Ann Lee left on Monday. Wells run dry in Chile.",
        "Wells",
        "none",
    );
}

#[test]
fn whose_somebody_is_tells_what_he_says_or_whom_he_faces() {
    people(
        "Peru may ship two-four grain barges to Chile in May, Trade Minister Ann Lee said on Monday.",
        &["Ann Lee / trade minister / PER"],
    );
    people(
        "Talks on Chile went on. Foreign Minister Ann Lee left after talks with her Chilean counterpart. Peru was pleased.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "Envoys met in Chile Peru's Foreign Minister Ann Lee.",
        &["Ann Lee / foreign minister / PER"],
    );
    people(
        "The Chilean UN envoy Ann Lee left. The Chilean UN ambassador Tom Ray stayed.",
        &["Ann Lee / envoy / UN", "Tom Ray / ambassador / CHL"],
    );
}

#[test]
fn a_security_council_may_be_a_states_own() {
    meant(
        "The Security Council will meet. Peru's Security Council will decide.",
        "Peru",
        "- PER",
    );
}
