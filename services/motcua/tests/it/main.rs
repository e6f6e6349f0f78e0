//! The command line, and the data folder it leaves.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod seed_catalogue;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn motcua(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(arguments).env("MOTCUA_PASSWORD_MEMORY_KIB", "64").output().unwrap()
}

fn error_of(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_plan_is_printed_without_running_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let printed = motcua(&["demo", "--print-plan", "--scale", "0.001", "--data", data.to_str().unwrap()]);
    assert!(printed.status.success());
    let lines = String::from_utf8(printed.stdout).unwrap();
    assert!(lines.lines().count() > 40, "a header and a line a dossier");
    assert!(!data.exists());
}

#[test]
fn an_invalid_plan_file_is_refused_before_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.jsonl");
    std::fs::write(&plan, "{\"not\": \"a plan\"}\n").unwrap();
    let data = folder.path().join("data");
    let output = motcua(&["demo", "--exit", "--plan", plan.to_str().unwrap(), "--data", data.to_str().unwrap()]);
    assert!(error_of(&output).contains("plan"));
    assert!(!data.exists());
    let missing = motcua(&["demo", "--exit", "--plan", "/nowhere/plan.jsonl"]);
    assert!(error_of(&missing).contains("/nowhere/plan.jsonl"));
}

#[test]
fn an_invalid_scale_is_refused() {
    for scale in ["0", "-1", "NaN", "1000"] {
        let output = motcua(&["demo", "--exit", &format!("--scale={scale}")]);
        assert!(error_of(&output).contains("scale"), "{scale}");
    }
}

#[test]
fn a_report_without_data_names_the_command_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let output = motcua(&["report", "--from", "2021-12-15", "--to", "2022-12-14", "--data", data]);
    assert!(error_of(&output).contains("motcua demo"));
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    let output = command.args(["openapi"]).env("MOTCUA_HTP_LISTEN", "x").output().unwrap();
    assert!(error_of(&output).to_lowercase().contains("htp_listen"));
}

#[test]
fn a_port_in_use_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (port, error) = refused_start(folder.path());
    assert!(error.contains(&port));
}

/// Starts on a port in use: everything is created and migrated, nothing is served.
fn refused_start(data: &Path) -> (String, String) {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = motcua(&["serve", "--port", &port, "--data", data.to_str().unwrap()]);
    (port, error_of(&output))
}

/// Serves a data folder until the public address is printed, and ends.
fn served(data: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(["serve", "--port", "0", "--data"]).arg(data).env("MOTCUA_PASSWORD_MEMORY_KIB", "64");
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let open = lines.map_while(Result::ok).any(|line| line.starts_with("Một Cửa: http://"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(open, "the platform did not start");
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_data_folder_is_readable_by_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (folder.path().join("above/new"), folder.path().join("old"));
    std::fs::create_dir(&old).unwrap();
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).unwrap();
    for data in [&new, &old] {
        refused_start(data);
        assert_eq!(mode(data), 0o700, "{}", data.display());
    }
    let simulated = folder.path().join("simulated");
    let arguments =
        ["simulate", "--scale", "0.001", "--gateway", "http://127.0.0.1:1", "--control", "http://127.0.0.1:1"];
    let more = ["--admin-password-file", "/nowhere/password", "--data", simulated.to_str().unwrap()];
    error_of(&motcua(&[&arguments[..], &more[..]].concat()));
    assert_eq!(mode(&simulated), 0o700);
}

#[test]
fn a_folder_in_use_is_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join("journal.jsonl"), "").unwrap();
    let lock = std::fs::File::create(folder.path().join("motcua.lock")).unwrap();
    lock.lock().unwrap();
    for arguments in [&["serve"][..], &["demo", "--exit", "--scale", "0.001"], &["demo", "--exit", "--fresh"]] {
        let output = motcua(&[arguments, &["--port", "0", "--data", data]].concat());
        assert!(error_of(&output).contains("in use by another motcua"), "{arguments:?}");
    }
    assert!(folder.path().join("journal.jsonl").exists());
}

#[test]
fn fresh_deletes_only_the_data_of_a_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let precious = folder.path().join("intake.sqlite");
    std::fs::write(&precious, "precious").unwrap();
    let data = folder.path().to_str().unwrap();
    let output = motcua(&["demo", "--exit", "--fresh", "--scale", "0.001", "--data", data]);
    assert!(error_of(&output).contains("journal.jsonl"));
    assert!(precious.exists());
    assert!(!folder.path().join("motcua.lock").exists());
}

#[test]
fn a_report_of_an_unknown_agency_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    served(folder.path());
    let data = folder.path().to_str().unwrap();
    let period = ["report", "--from", "2021-12-15", "--to", "2022-12-14", "--data", data];
    assert!(motcua(&period).status.success());
    let output = motcua(&[&period[..], &["--agency", "H35.99"]].concat());
    assert!(error_of(&output).contains("no agency H35.99"));
}
