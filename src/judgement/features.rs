//! What is known of one thing that is to be judged: a bag of named features.

/// Between the name of a point and the place of one of its numbers.
pub(super) const POINT: char = '~';

/// Named features, each with a number. A name is hashed from its pieces as it is added, so that reading
/// makes no strings; [`Features::named`] keeps the names too, for learning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    entries: Vec<(u64, f64)>,
    names: Option<Vec<String>>,
}

impl Features {
    /// An empty bag.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty bag that keeps names.
    pub fn named() -> Self {
        Self {
            names: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Takes everything out and keeps the memory.
    pub fn clear(&mut self) {
        self.entries.clear();
        if let Some(names) = &mut self.names {
            names.clear();
        }
    }

    /// Something that simply holds: `quoted`.
    pub fn flag(&mut self, name: &str) {
        self.put(&[name], 1.0);
    }

    /// The value of a class: `trigger=promise`. One class may have several values.
    pub fn add(&mut self, class: &str, value: &str) {
        self.put(&[class, "=", value], 1.0);
    }

    /// Two values that hold together: `trigger=promise&tense=past`.
    pub fn add_pair(&mut self, one: (&str, &str), other: (&str, &str)) {
        self.put(&[one.0, "=", one.1, "&", other.0, "=", other.1], 1.0);
    }

    /// Several values that hold together, each alone and every two as a pair. Cost: the square of their number.
    pub fn cross(&mut self, facts: &[(&str, &str)]) {
        for (at, &fact) in facts.iter().enumerate() {
            self.add(fact.0, fact.1);
            for &other in facts.iter().skip(at + 1) {
                self.add_pair(fact, other);
            }
        }
    }

    /// A number, best between 0 and 1 so that its weight compares with others; none that is not finite.
    pub fn value(&mut self, name: &str, number: f64) {
        if number.is_finite() {
            self.put(&[name], number);
        }
    }

    /// A point in a space of meanings, `scale` times as far out: its numbers are `name~0`, `name~1` and so
    /// on. One bag has at most one point of a name.
    pub fn point(&mut self, name: &str, numbers: &[f32], scale: f64) {
        let mut buffer = [0; 4];
        let point: &str = POINT.encode_utf8(&mut buffer);
        for (at, &number) in numbers.iter().enumerate().filter(|one| *one.1 != 0.0) {
            let mut digits = [0; 3];
            let Some(digits) = decimal(at, &mut digits) else {
                return;
            };
            let pieces = [name, point, digits];
            self.entries.push((key(&pieces), f64::from(number) * scale));
            if let Some(names) = &mut self.names {
                names.push(pieces.concat());
            }
        }
    }

    /// Keys and numbers, in the order in which they were added.
    pub(super) fn entries(&self) -> &[(u64, f64)] {
        &self.entries
    }

    /// Names and numbers in the order in which they were added; nothing unless the bag keeps names.
    pub fn names(&self) -> impl Iterator<Item = (&str, f64)> {
        let names = self.names.iter().flatten().map(String::as_str);
        names.zip(self.entries.iter().map(|entry| entry.1))
    }

    /// What is added twice counts once, as first added.
    fn put(&mut self, pieces: &[&str], number: f64) {
        let key = key(pieces);
        if self.entries.iter().any(|entry| entry.0 == key) {
            return;
        }
        self.entries.push((key, number));
        if let Some(names) = &mut self.names {
            names.push(pieces.concat());
        }
    }
}

/// Whether a feature of this name is a number of a point.
pub fn is_of_point(name: &str) -> bool {
    name.contains(POINT)
}

/// A number below 1000 in digits.
fn decimal(number: usize, digits: &mut [u8; 3]) -> Option<&str> {
    let all = [number / 100, number / 10 % 10, number % 10];
    for (slot, digit) in digits.iter_mut().zip(all) {
        *slot = b'0' + u8::try_from(digit).ok().filter(|digit| *digit < 10)?;
    }
    let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(2);
    std::str::from_utf8(digits.get(first..)?).ok()
}

/// FNV-1a over a name that comes in pieces: the same as over the whole name.
pub(super) fn key(pieces: &[&str]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let bytes = pieces.iter().flat_map(|piece| piece.bytes());
    bytes.fold(BASIS, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_a_file_would_write() {
        let mut features = Features::named();
        features.flag("quoted");
        features.add("trigger", "promise");
        features.add_pair(("trigger", "promise"), ("tense", "past"));
        features.value("density", 0.25);
        features.value("density", 0.5);
        features.value("endless", f64::INFINITY);
        let names: Vec<_> = features.names().collect();
        let expected = [
            ("quoted", 1.0),
            ("trigger=promise", 1.0),
            ("trigger=promise&tense=past", 1.0),
            ("density", 0.25),
        ];
        assert_eq!(names, expected);
        let keys: Vec<u64> = features.entries().iter().map(|entry| entry.0).collect();
        assert_eq!(keys, expected.map(|(name, _)| key(&[name])));
    }

    #[test]
    fn facts_that_hold_together_are_crossed() {
        let mut features = Features::named();
        features.cross(&[("link", "at"), ("kind", "city"), ("tense", "past")]);
        let names: Vec<_> = features.names().map(|one| one.0).collect();
        let expected = [
            "link=at",
            "link=at&kind=city",
            "link=at&tense=past",
            "kind=city",
            "kind=city&tense=past",
            "tense=past",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_point_is_its_numbers_and_noughts_are_left_out() {
        let mut numbers = vec![0.0; 124];
        for (at, number) in [(0, 2.0), (7, -1.0), (10, 1.0), (123, 4.0)] {
            numbers[at] = number;
        }
        let mut features = Features::named();
        features.point("act", &numbers, 0.5);
        let names: Vec<_> = features.names().collect();
        let expected = [
            ("act~0", 1.0),
            ("act~7", -0.5),
            ("act~10", 0.5),
            ("act~123", 2.0),
        ];
        assert_eq!(names, expected);
        let keys: Vec<u64> = features.entries().iter().map(|entry| entry.0).collect();
        assert_eq!(keys, expected.map(|(name, _)| key(&[name])));
        assert_eq!(decimal(1000, &mut [0; 3]), None);
    }

    #[test]
    fn reading_keeps_no_names_and_finds_the_same_keys() {
        let (mut named, mut bare) = (Features::named(), Features::new());
        for features in [&mut named, &mut bare] {
            features.flag("old");
            features.clear();
            features.add("a", "b");
        }
        assert_eq!(named.entries(), bare.entries());
        assert_eq!((named.names().count(), bare.names().count()), (1, 0));
    }
}
