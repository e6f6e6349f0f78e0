//! The command line, as a person types it.

use std::process::{Command, Output};

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
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = motcua(&["serve", "--port", &port, "--data", folder.path().to_str().unwrap()]);
    assert!(complaint(&output).contains(&port));
}
