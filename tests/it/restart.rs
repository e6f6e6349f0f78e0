//! A run that dies in the middle goes on where it was, and ends on the same figures.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use motcua::demo::plan::Plan;

/// The binary that `cargo build` made beside this test.
pub fn binary(name: &str) -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let path = here.parent().and_then(Path::parent).unwrap().join(name);
    assert!(path.exists(), "{} is missing: cargo build --workspace --bins", path.display());
    path
}

fn demo(data: &Path) -> Child {
    let mut command = Command::new(binary("motcua"));
    command.args(["demo", "--exit", "--json", "--port", "0", "--scale", "0.004", "--data"]).arg(data);
    command.env("MOTCUA_PASSWORD_MEMORY_KIB", "64").env("MOTCUA_LOG", "error");
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

fn ticks(data: &Path) -> usize {
    std::fs::read_to_string(data.join("journal.jsonl")).unwrap_or_default().matches("\"tick\"").count()
}

#[test]
fn kill_9_loses_nothing_that_was_answered() {
    let data = tempfile::tempdir().unwrap();
    let mut reached = 0;
    for kill_after in [40, 400] {
        let mut child = demo(data.path());
        let started = Instant::now();
        while ticks(data.path()) < kill_after {
            assert!(
                started.elapsed() < Duration::from_secs(300),
                "the demo does not get on: {} ticks",
                ticks(data.path())
            );
            assert!(child.try_wait().unwrap().is_none(), "the demo ended before it could be killed");
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let now = ticks(data.path());
        assert!(now > reached, "the second start began anew");
        reached = now;
    }
    let mut child = demo(data.path());
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(child.wait().unwrap().success());
    let counted: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let expected = serde_json::to_value(Plan::year(2022, 0.004).unwrap().expected()).unwrap();
    for group in ["received", "resolved", "inProcess", "ratings"] {
        assert_eq!(counted[group], expected[group], "{group}");
    }
}
