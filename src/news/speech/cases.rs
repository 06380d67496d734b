//! What the reading of speech must find, as data.

use super::{Parsed, Place, Speech};
use crate::news::sample::SYNTAX;
use crate::text::{Scratch, Tree};
use proptest::prelude::*;

/// Trees with the lemmas of their words.
fn parse(text: &str) -> Vec<(Tree, Vec<String>)> {
    let trees = SYNTAX.parse(text, &mut Scratch::new());
    let lemmas = |tree: &Tree| {
        let nodes = tree.nodes().iter();
        nodes
            .map(|node| SYNTAX.lemma(node.span.of(text), node.tag).into_owned())
            .collect()
    };
    trees
        .into_iter()
        .map(|tree| {
            let lemmas = lemmas(&tree);
            (tree, lemmas)
        })
        .collect()
}

fn parsed(trees: &[(Tree, Vec<String>)]) -> Vec<Parsed<'_>> {
    trees
        .iter()
        .map(|(tree, lemmas)| Parsed { tree, lemmas })
        .collect()
}

/// Probes in `marked` are taken out and answered in order: `*` before a word asks for its voice and
/// chain of sources, `^` for whom the first person means, `#` for the form of the quotation.
fn check(marked: &str, expected: &str) {
    let mut text = String::new();
    let mut probes = Vec::new();
    for letter in marked.chars() {
        match letter {
            '*' | '^' | '#' => probes.push((letter, text.len())),
            _ => text.push(letter),
        }
    }
    let trees = parse(&text);
    let sentences = parsed(&trees);
    let speech = Speech::read(&text, &sentences);
    let answers: Vec<String> = probes
        .into_iter()
        .map(|(kind, at)| match kind {
            '*' => voice(&speech, &text, &sentences, at),
            '^' => speech
                .first_person(at)
                .map_or("nobody".to_owned(), |source| {
                    speech.named(source).span.of(&text).to_owned()
                }),
            _ => speech
                .quotations
                .iter()
                .rev()
                .find(|quotation| quotation.words.start <= at && at < quotation.words.end)
                .map_or("none".to_owned(), |quotation| {
                    format!("{:?}", quotation.form).to_lowercase()
                }),
        })
        .collect();
    assert_eq!(answers.join("; "), expected, "{marked}");
}

fn voice(speech: &Speech, text: &str, sentences: &[Parsed], at: usize) -> String {
    let tree = sentences.partition_point(|sentence| sentence.tree.span.end <= at);
    let nodes = sentences[tree].tree.nodes();
    let word = nodes.partition_point(|node| node.span.end <= at);
    let answer = speech.answer(text, sentences, Place { tree, word });
    let sources: Vec<&str> = answer
        .chain
        .iter()
        .map(|&report| match speech.reports[report].source {
            Some(source) => speech.named(&speech.sources[source]).span.of(text),
            None => "?",
        })
        .collect();
    format!("{} {}", answer.voice.name(), sources.join(" > "))
        .trim_end()
        .to_owned()
}

#[test]
fn direct_speech_before_and_behind_its_speaker() {
    check("“We will *reopen the port,” Lee said.", "quote Lee");
    check("\"We will *reopen the port,\" said Lee.", "quote Lee");
    check("Lee said: “We will *reopen the port.”", "quote Lee");
    check(
        "Lee told reporters, \"We will *reopen the port.\"",
        "quote Lee",
    );
    check("``We will *reopen the port,'' Lee said.", "quote Lee");
    check("‘We will *reopen the port,’ Lee said.", "quote Lee");
    check("'We won't *reopen the port,' Lee said.", "quote Lee");
    check("«We will *reopen the port», Lee said.", "quote Lee");
    check("„We will *reopen the port,“ Lee said.", "quote Lee");
    check("“Will you *reopen the port?” Lee asked.", "quote Lee");
    check("“Never!” *shouted the crowd as Lee left.", "narrated");
    check(
        "“We will *reopen the port,” said Ann Lee, the Peruvian foreign minister.",
        "quote Ann Lee, the Peruvian foreign minister",
    );
    check(
        "“We will *reopen the port,” Lee, who leads the talks, told reporters on Friday.",
        "quote Lee",
    );
    check(
        "“The port is open. Trade will *grow again,” Lee said.",
        "quote Lee",
    );
    check("“Trade will grow again,” Lee *said in Lima.", "narrated");
}

#[test]
fn one_utterance_in_several_pieces() {
    check(
        "“We will *wait,” Lee said, “but we will not *leave.”",
        "quote Lee; quote Lee",
    );
    check(
        "“We will *wait,” Lee said. “But we will not *leave.”",
        "quote Lee; quote Lee",
    );
    check(
        "“We will *wait.\n\n“We will not *leave,” Lee said.",
        "quote Lee; quote Lee",
    );
    check(
        "Lee said: “We will *wait.\n\n“We will not *leave.”\n\nChile *left.",
        "quote Lee; quote Lee; narrated",
    );
    check(
        "\"We will *wait.\n\n\"We will *stay.\n\n\"We will not *leave,\" Lee said.",
        "quote Lee; quote Lee; quote Lee",
    );
    check("Lee spoke for an hour. “We will not *leave.”", "quote Lee");
    check(
        "“We will *wait,” Lee said.\n\n“We will not *leave.”",
        "quote Lee; quote Lee",
    );
    check(
        "“We will *wait,” Lee said. “They will *pay,” Park replied.",
        "quote Lee; quote Park",
    );
    check(
        "“We will *wait,” Lee said.\n\nPark disagreed. “They will *pay,” she said.",
        "quote Lee; quote Park",
    );
}

#[test]
fn broken_marks_do_not_swallow_the_text() {
    check(
        "“We will *wait, Lee said.\n\nChile *left.",
        "quote Lee; narrated",
    );
    check("Chile *left” the talks.", "narrated");
    check(
        "Lee said that \" we will *wait for Chile.\" Park *left.",
        "quote Lee; narrated",
    );
    check("The pipe is 12\" wide and *leaks.", "narrated");
    check("The ministers' plan *failed in the '90s.", "narrated");
    check("'The ministers' plan will *work,' Lee said.", "quote Lee");
    check(
        "“Lee told us ‘we will *pay’ and he *left,” Park said.",
        "quote Park > Lee; quote Park",
    );
}

#[test]
fn marks_without_speech() {
    check("The “#peace” bridge *fell.", "mention; narrated");
    check("The so-called “#axis of peace” *fell.", "mention; narrated");
    check(
        "He saw the film “#We Will Never *Surrender” in Lima.",
        "mention; narrated",
    );
    check("The word “#sorry” was *missing.", "mention; narrated");
    check(
        "The song “#They Will Come Home” *moved the crowd.",
        "mention; narrated",
    );
    check("The play 'Waiting for Godot' *opened in Lima.", "narrated");
}

#[test]
fn fragments_between_marks() {
    check("Lee called the plan “#absurd”.", "mixed");
    check(
        "Lee said the talks were “#very useful” and would *resume.",
        "mixed; reported Lee",
    );
    check(
        "Lee said Peru would *try to “heal the wounds” of the war.",
        "reported Lee",
    );
    check(
        "Lee said “Peru will *withdraw its troops” by May.",
        "quote Lee",
    );
    check(
        "Lee warned that Peru “will *treat such acts as war”.",
        "quote Lee",
    );
}

#[test]
fn indirect_speech() {
    check("Lee said Peru would *reopen the port.", "reported Lee");
    check("Lee *said Peru would reopen the port.", "narrated");
    check("Peru would *reopen the port, Lee said.", "reported Lee");
    check("Peru would *reopen the port, said Lee.", "reported Lee");
    check("Peru promised to *reopen the port.", "reported Peru");
    check("Peru vowed it would never *leave.", "reported Peru");
    check("Peru agreed to *reopen the port.", "reported Peru");
    check("Peru pledged more *aid.", "reported Peru");
    check("Peru will *reopen the port.", "narrated");
    check("Peru plans to *reopen the port.", "narrated");
    check("Lee added troops who will *fight.", "narrated");
    check("As Lee put it, talks will *go on.", "reported Lee");
    check("As Lee said, talks will *go on.", "reported Lee");
    check(
        "Lee said Peru would wait, adding that it would not *leave.",
        "reported Lee",
    );
    check(
        "Lee said that Peru would wait and that Chile would *pay.",
        "reported Lee",
    );
    check(
        "Lee said Peru would wait, and Chile would *pay.",
        "reported Lee",
    );
    check("Lee said Peru would wait, and Chile *left.", "reported Lee");
    check(
        "The ministry announced in a statement that it would *leave.",
        "reported The ministry",
    );
    check(
        "When Lee said that Peru would *pay, Park left.",
        "reported Lee",
    );
    check(
        "Park urged Chile to *leave, Peruvian officials said on Friday.",
        "reported Peruvian officials > Park",
    );
    check("Peru is expected to *pay.", "narrated");
    check(
        "Lee hailed the talks that will *open on Friday.",
        "narrated",
    );
    check("As stated by Lee, talks will *go on.", "reported Lee");
    check("Lee made clear that Peru would *pay.", "reported Lee");
    check("Lee asked whether Chile would *pay.", "reported Lee");
    check("Lee urged Chile to *pay.", "reported Lee");
    check("Lee threatened to *leave.", "reported Lee");
    check("Lee denied that Peru would *leave.", "reported Lee");
    check("Lee doubted that Chile would *pay.", "reported Lee");
    check("Lee hopes to *visit Lima.", "reported Lee");
    check("Park noted Lee's promise to *pay.", "reported Park > Lee");
    check("He recalled the threat to *leave the pact.", "reported He");
}

#[test]
fn sources_without_a_verb() {
    check("According to Lee, Peru will *pay.", "reported Lee");
    check("Peru will *pay, according to Lee.", "reported Lee");
    check("Peru will *pay according to plan.", "narrated");
    check("Lee: Peru will *pay", "reported Lee");
    check("Peru to *pay on Friday: minister", "reported minister");
    check("Analysis: Peru will *pay", "narrated");
    check("Peru will reportedly *pay.", "reported ?");
    check("It is said that Peru will *pay.", "reported ?");
    check("Peru is reported to have *paid.", "reported ?");
}

#[test]
fn sources_inside_sources() {
    check(
        "Lee said Chile had promised to *pay.",
        "reported Lee > Chile",
    );
    check(
        "Lee was quoted by the agency as saying that Chile would *pay.",
        "reported the agency > Lee",
    );
    check("“Chile said it would *pay,” Lee said.", "quote Lee > Chile");
    check(
        "According to the daily, Lee said Chile had agreed to *pay.",
        "reported the daily > Lee > Chile",
    );
    check(
        "“Park promised to *pay,” Lee told the agency.",
        "quote Lee > Park",
    );
}

#[test]
fn speech_without_marks() {
    check(
        "MINISTER LEE: We will *pay.\n\nQ: When will you *leave?\n\nMINISTER LEE: We will #not *leave.",
        "quote MINISTER LEE; quote Q; turn; quote MINISTER LEE",
    );
    check(
        "MINISTER LEE: We will pay.\n\nQ: When?\n\nMINISTER LEE: Soon.\n\nWe will not *leave.",
        "quote MINISTER LEE",
    );
    check("RELATED: Peru will *pay for the port.", "narrated");
    check(
        "We will *pay for the #port. — Ann Lee (@annlee) May 3, 2030",
        "quote Ann Lee; post",
    );
    check(
        "Lee said in a statement:\n\nWe will *pay for the #port.",
        "quote Lee; block",
    );
}

#[test]
fn the_first_person_is_the_speaker() {
    check("“^We will pay,” Lee said.", "Lee");
    check("“This is ^our offer,” Lee said.", "Lee");
    check("“^We both agreed with Chile,” Lee said.", "Lee");
    check("^We will never know.", "nobody");
    check("Lee said ^we should wait.", "nobody");
    check("“Chile told us, ^we will pay,” Lee said.", "Chile");
    check("“Chile told us that ^we should wait,” Lee said.", "Lee");
    check("“^We will pay.”", "nobody");
    check("“^We will pay,” he said.\n\nLee *left.", "he; narrated");
    check("Lee left on Friday. “^We will pay,” he said.", "Lee");
    check(
        "Lee said Peru would wait. The minister *left. “^I will pay,” she said.",
        "narrated; Lee",
    );
}

#[test]
fn a_report_carries_on_in_its_mood() {
    check(
        "Lee said Peru had agreed. The two sides would *meet in May.",
        "reported Lee",
    );
    check(
        "Lee said Peru had agreed. The two sides *met in May.",
        "narrated",
    );
    check("Peru waited. The two sides would *meet in May.", "narrated");
}

/// Texts made of what is looked for, and of what breaks offsets.
const PIECES: &str = "(Lee |said|told us|, |: |“|”|\"|‘|’|'|``|''|«|»|\\. |\n\n|\n|we |will |pay|according to |promised to |\
    MINISTER LEE: |— Lee \\(@lee\\)|é|𝔘|\\PC){0,50}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_lie_on_boundaries_and_in_order(text in PIECES) {
        let trees = parse(&text);
        let sentences = parsed(&trees);
        let speech = Speech::read(&text, &sentences);
        let mut start = 0;
        let mut ends = Vec::new();
        for quotation in &speech.quotations {
            prop_assert!(text.get(quotation.words.start..quotation.words.end).is_some_and(|words| !words.is_empty()));
            prop_assert!(text.get(quotation.outer.start..quotation.outer.end).is_some());
            prop_assert!(quotation.outer.start <= quotation.words.start && quotation.words.end <= quotation.outer.end);
            prop_assert!(start <= quotation.outer.start);
            start = quotation.outer.start;
            ends.resize(quotation.depth + 1, 0);
            prop_assert!(ends[quotation.depth] <= quotation.outer.start);
            ends[quotation.depth] = quotation.outer.end;
            prop_assert!(quotation.report.is_none_or(|report| report < speech.reports.len()));
        }
        for source in &speech.sources {
            prop_assert!(text.get(source.span.start..source.span.end).is_some());
            prop_assert!(source.earlier.is_none_or(|earlier| earlier < speech.sources.len()));
        }
        for (tree, sentence) in sentences.iter().enumerate() {
            for word in 0..sentence.tree.len() {
                speech.answer(&text, &sentences, Place { tree, word });
                speech.first_person(sentence.tree.nodes()[word].span.start);
            }
            speech.voice_of(&text, &sentences, sentence.tree.span);
        }
    }
}

/// Thirty-two times the text takes nothing like its square, however busy the machine.
#[test]
fn cost_is_linear() {
    let piece = "“We will pay,” Lee said. He told us Peru 'would not' wait, \"and ‘she’ left.\n\n";
    let seconds = |count: usize| {
        let text = piece.repeat(count);
        let one = parse(piece);
        let step = piece.len();
        let trees: Vec<(Tree, Vec<String>)> = (0..count)
            .flat_map(|at| {
                one.iter()
                    .map(move |(tree, lemmas)| (moved(tree, at * step), lemmas.clone()))
            })
            .collect();
        let sentences = parsed(&trees);
        // The best of a few: others use the machine, too.
        let runs = (0..5).map(|_| {
            let start = std::time::Instant::now();
            let speech = Speech::read(&text, &sentences);
            assert!(speech.quotations.len() >= count);
            start.elapsed().as_secs_f64()
        });
        runs.fold(f64::INFINITY, f64::min)
    };
    let (small, large) = (seconds(250), seconds(8_000));
    assert!(large < 0.5 + small * 64.0, "{small} s, then {large} s");
}

fn moved(tree: &Tree, by: usize) -> Tree {
    let moved = |span: crate::text::Span| crate::text::Span {
        start: span.start + by,
        end: span.end + by,
    };
    let nodes = tree.nodes().iter().map(|node| crate::text::Node {
        span: moved(node.span),
        ..*node
    });
    Tree::new(moved(tree.span), nodes.collect())
}
