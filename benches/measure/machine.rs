//! When and where something was measured, without names.

use std::fs;
use std::thread;

/// Date, processor, memory, and how busy the machine was: to be called before the work begins.
pub fn line() -> String {
    let date = jiff::Timestamp::now().to_string();
    let (date, _) = date.split_once('T').unwrap_or((&date, ""));
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let model = field("/proc/cpuinfo", "model name");
    let model = model.unwrap_or_else(|| "a processor that does not say its name".to_owned());
    let memory = field("/proc/meminfo", "MemTotal").and_then(|text| gigabytes(&text));
    let memory = memory.map_or(String::new(), |gigabytes| format!(", {gigabytes:.0} GB"));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    format!("{date}, {cores} cores of {model}{memory}, load before the start {load}")
}

/// The first value under this name in a file of `name : value` lines.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let mut lines = text.lines();
    lines.find_map(|line| {
        let (_, value) = line.strip_prefix(name)?.split_once(':')?;
        Some(value.trim().to_owned())
    })
}

fn gigabytes(kibibytes: &str) -> Option<f64> {
    let number: f64 = kibibytes.strip_suffix(" kB")?.parse().ok()?;
    Some(number * 1024.0 / 1e9)
}
