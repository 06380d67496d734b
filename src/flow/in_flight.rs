//! The bound on what is read and not yet settled, shared by a source and the runner.
//!
//! Two counters, each exact by itself, and nothing else is published through them: so the weakest order
//! of memory will do, and there is no interleaving to try out. A record is added before it is sent through
//! the channel and removed after it was received, so no counter falls below zero. A source that sees one
//! counter before and the other after a change stops or goes on a moment early, by one record.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Counts records in flight and their bytes. A source stops reading when [`InFlight::is_full`] and
/// goes on when [`InFlight::has_room`]: the distance between the two keeps it from flapping.
#[derive(Debug)]
pub struct InFlight {
    items: AtomicUsize,
    bytes: AtomicUsize,
    items_max: usize,
    bytes_max: usize,
}

impl InFlight {
    /// Nothing in flight, with these bounds.
    pub fn new(items_max: usize, bytes_max: usize) -> Self {
        Self {
            items: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            items_max,
            bytes_max,
        }
    }

    /// One more record of so many bytes.
    pub fn add(&self, bytes: usize) {
        self.items.fetch_add(1, Relaxed);
        self.bytes.fetch_add(bytes, Relaxed);
    }

    /// So many records of so many bytes together are settled or given up.
    pub fn remove(&self, items: usize, bytes: usize) {
        self.items.fetch_sub(items, Relaxed);
        self.bytes.fetch_sub(bytes, Relaxed);
    }

    /// Records in flight.
    pub fn items(&self) -> usize {
        self.items.load(Relaxed)
    }

    /// Bytes in flight.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Relaxed)
    }

    /// The bound on records.
    pub fn items_max(&self) -> usize {
        self.items_max
    }

    /// The bound on bytes.
    pub fn bytes_max(&self) -> usize {
        self.bytes_max
    }

    /// A bound is reached.
    pub fn is_full(&self) -> bool {
        self.items() >= self.items_max || self.bytes() >= self.bytes_max
    }

    /// Both have fallen to half their bound.
    pub fn has_room(&self) -> bool {
        self.items() <= self.items_max / 2 && self.bytes() <= self.bytes_max / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_by_items_or_bytes_and_has_room_only_at_half_of_both() {
        let in_flight = InFlight::new(4, 100);
        (0..3).for_each(|_| in_flight.add(10));
        assert!(!in_flight.is_full() && !in_flight.has_room());
        in_flight.add(10);
        assert!(in_flight.is_full(), "by items");
        in_flight.remove(2, 20);
        assert!(in_flight.has_room());
        in_flight.add(90);
        assert!(in_flight.is_full(), "by bytes");
        in_flight.remove(2, 30);
        assert!(!in_flight.has_room(), "one record left, but of 80 bytes");
    }
}
