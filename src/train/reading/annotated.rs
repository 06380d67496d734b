//! An item with what people say of it, and how it teaches.

use crate::evaluate::gold::GoldItem;
use crate::news::Item;
use crate::train::reading::examples::Origin;

/// An annotated item to learn from.
#[derive(Clone, Copy, Debug)]
pub struct Annotated<'a> {
    /// The item.
    pub item: &'a Item,
    /// What people say of it.
    pub gold: &'a GoldItem,
    /// How much it counts beside an item of 1.
    pub weight: f64,
    /// Only taught, and neither measured nor calibrated on.
    pub is_aside: bool,
    /// A real item and none of our own writing: it quotes as often as news does, and people said which of its
    /// undertakings are the same.
    pub is_real: bool,
}

impl<'a> Annotated<'a> {
    /// Where its examples are from.
    pub fn origin(&self) -> Origin<'a> {
        Origin {
            id: &self.item.id,
            weight: self.weight,
            is_aside: self.is_aside,
        }
    }
}
