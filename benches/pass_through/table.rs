//! What was measured, as a table.

use std::fmt::Write;

use crate::measure::spread::{Spread, number};
use crate::support::judge::TestJudge;

/// One way to run the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Who answers.
    pub judge: TestJudge,
    /// `delivery`.
    pub delivery: &'static str,
    /// `kafka.commit_interval_ms`.
    pub commit_interval_ms: u32,
}

/// `delivery` with the promise.
pub const EXACTLY: &str = "exactly_once";
/// `delivery` without it.
pub const AT_LEAST: &str = "at_least_once";

/// One line per variant; `rates` holds the items a second of each one's rounds.
pub fn rates_table(variants: &[Variant], rates: &[Spread]) -> String {
    let mut table = "| judge | delivery | commit interval | items/s | of at least once |\n\
                     | --- | --- | ---: | ---: | ---: |\n"
        .to_owned();
    for (variant, own) in variants.iter().zip(rates) {
        let ratio = match base(variant, variants, rates) {
            Some(base) if variant.delivery != AT_LEAST => {
                format!("{} %", number(own.over(base).median() * 100.0))
            }
            _ => String::new(),
        };
        let _never_fails = writeln!(
            table,
            "| `{}` | `{}` | {} ms | {own} | {ratio} |",
            variant.judge.name(),
            variant.delivery,
            variant.commit_interval_ms,
        );
    }
    table
}

/// The same judge without the promise.
fn base<'r>(variant: &Variant, variants: &[Variant], rates: &'r [Spread]) -> Option<&'r Spread> {
    let mut pairs = variants.iter().zip(rates);
    pairs
        .find(|(other, _)| other.judge == variant.judge && other.delivery == AT_LEAST)
        .map(|(_, rates)| rates)
}
