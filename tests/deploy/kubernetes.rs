//! The manifests: what kustomize makes of them is what the schemas of Kubernetes and of the operators
//! take, and what this service needs of them is there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use communique::config::{Config, Sources, gather};
use serde_json::Value;

use crate::documents::{list, path, word};
use crate::prometheus::none;
use crate::support::Outcome;
use crate::tools;

const BASE: &str = "deploy/kubernetes/base";
pub const OVERLAY: &str = "deploy/kubernetes/overlays/production";
pub const REPLAY: &str = "deploy/kubernetes/replay";
const SCHEMAS: &str = "tests/deploy/schemas";

/// What leaving the group may take after the drain, before the service ends by itself.
const LEAVING: Duration = Duration::from_secs(10);

/// What kustomize makes of a folder; nothing where there is no kustomize.
pub fn built(folder: &str) -> Outcome<Option<Vec<Value>>> {
    let mut command = match (tools::on_path("kustomize"), tools::on_path("kubectl")) {
        (Some(kustomize), _) => {
            let mut command = Command::new(kustomize);
            command.arg("build");
            command
        }
        (None, Some(kubectl)) => {
            let mut command = Command::new(kubectl);
            command.arg("kustomize");
            command
        }
        (None, None) => return tools::missing("kustomize", "install kubectl or kustomize"),
    };
    let output = command
        .arg(path(folder))
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!(
            "{folder}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let documents = serde_saphyr::from_multiple(&text);
    documents
        .map(Some)
        .map_err(|error| format!("{folder}: {error}"))
}

/// All manifests of all folders whose API version passes, as a file that holds a JSON list.
fn manifests(of: impl Fn(&str) -> bool) -> Outcome<Option<tempfile::NamedTempFile>> {
    let mut all = Vec::new();
    for folder in [BASE, OVERLAY, REPLAY] {
        let Some(documents) = built(folder)? else {
            return Ok(None);
        };
        all.extend(documents);
    }
    let mut wanted = Vec::new();
    for document in all {
        if of(word(&document, "/apiVersion")?) {
            wanted.push(document);
        }
    }
    if wanted.is_empty() {
        return Err("no manifest to check".to_owned());
    }
    let file = tempfile::Builder::new()
        .suffix(".json")
        .tempfile_in(env!("CARGO_TARGET_TMPDIR"));
    let file = file.map_err(|error| error.to_string())?;
    let text = Value::Array(wanted).to_string();
    std::fs::write(file.path(), text).map_err(|error| error.to_string())?;
    Ok(Some(file))
}

fn is_of_operators(version: &str) -> bool {
    version.starts_with("keda.sh/") || version.starts_with("monitoring.coreos.com/")
}

fn is_of_strimzi(version: &str) -> bool {
    version.starts_with("kafka.strimzi.io/")
}

/// Kubernetes' own kinds, by its schemas, unknown fields refused.
pub fn kubernetes_takes_its_own() -> Outcome {
    let core = |version: &str| !is_of_operators(version) && !is_of_strimzi(version);
    let (Some(file), Some(packages)) = (manifests(core)?, tools::python_packages()?) else {
        return Ok(());
    };
    let documents: Vec<Value> = read(file.path())?;
    for document in documents {
        std::fs::write(file.path(), document.to_string()).map_err(|error| error.to_string())?;
        let mut check = Command::new("python3");
        check.env("PYTHONPATH", &packages);
        check.args(["-m", "kubernetes_validate", "--strict", "--no-warn"]);
        tools::run(check.arg(file.path()))?;
    }
    Ok(())
}

/// KEDA's and the Prometheus operator's kinds, by their schemas.
pub fn the_operators_take_theirs() -> Outcome {
    let (Some(file), Some(packages)) = (manifests(is_of_operators)?, tools::node_packages()?)
    else {
        return Ok(());
    };
    // Node looks for packages beside the script.
    let script = packages.join("operators.mjs");
    std::fs::copy(path(SCHEMAS).join("operators.mjs"), &script).map_err(|e| e.to_string())?;
    tools::run(Command::new("node").arg(script).arg(file.path())).map(drop)
}

/// Strimzi's kinds, read strictly into its own classes.
pub fn strimzi_takes_its_own() -> Outcome {
    let (Some(file), Some(classes)) = (manifests(is_of_strimzi)?, strimzi()?) else {
        return Ok(());
    };
    let read = |file: &Path| {
        let mut check = Command::new("java");
        check
            .arg("-cp")
            .arg(classes.join("*"))
            .arg(path(SCHEMAS).join("Strimzi.java"));
        tools::run(check.arg(file))
    };
    read(file.path())?;
    let mut documents: Vec<Value> = self::read(file.path())?;
    documents[0]["spec"]["partitionz"] = Value::from(3);
    std::fs::write(file.path(), Value::Array(documents).to_string()).map_err(|e| e.to_string())?;
    match read(file.path()) {
        Ok(_) => Err("an unknown field was taken".to_owned()),
        Err(said) if said.contains("partitionz") => Ok(()),
        Err(said) => Err(said),
    }
}

fn strimzi() -> Outcome<Option<PathBuf>> {
    let fetched = tools::fetched("strimzi", |folder| {
        let mut maven = Command::new("mvn");
        maven.args([
            "--quiet",
            "--batch-mode",
            "dependency:copy-dependencies",
            "--file",
        ]);
        maven.arg(path(SCHEMAS).join("pom.xml"));
        tools::run(maven.arg(format!("-DoutputDirectory={}", folder.display()))).map(drop)
    });
    fetched.map_or_else(
        |why| tools::missing("Strimzi's classes", &why),
        |found| Ok(Some(found)),
    )
}

fn read(file: &Path) -> Outcome<Vec<Value>> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn of_kind<'d>(documents: &'d [Value], kind: &str) -> Outcome<&'d Value> {
    let found = documents.iter().find(|document| document["kind"] == kind);
    found.ok_or_else(|| format!("no {kind}"))
}

/// What the service needs of the manifests, and what it must not be given.
pub fn the_pods_are_what_the_service_needs() -> Outcome {
    let Some(documents) = built(OVERLAY)? else {
        return Ok(());
    };
    let set = of_kind(&documents, "StatefulSet")?;
    let pod = &set["spec"]["template"]["spec"];
    let container = &list(pod, "/containers")?[0];
    let raw = gather(&Sources {
        file: None,
        ..Sources::default()
    });
    let config = Config::from_raw(&raw).map_err(|error| error.to_string())?;
    let ending = config.flow.drain_budget + LEAVING;
    let grace = pod["terminationGracePeriodSeconds"].as_u64().unwrap_or(0);
    let environment = list(container, "/env")?;
    let of = |name: &str| environment.iter().find(|entry| entry["name"] == name);
    let id = of("COMMUNIQUE__KAFKA__TRANSACTIONAL_ID").map(|entry| &entry["value"]);
    let own = &container["securityContext"];
    let checks = [
        (
            "the grace is longer than the drain",
            Duration::from_secs(grace) > ending,
        ),
        (
            "the identity is the pod's",
            id == Some(&Value::from("$(POD_NAMESPACE).$(POD_NAME)")),
        ),
        (
            "the scaler says how many",
            set["spec"].get("replicas").is_none(),
        ),
        (
            "nobody is root",
            pod["securityContext"]["runAsNonRoot"] == true,
        ),
        (
            "seccomp",
            pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault",
        ),
        (
            "the root is read-only",
            own["readOnlyRootFilesystem"] == true,
        ),
        ("no escalation", own["allowPrivilegeEscalation"] == false),
        ("no capabilities", own["capabilities"]["drop"][0] == "ALL"),
        (
            "memory is bounded",
            container["resources"]["limits"].get("memory").is_some(),
        ),
        (
            "liveness",
            container["livenessProbe"]["httpGet"]["path"] == "/livez",
        ),
        (
            "readiness",
            container["readinessProbe"]["httpGet"]["path"] == "/readyz",
        ),
        ("no token", pod["automountServiceAccountToken"] == false),
    ];
    let wrong = checks.iter().filter(|(_, right)| !right);
    none(wrong.map(|(what, _)| (*what).to_owned()).collect())
}

/// At most as many instances as partitions, and the topics and groups are the configured ones.
pub fn topics_users_and_scaler_agree_with_the_configuration() -> Outcome {
    let Some(documents) = built(OVERLAY)? else {
        return Ok(());
    };
    let sources = Sources {
        file: Some(path(OVERLAY).join("communique.toml")),
        ..Sources::default()
    };
    let config = Config::from_raw(&gather(&sources)).map_err(|error| error.to_string())?;
    let kafka = config.kafka;
    let audit = kafka.audit_topic.clone().unwrap_or_default();
    let topics: Vec<(&str, u64)> = documents
        .iter()
        .filter(|document| document["kind"] == "KafkaTopic")
        .filter_map(|topic| {
            let spec = &topic["spec"];
            Some((spec["topicName"].as_str()?, spec["partitions"].as_u64()?))
        })
        .collect();
    let partitions = |name: &str| topics.iter().find(|(topic, _)| *topic == name).map(|t| t.1);
    let mut wrong = Vec::new();
    for topic in [
        &kafka.input_topic,
        &kafka.output_topic,
        &kafka.dead_letter_topic,
        &audit,
    ] {
        if partitions(topic).is_none() {
            wrong.push(format!("no KafkaTopic {topic}"));
        }
    }
    let scaler = of_kind(&documents, "ScaledObject")?;
    if scaler["spec"]["maxReplicaCount"].as_u64() != partitions(&kafka.input_topic) {
        wrong.push("the scaler's bound is not the number of partitions".to_owned());
    }
    let trigger = &list(scaler, "/spec/triggers")?[0]["metadata"];
    if trigger["topic"] != *kafka.input_topic
        || trigger["consumerGroup"] != *kafka.group_id
        || trigger["bootstrapServers"] != *kafka.brokers
    {
        wrong.push(format!("the scaler looks elsewhere: {trigger}"));
    }
    let user = documents.iter().find(|document| {
        document["kind"] == "KafkaUser" && document["metadata"]["name"] == "communique"
    });
    let user = user.ok_or("no KafkaUser communique")?;
    let found = list(user, "/spec/authorization/acls")?;
    let mut granted: Vec<String> = found.iter().map(grant).collect();
    let write = ["DescribeConfigs", "Write"];
    let mut needed = vec![
        right(
            "topic",
            &kafka.input_topic,
            "literal",
            &["DescribeConfigs", "Read"],
        ),
        right("topic", &kafka.output_topic, "literal", &write),
        right("topic", &kafka.dead_letter_topic, "literal", &write),
        right("topic", &audit, "literal", &write),
        right("group", &kafka.group_id, "literal", &["Read"]),
        right(
            "transactionalId",
            "communique.communique-",
            "prefix",
            &["Write"],
        ),
    ];
    granted.sort();
    needed.sort();
    if granted != needed {
        wrong.push(format!("granted {granted:#?}, needed {needed:#?}"));
    }
    none(wrong)
}

fn right(kind: &str, name: &str, pattern: &str, operations: &[&str]) -> String {
    format!("{kind} {name} ({pattern}): {}", operations.join(", "))
}

fn grant(acl: &Value) -> String {
    let resource = &acl["resource"];
    let text = |key: &str| resource[key].as_str().unwrap_or("literal").to_owned();
    let mut operations: Vec<&str> = acl["operations"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    operations.sort_unstable();
    right(
        &text("type"),
        &text("name"),
        &text("patternType"),
        &operations,
    )
}
