//! A commit that cannot be flushed is the last one: Linux reports a failed flush once and may have dropped the pages.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Stands before libc; its flushes fail while a file exists.
const FLUSH: &str = r#"
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static int fails(void) { const char *file = getenv("FLUSH_FAILS"); return file && access(file, F_OK) == 0; }
int fsync(int fd) { if (fails()) { errno = EIO; return -1; } return syscall(SYS_fsync, fd); }
int fdatasync(int fd) { if (fails()) { errno = EIO; return -1; } return syscall(SYS_fdatasync, fd); }
"#;

#[test]
fn a_failed_flush_ends_all_writing_and_leaves_nothing_visible() {
    for kind in [&[][..], &["lock"]] {
        run(kind);
    }
}

/// With a unit of work, or with a transaction that locks.
fn run(kind: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path());
    let (database, switch) = (folder.path().join("sample.db"), folder.path().join("fails"));
    let child = Command::new(example())
        .args([&database, &switch])
        .args(kind)
        .env("LD_PRELOAD", library)
        .env("FLUSH_FAILS", &switch)
        .output()
        .expect("the example of this crate");
    assert!(child.status.success(), "{kind:?} {}", String::from_utf8_lossy(&child.stderr));
}

fn library(folder: &Path) -> PathBuf {
    let (source, library) = (folder.join("flush.c"), folder.join("flush.so"));
    std::fs::write(&source, FLUSH).expect("the source");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status();
    assert!(built.expect("a C compiler").success());
    library
}

/// Cargo builds the examples of a crate before its tests.
fn example() -> PathBuf {
    let test = std::env::current_exe().expect("this program");
    test.ancestors().nth(2).expect("the folder of the profile").join("examples/failed_flush")
}
