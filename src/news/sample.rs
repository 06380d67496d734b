//! Documents for tests: items annotated with the shipped syntax and a test's own world.

use crate::news::{Document, Item, Substrate};
use crate::text::{Scratch, Syntax};
use crate::world::World;
use jiff::civil::Date;
use std::sync::LazyLock;

/// The shipped syntax, loaded once.
pub static SYNTAX: LazyLock<Syntax> = LazyLock::new(|| Syntax::shipped().unwrap());

/// The day of most tests, a Monday.
pub const MONDAY: Date = jiff::civil::date(2024, 3, 4);

/// Reads an item as of a day.
pub fn annotated<'i>(item: &'i Item, world: &World, on: Option<Date>) -> Document<'i> {
    let substrate = Substrate {
        world,
        syntax: &SYNTAX,
    };
    Document::annotate(item, substrate, on, &mut Scratch::new())
}
