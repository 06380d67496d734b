//! A page with the evidence marked in the text. Everything from an item is escaped; the page runs
//! nothing and loads nothing.

use std::io::{self, Write};

use crate::cli::read::answer::Answered;
use crate::cli::read::explain::Explanation;
use crate::cli::read::form::Form;
use crate::cli::read::marks::{Mark, segments};
use crate::cli::read::table::{self, HEADS};
use crate::news::Item;
use crate::report::{Field, Meeting, Register};

/// Prints one page with an article for each item.
pub struct Html {
    /// Whether each article says why.
    pub explain: bool,
    /// Articles so far: they tell anchors apart.
    pub articles: usize,
}

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Register of commitments</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #bbb; margin-top: 2rem }
.about, .verdict { color: #555 }
.body, pre { white-space: pre-wrap }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd }
mark.commitment { background: #ffe28a }
mark.meeting { background: #cfe6ff }
mark.commitment.meeting { background: #d9eec0 }
mark.condition { border-bottom: 2px dotted #a60 }
</style>
</head>
<body>
<h1>Register of commitments</h1>
"#;

impl Form for Html {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEAD.as_bytes())
    }

    fn item(&mut self, out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
        self.articles += 1;
        writeln!(out, "<article>")?;
        match (answered.register(), &answered.item) {
            (Some(register), Some(item)) => self.write_register(out, register, item)?,
            _ => write_unreported(out, answered)?,
        }
        if self.explain {
            write_explanation(out, &answered.explanation)?;
        }
        writeln!(out, "</article>")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</body>\n</html>\n")
    }
}

impl Html {
    fn write_register(
        &self,
        out: &mut dyn Write,
        register: &Register,
        item: &Item,
    ) -> io::Result<()> {
        let evidence = evidence(register, self.articles);
        writeln!(
            out,
            "<h2>{}</h2>",
            marked(&item.title, Field::Title, &evidence)
        )?;
        let head = &register.item;
        let parts = [
            Some(&head.id),
            head.source.as_ref(),
            head.published_at.as_ref(),
        ];
        let known: Vec<_> = parts
            .into_iter()
            .flatten()
            .map(|part| escaped(part))
            .collect();
        writeln!(out, "<p class=\"about\">{}</p>", known.join(" · "))?;
        if let Some(meeting) = &register.meeting {
            write_meeting(out, meeting)?;
        }
        self.write_table(out, register)?;
        writeln!(
            out,
            "<p class=\"body\">{}</p>",
            marked(&item.body, Field::Body, &evidence)
        )
    }

    fn write_table(&self, out: &mut dyn Write, register: &Register) -> io::Result<()> {
        if register.commitments.is_empty() {
            return Ok(());
        }
        let heads: String = HEADS
            .iter()
            .map(|head| format!("<th>{head}</th>"))
            .collect();
        writeln!(out, "<table>\n<tr>{heads}</tr>")?;
        for (at, commitment) in register.commitments.iter().enumerate() {
            let [first, rest @ ..] = table::row(commitment);
            let anchor = anchor(self.articles, at);
            let rest: String = rest
                .iter()
                .map(|cell| format!("<td>{}</td>", escaped(cell)))
                .collect();
            writeln!(
                out,
                "<tr><td><a href=\"#{anchor}\">{}</a></td>{rest}</tr>",
                escaped(&first)
            )?;
        }
        writeln!(out, "</table>")
    }
}

/// What the meeting is, who takes part, and which words show it.
fn write_meeting(out: &mut dyn Write, meeting: &Meeting) -> io::Result<()> {
    writeln!(out, "<p>Meeting: {}</p>", escaped(&table::meeting(meeting)))?;
    if !meeting.participants.is_empty() {
        writeln!(
            out,
            "<p>With: {}</p>",
            escaped(&table::participants(meeting))
        )?;
    }
    if meeting.evidence.is_empty() {
        return Ok(());
    }
    let shown: String = meeting
        .evidence
        .iter()
        .map(|one| {
            format!(
                "<li>{}: “{}”</li>\n",
                escaped(&one.signal),
                escaped(&one.exact)
            )
        })
        .collect();
    writeln!(out, "<ul>\n{shown}</ul>")
}

/// One stretch of evidence.
struct Evidence {
    field: Field,
    mark: Mark,
    class: &'static str,
    label: String,
    anchor: Option<String>,
}

/// Commitments first, so that theirs is the word where they overlap with the meeting.
fn evidence(register: &Register, article: usize) -> Vec<Evidence> {
    let commitments = register
        .commitments
        .iter()
        .enumerate()
        .map(|(at, commitment)| {
            let words = &commitment.evidence;
            Evidence {
                field: words.field,
                mark: Mark {
                    start: words.start,
                    end: words.end,
                },
                class: "commitment",
                label: table::in_full(commitment),
                anchor: Some(anchor(article, at)),
            }
        });
    let conditions = register.commitments.iter().filter_map(|commitment| {
        let words = commitment.condition.as_ref()?;
        Some(Evidence {
            field: words.field,
            mark: Mark {
                start: words.start,
                end: words.end,
            },
            class: "condition",
            label: format!("condition of: {}", commitment.action.text),
            anchor: None,
        })
    });
    let signals = register
        .meeting
        .iter()
        .flat_map(|meeting| &meeting.evidence)
        .map(|words| Evidence {
            field: words.field,
            mark: Mark {
                start: words.start,
                end: words.end,
            },
            class: "meeting",
            label: format!("meeting: {}", words.signal),
            anchor: None,
        });
    commitments.chain(conditions).chain(signals).collect()
}

/// The text with its evidence in `<mark>`; the first piece of a commitment's carries its anchor.
fn marked(text: &str, field: Field, evidence: &[Evidence]) -> String {
    let here: Vec<_> = evidence.iter().filter(|one| one.field == field).collect();
    let marks: Vec<_> = here.iter().map(|one| one.mark).collect();
    let mut anchored = vec![false; here.len()];
    let mut html = String::new();
    for segment in segments(text, &marks) {
        let words = escaped(&segment.text);
        let over: Vec<_> = segment
            .marks
            .iter()
            .filter_map(|at| here.get(*at))
            .collect();
        if over.is_empty() {
            html.push_str(&words);
            continue;
        }
        for (one, at) in over.iter().zip(&segment.marks) {
            let begun = anchored
                .get_mut(*at)
                .is_some_and(|begun| std::mem::replace(begun, true));
            if let (Some(anchor), false) = (&one.anchor, begun) {
                html.push_str(&format!("<a id=\"{anchor}\"></a>"));
            }
        }
        let mut classes: Vec<_> = over.iter().map(|one| one.class).collect();
        classes.dedup();
        let labels: Vec<_> = over.iter().map(|one| escaped(&one.label)).collect();
        let (class, title) = (classes.join(" "), labels.join("; "));
        html.push_str(&format!(
            "<mark class=\"{class}\" title=\"{title}\">{words}</mark>"
        ));
    }
    html
}

fn write_unreported(out: &mut dyn Write, answered: &Answered) -> io::Result<()> {
    let line = &answered.line;
    let title = answered
        .item
        .as_ref()
        .map(|item| item.title.as_str())
        .filter(|title| !title.is_empty());
    let id = line.id.as_deref().unwrap_or("(no id)");
    writeln!(out, "<h2>{}</h2>", escaped(title.unwrap_or(id)))?;
    let reason = line.reason.as_deref().unwrap_or("");
    writeln!(
        out,
        "<p class=\"verdict\">{} – {}: {reason}</p>",
        escaped(id),
        line.verdict
    )
}

fn write_explanation(out: &mut dyn Write, why: &Explanation) -> io::Result<()> {
    let lines = why.lines().join("\n");
    writeln!(
        out,
        "<details><summary>Why</summary>\n<pre>{}</pre></details>",
        escaped(&lines)
    )
}

fn anchor(article: usize, commitment: usize) -> String {
    format!("commitment-{article}-{}", commitment + 1)
}

/// Text that stays text, between tags and inside attributes.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::read::samples;

    fn printed(answered: &[Answered]) -> String {
        let mut out = Vec::new();
        let mut form = Html {
            explain: true,
            articles: 0,
        };
        form.begin(&mut out).unwrap();
        for answered in answered {
            form.item(&mut out, answered).unwrap();
        }
        form.end(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn evidence_is_marked() {
        insta::assert_snapshot!("html", printed(&samples::all()));
    }

    #[test]
    fn nothing_from_an_item_is_markup() {
        let mut answered = samples::reported();
        let hostile = "<script>alert('x')</script>\"&";
        if let Some(item) = &mut answered.item {
            item.title = hostile.to_owned();
            item.body = format!("{hostile} onload=\"x\"");
        }
        answered.line.id = Some(hostile.to_owned());
        let page = printed(&[
            answered.clone(),
            Answered {
                item: None,
                ..answered
            },
        ]);
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("onload=\"x\""), "{page}");
        assert!(page.contains("&lt;script&gt;"), "{page}");
    }
}
