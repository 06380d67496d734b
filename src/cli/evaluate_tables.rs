//! What `communique evaluate reading` prints for people.

use std::fmt::Write;

use crate::evaluate::reading::{Bin, Figures, Finding, Interval, Mean, Retrieval, Scores};

/// All figures as tables.
pub fn scores(scores: &Scores) -> String {
    let all = &scores.all;
    let mut text = format!(
        "{} items; figures in percent, in brackets the 95 % interval\n",
        scores.items
    );
    text += &retrievals(
        "",
        &[
            ("meeting", &all.meeting),
            ("commitment", &all.commitment.retrieval),
            ("register", &all.register),
        ],
    );
    text += &retrievals(
        "sets and fields where given",
        &[
            ("frame: parties", &all.frame.parties),
            ("frame: participants", &all.frame.participants),
            ("addressee", &all.fields.addressee),
            ("condition", &all.where_given.condition),
            ("due", &all.where_given.due),
            ("same_as", &all.where_given.same_as),
        ],
    );
    text += &means(all);
    text += &groups("source", scores.by_source.iter());
    text += &groups("field", scores.by_field.iter());
    text += &reliability("confidence of commitments", &scores.reliability);
    text += &reliability("score of meetings", &scores.meeting_reliability);
    text.trim_end().to_owned()
}

/// What there is to look at, a paragraph each.
pub fn findings(findings: &[Finding]) -> String {
    let mut text = String::from("\n");
    for one in findings {
        let source = one.source.as_deref().unwrap_or("");
        let mut head = format!("\n{} · {} ({source})", one.what, one.item);
        if let Some(rule) = &one.rule {
            head += &format!(" · {rule}");
        }
        if let Some(confidence) = one.confidence {
            head += &format!(" · {confidence}");
        }
        text += &(head + "\n");
        for (name, value) in [("gold", &one.gold), ("found", &one.found)] {
            if one.what.starts_with("wrong") || value.is_some() {
                line(&mut text, name, value.as_deref().unwrap_or("–"));
            }
        }
        if let Some(at) = &one.at {
            let place = format!("{:?} {}–{}", at.field, at.start, at.end).to_lowercase();
            line(&mut text, &place, &at.text.replace('\n', " ¶ "));
        }
    }
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "    {name}: {value}");
}

fn retrievals(title: &str, rows: &[(&str, &Retrieval)]) -> String {
    let mut text = format!(
        "\n{title:<28}{:<20}{:<20}{:<20}{:>6}{:>7}{:>6}\n",
        "precision", "recall", "F1", "right", "found", "gold"
    );
    for (name, row) in rows {
        let _ = writeln!(
            text,
            "{name:<28}{:<20}{:<20}{:<20}{:>6}{:>7}{:>6}",
            interval(&row.precision),
            interval(&row.recall),
            interval(&row.f1),
            row.right,
            row.found,
            row.gold
        );
    }
    text
}

fn means(all: &Figures) -> String {
    let rows: [(&str, &Mean); 12] = [
        ("frame: status", &all.frame.status),
        ("frame: format", &all.frame.format),
        ("frame: place", &all.frame.place),
        ("frame: date", &all.frame.date),
        ("frame: planned, said held", &all.frame.planned_as_held),
        ("evidence: mean IoU", &all.commitment.mean_iou),
        ("type", &all.fields.kind),
        ("committer", &all.fields.committer),
        ("voice", &all.fields.voice),
        ("hedged", &all.fields.hedged),
        ("person", &all.fields.person),
        ("round trips", &all.round_trips),
    ];
    let mut text = format!("\n{:<28}{:<20}{:>6}\n", "shares", "right", "of");
    for (name, row) in rows {
        let _ = writeln!(text, "{name:<28}{:<20}{:>6}", interval(&row.share), row.of);
    }
    text
}

/// A row of the main figures for each source or field.
fn groups<'g>(by: &str, groups: impl Iterator<Item = (&'g String, &'g Figures)>) -> String {
    let heads = [
        "meeting F1",
        "gold",
        "P",
        "R",
        "F1",
        "IoU",
        "type",
        "committer",
        "due F1",
        "register F1",
    ];
    let mut text = format!("\n{by:<16}");
    heads.iter().for_each(|head| text += &format!("{head:>12}"));
    text.push('\n');
    for (name, figures) in groups {
        let (commitment, fields) = (&figures.commitment, &figures.fields);
        let cells = [
            value(&figures.meeting.f1),
            commitment.retrieval.gold.to_string(),
            value(&commitment.retrieval.precision),
            value(&commitment.retrieval.recall),
            value(&commitment.retrieval.f1),
            value(&commitment.mean_iou.share),
            value(&fields.kind.share),
            value(&fields.committer.share),
            value(&figures.where_given.due.f1),
            value(&figures.register.f1),
        ];
        text += &format!("{name:<16}");
        cells.iter().for_each(|cell| text += &format!("{cell:>12}"));
        text.push('\n');
    }
    text
}

fn reliability(title: &str, bins: &[Bin]) -> String {
    let mut text = format!("\n{title:<28}{:>6}{:>8}{:>8}\n", "count", "mean", "right");
    for bin in bins.iter().filter(|bin| bin.count > 0) {
        let step = format!("{:.1}–{:.1}", bin.from, bin.to);
        let (mean, right) = (percent(bin.mean_confidence), percent(bin.right));
        let _ = writeln!(text, "{step:<28}{:>6}{mean:>8}{right:>8}", bin.count);
    }
    text
}

fn interval(interval: &Interval) -> String {
    let (Some(_), low, high) = (interval.value, interval.low, interval.high) else {
        return format!("{:>5}", value(interval));
    };
    let ends = format!("[{}–{}]", percent(low), percent(high));
    format!("{:>5} {ends}", value(interval))
}

fn value(interval: &Interval) -> String {
    percent(interval.value)
}

/// In percent with one decimal; a dash where nothing was counted.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}", 100.0 * share))
}
