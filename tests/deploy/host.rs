//! The unit for systemd, and the container's files.

use std::process::Command;

use crate::documents::{path, text, yaml};
use crate::support::Outcome;
use crate::tools;

const UNIT: &str = "deploy/systemd/communique.service";
const CONTAINERFILE: &str = "deploy/container/Containerfile";
const COMPOSE: &str = "deploy/container/compose.yaml";

/// systemd's own measure, in tenths, of what a unit is exposed to; a unit without any care has 96.
const EXPOSURE_MAX: &str = "15";

/// systemd reads the unit without a complaint, and finds it hardened.
pub fn systemd_takes_the_unit() -> Outcome {
    if tools::on_path("systemd-analyze").is_none() {
        return tools::missing::<()>("systemd-analyze", "install systemd").map(drop);
    }
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).map_err(|e| e.to_string())?;
    let unit = folder.path().join("communique.service");
    // It is verified that what is started exists.
    let here = text(UNIT)?.replace("/usr/bin/communique", env!("CARGO_BIN_EXE_communique"));
    std::fs::write(&unit, here).map_err(|error| error.to_string())?;
    let said = tools::run(Command::new("systemd-analyze").arg("verify").arg(&unit))?;
    if said.contains("communique.service") {
        return Err(said);
    }
    let threshold = format!("--threshold={EXPOSURE_MAX}");
    let mut security = Command::new("systemd-analyze");
    security
        .args(["security", "--offline=true", &threshold])
        .arg(&unit);
    tools::run(&mut security).map(drop)
}

/// The unit checks before it starts, reloads by the signal that reloads, and leaves alone what ends the
/// same way again.
pub fn the_unit_knows_the_service() -> Outcome {
    let unit = text(UNIT)?;
    let wanted = [
        "ExecStartPre=/usr/bin/communique check --config",
        "ExecStart=/usr/bin/communique serve --config",
        "ExecReload=/bin/kill -HUP $MAINPID",
        "RestartPreventExitStatus=2 3 4 5",
        "TimeoutStopSec=45",
    ];
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|line| !unit.contains(line))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("{UNIT} lacks {missing:?}"))
    }
}

pub fn hadolint_takes_the_containerfile() -> Outcome {
    let Some(packages) = tools::python_packages()? else {
        return Ok(());
    };
    let mut lint = Command::new(packages.join("bin/hadolint"));
    lint.env("PYTHONPATH", &packages);
    tools::run(lint.arg(path(CONTAINERFILE))).map(drop)
}

pub fn dclint_takes_the_compose_file() -> Outcome {
    let Some(packages) = tools::node_packages()? else {
        return Ok(());
    };
    let mut lint = Command::new(packages.join("node_modules/.bin/dclint"));
    tools::run(lint.arg("--quiet").arg(path(COMPOSE))).map(drop)
}

/// What the compose file mounts is there.
pub fn the_compose_file_mounts_what_exists() -> Outcome {
    let compose = yaml(COMPOSE)?;
    let services = compose["services"].as_object().ok_or("no services")?;
    let mut mounted = 0;
    for volume in services
        .values()
        .filter_map(|service| service["volumes"].as_array())
        .flatten()
    {
        let source = volume.as_str().and_then(|volume| volume.split(':').next());
        let source = source.ok_or("a volume without a source")?;
        if !path("deploy/container").join(source).exists() {
            return Err(format!("{source} is not there"));
        }
        mounted += 1;
    }
    if mounted == 0 {
        Err("nothing is mounted".to_owned())
    } else {
        Ok(())
    }
}
