//! A throw-away nats-server with JetStream.

use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use motcua_messaging::{NatsBus, Provision};

use crate::deadline::Deadline;
use crate::place::{folder, on_path, variable, workspace};
use crate::server::Server;
use crate::wait::eventually;

/// Names the program to use instead of the one that `make tools` installs.
const GIVEN: &str = "NATS_SERVER";
/// Older servers silently drop configuration that they do not know: consumers then get every event.
const OLDEST: (u32, u32) = (2, 15);

static PROGRAM: LazyLock<PathBuf> = LazyLock::new(program);

/// A server of a test's own; gone with this value, or with the process.
pub struct Nats {
    /// Where it listens, as `nats://127.0.0.1:port`.
    pub url: String,
    _server: Server,
    _deadline: Deadline,
}

impl Nats {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let folder = folder("nats", None);
        let mut nats = Command::new(PROGRAM.as_path());
        nats.args(["-a", "127.0.0.1", "-p", "-1", "-js", "-sd"]).arg(folder.join("jetstream"));
        nats.arg("--ports_file_dir").arg(&folder);
        let server = Server::start(&folder, "KILL", None, &nats);
        let url = eventually("nats-server listens", || async { address(&folder) }).await;
        Self { url, _server: server, _deadline: Deadline::start() }
    }

    /// A connection for `service`, with the streams and its subscription to `producers` made.
    pub async fn bus(&self, service: &str, producers: &[&str]) -> NatsBus {
        let bus = NatsBus::connect(service, &self.url, None).await.expect("a connection to nats-server");
        let what = Provision { consumer: service, producers, replicas: 1 };
        bus.provision(what).await.expect("streams and consumer");
        bus
    }

    /// Deletes every stream with its consumers, as the loss of a broker's volume does.
    pub async fn lose_streams(&self) {
        let client = async_nats::connect(&self.url).await.expect("a connection to nats-server");
        let context = async_nats::jetstream::new(client);
        for stream in ["MOTCUA_EVENTS", "MOTCUA_DLQ"] {
            context.delete_stream(stream).await.expect("the stream deleted");
        }
    }
}

/// The server writes the ports it chose into a file named after its process.
fn address(folder: &Path) -> Option<String> {
    let mut files = read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let ports = files.find(|file| file.extension().is_some_and(|end| end == "ports"))?;
    let ports: serde_json::Value = serde_json::from_str(&read_to_string(ports).ok()?).ok()?;
    ports["nats"][0].as_str().map(str::to_owned)
}

fn program() -> PathBuf {
    let installed = workspace().join("target/tools/nats/bin/nats-server");
    let places = [variable(GIVEN).map(PathBuf::from), on_path("nats-server"), Some(installed)];
    let usable = places.into_iter().flatten().find(|program| version(program).is_some_and(|found| found >= OLDEST));
    usable.unwrap_or_else(|| {
        let (major, minor) = OLDEST;
        panic!("nats-server {major}.{minor} or newer is missing: run `make tools`, or set {GIVEN} to the program")
    })
}

fn version(program: &Path) -> Option<(u32, u32)> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut parts = text.trim().rsplit_once('v')?.1.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
