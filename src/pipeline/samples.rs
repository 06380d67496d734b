//! Sample items of our own writing, for the demo and for trying things out.

/// Each sample as one JSON value.
pub fn samples() -> impl Iterator<Item = &'static str> {
    include_str!("../../config/samples/items.jsonl").lines()
}
