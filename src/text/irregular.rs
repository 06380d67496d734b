//! The irregular verbs and nouns of English.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Base, past, participle; several forms are parted by a stroke. Verbs made with a prefix of another
/// ("undertake") are found through it.
const VERBS: &str = "\
abide abode|abided abode|abided; arise arose arisen; awake awoke awoken; be was|were been; \
bear bore borne|born; beat beat beaten; become became become; befall befell befallen; \
beget begot begotten; begin began begun; behold beheld beheld; bend bent bent; beset beset beset; \
bet bet bet; bid bid|bade bid|bidden; bind bound bound; bite bit bitten; bleed bled bled; \
blow blew blown; break broke broken; breed bred bred; bring brought brought; \
broadcast broadcast broadcast; build built built; burn burnt|burned burnt|burned; burst burst burst; \
bust bust|busted bust|busted; buy bought bought; cast cast cast; catch caught caught; \
choose chose chosen; cling clung clung; come came come; cost cost cost; creep crept crept; \
cut cut cut; deal dealt dealt; dig dug dug; dive dove|dived dived; do did done; draw drew drawn; \
dream dreamt|dreamed dreamt|dreamed; drink drank drunk; drive drove driven; dwell dwelt dwelt; \
eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found; \
flee fled fled; fling flung flung; fly flew flown; forbear forbore forborne; \
forbid forbade|forbad forbidden; forecast forecast forecast; foresee foresaw foreseen; \
forego forewent foregone; foretell foretold foretold; forget forgot forgotten; \
forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; free freed freed; \
freeze froze frozen; \
get got gotten|got; give gave given; go went gone; grind ground ground; grow grew grown; \
hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit; hold held held; \
hurt hurt hurt; input input input; keep kept kept; kneel knelt knelt; knit knit knit; \
know knew known; lay laid laid; lead led led; leap leapt|leaped leapt|leaped; \
learn learnt|learned learnt|learned; leave left left; lend lent lent; let let let; lie lay lain; \
light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mow mowed mown; \
mislead misled misled; misunderstand misunderstood misunderstood; offset offset offset; \
overcome overcame overcome; overhear overheard overheard; override overrode overridden; \
oversee oversaw overseen; overtake overtook overtaken; overthrow overthrew overthrown; pay paid paid; \
plead pled|pleaded pled|pleaded; prove proved proven|proved; put put put; quit quit quit; \
read read read; rend rent rent; rid rid rid; ride rode ridden; ring rang rung; rise rose risen; \
run ran run; saw sawed sawn; say said said; see saw seen; seek sought sought; sell sold sold; \
send sent sent; set set set; sew sewed sewn; shake shook shaken; shear sheared shorn; shed shed shed; \
shine shone shone; shoot shot shot; show showed shown; shrink shrank shrunk; shut shut shut; \
sing sang sung; sink sank sunk; sit sat sat; slay slew slain; sleep slept slept; slide slid slid; \
sling slung slung; slit slit slit; smell smelt smelt; sow sowed sown; speak spoke spoken; \
speed sped sped; spell spelt|spelled spelt|spelled; spend spent spent; spill spilt|spilled spilt|spilled; \
spin spun spun; spit spat spat; split split split; spoil spoilt|spoiled spoilt|spoiled; \
spread spread spread; spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; \
sting stung stung; stink stank stunk; stride strode stridden; strike struck struck|stricken; \
string strung strung; strive strove striven; swear swore sworn; sweep swept swept; swell swelled swollen; \
swim swam swum; swing swung swung; take took taken; teach taught taught; tear tore torn; tell told told; \
think thought thought; throw threw thrown; thrust thrust thrust; tread trod trodden; \
undergo underwent undergone; understand understood understood; undertake undertook undertaken; \
undo undid undone; uphold upheld upheld; upset upset upset; wake woke woken; wear wore worn; \
weave wove woven; wed wed wed; weep wept wept; win won won; wind wound wound; withdraw withdrew withdrawn; \
withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write wrote written";

/// Prefixes that irregular verbs take without changing their forms.
const PREFIXES: [&str; 9] = [
    "re", "un", "out", "over", "under", "mis", "fore", "pre", "inter",
];

/// Plural and singular.
const NOUNS: &[(&str, &str)] = &[
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("geese", "goose"),
    ("mice", "mouse"),
    ("lice", "louse"),
    ("oxen", "ox"),
    ("dice", "die"),
    ("wives", "wife"),
    ("lives", "life"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("halves", "half"),
    ("shelves", "shelf"),
    ("wolves", "wolf"),
    ("thieves", "thief"),
    ("calves", "calf"),
    ("loaves", "loaf"),
    ("selves", "self"),
    ("elves", "elf"),
    ("hooves", "hoof"),
    ("scarves", "scarf"),
    ("crises", "crisis"),
    ("analyses", "analysis"),
    ("bases", "base"),
    ("theses", "thesis"),
    ("hypotheses", "hypothesis"),
    ("diagnoses", "diagnosis"),
    ("parentheses", "parenthesis"),
    ("oases", "oasis"),
    ("axes", "axis"),
    ("emphases", "emphasis"),
    ("syntheses", "synthesis"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("bacteria", "bacterium"),
    ("memoranda", "memorandum"),
    ("referenda", "referendum"),
    ("strata", "stratum"),
    ("media", "media"),
    ("data", "data"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("vertices", "vertex"),
    ("appendices", "appendix"),
    ("alumni", "alumnus"),
    ("nuclei", "nucleus"),
    ("stimuli", "stimulus"),
    ("fungi", "fungus"),
    ("cacti", "cactus"),
    ("radii", "radius"),
    ("series", "series"),
    ("species", "species"),
    ("means", "means"),
    ("headquarters", "headquarters"),
    ("news", "news"),
    ("works", "works"),
    ("communiqués", "communiqué"),
    ("buses", "bus"),
    ("gases", "gas"),
    ("viruses", "virus"),
    ("statuses", "status"),
    ("censuses", "census"),
    ("consensuses", "consensus"),
    ("attachés", "attaché"),
    ("people", "people"),
    ("police", "police"),
    ("aircraft", "aircraft"),
    ("personnel", "personnel"),
    ("staff", "staff"),
    ("passers-by", "passer-by"),
];

/// The base of an irregular past or participle.
pub fn verb_base(form: &str) -> Option<String> {
    if let Some(base) = listed_base(form) {
        return Some(base.to_owned());
    }
    PREFIXES.iter().find_map(|prefix| {
        let rest = form
            .strip_prefix(prefix)
            .map(|rest| rest.trim_start_matches('-'))?;
        let base = listed_base(rest).filter(|base| rest != *base && rest.len() > 2)?;
        Some(format!("{}{base}", form.get(..form.len() - rest.len())?))
    })
}

/// The irregular pasts and participles of a base, in the order of the list; empty for regular verbs.
pub fn verb_forms(base: &str) -> Vec<&'static str> {
    let entry = VERBS.split(';').find_map(|entry| {
        let mut parts = entry.split_ascii_whitespace();
        (parts.next() == Some(base)).then_some(parts)
    });
    let forms = entry.into_iter().flatten();
    forms.flat_map(|forms| forms.split('|')).collect()
}

fn listed_base(form: &str) -> Option<&'static str> {
    BASES.get(form).copied()
}

/// Bases by pasts and participles, each form by the first verb of the list that has it.
static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bases = HashMap::new();
    for entry in VERBS.split(';') {
        let mut parts = entry.split_ascii_whitespace();
        let Some(base) = parts.next() else { continue };
        for form in parts.flat_map(|forms| forms.split('|')) {
            bases.entry(form).or_insert(base);
        }
    }
    bases
});

/// The singular of an irregular plural.
pub fn noun_singular(form: &str) -> Option<&'static str> {
    NOUNS
        .iter()
        .find(|(plural, _)| *plural == form)
        .map(|&(_, singular)| singular)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        for (form, expected) in [
            ("undertook", Some("undertake")),
            ("met", Some("meet")),
            ("rebuilt", Some("rebuild")),
            ("withheld", Some("withhold")),
            ("outgrew", Some("outgrow")),
            ("signed", None),
            ("remade", Some("remake")),
        ] {
            assert_eq!(verb_base(form).as_deref(), expected, "{form}");
        }
        assert_eq!(noun_singular("memoranda"), Some("memorandum"));
    }
}
