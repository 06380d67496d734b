//! The access lists of the manifests on a real broker that holds to them: with all of them the service
//! and a replay do their work, and without any one of them they do not.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::documents::{list, word};
use crate::kubernetes::{OVERLAY, REPLAY, built};
use crate::support::cluster::{self, Topic};
use crate::support::node::Node;
use crate::support::produce::{self, Outgoing};
use crate::support::service::{Reader, Service, Settings};
use crate::support::{Outcome, jars, port, wait};
use crate::tools;

const DONE_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);
/// A service without a right either ends or says so by then.
const REFUSED_LIMIT: Duration = Duration::from_secs(40);

/// As the overlay's configuration and its pod have them.
const INPUT: &str = "news.items";
const DEAD_LETTERS: &str = "communique.dead-letters";
const TOPICS: [&str; 4] = [
    INPUT,
    "communique.reports",
    DEAD_LETTERS,
    "communique.audit",
];
const IDENTITY: &str = "communique.communique-0";
const PASSWORD: &str = "for this test alone";

/// One operation that a manifest grants.
#[derive(Clone, Debug)]
struct Grant {
    user: String,
    /// `topic`, `group` or `transactionalId`.
    kind: String,
    name: String,
    pattern: String,
    operation: String,
}

impl Grant {
    /// As AclCommand takes it, to `--add` or to `--remove`.
    fn arguments(&self, action: &str) -> Vec<String> {
        let kind = match self.kind.as_str() {
            "transactionalId" => "--transactional-id",
            "group" => "--group",
            _ => "--topic",
        };
        let pattern = if self.pattern == "prefix" {
            "prefixed"
        } else {
            "literal"
        };
        let principal = format!("User:{}", self.user);
        [
            action,
            "--force",
            "--allow-principal",
            &principal,
            "--operation",
            &self.operation,
            kind,
            &self.name,
            "--resource-pattern-type",
            pattern,
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

/// All that the manifests grant to those who run the service and replay.
fn grants() -> Outcome<Option<Vec<Grant>>> {
    let mut found = Vec::new();
    for folder in [OVERLAY, REPLAY] {
        let Some(documents) = built(folder)? else {
            return Ok(None);
        };
        let is_user = |document: &&Value| document["kind"] == "KafkaUser";
        for user in documents.iter().filter(is_user) {
            let name = word(user, "/metadata/name")?;
            // The scaler's rights are KEDA's to try.
            if name == "communique-scaler" {
                continue;
            }
            for acl in list(user, "/spec/authorization/acls")? {
                for operation in list(acl, "/operations")? {
                    found.push(Grant {
                        user: name.to_owned(),
                        kind: word(acl, "/resource/type")?.to_owned(),
                        name: word(acl, "/resource/name")?.to_owned(),
                        pattern: word(acl, "/resource/patternType")
                            .unwrap_or("literal")
                            .to_owned(),
                        operation: operation.as_str().unwrap_or_default().to_owned(),
                    });
                }
            }
        }
    }
    Ok(Some(found))
}

pub fn the_granted_rights_are_enough_and_each_is_needed() -> Outcome {
    let Some(grants) = grants()? else {
        return Ok(());
    };
    let cluster = Cluster::start()?;
    for grant in &grants {
        cluster.change("--add", grant)?;
    }
    cluster
        .serve(1)
        .map_err(|error| format!("with all rights: {error}"))?;
    cluster
        .replay()
        .map_err(|error| format!("with all rights: {error}"))?;
    let mut needless = Vec::new();
    for grant in &grants {
        cluster.change("--remove", grant)?;
        let worked = if grant.user == "communique" {
            cluster.serve(1)
        } else {
            cluster.replay()
        };
        if worked.is_ok() {
            needless.push(format!("{grant:?}"));
        }
        cluster.change("--add", grant)?;
    }
    if needless.is_empty() {
        Ok(())
    } else {
        Err(format!("not needed:\n{}", needless.join("\n")))
    }
}

/// A node that asks who comes, at a second port; the first is the tests' own way in.
struct Cluster {
    node: Node,
    guarded: String,
    classes: PathBuf,
}

impl Cluster {
    fn start() -> Outcome<Self> {
        let [guarded] = port::free::<1>().map_err(|error| error.to_string())?;
        let [plain, controller] = port::free::<2>().map_err(|error| error.to_string())?;
        let users = ["communique", "communique-replay"];
        let users = users
            .map(|user| format!("user_{user}=\"{PASSWORD}\""))
            .join(" ");
        // Later lines win over those of an ordinary node.
        let properties = format!(
            "controller.quorum.voters=1@127.0.0.1:{controller}\n\
             listeners=PLAINTEXT://127.0.0.1:{plain},SASL://127.0.0.1:{guarded},CONTROLLER://127.0.0.1:{controller}\n\
             advertised.listeners=PLAINTEXT://127.0.0.1:{plain},SASL://127.0.0.1:{guarded}\n\
             listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT\n\
             inter.broker.listener.name=PLAINTEXT\n\
             sasl.enabled.mechanisms=PLAIN\n\
             listener.name.sasl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required {users};\n\
             authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n\
             super.users=User:ANONYMOUS\n"
        );
        let brokers = format!("127.0.0.1:{plain}");
        let node = Node::start_own_with("access", &brokers, &properties)?;
        let topic = |name| Topic {
            name,
            partitions: 1,
            message_bytes_max: None,
        };
        cluster::create_topics(node.brokers(), &TOPICS.map(topic))?;
        Ok(Self {
            node,
            guarded: format!("127.0.0.1:{guarded}"),
            classes: jars::folder()?,
        })
    }

    fn change(&self, action: &str, grant: &Grant) -> Outcome {
        let mut command = Command::new("java");
        command.arg("-cp").arg(self.classes.join("*"));
        command.args([
            "org.apache.kafka.tools.AclCommand",
            "--bootstrap-server",
            self.node.brokers(),
        ]);
        tools::run(command.args(grant.arguments(action))).map(drop)
    }

    fn settings(&self, user: &str) -> Settings {
        let settings = [
            ("kafka.brokers", self.guarded.as_str()),
            ("kafka.audit_topic", "communique.audit"),
            ("kafka.transactional_id", IDENTITY),
            ("kafka.properties.security_protocol", "SASL_PLAINTEXT"),
            ("kafka.properties.sasl_mechanism", "PLAIN"),
            ("kafka.properties.sasl_username", user),
            ("kafka.properties.sasl_password", PASSWORD),
            ("scope", "all"),
        ];
        settings
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec()
    }

    /// One life of the service: an item that yields a report and one that yields a dead letter, answered.
    fn serve(&self, times: usize) -> Outcome {
        let withdrawn = br#"{"id": "a", "status": "cancelled"}"#.to_vec();
        let values = [withdrawn, b"no JSON".to_vec()];
        let record = |value: &Vec<u8>| Outgoing {
            value: Some(value.clone()),
            ..Outgoing::default()
        };
        let records: Vec<Outgoing> = values.iter().cycle().take(2 * times).map(record).collect();
        produce::write(self.node.brokers(), INPUT, &records)?;
        let ends = cluster::log_ends(self.node.brokers(), INPUT)?;
        let mut service =
            Service::start("access", Reader::Real, &self.settings("communique"), &[])?;
        let done = wait::until("all is answered", REFUSED_LIMIT, || {
            if let Err(ended) = service.is_running() {
                return Some(Err(ended));
            }
            let log = service.log();
            if log.contains("cannot be read") {
                return Some(Err("limits of the topics are not told".to_owned()));
            }
            let committed = cluster::committed(self.node.brokers(), "communique", INPUT);
            committed.is_ok_and(|now| now == ends).then_some(Ok(()))
        });
        done.and_then(|done| done)
            .map_err(|error| service.with_tail(&error))?;
        service.stop(STOP_LIMIT)
    }

    /// A replay of one letter more.
    fn replay(&self) -> Outcome {
        let header = |key: &str, value: &str| communique::flow::Header {
            key: key.to_owned(),
            value: Some(value.as_bytes().to_vec()),
        };
        let letter = Outgoing {
            value: Some(b"no JSON".to_vec()),
            headers: vec![
                header("communique-topic", INPUT),
                header("communique-partition", "0"),
                header("communique-reason", "panic"),
            ],
            ..Outgoing::default()
        };
        produce::write(self.node.brokers(), DEAD_LETTERS, &[letter])?;
        let mut command = Command::new("timeout");
        command.arg(DONE_LIMIT.as_secs().to_string());
        command
            .arg(env!("CARGO_BIN_EXE_communique"))
            .args(["replay", "--reason", "panic"]);
        for (key, value) in self.settings("communique-replay") {
            command.env(
                format!("COMMUNIQUE__{}", key.replace('.', "__").to_uppercase()),
                value,
            );
        }
        let said = tools::run(&mut command)?;
        if said.contains("cannot be read") {
            return Err("limits of the topics are not told".to_owned());
        }
        if said.contains("panic: 0 copied") {
            return Err(said);
        }
        Ok(())
    }
}
