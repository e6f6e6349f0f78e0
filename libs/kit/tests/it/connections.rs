//! Connections cost little: their number is limited, and headers that do not arrive close them.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use motcua_kit::lifecycle::{bind, spawn};
use motcua_kit::server::{ConnectionLimits, serve};
use motcua_kit::trusted_proxies::TrustedProxies;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

struct Server {
    address: std::net::SocketAddr,
    stop: CancellationToken,
    ended: tokio::task::JoinHandle<()>,
}

async fn start(limits: ConnectionLimits) -> Server {
    let slow = || async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "slow"
    };
    let router = Router::new().route("/", get(|| async { "here" })).route("/slow", get(slow));
    let (listener, stop) = (bind("127.0.0.1:0").await.expect("a port"), CancellationToken::new());
    let address = listener.local_addr().expect("its address");
    Server { address, ended: spawn(serve(listener, router, limits, stop.clone())), stop }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    /// What the server answers to these bytes until it closes the connection.
    async fn answer(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.expect("sent");
        read(&mut stream).await
    }
}

async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // A reset closes as well.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

const ONCE: &str = "GET / HTTP/1.1\r\nhost: motcua.test\r\nconnection: close\r\n\r\n";

fn public(most: usize, per_address: usize) -> ConnectionLimits {
    ConnectionLimits::public(most, per_address, TrustedProxies::default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_above_the_limit_of_its_address_is_closed() {
    let server = start(public(100, 2)).await;
    let open = [server.connect().await, server.connect().await];
    assert_eq!(server.answer(ONCE).await, "");
    drop(open);
    motcua_testkit::eventually("a closed connection is counted no longer", || async {
        server.answer(ONCE).await.ends_with("here").then_some(())
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn headers_that_do_not_arrive_close_the_connection() {
    let server = start(public(100, 100)).await;
    let mut stream = server.connect().await;
    // Time stands still but for the time-out: it may be over before all of this is sent.
    let _ = stream.write_all(b"GET / HTTP/1.1\r\nhost: motcua.test\r\nx-slow: ").await;
    assert!(!read(&mut stream).await.contains("here"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_two_hosts_is_refused() {
    let server = start(public(100, 100)).await;
    let twice = ONCE.replacen("connection", "host: other.test\r\nconnection", 1);
    assert!(server.answer(&twice).await.starts_with("HTTP/1.1 400"));
    assert!(server.answer(ONCE).await.ends_with("here"));
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_above_the_limits_are_refused() {
    let server = start(public(100, 100)).await;
    let large = ONCE.replacen("connection", &format!("x-large: {}\r\nconnection", "x".repeat(400_000)), 1);
    let answer = server.answer(&large).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let many: String = (0..80).map(|number| format!("x-{number}: 1\r\n")).collect();
    let many = ONCE.replacen("connection", &format!("{many}connection"), 1);
    assert!(server.answer(&many).await.starts_with("HTTP/1.1 431"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_lets_a_request_in_flight_finish() {
    let server = start(public(100, 100)).await;
    let mut stream = server.connect().await;
    let idle = server.connect().await;
    stream.write_all(ONCE.replacen("GET /", "GET /slow", 1).as_bytes()).await.expect("sent");
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.stop.cancel();
    assert!(read(&mut stream).await.ends_with("slow"));
    tokio::time::timeout(Duration::from_secs(5), server.ended).await.expect("it ends in time").expect("no panic");
    drop(idle);
}
