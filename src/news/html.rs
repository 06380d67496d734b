//! HTML → the text that a reader sees.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is never text to read.
const UNREAD: &[&str] = &[
    "head", "iframe", "noscript", "script", "style", "svg", "template", "textarea", "title",
];

/// The text of an HTML document or fragment: paragraphs parted by a blank line, `<br>` as a line
/// break, entities decoded, white space folded, scripts and styles left out. Never fails: what is
/// malformed is read as browsers read it. Cost: linear in the text.
pub fn text_of_html(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page {
        text: String::with_capacity(html.len() / 2),
        pending: Gap::None,
        unread: None,
    };
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                page.start(&String::from_utf8_lossy(&tag.name), tag.self_closing)
            }
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.push(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    page.text
}

/// White space that is due before the next word; a wider one swallows a narrower one.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

struct Page {
    text: String,
    pending: Gap,
    /// The element that is being skipped, and how deep it is nested in itself.
    unread: Option<(String, usize)>,
}

impl Page {
    fn start(&mut self, name: &str, self_closing: bool) {
        if let Some((unread, depth)) = &mut self.unread {
            *depth += usize::from(unread == name && !self_closing);
        } else if UNREAD.contains(&name) && !self_closing {
            self.unread = Some((name.to_owned(), 1));
        } else {
            self.part(name);
        }
    }

    fn end(&mut self, name: &str) {
        match &mut self.unread {
            Some((unread, depth)) if unread == name => *depth -= 1,
            Some(_) => {}
            None => self.part(name),
        }
        if self.unread.as_ref().is_some_and(|(_, depth)| *depth == 0) {
            self.unread = None;
        }
    }

    fn part(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.widen(Gap::Paragraph);
        } else if name == "br" {
            self.widen(Gap::Line);
        }
    }

    fn widen(&mut self, gap: Gap) {
        if gap > self.pending {
            self.pending = gap;
        }
    }

    fn push(&mut self, words: &str) {
        if self.unread.is_some() {
            return;
        }
        for letter in words.chars() {
            if letter.is_whitespace() {
                self.widen(Gap::Space);
                continue;
            }
            if !self.text.is_empty() {
                self.text.push_str(match self.pending {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.pending = Gap::None;
            self.text.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    fn check(html: &str, expected: &str) {
        assert_eq!(text_of_html(html), expected);
    }

    #[test]
    fn blocks_part_paragraphs_and_inline_elements_do_not() {
        check(
            "<p>Peru <b>will</b>\n reply.</p><p>Soon.</p>",
            "Peru will reply.\n\nSoon.",
        );
        check(
            "<div><div>a<br/>b</div></div><ul><li>c<li>d</ul>",
            "a\nb\n\nc\n\nd",
        );
    }

    #[test]
    fn entities_are_decoded_and_what_is_no_text_is_left_out() {
        check(
            "Fish &amp; chips&nbsp;&#8364;5 &lt;b&gt;",
            "Fish & chips €5 <b>",
        );
        check(
            "<style>p {}</style>a<script>if (1 < 2) {}</script>b<!-- c -->",
            "ab",
        );
        check("<head><title>no</title></head><body>yes</body>", "yes");
        check("plain < text", "plain < text");
        check("<p></p> <br>", "");
    }

    #[test]
    fn a_megabyte_of_unclosed_marks_is_read_in_linear_time() {
        for mark in ["<", "<a ", "&", "<p>", "</", "<!--", "<a b=\"", "<script>"] {
            let html = mark.repeat((1 << 20) / mark.len());
            let start = Instant::now();
            text_of_html(&html);
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "{mark}: {:?}",
                start.elapsed()
            );
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_never_ends_in_white_space(html in "\\PC{0,80}|[<>/a-z &;!\"-]{0,200}") {
            let text = text_of_html(&html);
            prop_assert_eq!(text.trim(), &text);
        }
    }
}
