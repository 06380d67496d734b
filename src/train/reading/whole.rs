//! Learns all that judges the reading, in the order in which one judgement asks another.

use crate::evaluate::gold::PartyNames;
use crate::pipeline::Reader;
use crate::train::reading::annotated::Annotated;
use crate::train::reading::figures::{Figure, Mistake};
use crate::train::reading::soft_labels::SoftLabelled;
use crate::train::reading::{addressees, commitments, meetings, same_as};

/// Weight files, and what cross-validation says of each judgement alone.
pub struct Learnt {
    /// Names below the data folder, and texts.
    pub files: Vec<(&'static str, String)>,
    /// The file of the network that reads words in context.
    pub context: Vec<u8>,
    /// Figures out of fold.
    pub figures: Vec<Figure>,
    /// What is judged wrongly of meetings, out of fold.
    pub mistakes: Vec<Mistake>,
}

/// Learns from annotated items, and `soft` labels of others. Of `reader` world, syntax, words and rules are used, not its judgements. Cost:
/// that of reading the items, and some minutes for some hundred.
pub fn learn_all(
    annotated: &[Annotated],
    soft: &[SoftLabelled],
    names: &PartyNames,
    reader: &Reader,
) -> Learnt {
    let (substrate, rules) = (reader.substrate(), reader.rules());
    let mut meetings = meetings::learn(annotated, names, substrate, reader.meetings().words());
    let commitments = commitments::learn(annotated, soft, &meetings.covers, reader);
    let (addressee, addressee_figure) = addressees::learn(annotated, names, substrate, rules);
    let (same, same_figure) = same_as::learn(annotated, substrate, rules);
    meetings.files.extend(commitments.files);
    meetings.files.push(("models/addressee.toml", addressee));
    meetings.files.push(("models/same-as.toml", same));
    meetings.figures.extend(commitments.figures);
    meetings.figures.extend([addressee_figure, same_figure]);
    Learnt {
        files: meetings.files,
        context: commitments.context,
        figures: meetings.figures,
        mistakes: meetings.mistakes,
    }
}
