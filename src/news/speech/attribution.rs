//! Who says what stands between marks.

use crate::news::speech::cue::CueClass;
use crate::news::speech::paragraphs::paragraphs;
use crate::news::speech::quotation::{COMPLETE, Quotation, form, is_clause, tops};
use crate::news::speech::read::{Place, Read};
use crate::news::speech::reports::Reports;
use crate::news::speech::run::share_over_paragraphs;
use crate::news::speech::stretches::Stretch;
use crate::news::speech::subject::{Subject, beside, subject_before};
use crate::news::speech::told::Told;
use crate::text::{Relation, Span};

/// Words between a quotation and the word of speech after it at most, where a new sentence begins.
const NEAR_WORDS_MAX: usize = 12;
/// Bytes between a word of speech and a quotation after it at most, where neither a mark nor the tree
/// joins them.
const NEAR_BYTES_MAX: usize = 80;
/// Bytes between two quotations of one speaker at most.
const INTERPOSED_BYTES_MAX: usize = 300;

/// Quotations of the stretches, in their order. Cost: linear in the text, as every stretch looks at its
/// own neighbourhood alone.
pub fn quotations(read: &Read, reports: &mut Reports, stretches: &[Stretch]) -> Vec<Quotation> {
    let told = Told::of(read, reports);
    let mut work = Attribution {
        read: *read,
        reports,
        stretches,
        paragraphs: paragraphs(read.text),
        told,
        found: Vec::with_capacity(stretches.len()),
        last_of_depth: Vec::new(),
    };
    for at in 0..stretches.len() {
        work.attribute(at);
    }
    let mut found = work.found;
    share_over_paragraphs(read, reports, stretches, &mut found);
    found
}

/// What is found of one stretch, and whether a mark or the tree ties it to its speaker.
struct Tie {
    report: usize,
    firm: bool,
}

impl Tie {
    const fn firm(report: usize) -> Self {
        Self { report, firm: true }
    }
}

struct Attribution<'a, 'r> {
    read: Read<'a>,
    reports: &'r mut Reports,
    stretches: &'a [Stretch],
    paragraphs: Vec<Span>,
    told: Told,
    found: Vec<Quotation>,
    /// The latest stretch of each depth.
    last_of_depth: Vec<Option<usize>>,
}

impl Attribution<'_, '_> {
    fn attribute(&mut self, at: usize) {
        let Some(&stretch) = self.stretches.get(at) else {
            return;
        };
        let bounds = self.bounds(&stretch);
        self.last_of_depth.resize(stretch.depth + 1, None);
        let before = self
            .last_of_depth
            .get(stretch.depth)
            .copied()
            .flatten()
            .filter(|&before| {
                self.stretches
                    .get(before)
                    .is_some_and(|before| before.outer.start >= bounds.start)
            });
        let next = self
            .stretches
            .iter()
            .skip(at + 1)
            .find(|next| next.depth <= stretch.depth)
            .filter(|next| next.depth == stretch.depth)
            .map_or(bounds.end, |next| next.outer.start.min(bounds.end));
        let tie = self.tie(&stretch, bounds, before, next);
        let form = form(&self.read, &stretch, tie.as_ref().map(|tie| tie.firm));
        let tie = tie.filter(|_| form.is_speech());
        if let Some(tie) = &tie {
            self.mend_source(tie.report, stretch.outer);
        }
        let same = before.filter(|&before| {
            let earlier = self
                .found
                .get(before)
                .and_then(|quotation| quotation.report);
            tie.is_some() && earlier == tie.as_ref().map(|tie| tie.report)
        });
        let utterance = same
            .and_then(|before| self.found.get(before))
            .map_or(at, |before| before.utterance);
        self.found.push(Quotation {
            words: stretch.words,
            outer: stretch.outer,
            form,
            depth: stretch.depth,
            report: tie.map(|tie| tie.report),
            utterance,
        });
        if let Some(last) = self.last_of_depth.get_mut(stretch.depth) {
            *last = Some(at);
        }
    }

    /// No quotation speaks itself: where the tree takes its subject from inside, it stands by the verb.
    fn mend_source(&mut self, report: usize, quoted: Span) {
        let Some(told) = self.reports.reports.get(report).copied() else {
            return;
        };
        let head = told
            .source
            .and_then(|source| self.reports.sources.get(source))
            .map(|source| source.head);
        let within = |span: Span| quoted.start <= span.start && span.end <= quoted.end;
        if !head.is_some_and(within) || told.cue.is_none() {
            return;
        }
        let outside = |place: &Place| !self.read.node(*place).is_some_and(|node| within(node.span));
        let beside = match beside(&self.read, told.at) {
            Some(Subject::Head(head)) => Some(head),
            _ => None,
        };
        let head = beside
            .filter(outside)
            .or_else(|| subject_before(&self.read, told.at).filter(outside));
        let source = head.and_then(|head| self.reports.source(&self.read, head));
        if let Some(told) = self.reports.reports.get_mut(report) {
            told.source = source;
        }
    }

    /// The paragraph, or for marks inside marks the words of the outer ones.
    fn bounds(&self, stretch: &Stretch) -> Span {
        let outer = stretch
            .depth
            .checked_sub(1)
            .and_then(|depth| self.last_of_depth.get(depth).copied().flatten())
            .and_then(|outer| self.stretches.get(outer));
        if let Some(outer) = outer {
            return outer.words;
        }
        let at = self
            .paragraphs
            .partition_point(|paragraph| paragraph.end <= stretch.outer.start);
        self.paragraphs.get(at).copied().unwrap_or(stretch.outer)
    }

    fn tie(
        &mut self,
        stretch: &Stretch,
        bounds: Span,
        before: Option<usize>,
        next: usize,
    ) -> Option<Tie> {
        let start = before
            .and_then(|before| self.stretches.get(before))
            .map_or(bounds.start, |before| before.outer.end);
        let ahead = Span {
            start,
            end: stretch.outer.start,
        };
        let behind = Span {
            start: stretch.outer.end,
            end: next.max(stretch.outer.end),
        };
        let words = stretch.words.of(self.read.text);
        let above = self.above(stretch);
        if !is_clause(&self.read, stretch.words) && !words.ends_with(COMPLETE) {
            return above.or_else(|| self.colon(ahead)).map(Tie::firm);
        }
        let after = self.after(stretch, behind).map(Tie::firm);
        if words.ends_with(',') && after.is_some() {
            return after;
        }
        let earlier = self.ahead(ahead, above);
        let firm = earlier.as_ref().is_some_and(|tie| tie.firm);
        let first = if firm { earlier } else { after.or(earlier) };
        first
            .or_else(|| self.interposed(ahead, before))
            .or_else(|| self.around(ahead, behind))
    }

    /// The report under which the tree puts the stretch.
    fn above(&self, stretch: &Stretch) -> Option<usize> {
        let top = tops(&self.read, stretch.words).next()?;
        self.read.upwards(top).find_map(|place| {
            let scope = self.reports.scopes_of(place).last();
            scope.or_else(|| self.naming(place))
        })
    }

    /// "called the move “illegal”".
    fn naming(&self, place: Place) -> Option<usize> {
        let span = self.read.node(place)?.span;
        let number = self.told.at(span.start)?;
        let cue = self.reports.reports.get(number)?.cue?;
        (cue.class == CueClass::Call).then_some(number)
    }

    /// The report right before a colon or comma before the marks.
    fn colon(&self, zone: Span) -> Option<usize> {
        let words = zone.of(self.read.text).trim_end();
        let last = self.told.within(zone).last()?;
        words.ends_with([':', ',']).then_some(last.1)
    }

    /// The report before a quotation in its own sentence.
    fn ahead(&self, zone: Span, above: Option<usize>) -> Option<Tie> {
        let words = zone.of(self.read.text).trim_end();
        let tree = self
            .read
            .tree_after(zone.start + words.len().saturating_sub(1));
        let sentence = self.read.sentence(tree);
        let start = zone.start.max(sentence.start);
        let inside = Span { start, ..zone };
        let last = self.told.within(inside).last().copied();
        let open = words.ends_with([':', ',']) || words.ends_with("that");
        match last {
            Some((_, report)) if open || above == Some(report) => Some(Tie::firm(report)),
            Some((at, report))
                if zone.end - at <= NEAR_BYTES_MAX && !words.ends_with(['.', '!', '?']) =>
            {
                Some(Tie::firm(report))
            }
            _ => above.map(Tie::firm),
        }
    }

    /// The report behind a quotation, in its sentence or close to the mark in the next.
    fn after(&self, stretch: &Stretch, zone: Span) -> Option<usize> {
        let text = self.read.text;
        let words = zone.of(text);
        let rest = words.trim_start();
        let tree = self
            .read
            .tree_after(zone.start + (words.len() - rest.len()));
        let sentence = self.read.sentence(tree);
        let soft = !stretch.words.of(text).ends_with('.') || rest.starts_with([',', '—', '–']);
        let small = rest.starts_with(char::is_lowercase);
        if !(soft || small) || sentence.start >= zone.end {
            return None;
        }
        let inside = Span {
            start: zone.start,
            end: zone.end.min(sentence.end),
        };
        let goes_on = sentence.start < zone.start || small || rest.starts_with(',');
        let mut told = self.told.within(inside).iter();
        let near = told.find(|&&(_, number)| {
            self.reports.reports.get(number).is_some_and(|report| {
                goes_on
                    || (report.at.word <= NEAR_WORDS_MAX
                        && self.read.child(report.at, &[Relation::Ccomp]).is_none())
            })
        });
        near.map(|near| near.1)
    }

    /// "…,” he said. “…": the second goes on the first.
    fn interposed(&self, zone: Span, before: Option<usize>) -> Option<Tie> {
        let report = self.found.get(before?)?.report?;
        let at = self
            .read
            .node(self.reports.reports.get(report)?.at)?
            .span
            .start;
        let short = zone.end.saturating_sub(zone.start) <= INTERPOSED_BYTES_MAX;
        let between = self
            .told
            .within(zone)
            .last()
            .is_some_and(|last| last.1 == report)
            && (zone.start..zone.end).contains(&at);
        let nothing = !zone.of(self.read.text).contains(char::is_alphanumeric);
        (short && (between || nothing)).then_some(Tie::firm(report))
    }

    /// The speaker of the sentence before in the same paragraph, of the sentence after it, or of what
    /// the paragraph before quotes.
    fn around(&mut self, ahead: Span, behind: Span) -> Option<Tie> {
        let text = self.read.text;
        let words = ahead.of(text).trim_end();
        let report = if words.contains(char::is_alphanumeric) {
            let last = ahead.start + words.len() - 1;
            let tree = self.read.tree_after(last);
            self.told.speaker_of(&self.read, self.reports, tree, ahead)
        } else {
            let rest = behind.of(text);
            let start = behind.start + (rest.len() - rest.trim_start().len());
            let sentence = self.read.tree_after(start);
            let follows = rest.contains(char::is_alphanumeric) && start < behind.end;
            let following = follows
                .then(|| {
                    self.told
                        .speaker_of(&self.read, self.reports, sentence, behind)
                })
                .flatten();
            following.or_else(|| self.last_speaker(ahead.start))
        };
        report.map(|report| Tie {
            report,
            firm: false,
        })
    }

    /// Who was quoted last in the paragraph that ends before `start`.
    fn last_speaker(&self, start: usize) -> Option<usize> {
        let here = self
            .paragraphs
            .partition_point(|paragraph| paragraph.end <= start);
        let paragraph = self.paragraphs.get(here.checked_sub(1)?)?;
        let last = self.found.iter().rev().find(|last| last.depth == 0)?;
        if last.outer.start >= paragraph.start {
            return last.report;
        }
        let told = self.told.within(*paragraph).last()?.1;
        let report = self.reports.reports.get(told)?;
        report.source.map(|_| told)
    }
}
