//! A second signal ends a shutdown that waits for work in flight; in a process of its own, because signals reach all of it.

use std::process::Command;
use std::time::Duration;

use axum::Router;
use motcua_kit::health::Health;
use motcua_kit::lifecycle::{Background, Process, spawn, start};
use motcua_kit::server::ConnectionLimits;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_ends_the_process_at_once() {
    let endless = Background::new("endless", |_| std::future::pending());
    let process = Process {
        http_listen: "127.0.0.1:0".to_owned(),
        http: Router::new(),
        connections: ConnectionLimits::internal(0),
        ops_listen: "127.0.0.1:0".to_owned(),
        ops: Router::new(),
        health: Health::default(),
        background: vec![endless],
    };
    // With a handler of its own the test survives a signal that comes before the process listens.
    let _handler = signal(SignalKind::terminate()).unwrap();
    let ended = spawn(start(process).await.unwrap().until_signal());
    let pid = std::process::id().to_string();
    for _ in 0..20 {
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(ended.is_finished(), "the shutdown still waits");
    assert!(ended.await.unwrap().unwrap());
}
