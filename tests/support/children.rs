//! Child processes that never outlive the test binary, whatever ends it.
//!
//! A child is killed when its handle is dropped, also on a panic. Should the test binary itself be
//! killed, a shell that reads from its pipe sees the end of it and kills what was announced there.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::{Outcome, wait};

/// Keeps the pids that it is told (`+pid`, `-pid`) and kills the rest when its input ends.
const UNDERTAKER: &str = r#"
pids=" "
while read -r line; do
  pid="${line#?}"
  case "$line" in
    +*) pids="$pids$pid " ;;
    -*) pids="${pids%% $pid *} ${pids#* $pid }" ;;
  esac
done
[ -z "${pids## }" ] || kill -9 $pids 2>/dev/null
"#;

/// Time for a killed process to vanish.
const REAP_LIMIT: Duration = Duration::from_secs(20);

/// What to send to a process.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// Ends at once, nothing is tidied.
    Kill,
    /// Asks it to end.
    Terminate,
    /// As a terminal's Ctrl-C.
    Interrupt,
    /// Asks it to read its data again.
    Hangup,
    /// Freezes it.
    Stop,
    /// Thaws it.
    Continue,
}

impl Signal {
    fn flag(self) -> &'static str {
        match self {
            Self::Kill => "-KILL",
            Self::Terminate => "-TERM",
            Self::Interrupt => "-INT",
            Self::Hangup => "-HUP",
            Self::Stop => "-STOP",
            Self::Continue => "-CONT",
        }
    }
}

/// A child that dies with its handle.
#[derive(Debug)]
pub struct Guarded {
    child: Child,
}

impl Guarded {
    /// Starts a command without input.
    pub fn spawn(command: &mut Command) -> std::io::Result<Self> {
        let child = command.stdin(Stdio::null()).spawn()?;
        announce('+', child.id());
        Ok(Self { child })
    }

    /// Sends a signal; an error when it has ended already.
    pub fn signal(&mut self, signal: Signal) -> Outcome {
        if let Some(status) = self.status() {
            return Err(format!("{signal:?} to a process that has ended: {status}"));
        }
        let pid = self.child.id().to_string();
        let status = Command::new("kill").args([signal.flag(), &pid]).status();
        match status {
            Ok(status) if status.success() => Ok(()),
            other => Err(format!("kill {} {pid}: {other:?}", signal.flag())),
        }
    }

    /// Its number in the system.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn status(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Kills it and waits until it is gone.
    pub fn kill(&mut self) -> Outcome<ExitStatus> {
        let _ended_already = self.child.kill();
        wait::until("a killed process ends", REAP_LIMIT, || self.status())
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped = self.child.wait();
        announce('-', self.child.id());
    }
}

/// Tells the undertaker. Its own process group keeps it alive when a whole group is killed.
fn announce(sign: char, pid: u32) {
    static PIPE: OnceLock<Option<Mutex<ChildStdin>>> = OnceLock::new();
    let pipe = PIPE.get_or_init(|| {
        let mut shell = Command::new("sh");
        shell.args(["-c", UNDERTAKER]).process_group(0);
        shell
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        shell.spawn().ok()?.stdin.map(Mutex::new)
    });
    if let Some(pipe) = pipe {
        let mut pipe = pipe.lock().unwrap_or_else(PoisonError::into_inner);
        let _told = writeln!(pipe, "{sign}{pid}");
    }
}
