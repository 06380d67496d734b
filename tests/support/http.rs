//! One GET to the service's own port, enough to read metrics and health.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::Outcome;

/// The service answers from memory: longer than this is a fault.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

/// Status and body of `path` at a loopback port.
pub fn get(port: u16, path: &str) -> Outcome<(u16, String)> {
    let text = exchange(port, path).map_err(|error| format!("GET {path} at {port}: {error}"))?;
    let (head, body) = text
        .split_once("\r\n\r\n")
        .ok_or("an answer without end of headers")?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok((
        status.ok_or_else(|| format!("no status in {head}"))?,
        body.to_owned(),
    ))
}

fn exchange(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(ANSWER_LIMIT))?;
    // HTTP/1.0: the answer comes in one piece and ends with the connection.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// The sum of a metric's samples whose labels contain every one of `labels` (`name="value"`).
pub fn metric(text: &str, name: &str, labels: &[&str]) -> Option<f64> {
    let samples = text.lines().filter_map(|line| {
        let (series, value) = line.rsplit_once(' ')?;
        let (series_name, series_labels) = series.split_once('{').unwrap_or((series, ""));
        let wanted =
            series_name == name && labels.iter().all(|label| series_labels.contains(label));
        wanted.then(|| value.parse::<f64>().ok()).flatten()
    });
    samples.fold(None, |sum, value| Some(sum.unwrap_or(0.0) + value))
}

/// The median of a histogram's series that carries `label`, interpolated within its bucket.
pub fn median(text: &str, name: &str, label: &str) -> Option<f64> {
    let buckets: Vec<(f64, f64)> = text
        .lines()
        .filter(|line| line.starts_with(&format!("{name}_bucket{{")) && line.contains(label))
        .filter_map(|line| {
            let (series, count) = line.rsplit_once(' ')?;
            let (bound, _) = series.split_once("le=\"")?.1.split_once('"')?;
            Some((
                bound.replace("+Inf", "inf").parse().ok()?,
                count.parse().ok()?,
            ))
        })
        .collect();
    let half = buckets.last()?.1 / 2.0;
    let (mut low, mut below) = (0.0, 0.0);
    for (high, count) in buckets {
        if count >= half && count > below {
            return Some(low + (high - low) * (half - below) / (count - below));
        }
        (low, below) = (high, count);
    }
    None
}
