//! A server that cannot outlive its test: it runs below a shell that waits for the end of its input, and the kernel
//! closes that input however the test process ends.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const WATCH: &str = r#"
folder=$1 signal=$2
shift 2
"$@" >"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -s "$signal" "$server" 2>/dev/null
wait "$server"
cd / && rm -rf -- "$folder"
"#;

/// A running server and its folder; both end with this value.
pub struct Server {
    shell: Child,
}

impl Server {
    /// Starts `program` on `folder`, which holds its `log`; `signal` ends it at once.
    pub fn start(folder: &Path, signal: &str, account: Option<u32>, program: &Command) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", WATCH, "watch"]).arg(folder).arg(signal).arg(program.get_program()).args(program.get_args());
        if let Some(account) = account {
            shell.uid(account).gid(account);
        }
        // A group of its own: the interrupt key ends the test process, and that ends the server in order.
        shell.process_group(0).current_dir(folder);
        let shell = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        Self { shell: shell.expect("a shell to run a server below") }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        drop(self.shell.wait());
    }
}
