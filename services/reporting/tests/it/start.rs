//! The process: a failed start prints one sentence and fails.

use std::process::Command;

#[test]
fn a_failed_start_prints_its_sentence_and_a_non_zero_exit_code() {
    let run = |argument: &str| Command::new(env!("CARGO_BIN_EXE_motcua-reporting")).env_clear().arg(argument).output();
    let missing = run("serve").expect("a process");
    assert_eq!(String::from_utf8_lossy(&missing.stderr), "motcua-reporting: MOTCUA_DATABASE_URL is not set\n");
    assert_eq!(missing.status.code(), Some(1));
    let unknown = run("start").expect("a process");
    let sentence = "motcua-reporting: unknown argument start: serve, migrate or republish\n";
    assert_eq!(String::from_utf8_lossy(&unknown.stderr), sentence);
}
