//! Sample items of our own writing, for demonstrations.

/// A dozen items, one to a line, in both wire forms: meetings held, planned, called off and proposed,
/// with commitments, conditions and refusals; a domestic item, one in French, one cancelled, one
/// withheld. Events and people are invented.
pub fn samples() -> impl Iterator<Item = &'static str> {
    include_str!("../../config/samples/items.jsonl").lines()
}
