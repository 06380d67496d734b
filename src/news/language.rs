//! Is this English? The only language that is read.

use whatlang::Lang;

/// Letters of the text that are looked at: enough to tell, and short enough to cost nothing.
const SAMPLE_LETTERS_MAX: usize = 1_000;
/// Below this many letters statistics guess; such a text counts as English.
const SAMPLE_LETTERS_MIN: usize = 40;
/// The share of English's commonest words among all words that settles it without statistics.
const COMMON_SHARE: f64 = 0.2;
/// English's commonest words that few other languages share.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "for", "with", "that", "said", "on", "is", "was", "by", "from",
];

/// Whether a BCP 47 tag names English; none when it says nothing ("und", empty).
pub fn is_english_tag(tag: &str) -> Option<bool> {
    let primary = tag
        .trim()
        .split(['-', '_'])
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    match primary.as_str() {
        "" | "und" | "mul" | "zxx" => None,
        primary => Some(matches!(primary, "en" | "eng")),
    }
}

/// Whether an undeclared text is English. A text too short to tell counts as English: reading it in
/// vain is cheap, and leaving it out would be a loss. Cost: bounded, whatever the text.
pub fn looks_english(text: &str) -> bool {
    let end = text
        .char_indices()
        .nth(SAMPLE_LETTERS_MAX)
        .map_or(text.len(), |(at, _)| at);
    let sample = text.get(..end).unwrap_or("");
    if sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(SAMPLE_LETTERS_MIN)
        .count()
        < SAMPLE_LETTERS_MIN
    {
        return !sample.chars().any(is_of_another_script);
    }
    common_share(sample) >= COMMON_SHARE
        || whatlang::detect(sample)
            .is_none_or(|found| found.lang() == Lang::Eng || !found.is_reliable())
}

fn is_of_another_script(letter: char) -> bool {
    letter.is_alphabetic() && u32::from(letter) >= 0x370
}

fn common_share(sample: &str) -> f64 {
    let (mut common, mut all) = (0_u32, 0_u32);
    for word in sample.split_whitespace() {
        all += 1;
        common += u32::from(COMMON.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    f64::from(common) / f64::from(all.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(looks_english(text), expected, "{text}");
    }

    #[test]
    fn english_is_told_from_other_languages() {
        check(
            "The envoys of Peru and Chile met in Quito on Friday and agreed to meet again in the spring.",
            true,
        );
        check(
            "Envoys from both neighbours held talks late Friday; neither side gave details afterwards.",
            true,
        );
        check(
            "Die Außenminister trafen sich am Freitag in Wien und vereinbarten ein weiteres Gespräch im Frühjahr.",
            false,
        );
        check(
            "Les ministres des Affaires étrangères se sont rencontrés vendredi à Genève pour discuter de la paix.",
            false,
        );
        check(
            "Министры иностранных дел встретились в пятницу в Женеве и договорились о новой встрече.",
            false,
        );
        check(
            "外交部長們星期五在日內瓦會面，並同意在春天再次會面。",
            false,
        );
    }

    #[test]
    fn a_short_text_counts_as_english() {
        check("Gipfel heute", true);
        check("Встреча", false);
        check("", true);
    }

    #[test]
    fn tags_are_read_by_their_primary_part() {
        for (tag, expected) in [
            ("en", Some(true)),
            ("EN_us", Some(true)),
            ("eng", Some(true)),
            ("fr-CA", Some(false)),
            ("und", None),
            (" ", None),
        ] {
            assert_eq!(is_english_tag(tag), expected, "{tag}");
        }
    }
}
