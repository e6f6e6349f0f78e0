//! The process: a failed start prints one sentence and fails.

use std::process::Command;

#[test]
fn a_failed_start_prints_its_sentence_and_a_non_zero_exit_code() {
    let run = Command::new(env!("CARGO_BIN_EXE_motcua-gateway")).env_clear().arg("serve").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stderr), "motcua-gateway: MOTCUA_DATABASE_URL is not set\n");
    assert_eq!(run.status.code(), Some(1));
}
