//! A node behind TLS, passwords and access lists; and who may do what there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::certificates::{Authority, Validity};
use crate::support::node::Node;
use crate::support::route::Route;
use crate::support::service::Settings;
use crate::support::{Outcome, jars, port};

/// Words that stand nowhere else, so that a search for them finds every leak.
pub const PASSWORD: &str = "Quagga-stands-at-the-gate-41";
/// Opens the service's own key.
pub const PASSPHRASE: &str = "Thylacine-turns-the-key-97";

/// All topics, groups and transactional ids of these tests begin so: what the access lists name.
const PREFIX: &str = "guarded";

/// May do all that the service does.
pub const USER: &str = "reader";
/// May not write to any topic.
pub const NO_WRITE: &str = "reader-without-write";
/// May not use the transactional id.
pub const NO_TRANSACTION: &str = "reader-without-transaction";
/// May not read for the group.
pub const NO_GROUP: &str = "reader-without-group";
/// Has a password and no right at all.
pub const NOTHING: &str = "reader-without-anything";

/// The node with its doors, and the files that a service needs to pass them.
pub struct Place {
    node: Node,
    /// TLS with a client's certificate, then SCRAM-SHA-512.
    guarded: String,
    /// The same with a server certificate that has ended.
    expired: String,
    files: TempDir,
}

impl Place {
    /// Makes certificates, starts the node and grants the rights.
    pub fn start() -> Outcome<Self> {
        let files = tempfile::Builder::new()
            .prefix("guarded-")
            .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
            .map_err(|error| error.to_string())?;
        write_certificates(files.path())?;
        let ports = port::free::<4>().map_err(|error| error.to_string())?;
        let [plain, guarded, expired, _] = ports.map(|port| format!("127.0.0.1:{port}"));
        let properties = properties(ports, files.path());
        let node = Node::start_own_formatted("guarded", &plain, &properties, &users())?;
        let place = Self {
            node,
            guarded,
            expired,
            files,
        };
        place.grant()?;
        Ok(place)
    }

    /// The tests' own way in, which asks nobody who he is.
    pub fn brokers(&self) -> &str {
        self.node.brokers()
    }

    /// The door whose certificate has ended.
    pub fn expired(&self) -> &str {
        &self.expired
    }

    /// A file of those that were made.
    pub fn file(&self, name: &str) -> String {
        self.files.path().join(name).display().to_string()
    }

    /// The settings of a service that passes the door, or does not after `changes`. A property that is
    /// changed to nothing is left out.
    pub fn settings(&self, route: &Route, changes: &[(&str, String)]) -> Settings {
        let property = |name: &str, value: &str| {
            let name = name.replace('.', "_");
            (format!("kafka.properties.{name}"), value.to_owned())
        };
        let mut settings = route.settings();
        settings.extend([
            ("kafka.brokers".to_owned(), self.guarded.clone()),
            ("kafka.transactional_id".to_owned(), route.name.clone()),
            property("security.protocol", "SASL_SSL"),
            property("sasl.mechanism", "SCRAM-SHA-512"),
            property("sasl.username", USER),
            property("sasl.password", PASSWORD),
            property("ssl.ca.location", &self.file(TRUSTED)),
            property("ssl.certificate.location", &self.file(CERTIFICATE)),
            property("ssl.key.location", &self.file(KEY)),
            property("ssl.key.password", PASSPHRASE),
        ]);
        for (name, value) in changes {
            if name.starts_with("kafka.") || name.starts_with("log.") || *name == "delivery" {
                settings.push(((*name).to_owned(), value.clone()));
            } else {
                settings.push(property(name, value));
            }
        }
        let left_out: Vec<String> = changes
            .iter()
            .filter(|(_, value)| value.is_empty())
            .map(|(name, _)| property(name, "").0)
            .collect();
        settings.retain(|(key, _)| !left_out.contains(key));
        settings
    }

    fn grant(&self) -> Outcome {
        let all = [USER, NO_WRITE, NO_TRANSACTION, NO_GROUP];
        let but = |left_out: &str| -> Vec<&str> {
            all.into_iter().filter(|user| *user != left_out).collect()
        };
        let topic = ["Read", "Describe", "DescribeConfigs"];
        self.allow(&all, "--topic", &topic)?;
        self.allow(&but(NO_WRITE), "--topic", &["Write"])?;
        self.allow(&but(NO_GROUP), "--group", &["Read"])?;
        let transaction = ["Write", "Describe"];
        self.allow(&but(NO_TRANSACTION), "--transactional-id", &transaction)
    }

    fn allow(&self, users: &[&str], kind: &str, operations: &[&str]) -> Outcome {
        let mut command = Command::new("java");
        command.arg("-cp").arg(jars::folder()?.join("*"));
        command.args(["org.apache.kafka.tools.AclCommand", "--bootstrap-server"]);
        command.args([self.brokers(), "--add", "--force", kind, PREFIX]);
        command.args(["--resource-pattern-type", "prefixed"]);
        for user in users {
            command.args(["--allow-principal", &format!("User:{user}")]);
        }
        for operation in operations {
            command.args(["--operation", operation]);
        }
        let output = command.output().map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Whom the node's certificate comes from.
const TRUSTED: &str = "trusted.pem";
/// Somebody else.
pub const STRANGER: &str = "stranger.pem";
/// The service's own certificate and its key.
const CERTIFICATE: &str = "client.pem";
const KEY: &str = "client.key.pem";
/// What the node shows.
const SERVER: &str = "server.pem";
const EXPIRED_SERVER: &str = "expired-server.pem";

fn write_certificates(folder: &Path) -> Outcome {
    let trusted = Authority::new("authority of these tests")?;
    let client = trusted.issue("communique", Validity::Now)?;
    let server = trusted.issue("node", Validity::Now)?;
    let expired = trusted.issue("node of yesterday", Validity::Expired)?;
    let files = [
        (TRUSTED, trusted.pem()?),
        (STRANGER, Authority::new("somebody else")?.pem()?),
        (CERTIFICATE, client.pem()?),
        (KEY, client.locked_key(PASSPHRASE)?),
        (SERVER, server.key_store()?),
        (EXPIRED_SERVER, expired.key_store()?),
    ];
    for (name, pem) in files {
        let path: PathBuf = folder.join(name);
        fs::write(&path, pem).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

/// As the format of the node's disk takes them.
fn users() -> Vec<String> {
    let users = [USER, NO_WRITE, NO_TRANSACTION, NO_GROUP, NOTHING];
    let user = |name| {
        let scram = format!("SCRAM-SHA-512=[name={name},password={PASSWORD}]");
        ["--add-scram".to_owned(), scram]
    };
    users.into_iter().flat_map(user).collect()
}

/// Later lines win over those of an ordinary node.
fn properties([plain, guarded, expired, controller]: [u16; 4], files: &Path) -> String {
    let files = files.display();
    let door = |name: &str, server: &str| {
        format!(
            "listener.name.{name}.ssl.keystore.type=PEM\n\
             listener.name.{name}.ssl.keystore.location={files}/{server}\n\
             listener.name.{name}.ssl.truststore.type=PEM\n\
             listener.name.{name}.ssl.truststore.location={files}/{TRUSTED}\n\
             listener.name.{name}.ssl.client.auth=required\n\
             listener.name.{name}.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;\n"
        )
    };
    format!(
        "controller.quorum.voters=1@127.0.0.1:{controller}\n\
         listeners=PLAINTEXT://127.0.0.1:{plain},GUARDED://127.0.0.1:{guarded},EXPIRED://127.0.0.1:{expired},CONTROLLER://127.0.0.1:{controller}\n\
         advertised.listeners=PLAINTEXT://127.0.0.1:{plain},GUARDED://127.0.0.1:{guarded},EXPIRED://127.0.0.1:{expired}\n\
         listener.security.protocol.map=PLAINTEXT:PLAINTEXT,GUARDED:SASL_SSL,EXPIRED:SASL_SSL,CONTROLLER:PLAINTEXT\n\
         inter.broker.listener.name=PLAINTEXT\n\
         sasl.enabled.mechanisms=SCRAM-SHA-512\n\
         authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n\
         super.users=User:ANONYMOUS\n{}{}",
        door("guarded", SERVER),
        door("expired", EXPIRED_SERVER),
    )
}
