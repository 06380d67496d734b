//! SIGTERM and SIGINT: the first asks for the end, the second is the end. SIGHUP: rules and world are read
//! again.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossbeam_channel::Sender;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, warn};

use super::reload::Office;
use crate::flow::Event;
use crate::kafka::Status;
use crate::observe::Exit;

/// What leaving the group may take beyond the budget of the drain, before the process just ends. What
/// is not committed by then is read again by others.
const LEAVING_WITHIN: Duration = Duration::from_secs(10);

/// Whether somebody asked for the end, and whom to tell.
pub(super) struct Switch {
    asked: AtomicBool,
    status: Arc<Status>,
    runner: Mutex<Option<Sender<Event>>>,
    turned: Condvar,
}

impl Switch {
    pub fn new(status: Arc<Status>) -> Self {
        Self {
            asked: AtomicBool::new(false),
            status,
            runner: Mutex::new(None),
            turned: Condvar::new(),
        }
    }

    /// Somebody asked for the end.
    pub fn is_asked(&self) -> bool {
        self.asked.load(SeqCst)
    }

    /// The clients' status.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Tells this runner from now on, at once if it was asked before.
    pub fn attach(&self, runner: Sender<Event>) {
        let mut attached = self.lock();
        if self.is_asked() {
            let _ = runner.send(Event::Stop);
        }
        *attached = Some(runner);
    }

    /// Asks for the end.
    pub fn ask(&self) {
        let attached = self.lock();
        self.asked.store(true, SeqCst);
        self.status.stop();
        if let Some(runner) = &*attached {
            let _ = runner.send(Event::Stop);
        }
        self.turned.notify_all();
    }

    /// Sleeps, unless somebody asks for the end.
    pub fn sleep(&self, pause: Duration) {
        let asleep = |_: &mut Option<Sender<Event>>| !self.is_asked();
        let slept = self.turned.wait_timeout_while(self.lock(), pause, asleep);
        drop(slept.unwrap_or_else(PoisonError::into_inner));
    }

    fn lock(&self) -> MutexGuard<'_, Option<Sender<Event>>> {
        self.runner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens until the process ends.
pub(super) async fn listen(switch: Arc<Switch>, drain_budget: Duration) {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        error!("signals cannot be heard; the process can only be killed");
        return;
    };
    next(&mut terminate, &mut interrupt).await;
    switch.ask();
    tokio::select! {
        () = next(&mut terminate, &mut interrupt) => warn!("second signal; ending at once"),
        () = tokio::time::sleep(drain_budget + LEAVING_WITHIN) => {
            error!("not stopped within the drain budget; ending at once");
        }
    }
    std::process::exit(i32::from(Exit::Failed.code()));
}

/// Reloads on SIGHUP until the process ends. One at a time: signals that come meanwhile are one more.
pub(super) async fn listen_for_reloads(office: Arc<Office>) {
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        error!("SIGHUP cannot be heard; rules and world are read at the start only");
        return;
    };
    while hangup.recv().await.is_some() {
        let office = Arc::clone(&office);
        // Making a successor takes processor time, which the HTTP port must not wait for.
        if let Err(panic) = tokio::task::spawn_blocking(move || office.reload()).await {
            error!(%panic, "reload failed, the old data stay");
        }
    }
}

async fn next(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
