//! The cluster under the service: one node or three, each behind a proxy whose port it advertises to
//! the service. The harness itself goes straight to the nodes.
//!
//! When a transaction ends while one of its partitions
//! has no leader, Apache Kafka 4.3.1 takes the partition for deleted and leaves out the marker
//! (KAFKA-20734; the broker logs "Couldn't find leader endpoint for partitions … likely deleted"). What
//! an aborted transaction had written there then becomes visible with the next transaction of the same
//! producer. A single node that is killed and comes back meets this: its coordinator ends transactions
//! that ran out before the controller has fenced its former registration. The harness found it, in one
//! of eleven kills, as 28 answers that stood there twice. Here the coordinator looks for such
//! transactions only every ten seconds, Kafka's default, when the node has long been let in again.

use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use crate::proxy::{self, Trap};
use crate::support::node::Node;
use crate::support::{Outcome, cluster, port, wait};

/// Nodes with their proxies.
pub struct Cluster {
    /// The nodes, all alive but while a fault kills one.
    pub nodes: Vec<Node>,
    /// Where the service connects.
    pub proxied: String,
    /// Where the harness connects.
    pub direct: String,
    /// Cuts connections of the service.
    pub trap: Trap,
}

/// Until a broker that was away has caught up.
const IN_SYNC_LIMIT: Duration = Duration::from_secs(120);

struct Ports {
    direct: u16,
    controller: u16,
    behind_proxy: u16,
    proxy: TcpListener,
}

impl Cluster {
    /// Starts so many nodes; three form a quorum, with every partition on all of them.
    pub fn start(name: &str, count: usize) -> Outcome<Self> {
        let ports = (0..count).map(|_| Ports::choose());
        let ports = ports.collect::<Outcome<Vec<Ports>>>()?;
        let lines: Vec<String> = (0..count).map(|at| properties(&ports, at)).collect();
        let started: Vec<Outcome<Node>> = thread::scope(|scope| {
            let start = |at: usize| {
                let brokers = format!("127.0.0.1:{}", ports[at].direct);
                let (name, lines) = (format!("{name}-{at}"), &lines[at]);
                scope.spawn(move || Node::start_own_with(&name, &brokers, lines))
            };
            let starting: Vec<_> = (0..count).map(start).collect();
            let ended = starting.into_iter().map(|node| node.join());
            ended
                .map(|node| node.unwrap_or_else(|_| Err("a start panicked".to_owned())))
                .collect()
        });
        let nodes = started.into_iter().collect::<Outcome<Vec<Node>>>()?;
        let trap = Trap::default();
        let direct: Vec<_> = nodes.iter().map(|node| node.brokers().to_owned()).collect();
        let mut proxied = Vec::new();
        for ports in ports {
            let address = ports
                .proxy
                .local_addr()
                .map_err(|error| error.to_string())?;
            proxied.push(address.to_string());
            proxy::start(ports.proxy, ports.behind_proxy, trap.clone());
        }
        Ok(Self {
            nodes,
            proxied: proxied.join(","),
            direct: direct.join(","),
            trap,
        })
    }
}

impl Cluster {
    /// Waits until every replica of every partition is in sync.
    pub fn wait_in_sync(&self) -> Outcome {
        wait::until_true("all replicas are in sync", IN_SYNC_LIMIT, || {
            cluster::are_all_in_sync(&self.direct) == Ok(true)
        })
    }
}

impl Ports {
    fn choose() -> Outcome<Self> {
        let text = |error: std::io::Error| error.to_string();
        let proxy = TcpListener::bind(("127.0.0.1", 0)).map_err(text)?;
        let [direct, controller, behind_proxy] = port::free().map_err(text)?;
        Ok(Self {
            direct,
            controller,
            behind_proxy,
            proxy,
        })
    }
}

/// What one node has beyond the usual. Sessions may be short, so that a crash is soon noticed.
fn properties(all: &[Ports], at: usize) -> String {
    let own = &all[at];
    let (direct, controller, behind) = (own.direct, own.controller, own.behind_proxy);
    let proxy = own.proxy.local_addr().map_or(0, |address| address.port());
    let voter = |(id, ports): (usize, &Ports)| format!("{}@127.0.0.1:{}", id + 1, ports.controller);
    let voters: Vec<_> = all.iter().enumerate().map(voter).collect();
    let (replicas, in_sync) = if all.len() < 3 { (1, 1) } else { (3, 2) };
    format!(
        "node.id={}\n\
         controller.quorum.voters={}\n\
         listeners=PLAINTEXT://127.0.0.1:{direct},PROXIED://127.0.0.1:{behind},CONTROLLER://127.0.0.1:{controller}\n\
         advertised.listeners=PLAINTEXT://127.0.0.1:{direct},PROXIED://127.0.0.1:{proxy}\n\
         listener.security.protocol.map=PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT\n\
         inter.broker.listener.name=PLAINTEXT\n\
         group.min.session.timeout.ms=1000\n\
         transaction.abort.timed.out.transaction.cleanup.interval.ms=10000\n\
         default.replication.factor={replicas}\n\
         min.insync.replicas={in_sync}\n\
         offsets.topic.replication.factor={replicas}\n\
         transaction.state.log.replication.factor={replicas}\n\
         transaction.state.log.min.isr={in_sync}\n",
        at + 1,
        voters.join(","),
    )
}
