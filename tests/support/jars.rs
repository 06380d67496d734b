//! Apache Kafka's jars, fetched once into the build folder by Maven.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Outcome;

/// The Maven descriptor: the one place that names Kafka's version.
const DESCRIPTOR: &str = include_str!("kafka/pom.xml");
const DESCRIPTOR_PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/kafka/pom.xml");
/// Holds the descriptor's text once all jars are there: another descriptor, another fetch.
const MARKER: &str = "complete";

/// What to do where Java or Maven is missing.
pub const ADVICE: &str = "the tests run on a real Apache Kafka node: install Java 17 or later and Maven \
     (Debian: apt-get install openjdk-17-jre-headless maven), or name a running cluster in \
     COMMUNIQUE_TEST_BROKERS";

/// The folder of the jars, after fetching them if they are not there yet. Several test binaries may
/// ask at once: one fetches, the others wait for it.
pub fn folder() -> Outcome<PathBuf> {
    let folder = build_folder()?.join(format!("kafka-{}", version()?));
    let marker = folder.join(MARKER);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let lock = File::create(folder.join("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    if fs::read_to_string(&marker).is_ok_and(|text| text == DESCRIPTOR) {
        return Ok(folder);
    }
    remove_jars(&folder).map_err(|error| error.to_string())?;
    fetch(&folder)?;
    fs::write(&marker, DESCRIPTOR).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// `target/`, whatever its name: the folder above the one that cargo gives to tests.
fn build_folder() -> Outcome<PathBuf> {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch
        .parent()
        .map(Path::to_path_buf)
        .ok_or_else(|| "no build folder".to_owned())
}

fn version() -> Outcome<&'static str> {
    let (_, rest) = DESCRIPTOR
        .split_once("<kafka.version>")
        .ok_or("no kafka.version in pom.xml")?;
    let (version, _) = rest
        .split_once('<')
        .ok_or("no end of kafka.version in pom.xml")?;
    Ok(version)
}

/// Leavings of an interrupted fetch or of another descriptor.
fn remove_jars(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "jar") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn fetch(folder: &Path) -> Outcome {
    eprintln!("fetching Apache Kafka's jars into {}", folder.display());
    let output = Command::new("mvn")
        .args(["--quiet", "--batch-mode", "--file", DESCRIPTOR_PATH])
        .arg("dependency:copy-dependencies")
        .arg(format!("-DoutputDirectory={}", folder.display()))
        .output()
        .map_err(|error| format!("mvn: {error}; {ADVICE}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    Err(format!(
        "Maven could not fetch Apache Kafka ({}): {said}",
        output.status
    ))
}
