//! From a feature's key to its place among the weights.

/// Slots for each key at least: half of them stay empty, so that most searches end at the first look.
const SLOTS_A_KEY: usize = 2;

/// The places of keys that are hashes already. Built once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Keys {
    /// As many as a power of two; a key lies in the slot of its lowest bits or in the next free one.
    slots: Vec<Option<(u64, u32)>>,
}

impl Keys {
    /// Places in the order given; of equal keys the first. Cost: linear.
    pub fn new(keys: &[u64]) -> Self {
        let size = (keys.len() * SLOTS_A_KEY).max(1).next_power_of_two();
        let mut made = Self {
            slots: vec![None; size],
        };
        for (&key, place) in keys.iter().zip(0..) {
            let (slot, known) = made.search(key);
            if let (None, Some(slot)) = (known, made.slots.get_mut(slot)) {
                *slot = Some((key, place));
            }
        }
        made
    }

    /// The place of a key, if it has one. Cost: a look or two.
    pub fn place(&self, key: u64) -> Option<usize> {
        self.search(key).1.map(|place| place as usize)
    }

    /// The slot where a key lies or would lie, and its place.
    fn search(&self, key: u64) -> (usize, Option<u32>) {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while let Some(&Some((known, place))) = self.slots.get(slot) {
            if known == key {
                return (slot, Some(place));
            }
            slot = (slot + 1) & mask;
        }
        (slot, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_place_and_no_other_has_one() {
        // The same lowest bits, so that all want one slot.
        let keys: Vec<u64> = (0..100).map(|n| n << 32 | 7).collect();
        let places = Keys::new(&keys);
        for (place, &key) in keys.iter().enumerate() {
            assert_eq!(places.place(key), Some(place));
        }
        assert_eq!(places.place(7 << 40), None);
        assert_eq!(Keys::new(&[]).place(0), None);
        assert_eq!(Keys::new(&[5, 5]).place(5), Some(0));
    }
}
