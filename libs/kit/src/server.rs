//! Serves a router over HTTP/1.1: connections are counted, request headers have to arrive in time, and a stop lets
//! requests in flight finish.

mod connections;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response, header};
use axum::response::IntoResponse;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::problem::{Problem, Slug};
use crate::spawn::spawn;
use connections::{Connection, Connections};
pub use connections::{ConnectionLimits, client_network};

/// How long a request's headers may take, and an open connection may wait for the next request. Longer than any client
/// of ours keeps an idle connection, so that none is closed under a request.
pub const HEADER_TIMEOUT: Duration = Duration::from_secs(75);
/// The same at ports that strangers reach.
const PUBLIC_HEADER_TIMEOUT: Duration = Duration::from_secs(15);
/// Bytes of a request's headers, and of each part of a body that is read at once.
const BUFFER: usize = 64 * 1024;
const HEADERS: usize = 64;
/// After a failed accept, for instance without free descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop`, then until every request in flight has its response.
pub async fn serve(listener: TcpListener, router: Router, limits: ConnectionLimits, stop: CancellationToken) {
    let (connections, graceful) = (Connections::new(limits.clone()), GracefulShutdown::new());
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(if limits.is_public() { PUBLIC_HEADER_TIMEOUT } else { HEADER_TIMEOUT })
        .max_buf_size(BUFFER)
        .max_headers(HEADERS);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Closed at once, without a word: an answer would cost what the limit is there to save.
                let Some(counted) = connections.open(peer.ip()) else { continue };
                drop(spawn(serve_connection(
                    protocol.clone(),
                    graceful.watcher(),
                    stream,
                    peer,
                    router.clone(),
                    counted,
                )));
            }
            Err(error) => {
                tracing::warn!(error = %error, "connection not accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn serve_connection(
    protocol: http1::Builder,
    watcher: Watcher,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    _counted: Connection,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %error, "connection without TCP_NODELAY");
    }
    let service = hyper::service::service_fn(move |request| respond(router.clone(), peer, request));
    let connection = watcher.watch(protocol.serve_connection(TokioIo::new(stream), service));
    if let Err(error) = connection.await {
        tracing::debug!(error = %error, "connection ended");
    }
}

async fn respond(
    router: Router,
    peer: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response<Body>, std::convert::Infallible> {
    // Two hosts, or none, make parties along the way disagree about who is asked (RFC 9112, section 3.2).
    if request.headers().get_all(header::HOST).iter().count() > 1 {
        return Ok(Problem::new(Slug::Malformed).into_response());
    }
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request.map(Body::new)).await
}
