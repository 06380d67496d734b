//! Tools from package registries, fetched once into the build folder, without any right on the machine.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::documents::path;
use crate::support::{Outcome, aloud};

/// A tool that is neither at hand nor to be had from a package registry: said aloud.
pub fn missing<T>(what: &str, why: &str) -> Outcome<Option<T>> {
    aloud::left_out(&format!("{what}: {why}"));
    Ok(None)
}

/// A program of Debian's package `prometheus`: `promtool` or `prometheus`.
pub fn prometheus(program: &str) -> Outcome<Option<PathBuf>> {
    if let Some(found) = on_path(program) {
        return Ok(Some(found));
    }
    let fetched = fetched("prometheus", |folder| {
        let mut download = Command::new("apt-get");
        download
            .args(["download", "-q", "prometheus"])
            .current_dir(folder);
        if run(&mut download).is_err() {
            // A new machine has no lists of packages yet; only root may fetch them.
            run(Command::new("apt-get").args(["update", "-q"]))?;
            run(&mut download)?;
        }
        let package = fs::read_dir(folder)
            .map_err(|error| error.to_string())?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .find(|path| path.extension().is_some_and(|extension| extension == "deb"));
        let package = package.ok_or("apt-get left no package")?;
        run(Command::new("dpkg").arg("-x").arg(package).arg(folder)).map(drop)
    });
    match fetched {
        Ok(folder) => Ok(Some(folder.join("usr/bin").join(program))),
        Err(why) => missing(
            program,
            &format!("{why}; install Debian's package prometheus"),
        ),
    }
}

/// A folder with the Python packages of `schemas/requirements.txt`.
pub fn python_packages() -> Outcome<Option<PathBuf>> {
    let fetched = fetched("python", |folder| {
        let mut pip = Command::new("python3");
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        pip.arg("--target").arg(folder).arg("--requirement");
        run(pip.arg(path("tests/deploy/schemas/requirements.txt"))).map(drop)
    });
    fetched.map_or_else(
        |why| missing("Python packages", &why),
        |found| Ok(Some(found)),
    )
}

/// A folder with the npm packages of `schemas/package.json`.
pub fn node_packages() -> Outcome<Option<PathBuf>> {
    let fetched = fetched("node", |folder| {
        let from = path("tests/deploy/schemas/package.json");
        fs::copy(from, folder.join("package.json")).map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        npm.args([
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
        ]);
        run(npm.current_dir(folder)).map(drop)
    });
    fetched.map_or_else(|why| missing("npm packages", &why), |found| Ok(Some(found)))
}

/// A folder of the build folder that `fetch` has filled once; several test binaries may ask at a time.
pub fn fetched(name: &str, fetch: impl FnOnce(&Path) -> Outcome) -> Outcome<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let folder = target.ok_or("no build folder")?.join("tools").join(name);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let lock = File::create(folder.join("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let complete = folder.join("complete");
    if !complete.exists() {
        fetch(&folder)?;
        fs::write(&complete, "").map_err(|error| error.to_string())?;
    }
    Ok(folder)
}

/// Where a program lies, if it is installed.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Runs to the end; what it said when it fails.
pub fn run(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .map_err(|error| format!("{name}: {error}"))?;
    let said = said(&output);
    if output.status.success() {
        Ok(said)
    } else {
        Err(format!("{name} ({}): {said}", output.status))
    }
}

fn said(output: &Output) -> String {
    let both = [&output.stdout, &output.stderr];
    both.map(|bytes| String::from_utf8_lossy(bytes)).concat()
}
