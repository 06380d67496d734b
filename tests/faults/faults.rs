//! What each fault does, and how one knows that it happened.

use std::thread;
use std::time::Duration;

use crate::cluster::Cluster;
use crate::load::PARTITIONS;
use crate::schedule::{ERRORS, Fault, PointErrors, Request};
use crate::support::children::Signal;
use crate::support::service::Service;
use crate::support::{Outcome, wait};
use crate::team::{self, READY_LIMIT, SESSION, TRANSACTION, Team};
use crate::watch::Watch;

/// From a fault to its being noticed in the group, beyond a timeout.
const BEYOND: Duration = Duration::from_millis(1_500);
/// How long a broker is away or asleep: longer than the nodes' `broker.session.timeout.ms`, so that the
/// controller notices.
const BROKER_AWAY: Duration = Duration::from_millis(4_000);
const BROKER_ASLEEP: Duration = Duration::from_millis(5_000);
/// Until a connection is cut: its request comes with the next transaction.
const CUT_LIMIT: Duration = Duration::from_secs(60);
/// Passes of a point before it does something: work is under way then.
const PASSES: usize = 5;

/// Everything that faults are done to.
pub struct Stage<'a> {
    /// The cluster.
    pub cluster: &'a mut Cluster,
    /// The processes.
    pub team: &'a mut Team,
    /// Who looks for standstills.
    pub watch: &'a Watch,
    /// Which broker is hit.
    pub chance: &'a mut fastrand::Rng,
}

impl Stage<'_> {
    /// Does it, and waits until the processes have recovered.
    pub fn play(&mut self, fault: &Fault) -> Outcome {
        match fault {
            Fault::Kill => self.team.kill_victim(),
            Fault::Terminate => self.team.replace_victim(),
            Fault::Zombie { long } => self.zombie(*long),
            Fault::Join => self.join(),
            Fault::BrokerKill => self.broker_kill(),
            Fault::BrokerFreeze => self.broker_freeze(),
            Fault::Cut { at, answer } => self.cut(*at, *answer),
            Fault::Crash(point) => self.crash(point),
            Fault::Errors(group) => self.errors(*group),
        }
    }

    /// It wakes as a member that the group has forgotten, its transaction perhaps ended by the
    /// coordinator.
    fn zombie(&mut self, long: bool) -> Outcome {
        let asleep = if long { TRANSACTION } else { SESSION };
        self.team.victim.signal(Signal::Stop)?;
        thread::sleep(asleep + BEYOND);
        self.team.victim.signal(Signal::Continue)?;
        self.team.victim.wait_ready(READY_LIMIT)
    }

    fn join(&mut self) -> Outcome {
        let mut guest = self.team.join("")?;
        guest.wait_ready(READY_LIMIT)?;
        team::stop(guest)
    }

    fn broker_kill(&mut self) -> Outcome {
        let at = self.chance.usize(..self.cluster.nodes.len());
        let node = &mut self.cluster.nodes[at];
        self.watch.while_disturbed(|| {
            node.kill()?;
            thread::sleep(BROKER_AWAY);
            node.restart()
        })?;
        self.recovered()
    }

    fn broker_freeze(&mut self) -> Outcome {
        let at = self.chance.usize(..self.cluster.nodes.len());
        let node = &mut self.cluster.nodes[at];
        self.watch.while_disturbed(|| {
            node.signal(Signal::Stop)?;
            thread::sleep(BROKER_ASLEEP);
            node.signal(Signal::Continue)
        })?;
        self.recovered()
    }

    /// The next broker may be hit.
    fn recovered(&mut self) -> Outcome {
        self.cluster.wait_in_sync()?;
        self.ready()
    }

    fn ready(&mut self) -> Outcome {
        self.team.survivor.wait_ready(READY_LIMIT)?;
        self.team.victim.wait_ready(READY_LIMIT)
    }

    fn cut(&mut self, at: Request, answer: bool) -> Outcome {
        let trap = self.cluster.trap.clone();
        trap.set(at, answer);
        let guest = match at {
            Request::Init => Some(self.team.join("")?),
            _ => None,
        };
        wait::until_true("a connection is cut", CUT_LIMIT, || trap.has_snapped())?;
        if let Some(mut guest) = guest {
            guest.wait_ready(READY_LIMIT)?;
            team::stop(guest)?;
        }
        Ok(())
    }

    fn crash(&mut self, point: &str) -> Outcome {
        let mut crashes = self.team.join(&crash_at(point))?;
        if point.starts_with("revoke") {
            // Partitions are only taken away from who has more than others.
            self.team.replace_victim_once(|| has_a_half(&crashes))?;
        }
        wait::until("a crash", READY_LIMIT, || crashes.is_running().err())
            .map_err(|error| crashes.with_tail(&format!("{error} at {point}")))?;
        if !crashes.log().contains(&format!("failpoint {point}: crash")) {
            return Err(crashes.with_tail(&format!("it ended, but not at {point}")));
        }
        self.ready()
    }

    fn errors(&mut self, group: usize) -> Outcome {
        let points = ERRORS[group].1;
        let mut errs = self.team.join(&errors_at(points))?;
        for (point, kinds) in points {
            team::wait_for_points(&mut errs, point, kinds.len())?;
        }
        errs.wait_ready(READY_LIMIT)?;
        team::stop(errs)
    }
}

/// Without the victim, survivor and guest have all partitions between them.
fn has_a_half(guest: &Service) -> bool {
    let assigned = guest.metric("communique_assigned_partitions", &[]);
    assigned.is_ok_and(|count| count >= f64::from(PARTITIONS / 2))
}

/// Crashes at a point, in the middle of work where the point is passed again and again. Aborts do not
/// come by themselves.
pub fn crash_at(point: &str) -> String {
    let step = point.split('.').next().unwrap_or(point);
    match step {
        "connect" | "init" | "assign" | "revoke" => format!("{point}=1*return(crash)"),
        "abort" | "rewind" => {
            format!("produce.before={PASSES}*off->1*return(abortable);{point}=1*return(crash)")
        }
        _ => format!("{point}={PASSES}*off->1*return(crash)"),
    }
}

/// All errors of these points, one after another, with work between them.
fn errors_at(points: &[PointErrors]) -> String {
    let chain = |(point, kinds): &PointErrors| {
        let step = point.split('.').next().unwrap_or(point);
        // What is passed once for each set of clients cannot wait.
        let between = match step {
            "connect" | "init" | "assign" | "abort" | "rewind" => String::new(),
            _ => format!("{PASSES}*off->"),
        };
        let errors = kinds
            .iter()
            .map(|kind| format!("{between}1*return({kind})"));
        format!("{point}={}", errors.collect::<Vec<_>>().join("->"))
    };
    points.iter().map(chain).collect::<Vec<_>>().join(";")
}
