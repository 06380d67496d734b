//! Measuring what is learnt against what people annotated. Uses floors 1 to 5; nothing uses it but
//! the command line.

mod alignment;
mod count;
pub mod gold;
pub mod json_lines;
pub mod mentions;
pub mod plover;
pub mod reading;
pub mod speech;
pub mod speed;
pub mod syntax;
pub mod time;
