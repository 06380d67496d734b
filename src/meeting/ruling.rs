//! What the words around one contact say, by rules: how far it has come.

use crate::meeting::Status;
use crate::meeting::lexicon::{Kind, Stage};
use crate::meeting::stage::Told;
use crate::meeting::time_of::Nearness;

/// The status that tense, words and time of a contact tell together; none when they tell nothing.
pub fn ruled(kind: Kind, told: &Told, near: Nearness) -> Option<Status> {
    let has = |stage: Stage, places: &[&str]| {
        let mut stages = told.stages.iter();
        stages.any(|(place, found)| *found == stage && places.contains(place))
    };
    let is_ahead_in_time = matches!(near, Nearness::After | Nearness::LongAfter);
    let is_now = matches!(
        near,
        Nearness::SameDay | Nearness::Unknown | Nearness::Around
    );
    let is_over = matches!(near, Nearness::Before | Nearness::LongBefore);
    const CLOSE: &[&str] = &["verb", "above", "beside", "noun"];
    if has(Stage::Postponed, CLOSE) {
        return Some(Status::Postponed);
    }
    if has(Stage::Cancelled, CLOSE) && !told.negated {
        return Some(Status::Cancelled);
    }
    if told.negated && (matches!(told.tense, "will" | "would") || has(Stage::Planned, CLOSE)) {
        return Some(Status::Cancelled);
    }
    if told.is_goal && !is_over {
        return Some(Status::Planned);
    }
    if told.stays && is_now {
        return Some(Status::Ongoing);
    }
    match told.tense {
        "will" => return Some(Status::Planned),
        "to" if has(Stage::Begun, &["above"]) && is_now => return Some(Status::Ongoing),
        "to" if has(Stage::Proposed, &["above"]) => return Some(Status::Proposed),
        "to" => return Some(Status::Planned),
        "would" if is_ahead_in_time => return Some(Status::Planned),
        "would" => return Some(Status::Proposed),
        _ => {}
    }
    if has(Stage::Planned, &["beside", "before", "verb", "above"]) {
        return Some(Status::Planned);
    }
    if has(Stage::Proposed, CLOSE) {
        return Some(Status::Proposed);
    }
    if kind == Kind::Host && !told.receives {
        return Some(Status::Proposed);
    }
    if is_ahead_in_time && !matches!(told.tense, "past" | "was" | "perfect" | "pluperfect") {
        return Some(Status::Planned);
    }
    if has(Stage::Ended, &["verb", "before"]) {
        return Some(Status::Held);
    }
    let is_begun = has(Stage::Begun, &["verb", "noun"]) || (kind == Kind::Visit && told.arrives);
    if (told.tense == "progressive" && !is_over) || (is_begun && is_now) {
        return Some(Status::Ongoing);
    }
    match told.tense {
        "past" | "was" | "perfect" | "pluperfect" | "present" => Some(Status::Held),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        tense: &'static str,
        stages: &[(&'static str, Stage)],
        near: Nearness,
        status: Option<Status>,
    ) {
        let told = Told {
            tense,
            stages: stages.to_vec(),
            ..Told::default()
        };
        assert_eq!(
            ruled(Kind::Talks, &told, near),
            status,
            "{tense} {stages:?} {near:?}"
        );
    }

    #[test]
    fn tense_words_and_time_speak_together() {
        check("past", &[], Nearness::SameDay, Some(Status::Held));
        check(
            "past",
            &[("verb", Stage::Begun)],
            Nearness::SameDay,
            Some(Status::Ongoing),
        );
        check(
            "past",
            &[("verb", Stage::Begun)],
            Nearness::LongBefore,
            Some(Status::Held),
        );
        check("present", &[], Nearness::SameDay, Some(Status::Held));
        check("present", &[], Nearness::After, Some(Status::Planned));
        check("will", &[], Nearness::Unknown, Some(Status::Planned));
        check(
            "to",
            &[("above", Stage::Proposed)],
            Nearness::Unknown,
            Some(Status::Proposed),
        );
        check(
            "to",
            &[("above", Stage::Begun)],
            Nearness::SameDay,
            Some(Status::Ongoing),
        );
        check("would", &[], Nearness::After, Some(Status::Planned));
        check("would", &[], Nearness::Unknown, Some(Status::Proposed));
        check(
            "past",
            &[("verb", Stage::Postponed)],
            Nearness::After,
            Some(Status::Postponed),
        );
        check(
            "past",
            &[("verb", Stage::Cancelled)],
            Nearness::After,
            Some(Status::Cancelled),
        );
        check(
            "none",
            &[("beside", Stage::Planned)],
            Nearness::Unknown,
            Some(Status::Planned),
        );
        check(
            "none",
            &[("before", Stage::Ended)],
            Nearness::Unknown,
            Some(Status::Held),
        );
        check("progressive", &[], Nearness::SameDay, Some(Status::Ongoing));
        check("none", &[], Nearness::Unknown, None);
    }
}
