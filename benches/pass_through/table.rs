//! What was measured, as a table.

use std::thread;

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

/// Where and when this was measured, and with what.
pub fn print_machine(what: &str) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let date = jiff::Timestamp::now().to_string();
    let (date, _) = date.split_once('T').unwrap_or((&date, ""));
    println!("\n{date}, {cores} cores of {model}, shared with the broker");
    println!("{what}\n");
}

/// One line per variant; `rates` holds the items a second of each one's rounds.
pub fn print_rates(variants: &[Variant], rates: &[Vec<f64>]) {
    println!(
        "| judge | delivery | commit interval ms | items/s (median, least–most) | of at_least_once |"
    );
    println!("| --- | --- | ---: | ---: | ---: |");
    for (variant, own) in variants.iter().zip(rates) {
        let (least, most) = (
            own.iter().copied().reduce(f64::min),
            own.iter().copied().reduce(f64::max),
        );
        println!(
            "| {} | {} | {} | {:.0} ({:.0}–{:.0}) | {} |",
            variant.judge.name(),
            variant.delivery,
            variant.commit_interval_ms,
            median(own.clone()),
            least.unwrap_or_default(),
            most.unwrap_or_default(),
            ratio(variant, own, variants, rates),
        );
    }
}

/// The median of the rounds' ratios to at-least-once at the same interval, or at 100 ms where that
/// interval was not run.
fn ratio(variant: &Variant, own: &[f64], variants: &[Variant], rates: &[Vec<f64>]) -> String {
    let find = |commit_interval_ms| {
        let base = Variant {
            delivery: AT_LEAST,
            commit_interval_ms,
            ..*variant
        };
        variants
            .iter()
            .position(|other| *other == base)
            .and_then(|at| rates.get(at))
    };
    let Some(base) = find(variant.commit_interval_ms).or_else(|| find(100)) else {
        return String::new();
    };
    let ratios = own.iter().zip(base).map(|(own, base)| own / base).collect();
    format!("{:.0} %", 100.0 * median(ratios))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
