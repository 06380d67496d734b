//! How deep JSON is nested, told before a parser sees it.

/// The nesting of brackets outside strings, at most one more than `limit`: the scan stops there.
/// A cheap linear pass that needs no valid JSON, so that 100,000 brackets cost nothing.
pub fn depth(text: &str, limit: usize) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        if in_string {
            (in_string, escaped) = (escaped || byte != b'"', !escaped && byte == b'\\');
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
        if deepest > limit {
            break;
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: usize) {
        assert_eq!(depth(text, 64), expected, "{text:.40}");
    }

    #[test]
    fn counts_brackets_outside_strings_up_to_the_limit() {
        check("3", 0);
        check(r#"{"a": [1, {"b": 2}]}"#, 3);
        check(r#"{"a": "[[[[ \" [[[", "b": "\\"}"#, 1);
        check(&"[".repeat(100_000), 65);
        check(&("[".repeat(64) + &"]".repeat(64)), 64);
    }
}
