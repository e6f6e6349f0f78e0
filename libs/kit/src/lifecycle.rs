//! Starting and stopping a process: listeners, background tasks, signals, and the order of the shutdown.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use futures::future::BoxFuture;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::health::Health;
use crate::server::{ConnectionLimits, serve};
pub use crate::spawn::spawn;
use crate::spawn::spawn_on;

const GRACE: Duration = Duration::from_secs(20);
/// Connections of probes, scrapes and operators.
const OPS_CONNECTIONS: usize = 256;

/// A background task that runs until it is cancelled.
pub struct Background {
    /// Name for the log.
    pub name: String,
    /// The work.
    pub run: Box<dyn FnOnce(CancellationToken) -> BoxFuture<'static, ()> + Send>,
}

impl Background {
    /// Names a piece of work.
    pub fn new<F>(name: impl Into<String>, run: impl FnOnce(CancellationToken) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self { name: name.into(), run: Box::new(|stop| Box::pin(run(stop))) }
    }
}

/// What a process serves.
pub struct Process {
    /// Address of the public port; port 0 takes a free one.
    pub http_listen: String,
    /// The public operations.
    pub http: Router,
    /// How many connections the public port takes.
    pub connections: ConnectionLimits,
    /// Address of the private port.
    pub ops_listen: String,
    /// Metrics and, where business time is set by hand, the clock.
    pub ops: Router,
    /// State that the probes read.
    pub health: Health,
    /// Consumers first, then relays: consumers subscribe before relays publish.
    pub background: Vec<Background>,
}

/// A process that runs.
pub struct Running {
    /// Where the public port listens.
    pub http: SocketAddr,
    /// Where the private port listens.
    pub ops: SocketAddr,
    health: Health,
    stop_http: CancellationToken,
    stop_background: CancellationToken,
    servers: JoinSet<()>,
    background: JoinSet<String>,
}

/// Starts a process.
///
/// # Errors
/// When a port cannot be bound.
pub async fn start(process: Process) -> io::Result<Running> {
    let http = bind(&process.http_listen).await?;
    start_on(http, process).await
}

/// Starts a process whose public port is bound already, so that no other process can take it in between.
///
/// # Errors
/// When the private port cannot be bound.
pub async fn start_on(http: TcpListener, process: Process) -> io::Result<Running> {
    let ops = bind(&process.ops_listen).await?;
    let (stop_http, stop_background) = (CancellationToken::new(), CancellationToken::new());
    let mut background = JoinSet::new();
    for task in process.background {
        let stop = stop_background.clone();
        spawn_on(&mut background, async move {
            (task.run)(stop).await;
            task.name
        });
    }
    let addresses = (http.local_addr()?, ops.local_addr()?);
    let mut servers = JoinSet::new();
    let public = process.http.merge(crate::health::routes(process.health.clone()));
    spawn_on(&mut servers, serve(http, public, process.connections, stop_http.clone()));
    spawn_on(
        &mut servers,
        serve(ops, process.ops, ConnectionLimits::internal(OPS_CONNECTIONS), stop_background.clone()),
    );
    Ok(Running {
        http: addresses.0,
        ops: addresses.1,
        health: process.health,
        stop_http,
        stop_background,
        servers,
        background,
    })
}

/// Binds a port.
///
/// # Errors
/// When it is taken or is no address; the sentence names it.
pub async fn bind(address: &str) -> io::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|cause| io::Error::new(cause.kind(), format!("cannot listen on {address}: {cause}")))
}

impl Running {
    /// Runs until SIGINT or SIGTERM, or until a background task ends unexpectedly, then shuts down in order. A
    /// second signal ends the shutdown at once. Returns false when a task ended unexpectedly.
    ///
    /// # Errors
    /// When signals cannot be listened to.
    pub async fn until_signal(mut self) -> io::Result<bool> {
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let healthy = tokio::select! {
            _ = interrupt.recv() => true,
            _ = terminate.recv() => true,
            died = self.background.join_next(), if !self.background.is_empty() => {
                tracing::error!(task = ?died, "background task ended");
                false
            }
        };
        tokio::select! {
            () = self.stop() => {}
            _ = interrupt.recv() => tracing::warn!("second signal: stopped with work in flight"),
            _ = terminate.recv() => tracing::warn!("second signal: stopped with work in flight"),
        }
        Ok(healthy)
    }

    /// Not ready, no new requests, requests in flight finished, then consumers and relays stopped.
    pub async fn stop(mut self) {
        self.health.drain();
        self.stop_http.cancel();
        let in_order = async {
            self.servers.join_next().await;
            self.stop_background.cancel();
            while self.background.join_next().await.is_some() {}
            while self.servers.join_next().await.is_some() {}
        };
        if tokio::time::timeout(GRACE, in_order).await.is_err() {
            tracing::warn!("shutdown timed out with work in flight");
        }
    }
}
