//! What the system says of a process: processor time and memory.

use std::fs;

use crate::support::Outcome;

/// Linux counts processor time in hundredths of a second for all who ask.
const TICKS_A_SECOND: f64 = 100.0;
/// The fields of `/proc/PID/stat` after the name: user time is the 12th, system time the 13th.
const USER_TIME: usize = 11;

/// Seconds of processor time that a process has used, with all its threads; exact to 10 ms.
pub fn cpu_seconds(pid: u32) -> Outcome<f64> {
    let text = read(pid, "stat")?;
    let (_, fields) = text.rsplit_once(") ").ok_or("no name in stat")?;
    let ticks = fields.split(' ').skip(USER_TIME).take(2);
    let ticks: Option<Vec<f64>> = ticks.map(|ticks| ticks.parse().ok()).collect();
    let ticks = ticks.ok_or("no processor time in stat")?;
    Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
}

/// Megabytes that a process holds in memory now.
pub fn memory_mb(pid: u32) -> Outcome<f64> {
    status_mb(pid, "VmRSS:")
}

/// Megabytes that a process held in memory at most.
pub fn memory_mb_most(pid: u32) -> Outcome<f64> {
    status_mb(pid, "VmHWM:")
}

fn status_mb(pid: u32, name: &str) -> Outcome<f64> {
    let text = read(pid, "status")?;
    let mut lines = text.lines();
    let kibibytes: Option<f64> = lines.find_map(|line| {
        let value = line.strip_prefix(name)?.trim();
        value.strip_suffix(" kB")?.parse().ok()
    });
    kibibytes
        .map(|kibibytes| kibibytes * 1024.0 / 1e6)
        .ok_or_else(|| format!("no {name} in status"))
}

fn read(pid: u32, file: &str) -> Outcome<String> {
    let path = format!("/proc/{pid}/{file}");
    fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
}
