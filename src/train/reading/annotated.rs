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

    /// The same for how far a meeting has come, which real items beside do not teach: whether talks of the day are
    /// over or go on was marked otherwise there, and what they taught was wrong of the others.
    pub fn origin_of_status(&self) -> Origin<'a> {
        let origin = self.origin();
        let teaches = !(self.is_real && self.is_aside);
        Origin {
            weight: if teaches { origin.weight } else { 0.0 },
            ..origin
        }
    }
}
