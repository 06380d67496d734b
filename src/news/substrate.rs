//! What reading stands on: the floors below, loaded once.

use crate::text::Syntax;
use crate::world::World;

/// What turns an item's texts into a document; shared by all who read.
#[derive(Clone, Copy)]
pub struct Substrate<'r> {
    /// Who acts in the world.
    pub world: &'r World,
    /// How sentences hang together.
    pub syntax: &'r Syntax,
}
