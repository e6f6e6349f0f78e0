//! Counts the round trips between a client and a PostgreSQL server: a TCP proxy that counts how often the direction
//! changes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A proxy on a free port of the loopback address.
pub struct Proxy {
    pub address: SocketAddr,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    trips: AtomicU64,
    pings: AtomicU64,
}

/// A lone Sync message: the pool tests a connection that comes back to it, and no command waits for that.
const PING: &[u8] = b"S\0\0\0\x04";

impl Proxy {
    /// Starts to pass everything on to the server.
    pub async fn start(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let counts = Arc::<Counts>::default();
        let counted = counts.clone();
        motcua_kit::lifecycle::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.expect("the server");
                pass(client, server, &counted);
            }
        });
        Self { address, counts }
    }

    /// How often a client sent after the server had: the round trips.
    pub fn round_trips(&self) -> u64 {
        self.counts.trips.load(Ordering::SeqCst)
    }

    /// How often the pool tested a connection.
    pub fn pings(&self) -> u64 {
        self.counts.pings.load(Ordering::SeqCst)
    }
}

fn pass(client: TcpStream, server: TcpStream, counts: &Arc<Counts>) {
    let answered = Arc::new(AtomicBool::new(true));
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let (counts, asked) = (counts.clone(), answered.clone());
    motcua_kit::lifecycle::spawn(copy(from_client, to_server, move |bytes| {
        if asked.swap(false, Ordering::SeqCst) {
            let counter = if bytes == PING { &counts.pings } else { &counts.trips };
            counter.fetch_add(1, Ordering::SeqCst);
        }
    }));
    motcua_kit::lifecycle::spawn(copy(from_server, to_client, move |_| answered.store(true, Ordering::SeqCst)));
}

async fn copy(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, saw: impl Fn(&[u8])) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length) = from.read(&mut bytes).await {
        let read = &bytes[..length];
        if read.is_empty() {
            break;
        }
        saw(read);
        if to.write_all(read).await.is_err() {
            break;
        }
    }
}
