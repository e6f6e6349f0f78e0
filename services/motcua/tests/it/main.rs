//! The command line, as a person types it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn motcua(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(arguments).env("MOTCUA_PASSWORD_MEMORY_KIB", "64").output().unwrap()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_plan_can_be_printed_and_nothing_is_played() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let printed = motcua(&["demo", "--print-plan", "--scale", "0.001", "--data", data.to_str().unwrap()]);
    assert!(printed.status.success());
    let lines = String::from_utf8(printed.stdout).unwrap();
    assert!(lines.lines().count() > 40, "a header and a line a dossier");
    assert!(!data.exists());
}

#[test]
fn a_plan_file_that_is_none_is_refused_before_anything_starts() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.jsonl");
    std::fs::write(&plan, "{\"not\": \"a plan\"}\n").unwrap();
    let data = folder.path().join("data");
    let output = motcua(&["demo", "--exit", "--plan", plan.to_str().unwrap(), "--data", data.to_str().unwrap()]);
    assert!(complaint(&output).contains("plan"));
    assert!(!data.exists());
    let missing = motcua(&["demo", "--exit", "--plan", "/nowhere/plan.jsonl"]);
    assert!(complaint(&missing).contains("/nowhere/plan.jsonl"));
}

#[test]
fn a_scale_that_is_no_scale_is_refused() {
    for scale in ["0", "-1", "NaN", "1000"] {
        let output = motcua(&["demo", "--exit", &format!("--scale={scale}")]);
        assert!(complaint(&output).contains("scale"), "{scale}");
    }
}

#[test]
fn a_report_without_data_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let output = motcua(&["report", "--from", "2021-12-15", "--to", "2022-12-14", "--data", data]);
    assert!(complaint(&output).contains("motcua demo"));
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    let output = command.args(["openapi"]).env("MOTCUA_HTP_LISTEN", "x").output().unwrap();
    assert!(complaint(&output).to_lowercase().contains("htp_listen"));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (port, complaint) = refused_start(folder.path());
    assert!(complaint.contains(&port));
}

/// Starts on a port that is taken: everything is created and migrated, nothing is served.
fn refused_start(data: &Path) -> (String, String) {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = motcua(&["serve", "--port", &port, "--data", data.to_str().unwrap()]);
    (port, complaint(&output))
}

/// Serves a data folder until the door is open, and ends.
fn served(data: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
    command.args(["serve", "--port", "0", "--data"]).arg(data).env("MOTCUA_PASSWORD_MEMORY_KIB", "64");
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let said = BufReader::new(child.stderr.take().unwrap()).lines();
    let open = said.map_while(Result::ok).any(|line| line.starts_with("Một Cửa: http://"));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(open, "the door never opened");
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_data_folder_is_open_to_its_owner_alone() {
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
    complaint(&motcua(&[&arguments[..], &more[..]].concat()));
    assert_eq!(mode(&simulated), 0o700);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join("journal.jsonl"), "").unwrap();
    let lock = std::fs::File::create(folder.path().join("motcua.lock")).unwrap();
    lock.lock().unwrap();
    for arguments in [&["serve"][..], &["demo", "--exit", "--scale", "0.001"], &["demo", "--exit", "--fresh"]] {
        let output = motcua(&[arguments, &["--port", "0", "--data", data]].concat());
        assert!(complaint(&output).contains("in use by another motcua"), "{arguments:?}");
    }
    assert!(folder.path().join("journal.jsonl").exists());
}

#[test]
fn fresh_deletes_only_what_a_demonstration_made() {
    let folder = tempfile::tempdir().unwrap();
    let precious = folder.path().join("intake.sqlite");
    std::fs::write(&precious, "precious").unwrap();
    let data = folder.path().to_str().unwrap();
    let output = motcua(&["demo", "--exit", "--fresh", "--scale", "0.001", "--data", data]);
    assert!(complaint(&output).contains("journal.jsonl"));
    assert!(precious.exists());
    assert!(!folder.path().join("motcua.lock").exists());
}

#[test]
fn a_report_of_an_unknown_agency_says_so() {
    let folder = tempfile::tempdir().unwrap();
    served(folder.path());
    let data = folder.path().to_str().unwrap();
    let period = ["report", "--from", "2021-12-15", "--to", "2022-12-14", "--data", data];
    assert!(motcua(&period).status.success());
    let output = motcua(&[&period[..], &["--agency", "H35.99"]].concat());
    assert!(complaint(&output).contains("no agency H35.99"));
}
