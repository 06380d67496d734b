//! Any bytes: an item or a fault, never a panic; an item keeps what it promises.
#![no_main]

use communique::news::{Item, Limits, Status};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(item) = Item::parse(bytes, &Limits { item_bytes_max: 1 << 16, depth_max: 64 }) {
        assert!(!item.id.trim().is_empty());
        assert!(item.status != Status::Usable || !(item.title.is_empty() && item.body.is_empty()));
        let _ = item.is_english();
    }
});
