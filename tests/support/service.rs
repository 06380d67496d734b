//! The service as a process of its own: the binary, or this test binary in its second role, with a
//! judge for tests.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::children::{Guarded, Signal};
use super::judge::TestJudge;
use super::{Outcome, http, port, wait};

/// The first argument that puts a test binary into its second role; the judge's name follows.
pub const ROLE: &str = "service-with-test-judge";
/// Settings of the caller's own environment must not reach the service.
const SETTINGS: &str = "COMMUNIQUE__";
/// How much of the service's log stands in an error.
const TAIL_LINES: usize = 20;

/// Settings by their names in the configuration: `("kafka.brokers", "…")`. Later ones win.
pub type Settings = Vec<(String, String)>;

/// Who answers the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The real one: `communique serve`.
    Real,
    /// A judge for tests.
    Test(TestJudge),
    /// A judge that the test binary itself has under this name.
    Own(&'static str),
}

/// A running service. Dropping it kills it.
#[derive(Debug)]
pub struct Service {
    process: Guarded,
    port: u16,
    log: PathBuf,
}

impl Service {
    /// Starts it. Its log is written to `NAME.service.log` in cargo's folder for tests.
    pub fn start(name: &str, reader: Reader, settings: &Settings, flags: &[&str]) -> Outcome<Self> {
        Self::start_in(name, reader, settings, flags, &[])
    }

    /// As [`Service::start`], with more in its environment.
    pub fn start_in(
        name: &str,
        reader: Reader,
        settings: &Settings,
        flags: &[&str],
        environment: &[(&str, &str)],
    ) -> Outcome<Self> {
        let [port] = port::free::<1>().map_err(|error| error.to_string())?;
        let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.service.log"));
        let file = File::create(&log).map_err(|error| error.to_string())?;
        let error_file = file.try_clone().map_err(|error| error.to_string())?;
        let mut command = command(reader)?;
        command
            .args(flags)
            .stdout(Stdio::from(file))
            .stderr(Stdio::from(error_file));
        for (key, _) in std::env::vars_os() {
            if key.to_str().is_some_and(|key| key.starts_with(SETTINGS)) {
                command.env_remove(key);
            }
        }
        command.env(variable("http.listen"), format!("127.0.0.1:{port}"));
        command.envs(settings.iter().map(|(key, value)| (variable(key), value)));
        command.envs(environment.iter().copied());
        let process = Guarded::spawn(&mut command).map_err(|error| error.to_string())?;
        Ok(Self { process, port, log })
    }

    /// Sends a signal.
    pub fn signal(&mut self, signal: Signal) -> Outcome {
        self.process
            .signal(signal)
            .map_err(|error| self.with_tail(&error))
    }

    /// Kills it, as a crash does, and waits until it is gone.
    pub fn kill(mut self) -> Outcome {
        if let Some(status) = self.process.status() {
            return Err(self.with_tail(&format!("ended before it was killed: {status}")));
        }
        self.process.kill().map(drop)
    }

    /// Its exit code once it ends by itself within `limit`.
    pub fn exit_code(&mut self, limit: Duration) -> Outcome<i32> {
        let status = wait::until("the service ends", limit, || self.process.status());
        let status = status.map_err(|error| self.with_tail(&error))?;
        status
            .code()
            .ok_or_else(|| self.with_tail(&format!("ended by a signal: {status}")))
    }

    /// An error once it has ended.
    pub fn is_running(&mut self) -> Outcome {
        let ended = self
            .process
            .status()
            .map(|status| format!("the service ended: {status}"));
        ended.map_or(Ok(()), Err)
    }

    /// Asks it to end, and expects it to end well within `limit`.
    pub fn stop(mut self, limit: Duration) -> Outcome {
        self.signal(Signal::Terminate)?;
        match self.exit_code(limit)? {
            0 => Ok(()),
            code => Err(self.with_tail(&format!("exit code {code} after a request to end"))),
        }
    }

    /// Waits until `/readyz` says yes.
    pub fn wait_ready(&mut self, limit: Duration) -> Outcome {
        let ready = wait::until("the service is ready", limit, || {
            match self.process.status() {
                Some(status) => Some(Err(format!("the service ended: {status}"))),
                None => self
                    .get("/readyz")
                    .is_ok_and(|(status, _)| status == 200)
                    .then_some(Ok(())),
            }
        });
        ready
            .and_then(|ready| ready)
            .map_err(|error| self.with_tail(&error))
    }

    /// Where its metrics are.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its number in the system, under which its use of the machine is counted.
    pub fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// Status and body of a path at its port.
    pub fn get(&self, path: &str) -> Outcome<(u16, String)> {
        http::get(self.port, path)
    }

    /// The sum of a metric over the series that carry `labels`; an error when it cannot be asked.
    pub fn metric(&self, name: &str, labels: &[&str]) -> Outcome<f64> {
        let (_, text) = self.get("/metrics")?;
        Ok(http::metric(&text, name, labels).unwrap_or(0.0))
    }

    /// All that it logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// An error with the end of the log.
    pub fn with_tail(&self, error: &str) -> String {
        let text = self.log();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n");
        format!("{error}; the end of {}:\n{tail}", self.log.display())
    }
}

fn command(reader: Reader) -> Outcome<Command> {
    match reader {
        Reader::Real => {
            let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
            command.arg("serve");
            Ok(command)
        }
        Reader::Test(judge) => in_second_role(judge.name()),
        Reader::Own(judge) => in_second_role(judge),
    }
}

fn in_second_role(judge: &str) -> Outcome<Command> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(own);
    command.args([ROLE, judge]);
    Ok(command)
}

/// The environment variable of a setting.
pub fn variable(key: &str) -> String {
    format!("{SETTINGS}{}", key.replace('.', "__").to_uppercase())
}
