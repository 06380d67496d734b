//! The parser's working memory, kept from item to item.

use std::sync::{Mutex, PoisonError};

use crate::text::Scratch;

/// Working memories that are not in use; as many as threads have read at once. A memory whose reader
/// panicked is lost, and the next reader begins with an empty one.
#[derive(Default)]
pub struct Scratches {
    free: Mutex<Vec<Scratch>>,
}

impl Scratches {
    /// Lends a working memory. Cost: two locks that are held for a few instructions.
    pub fn with<T>(&self, read: impl FnOnce(&mut Scratch) -> T) -> T {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = free().pop().unwrap_or_default();
        let answer = read(&mut scratch);
        free().push(scratch);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_kept_and_lent_to_one_at_a_time() {
        let scratches = Scratches::default();
        scratches.with(|_| scratches.with(|_| assert_eq!(scratches.free.lock().unwrap().len(), 0)));
        assert_eq!(scratches.free.lock().unwrap().len(), 2);
        scratches.with(|_| assert_eq!(scratches.free.lock().unwrap().len(), 1));
    }
}
